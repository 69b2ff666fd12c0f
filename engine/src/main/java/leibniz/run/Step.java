package leibniz.run;

import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Code;
import leibniz.ir.Complex;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Problem;
import leibniz.ir.Rational;
import leibniz.ir.Special;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// A node made ready to be computed at fixed sizes.
///
/// @param product the loops of a product
/// @param coefficients of a sum
/// @param cost a rough count of operations
record Step(
    Expr node,
    int[] shape,
    @Nullable Contraction product,
    double[] coefficients,
    double cost,
    ToLongFunction<String> sizes) {
  private static final double OPERATIONS = 1024; // in a unit of work

  /// @param args the shapes of the arguments
  static Step of(Expr node, List<int[]> args, ToLongFunction<String> sizes) {
    int[] shape = Size.of(node.shape(), sizes);
    Contraction product =
        node.head() instanceof Head.Einsum e ? new Contraction(e, args, shape) : null;
    double[] coefficients =
        node.head() instanceof Head.Sum s
            ? s.coefficients().stream().mapToDouble(Rational::doubleValue).toArray()
            : new double[0];
    double cost = product == null ? 8 * (1 + (double) Size.count(shape)) : 8 + product.cost();
    return new Step(node, shape, product, coefficients, cost, sizes);
  }

  /// The cost in units of work.
  long effort() {
    return 1 + (long) (cost / OPERATIONS);
  }

  /// The value of the node.
  Array value(List<Array> args) {
    return switch (node.head()) {
      case Head.Var v ->
          throw Problem.error(Code.LBZ009, "the input " + v.name() + " has no value").raise();
      case Head.Num n -> number(n.value());
      case Head.Einsum _ when product != null -> product.run(args);
      case Head.Einsum _ -> throw new IllegalStateException("a product without loops");
      case Head.Sum _ -> {
        Array sum = Array.zeros(shape, args.stream().allMatch(Array::real));
        for (int k = 0; k < args.size(); k++) {
          sum.add(coefficients[k], args.get(k));
        }
        yield sum;
      }
      case Head.Map m -> map(m.op(), args);
      case Head.Special s -> special(s.op(), args);
    };
  }

  private Array number(Head.Constant constant) {
    double value =
        switch (constant) {
          case Head.Constant.Size s -> s.size().at(sizes);
          case Head.Constant.Named n -> n.value();
        };
    return new Array(new int[0], new double[] {value}, null);
  }

  private Array map(Elementwise row, List<Array> args) {
    Array result = Array.zeros(shape, args.stream().allMatch(Array::real));
    for (int k = 0; k < result.count(); k++) {
      result.set(k, row.at(entry(args, k)));
    }
    return result;
  }

  private static List<Complex> entry(List<Array> args, int index) {
    return switch (args.size()) {
      case 1 -> List.of(args.get(0).at(index));
      case 2 -> List.of(args.get(0).at(index), args.get(1).at(index));
      default -> args.stream().map(a -> a.at(index)).toList();
    };
  }

  private Array special(Special row, List<Array> args) {
    Values result = row.at(args.stream().map(Array::values).toList(), shape, sizes);
    return args.stream().allMatch(Array::real)
        ? new Array(result.shape(), result.re(), null)
        : Array.of(result);
  }
}

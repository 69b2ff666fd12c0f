package leibniz.code;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import leibniz.ir.Complex;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Values;

/// Evaluation by the definition of each head, entry by entry: slow, and it shares nothing with the
/// printers.
final class Plain {
  private final Map<Expr, Values> values = new IdentityHashMap<>();
  private final ToLongFunction<String> sizes;

  Plain(Map<Expr, Values> inputs, ToLongFunction<String> sizes) {
    values.putAll(inputs);
    this.sizes = sizes;
  }

  Values of(Expr root) {
    for (Expr node : root.inOrder()) {
      if (!values.containsKey(node)) {
        values.put(node, evaluate(node));
      }
    }
    return values.get(root);
  }

  private Values evaluate(Expr node) {
    int[] shape = node.shape().at(sizes);
    List<Values> args = node.args().stream().map(values::get).toList();
    return switch (node.head()) {
      case Head.Var v -> throw new IllegalArgumentException("no value for " + v.name());
      case Head.Num(Head.Constant.Size(var size)) ->
          Values.real(shape, new double[] {size.at(sizes)});
      case Head.Num(Head.Constant.Named named) -> Values.real(shape, new double[] {named.value()});
      case Head.Einsum e -> einsum(e, args, shape);
      case Head.Sum s -> {
        Values sum = Values.zeros(shape);
        for (int k = 0; k < args.size(); k++) {
          double c = s.coefficients().get(k).doubleValue();
          for (int i = 0; i < sum.count(); i++) {
            sum.set(i, sum.at(i).plus(args.get(k).at(i).times(c)));
          }
        }
        yield sum;
      }
      case Head.Map m -> {
        Values result = Values.zeros(shape);
        for (int i = 0; i < result.count(); i++) {
          final int at = i;
          result.set(i, m.op().at(args.stream().map(a -> a.at(at)).toList()));
        }
        yield result;
      }
      case Head.Special s -> s.op().at(args, shape, sizes);
    };
  }

  private static Values einsum(Head.Einsum e, List<Values> args, int[] shape) {
    Map<Integer, Integer> size = new java.util.TreeMap<>();
    for (int axis = 0; axis < shape.length; axis++) {
      size.put(e.out().get(axis), shape[axis]);
    }
    for (int k = 0; k < args.size(); k++) {
      List<Integer> letters = e.factors().get(k).letters();
      for (int axis = 0; axis < letters.size(); axis++) {
        size.put(letters.get(axis), args.get(k).shape()[axis]);
      }
    }
    List<Integer> all = new ArrayList<>(size.keySet());
    Values result = Values.zeros(shape);
    int[] at = new int[all.size()];
    int total = size.values().stream().reduce(1, (a, b) -> a * b);
    for (int n = 0; n < total; n++) {
      int rest = n;
      for (int k = all.size() - 1; k >= 0; k--) {
        at[k] = rest % size.get(all.get(k));
        rest /= size.get(all.get(k));
      }
      Complex product = Complex.real(e.coefficient().doubleValue());
      for (int k = 0; k < args.size(); k++) {
        int index = index(e.factors().get(k).letters(), all, at, args.get(k).shape());
        product = product.times(args.get(k).at(index).power(e.factors().get(k).power()));
      }
      int index = index(e.out(), all, at, shape);
      result.set(index, result.at(index).plus(product));
    }
    return result;
  }

  private static int index(List<Integer> letters, List<Integer> all, int[] at, int[] shape) {
    int index = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      index = index * shape[axis] + at[all.indexOf(letters.get(axis))];
    }
    return index;
  }
}

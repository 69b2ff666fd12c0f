package leibniz.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import leibniz.ir.Complex;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Values;

/// The plain value of an expression, as its definition says it: what formulas are compared with.
final class Evaluation {
  private final ToLongFunction<String> sizes;
  private final Map<Expr, Values> done = new HashMap<>();

  Evaluation(ToLongFunction<String> sizes, Map<Expr, Values> inputs) {
    this.sizes = sizes;
    done.putAll(inputs);
  }

  Values of(Expr root) {
    for (Expr node : root.inOrder()) {
      if (!done.containsKey(node)) {
        done.put(node, value(node));
      }
    }
    return done.get(root);
  }

  private Values value(Expr e) {
    int[] shape = e.shape().at(sizes);
    List<Values> args = e.args().stream().map(done::get).toList();
    return switch (e.head()) {
      case Head.Var v -> throw new IllegalStateException("no value for " + v.name());
      case Head.Num(Head.Constant.Size(var size)) ->
          Values.real(shape, new double[] {size.at(sizes)});
      case Head.Num(Head.Constant.Named n) -> Values.real(shape, new double[] {n.value()});
      case Head.Einsum p -> einsum(e, p, shape);
      case Head.Sum s -> {
        Values sum = Values.zeros(shape);
        for (int k = 0; k < args.size(); k++) {
          for (int i = 0; i < sum.count(); i++) {
            double c = s.coefficients().get(k).doubleValue();
            sum.set(i, sum.at(i).plus(args.get(k).at(i).times(c)));
          }
        }
        yield sum;
      }
      case Head.Map m -> {
        Values result = Values.zeros(shape);
        for (int i = 0; i < result.count(); i++) {
          int entry = i;
          result.set(i, m.op().at(args.stream().map(a -> a.at(entry)).toList()));
        }
        yield result;
      }
      case Head.Special s -> s.op().at(args, shape, sizes);
    };
  }

  private Values einsum(Expr e, Head.Einsum p, int[] shape) {
    Map<Integer, Integer> ranges = new LinkedHashMap<>();
    for (int k = 0; k < shape.length; k++) {
      ranges.put(p.out().get(k), shape[k]);
    }
    for (int k = 0; k < e.args().size(); k++) {
      int[] own = e.arg(k).shape().at(sizes);
      for (int axis = 0; axis < own.length; axis++) {
        ranges.put(p.factors().get(k).letters().get(axis), own[axis]);
      }
    }
    List<Integer> letters = new ArrayList<>(ranges.keySet());
    Values result = Values.zeros(shape);
    // an output letter that repeats leaves all entries off its diagonal at zero
    int[] at = new int[letters.size()];
    Set<Integer> summed = new HashSet<>(letters);
    p.out().forEach(summed::remove);
    do {
      Complex product = Complex.real(p.coefficient().doubleValue());
      for (int k = 0; k < e.args().size(); k++) {
        Values value = done.get(e.arg(k));
        int entry = offset(p.factors().get(k).letters(), value.shape(), letters, at);
        product = product.times(value.at(entry).power(p.factors().get(k).power()));
      }
      int entry = offset(p.out(), shape, letters, at);
      result.set(entry, result.at(entry).plus(product));
    } while (next(at, letters.stream().mapToInt(ranges::get).toArray()));
    return result;
  }

  private static int offset(List<Integer> axes, int[] shape, List<Integer> letters, int[] at) {
    int offset = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      offset = offset * shape[axis] + at[letters.indexOf(axes.get(axis))];
    }
    return offset;
  }

  /// Counts through all positions; false after the last.
  static boolean next(int[] at, int[] shape) {
    for (int k = at.length - 1; k >= 0; k--) {
      if (++at[k] < shape[k]) {
        return true;
      }
      at[k] = 0;
    }
    return false;
  }

  /// The same without axes of size 1, as formulas see it.
  static Values squeezed(Values v) {
    int[] shape = Arrays.stream(v.shape()).filter(n -> n != 1).toArray();
    return new Values(shape, v.re(), v.im());
  }
}

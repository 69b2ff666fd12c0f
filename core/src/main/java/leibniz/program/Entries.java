package leibniz.program;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;

/// The entries that are multiplied, added or mapped.
final class Entries {
  private Entries() {}

  /// Those of one node.
  static double of(Expr node, ToDoubleFunction<Dim> size) {
    return switch (node.head()) {
      case Head.Var _, Head.Num _ -> 0;
      case Head.Einsum e -> node.isView() ? 0 : letters(node, e, size);
      case Head.Sum _ -> node.args().size() * of(node.shape().dims(), size);
      case Head.Map _ -> of(node.shape().dims(), size);
      case Head.Special _ ->
          Math.max(
              of(node.shape().dims(), size),
              node.args().stream().mapToDouble(a -> of(a.shape().dims(), size)).sum());
    };
  }

  /// One multiplication for each choice of the letters.
  private static double letters(Expr node, Head.Einsum e, ToDoubleFunction<Dim> size) {
    Set<Integer> seen = new HashSet<>();
    double product = 1;
    for (int k = 0; k < node.args().size(); k++) {
      List<Integer> letters = e.factors().get(k).letters();
      for (int axis = 0; axis < letters.size(); axis++) {
        if (seen.add(letters.get(axis))) {
          product *= size.applyAsDouble(node.arg(k).shape().get(axis));
        }
      }
    }
    return product;
  }

  /// How many entries there are over some axes.
  static double of(List<Dim> dims, ToDoubleFunction<Dim> size) {
    return dims.stream().mapToDouble(size).reduce(1, (a, b) -> a * b);
  }
}

package leibniz.program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.ir.Shape;

/// What computing an expression costs, as it would be computed: what is shared once, and
/// contractions in the order that is chosen for them.
public final class Cost {
  private Cost() {}

  /// The entries that are multiplied, added or mapped.
  ///
  /// @param sizes values of size symbols where they are known, as for [Linearize#of]
  public static double of(Expr expression, Map<String, Long> sizes) {
    List<Program.Root> roots = List.of(new Program.Root(Name.of("value"), expression));
    Program program = Linearize.of(List.of(), roots, new Names(Map.of()), sizes);
    ToDoubleFunction<Dim> size = Linearize.estimate(roots, sizes);
    List<Expr> tops = new ArrayList<>(program.steps().stream().map(Program.Step::node).toList());
    return Expr.inOrder(tops).stream().mapToDouble(node -> entries(node, size)).sum();
  }

  /// How many entries that shape has.
  public static double entries(Shape shape, Map<String, Long> sizes) {
    return entries(shape.dims(), Linearize.estimate(List.of(), sizes));
  }

  /// Those of one node.
  static double entries(Expr node, ToDoubleFunction<Dim> size) {
    return switch (node.head()) {
      case Head.Var _, Head.Num _ -> 0;
      case Head.Einsum e -> node.isView() ? 0 : letters(node, e, size);
      case Head.Sum _ -> node.args().size() * entries(node.shape().dims(), size);
      case Head.Map _ -> entries(node.shape().dims(), size);
      case Head.Special _ ->
          Math.max(
              entries(node.shape().dims(), size),
              node.args().stream().mapToDouble(a -> entries(a.shape().dims(), size)).sum());
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

  private static double entries(List<Dim> dims, ToDoubleFunction<Dim> size) {
    return dims.stream().mapToDouble(size).reduce(1, (a, b) -> a * b);
  }
}

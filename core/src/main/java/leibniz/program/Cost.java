package leibniz.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
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
    return Expr.inOrder(tops).stream().mapToDouble(node -> Entries.of(node, size)).sum();
  }

  /// How many entries that shape has.
  public static double entries(Shape shape, Map<String, Long> sizes) {
    return Entries.of(shape.dims(), Linearize.estimate(List.of(), sizes));
  }
}

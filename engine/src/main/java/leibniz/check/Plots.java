package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;

/// Leaves out what is computed point by point for a plot: `plotDecisionBoundary` calls the model
/// thousands of times, and nothing comes of it but a picture.
final class Plots {
  private static final Set<String> SHOW = Set.of("plt", "pyplot", "pl", "sns", "ax", "axes", "fig");

  private Plots() {}

  /// The program where functions that plot, and hand nothing back, do not loop in loops.
  static Module without(Module program) {
    List<Statement> body = all(program.body());
    return body.equals(program.body())
        ? program
        : new Module(program.source(), body, program.comments());
  }

  private static List<Statement> all(List<Statement> body) {
    return body.stream().map(Plots::one).toList();
  }

  private static Statement one(Statement statement) {
    return switch (statement) {
      case Statement.Function f when isPlot(f) -> f.withBlocks(Plots::withoutGrids);
      case Statement.Compound c -> c.withBlocks(Plots::all);
      default -> statement;
    };
  }

  private static boolean isPlot(Statement.Function f) {
    List<Statement> inside = new ArrayList<>();
    Training.flatten(f.body(), inside);
    return inside.stream().anyMatch(s -> s instanceof Statement.Evaluate e && shows(e.value()))
        && inside.stream().noneMatch(Plots::keeps);
  }

  private static boolean shows(Expression e) {
    return e instanceof Expression.Call(var function, _, _)
        && SHOW.contains(Spelled.text(function).replaceFirst("\\..*", ""));
  }

  /// Whether something comes of a statement outside, or a gradient is computed there.
  private static boolean keeps(Statement s) {
    return switch (s) {
      case Statement.Return(Expression value, _) -> value != null;
      case Statement.Global _, Statement.Nonlocal _ -> true;
      case Statement.Assign(var targets, _, _) -> targets.stream().anyMatch(Plots::keeps);
      case Statement.AugmentedAssign a -> keeps(a.target());
      default -> false;
    };
  }

  private static boolean keeps(Expression target) {
    String text = Spelled.text(target);
    return text.startsWith("self.") || GradientName.of(text) != null || LossNames.rank(text) == 0;
  }

  private static List<Statement> withoutGrids(List<Statement> body) {
    return body.stream().filter(s -> !(s instanceof Statement.For f && isGrid(f))).toList();
  }

  private static boolean isGrid(Statement.For loop) {
    List<Statement> inside = new ArrayList<>();
    Training.flatten(loop.body(), inside);
    return inside.stream().anyMatch(s -> s instanceof Statement.For);
  }
}

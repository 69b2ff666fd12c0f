package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;

/// What bodies of functions compute, by the names in them: a loss, gradients, or steps.
final class Computes {
  private final Set<String> functions = new HashSet<>();
  private final NamesByUse byUse;

  Computes(Module program) {
    this.byUse = new NamesByUse(program);
    for (Statement s : new Statements(program).all()) {
      if (s instanceof Statement.Function f) {
        functions.add(f.name());
      }
    }
  }

  /// Whether a body computes a loss by itself, or asks for it. What it only asks for behind the
  /// gradient is one of the next step, as where each round notes the cost that it has got to.
  boolean hasLoss(List<Statement> body, List<Statement.Function> losses) {
    List<Statement> all = inside(body);
    int gradient = 0;
    while (gradient < all.size() && !isGradient(all.get(gradient))) {
      gradient++;
    }
    List<Statement> before = all.subList(0, gradient);
    boolean asked =
        losses.stream()
            .map(Statement.Function::name)
            .anyMatch(name ->
                (LossNames.isGoneDown(name) ? before : all).stream().anyMatch(x -> calls(x, name)));
    return asked || all.stream().anyMatch(s -> isLoss(s) && !isRead(s, all));
  }

  /// Whether a value goes into others, by a name that is not the first for a loss: an entropy does,
  /// where its gradient is computed.
  private static boolean isRead(Statement loss, List<Statement> all) {
    return loss instanceof Statement.Assign(var targets, _, _)
        && targets.getFirst() instanceof Expression.Name(String id, _)
        && LossNames.rank(id) > 0
        && all.stream().anyMatch(s -> !s.equals(loss) && reads(s, id));
  }

  private static boolean reads(Statement s, String name) {
    return switch (s) {
      case Statement.Assign a -> Spelled.names(a.value(), name);
      case Statement.AugmentedAssign a ->
          GradientName.of(Spelled.text(a.target())) != null && Spelled.names(a.value(), name);
      default -> false;
    };
  }

  static boolean isLoss(Statement s) {
    return s instanceof Statement.Assign(var targets, var value, _)
        && !(value instanceof Expression.Int || value instanceof Expression.Listing)
        && targets.stream()
            .anyMatch(t ->
                t instanceof Expression.Name(String id, _)
                    && id.length() > 1
                    && GradientName.of(id) == null
                    && LossNames.rank(id) >= 0
                    && LossNames.rank(id) < 3);
  }

  boolean makesGradients(List<Statement> body) {
    return inside(body).stream().anyMatch(this::isGradient);
  }

  /// `self.W -= rate * dW`: what trains is no loss, whatever it is called, as
  /// `contrastive_divergence`.
  static boolean goesSteps(List<Statement> body) {
    return inside(body).stream()
        .anyMatch(s ->
            s instanceof Statement.AugmentedAssign a
                && GradientName.of(Spelled.text(a.target())) == null
                && isAlong(a.value()));
  }

  private static boolean isAlong(Expression e) {
    GradientName said = e instanceof Expression.Name(String id, _) ? GradientName.of(id) : null;
    return said != null && !said.wrt().isEmpty() // `g` may be a gain
        || e.children().stream().anyMatch(Computes::isAlong);
  }

  /// `dW = X.T @ d`, or a step along what has no name; not where a function of the program returns
  /// it.
  boolean isGradient(Statement s) {
    return s instanceof Statement.AugmentedAssign a && Steps.isOfEntries(a)
        || s instanceof Statement.Assign(var targets, var value, _)
            && !(value instanceof Expression.Call c && functions.contains(name(c)))
            && targets.stream().anyMatch(this::isGradient);
  }

  /// The last word of what is called.
  static String name(Expression.Call call) {
    return switch (call.function()) {
      case Expression.Name(String id, _) -> id;
      case Expression.Attribute(_, String id, _, _) -> id;
      default -> "";
    };
  }

  boolean isGradient(Expression target) {
    return switch (target) {
      case Expression.Tuple(var elements, _) -> elements.stream().anyMatch(this::isGradient);
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _ ->
          byUse.said(Spelled.text(target)) != null;
      default -> false;
    };
  }

  static boolean isCalled(String name, List<Statement> body) {
    return inside(body).stream().anyMatch(s -> calls(s, name));
  }

  private static boolean calls(Statement s, String name) {
    return switch (s) {
      case Statement.Assign a -> calls(a.value(), name);
      case Statement.AugmentedAssign a -> calls(a.value(), name);
      case Statement.Return(var value, _) -> value != null && calls(value, name);
      default -> false;
    };
  }

  private static boolean calls(Expression e, String name) {
    boolean here = e instanceof Expression.Call c && name(c).equals(name);
    return here || e.children().stream().anyMatch(c -> calls(c, name));
  }

  /// The statements of a body, those in loops and branches too.
  static List<Statement> inside(List<Statement> body) {
    List<Statement> all = new ArrayList<>();
    Training.flatten(body, all);
    return all;
  }
}

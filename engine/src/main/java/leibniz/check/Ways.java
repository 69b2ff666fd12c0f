package leibniz.check;

import java.util.regex.Pattern;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// What is called like a gradient, and is how far something goes: a difference of neighbours, `dm =
/// np.diff(m)`, a difference from a place of rest, or a step that was solved for, `dq = J.T @
/// np.linalg.solve(J @ J.T + damp, e)`.
final class Ways {
  private static final Pattern DIFFERENCE = Pattern.compile("(?:\\w+\\.)?(?:diff|ediff1d)");

  private Ways() {}

  /// Whether a statement takes differences of neighbours.
  static boolean isDifference(@Nullable Statement s) {
    return s instanceof Statement.Assign(_, var value, _)
        && switch (value) {
          case Expression.Call call -> DIFFERENCE.matcher(Spelled.text(call.function())).matches();
          case Expression.Binary b when b.operator() == Expression.Operator.SUBTRACT ->
              b.left() instanceof Expression.Subscript(Expression.Name(String left, _), _, _)
                  && b.right() instanceof Expression.Subscript(Expression.Name(String of, _), _, _)
                  && left.equals(of);
          default -> false;
        };
  }

  /// Whether it is how far something is from where it rests, and its function returns a number that
  /// is made of that: `dq = q - rest` of `return 0.5 * dq @ dq`.
  static boolean isFromRest(Chain chain, Event difference, @Nullable Statement made) {
    GradientName said = GradientName.of(difference.target());
    Chain.Link link = chain.link(difference.value());
    return said != null
        && link != null
        && made instanceof Statement.Assign(_, Expression.Binary b, _)
        && b.operator() == Expression.Operator.SUBTRACT
        && said.wrt().contains(Spelled.text(b.left()))
        && chain.occurrences().of(difference.value()).stream()
            .noneMatch(e -> e.kind() == Event.Kind.RETURN) // else it may be its gradient, too
        && chain.occurrences().in(difference.frame()).stream()
            .filter(e -> e.kind() == Event.Kind.RETURN && e.value().rank() == 0)
            .anyMatch(e -> chain.isMadeOf(chain.function(e), link));
  }

  /// Whether something was solved for what is added to what it is called after, as it is.
  static boolean isSolvedFor(String target, @Nullable Statement made, Statements statements) {
    GradientName said = GradientName.of(target);
    return said != null
        && said.wrt().size() == 1
        && made instanceof Statement.Assign(_, var value, _)
        && solves(value)
        && statements.all().stream().anyMatch(s -> adds(s, said.wrt().getFirst(), target));
  }

  private static boolean solves(Expression e) {
    return switch (e) {
      case Expression.Call c -> Steps.isSolving(c);
      case Expression.Unary(_, var of, _) -> solves(of);
      case Expression.Binary b ->
          (b.operator() == Expression.Operator.MATMUL
                  || b.operator() == Expression.Operator.MULTIPLY)
              && (solves(b.left()) || solves(b.right()));
      default -> false;
    };
  }

  private static boolean adds(Statement s, String to, String way) {
    Expression changed = Steps.changed(s);
    Expression change = changed == null ? null : Steps.change(s);
    return changed != null
        && change != null
        && !Steps.isMinus(s)
        && Spelled.text(changed).equals(to)
        && Spelled.text(change).equals(way);
  }
}

package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import leibniz.trace.Walk;

/// Numbers that are the state of a recursion, as `A = 0.0` before `A = e * (1 + A)`: gradients go
/// through them, and are by nothing that they start with. What a step changes is none: `b = b - lr
/// * db`.
final class Carried {
  private Carried() {}

  /// Whether a run starts such a number.
  static boolean on(Run run, Event event) {
    return event.value().rank() == 0
        && event.frame() != 0
        && event.kind() == Event.Kind.ASSIGN
        && in(new Statements(run.program()).of(run.frame(event).definition()))
            .contains(event.target());
  }

  /// Whether it is computed in each round of a loop of a function, or of calls out of one, and only
  /// of the state before the first one nothing varies: no program starts there, and what computes
  /// it again on the way back gets no other value.
  static boolean isFirst(Run run, Event event, Holds inputs) {
    return event.kind() == Event.Kind.ASSIGN
        && event.owner() == 0
        && event.frame() != 0
        && new Statements(run.program()).at(event.statement()) instanceof Statement.Assign a
        && (isComputed(a.value()) || isLastOfOthers(run, event, a.value()))
        && run.events().subList(event.index() + 1, run.events().size()).stream()
            .anyMatch(e ->
                e.target().equals(event.target())
                    && e.statement().equals(event.statement())
                    && isNextRound(run.frame(event), run.frame(e))
                    && inputs.in(e.value()));
  }

  private static boolean isComputed(Expression value) {
    return switch (value) {
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _ -> false;
      default -> true;
    };
  }

  /// Whether it is the last of a list that another function reads: of `h = self.hs[-1]` what goes
  /// back finds the first one in the list.
  private static boolean isLastOfOthers(Run run, Event event, Expression value) {
    if (!(value instanceof Expression.Subscript(var list, Expression.Unary _, _))) {
      return false;
    }
    Span own = run.frame(event).definition();
    List<Statement> all = new ArrayList<>();
    Walk.statements(run.program().body(), all::add);
    return all.stream()
        .filter(s -> s instanceof Statement.Function f && !f.span().equals(own))
        .anyMatch(s -> reads(((Statement.Function) s).body(), Spelled.text(list)));
  }

  private static boolean reads(List<Statement> body, String list) {
    boolean[] found = {false};
    Walk.expressions(
        body,
        e ->
            found[0] |=
                e instanceof Expression.Subscript at && Spelled.text(at.value()).equals(list));
    return found[0];
  }

  private static boolean isNextRound(Frame now, Frame then) {
    return now.id() == then.id()
        || now.caller() != 0
            && now.caller() == then.caller()
            && now.call() != null
            && now.call().equals(then.call());
  }

  /// The names of what statements carry on.
  static Set<String> in(List<Statement> statements) {
    Set<String> names = new HashSet<>();
    for (Statement s : statements) {
      if (s instanceof Statement.Assign(var targets, var value, _)
          && targets.getFirst() instanceof Expression.Name(String id, _)
          && Spelled.names(value, id)
          && !holdsGradient(value, id)) {
        names.add(id);
      }
    }
    return names;
  }

  private static boolean holdsGradient(Expression e, String of) {
    GradientName said = GradientName.of(Spelled.text(e));
    boolean here = said != null && (said.wrt().isEmpty() ? said.strong() : said.wrt().contains(of));
    return here || e.children().stream().anyMatch(c -> holdsGradient(c, of));
  }
}

package leibniz.check;

import java.util.List;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Changes of which the values of the statement alone tell nothing, so that they are followed.
final class Untold {
  private Untold() {}

  /// Whether a change is another kind of statement, or one of another part of an array.
  ///
  /// @param inPlace whether the statement changes a part of an array
  static boolean is(Slip slip, Statement statement, boolean inPlace) {
    return slip.edits().getFirst().span().equals(statement.span())
        || changesTarget(slip, statement)
        || inPlace && changesOperator(slip, statement);
  }

  /// Those whose statements only give a value another name, only call a function, or say where
  /// something counts: of these there are few changes.
  static List<Event> brief(List<Event> events, Statements statements) {
    return events.stream()
        .filter(e -> {
          Statement statement = statements.at(e.statement());
          return isSecondName(statement)
              || statement instanceof Statement.Evaluate
              || statement instanceof Statement.Assign a && isCondition(a.value());
        })
        .toList();
  }

  /// Those whose statements compute what another has computed before, or take it out of a list, and
  /// call it otherwise: one of both may be meant to be something else.
  static List<Event> again(List<Event> events, Chain chain, Statements statements) {
    return events.stream()
        .filter(e -> {
          Chain.Link link = chain.link(e.value());
          return link != null
              && !link.event().statement().equals(e.statement())
              && !link.event().target().equals(e.target())
              && statements.at(e.statement()) instanceof Statement.Assign(_, var value, _)
              && (value instanceof Expression.Binary || value instanceof Expression.Subscript);
        })
        .toList();
  }

  /// `(r > 1 + e) | (r < 1 - e)`.
  private static boolean isCondition(Expression e) {
    return e instanceof Expression.Compare
        || e instanceof Expression.Binary b
            && (b.operator() == Expression.Operator.OR || b.operator() == Expression.Operator.AND)
            && isCondition(b.left())
            && isCondition(b.right());
  }

  /// Those whose statements only call a function of the program, and get what was computed before.
  static List<Event> calls(List<Event> events, Statements statements) {
    return events.stream()
        .filter(e ->
            statements.at(e.statement())
                    instanceof
                    Statement.Assign(_, Expression.Call(Expression.Name(String id, _), _, _), _)
                && statements.names().contains(id))
        .toList();
  }

  /// Those where what is wrong itself is added up, `db += dz`, beginning with zeros: after the
  /// first round the sum is what was added.
  static List<Event> sums(List<Event> events, List<Judgement> wrong, Statements statements) {
    return events.stream()
        .filter(e -> wrong.stream().anyMatch(j -> j.claim().group().events().contains(e)))
        .filter(e ->
            statements.at(e.statement())
                instanceof Statement.AugmentedAssign(_, _, Expression.Name _, _))
        .toList();
  }

  /// Whether a change of such a sum is of what is added, and puts nothing in.
  static boolean isOfSum(Slip slip) {
    return slip.kind() == Slip.Kind.SIGN || slip.kind() == Slip.Kind.NAME;
  }

  /// Those where parts of what is wrong itself are set or added to, `dY[i, :] = …` in a loop.
  static List<Event> parts(List<Event> events, List<Judgement> wrong, Statements statements) {
    return events.stream()
        .filter(e -> wrong.stream().anyMatch(j -> j.claim().group().events().contains(e)))
        .filter(e ->
            switch (statements.at(e.statement())) {
              case Statement.Assign a -> a.targets().getFirst() instanceof Expression.Subscript;
              case Statement.AugmentedAssign a -> a.target() instanceof Expression.Subscript;
              case null, default -> false;
            })
        .toList();
  }

  /// Whether something computed is nothing in this call alone, as what comes from the next step is
  /// in the last one; what is made as zeros is so in any.
  static boolean isNothing(Event event, Statement statement) {
    return event.value().rank() > 0
        && GradientName.of(event.target()) != null
        && statement instanceof Statement.Assign a
        && !(a.value() instanceof Expression.Call);
  }

  /// The second names in these calls that share their memory with what is changed later by one of
  /// its names: what has the other name, or sees a part of it, changes with it.
  static List<Event> aliases(Run run, Set<Integer> frames, Statements statements) {
    return run.events().stream()
        .filter(e -> frames.contains(e.frame()) && e.kind() == Event.Kind.ASSIGN)
        .filter(e -> {
          Statement statement = statements.at(e.statement());
          if (!(statement instanceof Statement.Assign(var targets, var value, _))
              || targets.size() > 1) {
            return false;
          }
          boolean part = value instanceof Expression.Subscript;
          String first = Spelled.text(value instanceof Expression.Subscript s ? s.value() : value);
          return (part || isSecondName(statement))
              && run.events().stream()
                  .anyMatch(c ->
                      c.kind() == Event.Kind.CHANGE
                          && c.frame() == e.frame()
                          && c.index() > e.index()
                          && (c.target().equals(e.target()) || c.target().equals(first)));
        })
        .toList();
  }

  /// Whether a change is worth being followed: of what a function only hands on, what is missing in
  /// it is told where that is bound.
  static boolean mayBe(Slip slip, Statement statement) {
    return slip.kind() == Slip.Kind.SIGN || Rank.isPlain(slip) || !handsOn(statement);
  }

  private static boolean handsOn(Statement statement) {
    return statement instanceof Statement.Return(Expression value, _)
        && (isNamed(value)
            || value instanceof Expression.Tuple(var parts, _)
                && parts.stream().allMatch(Untold::isNamed));
  }

  private static boolean isNamed(@Nullable Expression value) {
    return switch (value) {
      case Expression.Name _ -> true;
      case Expression.Attribute a -> isNamed(a.value());
      case Expression.Subscript s -> isNamed(s.value());
      case null, default -> false;
    };
  }

  private static boolean isSecondName(@Nullable Statement statement) {
    return statement instanceof Statement.Assign(var targets, var value, _)
        && targets.size() == 1
        && (value instanceof Expression.Name || value instanceof Expression.Attribute);
  }

  /// Whether it is another part of an array that is set.
  private static boolean changesTarget(Slip slip, Statement statement) {
    return slip.edits().size() > 1
        && statement instanceof Statement.AugmentedAssign a
        && slip.edits().getFirst().span().equals(a.target().span());
  }

  /// Whether it is set, added or subtracted: in a loop the next rounds go on from that.
  private static boolean changesOperator(Slip slip, Statement statement) {
    Span edit = slip.edits().getFirst().span();
    return switch (statement) {
      case Statement.AugmentedAssign a -> isBetween(edit, a.target(), a.value());
      case Statement.Assign a -> isBetween(edit, a.targets().getLast(), a.value());
      default -> false;
    };
  }

  private static boolean isBetween(Span edit, Expression target, Expression value) {
    return edit.line() == target.span().endLine()
        && edit.column() == target.span().endColumn()
        && edit.endLine() == value.span().line()
        && edit.endColumn() == value.span().column();
  }
}

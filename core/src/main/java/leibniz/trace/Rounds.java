package leibniz.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// How often the body of a loop is followed. Where a program is only read ([Trace#of]), always.
/// Where it is followed to see what it binds, a loop that only repeats (an epoch, an iteration) is
/// left after a few rounds, and one that goes along an axis makes the axis short.
final class Rounds {
  private static final int SHORT = 12; // followed to their end
  private static final int FEW = 3;

  private final Session session;
  private final Evaluator evaluator;

  Rounds(Session session, Evaluator evaluator) {
    this.session = session;
    this.evaluator = evaluator;
  }

  /// The elements that are gone through.
  <T> List<T> followed(Statement.For loop, List<T> elements, Scope scope) {
    if (!session.follows() || elements.size() <= SHORT) {
      return elements;
    }
    Set<String> names = new HashSet<>();
    List<Expression.Name> targets = new ArrayList<>();
    Targets.names(loop.target(), targets);
    targets.forEach(name -> names.add(name.id()));
    if (isPlace(names, loop.body())) {
      shorten(loop, scope);
      if (!measures(loop.body())) {
        return elements;
      }
      cut(loop.header(), elements.size());
      return elements.subList(0, FEW);
    }
    if (grows(loop.body())) {
      shorten(loop, scope); // a list is as long as there are rounds
      session.leavesLists(grown(loop.body(), scope));
    }
    cut(loop.header(), elements.size());
    return elements.subList(0, FEW);
  }

  /// Whether a `while` is followed for one round more.
  boolean goesOn(Statement.While loop, int round, Scope scope) {
    if (!session.follows()) {
      return true;
    }
    if ((makesAnew(loop.body()) || scales(loop.body()))
        && evaluator.outcome(loop.test(), scope).condition() != null) {
      session.assume(
          "line " + loop.header().line() + ": what this `while` depends on is taken to be false");
      return false;
    }
    boolean endless =
        loop.test() instanceof Expression.Bool || loop.test() instanceof Expression.Int;
    if (round < (endless ? FEW : SHORT)) {
      return true;
    }
    session.assume(
        "line " + loop.header().line() + ": the loop is left after " + round + " rounds");
    return false;
  }

  /// How long the lists are that a loop goes on by; empty if it goes on by none.
  List<Integer> collected(Statement.While loop, Scope scope) {
    List<Integer> lengths = new ArrayList<>();
    if (loop.test() instanceof Expression.Compare) {
      Walk.expression(
          loop.test(),
          e -> {
            if (e instanceof Expression.Call(Expression.Name(String id, _), var arguments, _)
                && id.equals("len")
                && arguments.size() == 1
                && evaluator.quietly(arguments.getFirst().value(), scope)
                    instanceof Value.Listing list) {
              lengths.add(list.elements().size());
            }
          });
    }
    return lengths;
  }

  /// Whether a body only gives names other values that are made of none of them, as one that draws
  /// again what does not fit: with what was there before, the program goes the same way.
  private static boolean makesAnew(List<Statement> body) {
    Set<String> names = new HashSet<>();
    for (Statement s : body) {
      if (!(s instanceof Statement.Assign(var targets, _, _))
          || targets.size() != 1
          || !(targets.getFirst() instanceof Expression.Name(String id, _))) {
        return false;
      }
      names.add(id);
    }
    return body.stream()
        .allMatch(s ->
            s instanceof Statement.Assign a
                && Outcomes.names(List.of(new Statement.Evaluate(a.value(), a.span())))
                    .keySet()
                    .stream()
                    .noneMatch(names::contains));
  }

  /// Whether a body only makes steps shorter or longer, as a search along a line does: the first is
  /// as good as any.
  private static boolean scales(List<Statement> body) {
    return body.stream()
        .allMatch(s ->
            s instanceof Statement.AugmentedAssign a
                && a.target() instanceof Expression.Name
                && (a.value() instanceof Expression.Float || a.value() instanceof Expression.Int)
                && (a.operator() == Expression.Operator.MULTIPLY
                    || a.operator() == Expression.Operator.DIVIDE));
  }

  private void cut(Span header, int all) {
    session.assume(
        "line " + header.line() + ": the first " + FEW + " of " + all + " rounds are followed");
  }

  /// Whether a loop's variable says where: in an index, or as an argument that is one.
  private static boolean isPlace(Set<String> names, List<Statement> body) {
    boolean[] found = new boolean[1];
    Walk.expressions(
        body,
        e -> {
          if (e instanceof Expression.Subscript s) {
            Walk.expression(
                s.index(),
                part ->
                    found[0] |=
                        part instanceof Expression.Name(String id, _) && names.contains(id));
          }
        });
    return found[0];
  }

  /// Whether a body measures a derivative entry by entry, `d[k] = (f(x + h) - f(x - h)) / (2 * h)`:
  /// it runs the program twice for each, and nobody derives by that.
  private static boolean measures(List<Statement> body) {
    Set<String> runs = new HashSet<>(); // names of what functions return
    boolean[] found = new boolean[1];
    Walk.statements(
        body,
        s -> {
          if (s instanceof Statement.Assign(var targets, var value, _)) {
            Expression target = targets.getFirst();
            if (target instanceof Expression.Name(String id, _) && isCall(value)) {
              runs.add(id);
            }
            found[0] |= target instanceof Expression.Subscript && isSlope(value, runs);
          }
        });
    return found[0];
  }

  private static boolean isSlope(Expression value, Set<String> runs) {
    return value instanceof Expression.Binary(var over, var left, var right, _, _)
        && over == Expression.Operator.DIVIDE
        && left instanceof Expression.Binary(var minus, var high, var low, _, _)
        && minus == Expression.Operator.SUBTRACT
        && right instanceof Expression.Binary(var times, var two, _, _, _)
        && times == Expression.Operator.MULTIPLY
        && (two instanceof Expression.Int || two instanceof Expression.Float)
        && isRun(high, runs)
        && isRun(low, runs);
  }

  private static boolean isRun(Expression e, Set<String> runs) {
    return e instanceof Expression.Name(String id, _) ? runs.contains(id) : isCall(e);
  }

  private static boolean isCall(Expression e) {
    return e instanceof Expression.Subscript(var whole, _, _)
        ? isCall(whole)
        : e instanceof Expression.Call;
  }

  /// The lists that are made longer, as far as they are there before.
  private List<List<?>> grown(List<Statement> body, Scope scope) {
    List<List<?>> lists = new ArrayList<>();
    Walk.expressions(
        body,
        e -> {
          if (e instanceof Expression.Call(Expression.Attribute(var list, String name, _, _), _, _)
              && name.equals("append")
              && list instanceof Expression.Name
              && evaluator.quietly(list, scope) instanceof Value.Listing grown) {
            lists.add(grown.elements());
          }
        });
    return lists;
  }

  private static boolean grows(List<Statement> body) {
    boolean[] found = new boolean[1];
    Walk.expressions(
        body,
        e ->
            found[0] |=
                e instanceof Expression.Call(Expression.Attribute a, _, _)
                    && a.name().equals("append"));
    return found[0];
  }

  /// The same of a size that is written out once, and nowhere has a name: `normal(size=40)`.
  private void written(Dim size) {
    OptionalLong number = size.constant();
    if (number.isPresent() && session.facts().lone().contains(number.getAsLong())) {
      session.sizes().shortenWritten(number.getAsLong());
    }
  }

  /// Takes a size that the loop goes along as small, and starts again.
  private void shorten(Statement.For loop, Scope scope) {
    Walk.expression(
        loop.iterable(),
        e -> {
          boolean names =
              e instanceof Expression.Name
                  || e instanceof Expression.Attribute
                  || e instanceof Expression.Subscript;
          Value value = names ? evaluator.quietly(e, scope) : null;
          if (value instanceof Value.Size(Dim size)) {
            size.symbols().forEach(session.sizes()::shorten);
          } else if (value instanceof Value.Number(var number, _) && number.isInt()) {
            written(Dim.of(number.intValue()));
          } else if (value instanceof Value.Tensor t && t.shape().rank() > 0) {
            t.shape().get(0).symbols().forEach(session.sizes()::shorten);
            written(t.shape().get(0));
          }
        });
  }
}

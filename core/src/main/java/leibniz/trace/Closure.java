package leibniz.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// A function of the program: its parameters get the arguments in a scope of their own, inside the
/// scope it was written in.
record Closure(
    String name,
    List<Expression.Parameter> parameters,
    Map<String, Value> defaults,
    Scope scope,
    Body body,
    Span definition,
    Statement.@Nullable Function function,
    Journal journal)
    implements Value.Callable {

  /// What is done with the arguments in place.
  @FunctionalInterface
  interface Body {
    Value run(Scope scope);
  }

  @Override
  public boolean isMethod() {
    return true;
  }

  @Override
  public Value call(Value.Call call, Session session) {
    session.bounds().call(call.span());
    boolean ours = Prelude.isHere(definition.file());
    int caller = ours ? 0 : journal.enter(name, definition, call.span());
    try {
      Scope inner = bound(call);
      Map<String, Value> arguments = new LinkedHashMap<>();
      inner.own().forEach((parameter, known) -> arguments.put(parameter, known.value()));
      Value result = body.run(inner);
      session.bounds().returned();
      if (journal.isOn() && !ours && !session.isTrying()) {
        journal.wanted().made(definition, arguments, result);
      }
      return result;
    } catch (LeibnizException e) {
      throw seenFrom(call, e);
    } catch (Faults.Raised e) {
      throw ours ? seenFrom(call, new LeibnizException(List.of(e.problem()))) : e;
    } finally {
      if (!ours) {
        journal.resume(caller);
      }
    }
  }

  /// A problem inside, with the call it came from; what is wrong inside a function of ours is wrong
  /// with the call.
  private LeibnizException seenFrom(Value.Call call, LeibnizException e) {
    List<Problem> seen = new ArrayList<>();
    for (Problem problem : e.problems()) {
      boolean ours =
          !problem.marks().isEmpty() && Prelude.isHere(problem.marks().get(0).span().file());
      if (ours) {
        Problem.Mark mark = new Problem.Mark(call.span(), "inside " + name);
        seen.add(
            new Problem(
                problem.code(),
                problem.level(),
                problem.headline(),
                List.of(mark),
                problem.notes().stream().filter(n -> n.kind() != Problem.Note.Kind.HELP).toList()));
      } else if (problem.marks().size() == 1
          && !Prelude.isHere(call.span().file())
          && !inside(problem.marks().get(0).span(), call.span())) {
        seen.add(problem.also(call.span(), "called here"));
      } else {
        seen.add(problem);
      }
    }
    return new LeibnizException(seen);
  }

  private static boolean inside(Span part, Span whole) {
    boolean after =
        part.line() > whole.line()
            || part.line() == whole.line() && part.column() >= whole.column();
    boolean before =
        part.endLine() < whole.endLine()
            || part.endLine() == whole.endLine() && part.endColumn() <= whole.endColumn();
    return part.file().equals(whole.file()) && after && before;
  }

  private Scope bound(Value.Call call) {
    Scope inner = new Scope(scope);
    if (!call.arguments().isEmpty() && scope.find(Scope.CLASS) != null) {
      inner.bind(Scope.FIRST, call.arguments().get(0).operand().value(), call.span());
    }
    Map<String, Value.Argument> keywords = new LinkedHashMap<>();
    List<Value.Argument> positional = new ArrayList<>();
    for (Value.Argument argument : call.arguments()) {
      if (argument.keyword().isEmpty()) {
        positional.add(argument);
      } else if (keywords.put(argument.keyword(), argument) != null) {
        throw Faults.unfit(name + " gets " + argument.keyword() + " twice", argument.span())
            .raise();
      }
    }
    int next = 0;
    for (Expression.Parameter parameter : parameters) {
      switch (parameter.kind()) {
        case POSITIONAL, PLAIN -> {
          Value.Argument named = keywords.remove(parameter.name());
          if (named != null && next < positional.size()) {
            throw Faults.unfit(name + " gets " + parameter.name() + " twice", named.span()).raise();
          }
          Value.Argument given = next < positional.size() ? positional.get(next++) : named;
          bind(inner, parameter, given, call);
        }
        case STAR -> {
          List<Value> rest =
              positional.subList(next, positional.size()).stream()
                  .map(a -> a.operand().value())
                  .toList();
          next = positional.size();
          inner.bind(parameter.name(), new Value.Tuple(rest), call.span());
        }
        case KEYWORD -> bind(inner, parameter, keywords.remove(parameter.name()), call);
        case DOUBLE_STAR -> {
          Value.Dict rest = Value.Dict.empty();
          keywords.forEach((key, a) ->
              rest.entries()
                  .put(key, new Value.Dict.Entry(new Value.Text(key), a.operand().value())));
          keywords.clear();
          inner.bind(parameter.name(), rest, call.span());
        }
      }
    }
    if (next < positional.size()) {
      throw Faults.unfit(
              name
                  + " takes "
                  + Faults.count(next, "argument")
                  + ", "
                  + positional.size()
                  + " are given",
              positional.get(next).span())
          .raise();
    }
    for (Value.Argument left : keywords.values()) {
      throw unknown(left);
    }
    return inner;
  }

  private void bind(
      Scope inner,
      Expression.Parameter parameter,
      Value.@Nullable Argument given,
      Value.Call call) {
    if (given != null) {
      Span origin = given.operand().origin();
      Value value = argument(parameter.name(), given.operand().value(), given.span());
      inner.bind(parameter.name(), value, origin == null ? given.span() : origin);
      return;
    }
    Value otherwise = defaults.get(parameter.name());
    if (otherwise == null) {
      Problem problem = Faults.unfit(name + " needs " + parameter.name(), call.span());
      boolean ours = Prelude.isHere(parameter.span().file());
      throw (ours ? problem : problem.also(parameter.span(), "")).raise();
    }
    inner.bind(
        parameter.name(),
        argument(parameter.name(), otherwise, parameter.span()),
        parameter.span());
  }

  private Value argument(String parameter, Value value, Span span) {
    return Prelude.isHere(definition.file()) ? value : journal.argument(parameter, value, span);
  }

  private LeibnizException unknown(Value.Argument argument) {
    List<String> known = parameters.stream().map(Expression.Parameter::name).toList();
    String meant = Suggest.keyword(argument.keyword(), known);
    meant = meant != null ? meant : Suggest.near(argument.keyword(), known);
    return Problem.error(
            Code.LBZ004,
            name + " has no keyword " + argument.keyword(),
            argument.span(),
            meant == null ? "" : "did you mean " + meant + "?")
        .raise();
  }
}

package leibniz.check;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;

/// Cuts loops that train: each round of one computes the same gradients, of other parameters. One
/// round shows them all.
final class Training {
  private static final Pattern STEPS =
      Pattern.compile("(?i).*(?:update|step|sgd|train|optimi[sz]e|adam|descent).*");
  private static final Pattern UPDATE = Pattern.compile("(?i).*update_(?:mini_?)?batch.*");
  private static final Pattern BACKWARD = Pattern.compile("(?i).*(?:back|grad).*");

  private Training() {}

  /// The program with one round of each such loop.
  static Module once(Module program) {
    return new Module(program.source(), once(program.body()), program.comments());
  }

  private static List<Statement> once(List<Statement> body) {
    return body.stream().map(Training::once).toList();
  }

  private static Statement once(Statement statement) {
    return switch (statement) {
      case Statement.For f when trains(f) ->
          new Statement.For(
              f.target(), one(f.iterable()), once(f.body()), f.orElse(), f.header(), f.span());
      case Statement.While w when descends(w.body(), "") -> {
        Expression range = new Expression.Call(name("range", w), List.of(), w.header());
        yield new Statement.For(
            name("_", w), one(range), once(w.body()), w.orElse(), w.header(), w.span());
      }
      case Statement.Compound c -> c.withBlocks(Training::once);
      default -> StepsInSums.once(statement);
    };
  }

  /// `range(1)` for `range(1000)`, `range(1, 2)` for `range(1, 1000)`, `batches[:1]` for `batches`.
  private static Expression one(Expression iterable) {
    Expression one = new Expression.Int(BigInteger.ONE, iterable.span());
    if (!(iterable instanceof Expression.Call(var function, var arguments, var span))) {
      Expression first = new Expression.Slice(null, one, null, iterable.span());
      return new Expression.Subscript(iterable, first, iterable.span());
    }
    if (arguments.size() > 1) {
      Expression start = arguments.getFirst().value();
      Expression end =
          new Expression.Binary(Expression.Operator.ADD, start, one, start.span(), span);
      return new Expression.Call(
          function, List.of(arguments.getFirst(), positional(end, span)), span);
    }
    return new Expression.Call(function, List.of(positional(one, span)), span);
  }

  private static Expression.Argument positional(Expression value, Span span) {
    return new Expression.Argument(Expression.ArgumentKind.POSITIONAL, "", value, span);
  }

  /// Whether a loop is such a one.
  static boolean isCut(Statement.For loop) {
    return loop.iterable().children().stream()
        .flatMap(e -> Stream.concat(Stream.of(e), e.children().stream()))
        .anyMatch(e -> e instanceof Expression.Int && e.span().equals(loop.iterable().span()));
  }

  private static boolean trains(Statement.For loop) {
    boolean range =
        loop.iterable() instanceof Expression.Call(Expression.Name(String id, _), var args, _)
            && (id.equals("range") || id.equals("xrange"));
    boolean batches =
        loop.iterable() instanceof Expression.Name(String id, _) && id.matches("(?i).*batches");
    if (!(range || batches) || !(loop.target() instanceof Expression.Name(String counter, _))) {
      return false;
    }
    if (range && descends(loop.body(), counter)) {
      return true;
    }
    if (range && loop.iterable().children().size() != 2) {
      return false; // from 1, or not each
    }
    List<Statement> all = new ArrayList<>();
    flatten(loop.body(), all);
    boolean gradients = false;
    boolean updates = false;
    boolean counts = false;
    for (Statement s : all) {
      counts |= uses(s, counter);
      switch (s) {
        case Statement.AugmentedAssign a -> {
          boolean gradient = isGradient(a.target());
          gradients |= gradient;
          updates |= !gradient && isStep(a.operator());
        }
        case Statement.Assign a -> {
          boolean gradient = a.targets().stream().anyMatch(Training::isGradient);
          gradients |= gradient || calls(a.value(), BACKWARD);
          updates |=
              calls(a.value(), STEPS)
                  || !gradient
                      && a.value() instanceof Expression.Binary b
                      && isStep(b.operator())
                      && a.targets().stream()
                          .anyMatch(t -> Spelled.text(t).equals(Spelled.text(b.left())));
        }
        case Statement.Evaluate e -> {
          updates |= calls(e.value(), STEPS);
          gradients |= calls(e.value(), BACKWARD) || calls(e.value(), UPDATE);
        }
        default -> {}
      }
    }
    return (batches || !counts) && updates && gradients;
  }

  private static Expression name(String id, Statement.While loop) {
    return new Expression.Name(id, loop.header());
  }

  /// Whether each round of a loop goes a step along gradients that it computes: `while epoch <
  /// 100`. One that only adds to gradients goes back through time, and one that goes a step with
  /// `W[layer]` goes through layers.
  ///
  /// @param counter what counts its rounds; empty if nothing does
  private static boolean descends(List<Statement> body, String counter) {
    List<Statement> all = new ArrayList<>();
    flatten(body, all);
    boolean made =
        all.stream()
            .anyMatch(s ->
                s instanceof Statement.Assign a
                        && a.targets().stream().anyMatch(Training::isGradient)
                    || Steps.descending(s) != null && Steps.asksForGradient(s));
    List<Expression> steps = all.stream().map(Steps::descending).filter(Objects::nonNull).toList();
    return made && !steps.isEmpty() && steps.stream().noneMatch(t -> Spelled.names(t, counter));
  }

  private static boolean isStep(Expression.Operator operator) {
    return operator == Expression.Operator.SUBTRACT || operator == Expression.Operator.ADD;
  }

  static void flatten(List<Statement> body, List<Statement> all) {
    for (Statement s : body) {
      all.add(s);
      switch (s) {
        case Statement.For f -> flatten(f.body(), all);
        case Statement.While w -> flatten(w.body(), all);
        case Statement.If i -> {
          i.branches().forEach(b -> flatten(b.body(), all));
          flatten(i.orElse(), all);
        }
        default -> {}
      }
    }
  }

  private static boolean isGradient(Expression target) {
    return switch (target) {
      case Expression.Tuple(var elements, _) -> elements.stream().anyMatch(Training::isGradient);
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _ ->
          GradientName.of(Spelled.text(target)) != null;
      default -> false;
    };
  }

  /// Whether a counter is used for more than printing now and then.
  private static boolean uses(Statement s, String counter) {
    return switch (s) {
      case Statement.Assign a ->
          a.targets().stream().anyMatch(t -> Spelled.names(t, counter))
              || Spelled.names(a.value(), counter);
      case Statement.AugmentedAssign a ->
          Spelled.names(a.target(), counter) || Spelled.names(a.value(), counter);
      case Statement.For f -> Spelled.names(f.iterable(), counter);
      case Statement.Evaluate(Expression.Call(var function, var arguments, _), _) ->
          !Spelled.text(function).matches("print|.*\\.append|.*\\.info|.*\\.write")
              && arguments.stream().anyMatch(x -> Spelled.names(x.value(), counter));
      default -> false;
    };
  }

  private static boolean calls(Expression e, Pattern function) {
    return e instanceof Expression.Call(var called, _, _)
            && function.matcher(Spelled.text(called)).matches()
        || e.children().stream().anyMatch(c -> calls(c, function));
  }
}

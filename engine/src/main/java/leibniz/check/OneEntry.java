package leibniz.check;

import java.math.BigInteger;
import java.util.List;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Functions that go back from one entry of what they are handed: they look for the first that is
/// not 0, and leave with it. What they return is right where no other is, as behind a cross
/// entropy.
///
/// The values of what is handed decide which round leaves, so a program is followed with the place
/// of that entry: `for i, g in enumerate(grads)` is `for i, g in [(k, grads[k])]` for `k =
/// np.argmax(grads != 0)`.
final class OneEntry {
  private OneEntry() {}

  /// The program with these loops.
  static Module of(Module program) {
    List<Statement> body = of(program.body());
    return body.equals(program.body())
        ? program
        : new Module(program.source(), body, program.comments());
  }

  private static List<Statement> of(List<Statement> body) {
    return body.stream().map(OneEntry::of).toList();
  }

  private static Statement of(Statement statement) {
    return switch (statement) {
      case Statement.For f when looks(f) && entries(f) instanceof Expression.Name all ->
          new Statement.For(
              f.target(),
              new Expression.Listing(List.of(first(all)), all.span()),
              f.body().subList(1, f.body().size()),
              f.orElse(),
              f.header(),
              f.span());
      case Statement.Compound c -> c.withBlocks(OneEntry::of);
      default -> statement;
    };
  }

  /// Whether a function of a program that is followed so is one.
  static boolean is(Statement.Function f) {
    return f.body().stream()
        .anyMatch(s ->
            s instanceof Statement.For loop
                && (looks(loop)
                    || loop.iterable() instanceof Expression.Listing(var rounds, var span)
                        && rounds.getFirst() instanceof Expression.Tuple(_, var place)
                        && place.equals(span)));
  }

  /// Whether what a call is handed has one entry that is not 0, by the way it was made: zeros, of
  /// which one was changed.
  static boolean isHanded(Run run, Event inside) {
    List<Event> all = run.events();
    return !run.frame(inside).drawn()
        && all.stream()
            .filter(e -> e.frame() == inside.frame() && e.kind() == Event.Kind.ARGUMENT)
            .anyMatch(e -> isOne(all.subList(0, e.index()), e));
  }

  private static boolean isOne(List<Event> before, Event argument) {
    Event made =
        before.reversed().stream()
            .filter(e -> e.value().equals(argument.value()))
            .findFirst()
            .orElse(null);
    return made != null
        && made.kind() == Event.Kind.CHANGE
        && before.subList(0, before.indexOf(made)).reversed().stream()
            .filter(e -> e.target().equals(made.target()) && e.frame() == made.frame())
            .findFirst()
            .filter(e -> e.value().isZero())
            .isPresent();
  }

  /// `for i, g in enumerate(grads): if g == 0: continue … return …`.
  private static boolean looks(Statement.For loop) {
    return passesOver(loop.body().getFirst()) && loop.body().getLast() instanceof Statement.Return;
  }

  private static boolean passesOver(Statement first) {
    return first instanceof Statement.If i
        && i.branches().size() == 1
        && i.branches().getFirst().body().getFirst() instanceof Statement.Continue
        && i.branches().getFirst().test() instanceof Expression.Compare(_, var comparisons, _)
        && comparisons.getFirst().operator() == Expression.Comparator.EQUAL
        && comparisons.getFirst().right() instanceof Expression.Int(BigInteger zero, _)
        && zero.signum() == 0;
  }

  /// `grads` of a loop over `enumerate(grads)` that names both; null of others.
  private static @Nullable Expression entries(Statement.For loop) {
    return loop.target() instanceof Expression.Tuple(var names, _)
            && names.size() == 2
            && loop.iterable() instanceof Expression.Call(var function, var arguments, _)
            && Spelled.text(function).equals("enumerate")
            && arguments.size() == 1
        ? arguments.getFirst().value()
        : null;
  }

  /// The place of the first entry that is not 0, and the entry, where the name of all of them is.
  private static Expression first(Expression.Name all) {
    Span span = all.span();
    Expression zero = new Expression.Int(BigInteger.ZERO, span);
    Expression some =
        new Expression.Compare(
            all, List.of(new Expression.Comparison(Expression.Comparator.UNEQUAL, zero)), span);
    Expression np = new Expression.Name("np", span);
    Expression argmax = new Expression.Attribute(np, "argmax", span, span);
    Expression place =
        new Expression.Call(
            argmax,
            List.of(new Expression.Argument(Expression.ArgumentKind.POSITIONAL, "", some, span)),
            span);
    Expression entry = new Expression.Subscript(all, place, span);
    return new Expression.Tuple(List.of(place, entry), span);
  }
}

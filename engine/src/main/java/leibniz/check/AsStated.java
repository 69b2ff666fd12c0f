package leibniz.check;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import leibniz.python.Module;
import leibniz.python.Parser;
import leibniz.trace.Event;

/// What is wrong with other defaults than the program states has to be wrong with these, too,
/// unless it can be handed others.
final class AsStated {
  private AsStated() {}

  /// What was found, or what is found with the defaults that are stated, if all that is wrong is
  /// right then and knows no others: where `1.0` stands in a line for what is a parameter
  /// elsewhere.
  static Outcome of(Start start, Outcome outcome, Function<Start, Outcome> judge) {
    List<Checked> wrong =
        outcome.checked().stream().filter(c -> c.status() == Checked.Status.REFUTED).toList();
    Start stated = wrong.isEmpty() ? null : start.asStated();
    if (stated == null) {
      return outcome;
    }
    Module program = Parser.parse(start.run().program().source());
    if (wrong.stream().anyMatch(c -> knowsOthers(start, program, c.span()))) {
      return outcome;
    }
    Outcome plain = judge.apply(stated);
    return wrong.stream().allMatch(c -> isRight(c, plain)) ? plain : outcome;
  }

  private static boolean isRight(Checked wrong, Outcome plain) {
    return plain.checked().stream()
        .anyMatch(c ->
            c.status() == Checked.Status.VERIFIED
                && c.name().equals(wrong.name())
                && c.span().equals(wrong.span()));
  }

  /// Whether what computes a gradient has a parameter for what the default is of, and nobody hands
  /// it the number that is the default elsewhere.
  private static boolean knowsOthers(Start start, Module program, Span place) {
    Set<String> names = GenericNumbers.around(program, place);
    for (Event event : start.run().events()) {
      Rational handed = event.kind() == Event.Kind.ARGUMENT ? event.value().constant() : null;
      if (Rational.ONE.equals(handed) || Rational.HALF.equals(handed)) {
        names.remove(event.target());
      }
    }
    return !names.isEmpty();
  }
}

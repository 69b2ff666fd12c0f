package leibniz.check;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import leibniz.ir.Rational;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;

/// How the numbers are written that a program begins with.
final class WrittenNumbers {
  private static final Pattern DECIMAL = Pattern.compile("-?\\d*\\.\\d*(?:e[-+]?\\d+)?");
  private static final Pattern COUNT =
      Pattern.compile("\\.shape\\b|\\.size\\b|\\blen\\(|\\breduce\\(");

  private WrittenNumbers() {}

  /// Whether it is written as a decimal: `b = 0.0`, and not `n = 0`.
  static boolean isDecimal(Run run, Event event) {
    return DECIMAL.matcher(written(run, event)).matches();
  }

  /// Whether it is how many there are of something: `B = x.shape[0]`, or on the way to that, as `x`
  /// in `reduce(lambda x, y: x * y, shape)`.
  static boolean isCount(Run run, Event event) {
    Rational number = event.value().rank() == 0 ? event.value().constant() : null;
    return number != null
        && number.isInt()
        && (event.target().matches("[A-Z]") && !isDecimal(run, event)
            || COUNT.matcher(written(run, event)).find());
  }

  /// The value of a statement, or the part of it that the target gets.
  private static String written(Run run, Event event) {
    Text text = new Text(run.program().source());
    String whole = text.at(event.expression());
    return whole.contains(",")
            && new Statements(run.program()).at(event.statement())
                instanceof
                Statement.Assign(var targets, Expression.Tuple(List<Expression> from, _), _)
            && targets.getFirst() instanceof Expression.Tuple(List<Expression> to, _)
            && to.size() == from.size()
        ? IntStream.range(0, to.size())
            .filter(k -> Spelled.text(to.get(k)).equals(event.target()))
            .mapToObj(k -> text.at(from.get(k).span()))
            .findFirst()
            .orElse(whole)
        : whole;
  }
}

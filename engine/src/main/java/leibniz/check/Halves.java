package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// A gradient that is off by a number may be right, and the loss wrong: `yhat - y` is the gradient
/// of half the square. A derivative is linear, so a loss that has the factor, too, has this
/// gradient; that the changed line gives such a loss is tried.
final class Halves {
  private final Trial trial;
  private final List<Judgement> all;

  /// @param all the gradients of the program
  Halves(Trial trial, List<Judgement> all) {
    this.trial = trial;
    this.all = all;
  }

  /// The other way to mend it.
  ///
  /// @param found the change of the loss
  /// @param square what brings a factor 2, if that is what is off
  record Other(Trial.Found found, @Nullable Span square) {}

  /// Null if the factor is no number, or the loss is not written so that it could have it.
  @Nullable Other of(Judgement j) {
    double factor = j.scales().getFirst();
    boolean constant =
        j.scales().stream().allMatch(s -> Math.abs(s - factor) < 1e-6 * Math.abs(factor));
    String number = number(factor);
    if (j.pair() == null || j.pair().loss().isWeighted() || !constant || number.isEmpty()) {
      return null;
    }
    Loss loss = j.pair().loss();
    if (all.stream()
        .anyMatch(o -> o.isEqual() && o.pair() != null && o.pair().loss().equals(loss))) {
      return null; // with another loss that one would be wrong
    }
    Statement statement = trial.statements().at(loss.event().statement());
    Expression value =
        switch (statement) {
          case Statement.Assign a when a.targets().size() == 1 -> a.value();
          case Statement.Return r -> r.value();
          case null, default -> null;
        };
    if (statement == null || value == null || value instanceof Expression.Tuple) {
      return null;
    }
    String text = trial.text().at(value.span());
    boolean sum =
        value instanceof Expression.Binary b
            && (b.operator() == Expression.Operator.ADD
                || b.operator() == Expression.Operator.SUBTRACT);
    String now = number + " * " + (sum ? "(" + text + ")" : text);
    Slip slip =
        new Slip(
            Slip.Kind.FACTOR,
            List.of(new Fix.Edit(value.span(), now)),
            "it lacks a factor " + number);
    Rational exact = Rational.of(new java.math.BigDecimal(number));
    Trial.Found found = trial.scaling(statement, slip, loss.event(), exact);
    return found == null ? null : new Other(found, factor == 0.5 ? square(value) : null);
  }

  /// A factor as one writes it; empty if it is none that anybody would.
  private static String number(double factor) {
    boolean whole = factor == Math.rint(factor) && Math.abs(factor) <= 16;
    boolean half = factor == 0.5 || factor == 0.25;
    return factor <= 0 || factor == 1 || !whole && !half
        ? ""
        : whole
            ? Long.toString((long) factor)
            : String.format(Locale.ROOT, "%.2f", factor).replaceFirst("0$", "");
  }

  /// The one square in an expression; null if there are none or several.
  private static @Nullable Span square(Expression value) {
    List<Span> squares = new ArrayList<>();
    List<Expression> left = new ArrayList<>(List.of(value));
    while (!left.isEmpty()) {
      Expression e = left.removeLast();
      if (e instanceof Expression.Binary b
          && b.operator() == Expression.Operator.POWER
          && b.right() instanceof Expression.Int(var two, _)
          && two.intValue() == 2) {
        squares.add(b.span());
      }
      left.addAll(e.children());
    }
    return squares.size() == 1 ? squares.getFirst() : null;
  }
}

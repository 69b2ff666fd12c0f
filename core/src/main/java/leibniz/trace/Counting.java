package leibniz.trace;

import leibniz.ir.Build;
import leibniz.ir.LeibnizException;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import org.jspecify.annotations.Nullable;

/// What the program counts by that it draws ([Counts]): where that shows, and which number it is.
final class Counting {
  private static final int FEW = 6; // sizes that are tried, so that it is unlike others

  private Counting() {}

  /// What a call draws between its bounds, if it has to be a number; else null.
  static @Nullable Value number(Bound a, Shape shape) {
    Integer least = a.session().counts().isKnown(a.span()) ? least(a) : null;
    if (least == null) {
      return null;
    }
    a.session().assume("line " + a.span().line() + ": " + a.written() + " gives " + least);
    return shape.rank() == 0
        ? Value.Number.of(least)
        : Value.Tensor.of(a.session().made(Build.full(Rational.of(least), shape), a.span()));
  }

  /// An input that a call draws between its bounds.
  static void drawn(Value input, Bound a) {
    if (a.session().follows() && input instanceof Value.Tensor t && least(a) != null) {
      a.session().counts().drawn(t.expr(), a.span());
    }
  }

  /// Starts again where a draw stands for what has to be a number.
  static void check(LeibnizException e, Session session) {
    if (!session.isTrying()
        && e instanceof Misfit misfit
        && misfit.need() instanceof Need.Count
        && misfit.value() instanceof Value.Tensor t) {
      session.counts().need(t.expr());
    }
  }

  /// One of the least numbers between the bounds of a draw; null if they are not known.
  private static @Nullable Integer least(Bound a) {
    Rational first = Concrete.rational(a.value("low"), a.session().sizes());
    Rational second =
        a.has("high") ? Concrete.rational(a.value("high"), a.session().sizes()) : first;
    if (first == null || second == null || !first.isInt() || !second.isInt()) {
      return null;
    }
    int low = a.has("high") ? first.intValue() : 0;
    int high = second.intValue();
    for (int n = Math.max(low, 2); n < Math.min(high, (long) low + FEW); n++) {
      if (!a.session().sizes().values().containsValue((long) n)) {
        return n;
      }
    }
    return low < high ? Math.max(low, Math.min(2, high - 1)) : null;
  }
}

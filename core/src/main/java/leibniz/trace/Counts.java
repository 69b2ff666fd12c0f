package leibniz.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// Draws of whole numbers. One may be an index, and then it stays an input; where the program
/// counts by it, as by `n` of `n = rng.integers(3, 8)` and `rng.normal(size=n)`, it has to be a
/// number all along: reading starts again with one that may be drawn.
final class Counts {
  private final Set<Span> known;
  private final Map<Expr, Span> draws = new HashMap<>();

  /// Thrown when a draw has to be a number.
  static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Span draw;

    private Found(Span draw) {
      super("draw of line " + draw.line(), null, false, false);
      this.draw = draw;
    }

    /// The call that draws.
    Span draw() {
      return draw;
    }
  }

  /// @param known the calls of which it is known that they have to give numbers
  Counts(Set<Span> known) {
    this.known = Set.copyOf(known);
  }

  /// What a call draws between its bounds, if it has to be a number; else null.
  @Nullable Value number(Bound a, Shape shape) {
    Integer least = known.contains(a.span()) ? least(a) : null;
    if (least == null) {
      return null;
    }
    a.session().assume("line " + a.span().line() + ": " + a.written() + " gives " + least);
    return shape.rank() == 0
        ? Value.Number.of(least)
        : Value.Tensor.of(a.session().made(Build.full(Rational.of(least), shape), a.span()));
  }

  /// An input that a call draws.
  void drawn(Expr input, Bound a) {
    if (a.session().follows() && least(a) != null) {
      draws.put(input, a.span());
    }
  }

  /// An input got a name.
  void named(Expr draw, Expr input) {
    Span call = draws.get(draw);
    if (call != null) {
      draws.put(input, call);
    }
  }

  /// Starts again where a draw stands for what has to be a number.
  void check(LeibnizException e) {
    if (e instanceof Misfit misfit
        && misfit.need() instanceof Need.Count
        && misfit.value() instanceof Value.Tensor t) {
      for (Expr node : t.expr().inOrder()) {
        Span call = node.head() instanceof Head.Var ? draws.get(node) : null;
        if (call != null) {
          throw new Found(call);
        }
      }
    }
  }

  private static final int FEW = 6; // sizes that are tried, so that it is unlike others

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
    for (int n = Math.max(low, 2); n < Math.min(high, low + FEW); n++) {
      if (!a.session().sizes().values().containsValue((long) n)) {
        return n;
      }
    }
    return low < high ? Math.max(low, Math.min(2, high - 1)) : null;
  }
}

package leibniz.trace;

import java.util.OptionalLong;
import leibniz.ir.Dim;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// Slices whose bounds are drawn, where a program is followed: a window, `data[s : s + n]`, is the
/// first one; what begins or ends at a place that is drawn, `tokens[n:] = 0`, does so halfway.
final class DrawnSlice {
  private DrawnSlice() {}

  /// The slice with numbers or sizes for what is drawn.
  ///
  /// @param size of the axis, if it has a value
  static Value.Slice of(Value.Slice slice, OptionalLong size, Session session, Span at) {
    Dim start = session.follows() ? drawn(slice.start(), session, at) : null;
    Dim stop = session.follows() ? drawn(slice.stop(), session, at) : null;
    if (start == null && stop == null) {
      return slice;
    }
    session.assume(
        "line " + at.line() + ": a slice from a place that is drawn is taken from one that is not");
    boolean window = start != null && stop != null;
    Dim from = Dim.of(window ? 0 : Math.max(1, size.orElse(2) / 2));
    return new Value.Slice(
        start == null ? slice.start() : Value.Size.of(from.plus(start)),
        stop == null ? slice.stop() : Value.Size.of(from.plus(stop)),
        slice.step());
  }

  private static @Nullable Dim drawn(@Nullable Value bound, Session session, Span at) {
    if (!(bound instanceof Value.Tensor t) || t.shape().rank() > 0 || t.expr().constant() != null) {
      return null;
    }
    return DrawnPosition.place(
        Whole.index(new Value.Operand(bound, at, "a bound of the slice", null), session));
  }
}

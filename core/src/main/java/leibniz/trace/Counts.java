package leibniz.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Span;

/// Draws of whole numbers. One may be an index, and then it stays an input; where the program
/// counts by it, as by `n` of `n = rng.integers(3, 8)` and `rng.normal(size=n)`, it has to be a
/// number all along: reading starts again with one that may be drawn ([Counting]).
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

  /// Whether a call has to give numbers.
  boolean isKnown(Span call) {
    return known.contains(call);
  }

  /// An input that a call draws.
  void drawn(Expr input, Span call) {
    draws.put(input, call);
  }

  /// An input got a name.
  void named(Expr draw, Expr input) {
    Span call = draws.get(draw);
    if (call != null) {
      draws.put(input, call);
    }
  }

  /// Starts again if what has to be a number is made of a draw.
  void need(Expr number) {
    for (Expr node : number.inOrder()) {
      Span call = node.head() instanceof Head.Var ? draws.get(node) : null;
      if (call != null) {
        throw new Found(call);
      }
    }
  }
}

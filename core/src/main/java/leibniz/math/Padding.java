package leibniz.math;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;

/// What is padded with zeros: `δ_j0` for a one in front, `δ_j(i+1)` for a shifted identity, and
/// `x_(i−1) [i ≥ 1]` for anything else.
final class Padding {
  private Padding() {}

  /// Whether the argument is written without its last index, for which it needs a name.
  static boolean needsName(Notation.Padded p, Expr padded) {
    return !isOne(padded) && !isIdentity(padded.arg(0));
  }

  /// Whether there are zeros between the entries, which no shifted index says.
  static boolean isSpread(Notation.Padded p) {
    return Math.abs(p.step()) > 1;
  }

  /// Whether one entry is among zeros.
  static boolean isOne(Expr padded) {
    Expr x = padded.arg(0);
    return x.shape().get(x.rank() - 1).isOne();
  }

  static boolean isIdentity(Expr x) {
    return x.rank() == 2
        && x.isView()
        && x.head() instanceof Head.Einsum e
        && e.factors().isEmpty()
        && e.coefficient().isOne()
        && e.out().get(0).equals(e.out().get(1));
  }

  /// `step · i + offset`.
  static Formula at(Formula letter, long step, Dim offset) {
    return Sizes.moved(letter, Dim.of(step), offset);
  }

  /// The index of the argument that an index of the result shows.
  static Scope.Place back(Index index, Notation.Padded p, Scope scope) {
    Dim offset = p.step() > 0 ? Dim.of(0).minus(p.offset()) : p.offset();
    return scope.moved(index, Dim.of(p.step()), offset);
  }

  /// Where there is an entry of the argument: `[i ≥ 1] [i < n]`, as far as it is not everywhere.
  static List<Formula> conditions(
      Index index, Notation.Padded p, Dim length, Dim size, Scope scope) {
    Scope.Moved at = scope.origin(index);
    boolean fixed = at.base().isSilent();
    boolean shifted = at.step().isOne() && !fixed;
    Formula letter = scope.of(List.of(shifted ? at.base() : index)).get(0);
    Dim by = shifted ? at.offset() : Dim.of(0);
    Dim span = length.minus(Dim.ONE);
    Dim first = (p.step() > 0 ? p.offset() : p.offset().minus(span)).minus(by);
    Dim end = first.plus(length);
    List<Formula> conditions = new ArrayList<>();
    if (isBelow(fixed ? at.offset() : Dim.of(0), first)) {
      Formula.Word least = new Formula.Word(">=", "≥", "\\ge");
      conditions.add(new Formula.Holds(least, letter, Sizes.formula(first)));
    }
    Dim all = fixed ? at.offset().plus(Dim.ONE) : shifted ? at.base().size() : size;
    if (isBelow(end, all)) {
      Formula.Word below = new Formula.Word("<", "<", "<");
      conditions.add(new Formula.Holds(below, letter, Sizes.formula(end)));
    }
    return conditions;
  }

  /// Whether a size may be smaller than another.
  private static boolean isBelow(Dim a, Dim b) {
    OptionalLong more = b.minus(a).constant();
    return more.isEmpty() || more.getAsLong() > 0;
  }
}

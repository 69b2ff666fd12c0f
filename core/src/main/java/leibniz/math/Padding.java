package leibniz.math;

import java.util.ArrayList;
import java.util.List;
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

  /// The index of the argument that index i of the result shows.
  static Formula back(Formula letter, Notation.Padded p) {
    Dim offset = p.step() > 0 ? Dim.of(0).minus(p.offset()) : p.offset();
    return at(letter, p.step(), offset);
  }

  /// Where there is an entry of the argument: `[i ≥ 1] [i < n]`, as far as it is not everywhere.
  static List<Formula> conditions(Formula letter, Notation.Padded p, Dim length, Dim size) {
    Dim span = length.minus(Dim.ONE);
    Dim first = p.step() > 0 ? p.offset() : p.offset().minus(span);
    Dim end = first.plus(length);
    List<Formula> conditions = new ArrayList<>();
    if (!first.equals(Dim.of(0))) {
      Formula.Word least = new Formula.Word(">=", "≥", "\\ge");
      conditions.add(new Formula.Holds(least, letter, Sizes.formula(first)));
    }
    if (!end.equals(size)) {
      Formula.Word below = new Formula.Word("<", "<", "<");
      conditions.add(new Formula.Holds(below, letter, Sizes.formula(end)));
    }
    return conditions;
  }
}

package leibniz.math;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// What is read at computed indices, `x_(i+1)`, and what is padded with zeros. What has a name is
/// written with it; anything else is written out with the computed indices in it, `u_(i+1) − u_i`.
final class Shifted {
  private Shifted() {}

  /// A tensor at indices of which the last are computed.
  static Formula read(
      Expr e,
      List<Index> front,
      List<Scope.Place> computed,
      Scope scope,
      Known known,
      Ranges.Pen pen) {
    if (known.symbol(e) instanceof Symbol.Derivative d) {
      List<@Nullable Formula> each = new ArrayList<>(scope.each(front));
      computed.forEach(place -> each.add(place.formula()));
      return Partials.of(d, each);
    }
    Expr under = known.symbol(e) == null ? Whole.permuted(e) : null;
    if (Whole.fits(under == null ? e : under, known)) {
      List<Formula> each = new ArrayList<>(scope.of(front));
      computed.forEach(place -> each.add(place.formula()));
      return under == null
          ? Formula.indexed(pen.whole(e, List.of(), scope), each)
          : Formula.indexed(pen.whole(under, List.of(), scope), Whole.turned(e, each));
    }
    Scope inner = scope;
    List<Index> indices = new ArrayList<>(front);
    int next = 0;
    for (int axis = front.size(); axis < e.rank(); axis++) {
      Index index = pen.fresh(e.shape().get(axis));
      indices.add(index);
      inner = index.isSilent() ? inner : inner.place(index, computed.get(next++));
    }
    return pen.write(e, indices, inner);
  }

  /// For each axis of the argument behind the labels, the index it is read at; axes of size 1 need
  /// none. The notation speaks of trailing axes, those in front are the same in both.
  static List<Scope.Place> indices(
      Notation.Reindexed r, Expr argument, List<Index> indices, Scope scope) {
    int labels = argument.rank() - r.indices().size();
    List<Index> own = indices.subList(labels, indices.size());
    List<Scope.Place> found = new ArrayList<>();
    for (int axis = labels; axis < argument.rank(); axis++) {
      if (!argument.shape().get(axis).isOne()) {
        found.add(index(r.indices().get(axis - labels), own, scope));
      }
    }
    return found;
  }

  private static Scope.Place index(Notation.Reindexed.Index at, List<Index> indices, Scope scope) {
    boolean fixed = at.axis() < 0 || scope.of(List.of(indices.get(at.axis()))).isEmpty();
    return fixed
        ? new Scope.Place(Sizes.formula(at.offset()), Scope.Moved.fixed(at.offset()))
        : scope.moved(indices.get(at.axis()), at.step(), at.offset());
  }

  /// `x_(i−1) [i ≥ 1]`.
  static Formula padded(
      Notation.Padded p, Expr e, List<Index> indices, Scope scope, Ranges.Pen pen) {
    Expr x = e.arg(0);
    int last = x.rank() - 1;
    List<Index> front = indices.subList(0, last);
    Index index = indices.get(last);
    if (index.isSilent()) {
      return pen.write(x, indices, scope);
    }
    Formula letter = scope.of(List.of(index)).get(0);
    if (Padding.isOne(e)) {
      List<Index> inner = new ArrayList<>(front);
      inner.add(pen.fresh(Dim.ONE));
      List<Formula> both = List.of(letter, Sizes.formula(p.offset()));
      Formula delta = Formula.indexed(Formula.DELTA, both);
      Rational value = x.constant();
      boolean one = value != null && value.isOne();
      if (letter.equals(both.get(1))) {
        return pen.write(x, inner, scope);
      }
      return one ? delta : Formula.product(List.of(pen.write(x, inner, scope), delta));
    }
    if (Padding.isIdentity(x) && !scope.of(front).isEmpty()) {
      Formula other = Padding.at(scope.of(front).get(0), p.step(), p.offset());
      return Formula.indexed(Formula.DELTA, List.of(letter, other));
    }
    if (Padding.isSpread(p)) {
      Formula.Word pad = Spelling.function("pad");
      Formula whole = new Formula.Applied(pad, List.of(pen.whole(x, List.of(), scope)));
      return Formula.indexed(whole, scope.of(indices));
    }
    List<Formula> product = new ArrayList<>();
    Formula read = pen.read(x, front, List.of(Padding.back(index, p, scope)), scope);
    boolean minus = read instanceof Formula.Sum(List<Formula.Term> terms) && terms.size() == 1;
    Formula entry = minus && read instanceof Formula.Sum s ? s.terms().get(0).value() : read;
    product.addAll(entry instanceof Formula.Product inner ? inner.factors() : List.of(entry));
    product.addAll(Padding.conditions(index, p, x.shape().get(last), e.shape().get(last), scope));
    return Formula.signed(minus, Formula.product(product));
  }
}

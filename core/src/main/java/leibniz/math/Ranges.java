package leibniz.math;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.Shape;

/// Operators with letters of their own: over whole axes, over the entries that stand in a relation
/// to an index, and over what overlaps.
final class Ranges {
  private Ranges() {}

  /// What a formula is written with.
  interface Pen {
    Formula write(Expr e, List<Index> indices, Scope scope);

    /// A tensor at indices of which the last are computed.
    Formula read(Expr e, List<Index> front, List<Scope.Place> computed, Scope scope);

    /// Without indices on its last axes.
    Formula whole(Expr e, List<Index> labels, Scope scope);

    Index fresh(Dim size);

    Scope bind(Scope scope, List<Index> indices);
  }

  /// `max_k x_bk`.
  static Formula over(Notation.Bound b, Expr argument, List<Index> indices, Scope scope, Pen pen) {
    List<Index> more = new ArrayList<>();
    Shape shape = argument.shape();
    for (int axis = shape.rank() - b.axes(); axis < shape.rank(); axis++) {
      more.add(pen.fresh(shape.get(axis)));
    }
    Scope inner = pen.bind(scope, more);
    List<Index> all = new ArrayList<>(indices);
    all.addAll(more);
    Formula body = pen.write(argument, all, inner);
    Formula whole =
        b.after().isEmpty()
            ? body
            : new Formula.Applied(Spelling.function(b.after()), List.of(body));
    return new Formula.Big(word(b.before()), inner.letters(more), whole);
  }

  /// `Σ_k [k ≤ i] x_k`, and for products `Π_k (x_k if k ≠ i else 1)`.
  static Formula among(Notation.Among a, Expr e, List<Index> indices, Scope scope, Pen pen) {
    Expr x = e.arg(0);
    int front = x.rank() - 1;
    List<Index> before = indices.subList(0, front);
    List<? extends Formula> own = scope.of(indices.subList(front, indices.size()));
    Formula.Word relation = word(a.relation());
    if (a.otherwise().isZero() && Padding.isIdentity(x) && !own.isEmpty()) {
      return new Formula.Holds(relation, scope.of(before).get(0), own.get(0));
    }
    Index bound = pen.fresh(x.shape().get(front));
    if (bound.isSilent()) {
      return a.otherwise().isZero()
          ? pen.write(x, indices, scope)
          : a.free() == 1 ? Formula.ONE : Formula.ZERO;
    }
    Scope inner = pen.bind(scope, List.of(bound));
    List<Index> all = new ArrayList<>(before);
    all.add(bound);
    Formula body = pen.write(x, all, inner);
    Formula letter = inner.of(List.of(bound)).get(0);
    for (Formula at : own.reversed()) {
      Formula holds = new Formula.Holds(relation, letter, at);
      body =
          a.otherwise().isZero()
              ? Formula.product(List.of(holds, body))
              : new Formula.Choice(holds, body, Formula.ONE);
    }
    List<Formula> factors = distinct(own);
    factors.add(new Formula.Big(word(a.operator()), inner.letters(List.of(bound)), body));
    return Formula.product(factors);
  }

  /// Conditions that no two of them are the same.
  private static List<Formula> distinct(List<? extends Formula> letters) {
    List<Formula> conditions = new ArrayList<>();
    for (int p = 0; p < letters.size(); p++) {
      for (int q = p + 1; q < letters.size(); q++) {
        Formula.Word unlike = new Formula.Word("!=", "≠", "\\ne");
        conditions.add(new Formula.Holds(unlike, letters.get(p), letters.get(q)));
      }
    }
    return conditions;
  }

  /// `x_(i+k)`.
  static Formula window(Notation.Windowed w, Expr e, List<Index> indices, Scope scope, Pen pen) {
    int front = e.rank() - 2 * w.axes();
    List<Formula> at = new ArrayList<>();
    for (int axis = front; axis < front + w.axes(); axis++) {
      List<? extends Formula> own =
          scope.of(List.of(indices.get(axis), indices.get(axis + w.axes())));
      if (own.size() < 2) {
        at.addAll(own);
      } else {
        at.add(Sizes.sum(own.stream().map(l -> new Formula.Term(false, (Formula) l)).toList()));
      }
    }
    return pen.read(
        e.arg(0), indices.subList(0, front), at.stream().map(Scope.Place::of).toList(), scope);
  }

  /// `Σ_k x_(j−k)k [k ≤ j] [j − k < m]`.
  static Formula overlap(Notation.Overlapped o, Expr e, List<Index> indices, Scope scope, Pen pen) {
    Expr x = e.arg(0);
    int front = e.rank() - o.axes();
    List<Index> bound = new ArrayList<>();
    for (int k = 0; k < o.axes(); k++) {
      Dim size = x.shape().get(front + o.axes() + k);
      boolean both = !size.isOne() && !x.shape().get(front + k).isOne();
      bound.add(both ? pen.fresh(size) : Index.of(0, Dim.ONE));
    }
    Scope inner = pen.bind(scope, bound);
    List<Formula> counts = new ArrayList<>();
    List<Formula> sizes = new ArrayList<>();
    List<Formula> conditions = new ArrayList<>();
    for (int k = 0; k < o.axes(); k++) {
      List<? extends Formula> own = scope.of(indices.subList(front + k, front + k + 1));
      List<? extends Formula> letter = inner.of(bound.subList(k, k + 1));
      if (own.isEmpty() || letter.isEmpty()) {
        (x.shape().get(front + k).isOne() ? sizes : counts).addAll(own);
        continue;
      }
      Formula back =
          Sizes.sum(
              List.of(new Formula.Term(false, own.get(0)), new Formula.Term(true, letter.get(0))));
      counts.add(back);
      sizes.add(letter.get(0));
      conditions.add(
          new Formula.Holds(new Formula.Word("<=", "≤", "\\le"), letter.get(0), own.get(0)));
      conditions.add(
          new Formula.Holds(
              new Formula.Word("<", "<", "<"), back, Sizes.formula(x.shape().get(front + k))));
    }
    counts.addAll(sizes);
    List<Formula> factors = new ArrayList<>();
    List<Scope.Place> places = counts.stream().map(Scope.Place::of).toList();
    factors.add(pen.read(x, indices.subList(0, front), places, inner));
    factors.addAll(conditions);
    Formula body = Formula.product(factors);
    List<Formula.Letter> under = inner.letters(bound);
    return under.isEmpty() ? body : new Formula.Big(Formula.SIGMA, under, body);
  }

  private static Formula.Word word(Notation.Call c) {
    return new Formula.Word(c.ascii(), c.unicode(), c.latex());
  }

  private static Formula.Word word(Notation.Relation r) {
    return new Formula.Word(r.ascii(), r.unicode(), r.latex());
  }
}

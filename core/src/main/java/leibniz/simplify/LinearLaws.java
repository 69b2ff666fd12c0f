package leibniz.simplify;

import static leibniz.simplify.ElementwiseLaws.copy;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// Laws of linearity: what can leave a sum over axes, and where multiplying out makes terms cancel.
final class LinearLaws {
  private static final int SHORT = 4; // factors of a product that is looked into

  private LinearLaws() {}

  static final List<Law> ALL =
      List.of(
          new Law(
              "linearity of the sum",
              "x: (B, D); c: (B, 1)",
              "sum(x + c, axis=1)",
              "sum(x, axis=1) + D * c[:, 0]",
              LinearLaws::linearity),
          new Law(
              "a delta in every term ends the sum",
              "x: (D,); y: (D,); q: (D,)",
              "einsum('i,jl,l->ij', x, eye(D), q)"
                  + " - einsum('ijl,l->ij', einsum('i,jl->ijl', x, eye(D))"
                  + " + einsum('j,il->ijl', y, eye(D)), q)",
              "-einsum('i,j->ij', q, y)",
              LinearLaws::pick),
          new Law(
              "equal products are collected",
              "x: (D,)",
              "einsum('ij,k->ijk', einsum('i,j->ij', x, x), x)"
                  + " - einsum('i,jk->ijk', x, einsum('i,j->ij', x, x))",
              "zeros((D, D, D))",
              LinearLaws::collect),
          new Law(
              "a constant factor leaves the sum",
              "x: (B, D); c: (B,)",
              "sum(x * c[:, None], axis=1)",
              "c * sum(x, axis=1)",
              LinearLaws::leave),
          new Law(
              "the size cancels in a mean",
              "x: (B, D)",
              "x.shape[0] * mean(x, axis=0)",
              "sum(x, axis=0)",
              LinearLaws::cancelSize),
          new Law(
              "cancellation across a broadcast",
              "x: (B, D); s: (B, 1); m: (B, 1)",
              "x - m - (s - m)",
              "x - s",
              LinearLaws::cancel),
          new Law(
              "cancellation across a product",
              "p: (B, D); y: (B, D)",
              "y * (1 - p) - p * (1 - y)",
              "y - p",
              LinearLaws::expand));

  /// A sum over axes of a sum of terms, one of which is the same along a summed axis, or not zero
  /// at one place of it only.
  private static @Nullable Expr linearity(Expr e) {
    if (!(e.head() instanceof Head.Einsum outer)
        || e.args().size() != 1
        || !(e.arg(0).head() instanceof Head.Sum inner)
        || !outer.factors().get(0).power().isOne()) {
      return null;
    }
    List<Integer> letters = outer.factors().get(0).letters();
    boolean pays = false;
    for (int axis = 0; axis < letters.size(); axis++) {
      int here = axis;
      pays |=
          !outer.out().contains(letters.get(axis))
              && !e.arg(0).shape().get(axis).isOne()
              && e.arg(0).args().stream()
                  .anyMatch(t -> t.isRepeatedAlong(here) || Along.isTied(t, here));
    }
    if (!pays) {
      return null;
    }
    List<Expr> terms = new ArrayList<>();
    for (Expr term : e.arg(0).args()) {
      terms.add(Build.product(e).times(term, letters).out(outer.out()));
    }
    return Build.sum(e.shape(), inner.coefficients(), terms);
  }

  /// A sum with terms that are the same product, grouped in other ways, as derivatives of high
  /// order have them.
  private static @Nullable Expr collect(Expr e) {
    if (!(e.head() instanceof Head.Sum sum)) {
      return null;
    }
    List<Expr> meeting = Makeup.meeting(e.args());
    long different = meeting.stream().map(LinearLaws::ungrouped).distinct().count();
    return different < meeting.size()
        ? Build.sum(
            e.shape(), sum.coefficients(), e.args().stream().map(LinearLaws::ungrouped).toList())
        : null;
  }

  /// A short product with the products among its factors multiplied out.
  private static Expr ungrouped(Expr term) {
    if (!(term.head() instanceof Head.Einsum product)
        || term.args().size() > SHORT
        || term.args().stream().noneMatch(LinearLaws::isShortProduct)) {
      return term;
    }
    Product result =
        Build.product(term).inlining(x -> term.args().contains(x) && isShortProduct(x));
    copy(term, product, Build.range(0, term.args().size()), result);
    return result.out(product.out());
  }

  private static boolean isShortProduct(Expr e) {
    return e.head() instanceof Head.Einsum && e.args().size() > 1 && e.args().size() <= SHORT;
  }

  /// A sum over a product with a factor that is a sum of terms, each with a delta on what is
  /// summed: multiplied out, each term picks one entry, and there is no sum left. A product that
  /// has such a factor is first put in its place.
  private static @Nullable Expr pick(Expr e) {
    if (!(e.head() instanceof Head.Einsum outer)) {
      return null;
    }
    int direct = e.args().size() < 2 ? -1 : picked(e, outer, outer.out()::contains);
    if (direct >= 0 && e.arg(direct).head() instanceof Head.Sum terms) {
      return multipliedOut(e, outer, direct, terms);
    }
    for (int k = 0; k < e.args().size(); k++) {
      Expr part = e.arg(k);
      List<Integer> letters = outer.factors().get(k).letters();
      if (outer.factors().get(k).power().isOne()
          && part.head() instanceof Head.Einsum inner
          && part.args().size() > 1
          && picked(part, inner, l -> isKept(l, inner.out(), letters, outer)) >= 0) {
        Product result = Build.product(e).inlining(x -> x == part);
        copy(e, outer, Build.range(0, e.args().size()), result);
        return result.out(outer.out());
      }
    }
    return null;
  }

  /// Which factor is a sum with a delta in every term on a letter that is not kept, or -1.
  private static int picked(Expr e, Head.Einsum product, Predicate<Integer> kept) {
    for (int k = 0; k < e.args().size(); k++) {
      Head.Factor factor = product.factors().get(k);
      if (!factor.power().isOne() || !(e.arg(k).head() instanceof Head.Sum)) {
        continue;
      }
      for (int axis = 0; axis < factor.letters().size(); axis++) {
        int here = axis;
        if (!kept.test(factor.letters().get(axis))
            && !e.arg(k).shape().get(axis).isOne()
            && e.arg(k).args().stream().allMatch(t -> Along.isTied(t, here))) {
          return k;
        }
      }
    }
    return -1;
  }

  /// Whether the sum around a product keeps a letter of the product.
  private static boolean isKept(
      Integer letter, List<Integer> inner, List<Integer> letters, Head.Einsum outer) {
    int axis = inner.indexOf(letter);
    return axis < 0 || outer.out().contains(letters.get(axis));
  }

  private static Expr multipliedOut(Expr e, Head.Einsum outer, int k, Head.Sum inner) {
    List<Integer> others = new ArrayList<>(Build.range(0, e.args().size()));
    others.remove(k);
    List<Expr> terms = new ArrayList<>();
    for (Expr term : e.arg(k).args()) {
      Product product = Build.product(e).times(term, outer.factors().get(k).letters());
      copy(e, outer, others, product);
      terms.add(product.out(outer.out()));
    }
    return Build.sum(e.shape(), inner.coefficients(), terms);
  }

  /// A sum over a product of which some factor does not vary along what is summed.
  private static @Nullable Expr leave(Expr e) {
    if (!(e.head() instanceof Head.Einsum sum)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      Expr inner = e.arg(k);
      Head.Factor factor = sum.factors().get(k);
      if (factor.power().isOne()
          && !sum.out().containsAll(factor.letters())
          && inner.head() instanceof Head.Einsum product
          && inner.args().size() > 1
          && product.factors().stream().anyMatch(f -> isKept(f, product, factor, sum))) {
        Product result = Build.product(e).inlining(x -> x == inner);
        copy(e, sum, Build.range(0, e.args().size()), result);
        return result.out(sum.out());
      }
    }
    return null;
  }

  /// Whether all letters of a factor of a product are kept by the sum around the product.
  private static boolean isKept(
      Head.Factor inner, Head.Einsum product, Head.Factor outer, Head.Einsum sum) {
    return inner.letters().stream()
        .allMatch(l -> {
          int axis = product.out().indexOf(l);
          return axis >= 0 && sum.out().contains(outer.letters().get(axis));
        });
  }

  /// A size times a product that is divided by it.
  static @Nullable Expr cancelSize(Expr e) {
    if (!(e.head() instanceof Head.Einsum outer)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      if (e.arg(k).head() instanceof Head.Num) {
        Rational power = outer.factors().get(k).power();
        for (Expr factor : e.args()) {
          if (factor.head() instanceof Head.Einsum inner
              && factor.args().contains(e.arg(k))
              && inner.factors().get(factor.args().indexOf(e.arg(k))).power().signum()
                  == -power.signum()) {
            Product result = Build.product(e).inlining(x -> x == factor);
            copy(e, outer, Build.range(0, e.args().size()), result);
            Expr opened = result.out(outer.out());
            return opened == e ? null : opened;
          }
        }
      }
    }
    return null;
  }

  /// A sum with a term that repeats another sum, opened where something then cancels or joins.
  private static @Nullable Expr cancel(Expr e) {
    if (!(e.head() instanceof Head.Sum sum)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      Expr term = e.arg(k);
      if (!term.isView()
          || !(term.head() instanceof Head.Einsum view)
          || view.factors().size() != 1
          || !view.factors().get(0).power().isOne()
          || !(term.arg(0).head() instanceof Head.Sum inner)) {
        continue;
      }
      List<Expr> terms = new ArrayList<>(e.args());
      List<Rational> factors = new ArrayList<>(sum.coefficients());
      terms.remove(k);
      Rational outer = factors.remove(k);
      for (int j = 0; j < term.arg(0).args().size(); j++) {
        Expr part = term.arg(0).arg(j);
        terms.add(Build.product(term).times(part, view.factors().get(0).letters()).out(view.out()));
        factors.add(outer.times(inner.coefficients().get(j)));
      }
      Expr opened = Build.sum(e.shape(), factors, terms);
      int left = opened.head() instanceof Head.Sum ? opened.args().size() : 1;
      if (left < terms.size()) {
        return opened;
      }
    }
    return null;
  }

  /// Longer sums are not multiplied out to see what cancels.
  private static final int MOST_TERMS = 24;

  /// A sum of products with sums among their factors, multiplied out where that leaves fewer
  /// factors in all.
  static @Nullable Expr expand(Expr e) {
    if (!(e.head() instanceof Head.Sum sum)) {
      return null;
    }
    if (e.args().stream().mapToDouble(LinearLaws::parts).sum() > MOST_TERMS) {
      return null;
    }
    List<Expr> terms = new ArrayList<>();
    List<Rational> factors = new ArrayList<>();
    boolean opened = false;
    for (int k = 0; k < e.args().size(); k++) {
      List<Expr> parts = distributed(e.arg(k));
      opened |= parts.size() > 1;
      for (Expr part : parts) {
        terms.add(part);
        factors.add(sum.coefficients().get(k));
      }
    }
    if (!opened || terms.size() > MOST_TERMS) {
      return null;
    }
    Expr result = Build.sum(e.shape(), factors, terms);
    return weight(result) < weight(e) ? result : null;
  }

  /// How many terms there are when a product is multiplied out.
  private static double parts(Expr term) {
    double parts = 1;
    if (term.head() instanceof Head.Einsum product) {
      for (int k = 0; k < term.args().size(); k++) {
        parts *= opens(term, product, k) ? term.arg(k).args().size() : 1;
      }
    }
    return parts;
  }

  /// Whether a factor is a sum that can be multiplied out.
  private static boolean opens(Expr term, Head.Einsum product, int k) {
    Head.Factor factor = product.factors().get(k);
    return term.arg(k).head() instanceof Head.Sum
        && factor.power().isOne()
        && product.out().containsAll(factor.letters());
  }

  /// The terms of a product without sums over letters, multiplied out once.
  private static List<Expr> distributed(Expr term) {
    if (!(term.head() instanceof Head.Einsum product) || term.args().size() > MOST_TERMS) {
      return List.of(term);
    }
    for (int k = 0; k < term.args().size(); k++) {
      Head.Factor factor = product.factors().get(k);
      if (opens(term, product, k) && term.arg(k).head() instanceof Head.Sum inner) {
        List<Integer> rest = new ArrayList<>(Build.range(0, term.args().size()));
        rest.remove(k);
        List<Expr> parts = new ArrayList<>();
        for (int j = 0; j < term.arg(k).args().size(); j++) {
          Product part = Build.product(term);
          copy(term, product, rest, part);
          Expr one =
              part.times(
                      Build.scale(inner.coefficients().get(j), term.arg(k).arg(j)),
                      factor.letters())
                  .out(product.out());
          parts.addAll(distributed(one));
        }
        return parts;
      }
    }
    return List.of(term);
  }

  private static final int HEAVY = 1 << 24; // factors; more are not told apart

  /// How many factors a sum of products has, those of sums inside it counted one by one.
  static int weight(Expr e) {
    return weight(e, new IdentityHashMap<>());
  }

  /// @param known of what was met before: sums that share their terms are many times as long as
  ///   they are large
  private static int weight(Expr e, Map<Expr, Integer> known) {
    Integer before = known.get(e);
    if (before != null) {
      return before;
    }
    int weight =
        switch (e.head()) {
          case Head.Sum s -> total(e, _ -> true, known);
          case Head.Einsum p ->
              Math.max(
                  1,
                  total(
                      e,
                      a -> a.head() instanceof Head.Sum || e.isView() && a.args().size() > 1,
                      known));
          case Head.Var v -> 1;
          case Head.Num n -> 1;
          case Head.Map m -> 1;
          case Head.Special s -> 1;
        };
    known.put(e, weight);
    return weight;
  }

  private static int total(Expr e, Predicate<Expr> opened, Map<Expr, Integer> known) {
    int total = 0;
    for (Expr a : e.args()) {
      total = Math.min(HEAVY, total + (opened.test(a) ? weight(a, known) : 1));
    }
    return total;
  }
}

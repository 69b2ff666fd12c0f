package leibniz.simplify;

import static leibniz.simplify.ElementwiseLaws.copy;
import static leibniz.simplify.ElementwiseLaws.is;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.op.Errors;
import leibniz.op.Maps;
import org.jspecify.annotations.Nullable;

/// Laws of terms that meet in a sum.
final class TermLaws {
  private TermLaws() {}

  static final List<Law> ALL =
      List.of(
          new Law(
              "softplus, written against overflow",
              "x: (B, D)",
              "relu(x) + softplus(-abs(x))",
              "softplus(x)",
              e -> pair(e, TermLaws::softplus)),
          new Law(
              "sine and cosine",
              "x: (B, D)",
              "sin(x)**2 + cos(x)**2",
              "ones((B, D))",
              e -> pair(e, (a, c, b, d) -> squares(a, c, b, d))),
          new Law(
              "normal distribution",
              "x: (B, D)",
              "1 + erf(x / np.sqrt(2))",
              "2 * ndtr(x)",
              e -> pair(e, TermLaws::normal)),
          new Law(
              "a common number leaves the sum",
              "x: (B, D); y: (B, D)",
              "x / x.shape[0] - y / x.shape[0]",
              "(x - y) / x.shape[0]",
              TermLaws::common),
          new Law(
              "a multiple joins the sum beside it",
              "x: (B, D); y: (B, D)",
              "3 * x * y + x * y * (1 - x + sin(y))",
              "x * y * (4 - x + sin(y))",
              e -> pair(e, TermLaws::joined)),
          new Law(
              "the same product",
              "x: (D, D); y: (D,)",
              "(x @ x) @ (x @ y) + x @ (x @ (x @ y))",
              "2 * einsum('ij,jk,kl,l->i', x, x, x, y)",
              TermLaws::gather));

  private static final int MOST_TERMS = 24;
  private static final int MOST_FACTORS = 24;

  /// What `c a + d b` is, or null.
  private interface Pair {
    @Nullable Expr of(Expr a, Rational c, Expr b, Rational d);
  }

  private static @Nullable Expr pair(Expr e, Pair law) {
    if (!(e.head() instanceof Head.Sum(List<Rational> coefficients))
        || e.args().size() > MOST_TERMS) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      for (int j = 0; j < e.args().size(); j++) {
        Expr both =
            k == j ? null : law.of(e.arg(k), coefficients.get(k), e.arg(j), coefficients.get(j));
        if (both != null) {
          List<Expr> terms = new ArrayList<>(e.args());
          List<Rational> numbers = new ArrayList<>(coefficients);
          terms.set(k, both);
          numbers.set(k, Rational.ONE);
          terms.remove(j);
          numbers.remove(j);
          return Build.sum(e.shape(), numbers, terms);
        }
      }
    }
    return null;
  }

  /// `c p + d p (k + s)` is `p (c + d k + d s)`, where the sum has a number in it already.
  private static @Nullable Expr joined(Expr a, Rational c, Expr b, Rational d) {
    if (!(b.head() instanceof Head.Einsum product) || b.args().size() > MOST_FACTORS) {
      return null;
    }
    for (int k = 0; k < b.args().size(); k++) {
      Head.Factor factor = product.factors().get(k);
      if (hasNumber(b.arg(k))
          && factor.power().isOne()
          && product.out().containsAll(factor.letters())) {
        List<Integer> others = new ArrayList<>(Build.range(0, b.args().size()));
        others.remove(k);
        Product rest = Build.product(b);
        copy(b, product, others, rest);
        if (rest.out(product.out()) == a) {
          Expr sum = Build.scale(d, b.arg(k));
          Product whole = Build.product(b);
          copy(b, product, others, whole);
          return whole
              .times(Build.plus(sum, Build.full(c, sum.shape())), factor.letters())
              .out(product.out());
        }
      }
    }
    return null;
  }

  private static boolean hasNumber(Expr e) {
    return e.head() instanceof Head.Sum && e.args().stream().anyMatch(t -> t.constant() != null);
  }

  private static @Nullable Expr softplus(Expr a, Rational c, Expr b, Rational d) {
    if (!is(a, Maps.RELU) || !is(b, Maps.SOFTPLUS) || !c.equals(d)) {
      return null;
    }
    Expr size = Build.negate(b.arg(0));
    boolean same =
        is(size, Maps.ABS) && (size.arg(0) == a.arg(0) || size.arg(0) == Build.negate(a.arg(0)));
    return same ? Build.scale(c, Build.map(Maps.SOFTPLUS, a.arg(0))) : null;
  }

  private static @Nullable Expr squares(Expr a, Rational c, Expr b, Rational d) {
    Expr first = squared(a);
    Expr second = squared(b);
    return first != null
            && second != null
            && is(first, Maps.SIN)
            && is(second, Maps.COS)
            && first.arg(0) == second.arg(0)
            && d.equals(c)
        ? Build.full(c, a.shape())
        : null;
  }

  private static @Nullable Expr normal(Expr a, Rational c, Expr b, Rational d) {
    Rational number = a.constant();
    Expr x = number != null && is(b, Maps.ERF) ? ElementwiseLaws.timesRootOfTwo(b.arg(0)) : null;
    if (x == null || number == null || !number.times(c).abs().equals(d.abs())) {
      return null;
    }
    boolean same = number.times(c).equals(d);
    Expr value = Build.map(Errors.NDTR, same ? x : Build.negate(x));
    return Build.scale(number.times(c).times(Rational.TWO), value);
  }

  private static @Nullable Expr squared(Expr e) {
    boolean wave = e.args().size() == 1 && (is(e.arg(0), Maps.SIN) || is(e.arg(0), Maps.COS));
    return wave && e == Build.power(e.arg(0), Rational.TWO) ? e.arg(0) : null;
  }

  // --- a factor without axes that all terms share
  // --------------------------------------------------

  private static @Nullable Expr common(Expr e) {
    if (!(e.head() instanceof Head.Sum(List<Rational> coefficients))) {
      return null;
    }
    Map<Expr, Rational> shared = null;
    for (Expr term : e.args()) {
      Map<Expr, Rational> mine = numbers(term);
      if (shared == null) {
        shared = mine;
      } else {
        shared.replaceAll((value, power) -> smaller(power, mine.get(value)));
        shared.values().removeIf(Rational::isZero);
      }
      if (shared.isEmpty()) {
        return null;
      }
    }
    if (shared == null) {
      return null;
    }
    List<Integer> all = Build.range(0, e.rank());
    List<Expr> terms = new ArrayList<>();
    for (Expr term : e.args()) {
      Product rest = Product.one().letters(all, e.shape()).inlining(x -> opens(term, x));
      rest.times(term, all);
      shared.forEach((value, power) -> rest.times(value, List.of(), power.negate()));
      terms.add(rest.out(all));
    }
    Product result = Product.one().letters(all, e.shape());
    shared.forEach((value, power) -> result.times(value, List.of(), power));
    return result.times(Build.sum(e.shape(), coefficients, terms), all).out(all);
  }

  private static boolean opens(Expr term, Expr x) {
    return x == term || term.isView() && !term.args().isEmpty() && x == term.arg(0);
  }

  /// The factors without axes, with their powers.
  private static Map<Expr, Rational> numbers(Expr term) {
    Map<Expr, Rational> found = new LinkedHashMap<>();
    Expr core = term;
    if (term.isView()
        && term.head() instanceof Head.Einsum view
        && term.args().size() == 1
        && term.arg(0).head() instanceof Head.Einsum
        && view.factors().get(0).power().isOne()) {
      core = term.arg(0);
    }
    if (core.head() instanceof Head.Einsum product) {
      for (int k = 0; k < core.args().size(); k++) {
        if (core.arg(k).rank() == 0) {
          found.put(core.arg(k), product.factors().get(k).power());
        }
      }
    } else if (core.rank() == 0) {
      found.put(core, Rational.ONE);
    }
    return found;
  }

  private static Rational smaller(Rational a, @Nullable Rational b) {
    if (b == null || a.signum() != b.signum()) {
      return Rational.ZERO;
    }
    return a.abs().compareTo(b.abs()) <= 0 ? a : b;
  }

  // --- terms that are equal when they are multiplied out
  // --------------------------------------------

  private static @Nullable Expr gather(Expr e) {
    if (!(e.head() instanceof Head.Sum(List<Rational> coefficients))
        || e.args().size() > MOST_TERMS) {
      return null;
    }
    Map<Expr, Integer> first = new HashMap<>();
    for (Expr term : Makeup.meeting(e.args())) {
      int k = e.args().indexOf(term);
      Expr open = multipliedOut(term);
      Rational number = open.head() instanceof Head.Einsum p ? p.coefficient() : Rational.ONE;
      Integer known =
          number.isZero() ? null : first.putIfAbsent(Build.scale(number.inverse(), open), k);
      if (known != null) {
        Expr before = multipliedOut(e.arg(known));
        List<Expr> terms = new ArrayList<>(e.args());
        List<Rational> numbers = new ArrayList<>(coefficients);
        terms.set(k, open);
        terms.set(known, before);
        return Build.sum(e.shape(), numbers, terms);
      }
    }
    return null;
  }

  /// A product with the products among its factors multiplied out.
  static Expr multipliedOut(Expr term) {
    if (!(term.head() instanceof Head.Einsum product)
        || term.args().stream().noneMatch(a -> a.head() instanceof Head.Einsum)) {
      return term;
    }
    int[] left = {MOST_FACTORS};
    Product open =
        Build.product(term).inlining(x -> x.head() instanceof Head.Einsum && left[0]-- > 0);
    copy(term, product, Build.range(0, term.args().size()), open);
    return open.out(product.out());
  }
}

package leibniz.simplify;

import static leibniz.simplify.ElementwiseLaws.copy;
import static leibniz.simplify.ElementwiseLaws.is;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.op.Maps;
import leibniz.op.OneHot;
import leibniz.op.Positions;
import leibniz.op.Slice;
import org.jspecify.annotations.Nullable;

/// Laws of one-hot rows: indices as arrays of positions.
final class IndexLaws {
  private IndexLaws() {}

  private static final String ROWS = "y: ((B,), int)";

  static final List<Law> ALL =
      List.of(
          new Law(
              "an index beside positions",
              ROWS + "; x: (B, D)",
              "y[:, None] == np.arange(x.shape[1])",
              "np.eye(x.shape[1])[y]",
              IndexLaws::compared),
          new Law(
              "log of a picked exponential",
              ROWS + "; x: (B, D)",
              "log(exp(x)[np.arange(B), y])",
              "x[np.arange(B), y]",
              IndexLaws::logarithm),
          new Law(
              "one position for each index",
              ROWS + "; x: (B, D)",
              "sum(np.eye(x.shape[1])[y], axis=1)",
              "ones(B)",
              e -> SumLaws.sumsToOne(e, Along::positions)),
          new Law(
              "one index, one position",
              ROWS + "; x: (D,)",
              "einsum('bi,bj->bij', np.eye(x.shape[0])[y], np.eye(x.shape[0])[y])",
              "einsum('bi,ij->bij', np.eye(x.shape[0])[y], np.eye(x.shape[0]))",
              IndexLaws::twice));

  /// `y_b = j` for an index and the positions along another axis.
  private static @Nullable Expr compared(Expr e) {
    if (!is(e, Maps.EQUAL)) {
      return null;
    }
    Expr found = compared(e, e.arg(0), e.arg(1));
    return found != null ? found : compared(e, e.arg(1), e.arg(0));
  }

  private static @Nullable Expr compared(Expr e, Expr index, Expr positions) {
    Expr core = OneHot.inside(positions);
    int axis = core == null ? positions.rank() - 1 : along(positions);
    Expr row = core == null ? positions : core;
    if (axis < 0
        || !(row.head() instanceof Head.Special s)
        || !(s.op() instanceof Positions(var size))
        || !index.isRepeatedAlong(axis)
        || e.shape().get(axis).isOne()) {
      return null;
    }
    Expr labels = Build.dropRepeated(index, axis);
    Expr inside = OneHot.inside(labels);
    if (!isIndex(inside == null ? labels : inside)) {
      return null;
    }
    List<Integer> all = Build.range(0, e.rank());
    List<Integer> letters = new ArrayList<>(all);
    letters.remove(axis);
    letters.add(axis);
    return Product.one().letters(all, e.shape()).times(OneHot.of(labels, size), letters).out(all);
  }

  /// The axis of a view along which what it shows runs, if that has one axis; else -1.
  private static int along(Expr view) {
    return view.head() instanceof Head.Einsum e && view.arg(0).rank() == 1
        ? e.out().indexOf(e.factors().get(0).letters().get(0))
        : -1;
  }

  /// Whether the entries are whole numbers that are never below 0.
  private static boolean isIndex(Expr e) {
    return switch (e.head()) {
      case Head.Var v -> v.properties().contains(Head.Property.WHOLE);
      case Head.Special s ->
          s.op().givesPositions() || s.op() instanceof Slice && isIndex(e.arg(0));
      case Head.Num _, Head.Einsum _, Head.Sum _, Head.Map _ -> false;
    };
  }

  /// A logarithm of entries of an exponential that one-hot rows pick.
  private static @Nullable Expr logarithm(Expr e) {
    if (!is(e, Maps.LOG)
        || !(e.arg(0).head() instanceof Head.Einsum product)
        || !product.coefficient().isOne()) {
      return null;
    }
    Expr picked = e.arg(0);
    int base = -1;
    Set<Integer> picks = new HashSet<>();
    for (int k = 0; k < picked.args().size(); k++) {
      Head.Factor factor = product.factors().get(k);
      boolean oneHot = Along.isOneHot(picked.arg(k)) && factor.power().isOne();
      if (oneHot && picks.add(factor.letters().getLast())) {
        continue;
      }
      if (oneHot || base >= 0 || !is(picked.arg(k), Maps.EXP) || !factor.power().isOne()) {
        return null;
      }
      base = k;
    }
    if (base < 0 || picks.isEmpty() || !arePicked(product, picks, base)) {
      return null;
    }
    Product result = Build.product(picked);
    List<Integer> others = new ArrayList<>(Build.range(0, picked.args().size()));
    others.remove(base);
    copy(picked, product, others, result);
    return result
        .times(picked.arg(base).arg(0), product.factors().get(base).letters())
        .out(product.out());
  }

  /// Whether nothing is summed but what the one-hot rows pick of the base, so that each entry of
  /// the result is one entry of it.
  private static boolean arePicked(Head.Einsum product, Set<Integer> picks, int base) {
    List<Integer> own = product.factors().get(base).letters();
    for (Head.Factor factor : product.factors()) {
      for (int axis = 0; axis < factor.letters().size(); axis++) {
        Integer letter = factor.letters().get(axis);
        boolean last = picks.contains(letter);
        if (last == product.out().contains(letter)
            || last && !own.contains(letter)
            || last
                && !factor.equals(product.factors().get(base))
                && axis < factor.letters().size() - 1) {
          return false;
        }
      }
    }
    return new HashSet<>(own).size() == own.size();
  }

  /// Two factors by the same index: what is not 0 has one position in both.
  private static @Nullable Expr twice(Expr e) {
    if (!(e.head() instanceof Head.Einsum product)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      for (int j = k + 1; j < e.args().size(); j++) {
        if (e.arg(k).equals(e.arg(j)) && Along.isOneHot(e.arg(k)) && meet(product, k, j)) {
          List<Integer> one = product.factors().get(k).letters();
          List<Integer> other = product.factors().get(j).letters();
          Product result = Build.product(e);
          List<Integer> rest = new ArrayList<>(Build.range(0, e.args().size()));
          rest.remove(j);
          copy(e, product, rest, result);
          Expr delta = Build.eye(e.arg(k).shape().get(e.arg(k).rank() - 1));
          return result.times(delta, List.of(one.getLast(), other.getLast())).out(product.out());
        }
      }
    }
    return null;
  }

  /// Whether two factors have the same letters but for the last, and positive powers.
  private static boolean meet(Head.Einsum product, int k, int j) {
    Head.Factor one = product.factors().get(k);
    Head.Factor other = product.factors().get(j);
    int last = one.letters().size() - 1;
    return one.power().signum() > 0
        && other.power().signum() > 0
        && one.letters().subList(0, last).equals(other.letters().subList(0, last))
        && !one.letters().get(last).equals(other.letters().get(last));
  }
}

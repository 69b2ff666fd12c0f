package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// The third opinion on a gradient that is not the derivative: central differences of the program
/// itself, which know nothing of rules.
final class Differences {
  private static final double STEP = 1e-5;
  private static final int MOST = 20_000_000; // entries computed, below a second

  private final Chain chain;
  private final Judge judge;

  Differences(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
  }

  /// How far differences lie from the derivative and from what is written, at one point.
  ///
  /// @param derived `max |a − b| / max(1, |a| + |b|)`
  record Apart(double derived, double written) {
    private static final double AGREES = 1e-5; // differences themselves are this good

    /// Whether they agree with the derivative, and not with what is written.
    boolean isSure() {
      return derived < AGREES && written > 100 * derived;
    }
  }

  /// Null where they would take too long, or have no value.
  @Nullable Apart of(Judgement j) {
    Claim.Pair pair = j.pair();
    Reading reading = j.reading();
    if (pair == null || reading == null) {
      return null;
    }
    try {
      List<Values> right = judge.right(j);
      List<Values> written = judge.written(j.claim());
      int most = 0; // the point where what is written is farthest off: it may be right elsewhere
      for (int k = 1; k < right.size(); k++) {
        boolean more =
            apart(right.get(k), written.get(k)) > apart(right.get(most), written.get(most));
        most = more ? k : most;
      }
      Point point = judge.scene().points().get(most);
      Values jacobian = jacobian(pair, point);
      if (jacobian == null || !Point.isFinite(jacobian)) {
        return null;
      }
      Expr full = Build.var("differences·", pair.loss().shape().concat(pair.variable().shape()));
      Values measured = point.with(Map.of(full, jacobian)).value(reading.of(full));
      return new Apart(apart(measured, right.get(most)), apart(measured, written.get(most)));
    } catch (LeibnizException e) {
      return null; // a neighbour of the point lies outside the domain
    }
  }

  private static double apart(Values a, Values b) {
    double most = 0;
    for (int k = 0; k < Math.min(a.count(), b.count()); k++) {
      double size = Math.max(1, Math.abs(a.re()[k]) + Math.abs(b.re()[k]));
      most = Math.max(most, Math.abs(a.re()[k] - b.re()[k]) / size);
    }
    return most;
  }

  /// With axes `loss ++ variable`.
  private @Nullable Values jacobian(Claim.Pair pair, Point point) {
    Values at = point.number(pair.variable());
    List<Chain.Link> order = new ArrayList<>();
    pair.loss().parts().forEach(part -> order.addAll(chain.ancestors(part.function())));
    order.sort(Comparator.comparingInt(link -> link.event().index()));
    if (at == null || cost(order) * 2 * at.count() > MOST) {
      return null;
    }
    int n = at.count();
    Values jacobian = null;
    for (int k = 0; k < n; k++) {
      double h = STEP * Math.max(1, Math.abs(at.re()[k]));
      Values up = loss(pair, moved(point, order, pair.variable(), at, k, h));
      Values down = loss(pair, moved(point, order, pair.variable(), at, k, -h));
      if (jacobian == null) {
        jacobian = Values.zeros(joined(up.shape(), at.shape()));
      }
      for (int i = 0; i < up.count(); i++) {
        jacobian.re()[i * n + k] = (up.re()[i] - down.re()[i]) / (2 * h);
      }
    }
    return jacobian;
  }

  private static int[] joined(int[] a, int[] b) {
    int[] all = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  private double cost(List<Chain.Link> order) {
    double cost = 0;
    for (Chain.Link link : order) {
      for (Expr node : link.function().inOrder()) {
        cost += judge.scene().cost(node);
      }
    }
    return cost;
  }

  /// A point where a variable is moved, and everything in this order follows.
  private Point moved(
      Point point, List<Chain.Link> order, Expr variable, Values at, int k, double by) {
    double[] numbers = at.re().clone();
    numbers[k] += by;
    Map<Expr, Values> other = Map.of(variable, Values.real(at.shape(), numbers));
    return new Consequences(chain, point, other).along(order).point();
  }

  /// The loss at a point where a variable was moved; cotangents stay.
  private static Values loss(Claim.Pair pair, Point point) {
    Loss.Part first = pair.loss().parts().getFirst();
    if (first.cotangent() == null) {
      return point.value(first.function());
    }
    double sum = 0;
    for (Loss.Part part : pair.loss().parts()) {
      double[] f = point.value(part.function()).re();
      double[] weight = point.value(Objects.requireNonNull(part.cotangent())).re();
      for (int k = 0; k < f.length; k++) {
        sum += f[k] * weight[k];
      }
    }
    return Values.real(new int[0], new double[] {sum});
  }
}

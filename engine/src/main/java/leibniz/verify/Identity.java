package leibniz.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import leibniz.ir.Expr;
import leibniz.ir.Values;
import leibniz.run.Evaluator;
import org.jspecify.annotations.Nullable;

/// Whether two numbers are the same wherever they are finite: `⟨w, J v⟩ = ⟨Jᵀ w, v⟩` holds a
/// derivative found forwards against one found backwards, and `⟨w, H v⟩ = ⟨H w, v⟩` says that
/// second derivatives are symmetric.
public final class Identity {
  private static final double THRESHOLD = 1e-10;
  private static final double ROUNDING = 20; // times what other rounding errors change
  private static final int POINTS = 2; // at each choice of sizes

  private Identity() {}

  /// @param order of the derivative it is about
  /// @param method what the identity is called
  /// @param left what was derived; a scalar
  /// @param right what it must be; a scalar
  public static Verification verify(int order, String method, Expr left, Expr right, Sizes sizes) {
    double worst = 0;
    int decided = 0;
    List<SortedMap<String, Integer>> both = new ArrayList<>(sizes.both());
    for (int choice = 0; choice < both.size(); choice++) {
      SortedMap<String, Integer> at = both.get(choice);
      Points points = points(left, right, at, choice);
      for (int k = 0; k < POINTS; k++) {
        Points.Found here = points.next();
        if (here == null) {
          break;
        }
        double derived = left(here, left);
        double other = right(here, right);
        double rho = Deviation.rho(derived, other);
        if (!(rho <= THRESHOLD) && !isRounding(points, here, left, right)) {
          var found = counterexample(method, at, derived, other);
          return new Verification(false, List.of(), both, found, "");
        }
        worst = Math.max(worst, rho <= THRESHOLD ? rho : 0);
        decided++;
      }
    }
    List<Verification.Check> checks =
        decided == 0 ? List.of() : List.of(new Verification.Check(order, method, worst, ""));
    return new Verification(true, checks, both, null, "");
  }

  private static Verification.Counterexample counterexample(
      String method, SortedMap<String, Integer> at, double derived, double other) {
    return new Verification.Counterexample(method, at, List.of(), List.of(), derived, other);
  }

  private static Points points(
      Expr left, Expr right, SortedMap<String, Integer> sizes, int choice) {
    var at = Sizes.at(sizes);
    Evaluator output = Evaluator.of(List.of(left), at);
    Evaluator other = Evaluator.of(List.of(right), at);
    List<Expr> roots = List.of(left, right);
    return new Points(left, new Points.Prepared(output, Map.of(), other, roots), sizes, choice);
  }

  private static boolean isRounding(Points points, Points.Found here, Expr left, Expr right) {
    double noise = 0;
    for (Points.Found shaken : points.shaken(here)) {
      noise = Math.max(noise, Math.abs(left(shaken, left) - left(here, left)));
      noise = Math.max(noise, Math.abs(right(shaken, right) - right(here, right)));
    }
    return Math.abs(left(here, left) - right(here, right)) <= ROUNDING * noise;
  }

  private static double left(Points.Found here, Expr e) {
    Evaluator.@Nullable Point point = here.points().get(e);
    return point == null ? Double.NaN : point.value(e).re()[0];
  }

  private static double right(Points.Found here, Expr e) {
    return here.derivatives().getOrDefault(e, Values.zeros(1)).re()[0];
  }
}

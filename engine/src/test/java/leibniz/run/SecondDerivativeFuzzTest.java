package leibniz.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import leibniz.calculus.Differentiate;
import leibniz.calculus.General;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Values;
import leibniz.simplify.Simplify;
import leibniz.verify.Claim;
import leibniz.verify.Sizes;
import leibniz.verify.Verification;
import leibniz.verify.Verify;
import org.junit.jupiter.api.Test;

/// Second derivatives of random expressions: verified, symmetric, and told from wrong ones.
final class SecondDerivativeFuzzTest {
  private static final int MOST_ENTRIES = 20_000;

  @Test
  void areVerifiedAndSymmetric() {
    int nonzero = 0;
    for (int seed = 0; seed < 150; seed++) {
      Twin.Maker maker = new Twin.Maker(seed, true);
      Twin twin = maker.make(maker.shape(2), 1 + seed % 2);
      List<Expr> inputs =
          twin.expr().inOrder().stream()
              .filter(n -> n.head() instanceof Head.Var)
              .limit(2)
              .toList();
      if (inputs.isEmpty()) {
        continue;
      }
      Expr x = inputs.getFirst();
      Expr y = inputs.getLast();
      Expr gradient = derivative(twin.expr(), x);
      Expr second = derivative(gradient, y);
      if (count(second) > MOST_ENTRIES) {
        continue;
      }
      Verification found = verify(twin.expr(), gradient, x, y, second);
      assertThat(found.ok()).as("%d: %s%n%s", seed, twin.text(), found).isTrue();
      symmetric(second, derivative(derivative(twin.expr(), y), x), twin.expr(), x, y);
      if (!second.isZero() && !found.toString().contains("0)")) {
        nonzero++;
        Expr wrong = Build.scale(Rational.of(100_001, 100_000), second);
        assertThat(verify(twin.expr(), gradient, x, y, wrong).counterexample())
            .as("%d: %s%n%s", seed, twin.text(), found)
            .isNotNull();
      }
    }
    assertThat(nonzero).isGreaterThan(40);
  }

  private static Expr derivative(Expr of, Expr by) {
    return Simplify.of(List.of(Differentiate.of(of, by))).expressions().getFirst();
  }

  private static Verification verify(Expr f, Expr gradient, Expr x, Expr y, Expr second) {
    var axes = General.axes(f.shape(), List.of(x.shape(), y.shape()), Set.of());
    Claim claim = new Claim(f, List.of(x, y), second, axes);
    return Verify.derivatives(gradient, List.of(claim), sizes(f, x, y)).getFirst();
  }

  private static Sizes sizes(Expr... roots) {
    return Sizes.of(List.of(roots), Map.of());
  }

  private static long count(Expr e) {
    Map<String, Integer> sizes = sizes(e).second();
    return e.shape().count().at(name -> Objects.requireNonNull(sizes.get(name)));
  }

  /// The one by x and y is the one by y and x with its axes permuted.
  private static void symmetric(Expr xy, Expr yx, Expr f, Expr x, Expr y) {
    int out = f.rank();
    List<Integer> letters = Build.range(0, yx.rank());
    List<Integer> turned = new ArrayList<>(Build.range(0, out));
    turned.addAll(Build.range(out + y.rank(), yx.rank()));
    turned.addAll(Build.range(out, out + y.rank()));
    Expr permuted = Product.one().times(yx, letters).out(turned);
    Map<String, Integer> chosen = sizes(xy, permuted).first();
    ToLongFunction<String> sizes = name -> Objects.requireNonNull(chosen.get(name));
    SplittableRandom random = new SplittableRandom(11);
    Map<Expr, Values> point = new HashMap<>();
    for (Expr node : Expr.inOrder(List.of(xy, permuted))) {
      if (node.head() instanceof Head.Var) {
        Values values = Values.zeros(node.shape().at(sizes));
        for (int k = 0; k < values.count(); k++) {
          values.re()[k] = random.nextDouble(0.2, 1.2);
        }
        point.put(node, values);
      }
    }
    Map<Expr, Values> found = Evaluate.of(List.of(xy, permuted), point, sizes);
    double[] one = Objects.requireNonNull(found.get(xy)).re();
    double[] other = Objects.requireNonNull(found.get(permuted)).re();
    for (int k = 0; k < one.length; k++) {
      if (Double.isFinite(one[k]) && Double.isFinite(other[k])) {
        assertThat(Math.abs(one[k] - other[k]))
            .as("%s by %s and %s", f, x, y)
            .isLessThan(1e-8 * Math.max(1, Math.abs(one[k])));
      }
    }
  }
}

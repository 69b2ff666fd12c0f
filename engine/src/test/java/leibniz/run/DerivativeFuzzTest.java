package leibniz.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.calculus.Differentiate;
import leibniz.calculus.General;
import leibniz.calculus.PushForward;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.verify.Sizes;
import leibniz.verify.Verification;
import leibniz.verify.Verify;
import org.junit.jupiter.api.Test;

/// Random expressions: what is derived is right, and a hundred-thousandth more is wrong.
final class DerivativeFuzzTest {

  @Test
  void smoothExpressionsAreAllVerified() {
    for (int seed = 0; seed < 500; seed++) {
      Twin twin = twin(seed, true);
      for (Expr x : inputs(twin.expr())) {
        Expr derivative = Differentiate.of(twin.expr(), x);
        Verification found = verify(twin.expr(), x, derivative);
        assertThat(found.ok()).as("%d: d/d%s %s%n%s", seed, x, twin.text(), found).isTrue();
        Expr forward = PushForward.derivative(twin.expr(), x);
        assertThat(verify(twin.expr(), x, forward).ok())
            .as("%d: forward d/d%s %s", seed, x, twin.text())
            .isTrue();
        if (!derivative.isZero() && !found.toString().contains("0)")) {
          Expr wrong = Build.scale(Rational.of(100_001, 100_000), derivative);
          assertThat(verify(twin.expr(), x, wrong).counterexample())
              .as("%d: d/d%s %s%n%s", seed, x, twin.text(), found)
              .isNotNull();
        }
      }
    }
  }

  @Test
  void expressionsWithKinksAreNeverCalledWrong() {
    List<String> undefined = new ArrayList<>();
    for (int seed = 0; seed < 500; seed++) {
      Twin twin = twin(seed, false);
      for (Expr x : inputs(twin.expr())) {
        Verification found = verify(twin.expr(), x, Differentiate.of(twin.expr(), x));
        assertThat(found.counterexample()).as("%d: %s", seed, twin.text()).isNull();
        if (!found.ok()) {
          undefined.add(found.reason());
        }
      }
    }
    assertThat(undefined).hasSizeLessThan(20).allMatch(r -> r.contains("no point was found"));
  }

  private static Twin twin(int seed, boolean smooth) {
    Twin.Maker maker = new Twin.Maker(seed, smooth);
    return maker.make(maker.shape(2), 1 + seed % 3);
  }

  private static List<Expr> inputs(Expr e) {
    return e.inOrder().stream().filter(n -> n.head() instanceof Head.Var).limit(2).toList();
  }

  private static Verification verify(Expr f, Expr x, Expr derivative) {
    return Verify.derivative(
        f,
        x,
        derivative,
        General.axes(f.shape(), java.util.List.of(x.shape()), java.util.Set.of()),
        Sizes.of(List.of(f, x), Map.of()));
  }
}

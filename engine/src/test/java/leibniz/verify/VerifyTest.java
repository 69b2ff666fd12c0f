package leibniz.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import leibniz.calculus.Differentiate;
import leibniz.ir.Axes;
import leibniz.ir.Axes.Role;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.op.LogSumExp;
import leibniz.op.Maps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class VerifyTest {
  private static final Dim B = Dim.symbol("B");
  private static final Dim D = Dim.symbol("D");
  private static final Expr V = Build.var("v", Shape.of(B, D));

  static Stream<Expr> samples() {
    return Samples.all().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void derivativesOfWhatOneMeetsAreRight(Expr e) {
    for (Expr x : Samples.inputs(e)) {
      assertThat(Layout.verify(e, x)).as("d %s / d %s", e, x).matches(Verification::ok);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void wrongDerivativesAreRejected(Expr e) {
    for (Expr x : Samples.inputs(e)) {
      Expr right = Differentiate.of(e, x);
      if (right.isZero()) {
        continue;
      }
      for (Rational factor :
          List.of(
              Rational.MINUS_ONE, Rational.HALF, Rational.of(100_001, 100_000), Rational.ZERO)) {
        Verification found = Layout.verify(e, x, Build.scale(factor, right));
        assertThat(found.ok()).as("%s · d %s / d %s: %s", factor, e, x, found).isFalse();
        assertThat(found.counterexample()).as("%s · d %s / d %s", factor, e, x).isNotNull();
      }
      swapped(right)
          .forEach(other -> {
            Verification found = Layout.verify(e, x, other);
            assertThat(found.ok()).as("axes of d %s / d %s: %s", e, x, found).isFalse();
          });
    }
  }

  /// The derivative with two axes of one size swapped, where that makes another expression.
  private static List<Expr> swapped(Expr derivative) {
    List<Expr> swapped = new ArrayList<>();
    for (int p = 0; p < derivative.rank(); p++) {
      for (int q = p + 1; q < derivative.rank(); q++) {
        List<Integer> order = Build.range(0, derivative.rank());
        order.set(p, q);
        order.set(q, p);
        if (derivative.shape().get(p).equals(derivative.shape().get(q))) {
          swapped.add(Build.transpose(derivative, order));
        }
      }
    }
    swapped.removeIf(other -> equalInValue(other, derivative));
    return swapped;
  }

  /// Symmetric tensors stay what they are when axes are swapped.
  private static boolean equalInValue(Expr a, Expr b) {
    if (a == b) {
      return true;
    }
    Map<String, Integer> sizes = Sizes.of(List.of(a), Map.of()).second();
    var random = new java.util.SplittableRandom(5);
    Map<Expr, leibniz.ir.Values> inputs = new java.util.HashMap<>();
    for (Expr x : Samples.inputs(a)) {
      int[] shape = x.shape().at(sizes::get);
      int n = leibniz.ir.Values.count(shape);
      inputs.put(x, leibniz.ir.Values.real(shape, random.doubles(n, 0.1, 0.9).toArray()));
    }
    var values = leibniz.run.Evaluate.of(List.of(a, b), inputs, sizes::get);
    double[] left = Objects.requireNonNull(values.get(a)).re();
    double[] right = Objects.requireNonNull(values.get(b)).re();
    for (int k = 0; k < left.length; k++) {
      if (Math.abs(left[k] - right[k]) > 1e-9) {
        return false;
      }
    }
    return true;
  }

  @Test
  void saysHowCloselyAndWhere() {
    Verification found = Layout.verify(LogSumExp.softmax(V), V);
    assertThat(found.toString())
        .matches("central differences ρ \\d\\.\\de-\\d\\d, complex step ρ \\d\\.\\de-\\d\\d");
    assertThat(found.where()).isEqualTo("B = 2, D = 3 and B = 3, D = 4");
    assertThat(found.checks()).allMatch(c -> c.rho() < 1e-9);
    assertThat(Verification.digits(1.26e-10)).isEqualTo("1.3e-10");
    assertThat(Verification.digits(9.96e-5)).isEqualTo("1.0e-04");
    assertThat(Verification.digits(0.5)).isEqualTo("5.0e-01");
    assertThat(Verification.digits(123)).isEqualTo("1.2e+02");
    assertThat(Verification.digits(0)).isEqualTo("0");
  }

  @Test
  void aCounterexampleHasPlaceAndBothValues() {
    Expr x = Build.var("x", Shape.of(D));
    Expr f = Build.power(x, Rational.TWO);
    Expr wrong = Build.scale(Rational.HALF, Differentiate.of(f, x));
    var found = Objects.requireNonNull(Layout.verify(f, x, wrong).counterexample());
    assertThat(found.output()).isEqualTo(found.input()).hasSize(1);
    assertThat(found.measured() / found.derived()).isBetween(1.999, 2.001);
    assertThat(found.toString()).contains("at [", "] ++ [", "D = ", "derived ", "measured ");
  }

  // --- shared batch axes -----------------------------------------------------------------------

  private static final Axes SHARED =
      new Axes(
          V.shape(),
          List.of(V.shape()),
          List.of(
              new Axes.Axis(Role.BATCH, B, 0, List.of(0)),
              new Axes.Axis(Role.OUTPUT, D, 1, List.of(-1)),
              new Axes.Axis(Role.INPUT, D, -1, List.of(1))));

  private static Expr perSample(Expr f) {
    return Product.one().times(Differentiate.of(f, V), List.of(0, 1, 0, 2)).out(List.of(0, 1, 2));
  }

  private static Verification shared(Expr f, Expr derivative) {
    return Verify.derivative(f, V, derivative, SHARED, Sizes.of(List.of(f), Map.of()));
  }

  @Test
  void aSharedBatchAxisIsComparedOnAndOffTheDiagonal() {
    Expr f = LogSumExp.softmax(V);
    assertThat(shared(f, perSample(f))).matches(Verification::ok);
    assertThat(shared(f, Build.transpose(perSample(Build.map(Maps.SIN, V)), List.of(0, 2, 1))))
        .matches(v -> v.counterexample() != null);
    Expr mixed = Build.times(V, Build.broadcast(Build.reduce(V, List.of(0)), V.shape()));
    var found = Objects.requireNonNull(shared(mixed, perSample(mixed)).counterexample());
    assertThat(found.output().get(0)).isNotEqualTo(found.input().get(0));
    assertThat(found.derived()).isZero();
  }

  // --- domains and kinks -----------------------------------------------------------------------

  @Test
  void whereNothingIsFiniteNothingIsVerified() {
    Expr x = Build.var("x", Shape.of(D));
    Expr below =
        Build.minus(
            Build.scale(Rational.MINUS_ONE, Build.power(x, Rational.TWO)), Build.ones(x.shape()));
    Expr f = Build.map(Maps.LOG, below);
    Verification found = Layout.verify(f, x);
    assertThat(found.ok()).isFalse();
    assertThat(found.counterexample()).isNull();
    assertThat(found.checks()).isEmpty();
    assertThat(found)
        .hasToString(
            "not verified: no point was found where the output is finite; "
                + "first to fail is log, defined for > 0");
  }

  @Test
  void aTieIsNoError() {
    Expr x = Build.var("x", Shape.of(D));
    Expr tie = Build.map(Maps.ABS, Build.minus(x, x.substitute(Map.of())));
    assertThat(Layout.verify(tie, x)).matches(Verification::ok);
    Expr steep = Build.map(Maps.TANH, Build.scale(Rational.of(10_000), Build.map(Maps.ABS, x)));
    assertThat(Layout.verify(steep, x)).matches(Verification::ok);
  }

  @Test
  void aDerivativeThatVanishesIsStillCompared() {
    Expr x = Build.var("x", Shape.of(D));
    Expr tiny = Build.scale(Rational.of(1, 1_000_000_000_000_000L), Build.map(Maps.SIN, x));
    assertThat(Layout.verify(tiny, x)).matches(Verification::ok);
    Expr twice = Build.scale(Rational.TWO, Differentiate.of(tiny, x));
    assertThat(Layout.verify(tiny, x, twice).counterexample()).isNotNull();
  }

  @Test
  void whatIsZeroAtEveryPointIsSaidToBe() {
    Expr x = Build.var("x", Shape.SCALAR);
    Expr far = Build.minus(x, Build.number(Rational.of(100)));
    assertThat(Layout.verify(Build.map(Maps.RELU, far), x))
        .hasToString("central differences ρ 0 (all of them 0), complex step ρ 0 (all of them 0)");
  }

  @Test
  void bothSidesOfAKinkAreSeen() {
    Expr x = Build.var("x", Shape.SCALAR);
    Expr wrongBelow = Build.map(Maps.GREATER, x, Build.zeros(Shape.SCALAR)); // that of relu
    assertThat(Layout.verify(Build.map(Maps.ABS, x), x, wrongBelow).counterexample()).isNotNull();
    assertThat(Layout.verify(Build.map(Maps.RELU, x), x, Build.ones(Shape.SCALAR)).counterexample())
        .isNotNull();
  }

  // --- size and work ---------------------------------------------------------------------------

  @Test
  void literalSizesAreSampled() {
    Expr image = Build.var("image", Shape.of(Dim.of(784)));
    Expr w = Build.var("W", Shape.of(Dim.of(10), Dim.of(784)));
    Expr f =
        LogSumExp.softmax(
            Product.one().times(w, List.of(0, 1)).times(image, List.of(1)).out(List.of(0)));
    Verification found = Layout.verify(f, w);
    assertThat(found).matches(Verification::ok);
    assertThat(found.toString()).contains(" of 7840 entries and a random direction");
    Expr wrong = Build.scale(Rational.of(100_001, 100_000), Differentiate.of(f, w));
    assertThat(Layout.verify(f, w, wrong).counterexample()).isNotNull();
  }

  @Test
  void aDerivativeTooLargeToComputeIsNotVerified() {
    Expr x = Build.var("x", Shape.of(Dim.of(8000)));
    Verification found = Layout.verify(Build.map(Maps.SIN, x), x);
    assertThat(found.ok()).isFalse();
    assertThat(found.toString()).contains("8000 · 8000 = 64000000");
  }

  @Test
  @Timeout(60)
  void aDeepNetworkIsVerifiedInBoundedTime() {
    int layers = 1000;
    Dim n = Dim.of(3);
    Expr h = Build.var("x", Shape.of(n));
    List<Expr> weights = new ArrayList<>();
    for (int k = 0; k < layers; k++) {
      Expr w = Build.var("W" + k, Shape.of(n, n));
      weights.add(w);
      Expr product = Product.one().times(w, List.of(0, 1)).times(h, List.of(1)).out(List.of(0));
      h = Build.map(Maps.TANH, product);
    }
    Expr loss = Build.reduce(Build.power(h, Rational.TWO), List.of(0));
    Map<Expr, Expr> gradients = Differentiate.of(loss, weights);
    long start = System.nanoTime();
    List<Verification> right =
        Verify.derivatives(loss, claims(loss, gradients), Sizes.of(List.of(loss), Map.of()));
    assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    assertThat(right).allMatch(Verification::ok);
    int wrong = 400;
    gradients.put(
        weights.get(wrong),
        Build.scale(Rational.of(1001, 1000), gradients.get(weights.get(wrong))));
    List<Verification> one =
        Verify.derivatives(loss, claims(loss, gradients), Sizes.of(List.of(loss), Map.of()));
    for (int k = 0; k < layers; k++) {
      assertThat(one.get(k).ok()).isEqualTo(k != wrong);
    }
  }

  private static List<Claim> claims(Expr output, Map<Expr, Expr> gradients) {
    return gradients.entrySet().stream()
        .map(g ->
            new Claim(
                output,
                List.of(g.getKey()),
                g.getValue(),
                Layout.of(output.shape(), g.getKey().shape())))
        .toList();
  }

  @Test
  void aClaimKnowsItsAxes() {
    assertThatThrownBy(() ->
            new Claim(V, List.of(V), Build.zeros(Shape.of(B)), Layout.of(V.shape(), V.shape())))
        .hasMessageContaining("(B, D ++ B, D)");
  }
}

package leibniz.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Values;
import leibniz.op.Extremum;
import leibniz.op.Maps;
import org.junit.jupiter.api.Test;

final class EvaluateTest {
  private final Map<String, Integer> sizes = new TreeMap<>(Map.of("n", 2, "m", 3, "z", 0));
  private final Map<Expr, Values> inputs = new HashMap<>();

  private static Shape shape(Object... sizes) {
    Dim[] dims = new Dim[sizes.length];
    for (int k = 0; k < sizes.length; k++) {
      dims[k] = sizes[k] instanceof Integer i ? Dim.of(i) : Dim.symbol(sizes[k].toString());
    }
    return Shape.of(dims);
  }

  private Expr input(String name, Shape shape, double... values) {
    Expr var = Build.var(name, shape);
    inputs.put(var, Values.real(shape.at(sizes::get), values));
    return var;
  }

  private Values values(Expr e) {
    return Objects.requireNonNull(Evaluate.of(List.of(e), inputs, sizes::get).get(e));
  }

  private double[] of(Expr e) {
    return values(e).re();
  }

  private static List<Integer> at(Integer... letters) {
    return List.of(letters);
  }

  /// `0 == −0`, and what is no number equals nothing.
  @Test
  void equalAsNumbersAre() {
    Expr a = input("a", shape("m"), 0, Double.NaN, 1);
    Expr b = input("b", shape("m"), -0.0, Double.NaN, 1);
    assertThat(of(Build.map(Maps.EQUAL, a, b))).containsExactly(1, 0, 1);
    assertThat(of(Build.map(Maps.NOT_EQUAL, a, b))).containsExactly(0, 1, 0);
  }

  @Test
  void aMatrixProduct() {
    Expr a = input("a", shape("n", "m"), 1, 2, 3, 4, 5, 6);
    Expr b = input("b", shape("m", "n"), 1, 0, 0, 1, 1, 1);
    assertThat(of(Product.one().times(a, at(0, 1)).times(b, at(1, 2)).out(at(0, 2))))
        .containsExactly(4, 5, 10, 11);
  }

  @Test
  void repeatedLettersInAFactorAreItsDiagonal() {
    Expr a = input("a", shape("n", "n"), 1, 2, 3, 4);
    assertThat(of(Product.one().times(a, at(0, 0)).out(at(0)))).containsExactly(1, 4);
    assertThat(of(Product.one().times(a, at(0, 0)).out(at()))).containsExactly(5);
  }

  @Test
  void repeatedLettersOfTheResultAreADelta() {
    Expr v = input("v", shape("n"), 7, 8);
    assertThat(of(Product.one().times(v, at(0)).out(at(0, 0)))).containsExactly(7, 0, 0, 8);
    assertThat(of(Build.eye(Dim.symbol("n")))).containsExactly(1, 0, 0, 1);
    assertThat(of(Product.of(Rational.of(1, 4)).letter(0, Dim.of(2)).out(at(0, 0, 0))))
        .containsExactly(0.25, 0, 0, 0, 0, 0, 0, 0.25);
  }

  @Test
  void lettersThatNoFactorCarriesRepeatOrCount() {
    Expr v = input("v", shape("n"), 7, 8);
    Product repeated = Product.one().letter(1, Dim.symbol("m")).times(v, at(0));
    assertThat(of(repeated.out(at(0, 1)))).containsExactly(7, 7, 7, 8, 8, 8);
    Product counted = Product.one().letter(1, Dim.symbol("m")).times(v, at(0));
    assertThat(of(counted.out(at(0)))).containsExactly(21, 24);
  }

  @Test
  void powersAndCoefficients() {
    Expr v = input("v", shape(3), 4, 9, 16);
    assertThat(of(Build.power(v, Rational.HALF))).containsExactly(2, 3, 4);
    assertThat(of(Build.scale(Rational.of(2, 3), Build.power(v, Rational.MINUS_ONE)))[0])
        .isEqualTo(1 / 6.0, within(1e-16));
  }

  @Test
  void axesOfSizeOneAndZero() {
    Expr one = input("one", shape(1, "n"), 3, 4);
    assertThat(of(Product.one().times(one, at(0, 1)).out(at(1)))).containsExactly(3, 4);
    Expr none = input("none", shape("z", "n"));
    assertThat(of(Build.map(Maps.EXP, none))).isEmpty();
    assertThat(of(Build.reduce(none, at(0)))).containsExactly(0, 0);
    assertThat(of(Build.reduce(none, at(0, 1)))).containsExactly(0);
    assertThat(of(Build.size(Dim.symbol("z")))).containsExactly(0);
  }

  @Test
  void outsideOfTheDomainAsNumPy() {
    Expr v = input("v", shape(3), -1, 0, 2);
    assertThat(of(Build.map(Maps.LOG, v)))
        .containsExactly(Double.NaN, Double.NEGATIVE_INFINITY, Math.log(2));
    assertThat(of(Build.power(v, Rational.MINUS_ONE)))
        .containsExactly(-1, Double.POSITIVE_INFINITY, 0.5);
    assertThat(of(Build.power(v, Rational.HALF))[0]).isNaN();
    assertThat(of(Build.special(new Extremum(true, 1), Build.map(Maps.LOG, v)))[0]).isNaN();
  }

  @Test
  void aMinusInfinityMaskDoesNotSpoilImaginaryParts() {
    Expr v = Build.var("v", shape(2));
    inputs.put(v, new Values(new int[] {2}, new double[] {0, 1}, new double[] {0, 1e-20}));
    Expr masked = Build.plus(Build.map(Maps.LOG, v), v); // log 0 is -inf
    Values value = values(Build.reduce(Build.map(Maps.EXP, masked), at(0)));
    assertThat(value.re()[0]).isEqualTo(Math.E, within(1e-15));
    assertThat(value.im()[0] / 1e-20).isEqualTo(2 * Math.E, within(1e-14));
  }

  @Test
  void complexProductsAreProductsOfComplexNumbers() {
    Expr a = Build.var("a", shape(2));
    Expr b = Build.var("b", shape(2));
    inputs.put(a, new Values(new int[] {2}, new double[] {1, 2}, new double[] {3, -1}));
    inputs.put(b, new Values(new int[] {2}, new double[] {-2, 5}, new double[] {1, 4}));
    Values dot = values(Product.one().times(a, at(0)).times(b, at(0)).out(at()));
    assertThat(dot.re()[0]).isEqualTo(-2 - 3 + 10 + 4);
    assertThat(dot.im()[0]).isEqualTo(1 - 6 + 8 - 5);
  }

  @Test
  void aChainOfFortyMatricesDoesNotBlowUp() {
    SplittableRandom random = new SplittableRandom(1);
    Product chain = Product.one();
    double[][] expected = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    for (int k = 0; k < 40; k++) {
      double[] entries = random.doubles(9, -1, 1).toArray();
      chain.times(input("a" + k, shape("m", "m"), entries), at(k, k + 1));
      expected = times(expected, entries);
    }
    double[] product = of(chain.out(at(0, 40)));
    for (int k = 0; k < 9; k++) {
      assertThat(product[k]).isEqualTo(expected[k / 3][k % 3], within(1e-12));
    }
  }

  private static double[][] times(double[][] a, double[] b) {
    double[][] c = new double[3][3];
    for (int i = 0; i < 27; i++) {
      c[i / 9][i / 3 % 3] += a[i / 9][i % 3] * b[i % 3 * 3 + i / 3 % 3];
    }
    return c;
  }

  @Test
  void aProductOverAThousandLetters() {
    Product ring = Product.one();
    int n = 1000;
    for (int k = 0; k < n; k++) {
      Expr rotation = input("r" + k, shape("n", "n"), 0, 1, 1, 0);
      ring.times(rotation, at(k, (k + 1) % n));
    }
    assertThat(of(ring.out(at()))).containsExactly(2);
    Product dot = Product.one();
    for (int k = 0; k < n; k++) {
      dot.times(input("v" + k, shape("n"), 1, -1), at(0));
    }
    assertThat(of(dot.out(at()))).containsExactly(2);
    Product separate = Product.one();
    for (int k = 0; k < n; k++) {
      separate.times(input("s" + k, shape("n"), 1, 1), at(k)).letter(k, Dim.symbol("n"));
    }
    assertThat(of(separate.out(at()))[0]).isEqualTo(Math.pow(2, n));
  }

  @Test
  void aDeepExpression() {
    Expr x = input("x", shape(), 0.5);
    Expr deep = x;
    for (int k = 0; k < 50_000; k++) {
      deep = Build.map(Maps.SIN, deep);
    }
    assertThat(of(deep)[0]).isBetween(0.0, 0.1);
  }

  @Test
  void tooLargeIsSaidBeforeMemoryEnds() {
    Expr v = Build.var("v", shape("n", "n"));
    sizes.put("n", 20_000);
    assertThatThrownBy(() -> Evaluate.of(List.of(Build.map(Maps.EXP, v)), Map.of(), sizes::get))
        .isInstanceOf(LeibnizException.class)
        .hasMessageContaining("20000 · 20000 = 400000000");
  }

  @Test
  void aMissingInputIsNamed() {
    Expr v = Build.var("v", shape("n"));
    assertThatThrownBy(() -> values(v)).hasMessageContaining("v has no value");
  }

  @Test
  void aChangeIsComputedWhereItMatters() {
    Expr x = input("x", shape(), 2);
    Expr y = input("y", shape(), 3);
    Expr root = Build.times(Build.map(Maps.EXP, x), y);
    Evaluator.Point point = Evaluator.of(List.of(root), sizes::get).at(inputs);
    Map<Expr, Values> changed = point.with(Map.of(y, Values.real(new int[0], new double[] {5})));
    assertThat(changed.getOrDefault(root, Values.zeros()).re()[0])
        .isEqualTo(5 * Math.exp(2), within(1e-12));
    assertThat(point.value(root).re()[0]).isEqualTo(3 * Math.exp(2), within(1e-12));
  }

  @Test
  void aNodeMayBeGivenInPlaceOfItsInputs() {
    Expr x = Build.var("x", shape());
    Expr e = Build.map(Maps.EXP, x);
    Expr root = Build.plus(e, e);
    List<Expr> roots = new ArrayList<>(List.of(root));
    Map<Expr, Values> given = Map.of(e, Values.real(new int[0], new double[] {4}));
    assertThat(Evaluate.of(roots, given, sizes::get).getOrDefault(root, Values.zeros()).re())
        .containsExactly(8);
  }
}

package leibniz.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import leibniz.calculus.Differentiate;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Values;
import leibniz.op.Inverse;
import leibniz.op.Maps;
import org.junit.jupiter.api.Test;

/// Random expressions with sums, functions, powers and inverses, some parts of them named, and
/// their derivatives: where there is a form, it has the value of the expression.
final class MatrixAlgebraTest {
  private static final int EXPRESSIONS = 1500;
  private static final List<Dim> DIMS = List.of(Dim.symbol("k"), Dim.symbol("m"), Dim.symbol("n"));

  private static final List<Rational> FACTORS =
      List.of(
          Rational.MINUS_ONE, Rational.ONE, Rational.TWO, Rational.of(3, 10), Rational.of(-17, 20));

  private final Random random = new Random(20260102);
  private final Map<Expr, Values> inputs = new HashMap<>();

  private static long sizeOf(String symbol) {
    return 2L + "kmn".indexOf(symbol);
  }

  @Test
  void whatIsWrittenHasTheValueOfTheExpression() {
    int written = 0;
    for (int k = 0; k < EXPRESSIONS; k++) {
      List<Expr> pool = pool();
      Expr last = pool.getLast();
      Expr total = Build.reduce(last, Build.range(0, last.rank()));
      Map<Expr, Name> names = new HashMap<>();
      if (random.nextBoolean()) {
        Expr named = pool.get(random.nextInt(pool.size()));
        if (named.constant() == null) {
          names.put(named, Name.of("named"));
        }
      }
      List<Expr> values = new ArrayList<>(List.of(last, total));
      pool.stream()
          .filter(inputs::containsKey)
          .forEach(v -> values.add(Differentiate.of(total, v)));
      for (Expr value : values) {
        written += check(value, names) ? 1 : 0;
      }
    }
    assertThat(written).isGreaterThan(4000);
  }

  private boolean check(Expr value, Map<Expr, Name> names) {
    Formula formula = MatrixForm.of(value, Symbols.of(new Names(names)));
    if (formula == null) {
      return false;
    }
    Evaluation evaluation = new Evaluation(MatrixAlgebraTest::sizeOf, inputs);
    Values expected = evaluation.of(value);
    Map<String, Values> known = new HashMap<>();
    inputs.forEach((e, v) -> known.put(e.toString(), v));
    names.forEach((e, name) -> known.put(name.toString(), evaluation.of(e)));
    int[] shape = value.shape().at(MatrixAlgebraTest::sizeOf);
    Values got = new MatrixValue(MatrixAlgebraTest::sizeOf, known).of(formula, shape);
    double distance = 0;
    double scale = 1;
    for (int i = 0; i < got.count(); i++) {
      scale = Math.max(scale, Math.abs(expected.re()[i]));
      distance = Math.max(distance, Math.abs(got.re()[i] - expected.re()[i]));
    }
    if (!(distance <= 1e-7 * scale) && Double.isFinite(scale)) {
      assertThat(distance)
          .as("%s is written %s, where %s", value, Unicode.print(formula), names)
          .isLessThanOrEqualTo(1e-7 * scale);
    }
    return true;
  }

  /// Expressions that are made from those before; the last uses some of them.
  private List<Expr> pool() {
    List<Expr> pool = new ArrayList<>();
    for (String name : List.of("a", "b", "x", "A", "B", "X", "s")) {
      if (random.nextBoolean() || name.equals("A") || name.equals("x")) {
        List<Dim> dims = new ArrayList<>();
        int rank = name.equals("s") ? 0 : Character.isLowerCase(name.charAt(0)) ? 1 : 2;
        for (int axis = 0; axis < rank; axis++) {
          dims.add(DIMS.get(random.nextInt(DIMS.size())));
        }
        StringBuilder full = new StringBuilder(name);
        dims.forEach(full::append);
        pool.add(input(full.toString(), new Shape(dims)));
      }
    }
    int steps = 2 + random.nextInt(6);
    for (int k = 0; k < steps; k++) {
      pool.add(step(pool));
    }
    return pool;
  }

  private Expr input(String name, Shape shape) {
    Expr input = Build.var(name, shape);
    inputs.computeIfAbsent(
        input,
        i -> {
          Values values = Values.zeros(shape.at(MatrixAlgebraTest::sizeOf));
          for (int k = 0; k < values.count(); k++) {
            values.set(k, Complex.real(random.nextGaussian()));
          }
          return values;
        });
    return input;
  }

  private Expr step(List<Expr> pool) {
    Expr a = pool.get(pool.size() - 1 - random.nextInt(Math.min(pool.size(), 3)));
    Expr b = pool.get(random.nextInt(pool.size()));
    return switch (random.nextInt(9)) {
      case 0 -> Build.map(random.nextBoolean() ? Maps.TANH : Maps.SIGMOID, a);
      case 1 -> Build.power(Build.map(Maps.EXP, Build.map(Maps.TANH, a)), exponent());
      case 2 -> Build.power(a, Rational.TWO);
      case 3 -> a.rank() == 2 && random.nextBoolean() ? Build.transpose(a, List.of(1, 0)) : a;
      case 4 -> {
        boolean square = a.rank() == 2 && a.shape().get(0).equals(a.shape().get(1));
        boolean sized = a.args().isEmpty() || a.args().stream().anyMatch(e -> e.rank() > 0);
        yield square && sized // in ones and I nothing shows a size
            ? Build.special(Inverse.OP, Build.plus(a, regular(a.shape().get(0))))
            : a;
      }
      case 5 -> {
        Expr constant = Build.full(Rational.of(1 + random.nextInt(3)), a.shape());
        yield random.nextBoolean() ? Build.minus(constant, a) : Build.plus(a, constant);
      }
      default -> combined(a, b);
    };
  }

  private static Expr regular(Dim size) {
    return Build.scale(Rational.of(7), Build.eye(size));
  }

  private Rational exponent() {
    return List.of(Rational.MINUS_ONE, Rational.HALF, Rational.of(3), Rational.of(-1, 2))
        .get(random.nextInt(4));
  }

  /// A sum where the shapes agree, or a product over random letters.
  private Expr combined(Expr a, Expr b) {
    Expr c = random.nextBoolean() && b.rank() == 2 ? Build.transpose(b, List.of(1, 0)) : b;
    if (a.shape().equals(c.shape()) && random.nextInt(3) > 0) {
      Rational factor = FACTORS.get(random.nextInt(FACTORS.size()));
      return Build.plus(a, Build.scale(factor, c));
    }
    List<Dim> letters = new ArrayList<>();
    Product product = Product.of(random.nextInt(4) == 0 ? Rational.of(-1, 2) : Rational.ONE);
    for (Expr factor : List.of(a, b)) {
      List<Integer> at = new ArrayList<>();
      for (Dim size : factor.shape().dims()) {
        int shared = letters.indexOf(size);
        if (shared < 0 || at.contains(shared) && random.nextInt(4) > 0) {
          shared = letters.size();
          letters.add(size);
        }
        at.add(shared);
      }
      product.times(factor, at);
    }
    List<Integer> out = new ArrayList<>(Build.range(0, letters.size()));
    while (out.size() > 2 || !out.isEmpty() && random.nextInt(3) == 0) {
      out.remove(random.nextInt(out.size()));
    }
    return product.out(out);
  }
}

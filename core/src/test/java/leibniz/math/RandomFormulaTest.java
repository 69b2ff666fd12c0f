package leibniz.math;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongFunction;
import leibniz.calculus.Differentiate;
import leibniz.calculus.General;
import leibniz.ir.Axes;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Values;
import leibniz.op.Extremum;
import leibniz.op.LogSumExp;
import leibniz.op.Maps;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Formulas of random expressions have the value of the expression: as trees, and as ASCII that was
/// read back.
class RandomFormulaTest {
  private static final Map<String, Long> SIZES = Map.of("B", 2L, "n", 3L, "m", 2L);
  private static final ToLongFunction<String> SIZE = SIZES::get;
  private static final List<Dim> DIMS =
      List.of(Dim.symbol("B"), Dim.symbol("n"), Dim.symbol("m"), Dim.symbol("n"), Dim.ONE);
  private static final List<Elementwise> FUNCTIONS =
      List.of(Maps.EXP, Maps.TANH, Maps.SIGMOID, Maps.ABS, Maps.RELU, Maps.SIN, Maps.LOG1P);

  private final Map<Expr, Name> names = new HashMap<>();
  private final Map<Expr, Values> inputs = new HashMap<>();
  private final List<Expr> pool = new ArrayList<>();
  private Random random = new Random(0);

  @RepeatedTest(400)
  void valuesAgree(RepetitionInfo run) {
    random = new Random(run.getCurrentRepetition());
    for (String input : List.of("x", "W", "y", "u", "v[0]", "h@1")) {
      input(input);
    }
    int operations = 4 + random.nextInt(12);
    for (int k = 0; k < operations; k++) {
      Expr next = next();
      pool.add(next);
      if (random.nextInt(3) == 0 && !names.containsKey(next) && next.rank() < 5) {
        names.put(next, Name.of("w" + k));
      }
    }
    Expr last = pool.getLast();
    check(Typeset.definition(Name.of("out"), last, new Names(names)), last, last);
    Expr wrt = pool.get(random.nextInt(6));
    if (last.rank() + wrt.rank() > 5) {
      return;
    }
    Axes axes = General.axes(last.shape(), List.of(wrt.shape()), Set.of("B"));
    Expr derivative = Differentiate.of(last, wrt);
    Expr shared = General.share(derivative, axes);
    if (shared == null) {
      axes = General.axes(last.shape(), List.of(wrt.shape()), Set.of());
      shared = derivative;
    }
    Name of = Name.of("out");
    check(
        Typeset.derivative(of, axes, List.of(Name.of("in")), shared, new Names(names)),
        shared,
        null);
  }

  private void check(Equation equation, Expr value, Expr opened) {
    Evaluation evaluation = new Evaluation(SIZE, inputs);
    Values expected = Evaluation.squeezed(evaluation.of(value));
    Map<String, Values> known = new HashMap<>();
    names.forEach((e, name) -> {
      if (e != opened || inputs.containsKey(e)) {
        known.put(name.toString(), Evaluation.squeezed(evaluation.of(e)));
      }
    });
    int free = (int) value.shape().dims().stream().filter(d -> !d.isOne()).count();
    List<Formula.Letter> letters = equation.letters().subList(0, free);
    agree(equation, new FormulaValue(SIZE, new HashMap<>(known)).of(equation, letters), expected);
    Equation again = AsciiReader.read(equation);
    agree(equation, new FormulaValue(SIZE, new HashMap<>(known)).of(again, letters), expected);
    braces(Latex.print(equation.formula()));
    String joined =
        Unicode.lines(equation.formula(), 40).stream().map(String::strip).collect(joining(" "));
    assertThat(joined).isEqualTo(Unicode.print(equation.formula()));
  }

  private static void agree(Equation equation, Values actual, Values expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    for (int k = 0; k < expected.count(); k++) {
      double want = expected.re()[k];
      double have = actual.re()[k];
      boolean same =
          Math.abs(want - have) <= 1e-8 * (1 + Math.abs(want) + Math.abs(have))
              || !Double.isFinite(want) && !Double.isFinite(have)
              || want == 0 && Double.isNaN(have) // undefined, times a delta that is 0
              || Math.abs(want) > 1e12;
      assertThat(same)
          .as(
              "%s%nentry %d is %s, not %s",
              Unicode.ascii(equation.formula()) + equation, k, have, want)
          .isTrue();
    }
  }

  private static void braces(String latex) {
    int depth = 0;
    for (int k = 0; k < latex.length(); k++) {
      char c = latex.charAt(k);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      assertThat(depth).as(latex).isNotNegative();
    }
    assertThat(depth).as(latex).isZero();
    assertThat(latex.split("\\\\left", -1)).hasSameSizeAs(latex.split("\\\\right", -1));
  }

  private void input(String text) {
    Name name =
        text.endsWith("]")
            ? Name.at(text.substring(0, 1), Dim.of(0))
            : text.endsWith("@1") ? new Name(text.substring(0, 1), List.of(), 1) : Name.of(text);
    int rank = random.nextInt(3);
    List<Dim> dims = new ArrayList<>();
    for (int k = 0; k < rank; k++) {
      dims.add(DIMS.get(random.nextInt(DIMS.size())));
    }
    Expr input = Build.var(text, new Shape(dims));
    int[] shape = input.shape().at(SIZE);
    double[] values = new double[Values.count(shape)];
    Arrays.setAll(values, k -> 0.5 + random.nextDouble());
    inputs.put(input, Values.real(shape, values));
    names.put(input, name);
    pool.add(input);
  }

  private Expr any() {
    return pool.get(random.nextInt(pool.size()));
  }

  private Expr next() {
    Expr a = any();
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> product();
      case 3 -> Build.map(FUNCTIONS.get(random.nextInt(FUNCTIONS.size())), a);
      case 4 -> sum(a);
      case 5 ->
          Build.power(
              a,
              List.of(
                      Rational.MINUS_ONE,
                      Rational.TWO,
                      Rational.HALF,
                      Rational.of(-1, 2),
                      Rational.of(3))
                  .get(random.nextInt(5)));
      case 6 ->
          sum(Build.full(Rational.of(1 + random.nextInt(3), 1 + random.nextInt(4)), a.shape()));
      case 7 -> a.rank() == 0 ? product() : reduced(a);
      default ->
          Build.map(
              Maps.WHERE,
              Build.map(Maps.GREATER, a, Build.ones(a.shape())),
              a,
              Build.scale(Rational.of(2), a));
    };
  }

  private Expr reduced(Expr a) {
    return switch (random.nextInt(3)) {
      case 0 -> Build.special(LogSumExp.OP, a);
      case 1 -> Build.special(new Extremum(random.nextBoolean(), 1), a);
      default -> LogSumExp.logSoftmax(a);
    };
  }

  /// A sum of things of one shape, some of them diagonal.
  private Expr sum(Expr a) {
    List<Expr> fit = new ArrayList<>(pool);
    fit.removeIf(e -> !e.shape().equals(a.shape()));
    Expr other = fit.isEmpty() ? Build.ones(a.shape()) : fit.get(random.nextInt(fit.size()));
    if (a.rank() == 2 && a.shape().get(0).equals(a.shape().get(1)) && random.nextBoolean()) {
      other = Build.eye(a.shape().get(0));
    }
    Rational c = Rational.of(random.nextInt(7) - 3, 1 + random.nextInt(2));
    return Build.sum(a.shape(), List.of(Rational.ONE, c), List.of(a, other));
  }

  /// Two or three factors with random letters, where sizes allow it.
  private Expr product() {
    Product product =
        Product.of(Rational.of(random.nextInt(5) - 1 == 0 ? 1 : -1, 1 + random.nextInt(2)));
    Map<Dim, List<Integer>> letters = new HashMap<>();
    List<Integer> used = new ArrayList<>();
    List<Dim> sizes = new ArrayList<>();
    int factors = 1 + random.nextInt(3);
    for (int k = 0; k < factors; k++) {
      Expr factor = any();
      List<Integer> indices = new ArrayList<>();
      for (Dim size : factor.shape().dims()) {
        List<Integer> same = letters.computeIfAbsent(size, s -> new ArrayList<>());
        if (same.isEmpty() || random.nextInt(3) == 0) {
          same.add(sizes.size());
          sizes.add(size);
        }
        indices.add(same.get(random.nextInt(same.size())));
      }
      used.addAll(indices);
      Rational power = random.nextInt(6) == 0 ? Rational.TWO : Rational.ONE;
      product.times(factor, indices, power);
    }
    List<Integer> out = new ArrayList<>();
    while (!used.isEmpty() && out.size() < 3 && random.nextInt(3) > 0) {
      out.add(used.get(random.nextInt(used.size())));
    }
    return product.out(out);
  }
}

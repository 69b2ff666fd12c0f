package leibniz.check;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import leibniz.ir.LeibnizException;
import leibniz.ir.Source;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Parser;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Where the random numbers of a program lie, from how their draw is written: `rng.normal(5, 0.1,
/// n)`, `2 + 0.1 * np.random.randn(n)`. Only what decides where there are no values is kept: signs,
/// zeros, ranges.
final class Distribution {
  private static final double LEAST = 0.01; // of what is above 0
  private static final int FEW = 3; // whole numbers, where it is not known how many there are
  private static final double RARE = 20; // events that are expected, so that none is unlikely

  private Distribution() {}

  /// How one number of such an expression is drawn; null if that is not known.
  static @Nullable ToDoubleFunction<SplittableRandom> of(String expression) {
    try {
      Module module = Parser.parse(new Source("", expression.strip()));
      return module.body().size() == 1
              && module.body().getFirst() instanceof Statement.Evaluate(Expression e, _)
          ? of(e)
          : null;
    } catch (LeibnizException e) {
      return null; // a part of a statement that is none by itself
    }
  }

  /// Whether numbers of such an expression are as large as the program's, too.
  static boolean isToScale(String expression) {
    try {
      Module module = Parser.parse(new Source("", expression.strip()));
      return module.body().size() == 1
          && module.body().getFirst() instanceof Statement.Evaluate(Expression e, _)
          && isToScale(e)
          && of(e) != null;
    } catch (LeibnizException e) {
      return false; // a part of a statement that is none by itself
    }
  }

  private static boolean isToScale(Expression e) {
    return switch (e) {
      case Expression.Call c
          when c.function() instanceof Expression.Attribute(var receiver, String name, _, _) ->
          switch (name) {
            case "astype", "copy", "reshape", "ravel", "flatten" -> isToScale(receiver);
            case "randn", "standard_normal", "rand", "random", "random_sample", "ranf" -> true;
            case "normal" -> given(c, 1, "scale", 1) != null;
            case "uniform", "randint", "integers" ->
                given(c, 0, "low", 0) != null && given(c, 1, "high", 1) != null;
            default -> false;
          };
      case Expression.Call _ -> false;
      default -> e.children().stream().allMatch(Distribution::isToScale);
    };
  }

  private static @Nullable ToDoubleFunction<SplittableRandom> of(Expression e) {
    return switch (e) {
      case Expression.Int(var value, _) -> _ -> value.doubleValue();
      case Expression.Float(double value, _, _) -> _ -> value;
      case Expression.Unary(var operator, var operand, _)
          when operator == Expression.UnaryOperator.MINUS -> {
        ToDoubleFunction<SplittableRandom> of = of(operand);
        yield of == null ? null : r -> -of.applyAsDouble(r);
      }
      case Expression.Binary b -> both(b.operator(), of(b.left()), of(b.right()));
      case Expression.Call c -> called(c);
      default -> null;
    };
  }

  private static @Nullable ToDoubleFunction<SplittableRandom> both(
      Expression.Operator operator,
      @Nullable ToDoubleFunction<SplittableRandom> left,
      @Nullable ToDoubleFunction<SplittableRandom> right) {
    if (left == null || right == null) {
      return null;
    }
    return switch (operator) {
      case ADD -> r -> left.applyAsDouble(r) + right.applyAsDouble(r);
      case SUBTRACT -> r -> left.applyAsDouble(r) - right.applyAsDouble(r);
      case MULTIPLY -> r -> left.applyAsDouble(r) * right.applyAsDouble(r);
      case DIVIDE -> r -> left.applyAsDouble(r) / right.applyAsDouble(r);
      default -> null;
    };
  }

  private static @Nullable ToDoubleFunction<SplittableRandom> called(Expression.Call call) {
    if (!(call.function() instanceof Expression.Attribute(var receiver, String name, _, _))) {
      return null;
    }
    return switch (name) {
      case "astype", "copy", "reshape", "ravel", "flatten" -> of(receiver);
      case "array", "asarray" ->
          call.arguments().isEmpty() ? null : each(call.arguments().getFirst().value());
      case "randn", "standard_normal", "standard_t", "standard_cauchy" ->
          SplittableRandom::nextGaussian;
      case "normal", "laplace", "logistic", "gumbel" ->
          real(given(call, 0, "loc", 0), given(call, 1, "scale", 1));
      case "rand", "random", "random_sample", "ranf" -> r -> r.nextDouble(LEAST, 1);
      case "beta" -> r -> r.nextDouble(LEAST, 1);
      case "uniform" -> uniform(given(call, 0, "low", 0), given(call, 1, "high", 1));
      case "randint", "integers" -> whole(call);
      case "poisson" -> poisson(given(call, 0, "lam", 1));
      case "multinomial" -> r -> r.nextInt(FEW);
      case "binomial" -> {
        Double n = given(call, 0, "n", 1);
        int most = n == null || n < 1 ? FEW : (int) Math.min(n, FEW) + 1;
        yield r -> r.nextInt(most);
      }
      case "exponential",
          "standard_exponential",
          "gamma",
          "standard_gamma",
          "lognormal",
          "rayleigh",
          "weibull",
          "chisquare" ->
          r -> Math.exp(r.nextGaussian());
      default -> null;
    };
  }

  /// What stands in a list that is drawn row by row.
  private static @Nullable ToDoubleFunction<SplittableRandom> each(Expression rows) {
    return rows instanceof Expression.Comprehension c ? of(c.element()) : null;
  }

  /// Around 0 the scale does not matter, as it decides no sign.
  private static @Nullable ToDoubleFunction<SplittableRandom> real(
      @Nullable Double loc, @Nullable Double scale) {
    if (loc == null || scale == null && loc != 0) {
      return null;
    }
    double times = scale == null ? 1 : scale;
    return r -> loc + times * r.nextGaussian();
  }

  private static @Nullable ToDoubleFunction<SplittableRandom> uniform(
      @Nullable Double low, @Nullable Double high) {
    if (low == null || high == null || low >= high) {
      return null;
    }
    double from = low == 0 ? LEAST * high : low; // 0 itself is never drawn
    return r -> r.nextDouble(from, high);
  }

  /// From 0, or from the first of two numbers, up to one below the last.
  private static ToDoubleFunction<SplittableRandom> whole(Expression.Call call) {
    Double first = given(call, 0, "low", 0);
    Double second = given(call, 1, "high", Double.NaN);
    boolean one = second != null && second.isNaN();
    double from = one || first == null ? 0 : first;
    Double end = one ? first : second;
    int count = end == null || end - from < 1 ? FEW : (int) Math.min(end - from, Integer.MAX_VALUE);
    return r -> from + r.nextInt(count);
  }

  /// Where many are expected, none is never drawn.
  private static ToDoubleFunction<SplittableRandom> poisson(@Nullable Double expected) {
    return expected != null && expected > RARE
        ? r -> Math.max(1, Math.rint(expected + Math.sqrt(expected) * r.nextGaussian()))
        : r -> r.nextInt(FEW);
  }

  /// A number that a call is handed by its place or its name; null if it is no written number.
  private static @Nullable Double given(
      Expression.Call call, int place, String name, double otherwise) {
    List<Expression.Argument> all = call.arguments();
    for (int k = 0; k < all.size(); k++) {
      Expression.Argument a = all.get(k);
      boolean here =
          a.kind() == Expression.ArgumentKind.POSITIONAL ? k == place : a.name().equals(name);
      if (here) {
        ToDoubleFunction<SplittableRandom> number = isNumber(a.value()) ? of(a.value()) : null;
        return number == null ? null : number.applyAsDouble(new SplittableRandom(0));
      }
    }
    return otherwise;
  }

  private static boolean isNumber(Expression e) {
    return !(e instanceof Expression.Call)
        && e.children().stream().allMatch(Distribution::isNumber);
  }
}

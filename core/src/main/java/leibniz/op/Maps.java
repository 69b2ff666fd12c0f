package leibniz.op;

import static leibniz.ir.Build.divide;
import static leibniz.ir.Build.map;
import static leibniz.ir.Build.minus;
import static leibniz.ir.Build.negate;
import static leibniz.ir.Build.ones;
import static leibniz.ir.Build.plus;
import static leibniz.ir.Build.power;
import static leibniz.ir.Build.scale;
import static leibniz.ir.Build.times;
import static leibniz.ir.Build.zeros;
import static leibniz.ir.Elementwise.named;

import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Elementwise;
import leibniz.ir.Elementwise.Partial;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.ir.Rational;
import leibniz.ir.Spelling;

/// The rows of functions applied entry by entry, from trivial to tricky. Square roots and constant
/// powers are not here: a power is part of a product.
public final class Maps {
  private Maps() {}

  public static final Head.Constant.Named INFINITY =
      new Head.Constant.Named(
          "∞",
          "\\infty",
          new Spelling("np.inf", "torch.inf", "jnp.inf", "Double.POSITIVE_INFINITY"),
          Double.POSITIVE_INFINITY);

  private static final Rational MINUS_HALF = Rational.HALF.negate();

  public static final Head.Constant.Named PI =
      new Head.Constant.Named("π", "\\pi", constant("pi", "PI"), Math.PI);
  public static final Head.Constant.Named E =
      new Head.Constant.Named("e", "e", constant("e", "E"), Math.E);

  // --- exponentials and logarithms ---------------------------------------------------------------

  public static final Elementwise EXP =
      named("exp", "exponential")
          .partials((self, x) -> self)
          .reference(x -> x.get(0).exp())
          .notation(new Notation.Call("exp", "exp", "\\exp"))
          .spelled("np.exp", "torch.exp", "jnp.exp", "Math.exp")
          .exact(r -> r.isZero() ? Rational.ONE : null);

  public static final Elementwise LOG =
      named("log", "natural logarithm")
          .partials((self, x) -> reciprocal(x.get(0)))
          .reference(x -> x.get(0).log())
          .notation(new Notation.Call("log", "log", "\\log"))
          .spelled("np.log", "torch.log", "jnp.log", "Math.log")
          .domain("> 0")
          .exact(r -> r.isOne() ? Rational.ZERO : null);

  public static final Elementwise LOG1P =
      named("log1p", "logarithm of 1 + x, exact for small x")
          .partials((self, x) -> reciprocal(plus(ones(self.shape()), x.get(0))))
          .reference(x ->
              x.get(0).im() == 0
                  ? Complex.real(Math.log1p(x.get(0).re()))
                  : Complex.ONE.plus(x.get(0)).log())
          .notation(new Notation.Call("log1p"))
          .spelled("np.log1p", "torch.log1p", "jnp.log1p", "Math.log1p")
          .domain("> -1")
          .exact(r -> r.isZero() ? Rational.ZERO : null);

  public static final Elementwise EXPM1 =
      named("expm1", "exponential minus 1, exact for small x")
          .partials((self, x) -> plus(self, ones(self.shape())))
          .reference(x ->
              x.get(0).im() == 0
                  ? Complex.real(Math.expm1(x.get(0).re()))
                  : x.get(0).exp().minus(Complex.ONE))
          .notation(new Notation.Call("expm1"))
          .spelled("np.expm1", "torch.expm1", "jnp.expm1", "Math.expm1")
          .exact(r -> r.isZero() ? Rational.ZERO : null);

  public static final Elementwise SIGMOID =
      named("sigmoid", "logistic function 1 / (1 + exp(-x))")
          .partials((self, x) -> times(self, minus(ones(self.shape()), self)))
          .reference(x ->
              x.get(0).re() >= 0
                  ? Complex.ONE.dividedBy(Complex.ONE.plus(x.get(0).negate().exp()))
                  : x.get(0).exp().dividedBy(Complex.ONE.plus(x.get(0).exp())))
          .notation(new Notation.Call("sigmoid", "σ", "\\sigma"))
          .spelled(
              "0.5 * (1 + np.tanh(0.5 * {0}))",
              "torch.sigmoid", "jax.scipy.special.expit", "1 / (1 + Math.exp(-{0}))");

  public static final Elementwise SOFTPLUS =
      named("softplus", "log(1 + exp(x)), without overflow")
          .partials((self, x) -> map(Maps.SIGMOID, x.get(0)))
          .reference(x -> {
            Complex z = x.get(0);
            boolean big = z.re() > 0;
            Complex small = (big ? z.negate() : z).exp();
            Complex log =
                small.im() == 0
                    ? Complex.real(Math.log1p(small.re()))
                    : Complex.ONE.plus(small).log();
            return big ? z.plus(log) : log;
          })
          .notation(new Notation.Call("softplus"))
          .spelled(
              new Spelling(
                  "np.logaddexp(0, {0})",
                  "-torch.nn.functional.logsigmoid(-{0})", // softplus itself is cut off at 20
                  "jax.nn.softplus",
                  "softplus",
                  """
                  static double softplus(double x) {
                    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
                  }
                  """));

  // --- trigonometric and hyperbolic ---

  public static final Elementwise SIN =
      named("sin", "sine")
          .partials((self, x) -> map(Maps.COS, x.get(0)))
          .reference(x -> x.get(0).sin())
          .notation(new Notation.Call("sin", "sin", "\\sin"))
          .spelled("np.sin", "torch.sin", "jnp.sin", "Math.sin")
          .exact(r -> r.isZero() ? Rational.ZERO : null);

  public static final Elementwise COS =
      named("cos", "cosine")
          .partials((self, x) -> negate(map(SIN, x.get(0))))
          .reference(x -> x.get(0).cos())
          .notation(new Notation.Call("cos", "cos", "\\cos"))
          .spelled("np.cos", "torch.cos", "jnp.cos", "Math.cos")
          .exact(r -> r.isZero() ? Rational.ONE : null);

  public static final Elementwise TAN =
      named("tan", "tangent")
          .partials((self, x) -> plus(ones(self.shape()), power(self, Rational.TWO)))
          .reference(x -> x.get(0).sin().dividedBy(x.get(0).cos()))
          .notation(new Notation.Call("tan", "tan", "\\tan"))
          .spelled("np.tan", "torch.tan", "jnp.tan", "Math.tan")
          .exact(r -> r.isZero() ? Rational.ZERO : null);

  public static final Elementwise SINH =
      named("sinh", "hyperbolic sine")
          .partials((self, x) -> map(Maps.COSH, x.get(0)))
          .reference(x -> x.get(0).sinh())
          .notation(new Notation.Call("sinh", "sinh", "\\sinh"))
          .spelled("np.sinh", "torch.sinh", "jnp.sinh", "Math.sinh")
          .exact(r -> r.isZero() ? Rational.ZERO : null);

  public static final Elementwise COSH =
      named("cosh", "hyperbolic cosine")
          .partials((self, x) -> map(SINH, x.get(0)))
          .reference(x -> x.get(0).cosh())
          .notation(new Notation.Call("cosh", "cosh", "\\cosh"))
          .spelled("np.cosh", "torch.cosh", "jnp.cosh", "Math.cosh")
          .exact(r -> r.isZero() ? Rational.ONE : null);

  public static final Elementwise TANH =
      named("tanh", "hyperbolic tangent")
          .partials((self, x) -> minus(ones(self.shape()), power(self, Rational.TWO)))
          .reference(x -> x.get(0).tanh())
          .notation(new Notation.Call("tanh", "tanh", "\\tanh"))
          .spelled("np.tanh", "torch.tanh", "jnp.tanh", "Math.tanh")
          .exact(r -> r.isZero() ? Rational.ZERO : null);

  public static final Elementwise ARCTAN =
      named("arctan", "inverse of the tangent")
          .partials(
              (self, x) -> reciprocal(plus(ones(self.shape()), power(x.get(0), Rational.TWO))))
          .reference(x -> x.get(0).atan())
          .notation(new Notation.Call("arctan", "arctan", "\\arctan"))
          .spelled("np.arctan", "torch.arctan", "jnp.arctan", "Math.atan")
          .exact(r -> r.isZero() ? Rational.ZERO : null);

  public static final Elementwise ERF =
      named("erf", "error function")
          .partials((self, x) ->
              scale(
                  Rational.TWO,
                  times(
                      map(EXP, negate(power(x.get(0), Rational.TWO))),
                      Build.broadcast(power(Build.constant(PI), MINUS_HALF), self.shape()))))
          .reference(x -> x.get(0).erf())
          .notation(new Notation.Call("erf"))
          .spelled(
              new Spelling(
                  "np.vectorize(math.erf)({0})",
                  "torch.erf",
                  "jax.scipy.special.erf",
                  "erf",
                  """
                  /** By the series whose terms all have one sign. */
                  static double erf(double x) {
                    if (!(Math.abs(x) < 6)) {
                      return Math.signum(x);
                    }
                    double term = x;
                    double sum = x;
                    for (int n = 1; Math.abs(term) > 1e-20 * Math.abs(sum); n++) {
                      term *= 2 * x * x / (2 * n + 1);
                      sum += term;
                    }
                    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
                  }
                  """))
          .exact(r -> r.isZero() ? Rational.ZERO : null);

  // --- with kinks ------------------------------------------------------------------------------

  public static final Elementwise SIGN =
      named("sign", "-1, 0 or 1")
          .partials((self, x) -> zeros(self.shape()))
          .reference(x -> Complex.real(Math.signum(x.get(0).re())))
          .notation(new Notation.Call("sign", "sign", "\\operatorname{sign}"))
          .spelled("np.sign", "torch.sign", "jnp.sign", "Math.signum")
          .kinks("it jumps at 0; its derivative is taken as 0 there")
          .exact(r -> Rational.of(r.signum()));

  public static final Elementwise ABS =
      named("abs", "absolute value")
          .partials((self, x) -> map(SIGN, x.get(0)))
          .reference(x -> x.get(0).re() < 0 ? x.get(0).negate() : x.get(0))
          .notation(new Notation.Bars())
          .spelled("np.abs", "torch.abs", "jnp.abs", "Math.abs")
          .kinks("not differentiable at 0, where the derivative is taken as 0")
          .exact(Rational::abs);

  private static final String TIES =
      "not differentiable where both are equal; there each has derivative 1/2, beside a constant 0";

  public static final Elementwise MAXIMUM =
      named("maximum", "the larger of two")
          .partials(
              (self, x) -> chosen(x.get(0), x.get(1)), (self, x) -> chosen(x.get(1), x.get(0)))
          .reference(x -> x.get(0).re() >= x.get(1).re() ? x.get(0) : x.get(1))
          .notation(new Notation.Call("max", "max", "\\max"))
          .spelled("np.maximum", "torch.maximum", "jnp.maximum", "Math.max")
          .kinks(TIES);

  public static final Elementwise MINIMUM =
      named("minimum", "the smaller of two")
          .partials((self, x) -> lower(x.get(0), x.get(1)), (self, x) -> lower(x.get(1), x.get(0)))
          .reference(x -> x.get(0).re() <= x.get(1).re() ? x.get(0) : x.get(1))
          .notation(new Notation.Call("min", "min", "\\min"))
          .spelled("np.minimum", "torch.minimum", "jnp.minimum", "Math.min")
          .kinks(TIES);

  /// `max(x, 0)`. A row of its own because its convention at 0 is 0, not 1/2.
  public static final Elementwise RELU =
      named("relu", "max(x, 0)")
          .partials((self, x) -> map(Maps.GREATER, x.get(0), zeros(self.shape())))
          .reference(x -> x.get(0).re() > 0 ? x.get(0) : Complex.ZERO)
          .notation(new Notation.Call("relu"))
          .spelled("np.maximum({0}, 0)", "torch.relu", "jax.nn.relu", "Math.max({0}, 0)")
          .kinks("not differentiable at 0, where the derivative is taken as 0")
          .exact(r -> r.signum() > 0 ? r : Rational.ZERO);

  // --- relations and choice: piecewise constant ---

  public static final Elementwise GREATER =
      relation("greater", ">", new Notation.Relation(">", ">", ">"), (a, b) -> a > b);
  public static final Elementwise GREATER_EQUAL =
      relation("greater_equal", ">=", new Notation.Relation(">=", "≥", "\\ge"), (a, b) -> a >= b);
  public static final Elementwise LESS =
      relation("less", "<", new Notation.Relation("<", "<", "<"), (a, b) -> a < b);
  public static final Elementwise LESS_EQUAL =
      relation("less_equal", "<=", new Notation.Relation("<=", "≤", "\\le"), (a, b) -> a <= b);
  public static final Elementwise EQUAL =
      relation("equal", "==", new Notation.Relation("=", "=", "="), (a, b) -> a == b);
  public static final Elementwise NOT_EQUAL =
      relation("not_equal", "!=", new Notation.Relation("!=", "≠", "\\ne"), (a, b) -> a != b);

  public static final Elementwise WHERE =
      named("where", "the second where the first holds, else the third")
          .partials(
              (self, x) -> zeros(self.shape()),
              (self, x) -> map(NOT_EQUAL, x.get(0), zeros(self.shape())),
              (self, x) -> map(EQUAL, x.get(0), zeros(self.shape())))
          .reference(x -> x.get(0).re() != 0 ? x.get(1) : x.get(2))
          .notation(new Notation.Cases())
          .spelled(
              "np.where({0} != 0, {1}, {2})",
              "torch.where({0} != 0, {1}, {2})",
              "jnp.where({0} != 0, {1}, {2})",
              "({0} != 0 ? {1} : {2})")
          .kinks("no derivative where the condition changes");

  // --- two arguments ---

  /// With an exponent that is no fixed fraction; a fixed one belongs to a product.
  public static final Elementwise POWER =
      named("power", "x to the power y")
          .partials(
              (self, x) -> times(x.get(1), divide(self, x.get(0))),
              (self, x) -> times(self, map(LOG, x.get(0))))
          .reference(x -> x.get(0).power(x.get(1)))
          .notation(new Notation.Power())
          .spelled("np.power", "torch.pow", "jnp.power", "Math.pow")
          .domain("> 0");

  static final List<Elementwise> ALL =
      List.of(
          EXP,
          LOG,
          LOG1P,
          EXPM1,
          SIGMOID,
          SOFTPLUS,
          SIN,
          COS,
          TAN,
          SINH,
          COSH,
          TANH,
          ARCTAN,
          ERF,
          SIGN,
          ABS,
          MAXIMUM,
          MINIMUM,
          RELU,
          GREATER,
          GREATER_EQUAL,
          LESS,
          LESS_EQUAL,
          EQUAL,
          NOT_EQUAL,
          WHERE,
          POWER);

  private static Spelling constant(String python, String java) {
    return new Spelling("np." + python, "torch." + python, "jnp." + python, "Math." + java);
  }

  private static Expr reciprocal(Expr x) {
    return power(x, Rational.MINUS_ONE);
  }

  /// 1 where `a > b`, 1/2 where they are equal, 0 elsewhere; beside a constant 0 where they are
  /// equal, as for the rectifier.
  private static Expr chosen(Expr a, Expr b) {
    if (b.constant() != null) {
      return map(GREATER, a, b);
    }
    return a.constant() != null
        ? map(LESS, b, a)
        : plus(map(GREATER, a, b), scale(Rational.HALF, map(EQUAL, a, b)));
  }

  /// The same for `a < b`.
  private static Expr lower(Expr a, Expr b) {
    return b.constant() != null ? map(LESS, a, b) : chosen(b, a);
  }

  /// Of primitive numbers: 0 equals −0, and nothing equals what is no number.
  private interface Comparison {
    boolean test(double a, double b);
  }

  private static Elementwise relation(
      String name, String symbol, Notation.Relation notation, Comparison holds) {
    Partial none = (self, x) -> Build.zeros(self.shape());
    String spelling = "({0} " + symbol + " {1})";
    return named(name, "1 where a " + symbol + " b, else 0")
        .partials(none, none)
        .reference(x -> holds.test(x.get(0).re(), x.get(1).re()) ? Complex.ONE : Complex.ZERO)
        .notation(notation)
        .spelled(spelling, spelling, spelling, spelling)
        .kinks("it jumps where both sides are equal; its derivative is taken as 0");
  }
}

package leibniz.op;

import static leibniz.ir.Build.minus;
import static leibniz.ir.Build.negate;
import static leibniz.ir.Build.ones;
import static leibniz.ir.Build.plus;
import static leibniz.ir.Build.power;
import static leibniz.ir.Build.times;
import static leibniz.ir.Elementwise.named;

import java.util.List;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.Rational;
import leibniz.ir.Spelling;

/// The rows of inverse trigonometric and hyperbolic functions; [Maps] lists them.
public final class Arcs {
  private Arcs() {}

  private static final Rational MINUS_HALF = Rational.HALF.negate();

  public static final Elementwise ARCSIN =
      named("arcsin", "inverse of the sine")
          .partials((self, x) -> power(minus(ones(self.shape()), square(x)), MINUS_HALF))
          .reference(x -> x.get(0).asin())
          .notation(new Notation.Call("arcsin", "arcsin", "\\arcsin"))
          .spelled("np.arcsin", "torch.arcsin", "jnp.arcsin", "Math.asin")
          .domain("between -1 and 1")
          .exact(r -> r.isZero() ? Rational.ZERO : null);

  public static final Elementwise ARCCOS =
      named("arccos", "inverse of the cosine")
          .partials((self, x) -> negate(power(minus(ones(self.shape()), square(x)), MINUS_HALF)))
          .reference(x -> x.get(0).acos())
          .notation(new Notation.Call("arccos", "arccos", "\\arccos"))
          .spelled("np.arccos", "torch.arccos", "jnp.arccos", "Math.acos")
          .domain("between -1 and 1")
          .exact(r -> r.isOne() ? Rational.ZERO : null);

  public static final Elementwise ARCSINH =
      named("arcsinh", "inverse of the hyperbolic sine")
          .partials((self, x) -> power(plus(ones(self.shape()), square(x)), MINUS_HALF))
          .reference(x -> x.get(0).asinh())
          .notation(new Notation.Call("arcsinh", "arsinh", "\\operatorname{arsinh}"))
          .spelled(
              new Spelling(
                  "np.arcsinh",
                  "torch.arcsinh",
                  "jnp.arcsinh",
                  "arcsinh",
                  """
                  static double arcsinh(double x) {
                    double size = Math.abs(x);
                    double value = Math.log1p(size + size * size / (1 + Math.hypot(1, size)));
                    return Math.copySign(value, x);
                  }
                  """))
          .exact(r -> r.isZero() ? Rational.ZERO : null);

  public static final Elementwise ARCCOSH =
      named("arccosh", "inverse of the hyperbolic cosine")
          .partials((self, x) -> power(minus(square(x), ones(self.shape())), MINUS_HALF))
          .reference(x -> x.get(0).acosh())
          .notation(new Notation.Call("arccosh", "arcosh", "\\operatorname{arcosh}"))
          .spelled(
              "np.arccosh",
              "torch.arccosh",
              "jnp.arccosh",
              "Math.log({0} + Math.sqrt({0} - 1) * Math.sqrt({0} + 1))")
          .domain("> 1")
          .exact(r -> r.isOne() ? Rational.ZERO : null);

  public static final Elementwise ARCTANH =
      named("arctanh", "inverse of the hyperbolic tangent")
          .partials((self, x) -> reciprocal(minus(ones(self.shape()), square(x))))
          .reference(x -> x.get(0).atanh())
          .notation(new Notation.Call("arctanh", "artanh", "\\operatorname{artanh}"))
          .spelled(
              "np.arctanh",
              "torch.arctanh",
              "jnp.arctanh",
              "0.5 * (Math.log1p({0}) - Math.log1p(-{0}))")
          .domain("between -1 and 1")
          .exact(r -> r.isZero() ? Rational.ZERO : null);

  public static final Elementwise ARCTAN2 =
      named("arctan2", "the angle of the point (x, y), of y and x")
          .partials(
              (self, x) ->
                  times(x.get(1), reciprocal(plus(square(x), power(x.get(1), Rational.TWO)))),
              (self, x) ->
                  negate(
                      times(x.get(0), reciprocal(plus(square(x), power(x.get(1), Rational.TWO))))))
          .reference(x -> x.get(0).atan2(x.get(1)))
          .notation(new Notation.Call("arctan2"))
          .spelled("np.arctan2", "torch.arctan2", "jnp.arctan2", "Math.atan2")
          .kinks("it jumps by 2 π where y is 0 and x < 0; no derivative at the origin");

  static final List<Elementwise> ALL = List.of(ARCSIN, ARCCOS, ARCSINH, ARCCOSH, ARCTANH, ARCTAN2);

  /// The square of the first argument.
  private static Expr square(List<Expr> x) {
    return power(x.get(0), Rational.TWO);
  }

  private static Expr reciprocal(Expr x) {
    return power(x, Rational.MINUS_ONE);
  }
}

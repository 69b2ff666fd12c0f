package leibniz.op;

import static leibniz.ir.Build.map;
import static leibniz.ir.Build.minus;
import static leibniz.ir.Build.negate;
import static leibniz.ir.Build.power;
import static leibniz.ir.Build.scale;
import static leibniz.ir.Build.times;
import static leibniz.ir.Elementwise.named;

import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Spelling;

/// The rows around the error function that keep their digits where `1 - erf(x)` loses them; [Maps]
/// lists them.
public final class Errors {
  private Errors() {}

  /// The tail of the normal distribution by its continued fraction (Abramowitz and Stegun,
  /// *Handbook of Mathematical Functions*, 7.1.14), in Java.
  private static final String TAIL =
      """
      /** exp(x²) erfc(x) for x >= 2, by its continued fraction. */
      static double scaledErfc(double x) {
        double below = x;
        for (int k = 80; k > 0; k--) {
          below = x + k / 2.0 / below;
        }
        return 1 / (Math.sqrt(Math.PI) * below);
      }
      """;

  private static final String COMPLEMENT =
      """
      /** 1 - erf(x), to about 1e-13 of its value. */
      static double erfc(double x) {
        return x < 2 ? 1 - erf(x) : Math.exp(-x * x) * scaledErfc(x);
      }
      """;

  private static final String BOTH = Maps.ERF.spelling().methods() + "\n" + TAIL;

  public static final Elementwise ERFC =
      named("erfc", "1 - erf(x), without cancellation")
          .partials((self, x) ->
              scale(
                  Rational.of(-2),
                  times(
                      map(Maps.EXP, negate(power(x.get(0), Rational.TWO))),
                      pi(Rational.HALF.negate(), self.shape()))))
          .reference(x -> complement(x.get(0)))
          .notation(new Notation.Call("erfc"))
          .spelled(
              new Spelling(
                  "scipy.special.erfc",
                  "torch.special.erfc",
                  "jax.scipy.special.erfc",
                  "erfc",
                  BOTH + "\n" + COMPLEMENT))
          .exact(r -> r.isZero() ? Rational.ONE : null);

  public static final Elementwise ERFINV =
      named("erfinv", "inverse of the error function")
          .partials((self, x) ->
              scale(
                  Rational.HALF,
                  times(map(Maps.EXP, power(self, Rational.TWO)), pi(Rational.HALF, self.shape()))))
          .reference(x -> inverse(x.get(0)))
          .notation(new Notation.Call("erfinv", "erf⁻¹", "\\operatorname{erf}^{-1}"))
          .spelled(
              new Spelling(
                  "scipy.special.erfinv",
                  "torch.erfinv",
                  "jax.scipy.special.erfinv",
                  "erfinv",
                  BOTH
                      + "\n"
                      + COMPLEMENT
                      + "\n"
                      + """
                      /** Where erf is y, by Newton's method on the logarithm of the tail. */
                      static double erfinv(double y) {
                        double size = Math.abs(y);
                        if (!(size < 1)) {
                          return size == 1 ? y * Double.POSITIVE_INFINITY : Double.NaN;
                        }
                        double x = Math.min(size, 0.5);
                        for (int k = 0; k < 60; k++) {
                          double tail = erfc(x);
                          double slope = -2 / Math.sqrt(Math.PI) * Math.exp(-x * x) / tail;
                          double next = size < 0.5
                              ? x - (erf(x) - size) * Math.sqrt(Math.PI) / 2 * Math.exp(x * x)
                              : x - (Math.log(tail) - Math.log1p(-size)) / slope;
                          if (Math.abs(next - x) <= 1e-16 * x) {
                            break;
                          }
                          x = next;
                        }
                        return Math.copySign(x, y);
                      }
                      """))
          .domain("between -1 and 1")
          .exact(r -> r.isZero() ? Rational.ZERO : null);

  public static final Elementwise NDTR =
      named("ndtr", "normal distribution function")
          .partials((self, x) ->
              times(
                  map(Maps.EXP, scale(Rational.of(-1, 2), power(x.get(0), Rational.TWO))),
                  perRootOfTwoPi(self.shape())))
          .reference(x -> complement(x.get(0).times(-1 / Math.sqrt(2))).times(0.5))
          .notation(new Notation.Call("ndtr", "Φ", "\\Phi"))
          .spelled(
              new Spelling(
                  "scipy.special.ndtr",
                  "torch.special.ndtr",
                  "jax.scipy.special.ndtr",
                  "ndtr",
                  BOTH
                      + "\n"
                      + COMPLEMENT
                      + "\n"
                      + """
                      /** The normal distribution function. */
                      static double ndtr(double x) {
                        return erfc(-x / Math.sqrt(2)) / 2;
                      }
                      """))
          .exact(r -> r.isZero() ? Rational.HALF : null);

  public static final Elementwise LOG_NDTR =
      named("log_ndtr", "logarithm of the normal distribution function")
          .partials((self, x) ->
              times(
                  map(
                      Maps.EXP,
                      minus(scale(Rational.of(-1, 2), power(x.get(0), Rational.TWO)), self)),
                  perRootOfTwoPi(self.shape())))
          .reference(x -> logarithm(x.get(0)))
          .notation(new Notation.Call("log_ndtr", "log Φ", "\\log\\Phi"))
          .spelled(
              new Spelling(
                  "scipy.special.log_ndtr",
                  "torch.special.log_ndtr",
                  "jax.scipy.special.log_ndtr",
                  "logNdtr",
                  BOTH
                      + "\n"
                      + COMPLEMENT
                      + "\n"
                      + """
                      /** The logarithm of the normal distribution function. */
                      static double logNdtr(double x) {
                        double z = x / Math.sqrt(2);
                        return x > 0
                            ? Math.log1p(-erfc(z) / 2)
                            : z > -2
                                ? Math.log(erfc(-z) / 2)
                                : Math.log(scaledErfc(-z) / 2) - z * z;
                      }
                      """));

  static final List<Elementwise> ALL = List.of(ERFC, ERFINV, NDTR, LOG_NDTR);

  private static Expr pi(Rational power, Shape shape) {
    return Build.broadcast(Build.power(Build.constant(Maps.PI), power), shape);
  }

  /// `1/√(2 π)`: the root of one number, which is the same wherever it occurs.
  private static Expr perRootOfTwoPi(Shape shape) {
    Expr twoPi = scale(Rational.TWO, Build.constant(Maps.PI));
    return Build.broadcast(power(twoPi, Rational.HALF.negate()), shape);
  }

  // --- reference ---------------------------------------------------------------------------------

  private static Complex complement(Complex x) {
    return x.re() < 2
        ? Complex.ONE.minus(x.erf())
        : x.times(x).negate().exp().times(scaledComplement(x));
  }

  private static Complex scaledComplement(Complex x) {
    Complex below = x;
    for (int k = 80; k > 0; k--) {
      below = x.plus(Complex.real(k / 2.0).dividedBy(below));
    }
    return Complex.real(1 / Math.sqrt(Math.PI)).dividedBy(below);
  }

  /// By bisection, which needs nothing but that erf grows.
  private static Complex inverse(Complex y) {
    double size = Math.abs(y.re());
    if (!(size < 1)) {
      return Complex.real(size == 1 ? y.re() * Double.POSITIVE_INFINITY : Double.NaN);
    }
    if (size == 0) {
      return y.times(Math.sqrt(Math.PI) / 2);
    }
    double low = 0;
    double high = 6;
    for (int k = 0; k < 100; k++) {
      double middle = (low + high) / 2;
      boolean below =
          middle < 0.5
              ? Complex.real(middle).erf().re() < size
              : complement(Complex.real(middle)).re() > 1 - size;
      low = below ? middle : low;
      high = below ? high : middle;
    }
    double value = Math.copySign((low + high) / 2, y.re());
    double slope = Math.sqrt(Math.PI) / 2 * Math.exp(value * value);
    return new Complex(value, y.im() == 0 ? 0 : y.im() * slope);
  }

  private static Complex logarithm(Complex x) {
    Complex z = x.times(1 / Math.sqrt(2));
    if (x.re() > 0) {
      Complex tail = complement(z).times(-0.5);
      return new Complex(Math.log1p(tail.re()), tail.im() / (1 + tail.re()));
    }
    return z.re() > -2
        ? complement(z.negate()).times(0.5).log()
        : scaledComplement(z.negate()).times(0.5).log().minus(z.times(z));
  }
}

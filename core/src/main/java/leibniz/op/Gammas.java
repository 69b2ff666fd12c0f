package leibniz.op;

import static leibniz.ir.Build.map;
import static leibniz.ir.Elementwise.named;

import java.util.List;
import leibniz.ir.Complex;
import leibniz.ir.Elementwise;
import leibniz.ir.Elementwise.Partial;
import leibniz.ir.Notation;
import leibniz.ir.Rational;
import leibniz.ir.Spelling;

/// The rows of the gamma function's logarithm and its derivatives; [Maps] lists them.
///
/// All are computed by the asymptotic series of Stirling, after the argument is moved up by the
/// recurrence (Abramowitz and Stegun, *Handbook of Mathematical Functions*, 6.1.40, 6.3.18 and
/// 6.4.11). Of the poles and what is between them below 0 nothing is said.
public final class Gammas {
  private Gammas() {}

  /// From where on the series is exact to the last digits.
  private static final int FAR = 20;

  /// B₂, B₄, ….
  private static final double[] BERNOULLI = {
    1 / 6.0, -1 / 30.0, 1 / 42.0, -1 / 30.0, 5 / 66.0, -691 / 2730.0, 7 / 6.0, -3617 / 510.0
  };

  public static final Elementwise GAMMALN =
      named("gammaln", "logarithm of the gamma function")
          .partials((self, x) -> map(polygamma(0), x.get(0)))
          .reference(x -> logarithm(x.get(0)))
          .notation(new Notation.Call("lgamma", "log Γ", "\\log\\Gamma"))
          .spelled(
              new Spelling(
                  "scipy.special.gammaln",
                  "torch.lgamma",
                  "jax.scipy.special.gammaln",
                  "gammaln",
                  """
                  /** The logarithm of the gamma function of x > 0, to about 1e-15 (1 + |value|). */
                  static double gammaln(double x) {
                    double product = 1;
                    double z = x;
                    for (; z < 20; z++) {
                      product *= z;
                    }
                    double t = 1 / (z * z);
                    double tail = 1 / 12.0 - t * (1 / 360.0 - t * (1 / 1260.0 - t * (1 / 1680.0
                        - t * (1 / 1188.0 - t * 691 / 360360.0))));
                    double value = (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI);
                    return x > 0 ? value + tail / z - Math.log(product) : Double.NaN;
                  }
                  """))
          .domain("> 0")
          .exact(r -> r.isOne() || r.equals(Rational.TWO) ? Rational.ZERO : null);

  /// The logarithmic derivatives of the gamma function: digamma is of order 0, trigamma of order 1.
  /// Each is the derivative of the one before, so there is a row for every order that is met.
  public static Elementwise polygamma(int order) {
    Partial next = (self, x) -> map(polygamma(order + 1), x.get(0));
    return named(
            order == 0 ? "digamma" : "polygamma" + order,
            order == 0
                ? "derivative of the logarithm of the gamma function"
                : "derivative of order " + order + " of digamma")
        .partials(next)
        .reference(x -> derivative(order, x.get(0)))
        .notation(notation(order))
        .spelled(order == 0 ? DIGAMMA : spelling(order))
        .domain("> 0");
  }

  private static Notation notation(int order) {
    return switch (order) {
      case 0 -> new Notation.Call("digamma", "ψ", "\\psi");
      case 1 -> new Notation.Call("trigamma", "ψ′", "\\psi'");
      case 2 -> new Notation.Call("polygamma2", "ψ″", "\\psi''");
      default ->
          new Notation.Call(
              "polygamma" + order, "ψ" + "′".repeat(order), "\\psi^{(" + order + ")}");
    };
  }

  private static final Spelling DIGAMMA =
      new Spelling(
          "scipy.special.digamma",
          "torch.special.digamma",
          "jax.scipy.special.digamma",
          "digamma",
          """
          /** The derivative of the logarithm of the gamma function at x > 0, to about 1e-15. */
          static double digamma(double x) {
            double moved = 0;
            double z = x;
            for (; z < 20; z++) {
              moved += 1 / z;
            }
            double t = 1 / (z * z);
            double tail = t * (1 / 12.0 - t * (1 / 120.0 - t * (1 / 252.0 - t * (1 / 240.0
                - t * (1 / 132.0 - t * 691 / 32760.0)))));
            return x > 0 ? Math.log(z) - 0.5 / z - tail - moved : Double.NaN;
          }
          """);

  private static Spelling spelling(int order) {
    String call = "polygamma(" + order + ", {0})";
    return new Spelling(
        "scipy.special." + call,
        "torch.special." + call,
        "jax.scipy.special." + call,
        call,
        """
        /** The derivative of order n > 0 of digamma at x > 0, to about 1e-15 of its size. */
        static double polygamma(int n, double x) {
          double factorial = 1;
          for (int k = 2; k < n; k++) {
            factorial *= k;
          }
          double moved = 0;
          double z = x;
          for (; z < 20 + 2 * n; z++) {
            moved += Math.pow(z, -n - 1);
          }
          double[] bernoulli = {1 / 6.0, -1 / 30.0, 1 / 42.0, -1 / 30.0, 5 / 66.0, -691 / 2730.0};
          double term = factorial * Math.pow(z, -n);
          double sum = term * (1 + n / (2 * z));
          for (int k = 0; k < bernoulli.length; k++) {
            int m = 2 * k + 2;
            term *= (m + n - 2) * (m + n - 1) / ((m - 1) * m * z * z);
            sum += bernoulli[k] * term;
          }
          double value = sum + factorial * n * moved;
          return x > 0 ? (n % 2 == 1 ? value : -value) : Double.NaN;
        }
        """);
  }

  /// Those that are met first; the others have the same code.
  static final List<Elementwise> ALL = List.of(GAMMALN, polygamma(0), polygamma(1), polygamma(2));

  // --- reference ---------------------------------------------------------------------------------

  private static Complex logarithm(Complex x) {
    if (!(x.re() > 0)) {
      return Complex.NAN;
    }
    if (x.im() == 0 && (x.re() == 1 || x.re() == 2)) {
      return Complex.ZERO;
    }
    Complex z = x;
    Complex product = Complex.ONE;
    for (; z.re() < FAR; z = z.plus(Complex.ONE)) {
      product = product.times(z);
    }
    Complex inverse = Complex.ONE.dividedBy(z);
    Complex sum =
        z.minus(Complex.real(0.5))
            .times(z.log())
            .minus(z)
            .plus(Complex.real(0.5 * Math.log(2 * Math.PI)))
            .minus(product.log());
    Complex power = inverse;
    for (int k = 1; k <= BERNOULLI.length; k++) {
      sum = sum.plus(power.times(BERNOULLI[k - 1] / (2 * k * (2 * k - 1))));
      power = power.times(inverse).times(inverse);
    }
    return sum;
  }

  private static Complex derivative(int order, Complex x) {
    if (!(x.re() > 0)) {
      return Complex.NAN;
    }
    Complex z = x;
    Complex moved = Complex.ZERO;
    for (; z.re() < FAR + order; z = z.plus(Complex.ONE)) {
      moved = moved.plus(inverse(z, order + 1));
    }
    double factorial = factorial(order);
    Complex sum = moved.times(factorial).plus(inverse(z, order + 1).times(factorial / 2));
    sum = order == 0 ? sum.minus(z.log()) : sum.plus(inverse(z, order).times(factorial(order - 1)));
    for (int k = 1; k <= BERNOULLI.length; k++) {
      double rising = factorial(2 * k + order - 1) / factorial(2 * k);
      sum = sum.plus(inverse(z, 2 * k + order).times(BERNOULLI[k - 1] * rising));
    }
    return order % 2 == 0 ? sum.negate() : sum;
  }

  private static Complex inverse(Complex z, int power) {
    return z.power(Rational.of(-power));
  }

  private static double factorial(int n) {
    double product = 1;
    for (int k = 2; k <= n; k++) {
      product *= k;
    }
    return product;
  }
}

package leibniz.op;

import static leibniz.ir.Build.map;
import static leibniz.ir.Build.minus;
import static leibniz.ir.Build.power;
import static leibniz.ir.Build.times;
import static leibniz.ir.Elementwise.named;

import java.util.List;
import leibniz.ir.Complex;
import leibniz.ir.Elementwise;
import leibniz.ir.Notation;
import leibniz.ir.Rational;
import leibniz.ir.Spelling;

/// The rows of the modified Bessel functions that normalise distributions of directions; [Maps]
/// lists them. Abramowitz and Stegun, *Handbook of Mathematical Functions*, 9.6.10 and 9.6.26.
public final class Bessels {
  private Bessels() {}

  public static final Elementwise I0 =
      named("i0", "modified Bessel function of order 0")
          .partials((self, x) -> map(Bessels.I1, x.get(0)))
          .reference(x -> series(0, x.get(0)))
          .notation(new Notation.Call("I0", "I₀", "I_0"))
          .spelled(
              new Spelling(
                  "scipy.special.i0",
                  "torch.special.i0",
                  "jax.scipy.special.i0",
                  "i0",
                  method(0, "1")));

  public static final Elementwise I1 =
      named("i1", "modified Bessel function of order 1")
          .partials((self, x) ->
              minus(map(I0, x.get(0)), times(self, power(x.get(0), Rational.MINUS_ONE))))
          .reference(x -> series(1, x.get(0)))
          .notation(new Notation.Call("I1", "I₁", "I_1"))
          .spelled(
              new Spelling(
                  "scipy.special.i1",
                  "torch.special.i1",
                  "jax.scipy.special.i1",
                  "i1",
                  method(1, "x / 2")));

  public static final List<Elementwise> ALL = List.of(I0, I1);

  /// `Σ (x/2)^(2k + n) / (k! (k + n)!)`, of which no terms cancel on the real axis.
  private static Complex series(int n, Complex x) {
    Complex square = x.times(x).times(0.25);
    Complex term = n == 0 ? Complex.ONE : x.times(0.5);
    Complex sum = term;
    for (int k = 1; size(term) > 1e-17 * size(sum); k++) {
      term = term.times(square).times(1 / (k * (double) (k + n)));
      sum = sum.plus(term);
    }
    return sum;
  }

  private static double size(Complex z) {
    return Math.hypot(z.re(), z.im());
  }

  private static String method(int n, String first) {
    return """
    /** The modified Bessel function of order N, by its power series. */
    static double iN(double x) {
      double term = FIRST;
      double sum = term;
      for (int k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
        term *= x * x / (4.0 * k * (k + N));
        sum += term;
      }
      return sum;
    }
    """
        .replace("N", String.valueOf(n))
        .replace("FIRST", first);
  }
}

package leibniz.op;

import static leibniz.ir.Build.map;
import static leibniz.ir.Build.minus;
import static leibniz.ir.Elementwise.named;

import java.util.List;
import leibniz.ir.Complex;
import leibniz.ir.Elementwise;
import leibniz.ir.Notation;
import leibniz.ir.Spelling;

/// Rows around logarithms that would overflow, or lose infinity, if they were written as what they
/// are.
public final class Logs {
  private Logs() {}

  public static final Elementwise LOGADDEXP =
      named("logaddexp", "log(exp(x) + exp(y)), without overflow")
          .partials(
              (self, x) -> map(Maps.SIGMOID, minus(x.get(0), x.get(1))),
              (self, x) -> map(Maps.SIGMOID, minus(x.get(1), x.get(0))))
          .reference(x -> logAddExp(x.get(0), x.get(1)))
          .notation(new Notation.Call("logaddexp"))
          .spelled(
              new Spelling(
                  "np.logaddexp",
                  "torch.logaddexp",
                  "jnp.logaddexp",
                  "logAddExp",
                  """
                  static double logAddExp(double x, double y) {
                    return x == y
                        ? x + Math.log(2)
                        : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)));
                  }
                  """));

  static final List<Elementwise> ALL = List.of(LOGADDEXP);

  /// The larger of both, and what the other adds to it; two that are equal may be infinite.
  private static Complex logAddExp(Complex x, Complex y) {
    if (x.equals(y)) {
      return x.plus(Complex.real(Math.log(2)));
    }
    boolean isFirst = x.re() >= y.re() || Double.isNaN(x.re());
    Complex large = isFirst ? x : y;
    Complex small = (isFirst ? y : x).minus(large).exp();
    return large.plus(
        small.im() == 0 ? Complex.real(Math.log1p(small.re())) : Complex.ONE.plus(small).log());
  }
}

package leibniz.op;

import static leibniz.ir.Build.zeros;
import static leibniz.ir.Elementwise.named;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import leibniz.ir.Complex;
import leibniz.ir.Elementwise;
import leibniz.ir.Notation;
import leibniz.ir.Spelling;

/// The rows of functions to whole numbers: constant between jumps. [Maps] lists them.
public final class Roundings {
  private Roundings() {}

  public static final Elementwise FLOOR =
      row("floor", "largest whole number that is not above", Math::floor)
          .spelled("np.floor", "torch.floor", "jnp.floor", "Math.floor")
          .kinks("it jumps at whole numbers; its derivative is taken as 0");

  public static final Elementwise CEIL =
      row("ceil", "smallest whole number that is not below", Math::ceil)
          .spelled("np.ceil", "torch.ceil", "jnp.ceil", "Math.ceil")
          .kinks("it jumps at whole numbers; its derivative is taken as 0");

  public static final Elementwise ROUND =
      row("round", "nearest whole number, of two the even one", Math::rint)
          .spelled("np.round", "torch.round", "jnp.round", "Math.rint")
          .kinks("it jumps half way between whole numbers; its derivative is taken as 0");

  public static final Elementwise TRUNC =
      row("trunc", "whole part", x -> x < 0 ? Math.ceil(x) : Math.floor(x))
          .spelled(
              new Spelling(
                  "np.trunc",
                  "torch.trunc",
                  "jnp.trunc",
                  "trunc",
                  """
                  static double trunc(double x) {
                    return x < 0 ? Math.ceil(x) : Math.floor(x);
                  }
                  """))
          .kinks("it jumps at whole numbers but 0; its derivative is taken as 0");

  public static final List<Elementwise> ALL = List.of(FLOOR, CEIL, ROUND, TRUNC);

  private static Elementwise row(String name, String says, DoubleUnaryOperator function) {
    return named(name, says)
        .partials((self, x) -> zeros(self.shape()))
        .reference(x -> Complex.real(function.applyAsDouble(x.get(0).re())))
        .notation(new Notation.Call(name));
  }
}

package leibniz.op;

import static leibniz.ir.Build.map;
import static leibniz.ir.Build.ones;
import static leibniz.ir.Build.plus;
import static leibniz.ir.Build.power;
import static leibniz.ir.Build.scale;
import static leibniz.ir.Build.times;
import static leibniz.ir.Elementwise.named;

import java.util.List;
import leibniz.ir.Complex;
import leibniz.ir.Elementwise;
import leibniz.ir.Notation;
import leibniz.ir.Rational;

/// The rows of products with logarithms that are 0 where the first factor is, and of the cube root;
/// [Maps] lists them.
public final class Roots {
  private Roots() {}

  public static final Elementwise XLOGY =
      named("xlogy", "x log(y), and 0 where x is 0")
          .partials(
              (self, x) -> map(Maps.LOG, x.get(1)),
              (self, x) -> times(x.get(0), power(x.get(1), Rational.MINUS_ONE)))
          .reference(x -> isZero(x.get(0)) ? Complex.ZERO : x.get(0).times(x.get(1).log()))
          .notation(new Notation.Call("xlogy"))
          .spelled(
              "scipy.special.xlogy",
              "torch.xlogy",
              "jax.scipy.special.xlogy",
              "({0} == 0 ? 0 : {0} * Math.log({1}))")
          .domain("such that y > 0");

  public static final Elementwise XLOG1PY =
      named("xlog1py", "x log(1 + y), and 0 where x is 0")
          .partials(
              (self, x) -> map(Maps.LOG1P, x.get(1)),
              (self, x) ->
                  times(x.get(0), power(plus(ones(self.shape()), x.get(1)), Rational.MINUS_ONE)))
          .reference(x ->
              isZero(x.get(0)) ? Complex.ZERO : x.get(0).times(Maps.LOG1P.at(List.of(x.get(1)))))
          .notation(new Notation.Call("xlog1py"))
          .spelled(
              "scipy.special.xlog1py",
              "torch.special.xlog1py",
              "jax.scipy.special.xlog1py",
              "({0} == 0 ? 0 : {0} * Math.log1p({1}))")
          .domain("such that y > -1");

  public static final Elementwise CBRT =
      named("cbrt", "cube root, of negative numbers too")
          .partials((self, x) -> scale(Rational.of(1, 3), power(self, Rational.of(-2))))
          .reference(x -> {
            double root = Math.cbrt(x.get(0).re());
            return new Complex(root, x.get(0).im() == 0 ? 0 : x.get(0).im() / (3 * root * root));
          })
          .notation(new Notation.Call("cbrt"))
          .spelled("np.cbrt", "torch.sign({0}) * torch.abs({0})**(1 / 3)", "jnp.cbrt", "Math.cbrt")
          .kinks("no derivative at 0");

  static final List<Elementwise> ALL = List.of(XLOGY, XLOG1PY, CBRT);

  private static boolean isZero(Complex x) {
    return x.re() == 0 && x.im() == 0;
  }
}

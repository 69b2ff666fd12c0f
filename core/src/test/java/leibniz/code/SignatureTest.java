package leibniz.code;

import static leibniz.code.Problems.B;
import static leibniz.code.Problems.D;
import static leibniz.code.Problems.M;
import static leibniz.code.Problems.N;
import static leibniz.code.Problems.function;
import static leibniz.code.Problems.matrix;
import static leibniz.code.Problems.root;
import static leibniz.ir.Build.map;
import static leibniz.ir.Build.minus;
import static leibniz.ir.Build.plus;
import static leibniz.ir.Build.reduce;
import static leibniz.ir.Build.times;
import static leibniz.ir.Build.var;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Product;
import leibniz.ir.Shape;
import leibniz.op.Maps;
import org.junit.jupiter.api.Test;

/// Arguments, sizes and names.
final class SignatureTest {

  private static Expr all(Expr x) {
    return reduce(x, leibniz.ir.Build.range(0, x.rank()));
  }

  @Test
  void sizesAreSolvedFor() {
    Expr x = matrix("x", B, D.minus(Dim.ONE));
    Expr y = matrix("y", N.times(Dim.of(2)), N.plus(M).plus(Dim.of(3)));
    assertThat(function("f", List.of(x, y), Map.of(), root("r", times(all(x), all(y)))))
        .isEqualTo(
            """
            def f(x, y):
                B = x.shape[0]
                D = x.shape[1] + 1
                n = y.shape[0] // 2
                m = y.shape[1] - (n + 3)
                assert x.shape == (B, D - 1), f"x has shape {x.shape}, not (B, D - 1) = {(B, D - 1)}"
                assert y.shape == (2*n, m + n + 3), (
                    f"y has shape {y.shape}, not (2*n, m + n + 3) = {(2*n, m + n + 3)}")
                return np.sum(x) * np.sum(y)  # ()
            """);
  }

  @Test
  void sizesThatNoInputHasAreKeywords() {
    Expr x = var("x", Shape.of(N));
    Expr wide = Product.one().times(x, List.of(0)).letter(1, M).out(List.of(1, 0));
    assertThat(function("f", List.of(x), Map.of(), root("r", wide)))
        .isEqualTo(
            """
            def f(x, *, m):
                (n,) = x.shape
                return np.einsum("i,j->ij", np.ones(m), x)  # (m, n)
            """);
  }

  @Test
  void argumentsAreTheInputsThatAreNeededInTheOrderTheyWereDeclared() {
    Expr x = var("x", Shape.SCALAR);
    Expr y = var("y", Shape.SCALAR);
    Expr z = var("z", Shape.SCALAR);
    assertThat(function("f", List.of(z, y, x), Map.of(), root("r", plus(x, z))))
        .isEqualTo(
            """
            def f(z, x):
                assert np.shape(z) == (), f"z has shape {np.shape(z)}, not ()"
                assert np.shape(x) == (), f"x has shape {np.shape(x)}, not ()"
                return z + x  # ()
            """);
  }

  @Test
  void aValueAtHandIsAnInput() {
    Expr v = matrix("v", B, D);
    Expr q = map(Maps.EXP, v);
    assertThat(
            function(
                "f", List.of(q), Map.of(q, Name.of("q")), root("r", times(q, map(Maps.SIN, q)))))
        .isEqualTo(
            """
            def f(q):
                B, D = q.shape
                return q * np.sin(q)  # (B, D)
            """);
  }

  @Test
  void namesNeverCollide() {
    Expr lambda = var("lambda", Shape.of(D));
    Expr np = var("np", Shape.of(D));
    Expr d = var("D", Shape.of(D));
    Expr h = map(Maps.EXP, minus(lambda, np));
    Expr again = times(map(Maps.SIN, h), d);
    Expr t = map(Maps.COS, again);
    assertThat(
            function(
                "f",
                List.of(lambda, np, d),
                Map.of(h, new Name("h", List.of(), 1), t, Name.of("t1")),
                root("h_1", plus(times(again, t), again))))
        .isEqualTo(
            """
            def f(lambda_, np_, D_1):
                (D,) = lambda_.shape
                assert np_.shape == (D,), f"np_ has shape {np_.shape}, not (D,) = {(D,)}"
                assert D_1.shape == (D,), f"D_1 has shape {D_1.shape}, not (D,) = {(D,)}"
                h_1 = np.exp(lambda_ - np_)  # (D,)
                t2 = D_1 * np.sin(h_1)       # (D,)
                t1 = np.cos(t2)              # (D,)
                return t2 * t1 + t2          # (D,)
            """);
  }

  @Test
  void anInputMayBeTheResult() {
    Expr x = matrix("x", B, D);
    assertThat(function("f", List.of(x), Map.of(), root("r", x)))
        .isEqualTo(
            """
            def f(x):
                B, D = x.shape
                return x
            """);
  }
}

package leibniz.code;

import static leibniz.code.Problems.B;
import static leibniz.code.Problems.D;
import static leibniz.code.Problems.derivative;
import static leibniz.code.Problems.matrix;
import static leibniz.code.Problems.program;
import static leibniz.code.Problems.root;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.op.LogSumExp;
import leibniz.op.Maps;
import leibniz.program.Program;
import org.junit.jupiter.api.Test;

/// The same programs in the languages beside NumPy, as they are to look.
final class DialectTest {
  private static final Expr V = matrix("v", B, D);

  private static Program softmax() {
    Expr q = LogSumExp.softmax(V);
    return program(List.of(V), Map.of(q, Name.of("q")), derivative("dq_dv", q, V));
  }

  /// A kink, a mean, the root of a size.
  private static Program mixed() {
    Expr positive = Build.map(Maps.GREATER, V, Build.zeros(V.shape()));
    Expr share = Build.divide(Build.reduce(positive, List.of(0, 1)), Build.size(B.times(D)));
    Expr scaled =
        Build.times(
            Build.map(Maps.MAXIMUM, V, Build.full(Rational.TWO, V.shape())),
            Build.broadcast(Build.power(Build.size(D), Rational.of(-1, 2)), V.shape()));
    return program(List.of(V), Map.of(), root("share", share), root("scaled", scaled));
  }

  @Test
  void torch() {
    assertThat(new Torch(Set.of(B), false).function("dq_dv", softmax()))
        .isEqualTo(
            """
            import torch


            def dq_dv(v):
                B, D = v.shape
                q = torch.exp(v - torch.logsumexp(v, dim=1, keepdim=True))  # (B, D)
                return (torch.einsum("bi,ij->bij", q,
                                     torch.eye(D, dtype=v.dtype, device=v.device))
                        - torch.einsum("bi,bj->bij", q, q))  # (B | D ++ D)
            """);
    assertThat(new Torch(Set.of(B), false).function("f", mixed()))
        .isEqualTo(
            """
            import torch


            def f(v):
                B, D = v.shape
                share = torch.sum((v > 0).to(v.dtype)) / (B * D)       # ()
                scaled = torch.maximum(v, v.new_tensor(2.0)) / D**0.5  # (B, D)
                return share, scaled
            """);
  }

  @Test
  void jax() {
    assertThat(new Jax(Set.of(B), false).function("dq_dv", softmax()))
        .isEqualTo(
            """
            import jax
            import jax.numpy as jnp


            def dq_dv(v):
                B, D = v.shape
                q = jnp.exp(v - jax.nn.logsumexp(v, axis=1, keepdims=True))  # (B, D)
                return (jnp.einsum("bi,ij->bij", q, jnp.eye(D))
                        - jnp.einsum("bi,bj->bij", q, q))  # (B | D ++ D)
            """);
    assertThat(new Jax(Set.of(B), false).function("f", mixed()))
        .isEqualTo(
            """
            import jax.numpy as jnp


            def f(v):
                B, D = v.shape
                share = jnp.sum(v > 0) / (B * D)          # ()
                scaled = jnp.maximum(v, 2) / jnp.sqrt(D)  # (B, D)
                return share, scaled
            """);
  }

  @Test
  void java() {
    assertThat(new Java().function("f", mixed()))
        .isEqualTo(
            """
            final class F {
              static double[][] f(double[] v, int B, int D) {
                if (v.length != B * D) {
                  throw new IllegalArgumentException(
                      "v has " + v.length + " entries, not B * D = " + (B * D));
                }
                double sum = 0;
                for (int i = 0; i < B; i++) {
                  for (int j = 0; j < D; j++) {
                    sum += (v[i * D + j] > 0.0 ? 1.0 : 0.0);
                  }
                }
                double share = sum / ((double) B * D);  // ()
                double[] scaled = new double[B * D];  // (B, D)
                for (int i = 0; i < B; i++) {
                  for (int j = 0; j < D; j++) {
                    scaled[i * D + j] = Math.max(v[i * D + j], 2.0) / Math.sqrt(D);
                  }
                }
                return new double[][] {new double[] {share}, scaled};
              }
            }
            """);
  }

  /// The methods that a class calls follow, each once.
  @Test
  void javaBringsItsMethods() {
    Expr e = LogSumExp.softmax(V);
    Expr soft = Build.map(Maps.SOFTPLUS, LogSumExp.logSoftmax(matrix("w", B, D)));
    String text =
        new Java().function("f", program(List.of(), Map.of(), root("r", Build.plus(e, soft))));
    assertThat(text.split("static double\\[] logSumExp\\(", -1)).hasSize(2);
    assertThat(text.split("static double softplus\\(", -1)).hasSize(2);
    assertThat(new Java().function("f", mixed())).doesNotContain("logSumExp", "softplus");
  }

  @Test
  void javaTakesSizesBehindTheInputs() {
    Expr x = Build.var("x", Shape.SCALAR);
    Expr y = Build.times(Build.broadcast(x, V.shape()), V);
    assertThat(new Java().function("my_f", program(List.of(V, x), Map.of(), root("r", y))))
        .contains(
            "final class MyF {", "static double[] my_f(double[] v, double x, int B, int D) {");
  }
}

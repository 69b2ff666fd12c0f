package leibniz.code;

import static leibniz.code.Problems.B;
import static leibniz.code.Problems.D;
import static leibniz.code.Problems.M;
import static leibniz.code.Problems.N;
import static leibniz.code.Problems.derivative;
import static leibniz.code.Problems.function;
import static leibniz.code.Problems.halfSquare;
import static leibniz.code.Problems.linear;
import static leibniz.code.Problems.matrix;
import static leibniz.code.Problems.root;
import static leibniz.ir.Build.broadcast;
import static leibniz.ir.Build.expand;
import static leibniz.ir.Build.map;
import static leibniz.ir.Build.minus;
import static leibniz.ir.Build.negate;
import static leibniz.ir.Build.plus;
import static leibniz.ir.Build.power;
import static leibniz.ir.Build.reduce;
import static leibniz.ir.Build.size;
import static leibniz.ir.Build.special;
import static leibniz.ir.Build.times;
import static leibniz.ir.Build.var;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.op.LogSumExp;
import leibniz.op.Maps;
import org.junit.jupiter.api.Test;

/// The page's examples as whole functions.
final class FunctionTest {
  private final Expr v = matrix("v", B, D);
  private final Expr x = matrix("x", B, M);
  private final Expr w = matrix("W", N, M);
  private final Expr y = matrix("y", B, N);

  @Test
  void softmax() {
    Expr q = LogSumExp.softmax(v);
    assertThat(function("dq_dv", List.of(v), Map.of(q, Name.of("q")), derivative("dq_dv", q, v)))
        .isEqualTo(
            """
            def dq_dv(v):
                B, D = v.shape
                q = np.exp(v - np.logaddexp.reduce(v, axis=1, keepdims=True))  # (B, D)
                return (np.einsum("bi,ij->bij", q, np.eye(D))
                        - np.einsum("bi,bj->bij", q, q))  # (B | D ++ D)
            """);
  }

  @Test
  void softmaxAsPeopleWriteIt() {
    Expr e = map(Maps.EXP, v);
    Expr s = expand(reduce(e, List.of(1)), List.of(1));
    Expr q = times(e, power(broadcast(s, v.shape()), Rational.MINUS_ONE));
    assertThat(
            function("softmax", List.of(v), Map.of(e, Name.of("e"), s, Name.of("s")), root("q", q)))
        .isEqualTo(
            """
            def softmax(v):
                B, D = v.shape
                e = np.exp(v)                         # (B, D)
                s = np.sum(e, axis=1, keepdims=True)  # (B, 1)
                return e / s                          # (B, D)
            """);
  }

  @Test
  void logSoftmax() {
    Expr q = LogSumExp.logSoftmax(v);
    assertThat(
            function(
                "log_softmax", List.of(v), Map.of(), root("log_q", q), derivative("dlog_q", q, v)))
        .isEqualTo(
            """
            def log_softmax(v):
                B, D = v.shape
                log_q = v - np.logaddexp.reduce(v, axis=1, keepdims=True)  # (B, D)
                dlog_q = np.eye(D) - np.exp(log_q)[:, None]                # (B | D ++ D)
                return log_q, dlog_q
            """);
  }

  @Test
  void logSumExp() {
    Expr l = expand(special(LogSumExp.OP, v), List.of(1));
    assertThat(function("logsumexp", List.of(v), Map.of(), root("l", l), derivative("dl_dv", l, v)))
        .isEqualTo(
            """
            def logsumexp(v):
                B, D = v.shape
                l = np.logaddexp.reduce(v, axis=1, keepdims=True)          # (B, 1)
                dl_dv = np.einsum("i,bj->bij", np.ones(1), np.exp(v - l))  # (B | 1 ++ D)
                return l, dl_dv
            """);
  }

  @Test
  void sigmoid() {
    Expr a = map(Maps.SIGMOID, v);
    assertThat(function("da_dv", List.of(v), Map.of(a, Name.of("a")), derivative("da_dv", a, v)))
        .isEqualTo(
            """
            def da_dv(v):
                B, D = v.shape
                a = 0.5 * (1 + np.tanh(0.5 * v))                        # (B, D)
                return np.einsum("bi,ij->bij", a * (1 - a), np.eye(D))  # (B | D ++ D)
            """);
  }

  @Test
  void linearLayer() {
    Expr yhat = linear(x, w);
    assertThat(
            function(
                "layer",
                List.of(x, w),
                Map.of(),
                root("yhat", yhat),
                derivative("dyhat_dW", yhat, w),
                derivative("dyhat_dx", yhat, x)))
        .isEqualTo(
            """
            def layer(x, W):
                B, m = x.shape
                n = W.shape[0]
                assert W.shape == (n, m), f"W has shape {W.shape}, not (n, m) = {(n, m)}"
                yhat = np.einsum("ij,bj->bi", W, x)                # (B, n)
                dyhat_dW = np.einsum("ij,bk->bijk", np.eye(n), x)  # (B | n ++ n, m)
                dyhat_dx = np.einsum("b,ij->bij", np.ones(B), W)   # (B | n ++ m)
                return yhat, dyhat_dW, dyhat_dx
            """);
  }

  @Test
  void squaredError() {
    Expr yhat = matrix("yhat", B, N);
    Expr err = minus(y, yhat);
    Expr loss = halfSquare(err);
    assertThat(
            function(
                "squared_error",
                List.of(y, yhat),
                Map.of(err, Name.of("err")),
                root("loss", loss),
                derivative("dloss_dyhat", loss, yhat)))
        .isEqualTo(
            """
            def squared_error(y, yhat):
                B, n = y.shape
                assert yhat.shape == (B, n), f"yhat has shape {yhat.shape}, not (B, n) = {(B, n)}"
                err = y - yhat                                          # (B, n)
                loss = 0.5 * np.sum(err**2, axis=1, keepdims=True)      # (B, 1)
                dloss_dyhat = -np.einsum("i,bj->bij", np.ones(1), err)  # (B | 1 ++ n)
                return loss, dloss_dyhat
            """);
  }

  @Test
  void crossEntropy() {
    Expr p = matrix("p", B, N);
    Expr phat = matrix("phat", B, N);
    Expr loss = negate(reduce(times(p, map(Maps.LOG, phat)), List.of(1)));
    assertThat(
            function(
                "cross_entropy",
                List.of(p, phat),
                Map.of(),
                root("loss", loss),
                derivative("dloss_dphat", loss, phat)))
        .isEqualTo(
            """
            def cross_entropy(p, phat):
                B, n = p.shape
                assert phat.shape == (B, n), f"phat has shape {phat.shape}, not (B, n) = {(B, n)}"
                loss = -np.einsum("bi,bi->b", p, np.log(phat))  # (B,)
                dloss_dphat = -p / phat                         # (B | n)
                return loss, dloss_dphat
            """);
  }

  @Test
  void deepLinearWithWeightsInAList() {
    Dim n1 = Dim.symbol("n1");
    Expr w0 = matrix("W[0]", n1, M);
    Expr w1 = matrix("W[1]", N, n1);
    Expr yhat = linear(linear(x, w0), w1);
    Expr loss = halfSquare(minus(y, yhat));
    assertThat(
            function(
                "deep_linear",
                List.of(x, w0, w1, y),
                Map.of(yhat, Name.of("yhat")),
                root("loss", loss),
                derivative("dloss_dW0", loss, w0),
                derivative("dloss_dW1", loss, w1)))
        .isEqualTo(
            """
            def deep_linear(x, W, y):
                B, m = x.shape
                n, n1 = W[1].shape
                assert W[0].shape == (n1, m), f"W[0] has shape {W[0].shape}, not (n1, m) = {(n1, m)}"
                assert y.shape == (B, n), f"y has shape {y.shape}, not (B, n) = {(B, n)}"
                t1 = np.einsum("ij,bj->bi", W[0], x)                         # (B, n1)
                yhat = np.einsum("ij,bj->bi", W[1], t1)                      # (B, n)
                t2 = y - yhat                                                # (B, n)
                loss = 0.5 * np.sum(t2**2, axis=1, keepdims=True)            # (B, 1)
                t3 = np.einsum("ji,bj->bi", W[1], t2)                        # (B, n1)
                dloss_dW0 = -np.einsum("i,bj,bk->bijk", np.ones(1), t3, x)   # (B | 1 ++ n1, m)
                dloss_dW1 = -np.einsum("i,bj,bk->bijk", np.ones(1), t2, t1)  # (B | 1 ++ n, n1)
                return loss, dloss_dW0, dloss_dW1
            """);
  }

  @Test
  void affineLayerWithTanh() {
    Expr b = var("b", Shape.of(N));
    Expr product = linear(x, w);
    Expr h = map(Maps.TANH, plus(product, broadcast(b, product.shape())));
    assertThat(
            function(
                "layer",
                List.of(x, w, b),
                Map.of(h, Name.of("h")),
                root("h", h),
                derivative("dh_db", h, b)))
        .isEqualTo(
            """
            def layer(x, W, b):
                B, m = x.shape
                (n,) = b.shape
                assert W.shape == (n, m), f"W has shape {W.shape}, not (n, m) = {(n, m)}"
                h = np.tanh(np.einsum("ij,bj->bi", W, x) + b)         # (B, n)
                dh_db = np.einsum("bi,ij->bij", 1 - h**2, np.eye(n))  # (B | n ++ n)
                return h, dh_db
            """);
  }

  @Test
  void meanOverTheBatch() {
    Expr squares = reduce(power(minus(linear(x, w), y), Rational.TWO), List.of(0, 1));
    Expr mse =
        Product.one()
            .times(squares, List.of())
            .times(size(B), List.of(), Rational.MINUS_ONE)
            .out(List.of());
    assertThat(function("mse", List.of(x, w, y), Map.of(), derivative("dmse_dW", mse, w)))
        .isEqualTo(
            """
            def mse(x, W, y):
                B, m = x.shape
                n = W.shape[0]
                assert W.shape == (n, m), f"W has shape {W.shape}, not (n, m) = {(n, m)}"
                assert y.shape == (B, n), f"y has shape {y.shape}, not (B, n) = {(B, n)}"
                return -2 * np.einsum("bi,bj->ij", y - np.einsum("ij,bj->bi", W, x), x) / B  # (n, m)
            """);
  }

  @Test
  void norm() {
    Expr n = power(reduce(power(v, Rational.TWO), List.of(1)), Rational.HALF);
    assertThat(function("norm", List.of(v), Map.of(), root("n", n), derivative("dn_dv", n, v)))
        .isEqualTo(
            """
            def norm(v):
                B, D = v.shape
                n = np.sqrt(np.sum(v**2, axis=1))  # (B,)
                dn_dv = v / n[:, None]             # (B | D)
                return n, dn_dv
            """);
  }
}

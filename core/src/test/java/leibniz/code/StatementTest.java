package leibniz.code;

import static leibniz.code.Problems.B;
import static leibniz.code.Problems.D;
import static leibniz.code.Problems.M;
import static leibniz.code.Problems.N;
import static leibniz.code.Problems.matrix;
import static leibniz.code.Problems.statements;
import static leibniz.ir.Build.broadcast;
import static leibniz.ir.Build.constant;
import static leibniz.ir.Build.divide;
import static leibniz.ir.Build.expand;
import static leibniz.ir.Build.eye;
import static leibniz.ir.Build.full;
import static leibniz.ir.Build.map;
import static leibniz.ir.Build.minus;
import static leibniz.ir.Build.negate;
import static leibniz.ir.Build.number;
import static leibniz.ir.Build.ones;
import static leibniz.ir.Build.plus;
import static leibniz.ir.Build.power;
import static leibniz.ir.Build.reduce;
import static leibniz.ir.Build.scale;
import static leibniz.ir.Build.size;
import static leibniz.ir.Build.special;
import static leibniz.ir.Build.sum;
import static leibniz.ir.Build.times;
import static leibniz.ir.Build.transpose;
import static leibniz.ir.Build.var;
import static leibniz.ir.Build.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.op.Extremum;
import leibniz.op.Maps;
import org.junit.jupiter.api.Test;

/// Single statements: how each kind of expression reads.
final class StatementTest {
  private final Expr v = matrix("v", B, D);
  private final Expr x = matrix("x", B, M);
  private final Expr w = matrix("W", N, M);
  private final Expr a = matrix("A", N, N);
  private final Expr u = var("u", Shape.of(N));
  private final Expr b = var("b", Shape.of(N));
  private final Expr c = var("c", Shape.of(B, Dim.ONE));
  private final Expr t = var("T", Shape.of(B, N, M));
  private final Expr one = ones(v.shape());
  private final Expr positive = map(Maps.GREATER, v, zeros(v.shape()));

  private static void prints(Expr e, String... lines) {
    assertThat(statements(e)).isEqualTo(String.join("\n", lines));
  }

  private static Expr einsum(List<Integer> out, Expr f, List<Integer> lf) {
    return Product.one().times(f, lf).out(out);
  }

  private static Expr einsum(
      List<Integer> out, Expr f, List<Integer> lf, Expr g, List<Integer> lg) {
    return Product.one().times(f, lf).times(g, lg).out(out);
  }

  /// Repeated along the last axis of v.
  private Expr beside(Expr reduced) {
    return broadcast(expand(reduced, List.of(1)), v.shape());
  }

  @Test
  void diagonals() {
    prints(einsum(List.of(), a, List.of(0, 0)), "r = np.trace(A)  # ()");
    prints(einsum(List.of(0), a, List.of(0, 0)), "r = np.diag(A)  # (n,)");
    prints(
        einsum(List.of(0, 1), var("S", Shape.of(B, N, N)), List.of(0, 1, 1)),
        "r = np.einsum(\"bii->bi\", S)  # (B, n)");
    prints(
        einsum(List.of(0, 0), u, List.of(0)),
        "r = np.einsum(\"i,ij->ij\", u, np.eye(n))  # (n, n)");
    prints(eye(N), "r = np.eye(n)  # (n, n)");
    prints(scale(Rational.of(-2), eye(N)), "r = -2 * np.eye(n)  # (n, n)");
    prints(
        Product.one().letter(0, B).letter(1, N).out(List.of(0, 1, 1)),
        "r = np.einsum(\"b,ij->bij\", np.ones(B), np.eye(n))  # (B, n, n)");
    prints(
        Product.one().letter(0, N).letter(1, M).out(List.of(0, 1, 0, 1)),
        "r = np.einsum(\"ik,jl->ijkl\", np.eye(n), np.eye(m))  # (n, m, n, m)");
  }

  @Test
  void broadcasts() {
    prints(broadcast(u, Shape.of(B, N)), "r = np.einsum(\"b,i->bi\", np.ones(B), u)  # (B, n)");
    prints(
        Product.one().times(u, List.of(0)).letter(1, M).out(List.of(0, 1)),
        "r = np.einsum(\"i,j->ij\", u, np.ones(m))  # (n, m)");
    prints(minus(eye(N), broadcast(u, a.shape())), "r = np.eye(n) - u  # (n, n)");
    prints(plus(a, einsum2(u)), "r = u[:, None] + A  # (n, n)");
  }

  private Expr einsum2(Expr column) {
    return Product.one().times(column, List.of(0)).letter(1, N).out(List.of(0, 1));
  }

  @Test
  void constants() {
    prints(zeros(Shape.of(B, N)), "r = np.zeros((B, n))  # (B, n)");
    prints(zeros(Shape.SCALAR), "r = 0.0  # ()");
    prints(ones(Shape.of(N)), "r = np.ones(n)  # (n,)");
    prints(full(Rational.of(1, 3), Shape.of(B, N)), "r = np.full((B, n), 1 / 3)  # (B, n)");
    prints(full(Rational.of(-2), Shape.of(N)), "r = np.full(n, -2.0)  # (n,)");
    prints(number(Rational.HALF), "r = 0.5  # ()");
    prints(size(B), "r = float(B)  # ()");
    prints(size(B.times(N)), "r = float(B * n)  # ()");
    prints(times(constant(Maps.PI), size(N)), "r = n * np.pi  # ()");
  }

  @Test
  void reductions() {
    prints(reduce(v, List.of(0, 1)), "r = np.sum(v)  # ()");
    prints(reduce(v, List.of(0)), "r = np.sum(v, axis=0)  # (D,)");
    prints(
        expand(divide(reduce(v, List.of(1)), broadcast(size(D), Shape.of(B))), List.of(1)),
        "r = np.sum(v, axis=1, keepdims=True) / D  # (B, 1)");
    prints(einsum(List.of(2, 0), t, List.of(0, 1, 2)), "r = np.einsum(\"jki->ij\", T)  # (m, B)");
    prints(
        reduce(times(v, map(Maps.SIN, v)), List.of(1)),
        "r = np.einsum(\"bi,bi->b\", v, np.sin(v))  # (B,)");
    prints(
        reduce(divide(map(Maps.SIN, v), v), List.of(1)),
        "r = np.sum(np.sin(v) / v, axis=1)  # (B,)");
    prints(
        times(v, beside(reduce(times(v, map(Maps.SIN, v)), List.of(1)))),
        "r = v * np.sum(v * np.sin(v), axis=1, keepdims=True)  # (B, D)");
    prints(
        times(v, beside(power(reduce(power(v, Rational.TWO), List.of(1)), Rational.of(-1, 2)))),
        "r = v / np.sqrt(np.sum(v**2, axis=1, keepdims=True))  # (B, D)");
    Expr max = special(new Extremum(true, 1), v);
    prints(max, "r = np.max(v, axis=1)  # (B,)");
    prints(minus(v, beside(max)), "r = v - np.max(v, axis=1, keepdims=True)  # (B, D)");
    prints(special(new Extremum(false, 2), v), "r = np.min(v, axis=(0, 1))  # ()");
  }

  @Test
  void axesOfSizeOne() {
    prints(times(broadcast(c, v.shape()), v), "r = v * c  # (B, D)");
    prints(einsum(List.of(0), c, List.of(0, 1)), "r = c[:, 0]  # (B,)");
    prints(expand(u, List.of(0)), "r = u[None]  # (1, n)");
    prints(expand(u, List.of(1)), "r = u[:, None]  # (n, 1)");
  }

  @Test
  void transpositions() {
    prints(transpose(w, List.of(1, 0)), "r = W.T  # (m, n)");
    prints(transpose(t, List.of(0, 2, 1)), "r = np.transpose(T, (0, 2, 1))  # (B, m, n)");
    prints(transpose(times(w, map(Maps.EXP, w)), List.of(1, 0)), "r = (W * np.exp(W)).T  # (m, n)");
    prints(times(a, transpose(a, List.of(1, 0))), "r = A * A.T  # (n, n)");
    prints(plus(a, transpose(a, List.of(1, 0))), "r = A + A.T  # (n, n)");
  }

  @Test
  void powers() {
    prints(power(v, Rational.of(3)), "r = v**3  # (B, D)");
    prints(power(v, Rational.MINUS_ONE), "r = 1 / v  # (B, D)");
    prints(power(v, Rational.of(-2)), "r = 1 / v**2  # (B, D)");
    prints(power(v, Rational.of(-1, 2)), "r = 1 / np.sqrt(v)  # (B, D)");
    prints(power(v, Rational.of(3, 2)), "r = v**1.5  # (B, D)");
    prints(power(v, Rational.of(1, 3)), "r = v**(1 / 3)  # (B, D)");
    prints(negate(power(v, Rational.TWO)), "r = -v**2  # (B, D)");
    prints(power(plus(v, one), Rational.TWO), "r = (v + 1)**2  # (B, D)");
    prints(
        power(plus(power(v, Rational.TWO), one), Rational.HALF), "r = np.sqrt(v**2 + 1)  # (B, D)");
  }

  @Test
  void brackets() {
    prints(times(plus(v, one), v), "r = v * (v + 1)  # (B, D)");
    prints(
        sum(
            v.shape(),
            List.of(Rational.ONE, Rational.MINUS_ONE, Rational.MINUS_ONE),
            List.of(v, map(Maps.EXP, v), map(Maps.SIN, v))),
        "r = v - np.exp(v) - np.sin(v)  # (B, D)");
    prints(scale(Rational.of(2, 3), v), "r = 2 * v / 3  # (B, D)");
    prints(scale(Rational.of(-1, 3), v), "r = -v / 3  # (B, D)");
    prints(scale(Rational.of(1, 10), v), "r = 0.1 * v  # (B, D)");
    prints(
        divide(v, times(map(Maps.EXP, v), map(Maps.COSH, v))),
        "r = v / (np.exp(v) * np.cosh(v))  # (B, D)");
    prints(map(Maps.POWER, v, negate(v)), "r = np.power(v, -v)  # (B, D)");
    prints(map(Maps.SOFTPLUS, minus(v, one)), "r = np.logaddexp(0, v - 1)  # (B, D)");
    prints(map(Maps.SIGMOID, minus(v, one)), "r = 0.5 * (1 + np.tanh(0.5 * (v - 1)))  # (B, D)");
    prints(
        map(Maps.EXP, map(Maps.SIGMOID, v)), "r = np.exp(0.5 * (1 + np.tanh(0.5 * v)))  # (B, D)");
    prints(times(v, map(Maps.SIGMOID, v)), "r = v * (0.5 * (1 + np.tanh(0.5 * v)))  # (B, D)");
  }

  @Test
  void relationsAreNumbersWhereNumbersAreNeeded() {
    prints(positive, "r = (v > 0).astype(float)  # (B, D)");
    prints(times(positive, map(Maps.EXP, v)), "r = np.exp(v) * (v > 0)  # (B, D)");
    prints(map(Maps.WHERE, positive, v, zeros(v.shape())), "r = np.where(v > 0, v, 0)  # (B, D)");
    prints(map(Maps.EXP, positive), "r = np.exp((v > 0).astype(float))  # (B, D)");
    prints(map(Maps.GREATER, plus(v, one), negate(v)), "r = (v + 1 > -v).astype(float)  # (B, D)");
    prints(
        plus(positive, map(Maps.LESS, v, one)),
        "r = (v < 1).astype(float) + (v > 0).astype(float)  # (B, D)");
    prints(
        reduce(map(Maps.EQUAL, v, beside(special(new Extremum(true, 1), v))), List.of(1)),
        "r = np.sum(v == np.max(v, axis=1, keepdims=True), axis=1)  # (B,)");
  }

  @Test
  void products() {
    prints(
        einsum(List.of(0, 1), u, List.of(0), b, List.of(1)),
        "r = np.einsum(\"i,j->ij\", u, b)  # (n, n)");
    prints(
        einsum(List.of(1, 2), x, List.of(0, 1), x, List.of(0, 2)),
        "r = np.einsum(\"bi,bj->ij\", x, x)  # (m, m)");
    prints(
        Product.of(Rational.HALF)
            .times(x, List.of(0, 1))
            .times(matrix("M", M, M), List.of(1, 2))
            .times(x, List.of(0, 2))
            .times(var("s", Shape.SCALAR), List.of())
            .out(List.of(0)),
        "t1 = np.einsum(\"ij,bj->bi\", M, x)           # (B, m)",
        "r = 0.5 * s * np.einsum(\"bi,bi->b\", x, t1)  # (B,)");
  }

  @Test
  void longStatementsBreakBetweenTerms() {
    Expr many = v;
    for (int k = 1; k <= 4; k++) {
      many =
          plus(
              many,
              einsum(
                  List.of(0, 1),
                  matrix("long_name_" + k, B, N),
                  List.of(0, 2),
                  matrix("other_name_" + k, N, D),
                  List.of(2, 1)));
    }
    prints(
        many,
        "r = (np.einsum(\"ji,bj->bi\", other_name_1, long_name_1)",
        "     + np.einsum(\"ji,bj->bi\", other_name_2, long_name_2)",
        "     + np.einsum(\"ji,bj->bi\", other_name_3, long_name_3)",
        "     + np.einsum(\"ji,bj->bi\", other_name_4, long_name_4) + v)  # (B, D)");
  }
}

package leibniz.math;

import static leibniz.ir.Build.eye;
import static leibniz.ir.Build.full;
import static leibniz.ir.Build.map;
import static leibniz.ir.Build.minus;
import static leibniz.ir.Build.plus;
import static leibniz.ir.Build.scale;
import static leibniz.math.Textbook.A;
import static leibniz.math.Textbook.C;
import static leibniz.math.Textbook.U;
import static leibniz.math.Textbook.V;
import static leibniz.math.Textbook.a;
import static leibniz.math.Textbook.dot;
import static leibniz.math.Textbook.inv;
import static leibniz.math.Textbook.n;
import static leibniz.math.Textbook.sq;
import static leibniz.math.Textbook.t;
import static leibniz.math.Textbook.total;
import static leibniz.math.Textbook.w;
import static leibniz.math.Textbook.x;
import static leibniz.math.Textbook.y;
import static org.assertj.core.api.Assertions.assertThat;

import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Rational;
import leibniz.op.Maps;
import org.junit.jupiter.api.Test;

/// Decimals stand in formulas as in the program, though sums are kept with whole coefficients.
final class DecimalsTest {
  private final Textbook textbook = new Textbook();

  private static Expr times(int above, int below, Expr e) {
    return scale(Rational.of(above, below), e);
  }

  @Test
  void theyAreWrittenAsTheyWere() {
    Expr phase = full(Rational.of(3, 10), U.shape());
    textbook.is(
        "sines with a phase",
        total(Build.times(map(Maps.SIN, plus(dot(A, V), phase)), U)),
        V,
        "Aᵀ (U ⊙ cos(A V + 0.3 (1 1ᵀ)))",
        "A^{\\top} (U \\odot \\cos(A V + 0.3 (\\mathbf{1} \\mathbf{1}^{\\top})))");
    Expr damped = minus(eye(n), times(17, 20, t(C)));
    textbook.is(
        "damped walk",
        dot(w, inv(damped), x),
        w,
        "(I − 0.85 Cᵀ)⁻¹ x",
        "(I - 0.85 C^{\\top})^{-1} x");
    Expr noisy = plus(C, times(1, 10, eye(n)));
    textbook.is("noisy kernel", dot(w, inv(noisy), x), w, "(C + 0.1 I)⁻¹ x", "(C + 0.1 I)^{-1} x");
    Expr whole = minus(times(20, 1, eye(n)), times(17, 1, t(C)));
    textbook.is(
        "whole numbers",
        dot(w, inv(whole), x),
        w,
        "(20 I − 17 Cᵀ)⁻¹ x",
        "(20 I - 17 C^{\\top})^{-1} x");
    textbook.is(
        "two weights",
        dot(Build.times(x, plus(times(879, 500, a), times(10507, 10000, y))), w),
        x,
        "w ⊙ (1.758 a + 1.0507 y)",
        "w \\odot (1.758 a + 1.0507 y)");
    textbook.is(
        "a number before a difference",
        times(1, 20, sq(minus(times(3, 1, x), times(7, 1, y)))),
        x,
        "0.9 x − 2.1 y",
        "0.9 x - 2.1 y");
    assertThat(textbook.wrong).isEmpty();
  }
}

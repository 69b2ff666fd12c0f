package leibniz.math;

import static leibniz.ir.Build.divide;
import static leibniz.ir.Build.eye;
import static leibniz.ir.Build.map;
import static leibniz.ir.Build.minus;
import static leibniz.ir.Build.plus;
import static leibniz.ir.Build.power;
import static leibniz.ir.Build.size;
import static leibniz.ir.Build.times;
import static leibniz.ir.Rational.HALF;
import static leibniz.ir.Rational.TWO;
import static leibniz.math.Textbook.A;
import static leibniz.math.Textbook.B;
import static leibniz.math.Textbook.C;
import static leibniz.math.Textbook.D;
import static leibniz.math.Textbook.Q;
import static leibniz.math.Textbook.U;
import static leibniz.math.Textbook.V;
import static leibniz.math.Textbook.W;
import static leibniz.math.Textbook.X;
import static leibniz.math.Textbook.Y;
import static leibniz.math.Textbook.a;
import static leibniz.math.Textbook.b;
import static leibniz.math.Textbook.c;
import static leibniz.math.Textbook.det;
import static leibniz.math.Textbook.dot;
import static leibniz.math.Textbook.full;
import static leibniz.math.Textbook.gradient;
import static leibniz.math.Textbook.inv;
import static leibniz.math.Textbook.lambda;
import static leibniz.math.Textbook.logdet;
import static leibniz.math.Textbook.m;
import static leibniz.math.Textbook.n;
import static leibniz.math.Textbook.p;
import static leibniz.math.Textbook.rows;
import static leibniz.math.Textbook.s;
import static leibniz.math.Textbook.sq;
import static leibniz.math.Textbook.t;
import static leibniz.math.Textbook.total;
import static leibniz.math.Textbook.trace;
import static leibniz.math.Textbook.w;
import static leibniz.math.Textbook.x;
import static leibniz.math.Textbook.y;
import static leibniz.op.Maps.ABS;
import static leibniz.op.Maps.EXP;
import static leibniz.op.Maps.LOG;
import static leibniz.op.Maps.RELU;
import static leibniz.op.Maps.SOFTPLUS;
import static leibniz.op.Maps.TANH;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Derivatives as textbooks print them, among them those of traces, inverses and determinants in
/// chapter 2 of the Matrix Cookbook (Petersen and Pedersen, 2012). That they are right is seen by
/// their values.
final class MatrixTextbookTest {
  private final Textbook textbook = new Textbook();

  @Test
  void derivativesStandAsInATextbook() {
    textbook.is(
        "least squares", sq(minus(dot(A, x), b)), x, "2 Aᵀ (A x − b)", "2 A^{\\top} (A x - b)");
    textbook.is(
        "least squares", sq(minus(dot(A, x), b)), A, "2 (A x − b) xᵀ", "2 (A x - b) x^{\\top}");
    textbook.is("least squares", sq(minus(dot(A, x), b)), b, "2 (b − A x)", "2 (b - A x)");
    textbook.is(
        "ridge regression",
        plus(sq(minus(dot(A, x), b)), times(lambda, sq(x))),
        x,
        "2 (Aᵀ (A x − b) + λ x)",
        "2 (A^{\\top} (A x - b) + \\lambda x)");
    textbook.is(
        "mean squared error",
        divide(sq(minus(dot(A, x), b)), size(m)),
        x,
        "(2/m) Aᵀ (A x − b)",
        "\\frac{2}{m} A^{\\top} (A x - b)");
    textbook.is("linear form", dot(a, x), x, "a", "a");
    textbook.is("quadratic form", dot(x, Q, x), x, "(Q + Qᵀ) x", "(Q + Q^{\\top}) x");
    textbook.is("quadratic form", dot(x, Q, x), Q, "x xᵀ", "x x^{\\top}");
    textbook.is(
        "shifted quadratic form",
        dot(minus(x, a), Q, minus(x, a)),
        x,
        "(Q + Qᵀ) (x − a)",
        "(Q + Q^{\\top}) (x - a)");
    textbook.is(
        "shifted quadratic form",
        dot(minus(x, a), Q, minus(x, a)),
        a,
        "(Q + Qᵀ) (a − x)",
        "(Q + Q^{\\top}) (a - x)");
    textbook.is(
        "shifted quadratic form",
        dot(minus(x, a), Q, minus(x, a)),
        Q,
        "(a − x) (a − x)ᵀ",
        "(a - x) (a - x)^{\\top}");
    textbook.is("bilinear form", dot(b, A, x), b, "A x", "A x");
    textbook.is("bilinear form", dot(b, A, x), A, "b xᵀ", "b x^{\\top}");
    textbook.is("bilinear form", dot(b, A, x), x, "Aᵀ b", "A^{\\top} b");
    textbook.is("bᵀ A Aᵀ b", dot(b, A, t(A), b), A, "2 b bᵀ A", "2 b b^{\\top} A");
    textbook.is(
        "xᵀ Aᵀ A y", dot(x, t(A), A, y), A, "A (x yᵀ + y xᵀ)", "A (x y^{\\top} + y x^{\\top})");
    textbook.is(
        "quadratic form of an affine map",
        dot(plus(dot(X, y), a), C, plus(dot(X, y), a)),
        X,
        "(C + Cᵀ) (X y + a) yᵀ",
        "(C + C^{\\top}) (X y + a) y^{\\top}");
    textbook.is(
        "quadratic form of an affine map",
        dot(plus(dot(X, y), a), C, plus(dot(X, y), a)),
        y,
        "Xᵀ (C + Cᵀ) (X y + a)",
        "X^{\\top} (C + C^{\\top}) (X y + a)");
    textbook.is("norm", power(sq(x), HALF), x, "x / √(xᵀ x)", "\\frac{x}{\\sqrt{x^{\\top} x}}");
    textbook.is("Frobenius norm squared", sq(A), A, "2 A", "2 A");
    textbook.is(
        "Frobenius norm",
        power(sq(A), HALF),
        A,
        "A / √tr(Aᵀ A)",
        "\\frac{A}{\\sqrt{\\operatorname{tr}(A^{\\top} A)}}");
    textbook.is("trace", trace(X), X, "I", "I");
    textbook.is("tr(X C)", trace(dot(X, C)), X, "Cᵀ", "C^{\\top}");
    textbook.is("tr(C X Q)", trace(dot(C, X, Q)), X, "Cᵀ Qᵀ", "C^{\\top} Q^{\\top}");
    textbook.is("tr(C Xᵀ Q)", trace(dot(C, t(X), Q)), X, "Q C", "Q C");
    textbook.is("tr(Xᵀ C)", trace(dot(t(X), C)), X, "C", "C");
    textbook.is("tr(X²)", trace(dot(X, X)), X, "2 Xᵀ", "2 X^{\\top}");
    textbook.is(
        "tr(X² C)",
        trace(dot(X, X, C)),
        X,
        "Cᵀ Xᵀ + Xᵀ Cᵀ",
        "C^{\\top} X^{\\top} + X^{\\top} C^{\\top}");
    textbook.is("tr(Xᵀ C X)", trace(dot(t(X), C, X)), X, "(C + Cᵀ) X", "(C + C^{\\top}) X");
    textbook.is("tr(X C Xᵀ)", trace(dot(X, C, t(X))), X, "X (C + Cᵀ)", "X (C + C^{\\top})");
    textbook.is(
        "tr(C X Q X)",
        trace(dot(C, X, Q, X)),
        X,
        "Cᵀ Xᵀ Qᵀ + Qᵀ Xᵀ Cᵀ",
        "C^{\\top} X^{\\top} Q^{\\top} + Q^{\\top} X^{\\top} C^{\\top}");
    textbook.is(
        "tr(Bᵀ Xᵀ C X B)",
        trace(dot(t(B), t(X), C, X, B)),
        X,
        "(C + Cᵀ) X B Bᵀ",
        "(C + C^{\\top}) X B B^{\\top}");
    textbook.is(
        "tr(Q X C Xᵀ D)",
        trace(dot(Q, X, C, t(X), D)),
        X,
        "D Q X C + Qᵀ Dᵀ X Cᵀ",
        "D Q X C + Q^{\\top} D^{\\top} X C^{\\top}");
    textbook.is(
        "‖C X D + Q‖²",
        sq(plus(dot(C, X, D), Q)),
        X,
        "2 Cᵀ (C X D + Q) Dᵀ",
        "2 C^{\\top} (C X D + Q) D^{\\top}");
    textbook.is("tr(X³)", trace(dot(X, X, X)), X, "3 Xᵀ Xᵀ", "3 X^{\\top} X^{\\top}");
    textbook.is(
        "tr(C X³)",
        trace(dot(C, X, X, X)),
        X,
        "Cᵀ Xᵀ Xᵀ + Xᵀ Cᵀ Xᵀ + Xᵀ Xᵀ Cᵀ",
        "C^{\\top} X^{\\top} X^{\\top} + X^{\\top} C^{\\top} X^{\\top} + X^{\\top} X^{\\top} C^{\\top}");
    textbook.is(
        "tr(C X⁻¹ Q)",
        trace(dot(C, inv(X), Q)),
        X,
        "−X⁻ᵀ Cᵀ Qᵀ X⁻ᵀ",
        "-X^{-\\top} C^{\\top} Q^{\\top} X^{-\\top}");
    textbook.is(
        "aᵀ X⁻¹ y", dot(a, inv(X), y), X, "−X⁻ᵀ a yᵀ X⁻ᵀ", "-X^{-\\top} a y^{\\top} X^{-\\top}");
    textbook.is(
        "tr((X + C)⁻¹)",
        trace(inv(plus(X, C))),
        X,
        "−(C + X)⁻ᵀ (C + X)⁻ᵀ",
        "-(C + X)^{-\\top} (C + X)^{-\\top}");
    textbook.is(
        "tr((Xᵀ C X)⁻¹ Q)",
        trace(dot(inv(dot(t(X), C, X)), Q)),
        X,
        "−C X (Xᵀ C X)⁻¹ Q (Xᵀ C X)⁻¹ − Cᵀ X (Xᵀ C X)⁻ᵀ Qᵀ (Xᵀ C X)⁻ᵀ",
        "-C X (X^{\\top} C X)^{-1} Q (X^{\\top} C X)^{-1} - C^{\\top} X (X^{\\top} C X)^{-\\top} Q^{\\top} (X^{\\top} C X)^{-\\top}");
    textbook.is("determinant", det(X), X, "det(X) X⁻ᵀ", "\\det(X) X^{-\\top}");
    textbook.is(
        "determinant of a product",
        det(dot(Q, X, C)),
        X,
        "det(Q X C) Qᵀ (Q X C)⁻ᵀ Cᵀ",
        "\\det(Q X C) Q^{\\top} (Q X C)^{-\\top} C^{\\top}");
    textbook.is("logarithm of a determinant", logdet(X), X, "X⁻ᵀ", "X^{-\\top}");
    textbook.is(
        "logarithm of a Gram determinant",
        logdet(dot(t(A), A)),
        A,
        "2 A (Aᵀ A)⁻¹",
        "2 A (A^{\\top} A)^{-1}");
    textbook.is(
        "Gaussian likelihood",
        plus(logdet(Q), dot(minus(x, a), inv(Q), minus(x, a))),
        Q,
        "Q⁻ᵀ − Q⁻ᵀ (a − x) (a − x)ᵀ Q⁻ᵀ",
        "Q^{-\\top} - Q^{-\\top} (a - x) (a - x)^{\\top} Q^{-\\top}");
    textbook.is(
        "Gaussian likelihood",
        plus(logdet(Q), dot(minus(x, a), inv(Q), minus(x, a))),
        x,
        "(Q⁻¹ + Q⁻ᵀ) (x − a)",
        "(Q^{-1} + Q^{-\\top}) (x - a)");
    textbook.is(
        "matrix factorisation",
        sq(minus(A, dot(U, t(V)))),
        U,
        "2 (U Vᵀ − A) V",
        "2 (U V^{\\top} - A) V");
    textbook.is(
        "matrix factorisation",
        sq(minus(A, dot(U, t(V)))),
        V,
        "2 (U Vᵀ − A)ᵀ U",
        "2 (U V^{\\top} - A)^{\\top} U");
    textbook.is(
        "with weight decay",
        plus(sq(minus(A, dot(U, t(V)))), times(lambda, plus(sq(U), sq(V)))),
        U,
        "2 ((U Vᵀ − A) V + λ U)",
        "2 ((U V^{\\top} - A) V + \\lambda U)");
    textbook.is(
        "with weight decay",
        plus(sq(minus(A, dot(U, t(V)))), times(lambda, plus(sq(U), sq(V)))),
        V,
        "2 ((U Vᵀ − A)ᵀ U + λ V)",
        "2 ((U V^{\\top} - A)^{\\top} U + \\lambda V)");
    textbook.is(
        "symmetric factorisation",
        sq(minus(Q, dot(V, t(V)))),
        V,
        "2 (2 V Vᵀ − Q − Qᵀ) V",
        "2 (2 V V^{\\top} - Q - Q^{\\top}) V");
    textbook.is(
        "orthogonality",
        sq(minus(dot(t(X), X), eye(n))),
        X,
        "4 X (Xᵀ X − I)",
        "4 X (X^{\\top} X - I)");
    textbook.is(
        "linear layer",
        sq(minus(dot(A, t(W)), Y)),
        W,
        "2 (A Wᵀ − Y)ᵀ A",
        "2 (A W^{\\top} - Y)^{\\top} A");
    textbook.is(
        "linear layer", sq(minus(dot(A, t(W)), Y)), A, "2 (A Wᵀ − Y) W", "2 (A W^{\\top} - Y) W");
    textbook.is(
        "layer with bias",
        sq(minus(plus(dot(A, t(W)), rows(c)), Y)),
        c,
        "2 (1 cᵀ + A Wᵀ − Y)ᵀ 1",
        "2 (\\mathbf{1} c^{\\top} + A W^{\\top} - Y)^{\\top} \\mathbf{1}");
    textbook.is(
        "hidden layer",
        sq(minus(dot(t(V), map(TANH, dot(Q, x))), c)),
        Q,
        "2 ((V (Vᵀ tanh(Q x) − c)) ⊙ (1 − tanh(Q x)^∘2)) xᵀ",
        "2 ((V (V^{\\top} \\tanh(Q x) - c)) \\odot (\\mathbf{1} - \\tanh(Q x)^{\\circ 2})) x^{\\top}");
    textbook.is(
        "hidden layer",
        sq(minus(dot(t(V), map(TANH, dot(Q, x))), c)),
        V,
        "2 tanh(Q x) (Vᵀ tanh(Q x) − c)ᵀ",
        "2 \\tanh(Q x) (V^{\\top} \\tanh(Q x) - c)^{\\top}");
    textbook.is(
        "hidden layer",
        sq(minus(dot(t(V), map(TANH, dot(Q, x))), c)),
        x,
        "2 Qᵀ ((V (Vᵀ tanh(Q x) − c)) ⊙ (1 − tanh(Q x)^∘2))",
        "2 Q^{\\top} ((V (V^{\\top} \\tanh(Q x) - c)) \\odot (\\mathbf{1} - \\tanh(Q x)^{\\circ 2}))");
    textbook.is(
        "logistic regression",
        divide(total(minus(map(SOFTPLUS, dot(A, w)), times(b, dot(A, w)))), size(m)),
        w,
        "(1/m) Aᵀ (σ(A w) − b)",
        "\\frac{1}{m} A^{\\top} (\\sigma(A w) - b)");
    textbook.is(
        "Poisson regression",
        total(minus(map(EXP, dot(A, w)), times(b, dot(A, w)))),
        w,
        "Aᵀ (exp(A w) − b)",
        "A^{\\top} (\\exp(A w) - b)");
    textbook.is(
        "rectified layer",
        total(map(RELU, dot(A, x))),
        x,
        "Aᵀ [A x > 0]",
        "A^{\\top} \\left[A x > 0\\right]");
    textbook.is(
        "rectified layer",
        total(map(RELU, dot(A, x))),
        A,
        "[A x > 0] xᵀ",
        "\\left[A x > 0\\right] x^{\\top}");
    textbook.is(
        "absolute errors",
        total(map(ABS, minus(dot(A, x), b))),
        x,
        "Aᵀ sign(A x − b)",
        "A^{\\top} \\operatorname{sign}(A x - b)");
    textbook.is("sum", total(A), A, "1 1ᵀ", "\\mathbf{1} \\mathbf{1}^{\\top}");
    textbook.is(
        "mean",
        divide(total(A), times(size(m), size(n))),
        A,
        "(1/(m n)) 1 1ᵀ",
        "\\frac{1}{m n} \\mathbf{1} \\mathbf{1}^{\\top}");
    textbook.is("entrywise product", total(times(X, Q)), X, "Q", "Q");
    textbook.is(
        "weighted entrywise product",
        dot(x, times(X, Q), y),
        X,
        "diag(x) Q diag(y)",
        "\\operatorname{diag}(x) Q \\operatorname{diag}(y)");
    textbook.is(
        "weighted entrywise product", dot(x, times(X, Q), y), x, "(Q ⊙ X) y", "(Q \\odot X) y");
    textbook.is("entropy", total(times(p, map(LOG, p))), p, "1 + log(p)", "\\mathbf{1} + \\log(p)");
    textbook.is("sum of quotients", total(divide(x, p)), x, "p^∘(−1)", "p^{\\circ -1}");
    textbook.is(
        "sum of quotients", total(divide(x, p)), p, "−x ⊘ p^∘2", "-x \\oslash p^{\\circ 2}");
    textbook.is(
        "Rayleigh quotient",
        divide(dot(x, Q, x), sq(x)),
        x,
        "(Q + Qᵀ) x / (xᵀ x) − 2 (xᵀ Q x) x / (xᵀ x)²",
        "\\frac{(Q + Q^{\\top}) x}{x^{\\top} x} - \\frac{2 (x^{\\top} Q x) x}{(x^{\\top} x)^2}");
    textbook.is(
        "square of a quadratic form",
        power(dot(x, Q, x), TWO),
        x,
        "2 (xᵀ Q x) (Q + Qᵀ) x",
        "2 (x^{\\top} Q x) (Q + Q^{\\top}) x");
    textbook.is("Jacobian of a linear map", dot(A, x), x, "A", "A");
    textbook.is(
        "Jacobian of a layer",
        map(TANH, dot(A, x)),
        x,
        "diag(1 − tanh(A x)^∘2) A",
        "\\operatorname{diag}(\\mathbf{1} - \\tanh(A x)^{\\circ 2}) A");
    textbook.is(
        "Jacobian of a function of each entry",
        map(EXP, x),
        x,
        "diag(exp(x))",
        "\\operatorname{diag}(\\exp(x))");
    textbook.is(
        "Jacobian of a unit vector",
        divide(x, full(power(sq(x), HALF), x)),
        x,
        "I / √(xᵀ x) − x xᵀ / (xᵀ x)^(3/2)",
        "\\frac{I}{\\sqrt{x^{\\top} x}} - \\frac{x x^{\\top}}{(x^{\\top} x)^{3/2}}");
    textbook.is(
        "Jacobian of a centred vector",
        minus(x, full(divide(total(x), size(n)), x)),
        x,
        "I − (1/n) 1 1ᵀ",
        "I - \\frac{1}{n} \\mathbf{1} \\mathbf{1}^{\\top}");
    textbook.is("Jacobian of itself", x, x, "I", "I");
    textbook.is("scaling", times(full(s, x), x), s, "x", "x");
    textbook.is("scaling", times(full(s, x), x), x, "s I", "s I");
    textbook.is(
        "second derivative of a quadratic form",
        gradient(dot(x, Q, x), x),
        x,
        "Q + Qᵀ",
        "Q + Q^{\\top}");
    textbook.is(
        "second derivative of least squares",
        gradient(sq(minus(dot(A, x), b)), x),
        x,
        "2 Aᵀ A",
        "2 A^{\\top} A");
    textbook.is(
        "second derivative of logistic regression",
        gradient(total(map(SOFTPLUS, dot(A, w))), w),
        w,
        "Aᵀ diag(σ(A w) ⊙ (1 − σ(A w))) A",
        "A^{\\top} \\operatorname{diag}(\\sigma(A w) \\odot (\\mathbf{1} - \\sigma(A w))) A");
    assertThat(textbook.wrong).isEmpty();
    assertThat(textbook.rows).isGreaterThan(60);
  }
}

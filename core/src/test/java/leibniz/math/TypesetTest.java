package leibniz.math;

import static leibniz.ir.Rational.HALF;
import static leibniz.ir.Rational.MINUS_ONE;
import static leibniz.ir.Rational.TWO;
import static leibniz.math.Writing.ascii;
import static leibniz.math.Writing.axes;
import static leibniz.math.Writing.latex;
import static leibniz.math.Writing.name;
import static leibniz.math.Writing.shape;
import static leibniz.math.Writing.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import leibniz.calculus.Differentiate;
import leibniz.calculus.General;
import leibniz.ir.Axes;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.op.LogSumExp;
import leibniz.op.Maps;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The equations of the textbook by their exact text.
class TypesetTest {
  private final Writing w = new Writing();

  private static void writes(Equation e, String unicode) {
    assertThat(e).hasToString(unicode);
  }

  @Nested
  class Softmax {
    private final Expr v = w.input("v", "B", "D");
    private final Expr e = w.named("e", Build.map(Maps.EXP, v));
    private final Expr s = w.named("s", sum(e, 1));

    @Test
    void isDefinedByItsSteps() {
      writes(w.definition("e", e), "e_bi = exp(v_bi)");
      writes(w.definition("s", s), "s_b = Σ_k e_bk");
      Expr q = Build.divide(e, Build.broadcast(s, e.shape()));
      writes(w.definition("q", q), "q_bi = e_bi / s_b");
      assertThat(latex(w.definition("q", q))).isEqualTo("q_{bi} = \\frac{e_{bi}}{s_b}");
    }

    @Test
    void hasLocalDerivatives() {
      writes(w.derivative("e", e, v), "∂e_bi/∂v_bj = e_bi δ_ij");
      writes(w.derivative("s", s, v), "∂s_b/∂v_bj = e_bj");
      assertThat(ascii(w.derivative("e", e, v))).isEqualTo("de_bi/dv_bj = e_bi delta_ij");
    }

    @Test
    void hasTheChainRuleInSymbols() {
      Expr de = Build.var("de", shape("B", "D", "D"));
      Expr ds = Build.var("ds", shape("B", "1", "D"));
      Symbols symbols =
          Symbols.of(w.names())
              .with(de, new Symbol.Derivative(name("e"), axes(e, v), List.of(name("v"))))
              .with(ds, new Symbol.Derivative(name("s"), axes(s, v), List.of(name("v"))));
      Expr total =
          Product.one().times(de, List.of(0, 1, 2)).letter(3, Dim.ONE).out(List.of(0, 3, 2));
      writes(
          Typeset.derivative(name("s"), axes(s, v), List.of(name("v")), total, symbols),
          "∂s_b/∂v_bj = Σ_k ∂e_bk/∂v_bj");
      Expr first =
          Product.one()
              .times(s, List.of(0, 3), MINUS_ONE)
              .times(de, List.of(0, 1, 2))
              .out(List.of(0, 1, 2));
      Expr second =
          Product.one()
              .times(e, List.of(0, 1))
              .times(s, List.of(0, 3), Rational.of(-2))
              .times(ds, List.of(0, 3, 2))
              .out(List.of(0, 1, 2));
      Equation rule =
          Typeset.derivative(
              name("q"), axes(e, v), List.of(name("v")), Build.minus(first, second), symbols);
      writes(rule, "∂q_bi/∂v_bj = (1/s_b) ∂e_bi/∂v_bj − (e_bi/s_b²) ∂s_b/∂v_bj");
      assertThat(latex(rule))
          .isEqualTo(
              "\\frac{\\partial q_{bi}}{\\partial v_{bj}} ="
                  + " \\frac{1}{s_b} \\frac{\\partial e_{bi}}{\\partial v_{bj}}"
                  + " - \\frac{e_{bi}}{s_b^2} \\frac{\\partial s_b}{\\partial v_{bj}}");
    }

    @Test
    void hasItsFamousDerivative() {
      Expr q = w.input("q", "B", "D");
      Expr diagonal = Product.one().times(q, List.of(0, 1)).out(List.of(0, 1, 1));
      Expr outer =
          Product.one().times(q, List.of(0, 1)).times(q, List.of(0, 2)).out(List.of(0, 1, 2));
      Equation famous =
          Typeset.derivative(
              name("q"), axes(q, v), List.of(name("v")), Build.minus(diagonal, outer), w.names());
      writes(famous, "∂q_bi/∂v_bj = q_bi (δ_ij − q_bj)");
      assertThat(ascii(famous)).isEqualTo("dq_bi/dv_bj = q_bi (delta_ij - q_bj)");
      assertThat(latex(famous))
          .isEqualTo("\\frac{\\partial q_{bi}}{\\partial v_{bj}} = q_{bi} (\\delta_{ij} - q_{bj})");
    }

    @Test
    void ofTheLogarithmNeedsNoName() {
      Expr l = LogSumExp.logSoftmax(v);
      writes(w.definition("l", l), "l_bi = v_bi − log Σ_k exp(v_bk)");
      assertThat(latex(w.definition("l", l)))
          .isEqualTo("l_{bi} = v_{bi} - \\log \\sum_k \\exp(v_{bk})");
      writes(w.derivative("l", l, v), "∂l_bi/∂v_bj = δ_ij − exp(v_bj − log Σ_k exp(v_bk))");
      Symbols symbols =
          Symbols.of(w.names())
              .with(
                  LogSumExp.softmax(v),
                  new Symbol.Applied("softmax", "softmax", "\\operatorname{softmax}", v));
      Expr value = General.share(Differentiate.of(l, v), axes(l, v));
      writes(
          Typeset.derivative(name("l"), axes(l, v), List.of(name("v")), value, symbols),
          "∂l_bi/∂v_bj = δ_ij − softmax(v_b)_j");
      w.named("q", LogSumExp.softmax(v));
      writes(w.derivative("l", l, v), "∂l_bi/∂v_bj = δ_ij − q_bj");
    }

    @Test
    void tellsTheRolesOfItsLetters() {
      Equation l = w.derivative("l", LogSumExp.logSoftmax(v), v);
      String legend =
          l.letters().stream()
              .map(x -> x.text() + " " + x.role())
              .collect(Collectors.joining(", "));
      assertThat(legend).isEqualTo("b BATCH, i OUTPUT, j INPUT, k SUMMED");
    }
  }

  @Nested
  class Layers {
    @Test
    void linear() {
      Expr weight = w.input("W", "n", "m");
      Expr x = w.input("x", "B", "m");
      Expr yhat = Writing.linear(weight, x);
      writes(w.definition("yhat", yhat), "ŷ_bi = Σ_k W_ik x_bk");
      writes(w.derivative("yhat", yhat, weight), "∂ŷ_bi/∂W_jk = δ_ij x_bk");
      writes(w.derivative("yhat", yhat, x), "∂ŷ_bi/∂x_bj = W_ij");
      assertThat(latex(w.derivative("yhat", yhat, weight)))
          .isEqualTo("\\frac{\\partial \\hat{y}_{bi}}{\\partial W_{jk}} = \\delta_{ij} x_{bk}");
      assertThat(ascii(w.derivative("yhat", yhat, weight)))
          .isEqualTo("dyhat_bi/dW_jk = delta_ij x_bk");
    }

    @Test
    void sigmoidAndTanh() {
      Expr h = w.input("h", "B", "D");
      Expr a = w.named("a", Build.map(Maps.SIGMOID, h));
      writes(w.definition("a", a), "a_bi = σ(h_bi)");
      writes(w.derivative("a", a, h), "∂a_bi/∂h_bj = a_bi (1 − a_bi) δ_ij");
      Expr weight = w.input("W", "D", "n");
      Expr t = w.named("t", Build.map(Maps.TANH, Writing.linear(weight, w.input("x", "B", "n"))));
      writes(w.derivative("t", t, weight), "∂t_bi/∂W_jk = (1 − t_bi²) δ_ij x_bk");
    }

    @Test
    void deepLinear() {
      Expr x = w.input("x", "B", "n0");
      Expr h = x;
      List<Expr> weights = new ArrayList<>();
      for (int l = 0; l < 4; l++) {
        weights.add(w.input("W[" + l + "]", "n" + (l + 1), "n" + l));
        h = Writing.linear(weights.get(l), h);
      }
      writes(w.definition("yhat", h), "ŷ_bi = (W⁽³⁾ W⁽²⁾ W⁽¹⁾ W⁽⁰⁾ x_b)_i");
      writes(w.derivative("yhat", h, weights.get(0)), "∂ŷ_bi/∂W⁽⁰⁾_jk = (W⁽³⁾ W⁽²⁾ W⁽¹⁾)_ij x_bk");
      Equation second = w.derivative("yhat", h, weights.get(1));
      writes(second, "∂ŷ_bi/∂W⁽¹⁾_jk = (W⁽³⁾ W⁽²⁾)_ij (W⁽⁰⁾ x_b)_k");
      writes(w.derivative("yhat", h, weights.get(2)), "∂ŷ_bi/∂W⁽²⁾_jk = W⁽³⁾_ij (W⁽¹⁾ W⁽⁰⁾ x_b)_k");
      writes(
          w.derivative("yhat", h, weights.get(3)), "∂ŷ_bi/∂W⁽³⁾_jk = δ_ij (W⁽²⁾ W⁽¹⁾ W⁽⁰⁾ x_b)_k");
      writes(w.derivative("yhat", h, x), "∂ŷ_bi/∂x_bj = (W⁽³⁾ W⁽²⁾ W⁽¹⁾ W⁽⁰⁾)_ij");
      assertThat(ascii(second)).isEqualTo("dyhat_bi/dW[1]_jk = (W[3] W[2])_ij (W[0] x_b)_k");
      assertThat(latex(second))
          .isEqualTo(
              "\\frac{\\partial \\hat{y}_{bi}}{\\partial W^{(1)}_{jk}} ="
                  + " (W^{(3)} W^{(2)})_{ij} (W^{(0)} x_b)_k");
    }

    @Test
    void affineStepByStep() {
      Expr g3 = w.input("g3", "B", "n3");
      Expr w3 = w.input("W3", "n3", "n2");
      Expr h2 =
          w.named(
              "h2",
              Build.plus(
                  Writing.linear(w.input("W2", "n2", "n1"), w.input("h1", "B", "n1")),
                  Build.broadcast(w.input("b2", "n2"), shape("B", "n2"))));
      writes(w.definition("h2", h2), "h2_bi = Σ_k W2_ik h1_bk + b2_i");
      Expr g2 = Product.one().times(g3, List.of(0, 1)).times(w3, List.of(1, 2)).out(List.of(0, 2));
      writes(w.definition("g2", g2), "g2_bi = Σ_k g3_bk W3_ki");
      Expr gradient =
          Product.one().times(g3, List.of(0, 1)).times(h2, List.of(0, 2)).out(List.of(0, 1, 2));
      Axes axes = axes(w.input("loss", "B", "1"), w3);
      Expr value = Build.expand(gradient, List.of(1));
      Equation step = Typeset.derivative(name("loss"), axes, List.of(name("W3")), value, w.names());
      writes(step, "∂ℓ_b/∂W3_jk = g3_bj h2_bk");
      assertThat(latex(step))
          .isEqualTo(
              "\\frac{\\partial \\ell_b}{\\partial W^{(3)}_{jk}} = g^{(3)}_{bj} h^{(2)}_{bk}");
    }

    @Test
    void aNameIsFoundInASumThatHasSwallowedIt() {
      Expr yhat =
          w.named(
              "yhat",
              Build.plus(
                  Writing.linear(w.input("W", "n", "m"), w.input("x", "B", "m")),
                  Build.broadcast(w.input("b", "n"), shape("B", "n"))));
      writes(
          w.definition("err", Build.minus(w.input("y", "B", "n"), yhat)), "err_bi = y_bi − ŷ_bi");
    }
  }

  @Nested
  class Losses {
    private final Expr y = w.input("y", "B", "D");
    private final Expr yhat = w.input("yhat", "B", "D");
    private final Expr err = Build.minus(y, yhat);
    private final Expr loss = sum(Build.power(err, TWO), 1);

    @Test
    void squaredError() {
      writes(w.derivative("loss", loss, yhat), "∂ℓ_b/∂ŷ_bj = 2 (ŷ_bj − y_bj)");
      Expr half = Build.scale(HALF, loss);
      writes(w.derivative("loss", half, yhat), "∂ℓ_b/∂ŷ_bj = ŷ_bj − y_bj");
      w.named("err", err);
      writes(w.definition("err", err), "err_bi = y_bi − ŷ_bi");
      writes(w.definition("loss", half), "ℓ_b = (1/2) Σ_k err_bk²");
      writes(w.derivative("loss", loss, yhat), "∂ℓ_b/∂ŷ_bj = −2 err_bj");
      assertThat(latex(w.derivative("loss", loss, yhat)))
          .isEqualTo("\\frac{\\partial \\ell_b}{\\partial \\hat{y}_{bj}} = -2 \\mathrm{err}_{bj}");
    }

    @Test
    void meanOverTheBatch() {
      Expr a = w.input("a", "B");
      Expr mean =
          Product.one()
              .times(Build.power(Build.minus(a, w.input("t", "B")), TWO), List.of(0))
              .times(Build.size(Dim.symbol("B")), List.of(), MINUS_ONE)
              .out(List.of());
      writes(w.definition("loss", mean), "ℓ = (1/B) Σ_b (t_b − a_b)²");
      writes(w.derivative("loss", mean, a), "∂ℓ/∂a_i = (2/B) (a_i − t_i)");
    }

    @Test
    void norm() {
      Expr n = Build.power(sum(Build.power(y, TWO), 1), HALF);
      writes(w.definition("n", n), "n_b = √(Σ_k y_bk²)");
      writes(w.derivative("n", n, y), "∂n_b/∂y_bj = y_bj / √(Σ_k y_bk²)");
      Expr unit = Build.divide(y, Build.broadcast(n, y.shape()));
      w.named("n", n);
      writes(w.derivative("n", n, y), "∂n_b/∂y_bj = y_bj / n_b");
      writes(w.derivative("u", unit, y), "∂u_bi/∂y_bj = δ_ij / n_b − y_bi y_bj / n_b³");
      assertThat(ascii(w.definition("n", n))).isEqualTo("n_b = sqrt(sum_k y_bk^2)");
      assertThat(latex(w.definition("n", n))).isEqualTo("n_b = \\sqrt{\\sum_k y_{bk}^2}");
    }
  }
}

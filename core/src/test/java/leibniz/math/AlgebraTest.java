package leibniz.math;

import static leibniz.ir.Rational.HALF;
import static leibniz.ir.Rational.MINUS_ONE;
import static leibniz.ir.Rational.TWO;
import static leibniz.math.Writing.ascii;
import static leibniz.math.Writing.latex;
import static leibniz.math.Writing.name;
import static leibniz.math.Writing.shape;
import static leibniz.math.Writing.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import leibniz.calculus.Differentiate;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.op.Determinant;
import leibniz.op.Extremum;
import leibniz.op.Inverse;
import leibniz.op.Maps;
import leibniz.op.Slice;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Formulas by their exact text: how products, sums, quotients, names and long formulas are set.
class AlgebraTest {
  private final Writing w = new Writing();

  private static void writes(Equation e, String unicode) {
    assertThat(e).hasToString(unicode);
  }

  @Nested
  class Algebra {
    private final Expr a = w.input("A", "n", "n");
    private final Expr u = w.input("u", "n");
    private final Expr v = w.input("v", "n");

    @Test
    void deltas() {
      writes(w.derivative("u", u, u), "∂u_i/∂u_j = δ_ij");
      writes(w.derivative("A", a, a), "∂A_ij/∂A_kl = δ_ik δ_jl");
      Expr x = w.input("x", "B", "m");
      writes(
          Typeset.definition(name("I"), Differentiate.of(x, x), w.names()), "I_bijk = δ_bj δ_ik");
      writes(Typeset.definition(name("J"), Build.eye(Dim.symbol("B")), w.names()), "J_bc = δ_bc");
    }

    @Test
    void matrixProducts() {
      Expr twice =
          Product.one()
              .times(u, List.of(0))
              .times(a, List.of(0, 1))
              .times(a, List.of(2, 1))
              .times(v, List.of(2))
              .out(List.of());
      writes(w.definition("f", twice), "f = vᵀ A Aᵀ u");
      assertThat(ascii(w.definition("f", twice))).isEqualTo("f = v^T A A^T u");
      assertThat(latex(w.definition("f", twice))).isEqualTo("f = v^{\\top} A A^{\\top} u");
      Expr one = Product.one().times(a, List.of(1, 0)).times(u, List.of(1)).out(List.of(0));
      writes(w.definition("f", one), "f_i = Σ_k u_k A_ki");
      Expr trace = Product.one().times(a, List.of(0, 1)).times(a, List.of(1, 0)).out(List.of());
      writes(w.definition("f", trace), "f = Σ_kl A_kl A_lk");
      writes(w.definition("f", Build.transpose(a, List.of(1, 0))), "f_ij = A_ji");
    }

    @Test
    void quotients() {
      Expr quotient = Build.divide(u, v);
      writes(w.definition("f", quotient), "f_i = u_i / v_i");
      writes(w.derivative("f", quotient, v), "∂f_i/∂v_j = −u_i δ_ij / v_i²");
      writes(w.definition("f", Build.power(u, MINUS_ONE)), "f_i = 1/u_i");
      writes(w.definition("f", Build.power(u, Rational.of(3, 2))), "f_i = u_i^(3/2)");
      writes(w.derivative("f", Build.power(u, HALF), u), "∂f_i/∂u_j = δ_ij / (2 √u_i)");
      assertThat(latex(w.derivative("f", Build.power(u, HALF), u)))
          .isEqualTo("\\frac{\\partial f_i}{\\partial u_j} = \\frac{\\delta_{ij}}{2 \\sqrt{u_i}}");
    }

    @Test
    void sums() {
      writes(w.definition("f", Build.minus(Build.times(u, v), u)), "f_i = u_i (v_i − 1)");
      writes(w.definition("f", Build.negate(Build.plus(u, v))), "f_i = −u_i − v_i");
      Expr fractions = Build.minus(Build.divide(u, v), Build.divide(Build.times(u, u), v));
      writes(w.definition("f", fractions), "f_i = u_i (1 − u_i) / v_i");
      Expr nested = Build.times(u, Build.plus(v, Build.power(Build.minus(u, v), Rational.of(3))));
      writes(w.definition("f", nested), "f_i = u_i (v_i + (u_i − v_i)³)");
      Expr bias = Build.plus(a, Build.broadcast(u, a.shape()));
      writes(w.definition("f", bias), "f_ij = A_ij + u_j");
      Expr total = Build.scale(Rational.of(3), Build.reduce(Build.plus(u, v), List.of(0)));
      writes(w.definition("f", total), "f = 3 Σ_k (u_k + v_k)");
    }

    @Test
    void numbers() {
      Expr gelu =
          Build.plus(u, Build.scale(Rational.of(new BigDecimal("0.044715")), Build.power(u, TWO)));
      writes(w.definition("f", gelu), "f_i = u_i (1 + 0.044715 u_i)");
      Expr quarter = Build.plus(Build.full(Rational.of(1, 4), u.shape()), Build.scale(TWO, u));
      writes(w.definition("f", quarter), "f_i = 1/4 + 2 u_i");
      Expr half = Build.scale(HALF, Build.plus(Build.ones(u.shape()), u));
      writes(w.definition("f", half), "f_i = (1/2) (1 + u_i)");
      assertThat(latex(w.definition("f", half))).isEqualTo("f_i = \\frac{1}{2} (1 + u_i)");
    }

    @Test
    void special() {
      Expr inverse = Build.special(Inverse.OP, a);
      writes(w.derivative("C", inverse, a), "∂C_ij/∂A_kl = −(A⁻¹)_ik (A⁻¹)_lj");
      assertThat(ascii(w.definition("C", inverse))).isEqualTo("C_ij = (A^-1)_ij");
      assertThat(latex(w.definition("C", inverse))).isEqualTo("C_{ij} = (A^{-1})_{ij}");
      Expr det = Build.special(new Determinant(false), a);
      writes(w.derivative("f", det, a), "∂f/∂A_ij = det(A) (A⁻¹)_ji");
      writes(w.definition("m", Build.special(new Extremum(true, 1), a)), "m_i = max_k A_ik");
      Expr shifted = Build.special(new Slice(Dim.ONE, Dim.symbol("n").minus(Dim.ONE), 1), a);
      writes(w.definition("z", shifted), "z_ij = A_i(j+1)");
      assertThat(latex(w.definition("z", shifted))).isEqualTo("z_{ij} = A_{i,j+1}");
      Expr product =
          Product.one().times(a, List.of(0, 1)).times(a, List.of(1, 2)).out(List.of(0, 2));
      writes(
          w.definition("C", Build.special(Inverse.OP, product)),
          "C_ij = (t1⁻¹)_ij where t1_ij = Σ_k A_ik A_kj");
    }

    @Test
    void functions() {
      writes(w.definition("f", Build.map(Maps.ABS, Build.minus(u, v))), "f_i = |u_i − v_i|");
      Expr positive = Build.map(Maps.GREATER, u, Build.zeros(u.shape()));
      writes(w.definition("f", positive), "f_i = [u_i > 0]");
      Expr leaky = Build.map(Maps.WHERE, positive, u, v);
      writes(w.definition("f", leaky), "f_i = (u_i if u_i > 0 else v_i)");
      assertThat(latex(w.definition("f", leaky)))
          .isEqualTo(
              "f_i = \\begin{cases} u_i & \\text{if } u_i > 0 \\\\ v_i & \\text{otherwise}"
                  + " \\end{cases}");
      writes(w.definition("f", Build.map(Maps.POWER, u, v)), "f_i = u_i^(v_i)");
    }
  }

  @Nested
  class Identifiers {
    @Test
    void areSpelledAsByHand() {
      Expr product = Build.times(w.input("alpha", "n"), w.input("phat", "n"), w.input("W_1", "n"));
      Equation e = w.definition("sigma2", product);
      writes(e, "σ2_i = W1_i α_i p̂_i");
      assertThat(ascii(e)).isEqualTo("sigma2_i = W_1_i alpha_i phat_i");
      assertThat(latex(e)).isEqualTo("\\sigma^{(2)}_i = W^{(1)}_i \\alpha_i \\hat{p}_i");
    }

    @Test
    void showVersions() {
      Equation e = w.definition("h@2", Build.map(Maps.EXP, w.named("h@1", w.input("h", "n"))));
      writes(e, "h⁽²⁾_i = exp(h⁽¹⁾_i)");
      assertThat(ascii(e)).isEqualTo("h@2_i = exp(h@1_i)");
      assertThat(latex(e)).isEqualTo("h^{(2)}_i = \\exp(h^{(1)}_i)");
    }

    @Test
    void doNotRunOutOfLetters() {
      String[] dims = new String[20];
      Arrays.fill(dims, "n");
      Equation e = w.definition("f", w.input("T", dims));
      assertThat(Unicode.print(e.right())).isEqualTo("T_i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z,i1,i2");
    }
  }

  @Nested
  class Length {
    @Test
    void deepChainsGetNames() {
      Expr deep = w.input("x", "n");
      for (int k = 0; k < 2000; k++) {
        deep = Build.map(k % 2 == 0 ? Maps.SIN : Maps.COS, deep);
      }
      Equation e = w.definition("f", deep);
      assertThat(e.where()).hasSizeGreaterThan(100);
      assertThat(Unicode.print(e.formula())).hasSizeLessThan(100);
      assertThat(e.where().get(1).toString()).startsWith("t2_i = ").contains("t1_i");
    }

    @Test
    void sharedPartsDoNotBlowUp() {
      Expr x = w.input("x", "n");
      Expr tower = x;
      for (int k = 0; k < 100; k++) {
        tower = Build.plus(Build.times(Build.map(Maps.TANH, tower), tower), x);
      }
      Equation e = w.definition("f", tower);
      assertThat(e.toString().length()).isLessThan(10_000);
    }

    @Test
    void linesBreakAtTheOutermostSigns() {
      Expr sum = Build.zeros(shape("n"));
      for (int k = 0; k < 8; k++) {
        sum = Build.minus(sum, Build.times(w.input("a" + k, "n"), w.input("bhat" + k, "n")));
      }
      assertThat(Unicode.lines(w.definition("f", sum).formula(), 36))
          .containsExactly(
              "f_i = −a0_i b̂0_i − a1_i b̂1_i",
              "    − a2_i b̂2_i − a3_i b̂3_i",
              "    − a4_i b̂4_i − a5_i b̂5_i",
              "    − a6_i b̂6_i − a7_i b̂7_i");
    }

    @Test
    void linesBreakInLongBrackets() {
      Expr sum = Build.zeros(shape("n"));
      for (int k = 0; k < 4; k++) {
        sum = Build.plus(sum, Build.times(w.input("a" + k, "n"), w.input("b" + k, "n")));
      }
      Expr product = Build.times(w.input("u", "n"), sum);
      assertThat(Unicode.lines(w.definition("f", product).formula(), 32))
          .containsExactly("f_i = u_i (a0_i b0_i + a1_i b1_i", "    + a2_i b2_i + a3_i b3_i)");
    }
  }
}

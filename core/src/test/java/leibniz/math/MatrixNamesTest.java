package leibniz.math;

import static leibniz.math.Writing.axes;
import static leibniz.math.Writing.name;
import static leibniz.math.Writing.shape;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import leibniz.calculus.Differentiate;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.op.LogSumExp;
import leibniz.op.Maps;
import org.junit.jupiter.api.Test;

/// Names, sides of equations, axes of size 1, and what has no form.
final class MatrixNamesTest {
  private final Writing program = new Writing();

  private String derivative(Expr f, Expr by) {
    Equation equation =
        MatrixForm.derivative(
            name("f"),
            axes(f, by),
            List.of(Objects.requireNonNull(program.names().of(by))),
            Differentiate.of(f, by),
            Symbols.of(program.names()));
    return equation == null ? "none" : equation.toString();
  }

  private String form(Expr value) {
    Formula formula = MatrixForm.of(value, Symbols.of(program.names()));
    return formula == null ? "none" : Unicode.print(formula);
  }

  private static Expr apply(Expr matrix, Expr vector) {
    return Product.one().times(matrix, List.of(0, 1)).times(vector, List.of(1)).out(List.of(0));
  }

  private static Expr total(Expr e) {
    return Build.reduce(e, Build.range(0, e.rank()));
  }

  @Test
  void whatHasANameIsCalledByIt() {
    Expr a = program.input("A", "m", "n");
    Expr x = program.input("x", "n");
    Expr b = program.input("b", "m");
    Expr r = program.named("r", Build.minus(apply(a, x), b));
    Expr f = total(Build.power(r, Rational.TWO));
    assertThat(derivative(f, x)).isEqualTo("∂f/∂x = 2 Aᵀ r");
    assertThat(derivative(f, a)).isEqualTo("∂f/∂A = 2 r xᵀ");
    assertThat(form(Build.negate(r))).isEqualTo("−r");
    assertThat(derivative(r, x)).isEqualTo("∂f/∂x = A");
    assertThat(MatrixForm.definition(name("r"), r, Symbols.of(program.names())))
        .hasToString("r = A x − b");
  }

  @Test
  void aBatchIsAMatrix() {
    Expr x = program.input("X", "B", "n");
    Expr w = program.input("W", "n", "k");
    Expr b = program.input("b", "k");
    Expr y = program.input("Y", "B", "k");
    Expr product = Product.one().times(x, List.of(0, 1)).times(w, List.of(1, 2)).out(List.of(0, 2));
    Expr h =
        program.named(
            "H", Build.map(Maps.TANH, Build.plus(product, Build.broadcast(b, y.shape()))));
    Expr f =
        Build.divide(
            total(Build.power(Build.minus(h, y), Rational.TWO)), Build.size(Dim.symbol("B")));
    assertThat(derivative(f, w)).isEqualTo("∂f/∂W = (2/B) Xᵀ ((1 1ᵀ − H^∘2) ⊙ (H − Y))");
    assertThat(derivative(f, b)).isEqualTo("∂f/∂b = (2/B) ((1 1ᵀ − H^∘2) ⊙ (H − Y))ᵀ 1");
    assertThat(MatrixForm.definition(name("H"), h, Symbols.of(program.names())))
        .hasToString("H = tanh(X W + 1 bᵀ)");
    assertThat(derivative(h, b)).as("three axes").isEqualTo("none");
  }

  @Test
  void anAxisOfSize1DoesNotCountButARowStaysARow() {
    Expr x = program.input("X", "m", "n");
    Expr r = program.input("r", "1", "n");
    Expr c = program.input("c", "m", "1");
    Expr rows = Build.times(x, Build.broadcast(r, x.shape()));
    assertThat(form(rows)).isEqualTo("X diag(rᵀ)");
    assertThat(form(Build.times(x, Build.broadcast(c, x.shape())))).isEqualTo("diag(c) X");
    assertThat(derivative(total(rows), r)).isEqualTo("∂f/∂r = 1ᵀ X");
    assertThat(form(Writing.sum(rows, 1))).isEqualTo("X rᵀ");
    assertThat(form(r)).isEqualTo("r");
  }

  @Test
  void signsInAscii() {
    Expr x = program.input("X", "n", "n");
    Expr y = program.input("Y", "n", "n");
    Expr quotient = Build.divide(Build.times(x, x), y);
    Formula formula = MatrixForm.of(quotient, Symbols.of(program.names()));
    assertThat(Unicode.print(formula)).isEqualTo("X^∘2 ⊘ Y");
    assertThat(Unicode.ascii(formula)).isEqualTo("X.^2 ./ Y");
    assertThat(Latex.print(formula)).isEqualTo("X^{\\circ 2} \\oslash Y");
    Expr diagonal = Product.one().times(x, List.of(0, 0)).out(List.of(0, 0));
    assertThat(form(diagonal)).isEqualTo("I ⊙ X");
    assertThat(form(Product.one().times(x, List.of(0, 0)).out(List.of(0)))).isEqualTo("diag(X)");
  }

  @Test
  void functionsOfWholeVectors() {
    Expr v = program.input("v", "n");
    Expr q = Build.map(Maps.EXP, v);
    Symbol softmax = new Symbol.Applied("softmax", "softmax", "\\operatorname{softmax}", v);
    Symbols symbols = Symbols.of(program.names()).with(q, softmax);
    Expr value =
        Build.minus(
            Product.one().times(q, List.of(0)).out(List.of(0, 0)),
            Product.one().times(q, List.of(0)).times(q, List.of(1)).out(List.of(0, 1)));
    assertThat(Unicode.print(MatrixForm.of(value, symbols)))
        .isEqualTo("diag(softmax(v)) − softmax(v) softmax(v)ᵀ");
    assertThat(form(Build.special(LogSumExp.OP, v))).isEqualTo("log Σ exp(v)");
  }

  @Test
  void aLongFormulaHasParts() {
    Expr q = program.input("Q", "n", "n");
    Expr deep = program.input("x", "n");
    for (int k = 0; k < 30; k++) {
      deep = Build.map(Maps.TANH, apply(q, deep));
    }
    assertThat(form(deep)).isEqualTo("none");
    Equation equation = MatrixForm.definition(name("y"), deep, Symbols.of(program.names()));
    assertThat(equation.where()).hasSizeGreaterThan(3);
    assertThat(equation.where().get(0).toString()).startsWith("t1 = Q tanh(Q tanh(");
  }

  @Test
  void whatHasNoForm() {
    Expr t = program.input("T", "n", "n", "n");
    Expr v = program.input("v", "n");
    assertThat(form(t)).isEqualTo("none");
    assertThat(form(total(t))).isEqualTo("none");
    assertThat(form(apply(Build.reduce(t, List.of(2)), v))).isEqualTo("none");
    Product square = Product.one(); // four letters, each with each
    for (int a = 0; a < 4; a++) {
      for (int b = a + 1; b < 4; b++) {
        square.times(program.input("M" + a + b, "n", "n"), List.of(a, b));
      }
    }
    assertThat(form(square.out(List.of()))).isEqualTo("none");
  }

  @Test
  void aSumThatIsNoMatrixIsMultipliedOut() {
    Expr x = program.input("X", "m", "n");
    Expr y = program.input("Y", "n", "k");
    Shape shape = shape("m", "n", "k");
    Expr sum =
        Build.plus(
            Product.one()
                .letters(List.of(0, 1, 2), shape)
                .times(x, List.of(0, 1))
                .out(List.of(0, 1, 2)),
            Product.one()
                .letters(List.of(0, 1, 2), shape)
                .times(y, List.of(1, 2))
                .out(List.of(0, 1, 2)));
    Expr v = program.input("v", "n");
    Expr value = Product.one().times(sum, List.of(0, 1, 2)).times(v, List.of(1)).out(List.of(0, 2));
    assertThat(form(value)).isEqualTo("1 vᵀ Y + X v 1ᵀ");
  }
}

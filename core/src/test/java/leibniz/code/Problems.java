package leibniz.code;

import static leibniz.ir.Build.range;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.calculus.Differentiate;
import leibniz.ir.Axes;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.ir.Product;
import leibniz.ir.Shape;
import leibniz.program.Linearize;
import leibniz.program.Program;

/// Short ways to say what the tests print.
final class Problems {
  static final Dim B = Dim.symbol("B");
  static final Dim D = Dim.symbol("D");
  static final Dim M = Dim.symbol("m");
  static final Dim N = Dim.symbol("n");

  private Problems() {}

  static Program.Root root(String name, Expr value) {
    return new Program.Root(Name.of(name), value);
  }

  /// The derivative of `out` by `in`; a leading axis B of both is shared.
  static Program.Root derivative(String name, Expr out, Expr in) {
    boolean batch = out.rank() > 0 && out.shape().get(0).equals(B);
    boolean shared = batch && in.rank() > 0 && in.shape().get(0).equals(B);
    List<Axes.Axis> axes = new ArrayList<>();
    for (int k = 0; k < out.rank(); k++) {
      Axes.Role role = batch && k == 0 ? Axes.Role.BATCH : Axes.Role.OUTPUT;
      axes.add(new Axes.Axis(role, out.shape().get(k), k, List.of(shared && k == 0 ? 0 : -1)));
    }
    for (int k = shared ? 1 : 0; k < in.rank(); k++) {
      axes.add(new Axes.Axis(Axes.Role.INPUT, in.shape().get(k), -1, List.of(k)));
    }
    Expr full = Differentiate.of(out, in);
    Expr value = shared ? withoutAxis(full, out.rank()) : full;
    return new Program.Root(Name.of(name), value, new Axes(out.shape(), List.of(in.shape()), axes));
  }

  /// A derivative with a delta between the two batch axes, without the second of them.
  private static Expr withoutAxis(Expr e, int axis) {
    Head.Einsum head = (Head.Einsum) e.head();
    List<Integer> out = new ArrayList<>(head.out());
    out.remove(axis);
    Product product = Product.of(head.coefficient());
    for (int k : range(0, out.size())) {
      product.letter(out.get(k), e.shape().get(k < axis ? k : k + 1));
    }
    for (int k : range(0, e.args().size())) {
      product.times(e.arg(k), head.factors().get(k).letters(), head.factors().get(k).power());
    }
    return product.out(out);
  }

  static Program program(List<Expr> inputs, Map<Expr, Name> names, Program.Root... roots) {
    return Linearize.of(inputs, List.of(roots), new Names(names), Map.of());
  }

  /// A function without its import.
  static String function(
      String name, List<Expr> inputs, Map<Expr, Name> names, Program.Root... roots) {
    String text = new NumPy(Set.of(B), false).function(name, program(inputs, names, roots));
    return text.substring("import numpy as np\n\n\n".length());
  }

  /// Statements for `r`, one a line.
  static String statements(Expr r) {
    return new NumPy(Set.of(B), false).statements(program(List.of(), Map.of(), root("r", r)));
  }

  static Expr matrix(String name, Dim rows, Dim columns) {
    return leibniz.ir.Build.var(name, Shape.of(rows, columns));
  }

  /// `x @ W.T`.
  static Expr linear(Expr x, Expr weights) {
    return Product.one().times(x, List.of(0, 1)).times(weights, List.of(2, 1)).out(List.of(0, 2));
  }

  /// `0.5 * np.sum(err**2, axis=1, keepdims=True)`.
  static Expr halfSquare(Expr err) {
    Expr sum =
        leibniz.ir.Build.reduce(leibniz.ir.Build.power(err, leibniz.ir.Rational.TWO), List.of(1));
    return leibniz.ir.Build.scale(
        leibniz.ir.Rational.HALF, leibniz.ir.Build.expand(sum, List.of(1)));
  }
}

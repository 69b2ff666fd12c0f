package leibniz.math;

import static leibniz.ir.Build.power;
import static leibniz.ir.Rational.TWO;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import leibniz.calculus.Differentiate;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Names;
import leibniz.ir.Product;
import leibniz.ir.Shape;
import leibniz.ir.Values;
import leibniz.op.Determinant;
import leibniz.op.Inverse;

/// Inputs as textbooks call them, and the check of what is written for a derivative: its text and
/// its value.
final class Textbook {
  static final Dim m = Dim.symbol("m");
  static final Dim n = Dim.symbol("n");
  static final Dim k = Dim.symbol("k");
  static final Expr A = var("A", m, n);
  static final Expr B = var("B", n, k);
  static final Expr C = var("C", n, n);
  static final Expr D = var("D", n, n);
  static final Expr Q = var("Q", n, n);
  static final Expr X = var("X", n, n);
  static final Expr U = var("U", m, k);
  static final Expr V = var("V", n, k);
  static final Expr W = var("W", k, n);
  static final Expr Y = var("Y", m, k);
  static final Expr a = var("a", n);
  static final Expr b = var("b", m);
  static final Expr c = var("c", k);
  static final Expr p = Build.var("p", Shape.of(n), leibniz.ir.Head.Property.POSITIVE);
  static final Expr w = var("w", n);
  static final Expr x = var("x", n);
  static final Expr y = var("y", n);
  static final Expr s = var("s");
  static final Expr lambda = var("lambda");

  private final Random random = new Random(20260103);
  private final Map<Expr, Values> values = new HashMap<>();
  final List<String> wrong = new ArrayList<>();
  int rows;

  /// Notes whether the derivative is written so, and whether it has that value.
  void is(String what, Expr f, Expr by, String unicode, String latex) {
    rows++;
    Expr derivative = Differentiate.of(f, by);
    Formula formula = MatrixForm.of(derivative, Symbols.of(new Names(Map.of())));
    if (formula == null) {
      wrong.add(what + " by " + by + " has no form");
      return;
    }
    if (!Unicode.print(formula).equals(unicode) || !Latex.print(formula).equals(latex)) {
      wrong.add(what + " by " + by + ": " + Unicode.print(formula) + " or " + Latex.print(formula));
    }
    if (!(distance(derivative, formula) < 1e-9)) {
      wrong.add(what + " by " + by + " has another value: " + distance(derivative, formula));
    }
  }

  // --- values ----------------------------------------------------------------------------------

  private static long sizeOf(String symbol) {
    return 2L + "knm".indexOf(symbol); // tall, so that Gram matrices have inverses
  }

  private double distance(Expr e, Formula formula) {
    Map<String, Values> names = new HashMap<>();
    for (Expr node : e.inOrder()) {
      if (node.head() instanceof leibniz.ir.Head.Var v) {
        names.put(v.name(), values.computeIfAbsent(node, this::random));
      }
    }
    int[] shape = e.shape().at(Textbook::sizeOf);
    Values expected = new Evaluation(Textbook::sizeOf, values).of(e);
    Values got = new MatrixValue(Textbook::sizeOf, names).of(formula, shape);
    double most = 0;
    double scale = 1;
    for (int i = 0; i < got.count(); i++) {
      most = Math.max(most, Math.abs(got.re()[i] - expected.re()[i]));
      scale = Math.max(scale, Math.abs(expected.re()[i]));
    }
    return most / scale;
  }

  private Values random(Expr input) {
    Values fresh = Values.zeros(input.shape().at(Textbook::sizeOf));
    for (int i = 0; i < fresh.count(); i++) {
      double value = random.nextGaussian();
      fresh.set(i, Complex.real(input == p ? Math.exp(value) : value));
    }
    return fresh;
  }

  // --- expressions -----------------------------------------------------------------------------

  static Expr var(String name, Dim... dims) {
    return Build.var(name, Shape.of(dims));
  }

  /// The last axis of each with the first axis of the next.
  static Expr dot(Expr first, Expr... others) {
    Expr product = first;
    for (Expr other : others) {
      int axis = product.rank();
      List<Integer> left = Build.range(0, axis);
      List<Integer> right = Build.range(axis - 1, axis - 1 + other.rank());
      List<Integer> out = new ArrayList<>(Build.range(0, axis - 1));
      out.addAll(right.subList(1, right.size()));
      product = Product.one().times(product, left).times(other, right).out(out);
    }
    return product;
  }

  static Expr t(Expr matrix) {
    return Build.transpose(matrix, List.of(1, 0));
  }

  static Expr trace(Expr matrix) {
    return Product.one().times(matrix, List.of(0, 0)).out(List.of());
  }

  static Expr total(Expr e) {
    return Build.reduce(e, Build.range(0, e.rank()));
  }

  static Expr sq(Expr e) {
    return total(power(e, TWO));
  }

  static Expr inv(Expr matrix) {
    return Build.special(Inverse.OP, matrix);
  }

  static Expr det(Expr matrix) {
    return Build.special(new Determinant(false), matrix);
  }

  static Expr logdet(Expr matrix) {
    return Build.special(new Determinant(true), matrix);
  }

  static Expr full(Expr scalar, Expr like) {
    return Build.broadcast(scalar, like.shape());
  }

  static Expr rows(Expr row) {
    return Build.broadcast(row, Shape.of(m, k));
  }

  static Expr gradient(Expr f, Expr by) {
    return Differentiate.of(f, by);
  }
}

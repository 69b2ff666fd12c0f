package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Product;
import leibniz.ir.Shape;
import org.jspecify.annotations.Nullable;

/// Products of two tensors summed over axes: `@`, `dot`, `inner`, `outer`, `tensordot`.
final class Contract {
  private Contract() {}

  /// NumPy's `@`: matrix products, batched over leading axes.
  static Expr matmul(Value.Operand left, Value.Operand right, Session session) {
    Expr a = Tensors.of(left, session);
    Expr b = Tensors.of(right, session);
    if (a.rank() == 0 || b.rank() == 0) {
      Value.Operand scalar = a.rank() == 0 ? left : right;
      throw Faults.unfit(
              "@ sums over an axis, and " + scalar.or("one side") + " is a scalar", scalar.span())
          .help("multiply by a scalar with *")
          .raise();
    }
    fit(left, a, a.rank() - 1, right, b, Math.max(0, b.rank() - 2), "@", session);
    int m = a.rank() > 1 ? 1 : 0; // whether there are rows, and columns
    int n = b.rank() > 1 ? 1 : 0;
    Shape batchA = a.shape().slice(0, a.rank() - 1 - m);
    Shape batchB = b.shape().slice(0, b.rank() - 1 - n);
    Shape batch = Tensors.broadcast(left, batchA, right, batchB, "@", session);
    int rank = batch.rank();
    List<Integer> lettersA = align(batchA, batch, rank + 10);
    List<Integer> lettersB = align(batchB, batch, rank + 10 + Bounds.AXES);
    List<Integer> out = Build.range(0, rank);
    int row = rank;
    int inner = rank + 1;
    int column = rank + 2;
    if (m > 0) {
      lettersA.add(row);
      out.add(row);
    }
    lettersA.add(inner);
    lettersB.add(inner);
    if (n > 0) {
      lettersB.add(column);
      out.add(column);
    }
    Product product = Product.one().letters(Build.range(0, rank), batch);
    return product.times(a, lettersA).times(b, lettersB).out(out);
  }

  /// Letters for axes that are broadcast to `to`: an axis of size 1 that repeats gets its own.
  private static List<Integer> align(Shape shape, Shape to, int spare) {
    List<Integer> letters = new ArrayList<>();
    int missing = to.rank() - shape.rank();
    for (int axis = 0; axis < shape.rank(); axis++) {
      boolean repeats = shape.get(axis).isOne() && !to.get(missing + axis).isOne();
      letters.add(repeats ? spare + axis : missing + axis);
    }
    return letters;
  }

  /// `np.dot`: the last axis of `a` with the last but one of `b`, all others beside each other.
  static Expr dot(Value.Operand left, Value.Operand right, String written, Session session) {
    Expr a = Tensors.of(left, session);
    Expr b = Tensors.of(right, session);
    if (a.rank() == 0 || b.rank() == 0) {
      return outer(a, b);
    }
    int axis = Math.max(0, b.rank() - 2);
    fit(left, a, a.rank() - 1, right, b, axis, written, session);
    return contract(a, List.of(a.rank() - 1), b, List.of(axis));
  }

  /// The last axes of both.
  static Expr inner(Value.Operand left, Value.Operand right, String written, Session session) {
    Expr a = Tensors.of(left, session);
    Expr b = Tensors.of(right, session);
    if (a.rank() == 0 || b.rank() == 0) {
      return outer(a, b);
    }
    fit(left, a, a.rank() - 1, right, b, b.rank() - 1, written, session);
    return contract(a, List.of(a.rank() - 1), b, List.of(b.rank() - 1));
  }

  /// Every entry of one with every entry of the other.
  static Expr outer(Expr a, Expr b) {
    return contract(a, List.of(), b, List.of());
  }

  /// Summed over pairs of axes; then the other axes of `a`, then those of `b`.
  static Expr contract(Expr a, List<Integer> axesA, Expr b, List<Integer> axesB) {
    List<Integer> lettersA = Build.range(0, a.rank());
    List<Integer> lettersB = Build.range(a.rank(), a.rank() + b.rank());
    List<Integer> out = new ArrayList<>(lettersA);
    out.addAll(lettersB);
    for (int k = 0; k < axesA.size(); k++) {
      out.remove(lettersB.get(axesB.get(k)));
      lettersB.set(axesB.get(k), axesA.get(k));
    }
    out.removeAll(axesA);
    return Product.one().times(a, lettersA).times(b, lettersB).out(out);
  }

  /// Checks that two axes to be summed over have one size.
  static void fit(
      Value.Operand left,
      Expr a,
      int axisA,
      Value.Operand right,
      Expr b,
      int axisB,
      String operator,
      Session session) {
    if (session.sizes().same(a.shape().get(axisA), b.shape().get(axisB))) {
      return;
    }
    throw misfit(left, a, axisA, right, b, axisB, operator, session);
  }

  private static LeibnizException misfit(
      Value.Operand left,
      Expr a,
      int axisA,
      Value.Operand right,
      Expr b,
      int axisB,
      String operator,
      Session session) {
    String headline =
        left.or("the left side")
            + " "
            + a.shape()
            + " has "
            + entries(a.shape(), axisA)
            + ", "
            + right.or("the right side")
            + " "
            + b.shape()
            + " has "
            + entries(b.shape(), axisB);
    Problem problem =
        Problem.error(Code.LBZ103, headline, left.span(), Tensors.label(left, a.shape(), session))
            .also(right.span(), Tensors.label(right, b.shape(), session))
            .with(
                Problem.Note.Kind.RULE,
                operator
                    + " sums over the "
                    + place(a.shape(), axisA)
                    + " of the left and the "
                    + place(b.shape(), axisB)
                    + " of the right side");
    String help = turned(left, a, axisA, right, b, axisB, operator);
    return (help == null ? problem : problem.help(help)).raise();
  }

  /// A transposition that makes it fit, if exactly one does.
  private static @Nullable String turned(
      Value.Operand left, Expr a, int axisA, Value.Operand right, Expr b, int axisB, String op) {
    boolean names = !left.text().isEmpty() && !right.text().isEmpty() && op.equals("@");
    boolean first = names && a.rank() == 2 && a.shape().get(1 - axisA).equals(b.shape().get(axisB));
    boolean second =
        names && b.rank() == 2 && b.shape().get(1 - axisB).equals(a.shape().get(axisA));
    if (first == second) {
      return null;
    }
    return first
        ? left.text() + ".T @ " + right.text() + " fits"
        : left.text() + " @ " + right.text() + ".T fits";
  }

  private static String entries(Shape shape, int axis) {
    Dim size = shape.get(axis);
    String noun = shape.rank() == 1 ? "entries" : axis == shape.rank() - 1 ? "columns" : "rows";
    return size + " " + noun;
  }

  private static String place(Shape shape, int axis) {
    return axis == shape.rank() - 1 ? "last axis" : "last axis but one";
  }
}

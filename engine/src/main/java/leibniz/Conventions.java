package leibniz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import leibniz.ir.Axes;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Shape;
import leibniz.math.MatrixForm;
import leibniz.math.Symbols;
import leibniz.math.Unicode;
import org.jspecify.annotations.Nullable;

/// What the answer is under the two conventions of textbooks. Numerator layout writes the
/// derivative of a column by a column as the Jacobian, output by input, and a gradient as a row;
/// denominator layout writes the transposes of both.
final class Conventions {
  private Conventions() {}

  /// In words, a line each; empty where textbooks have no convention.
  static List<String> of(Axes axes, Expr derivative, Symbols symbols) {
    boolean plain = axes.order() == 1 && axes.axes().stream().noneMatch(Axes.Axis::isShared);
    if (!plain) {
      return List.of();
    }
    Shape output = axes.output();
    Shape input = axes.inputs().getFirst();
    if (output.rank() > 2 || input.rank() > 2) {
      return List.of();
    }
    return switch (output.rank() * 3 + input.rank()) {
      case 1 ->
          List.of(
              "as a column it is the gradient in denominator layout; numerator layout writes the"
                  + " row (1, "
                  + input.get(0)
                  + "), its transpose");
      case 2 ->
          List.of(
              "denominator layout, the shape of the input; numerator layout writes its transpose "
                  + turned(input));
      case 3 ->
          List.of(
              "as a column it is numerator layout; denominator layout writes the row (1, "
                  + output.get(0)
                  + "), its transpose");
      case 4 ->
          List.of(
              "numerator layout, the Jacobian; denominator layout writes its transpose "
                  + turned(axes.full()));
      case 6 ->
          List.of(
              "numerator layout, the shape of the output; denominator layout writes its transpose "
                  + turned(output));
      case 8 -> kronecker(axes.full(), derivative, symbols);
      default -> List.of();
    };
  }

  private static String turned(Shape shape) {
    return Shape.of(shape.get(1), shape.get(0)).toString();
  }

  private static List<String> kronecker(Shape shape, Expr derivative, Symbols symbols) {
    Optional<Kronecker> found = Kronecker.in(derivative);
    if (found.isEmpty()) {
      return List.of();
    }
    Kronecker k = found.get();
    String left = text(k.left(), symbols);
    String right = text(k.right(), symbols);
    if (left.isEmpty() || right.isEmpty()) {
      return List.of();
    }
    Dim rows = shape.get(0).times(shape.get(1));
    Dim columns = shape.get(2).times(shape.get(3));
    String size = " " + Shape.of(rows, columns);
    String turn = k.turned() ? ") K" : "";
    String open = k.turned() ? "(" : "";
    List<String> lines = new ArrayList<>();
    lines.add(
        "as a matrix, entries taken row by row (row-major vec, ravel()): "
            + open
            + left
            + " ⊗ "
            + right
            + turn
            + size);
    lines.add(
        "as a matrix, entries taken column by column (column-major vec, ravel(order=\"F\")): "
            + open
            + right
            + " ⊗ "
            + left
            + turn
            + size);
    if (k.turned()) {
      lines.add("K is the commutation matrix: K vec(X) = vec(Xᵀ)");
    }
    return lines;
  }

  private static String text(Expr matrix, Symbols symbols) {
    var formula = MatrixForm.of(matrix, symbols);
    if (formula == null) {
      return "";
    }
    String text = Unicode.print(formula);
    return text.contains(" ") || text.startsWith("−") ? "(" + text + ")" : text;
  }

  /// A derivative of a matrix by a matrix as a product of two matrices, each with an axis of the
  /// output and one of the input.
  ///
  /// @param turned whether the first has the second axis of the input, as for `A Xᵀ B`
  record Kronecker(Expr left, Expr right, boolean turned) {

    /// That of `G[i,j,k,l] = L[i,k] R[j,l]`, or of `L[i,l] R[j,k]`.
    static Optional<Kronecker> in(Expr derivative) {
      if (derivative.rank() != 4 || !(derivative.head() instanceof Head.Einsum)) {
        return Optional.empty();
      }
      for (boolean turned : new boolean[] {false, true}) {
        List<Integer> first = List.of(0, turned ? 3 : 2);
        List<Integer> second = List.of(1, turned ? 2 : 3);
        Expr left = half(derivative, first, true);
        Expr right = half(derivative, second, false);
        if (left != null && right != null) {
          return Optional.of(new Kronecker(left, right, turned));
        }
      }
      return Optional.empty();
    }

    /// The factors that carry the letters of two axes, if nothing carries one of them and one of
    /// the others.
    private static @Nullable Expr half(Expr derivative, List<Integer> axes, boolean numbers) {
      Product product = Product.one();
      if (!(derivative.head() instanceof Head.Einsum outer)) {
        return null;
      }
      // through the view around a product
      Expr inner =
          derivative.args().size() == 1 && derivative.isView() ? derivative.arg(0) : derivative;
      boolean around =
          inner != derivative
              && inner.head() instanceof Head.Einsum
              && outer.factors().get(0).power().isOne();
      Expr core = around ? inner : derivative;
      if (!(core.head() instanceof Head.Einsum p)) {
        return null;
      }
      if (numbers) {
        product.times(Build.number(outer.coefficient()), List.of());
      }
      List<Integer> letters = new ArrayList<>(outer.out());
      if (around) {
        // letters of the view, by those of the product
        List<Integer> mine = outer.factors().get(0).letters();
        letters =
            outer.out().stream()
                .map(l -> mine.contains(l) ? p.out().get(mine.indexOf(l)) : -1 - l)
                .toList();
      }
      Set<Integer> inside = new HashSet<>();
      Set<Integer> outside = new HashSet<>();
      for (int axis = 0; axis < letters.size(); axis++) {
        (axes.contains(axis) ? inside : outside).add(letters.get(axis));
      }
      if (inside.stream().anyMatch(outside::contains)) {
        return null;
      }
      boolean grown = true;
      while (grown) {
        grown = false;
        for (Head.Factor factor : p.factors()) {
          if (factor.letters().stream().anyMatch(inside::contains)) {
            grown |= inside.addAll(factor.letters());
          }
        }
      }
      if (inside.stream().anyMatch(outside::contains)) {
        return null;
      }
      for (int k = 0; k < core.args().size(); k++) {
        Head.Factor factor = p.factors().get(k);
        boolean scalar = factor.letters().isEmpty();
        if (scalar ? numbers : factor.letters().stream().anyMatch(inside::contains)) {
          product.times(core.arg(k), factor.letters(), factor.power());
        }
      }
      List<Integer> pair = new ArrayList<>();
      for (int axis : axes) {
        product.letter(letters.get(axis), derivative.shape().get(axis));
        pair.add(letters.get(axis));
      }
      return product.out(pair);
    }
  }
}

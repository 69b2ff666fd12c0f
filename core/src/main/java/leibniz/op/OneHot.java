package leibniz.op;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Field;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.ir.Product;
import leibniz.ir.Residues;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// 1 where the last axis' position is the entry of the argument, else 0. Indexing is a contraction
/// with it: `x[y]` is `Σ_k onehot(y)_nk x_kj`, and the derivative of that is the transposed
/// contraction, which adds what belongs to one position. So no rule speaks of indices.
///
/// An entry below 0 counts from the end, as in NumPy; one beyond the axis has no 1 in its row.
///
/// @param size of the axis that is indexed
public record OneHot(Dim size) implements Special {

  /// The rows of the identity at `index`. Views are pulled out, so that equal indices have equal
  /// rows, and positions along an axis of the same size are the identity itself: a delta.
  public static Expr of(Expr index, Dim size) {
    if (size.isOne()) {
      return Build.ones(index.shape().concat(Shape.of(size)));
    }
    if (index.head() instanceof Head.Special(Positions p) && p.size().equals(size)) {
      return Build.eye(size);
    }
    Expr inside = inside(index);
    if (inside == null || !(index.head() instanceof Head.Einsum view)) {
      return Build.special(new OneHot(size), index);
    }
    int last = index.rank() + inside.rank();
    List<Integer> letters = new ArrayList<>(view.factors().get(0).letters());
    letters.add(last);
    List<Integer> out = new ArrayList<>(view.out());
    out.add(last);
    return Product.one()
        .letters(view.out(), index.shape())
        .times(of(inside, size), letters)
        .out(out);
  }

  /// What a view that only repeats or reorders entries looks at, or null.
  public static @Nullable Expr inside(Expr index) {
    return index.isView()
            && index.head() instanceof Head.Einsum e
            && e.factors().size() == 1
            && e.coefficient().isOne()
            && e.factors().get(0).power().isOne()
            && new HashSet<>(e.out()).size() == e.out().size()
        ? index.arg(0)
        : null;
  }

  @Override
  public String name() {
    return "onehot[" + size + "]";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    return arguments.get(0).concat(Shape.of(size));
  }

  /// An index is a whole number: nothing varies with it.
  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    return Build.zeros(prefix.concat(self.arg(0).shape()));
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values index = arguments.get(0);
    Values result = Values.zeros(shape);
    int n = result.inner(1);
    for (int k = 0; k < index.count(); k++) {
      double entry = Math.rint(index.re()[k]);
      double at = entry < 0 ? entry + n : entry;
      if (at >= 0 && at < n) {
        result.re()[k * n + (int) at] = 1;
      }
    }
    return result;
  }

  @Override
  public @Nullable Residues inField(List<Residues> arguments, int[] shape) {
    long[] index = arguments.get(0).values();
    Residues result = Residues.zeros(shape);
    int n = shape[shape.length - 1];
    for (int k = 0; k < index.length; k++) {
      long at = index[k] < n ? index[k] : index[k] + n - Field.P;
      if (at < 0 || at >= n) {
        return null; // made of what has no whole number in the field
      }
      result.values()[k * n + (int) at] = 1;
    }
    return result;
  }

  @Override
  public Special resized(UnaryOperator<Dim> sizes) {
    return new OneHot(sizes.apply(size));
  }

  @Override
  public Notation notation() {
    return new Notation.Delta();
  }

  @Override
  public Dim positions() {
    return size;
  }

  /// Rows of the identity; what is only picked by them is never computed so, see the writers of
  /// products.
  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String index = arguments.get(0);
    Dim n = result.get(result.rank() - 1);
    return new Spelling(
        "np.eye(" + n + ")[" + index + "]",
        "torch.nn.functional.one_hot(" + index + ", " + n + ")",
        "jax.nn.one_hot(" + index + ", " + n + ")",
        "oneHot(" + index + ", " + n + ")",
        METHOD);
  }

  private static final String METHOD =
      """
      /** For each entry of the index, n numbers: 1 at that position, else 0. */
      static double[] oneHot(double[] index, int n) {
        double[] result = new double[index.length * n];
        for (int k = 0; k < index.length; k++) {
          result[k * n + (int) index[k]] = 1;
        }
        return result;
      }
      """;
}

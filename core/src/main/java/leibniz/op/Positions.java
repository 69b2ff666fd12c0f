package leibniz.op;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.Residues;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// 0, 1, 2, … along an axis: each entry is its own position. Causal masks compare two of them,
/// positional encodings compute with them, and as an index they are a delta.
///
/// @param size how many
public record Positions(Dim size) implements Special {

  /// `0, 1, …, size - 1`.
  public static Expr of(Dim size) {
    return size.isOne() ? Build.zeros(Shape.of(size)) : Build.special(new Positions(size));
  }

  @Override
  public String name() {
    return "positions[" + size + "]";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    return Shape.of(size);
  }

  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    throw new IllegalStateException("positions have no arguments: " + self);
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values result = Values.zeros(shape);
    for (int k = 0; k < result.count(); k++) {
      result.re()[k] = k;
    }
    return result;
  }

  @Override
  public Residues inField(List<Residues> arguments, int[] shape) {
    Residues result = Residues.zeros(shape);
    for (int k = 0; k < result.count(); k++) {
      result.values()[k] = k;
    }
    return result;
  }

  @Override
  public Special resized(UnaryOperator<Dim> sizes) {
    return new Positions(sizes.apply(size));
  }

  @Override
  public Notation notation() {
    return new Notation.Position();
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String size = result.get(0).toString();
    return new Spelling(
        "np.arange(" + size + ")",
        "torch.arange(" + size + "{new})",
        "jnp.arange(" + size + ")",
        "positions(" + size + ")",
        METHOD);
  }

  private static final String METHOD =
      """
      /** 0, 1, 2 and so on. */
      static double[] positions(int n) {
        double[] result = new double[n];
        for (int k = 0; k < n; k++) {
          result[k] = k;
        }
        return result;
      }
      """;
}

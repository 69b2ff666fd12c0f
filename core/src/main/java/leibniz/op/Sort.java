package leibniz.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Expr;
import leibniz.ir.Interrupted;
import leibniz.ir.Notation;
import leibniz.ir.OnReals;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// The entries along the last axis from the smallest to the largest. Its derivative is a
/// permutation, which is found by comparing the sorted entries with the others: entries that tie
/// share it.
public record Sort() implements Special {
  public static final Sort OP = new Sort();

  @Override
  public String name() {
    return "sort";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    return arguments.get(0);
  }

  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    Expr x = self.arg(0);
    int rank = x.rank();
    List<Integer> sorted = Build.range(0, rank);
    List<Integer> given = Build.range(0, rank);
    given.set(rank - 1, rank);
    List<Integer> both = Build.range(0, rank + 1);
    Shape pairs = x.shape().concat(x.shape().slice(rank - 1, rank));
    Expr hit =
        Build.map(
            Maps.EQUAL,
            Product.one().letters(both, pairs).times(x, given).out(both),
            Product.one().letters(both, pairs).times(self, sorted).out(both));
    Expr ties = Build.reduce(hit, List.of(rank - 1));
    int first = prefix.rank();
    int last = first + rank - 1;
    List<Integer> out = Build.range(0, last);
    out.add(last + 1);
    return Product.one()
        .times(cotangent, Build.range(0, last + 1))
        .times(hit, Build.range(first, last + 2))
        .times(ties, out.subList(first, last + 1), Rational.MINUS_ONE)
        .out(out);
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values x = arguments.get(0);
    Values result = Values.zeros(shape);
    int n = x.inner(1);
    for (int row = 0; row < x.count(); row += n) {
      Interrupted.check();
      List<Complex> entries = new ArrayList<>();
      for (int k = 0; k < n; k++) {
        entries.add(x.at(row + k));
      }
      entries.sort(Comparator.comparingDouble(Complex::re));
      for (int k = 0; k < n; k++) {
        result.set(row + k, entries.get(k));
      }
    }
    return result;
  }

  @Override
  public OnReals onReals() {
    return Sort::sorted;
  }

  private static void sorted(double[] x, int from, int[] shape, double[] to) {
    int n = shape[shape.length - 1];
    System.arraycopy(x, from, to, 0, Values.count(shape));
    for (int row = 0; row < Values.count(shape); row += n) {
      Interrupted.check();
      Arrays.sort(to, row, row + n);
    }
  }

  @Override
  public Notation notation() {
    return new Notation.Call("sort");
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    return new Spelling(
        "np.sort(" + x + ", axis=-1)",
        "torch.sort(" + x + ", dim=-1).values",
        "jnp.sort(" + x + ", axis=-1)",
        "sort(" + x + ", " + result.get(result.rank() - 1) + ")",
        METHOD);
  }

  @Override
  public String domain() {
    return "not differentiable where entries tie; they share the derivative there";
  }

  private static final String METHOD =
      """
      /** Each n entries from the smallest to the largest. */
      static double[] sort(double[] x, int n) {
        double[] result = x.clone();
        for (int row = 0; row < x.length; row += n) {
          java.util.Arrays.sort(result, row, row + n);
        }
        return result;
      }
      """;
}

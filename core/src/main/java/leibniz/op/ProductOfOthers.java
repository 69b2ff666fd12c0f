package leibniz.op;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// The product over the last axis of all entries but some: for each choice of `without` positions
/// the product of the entries elsewhere, and 0 where a position is chosen twice. Without none it is
/// the product of all. Its derivative leaves out one more; so nothing is divided by, and entries
/// may be 0.
///
/// @param without how many positions are left out; the result has an axis for each
public record ProductOfOthers(int without) implements Special {

  /// The product over the last axis.
  public static Expr all(Expr x) {
    return Build.special(new ProductOfOthers(0), x);
  }

  @Override
  public String name() {
    return without == 0 ? "prod" : "prod without " + without;
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    Shape x = arguments.get(0);
    Shape result = x.slice(0, x.rank() - 1);
    for (int k = 0; k < without; k++) {
      result = result.concat(x.slice(x.rank() - 1, x.rank()));
    }
    return result;
  }

  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    Expr x = self.arg(0);
    Expr less = Build.special(new ProductOfOthers(without + 1), x);
    int first = prefix.rank();
    int kept = first + x.rank() - 1;
    List<Integer> out = Build.range(0, kept);
    out.add(kept + without);
    return Product.one()
        .times(cotangent, Build.range(0, kept + without))
        .times(less, Build.range(first, kept + without + 1))
        .out(out);
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values x = arguments.get(0);
    Values result = Values.zeros(shape);
    int n = x.inner(1);
    int choices = result.inner(without);
    for (int at = 0; at < result.count(); at++) {
      boolean[] left = new boolean[n];
      boolean twice = false;
      for (int k = 0, rest = at % choices; k < without; k++, rest /= n) {
        twice |= left[rest % n];
        left[rest % n] = true;
      }
      Complex product = twice ? Complex.ZERO : Complex.ONE;
      for (int k = 0; k < n; k++) {
        product = left[k] ? product : product.times(x.at(at / choices * n + k));
      }
      result.set(at, product);
    }
    return result;
  }

  @Override
  public Notation notation() {
    Notation.Call product = new Notation.Call("prod", "Π", "\\prod");
    return without == 0
        ? new Notation.Bound(product, 1)
        : new Notation.Among(
            product, new Notation.Relation("!=", "≠", "\\ne"), Rational.ONE, without);
  }

  /// In Python by a mask over the entries to be left out, and one more that is 0 where two of them
  /// are the same.
  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    Shape given = shapes.get(0);
    Dim n = given.get(given.rank() - 1);
    String java = "productOfOthers(" + x + ", " + n + ", " + without + ")";
    if (without == 0) {
      return new Spelling(
          "np.prod(" + x + ", axis=-1)",
          "torch.prod(" + x + ", dim=-1)",
          "jnp.prod(" + x + ", axis=-1)",
          java,
          METHOD);
    }
    return new Spelling(
        masked("np.", "eye(" + n + ")", x, ", axis=-1)"),
        "(lambda x: "
            + masked("torch.", "eye(" + n + ", dtype=x.dtype, device=x.device)", "x", ", dim=-1)")
            + ")("
            + x
            + ")",
        masked("jnp.", "eye(" + n + ")", x, ", axis=-1)"),
        java,
        METHOD);
  }

  private String masked(String module, String eye, String x, String axis) {
    String one = module + eye;
    String left =
        IntStream.range(0, without)
            .mapToObj(k -> one + among(k, without))
            .collect(Collectors.joining(" + "));
    String spread = x + "[..., " + "None, ".repeat(without) + ":]";
    String product =
        module + "prod(" + module + "where(" + left + " > 0, 1, " + spread + ")" + axis;
    StringBuilder distinct = new StringBuilder();
    for (int p = 0; p < without; p++) {
      for (int q = p + 1; q < without; q++) {
        distinct.append(" * (1 - ").append(one).append(among(p, q)).append(after(q)).append(")");
      }
    }
    return distinct.isEmpty() ? product : "(" + product + distinct + ")";
  }

  /// The subscript that puts the axes of a matrix at two places among the axes from the first on.
  private static String among(int first, int second) {
    int between = second - first - 1;
    return between == 0 ? "" : "[:, " + "None, ".repeat(between) + ":]";
  }

  private String after(int last) {
    int more = without - 1 - last;
    return more == 0 ? "" : "[..., " + "None, ".repeat(more - 1) + "None" + "]";
  }

  private static final String METHOD =
      """
      /** The products of each n entries without those at some places, for all choices of places. */
      static double[] productOfOthers(double[] x, int n, int without) {
        int choices = (int) Math.round(Math.pow(n, without));
        double[] result = new double[x.length / n * choices];
        for (int at = 0; at < result.length; at++) {
          boolean[] left = new boolean[n];
          boolean twice = false;
          for (int k = 0, rest = at % choices; k < without; k++, rest /= n) {
            twice |= left[rest % n];
            left[rest % n] = true;
          }
          double product = twice ? 0 : 1;
          for (int k = 0; k < n; k++) {
            product *= left[k] ? 1 : x[at / choices * n + k];
          }
          result[at] = product;
        }
        return result;
      }
      """;
}

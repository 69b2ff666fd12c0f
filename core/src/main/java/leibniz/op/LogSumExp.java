package leibniz.op;

import java.util.HashSet;
import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.ir.Product;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// `log Σ exp(x)` over the last axis, without overflow. Its derivative is the softmax `exp(x -
/// logsumexp(x))`, which is how softmax itself is written everywhere.
public record LogSumExp() implements Special {
  public static final LogSumExp OP = new LogSumExp();

  @Override
  public String name() {
    return "logsumexp";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    return arguments.get(0).slice(0, arguments.get(0).rank() - 1);
  }

  /// `exp(x - logsumexp(x))` along the last axis.
  public static Expr softmax(Expr x) {
    return Build.map(Maps.EXP, logSoftmax(x));
  }

  /// `x - logsumexp(x)` along the last axis. Of a transposed tensor it is the same in the axes of
  /// that tensor, transposed: so it is the softmax that people write there.
  public static Expr logSoftmax(Expr x) {
    Expr total = Build.special(OP, x);
    List<Integer> all = Build.range(0, x.rank());
    List<Integer> outer = Build.range(0, x.rank() - 1);
    List<Integer> back = transposition(x);
    Expr inside = back == null ? x : x.arg(0);
    List<Integer> letters = back == null ? all : back;
    Expr result =
        Build.minus(
            inside,
            Product.one().letters(letters, inside.shape()).times(total, outer).out(letters));
    return Product.one().times(result, letters).out(all);
  }

  /// For each axis of the tensor of which x is a transposition its axis in x; else null.
  private static @Nullable List<Integer> transposition(Expr x) {
    if (!x.isView()
        || !(x.head() instanceof Head.Einsum view)
        || x.args().size() != 1
        || x.arg(0).rank() != x.rank()
        || !view.coefficient().isOne()
        || !view.factors().get(0).power().isOne()) {
      return null;
    }
    List<Integer> axes = view.factors().get(0).letters().stream().map(view.out()::indexOf).toList();
    return axes.contains(-1) || new HashSet<>(axes).size() < axes.size() ? null : axes;
  }

  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    Expr x = self.arg(0);
    int rank = prefix.rank() + x.rank();
    return Product.one()
        .times(cotangent, Build.range(0, rank - 1))
        .times(softmax(x), Build.range(prefix.rank(), rank))
        .out(Build.range(0, rank));
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values x = arguments.get(0);
    Values result = Values.zeros(shape);
    int n = x.inner(1);
    for (int row = 0; row < result.count(); row++) {
      double top = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < n; k++) {
        top = Math.max(top, x.re()[row * n + k]);
      }
      Complex shift = Complex.real(Double.isFinite(top) ? top : 0);
      Complex sum = Complex.ZERO;
      for (int k = 0; k < n; k++) {
        sum = sum.plus(x.at(row * n + k).minus(shift).exp());
      }
      result.set(row, sum.log().plus(shift));
    }
    return result;
  }

  @Override
  public Notation notation() {
    return new Notation.Bound(new Notation.Call("log sum", "log Σ", "\\log \\sum"), "exp", 1);
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    return spelling(arguments, shapes, result, "axis=" + result.rank(), "dim=" + result.rank());
  }

  @Override
  public Spelling kept(List<String> arguments, List<Shape> shapes, Shape result) {
    String which = "axis=" + result.rank() + ", keepdims=True";
    String dim = "dim=" + result.rank() + ", keepdim=True";
    return spelling(arguments, shapes, result, which, dim);
  }

  private static Spelling spelling(
      List<String> arguments, List<Shape> shapes, Shape result, String axis, String dim) {
    String x = arguments.get(0) + ", ";
    return new Spelling(
        "np.logaddexp.reduce(" + x + axis + ")",
        "torch.logsumexp(" + x + dim + ")",
        "jax.nn.logsumexp(" + x + axis + ")",
        "logSumExp(" + x + shapes.get(0).get(result.rank()) + ")",
        METHOD);
  }

  private static final String METHOD =
      """
      /** The logarithm of the sum of exponentials of each n entries. */
      static double[] logSumExp(double[] x, int n) {
        double[] result = new double[x.length / n];
        for (int row = 0; row < result.length; row++) {
          double top = Double.NEGATIVE_INFINITY;
          for (int k = 0; k < n; k++) {
            top = Math.max(top, x[row * n + k]);
          }
          double shift = Double.isFinite(top) ? top : 0;
          double sum = 0;
          for (int k = 0; k < n; k++) {
            sum += Math.exp(x[row * n + k] - shift);
          }
          result[row] = Math.log(sum) + shift;
        }
        return result;
      }
      """;
}

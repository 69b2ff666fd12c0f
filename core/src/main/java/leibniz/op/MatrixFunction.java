package leibniz.op;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Expr;
import leibniz.ir.Interrupted;
import leibniz.ir.Notation;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// A power series of a square matrix (the last two axes), or its derivative in `order` directions,
/// which are the further arguments.
///
/// @param order how many directions
public record MatrixFunction(Series series, int order) implements Special {

  /// Series that converge everywhere.
  public enum Series {
    EXP,
    SIN,
    COS;

    /// The derivative of the function of numbers, of a matrix.
    public Expr derivative(Expr a) {
      return switch (this) {
        case EXP -> of(EXP, a);
        case SIN -> of(COS, a);
        case COS -> Build.negate(of(SIN, a));
      };
    }

    /// Of the term of degree n the sign; 0 where there is none.
    int sign(int n) {
      return switch (this) {
        case EXP -> 1;
        case SIN -> n % 2 == 0 ? 0 : n % 4 == 1 ? 1 : -1;
        case COS -> n % 2 == 1 ? 0 : n % 4 == 0 ? 1 : -1;
      };
    }

    private String torch(String x) {
      String i = "torch.matrix_exp(1j * " + x + ")";
      return switch (this) {
        case EXP -> "torch.matrix_exp(" + x + ")";
        case SIN -> i + ".imag";
        case COS -> i + ".real";
      };
    }

    private String jax(String x) {
      String i = "jax.scipy.linalg.expm(1j * " + x + ")";
      return switch (this) {
        case EXP -> "jax.scipy.linalg.expm(" + x + ")";
        case SIN -> i + ".imag";
        case COS -> i + ".real";
      };
    }

    private String numpy(String x) {
      return switch (this) {
        case EXP -> "scipy.linalg.expm(" + x + ")";
        case SIN -> "scipy.linalg.sinm(" + x + ")";
        case COS -> "scipy.linalg.cosm(" + x + ")";
      };
    }
  }

  private static final int MOST_TERMS = 400;

  /// The function itself.
  public static Expr of(Series series, Expr a) {
    return Build.special(new MatrixFunction(series, 0), a);
  }

  @Override
  public String name() {
    String base =
        switch (series) {
          case EXP -> "expm";
          case SIN -> "sinm";
          case COS -> "cosm";
        };
    return order == 0 ? base : base + "_derivative" + order;
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    return arguments.get(0);
  }

  /// The derivative in the directions `E₁ … E_k` is symmetric in them, and `⟨C, Dᵏ f(A)[E₁, …]⟩` is
  /// `⟨Dᵏ f(Aᵀ)[C, E₂ᵀ, …], E₁⟩`: a word of the series is read backwards (Higham, *Functions of
  /// matrices*, 2008, 3.2). The derivative by A has one direction more.
  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    List<Expr> arguments = new ArrayList<>();
    for (int j = 0; j < self.args().size(); j++) {
      if (j != k || j == 0) {
        arguments.add(Sylvester.turned(self.arg(j), prefix));
      }
    }
    arguments.add(cotangent);
    return Build.special(new MatrixFunction(series, k == 0 ? order + 1 : order), arguments);
  }

  /// The series of the block matrix that has A on its diagonal and the directions, one for each
  /// digit of two in which row and column differ, above it: the last block of its first row
  /// (Mathias, *A chain rule for matrix functions*, 1996).
  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values result = Values.zeros(shape);
    int n = shape[shape.length - 1];
    int blocks = 1 << order;
    for (int start = 0; start < result.count(); start += n * n) {
      Complex[][] whole = new Complex[n * blocks][n * blocks];
      for (int i = 0; i < whole.length; i++) {
        for (int j = 0; j < whole.length; j++) {
          int argument = argument(i / n, j / n);
          whole[i][j] =
              argument < 0 ? Complex.ZERO : arguments.get(argument).at(start + i % n * n + j % n);
        }
      }
      Complex[][] value = sum(whole);
      for (int entry = 0; entry < n * n; entry++) {
        result.set(start + entry, value[entry / n][n * (blocks - 1) + entry % n]);
      }
    }
    return result;
  }

  /// Which argument stands in a block, or -1 for zeros.
  private static int argument(int row, int column) {
    int added = row ^ column;
    boolean one = (row & column) == row && Integer.bitCount(added) <= 1;
    return !one ? -1 : added == 0 ? 0 : Integer.numberOfTrailingZeros(added) + 1;
  }

  /// Halved until it is small, and doubled again: `exp 2x = (exp x)²`, `cos 2x = 2 (cos x)² - 1`,
  /// `sin 2x = 2 sin x cos x`.
  private Complex[][] sum(Complex[][] a) {
    double size = 0;
    for (Complex[] row : a) {
      double sum = 0;
      for (Complex entry : row) {
        sum += Math.hypot(entry.re(), entry.im());
      }
      size = Math.max(size, sum);
    }
    int halvings = size > 0.5 && size < 1e100 ? Math.getExponent(size) + 2 : 0;
    Complex[][] small = scaled(a, Math.scalb(1.0, -halvings));
    Complex[][] first = taylor(small, series);
    Complex[][] second = series == Series.SIN ? taylor(small, Series.COS) : first;
    for (int k = 0; k < halvings; k++) {
      Complex[][] product = times(first, second);
      switch (series) {
        case EXP -> {
          first = product;
          second = first;
        }
        case COS -> {
          first = plusOne(scaled(product, 2), -1);
          second = first;
        }
        case SIN -> {
          first = scaled(product, 2);
          second = plusOne(scaled(times(second, second), 2), -1);
        }
      }
    }
    return first;
  }

  private static Complex[][] taylor(Complex[][] a, Series series) {
    Complex[][] sum = scaled(a, 0);
    Complex[][] term = plusOne(sum, 1);
    for (int n = 0; n < MOST_TERMS; n++) {
      boolean negligible = true;
      for (int i = 0; i < a.length; i++) {
        for (int j = 0; j < a.length; j++) {
          Complex before = sum[i][j];
          sum[i][j] = before.plus(term[i][j].times(series.sign(n)));
          Complex after = before.plus(term[i][j].times(1e-3));
          negligible &= after.re() == before.re() && after.im() == before.im();
        }
      }
      if (negligible) {
        break;
      }
      term = scaled(times(term, a), 1.0 / (n + 1));
    }
    return sum;
  }

  private static Complex[][] plusOne(Complex[][] a, double number) {
    Complex[][] sum = scaled(a, 1);
    for (int i = 0; i < a.length; i++) {
      sum[i][i] = sum[i][i].plus(Complex.real(number));
    }
    return sum;
  }

  private static Complex[][] scaled(Complex[][] a, double factor) {
    Complex[][] scaled = new Complex[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        scaled[i][j] = a[i][j].times(factor);
      }
    }
    return scaled;
  }

  private static Complex[][] times(Complex[][] a, Complex[][] b) {
    int n = a.length;
    Complex[][] product = new Complex[n][n];
    for (int i = 0; i < n; i++) {
      Interrupted.check();
      for (int j = 0; j < n; j++) {
        Complex sum = Complex.ZERO;
        for (int k = 0; k < n; k++) {
          sum = sum.plus(a[i][k].times(b[k][j]));
        }
        product[i][j] = sum;
      }
    }
    return product;
  }

  @Override
  public boolean rounds() {
    return true;
  }

  @Override
  public Notation notation() {
    String word =
        switch (series) {
          case EXP -> "exp";
          case SIN -> "sin";
          case COS -> "cos";
        };
    return order == 0
        ? new Notation.Call(word + "m", word, "\\" + word, 2)
        : new Notation.Call(
            "D" + (order == 1 ? "" : order) + word + "m",
            "D" + (order == 1 ? "" : "^" + order) + " " + word,
            "D" + (order == 1 ? "" : "^{" + order + "}") + "\\" + word,
            2);
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String n = result.get(result.rank() - 1).toString();
    String java = "matrixSeries(" + (series.ordinal()) + ", " + n;
    if (order == 0) {
      String x = arguments.get(0);
      return new Spelling(
          series.numpy(x), series.torch(x), series.jax(x), java + ", " + x + ")", METHOD);
    }
    return new Spelling(
        series == Series.EXP && order == 1 && result.rank() == 2
            ? "scipy.linalg.expm_frechet(" + String.join(", ", arguments) + ", compute_expm=False)"
            : inBlocks(arguments, n, "np", series.numpy("{x}")),
        inBlocks(arguments, n, "torch", series.torch("{x}")),
        inBlocks(arguments, n, "jnp", series.jax("{x}")),
        java + ", " + String.join(", ", arguments) + ")",
        METHOD);
  }

  /// The function of the block matrix, and of that the last block of the first row. PyTorch has no
  /// function for block matrices.
  private String inBlocks(List<String> arguments, String n, String module, String function) {
    boolean torch = module.equals("torch");
    List<String> names = new ArrayList<>(List.of("a"));
    for (int k = 0; k < order; k++) {
      names.add("e" + (order == 1 ? "" : k + 1));
    }
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < 1 << order; row++) {
      List<String> blocks = new ArrayList<>();
      for (int column = 0; column < 1 << order; column++) {
        int argument = argument(row, column);
        blocks.add(argument < 0 ? "0 * a" : names.get(argument));
      }
      String together = "[" + String.join(", ", blocks) + "]";
      rows.add(torch ? "torch.cat(" + together + ", -1)" : together);
    }
    String all = "[" + String.join(", ", rows) + "]";
    String whole = torch ? "torch.cat(" + all + ", -2)" : module + ".block(" + all + ")";
    return "(lambda "
        + String.join(", ", names)
        + ": "
        + function.replace("{x}", whole)
        + "[..., :"
        + n
        + ", -"
        + (n.matches("\\w+") ? n : "(" + n + ")")
        + ":])("
        + String.join(", ", arguments)
        + ")";
  }

  private static final String METHOD =
      """
      /** The series exp, sin or cos (0, 1, 2) of each n by n matrix, or its derivative in directions. */
      static double[] matrixSeries(int series, int n, double[] x, double[]... directions) {
        int blocks = 1 << directions.length;
        int m = n * blocks;
        double[] result = new double[x.length];
        for (int start = 0; start < x.length; start += n * n) {
          double[] whole = new double[m * m];
          double size = 0;
          for (int i = 0; i < m; i++) {
            double sum = 0;
            for (int j = 0; j < m; j++) {
              int added = i / n ^ j / n;
              if ((i / n & j / n) == i / n && Integer.bitCount(added) <= 1) {
                double[] from = added == 0 ? x : directions[Integer.numberOfTrailingZeros(added)];
                whole[i * m + j] = from[start + i % n * n + j % n];
                sum += Math.abs(whole[i * m + j]);
              }
            }
            size = Math.max(size, sum);
          }
          int halvings = size > 0.5 && size < 1e100 ? Math.getExponent(size) + 2 : 0;
          for (int k = 0; k < m * m; k++) {
            whole[k] = Math.scalb(whole[k], -halvings);
          }
          double[] first = new double[m * m];
          double[] cosine = new double[m * m];
          double[] term = new double[m * m];
          for (int i = 0; i < m; i++) {
            term[i * m + i] = 1;
          }
          for (int degree = 0; degree < 30; degree++) {
            double sign = degree % 4 < 2 ? 1 : -1;
            for (int k = 0; k < m * m; k++) {
              boolean odd = degree % 2 == 1;
              first[k] += series == 0 ? term[k] : odd ? sign * term[k] : 0;
              cosine[k] += odd ? 0 : sign * term[k];
            }
            term = times(term, whole, m, 1.0 / (degree + 1));
          }
          for (int k = 0; k < halvings; k++) {
            first = series == 0 ? times(first, first, m, 1) : times(first, cosine, m, 2);
            cosine = times(cosine, cosine, m, 2);
            for (int i = 0; i < m; i++) {
              cosine[i * m + i] -= 1;
            }
          }
          double[] value = series == 2 ? cosine : first;
          for (int entry = 0; entry < n * n; entry++) {
            result[start + entry] = value[entry / n * m + m - n + entry % n];
          }
        }
        return result;
      }

      private static double[] times(double[] a, double[] b, int n, double factor) {
        double[] product = new double[n * n];
        for (int i = 0; i < n; i++) {
          for (int k = 0; k < n; k++) {
            for (int j = 0; j < n; j++) {
              product[i * n + j] += factor * a[i * n + k] * b[k * n + j];
            }
          }
        }
        return product;
      }
      """;
}

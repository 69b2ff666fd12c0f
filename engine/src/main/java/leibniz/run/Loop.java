package leibniz.run;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Field;

/// One nest of loops: `out[..] += c · a[..] · b[..]` with a step through each of the three for each
/// loop. A step of 0 in `out` sums, in `a` or `b` it repeats; the steps of letters that occur twice
/// in an array are added, which walks its diagonal.
///
/// @param sums whether some loop has step 0 in `out`; if none has, every entry is written once
record Loop(int[] sizes, int[] a, int[] b, int[] out, boolean sums) {

  /// The steps of one letter.
  record Level(int size, int a, int b, int out) {}

  /// The loops in the given order, the outermost first; neighbours that walk all three arrays as
  /// one loop would become one.
  static Loop of(List<Level> levels) {
    List<Level> fused = new ArrayList<>();
    for (Level inner : levels) {
      Level outer = fused.isEmpty() ? null : fused.getLast();
      if (outer != null
          && outer.a == inner.a * inner.size
          && outer.b == inner.b * inner.size
          && outer.out == inner.out * inner.size) {
        fused.removeLast();
        fused.add(new Level(outer.size * inner.size, inner.a, inner.b, inner.out));
      } else {
        fused.add(inner);
      }
    }
    if (fused.isEmpty()) {
      fused.add(new Level(1, 0, 0, 0));
    }
    return new Loop(
        fused.stream().mapToInt(Level::size).toArray(),
        fused.stream().mapToInt(Level::a).toArray(),
        fused.stream().mapToInt(Level::b).toArray(),
        fused.stream().mapToInt(Level::out).toArray(),
        levels.stream().anyMatch(l -> l.out == 0));
  }

  /// How many products are made.
  double cost() {
    double cost = 1;
    for (int size : sizes) {
      cost *= size;
    }
    return cost;
  }

  /// The whole product of complex arrays as up to four of real ones.
  void run(Array x, Array y, double c, Array result) {
    double[] re = result.re();
    walk(0, 0, 0, 0, new Pass(x.re(), y.re(), c, re, sums, false, false));
    double[] im = result.im();
    if (im == null) {
      return;
    }
    double[] xi = x.im();
    double[] yi = y.im();
    if (xi != null) {
      walk(0, 0, 0, 0, new Pass(xi, y.re(), c, im, true, true, false));
    }
    if (yi != null) {
      walk(0, 0, 0, 0, new Pass(x.re(), yi, c, im, true, false, true));
    }
    if (xi != null && yi != null) {
      walk(0, 0, 0, 0, new Pass(xi, yi, -c, re, true, true, true));
    }
  }

  /// The same over the [Field].
  void run(long[] x, long[] y, long c, long[] result) {
    walk(
        0,
        0,
        0,
        0,
        (size, i, stepX, j, stepY, k, stepOut) -> {
          for (int n = 0; n < size; n++, i += stepX, j += stepY, k += stepOut) {
            long product = Field.times(c, Field.times(x[i], y[j]));
            result[k] = Field.plus(result[k], product);
          }
        });
  }

  /// The innermost loop.
  private interface Inner {
    void run(int size, int i, int stepX, int j, int stepY, int k, int stepOut);
  }

  /// @param adds whether to add to what is there, else every entry is written once
  /// @param imaginaryX whether `x` holds imaginary parts: where one is 0 the number is real, and
  ///   must not meet an infinity to become NaN
  /// @param imaginaryY the same of `y`
  private record Pass(
      double[] x,
      double[] y,
      double c,
      double[] out,
      boolean adds,
      boolean imaginaryX,
      boolean imaginaryY)
      implements Inner {

    @Override
    public void run(int size, int i, int stepX, int j, int stepY, int k, int stepOut) {
      if (imaginaryX || imaginaryY) {
        for (int n = 0; n < size; n++, i += stepX, j += stepY, k += stepOut) {
          if ((!imaginaryX || x[i] != 0) && (!imaginaryY || y[j] != 0)) {
            out[k] += c * (x[i] * y[j]);
          }
        }
      } else if (!adds) {
        for (int n = 0; n < size; n++, i += stepX, j += stepY, k += stepOut) {
          out[k] = c * (x[i] * y[j]);
        }
      } else if (stepOut == 0) {
        double sum = 0;
        for (int n = 0; n < size; n++, i += stepX, j += stepY) {
          sum += x[i] * y[j];
        }
        out[k] += c * sum;
      } else {
        for (int n = 0; n < size; n++, i += stepX, j += stepY, k += stepOut) {
          out[k] += c * (x[i] * y[j]);
        }
      }
    }
  }

  /// Recursion is as deep as there are letters in one step of a contraction.
  private void walk(int level, int i, int j, int k, Inner pass) {
    if (level == sizes.length - 1) {
      if (sizes[level] > 0) {
        pass.run(sizes[level], i, a[level], j, b[level], k, out[level]);
      }
      return;
    }
    for (int n = 0; n < sizes[level]; n++) {
      walk(level + 1, i + n * a[level], j + n * b[level], k + n * out[level], pass);
    }
  }
}

package leibniz.run;

import java.util.List;
import java.util.stream.IntStream;

/// The plainest loops there are: every index is spelled out.
final class Naive {
  private Naive() {}

  /// Over the whole index space of all letters.
  static void einsum(
      double coefficient,
      List<double[]> factors,
      List<List<Integer>> indices,
      List<Double> powers,
      int[] sides,
      List<Integer> out,
      double[] result) {
    int[] index = new int[sides.length];
    int all = IntStream.of(sides).reduce(1, (a, b) -> a * b);
    for (int k = 0; k < all; k++) {
      double term = coefficient;
      for (int f = 0; f < factors.size(); f++) {
        double entry = factors.get(f)[offset(indices.get(f), sides, index)];
        term *= Math.pow(entry, powers.get(f));
      }
      result[offset(out, sides, index)] += term;
      for (int l = sides.length - 1; l >= 0 && ++index[l] == sides[l]; l--) {
        index[l] = 0;
      }
    }
  }

  private static int offset(List<Integer> letters, int[] sides, int[] index) {
    int offset = 0;
    for (Integer letter : letters) {
      offset = offset * sides[letter] + index[letter];
    }
    return offset;
  }

  static double[] broadcast(double[] x, int[] small, int[] large) {
    double[] result = new double[IntStream.of(large).reduce(1, (a, b) -> a * b)];
    int drop = large.length - small.length;
    for (int k = 0; k < result.length; k++) {
      int rest = k;
      int offset = 0;
      int stride = 1;
      for (int axis = large.length - 1; axis >= 0; axis--) {
        int i = rest % large[axis];
        rest /= large[axis];
        if (axis >= drop) {
          offset += (small[axis - drop] == 1 ? 0 : i) * stride;
          stride *= small[axis - drop];
        }
      }
      result[k] = x[offset];
    }
    return result;
  }

  /// Axis k of the result is axis `order[k]` of `x`.
  static double[] transpose(double[] x, int[] from, int[] to, List<Integer> order) {
    double[] result = new double[x.length];
    for (int k = 0; k < result.length; k++) {
      int[] index = new int[from.length];
      int rest = k;
      for (int axis = to.length - 1; axis >= 0; axis--) {
        index[order.get(axis)] = rest % to[axis];
        rest /= to[axis];
      }
      int offset = 0;
      for (int axis = 0; axis < from.length; axis++) {
        offset = offset * from[axis] + index[axis];
      }
      result[k] = x[offset];
    }
    return result;
  }
}

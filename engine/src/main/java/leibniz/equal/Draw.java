package leibniz.equal;

import java.util.Arrays;
import java.util.SplittableRandom;
import leibniz.ir.Field;
import leibniz.ir.Head;
import leibniz.ir.Residues;
import leibniz.ir.Values;

/// Inputs drawn so that what is declared of them holds.
final class Draw {
  private static final int SMALL = 3;

  private Draw() {}

  /// Random elements of the field.
  static Residues inField(Head.Var input, int[] shape, SplittableRandom random) {
    Residues drawn = Residues.zeros(shape);
    for (int k = 0; k < drawn.count(); k++) {
      drawn.values()[k] = random.nextLong(Field.P);
    }
    for (Head.Property property : input.properties()) {
      switch (property) {
        case ROWS_SUM_TO_ONE -> sumToOne(drawn);
        case POSITIVE -> {} // there is no order in the field
        case SYMMETRIC, POSITIVE_DEFINITE -> matrices(drawn, Draw::symmetric);
        case ORTHOGONAL -> matrices(drawn, Draw::reflected);
        case DIAGONAL -> matrices(drawn, (m, _, i, j) -> i == j ? m.at(i, j) : 0);
        case LOWER_TRIANGULAR -> matrices(drawn, (m, _, i, j) -> i >= j ? m.at(i, j) : 0);
        case WHOLE, TRUTH -> throw new IllegalStateException("drawn as numbers: " + input.name());
      }
    }
    return drawn;
  }

  /// Numbers that are whole and not below 0, as elements of the field.
  static Residues inField(Values whole) {
    Residues drawn = Residues.zeros(whole.shape());
    for (int k = 0; k < drawn.count(); k++) {
      drawn.values()[k] = (long) whole.re()[k];
    }
    return drawn;
  }

  private static void sumToOne(Residues rows) {
    int n = rows.shape().length == 0 ? 1 : rows.shape()[rows.shape().length - 1];
    long[] values = rows.values();
    for (int row = 0; row < values.length; row += n) {
      long rest = 1;
      for (int k = row; k < row + n - 1; k++) {
        rest = Field.minus(rest, values[k]);
      }
      values[row + n - 1] = rest;
    }
  }

  /// Small whole numbers.
  static Values small(int[] shape, SplittableRandom random) {
    Values drawn = Values.zeros(shape);
    for (int k = 0; k < drawn.count(); k++) {
      drawn.re()[k] = random.nextInt(-SMALL, SMALL + 1);
    }
    return drawn;
  }

  /// An entry of a random square matrix.
  @FunctionalInterface
  private interface Random {
    long at(int row, int column);
  }

  /// An entry of a matrix made of a random one.
  @FunctionalInterface
  private interface Made {
    long at(Random random, int n, int row, int column);
  }

  /// Every matrix of the last two axes is replaced by one made of it.
  private static void matrices(Residues drawn, Made made) {
    int n = drawn.shape()[drawn.shape().length - 1];
    long[] values = drawn.values();
    for (int from = 0; from < values.length; from += n * n) {
      long[] old = Arrays.copyOfRange(values, from, from + n * n);
      Random random = (i, j) -> old[i * n + j];
      for (int k = 0; k < n * n; k++) {
        values[from + k] = made.at(random, n, k / n, k % n);
      }
    }
  }

  private static long symmetric(Random m, int n, int i, int j) {
    return m.at(Math.max(i, j), Math.min(i, j));
  }

  /// Of the product of two reflections, which is orthogonal; one alone would be symmetric.
  private static long reflected(Random m, int n, int i, int j) {
    long sum = 0;
    for (int k = 0; k < n; k++) {
      sum = Field.plus(sum, Field.times(reflection(m, 0, n, i, k), reflection(m, n - 1, n, k, j)));
    }
    return sum;
  }

  /// Of `I − 2 v vᵀ / vᵀv`, v a row of the matrix.
  private static long reflection(Random m, int row, int n, int i, int j) {
    long square = 0;
    for (int k = 0; k < n; k++) {
      square = Field.plus(square, Field.times(m.at(row, k), m.at(row, k)));
    }
    long outer = Field.times(m.at(row, i), m.at(row, j));
    long twice = Field.times(Field.plus(outer, outer), Field.inverse(square));
    return Field.minus(i == j ? 1 : 0, twice);
  }
}

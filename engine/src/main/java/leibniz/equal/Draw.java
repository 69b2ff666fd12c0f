package leibniz.equal;

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
}

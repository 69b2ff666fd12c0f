package leibniz.verify;

import java.util.SplittableRandom;
import leibniz.ir.Head;
import leibniz.ir.Values;

/// Where inputs are drawn from, in the order in which they are tried.
enum Domain {
  NORMAL,
  POSITIVE,
  PROBABILITY,
  ROWS;

  /// Draws a value. With `mirrored`, the same stream gives a normal point's mirror image, so that
  /// two points see both sides of a kink at 0.
  Values draw(Head.Var input, int[] shape, SplittableRandom random, boolean mirrored) {
    boolean rows =
        input.properties().contains(Head.Property.ROWS_SUM_TO_ONE) || this == ROWS;
    boolean positive = rows || input.properties().contains(Head.Property.POSITIVE);
    Values values = Values.zeros(shape);
    for (int k = 0; k < values.count(); k++) {
      values.re()[k] =
          switch (this) {
            case NORMAL -> {
              double normal = random.nextGaussian();
              yield positive ? Math.abs(normal) + 0.1 : mirrored ? -normal : normal;
            }
            case POSITIVE, ROWS -> random.nextDouble(0.1, 1.1);
            case PROBABILITY -> random.nextDouble(0.05, 0.95);
          };
    }
    if (rows && shape.length > 0) {
      normalise(values.re(), shape[shape.length - 1]);
    }
    return values;
  }

  private static void normalise(double[] values, int n) {
    for (int row = 0; row < values.length; row += n) {
      double sum = 0;
      for (int k = row; k < row + n; k++) {
        sum += values[k];
      }
      for (int k = row; k < row + n; k++) {
        values[k] /= sum;
      }
    }
  }
}

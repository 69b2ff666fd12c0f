package leibniz.verify;

import java.util.SplittableRandom;
import leibniz.ir.Head;
import leibniz.ir.Values;

/// Where inputs are drawn from, in the order in which they are tried: first all from the same
/// interval, in the end each from one of its own.
public enum Domain {
  NORMAL,
  POSITIVE,
  PROBABILITY,
  ROWS,
  ABOVE_ONE,
  NEGATIVE,
  MIXED;

  private static final Domain[] PLAIN = {NORMAL, POSITIVE, ABOVE_ONE, NEGATIVE};

  /// How many points are tried before the next domain is.
  int tries() {
    return this == MIXED ? 24 : 4;
  }

  /// Draws a value. With `mirrored`, the same stream gives a normal point's mirror image, so that
  /// two points see both sides of a kink at 0.
  public Values draw(Head.Var input, int[] shape, SplittableRandom random, boolean mirrored) {
    if (this == MIXED) {
      return PLAIN[random.nextInt(PLAIN.length)].draw(input, shape, random, mirrored);
    }
    boolean rows = input.is(Head.Property.ROWS_SUM_TO_ONE) || this == ROWS;
    boolean positive = rows || input.is(Head.Property.POSITIVE);
    Values values = Values.zeros(shape);
    for (int k = 0; k < values.count(); k++) {
      double drawn = draw(random);
      values.re()[k] = mirrored && this == NORMAL ? -drawn : drawn;
      if (positive && (this == NORMAL || this == NEGATIVE)) {
        values.re()[k] = Math.abs(drawn) + 0.1;
      }
    }
    if (this == ROWS) {
      Structure.impose(Head.Property.ROWS_SUM_TO_ONE, values);
    }
    Structure.impose(input, values);
    return values;
  }

  private double draw(SplittableRandom random) {
    return switch (this) {
      case NORMAL, MIXED -> random.nextGaussian();
      case POSITIVE, ROWS -> random.nextDouble(0.1, 1.1);
      case PROBABILITY -> random.nextDouble(0.05, 0.95);
      case ABOVE_ONE -> random.nextDouble(1.1, 3);
      case NEGATIVE -> random.nextDouble(-1.1, -0.1);
    };
  }
}

package leibniz.blas;

import java.util.concurrent.locks.ReentrantLock;
import leibniz.kernel.Lanes;
import leibniz.kernel.Type;

/// Whether [Squares] are compiled. Until then each of their vectors is an object, and a square
/// takes a thousand times as long: so one is tried now and then, beside products that copy number
/// by number. Trials take no longer than what is beside them, and end after some seconds.
final class SquaresTrial {
  private static final SquaresTrial WIDE = new SquaresTrial(Type.F64);
  private static final SquaresTrial NARROW = new SquaresTrial(Type.F32);

  private static final double NANOS = 0.7; // an entry takes, number by number
  private static final int FASTER = 3; // trials in a row
  private static final long MOST_NANOS = 4_000_000_000L;

  private final int lanes;
  private final Squares squares;
  private final Object from;
  private final Object to;
  private final ReentrantLock trying = new ReentrantLock();
  private final long begun = System.nanoTime();

  private volatile boolean isFast;
  private volatile boolean isOver;
  private int faster;
  private long tried; // nanoseconds

  private SquaresTrial(Type type) {
    this.lanes = Lanes.of(type);
    this.squares = SquaresClass.of(type);
    this.from = type.array(lanes * lanes);
    this.to = type.array(lanes * lanes);
  }

  /// Whether they are, for entries of a type; tries that, if it is time to.
  static boolean isFast(Type type) {
    SquaresTrial trial = type == Type.F64 ? WIDE : NARROW;
    if (!trial.isOver && trial.trying.tryLock()) {
      try {
        trial.attempt();
      } finally {
        trial.trying.unlock();
      }
    }
    return trial.isFast;
  }

  private void attempt() {
    long start = System.nanoTime();
    if (isOver || tried > (start - begun) / 2) {
      return;
    }
    squares.run(from, 0, lanes, to, 0, lanes, 1);
    long took = System.nanoTime() - start;
    tried += took;
    faster = took < NANOS * lanes * lanes ? faster + 1 : 0;
    isFast = faster >= FASTER;
    isOver = isFast || tried > MOST_NANOS;
  }
}

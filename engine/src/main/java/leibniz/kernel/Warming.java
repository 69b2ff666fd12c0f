package leibniz.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import leibniz.ir.Interrupted;

/// Runs a kernel number by number until the class with vectors is compiled. Until then each vector
/// is an object, and a row takes hundreds of times as long; so the class is tried on a few rows
/// between the runs, into arrays of its own, and takes over when it has become as fast: where both
/// wait for the memory, neither is faster for sure.
///
/// Trials take about as long as the runs beside them. A class that is slower after some seconds of
/// them is given up: so one that the compiler does not see through costs little. Where loops are
/// long, no trial is made: they are compiled while they run.
final class Warming implements Kernel.Runner {
  private static final double LEAST_POINTS = 1000; // of a trial
  private static final double ENOUGH_POINTS =
      32_000; // for what a call costs by itself not to count
  private static final double PART = 1.0 / 64; // of the whole kernel, for a trial
  private static final int FASTER = 3; // trials in a row
  private static final double AS_FAST = 1.25; // before it is compiled, it takes ten times as long
  private static final long MOST_NANOS = 4_000_000_000L;
  private static final double MOST_POINTS = 50_000; // of a loop

  private final Kernel kernel;
  private final Type type;
  private final Kernel.Runner numbers;
  private final Kernel.Runner vectors;
  private final int rows; // of a trial
  private final Map<Integer, Integer> lengths; // of what a trial writes

  private volatile Kernel.Runner chosen;
  private volatile boolean isChosen;

  private final ReentrantLock trying = new ReentrantLock();
  private final Map<Integer, Object> written = new HashMap<>();
  private double row = Double.POSITIVE_INFINITY; // nanoseconds of a row, by numbers
  private int faster;
  private long tried; // nanoseconds
  private long ran;

  private Warming(
      Kernel kernel, Type type, double points, Kernel.Runner numbers, Kernel.Runner vectors) {
    this.kernel = kernel;
    this.type = type;
    this.numbers = numbers;
    this.vectors = vectors;
    this.chosen = numbers;
    double trial = Math.clamp(PART * points * kernel.rows(), LEAST_POINTS, ENOUGH_POINTS);
    int least = Transposed.of(kernel, Lanes.of(type)).isPresent() ? Lanes.of(type) : 1;
    int most = kernel.rows();
    this.rows = (int) Math.clamp(trial / Math.max(1, points), Math.min(least, most), most);
    this.lengths = lengths();
  }

  /// A runner that ends up with vectors, or has them at once.
  static Kernel.Runner of(Kernel kernel, Type type, Kernel.Runner numbers, Kernel.Runner vectors) {
    double points = kernel.loops().stream().mapToDouble(loop -> loop.points()).sum();
    boolean isLong =
        kernel.loops().stream()
            .allMatch(loop -> loop.points() > MOST_POINTS || Minor.is(loop, kernel));
    return kernel.rows() == 0 || isLong
        ? vectors
        : new Warming(kernel, type, points, numbers, vectors);
  }

  /// Whether a runner no longer tries anything.
  static boolean isOver(Kernel.Runner runner) {
    return !(runner instanceof Warming warming) || warming.isChosen;
  }

  @Override
  public void run(Object[] arrays, int from, int to) {
    if (isChosen || from >= to) {
      chosen.run(arrays, from, to);
      return;
    }
    long start = System.nanoTime();
    numbers.run(arrays, from, to);
    long took = System.nanoTime() - start;
    if (trying.tryLock()) {
      try {
        row = Math.min(row, (double) took / (to - from));
        ran += took;
        compare(arrays);
      } finally {
        trying.unlock();
      }
    }
  }

  @Override
  public Kernel.Runner settled() {
    return isChosen ? chosen : this;
  }

  @Override
  public boolean isSettled() {
    return false;
  }

  /// Tries the vectors until that has taken as long as the runs.
  private void compare(Object[] arrays) {
    Object[] own = arrays.clone();
    lengths.forEach(
        (array, length) -> own[array] = written.computeIfAbsent(array, _ -> type.array(length)));
    while (!isChosen && tried <= ran) {
      Interrupted.check();
      long start = System.nanoTime();
      vectors.run(own, 0, rows);
      long trial = System.nanoTime() - start;
      tried += trial;
      faster = trial < AS_FAST * row * rows ? faster + 1 : 0;
      if (faster >= FASTER) {
        choose(vectors);
      } else if (tried > MOST_NANOS) {
        choose(numbers);
      }
    }
  }

  private void choose(Kernel.Runner runner) {
    chosen = runner;
    isChosen = true;
    written.clear();
  }

  /// Of each array that is written, the entries that the rows of a trial touch.
  private Map<Integer, Integer> lengths() {
    Map<Integer, Integer> lengths = new HashMap<>();
    kernel.loops().forEach(loop -> lengths.put(loop.target().array(), 0));
    for (Loop loop : kernel.loops()) {
      for (Access access : loop.accesses()) {
        lengths.computeIfPresent(
            access.array(), (_, length) -> Math.max(length, end(loop, access)));
      }
    }
    return lengths;
  }

  private int end(Loop loop, Access access) {
    int last = access.offset() + Math.max(0, access.row() * (rows - 1));
    for (int axis = 0; axis < loop.extents().length; axis++) {
      last += Math.max(0, access.stride(axis) * (loop.extents()[axis] - 1));
    }
    return last + 1;
  }
}

package leibniz.ir;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How much work an answer may take. Nodes that are made and entries that are computed are counted,
/// and no clock is read, so that the same question always ends in the same way. Where nobody sets a
/// bound, there is none.
public final class Effort {
  private static final ThreadLocal<@Nullable Effort> CURRENT = new ThreadLocal<>();

  private final @Nullable Effort around;
  private long left;

  private Effort(@Nullable Effort around, long units) {
    this.around = around;
    this.left = around == null ? units : Math.min(units, around.left);
  }

  /// Thrown when no work is left; the one who set the bound takes it.
  public static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Spent() {
      super("no work is left", null, false, false);
    }
  }

  /// The result of work that takes no more than so many units: a unit is some microseconds.
  ///
  /// @throws Spent if it takes more
  public static <T extends @Nullable Object> T within(long units, Supplier<T> work) {
    return of(units).in(work);
  }

  /// The result of work that takes no more than so many units; null where that is not enough.
  public static <T> @Nullable T atMost(long units, Supplier<@Nullable T> work) {
    try {
      return within(units, work);
    } catch (Spent e) {
      return null;
    }
  }

  /// The same, with what stands for the result where that is not enough.
  public static <T> T within(long units, T otherwise, Supplier<T> work) {
    T result = atMost(units, work);
    return result == null ? otherwise : result;
  }

  /// So many units of what is left, for work that is done bit by bit.
  public static Effort of(long units) {
    return new Effort(CURRENT.get(), units);
  }

  /// The same, and no more than half of what is left: who only tries leaves as much to whoever
  /// tells what is known without.
  public static Effort share(long units) {
    Effort own = CURRENT.get();
    return new Effort(own, own == null ? units : Math.min(units, own.left / 2));
  }

  /// The result of a bit of work.
  ///
  /// @throws Spent if there is not so much left
  public <T extends @Nullable Object> T in(Supplier<T> work) {
    return with(this, work);
  }

  /// The same work for another thread, counted where it is asked for.
  public static <T> Supplier<T> carried(Supplier<T> work) {
    Effort own = CURRENT.get();
    return () -> with(own, work);
  }

  private static <T extends @Nullable Object> T with(@Nullable Effort own, Supplier<T> work) {
    Effort before = CURRENT.get();
    CURRENT.set(own);
    try {
      return work.get();
    } finally {
      CURRENT.set(before);
    }
  }

  /// Counts work.
  ///
  /// @throws Spent if none is left
  public static void spend(long units) {
    Effort own = CURRENT.get();
    if (own != null) {
      own.take(units);
      if (own.left < 0) {
        throw new Spent();
      }
    }
  }

  /// Asks for nothing but whether there is work left.
  ///
  /// @throws Spent if there is none
  public static void ask() {
    if (isSpent()) {
      throw new Spent();
    }
  }

  private void take(long units) {
    for (Effort e = this; e != null; e = e.around) {
      e.left -= units;
    }
  }

  /// Whether anybody set a bound.
  static boolean isCounted() {
    return CURRENT.get() != null;
  }

  /// Whether no work is left.
  public static boolean isSpent() {
    Effort own = CURRENT.get();
    return own != null && own.left < 0;
  }
}

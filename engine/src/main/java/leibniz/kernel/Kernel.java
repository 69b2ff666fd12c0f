package leibniz.kernel;

import java.util.List;

/// Loops over a common outermost axis: for each row all loops run, one after the other. What one
/// loop writes in a row, later loops may read in the same row, and in no other; so rows may be
/// shared among threads. An array that is written with row stride 0 is a scratch array, of which
/// each thread has its own; or it is one that all rows add to, which then run in order, on one
/// thread.
///
/// A kernel of a single loop without axes of its own is a map along the rows.
///
/// @param rows the size of the common axis
/// @param scratch the numbers of the arrays that are scratch
public record Kernel(int rows, List<Loop> loops, List<Integer> scratch) {

  /// Takes copies of the lists.
  public Kernel {
    loops = List.copyOf(loops);
    scratch = List.copyOf(scratch);
  }

  /// Runs a kernel for some of its rows.
  @FunctionalInterface
  public interface Runner {

    /// Runs rows `from` up to `to`.
    ///
    /// @param arrays by number; each a `double[]` or each a `float[]`, as the runner was made for
    void run(Object[] arrays, int from, int to);

    /// What runs the same from now on: this, or what it has settled on.
    default Runner settled() {
      return this;
    }

    /// Whether that is all it will ever be.
    default boolean isSettled() {
      return true;
    }

    /// Whether one thread does it as fast as the memory goes, so that a second would be in its way.
    default boolean isBoundByMemory() {
      return false;
    }
  }
}

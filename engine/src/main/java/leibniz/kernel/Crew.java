package leibniz.kernel;

import leibniz.ir.Interrupted;

/// Threads that share the rows of kernels. Results do not depend on how many there are: what is
/// shared out are rows, never parts of one sum.
public interface Crew extends AutoCloseable {

  /// How many threads work, the caller's own included.
  int threads();

  /// Runs every part once, in any order and on any thread, and returns when all are done. What a
  /// part throws is thrown here, after all that had begun have ended. If the caller is interrupted,
  /// no further part begins, [Interrupted#check] ends those that ask, on every thread, and the run
  /// ends with a [CancellationException].
  ///
  /// @param parts how many there are
  void run(int parts, Part part);

  /// One part of the work.
  @FunctionalInterface
  interface Part {
    /// @param number of the part
    /// @param worker the number of the thread, below [Crew#threads]: what it may use for itself
    ///   alone
    void run(int number, int worker);
  }

  @Override
  void close();

  /// The caller's thread alone.
  static Crew alone() {
    return Alone.INSTANCE;
  }

  /// No helpers.
  enum Alone implements Crew {
    INSTANCE;

    @Override
    public int threads() {
      return 1;
    }

    @Override
    public void run(int parts, Part part) {
      for (int k = 0; k < parts; k++) {
        Interrupted.check();
        part.run(k, 0);
      }
    }

    @Override
    public void close() {
      // no thread is held
    }
  }
}

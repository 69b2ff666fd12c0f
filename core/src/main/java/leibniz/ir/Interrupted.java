package leibniz.ir;

import java.util.concurrent.CancellationException;

/// Whether somebody wants a long computation to end. Loops ask every few milliseconds of work.
public final class Interrupted {
  private Interrupted() {}

  /// Goes on, unless the thread is interrupted; its flag stays set.
  ///
  /// @throws CancellationException if it is
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
  }
}

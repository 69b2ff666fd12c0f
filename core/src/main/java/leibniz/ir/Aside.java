package leibniz.ir;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that another thread computes meanwhile: what is asked for it later is there by then. It
/// is the same value as if it were computed at once.
///
/// Where work is counted ([Effort]) it is done when it is asked for, by who asks: two threads that
/// spend together would end differently each time.
public final class Aside<T> implements Supplier<T> {
  private static final long STACK = 64L << 20; // as deep as who asks

  private final FutureTask<T> task;

  private Aside(FutureTask<T> task) {
    this.task = task;
  }

  /// Starts it.
  public static <T> Aside<T> of(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    if (!Effort.isCounted()) {
      Thread thread = new Thread(null, task, "leibniz-aside", STACK);
      thread.setDaemon(true);
      thread.start();
    }
    return new Aside<>(task);
  }

  /// The value, or what the work threw.
  ///
  /// @throws CancellationException if the thread that waits is interrupted, which ends the work too
  @Override
  public T get() {
    if (Effort.isCounted()) {
      task.run(); // does nothing where it was begun
    }
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw raised(e.getCause());
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private static RuntimeException raised(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }
}

package leibniz.kernel;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A crew of long-lived threads. Parts are claimed from a counter, so a helper that is late costs
/// nothing: the caller does its share. Helpers wait a moment for the next run before they sleep.
///
/// One run has the helpers at a time. A run that finds them busy, from another thread or from
/// inside a part, is done by its caller alone. If the caller is interrupted, so are the helpers as
/// far as they can tell: no further part begins, and the run ends with a [CancellationException].
public final class Team implements Crew {
  /// How long a helper looks for work before it sleeps. Waking one takes about as long.
  private static final long PATIENCE = 40_000;

  /// The lower half of the ticket is the next part; this one is beyond all.
  private static final long NO_PART = Integer.MAX_VALUE;

  private final Helper[] helpers;
  private final AtomicBoolean busy = new AtomicBoolean();

  /// Number of the run in the upper half, next part in the lower. Whoever adds one has that part.
  private final AtomicLong ticket = new AtomicLong(NO_PART);

  private final AtomicInteger finished = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  // Of the run that the ticket names; written before the ticket is, and read before a part is
  // claimed.
  private Part part = (_, _) -> {};
  private int parts;
  private @Nullable Thread owner;

  private volatile @Nullable Thread waiting;
  private volatile boolean closed;

  private Team(int threads) {
    helpers = new Helper[threads - 1];
    for (int k = 0; k < helpers.length; k++) {
      helpers[k] = new Helper(k + 1);
      helpers[k].setDaemon(true);
      helpers[k].start();
    }
  }

  /// A crew of so many threads, the caller's own included.
  public static Crew of(int threads) {
    return threads <= 1 ? Crew.alone() : new Team(threads);
  }

  @Override
  public int threads() {
    return helpers.length + 1;
  }

  @Override
  public void run(int number, Part task) {
    if (number <= 1 || closed || !busy.compareAndSet(false, true)) {
      Crew.alone().run(number, task);
      return;
    }
    Throwable thrown;
    try {
      thrown = share(number, task);
    } finally {
      busy.set(false);
    }
    switch (thrown) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new AssertionError(thrown);
    }
  }

  /// Opens the run, works, closes it and waits for those that still work: what was thrown.
  private @Nullable Throwable share(int number, Part task) {
    Thread caller = Thread.currentThread();
    part = task;
    parts = number;
    owner = caller;
    finished.set(0);
    failure.set(null);
    ticket.set(((ticket.get() >>> 32) + 1) << 32);
    for (Helper helper : helpers) {
      helper.wake();
    }
    while (claim(0)) {
      if (caller.isInterrupted()) {
        failure.compareAndSet(null, new CancellationException("interrupted"));
      }
    }
    long claimed = ticket.getAndUpdate(t -> t | NO_PART) & NO_PART;
    await((int) claimed, caller);
    part = (_, _) -> {};
    owner = null;
    return failure.get();
  }

  /// Does one part, if there is one left and none has failed.
  private boolean claim(int worker) {
    while (true) {
      long now = ticket.get();
      Part mine = part;
      if ((now & NO_PART) >= parts || failure.get() != null) {
        return false;
      }
      // Fails if another run was opened since: a run's ticket closes before the next one's opens.
      if (ticket.compareAndSet(now, now + 1)) {
        work(mine, (int) (now & NO_PART), worker);
        return true;
      }
    }
  }

  private void work(Part mine, int number, int worker) {
    try {
      mine.run(number, worker);
    } catch (Throwable e) { // thrown again where the run began
      failure.compareAndSet(null, e);
    } finally {
      finished.incrementAndGet();
      LockSupport.unpark(waiting);
    }
  }

  /// Waits until so many parts are done: for a while awake, then asleep.
  private void await(int claimed, Thread caller) {
    long since = System.nanoTime();
    boolean interrupted = false;
    while (finished.get() < claimed) {
      if (System.nanoTime() - since < PATIENCE) {
        Thread.onSpinWait();
      } else {
        waiting = caller;
        if (finished.get() < claimed) {
          LockSupport.park(this);
          interrupted |= Thread.interrupted(); // or it would not sleep again
        }
      }
    }
    waiting = null;
    if (interrupted) {
      caller.interrupt();
    }
  }

  /// Threads end after what they are doing; later runs are their callers' alone.
  @Override
  public void close() {
    closed = true;
    for (Helper helper : helpers) {
      LockSupport.unpark(helper);
    }
  }

  /// One thread.
  private final class Helper extends Thread {
    private final int worker;
    private volatile boolean asleep;

    Helper(int worker) {
      super("leibniz-" + worker);
      this.worker = worker;
    }

    /// Whether what it works on is to end: because the caller is interrupted, or another part has
    /// failed.
    @Override
    public boolean isInterrupted() {
      Thread caller = owner;
      return caller != null && caller.isInterrupted() || failure.get() != null;
    }

    @Override
    public void run() {
      long since = System.nanoTime();
      while (!closed) {
        if (claim(worker)) {
          since = System.nanoTime();
        } else if (System.nanoTime() - since < PATIENCE) {
          Thread.onSpinWait();
        } else {
          sleep();
          since = System.nanoTime();
        }
      }
    }

    /// Until there is a run, or none will come.
    private void sleep() {
      asleep = true;
      while ((ticket.get() & NO_PART) == NO_PART && !closed) {
        LockSupport.park(this);
      }
      asleep = false;
    }

    void wake() {
      if (asleep) {
        LockSupport.unpark(this);
      }
    }
  }
}

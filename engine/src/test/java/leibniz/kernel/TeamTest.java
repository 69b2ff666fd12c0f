package leibniz.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Parts run once each, by no more threads than asked; and what goes wrong is told.
@Timeout(60)
final class TeamTest {

  @Test
  void everyPartRunsOnceAndIsSeen() {
    try (Crew crew = Team.of(3)) {
      assertThat(crew.threads()).isEqualTo(3);
      int[] times = new int[1000];
      for (int run = 1; run <= 2000; run++) {
        int parts = run % 50;
        crew.run(parts, (number, _) -> times[number]++);
        for (int k = 0; k < parts; k++) {
          times[k]--;
        }
      }
      assertThat(times).containsOnly(0);
    }
  }

  @Test
  void workersAreNumberedAndShareTheWork() throws InterruptedException {
    try (Crew crew = Team.of(2)) {
      CountDownLatch both = new CountDownLatch(2);
      Set<Integer> workers = ConcurrentHashMap.newKeySet();
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      crew.run(
          2,
          (_, worker) -> {
            workers.add(worker);
            threads.add(Thread.currentThread());
            both.countDown();
            await(both);
          });
      assertThat(workers).containsExactlyInAnyOrder(0, 1);
      assertThat(threads).hasSize(2).contains(Thread.currentThread());
    }
  }

  @Test
  void aHelperThatSleptIsWoken() throws InterruptedException {
    try (Crew crew = Team.of(2)) {
      Thread.sleep(50);
      CountDownLatch both = new CountDownLatch(2);
      crew.run(
          2,
          (_, _) -> {
            both.countDown();
            await(both);
          });
      assertThat(both.getCount()).isZero();
    }
  }

  @Test
  void whatAPartThrowsIsThrownAndTheNextRunWorks() {
    try (Crew crew = Team.of(2)) {
      for (int run = 0; run < 200; run++) {
        int bad = run % 7;
        AtomicInteger working = new AtomicInteger();
        assertThatThrownBy(() ->
                crew.run(
                    7,
                    (number, _) -> {
                      working.incrementAndGet();
                      try {
                        if (number == bad) {
                          throw new IllegalStateException("part " + number);
                        }
                      } finally {
                        working.decrementAndGet();
                      }
                    }))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("part " + bad);
        assertThat(working).hasValue(0);
      }
      AtomicInteger parts = new AtomicInteger();
      crew.run(100, (_, _) -> parts.incrementAndGet());
      assertThat(parts).hasValue(100);
    }
  }

  @Test
  void errorsAreThrownToo() {
    try (Crew crew = Team.of(2)) {
      assertThatThrownBy(() ->
              crew.run(
                  8,
                  (number, _) -> {
                    throw new StackOverflowError();
                  }))
          .isInstanceOf(StackOverflowError.class);
    }
  }

  @Test
  void anInterruptEndsTheRunSoon() throws InterruptedException {
    for (int threads = 1; threads <= 2; threads++) {
      try (Crew crew = Team.of(threads)) {
        List<Throwable> thrown = new ArrayList<>();
        AtomicInteger parts = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        Thread caller =
            new Thread(() -> {
              try {
                crew.run(
                    1_000_000,
                    (_, _) -> {
                      parts.incrementAndGet();
                      begun.countDown();
                      spin(1_000_000);
                    });
              } catch (CancellationException e) {
                thrown.add(e);
                thrown.add(new Exception("still: " + Thread.currentThread().isInterrupted()));
              }
            });
        caller.start();
        await(begun);
        caller.interrupt();
        caller.join();
        int after = parts.get();
        assertThat(after).isLessThan(1_000_000);
        assertThat(thrown).hasSize(2);
        assertThat(thrown.get(1)).hasMessage("still: true");
        Thread.sleep(20);
        assertThat(parts).hasValue(after);
        crew.run(10, (_, _) -> parts.incrementAndGet());
        assertThat(parts).hasValue(after + 10);
      }
    }
  }

  @Test
  void aRunInsideAPartIsItsCallersAlone() {
    try (Crew crew = Team.of(2)) {
      AtomicIntegerArray times = new AtomicIntegerArray(64);
      crew.run(
          8, (outer, _) -> crew.run(8, (inner, _) -> times.incrementAndGet(8 * outer + inner)));
      for (int k = 0; k < 64; k++) {
        assertThat(times.get(k)).isEqualTo(1);
      }
    }
  }

  @Test
  void manyCallersAtOnce() throws InterruptedException {
    try (Crew crew = Team.of(2)) {
      AtomicInteger parts = new AtomicInteger();
      List<Throwable> thrown = new ArrayList<>();
      List<Thread> callers = new ArrayList<>();
      for (int t = 0; t < 6; t++) {
        Thread caller =
            new Thread(() -> {
              for (int run = 0; run < 500; run++) {
                AtomicInteger mine = new AtomicInteger();
                crew.run(13, (_, _) -> mine.incrementAndGet());
                parts.addAndGet(mine.get());
              }
            });
        caller.setUncaughtExceptionHandler((_, e) -> thrown.add(e));
        callers.add(caller);
        caller.start();
      }
      for (Thread caller : callers) {
        caller.join();
      }
      assertThat(thrown).isEmpty();
      assertThat(parts).hasValue(6 * 500 * 13);
    }
  }

  @Test
  void threadsEndWhenItIsClosed() throws InterruptedException {
    Set<Thread> helpers = ConcurrentHashMap.newKeySet();
    Crew crew = Team.of(2);
    CountDownLatch both = new CountDownLatch(2);
    crew.run(
        2,
        (_, worker) -> {
          if (worker > 0) {
            helpers.add(Thread.currentThread());
          }
          both.countDown();
          await(both);
        });
    crew.close();
    for (Thread helper : helpers) {
      assertThat(helper.isDaemon()).isTrue();
      helper.join(10_000);
      assertThat(helper.isAlive()).isFalse();
    }
    AtomicInteger parts = new AtomicInteger();
    crew.run(5, (_, _) -> parts.incrementAndGet());
    assertThat(parts).hasValue(5);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void spin(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}

package leibniz.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import leibniz.Derivatives;
import leibniz.Request;
import leibniz.ir.LeibnizException;
import leibniz.kernel.Crew;
import leibniz.kernel.Team;
import leibniz.kernel.Type;
import leibniz.plan.Compiled;
import leibniz.program.Program;

/// Mixed work for some minutes: programs are derived, planned for sizes at random and run, by two
/// callers at a time, with and without helpers; runs are interrupted, and sizes that do not fit are
/// refused. What the JVM holds after a collection, and what the system says the process holds, is
/// printed every half minute; if either grows, the exit status is 1.
///
///     bench/soak 10
public final class Soak {
  private static final double GROWTH = 1.1;
  private static final long PERIOD = 30_000_000_000L;

  private static final List<String> PROGRAMS =
      List.of(
          "v: (n, m); q = softmax(v)",
          "x: (n, m); W: (m, k); y: (n, k); f = np.sum((np.tanh(x @ W) - y)**2)",
          "A: (n, n); x: (n,); f = x @ A @ x",
          "x: (n, m); y = (x - np.mean(x, axis=1, keepdims=True)) / (1 + np.std(x, axis=1, keepdims=True))",
          "X: (n, m); w: (m,); f = np.sum(np.log(1 + np.exp(X @ w)))",
          "A: (n, m, 9); C: (n, 9, 7); y = A @ C",
          "A: (k, k); y = np.linalg.inv(A + 9 * np.eye(k))");

  private final List<long[]> readings = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean over;
  private volatile long runs;

  private Soak() {}

  /// @param args the minutes
  public static void main(String[] args) throws Exception {
    double minutes = args.length == 0 ? 10 : Double.parseDouble(args[0]);
    System.exit(new Soak().run((long) (minutes * 60e9)) ? 0 : 1);
  }

  private boolean run(long nanos) throws Exception {
    long end = System.nanoTime() + nanos;
    List<Thread> callers = new ArrayList<>();
    try (Crew crew = Team.of(2)) {
      for (int k = 0; k < 2; k++) {
        long seed = k;
        callers.add(Thread.ofPlatform().start(() -> work(crew, new SplittableRandom(seed))));
      }
      while (System.nanoTime() < end && failure.get() == null) {
        Thread.sleep(Math.max(1, Math.min(PERIOD, end - System.nanoTime()) / 1_000_000));
        read();
      }
      over = true;
      for (Thread caller : callers) {
        caller.join();
      }
    }
    if (failure.get() != null) {
      failure.get().printStackTrace();
      return false;
    }
    return isFlat();
  }

  private void read() throws IOException {
    System.gc();
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long[] reading = {
      memory.getHeapMemoryUsage().getUsed() >> 10,
      memory.getNonHeapMemoryUsage().getUsed() >> 10,
      resident(),
      Thread.activeCount()
    };
    readings.add(reading);
    System.out.printf(
        Locale.ROOT,
        "%4d s  heap %d KiB  other %d KiB  resident %d KiB  threads %d  runs %d%n",
        readings.size() * PERIOD / 1_000_000_000,
        reading[0],
        reading[1],
        reading[2],
        reading[3],
        runs);
  }

  /// KiB, as Linux says.
  private static long resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmRSS");
  }

  /// The least of the last third beside the least of the second one: in the first, code is still
  /// compiled, and what a run holds at the moment does not count.
  private boolean isFlat() {
    int third = readings.size() / 3;
    boolean flat = true;
    String[] names = {"heap", "other", "resident"};
    for (int k = 0; k < names.length && third > 0; k++) {
      double middle = least(readings.subList(third, 2 * third), k);
      double last = least(readings.subList(2 * third, readings.size()), k);
      System.out.printf(Locale.ROOT, "%s: %.3f times as much%n", names[k], last / middle);
      flat &= last <= GROWTH * middle;
    }
    return flat;
  }

  private static double least(List<long[]> readings, int column) {
    return readings.stream().mapToLong(reading -> reading[column]).min().orElse(0);
  }

  // --- work
  // ---------------------------------------------------------------------------------------

  private void work(Crew crew, SplittableRandom random) {
    try {
      while (!over && failure.get() == null) {
        once(crew, random);
      }
    } catch (Throwable e) { // told where the program ends
      failure.compareAndSet(null, e);
    }
  }

  private void once(Crew crew, SplittableRandom random) {
    String text = PROGRAMS.get(random.nextInt(PROGRAMS.size()));
    boolean derived = random.nextBoolean();
    Derivatives derivatives =
        derived ? Derivatives.of(Request.of(text)) : Derivatives.value(Request.of(text));
    Program program = derivatives.program();
    Map<String, Long> sizes =
        Map.of("n", 1L + random.nextInt(20), "m", 1L + random.nextInt(40), "k", 20L);
    Type type = random.nextBoolean() ? Type.F64 : Type.F32;
    Crew who = random.nextBoolean() ? crew : Crew.alone();
    Compiled compiled = Compiled.of(program, type, sizes, who);
    Object[] inputs =
        program.inputs().stream()
            .map(input -> filled(type.array((int) input.shape().count().at(sizes::get)), random))
            .toArray();
    Object[] results = compiled.results();
    for (int run = 0; run < 50 && !over; run++) {
      compiled.run(inputs, results);
      runs++;
    }
    interrupted(compiled, inputs, results);
    refused(program, type);
  }

  private static void interrupted(Compiled compiled, Object[] inputs, Object[] results) {
    Thread.currentThread().interrupt();
    try {
      compiled.run(inputs, results);
      throw new IllegalStateException("the interrupt was not seen");
    } catch (CancellationException e) {
      Thread.interrupted();
    }
  }

  private static void refused(Program program, Type type) {
    Map<String, Long> large = Map.of("n", 1L << 17, "m", 1L << 17, "k", 1L << 16);
    try {
      Compiled.of(program, type, large, Crew.alone());
      throw new IllegalStateException("too large, and not refused");
    } catch (LeibnizException e) {
      // as it should be
    }
  }

  private static Object filled(Object array, SplittableRandom random) {
    switch (array) {
      case double[] d -> java.util.Arrays.setAll(d, _ -> random.nextDouble(-1, 1));
      case float[] f -> {
        for (int k = 0; k < f.length; k++) {
          f[k] = (float) random.nextDouble(-1, 1);
        }
      }
      default -> throw new IllegalArgumentException("an array of " + array.getClass());
    }
    return array;
  }
}

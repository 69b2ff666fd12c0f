package leibniz.bench;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leibniz.Derivatives;
import leibniz.kernel.Crew;
import leibniz.kernel.Team;
import leibniz.kernel.Type;
import leibniz.plan.Compiled;
import leibniz.program.Program;
import tools.jackson.jr.ob.JSON;

/// Times what it is asked for, one workload after the other: requests come as lines of JSON on
/// standard input, results go as such to standard output. The workloads are read from
/// `workloads.json` in the working folder.
public final class Worker {
  private static final String NAME = "leibniz";

  private final Map<String, Workload> workloads = new HashMap<>();
  private final PrintStream out;
  private Crew crew = Crew.alone();

  /// The file of workloads.
  public record Workloads(List<Workload> workloads) {}

  /// A line that asks for something.
  ///
  /// @param id of a workload
  /// @param budget_s seconds of runs that are counted
  /// @param min_reps how many runs are counted at least
  /// @param threads how many may be used
  /// @param limit_s seconds for a method
  /// @param methods the ones to be timed; none for all
  /// @param quit whether to end
  public record Request(
      String id,
      double budget_s,
      int min_reps,
      int threads,
      double limit_s,
      List<String> methods,
      boolean quit) {

    boolean wants(String method) {
      return methods == null || methods.isEmpty() || methods.contains(method);
    }

    Timing.Limits limits() {
      return new Timing.Limits(budget_s, Math.max(1, min_reps), limit_s > 0 ? limit_s : 20);
    }
  }

  private Worker(PrintStream out) throws IOException {
    this.out = out;
    String text = Files.readString(Path.of("workloads.json"));
    JSON.std.beanFrom(Workloads.class, text).workloads().forEach(w -> workloads.put(w.id(), w));
  }

  /// Answers until the input ends.
  public static void main(String[] args) throws IOException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err); // standard output is for answers alone
    Worker worker = new Worker(out);
    worker.warmUp();
    Map<String, Object> ready = new LinkedHashMap<>();
    ready.put("ready", NAME);
    ready.put("versions", "Leibniz on Java " + Runtime.version());
    if (!"said".equals(System.getenv("BENCH_HELLO"))) { // by the script, which had to build first
      worker.say(ready);
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Request request = JSON.std.beanFrom(Request.class, line);
      if (request.quit()) {
        return;
      }
      worker.answer(request);
    }
  }

  /// Classes are loaded before the first time is taken, as libraries are imported.
  private void warmUp() {
    workloads.values().stream().findFirst().ifPresent(workload -> Derived.of(workload).program());
  }

  private void answer(Request request) {
    Workload workload = workloads.get(request.id());
    try {
      if (workload == null) {
        throw new IllegalArgumentException("no workload is called " + request.id());
      }
      time(workload, request);
    } catch (RuntimeException | OutOfMemoryError e) {
      e.printStackTrace();
      sayError(request.id(), "plan", e);
    }
    Map<String, Object> done = new LinkedHashMap<>();
    done.put("id", request.id());
    done.put("done", true);
    say(done);
  }

  private void time(Workload workload, Request request) {
    long start = System.nanoTime();
    Derivatives derivatives = Derived.of(workload);
    Program program = derivatives.program();
    long derived = System.nanoTime();
    Type type = workload.isDouble() ? Type.F64 : Type.F32;
    Compiled ready = Compiled.of(program, type, derivatives.sizes(), crew(request));
    long compiled = System.nanoTime();
    Map<String, Double> setup = new LinkedHashMap<>();
    setup.put("derive_s", (derived - start) * 1e-9);
    setup.put("compile_s", (compiled - derived) * 1e-9);
    Object[] inputs = inputs(workload, program);
    if (request.wants("plan")) {
      Object[] kept = workload.results();
      measure(workload, request, "plan", setup, kept, () -> ready.run(inputs, kept));
    }
    if (request.wants("fresh")) {
      Object[] last = new Object[workload.result_shapes().size()];
      measure(
          workload,
          request,
          "fresh",
          setup,
          last,
          () -> {
            System.arraycopy(workload.results(), 0, last, 0, last.length);
            ready.run(inputs, last);
          });
    }
  }

  private Crew crew(Request request) {
    int threads = Math.max(1, request.threads());
    if (crew.threads() != threads) {
      crew.close();
      crew = Team.of(threads);
    }
    return crew;
  }

  private static Object[] inputs(Workload workload, Program program) {
    Map<String, Workload.Input> known = new HashMap<>();
    workload.inputs().forEach(input -> known.put(input.name(), input));
    List<Object> arrays = new ArrayList<>();
    for (Program.Input input : program.inputs()) {
      Workload.Input given = Objects.requireNonNull(known.get(input.name().toString()));
      arrays.add(Data.filled(given, workload));
    }
    return arrays.toArray();
  }

  private void measure(
      Workload workload,
      Request request,
      String method,
      Map<String, Double> setup,
      Object[] results,
      Runnable run) {
    Timing timing;
    try {
      timing = Timing.of(run, request.limits());
    } catch (RuntimeException | OutOfMemoryError e) {
      e.printStackTrace();
      sayError(workload.id(), method, e);
      return;
    }
    Data.Checksum sums = Data.Checksum.of(List.of(results));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("id", workload.id());
    line.put("method", method);
    if (sums.isFinite()) {
      line.put("median_s", timing.median());
      line.put("min_s", timing.min());
      line.put("p90_s", timing.p90());
      line.put("reps", timing.reps());
      line.put("first_s", timing.first());
      line.putAll(setup);
      line.put("checksum", sums);
    } else {
      line.put("error", "the result is not finite");
    }
    say(line);
  }

  private void sayError(String id, String method, Throwable error) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("id", id);
    line.put("method", method);
    line.put("error", error.toString().lines().findFirst().orElse(""));
    say(line);
  }

  private void say(Map<String, Object> line) {
    out.println(JSON.std.asString(line));
  }
}

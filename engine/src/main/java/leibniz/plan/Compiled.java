package leibniz.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.kernel.Crew;
import leibniz.kernel.Form;
import leibniz.kernel.Type;
import leibniz.program.Program;
import org.jspecify.annotations.Nullable;

/// A program that runs: planned once for given sizes, run often, on any number of threads at once.
///
/// ```
/// Compiled f = Compiled.of(program, Type.F64, Map.of("B", 32L, "D", 10L), Crew.alone());
/// f.run(new Object[] {v}, new Object[] {q});       // double[] in row-major order
/// ```
public final class Compiled {
  private final Program program;
  private final Plan plan;
  private final AtomicReference<Plan.@Nullable Workspace> mine = new AtomicReference<>();
  private final ConcurrentLinkedQueue<Plan.Workspace> others = new ConcurrentLinkedQueue<>();

  private Compiled(Program program, Plan plan) {
    this.program = program;
    this.plan = plan;
  }

  /// Plans a program.
  ///
  /// @param sizes a value for each size symbol of the program
  /// @param crew who computes
  public static Compiled of(Program program, Type type, Map<String, Long> sizes, Crew crew) {
    return of(program, type, sizes, crew, Form.WARMED);
  }

  /// The same, where loops are run in no better form than `best`. A run or two are over sooner with
  /// [Form#INTERPRETED], which needs no time to be compiled.
  public static Compiled of(
      Program program, Type type, Map<String, Long> sizes, Crew crew, Form best) {
    Map<String, Long> known = new ConcurrentHashMap<>(sizes);
    Draft draft =
        Planner.of(
            program,
            symbol -> {
              Long value = known.get(symbol);
              if (value == null) {
                throw Problem.error(Code.LBZ009, "the size " + symbol + " has no value").raise();
              }
              return value;
            });
    return new Compiled(program, new Plan(program, draft, type, crew, best));
  }

  public Program program() {
    return program;
  }

  /// New arrays for the results, in the program's order.
  ///
  /// @throws leibniz.ir.LeibnizException if there is not enough memory for them
  public Object[] results() {
    int inputs = program.inputs().size();
    Object[] results = new Object[program.results().size()];
    try {
      Arrays.setAll(results, k -> plan.type().array(plan.length(inputs + k)));
      return results;
    } catch (OutOfMemoryError e) {
      long entries = 0;
      for (int k = 0; k < results.length; k++) {
        entries += plan.length(inputs + k);
      }
      throw Limits.noResults(entries * plan.type().bytes(), e);
    }
  }

  /// Computes the results.
  ///
  /// @param inputs arrays of the type that was asked for, in the order of the program's inputs,
  ///   row-major
  /// @param results where the results go, all of which is written
  /// @throws leibniz.ir.LeibnizException if there is not enough memory for what is in between
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted; the results
  ///   then hold anything
  public void run(Object[] inputs, Object[] results) {
    run(inputs, results, null);
  }

  /// The same, and the time of each step of [#work] is added to an array of as many entries.
  public void profile(Object[] inputs, Object[] results, long[] nanoseconds) {
    run(inputs, results, nanoseconds);
  }

  private void run(Object[] inputs, Object[] results, long @Nullable [] nanoseconds) {
    check(inputs, 0, program.inputs().size());
    check(results, program.inputs().size(), program.results().size());
    Plan.Workspace workspace = mine.getAndSet(null);
    if (workspace == null) {
      workspace = others.poll();
    }
    if (workspace == null) {
      workspace = plan.workspace();
    }
    try {
      plan.run(workspace, inputs, results, nanoseconds);
    } finally {
      // Two that end in the same moment may leave one to be collected: so none has to wait.
      if (mine.getPlain() == null) {
        mine.setRelease(workspace);
      } else {
        others.add(workspace); // of runs at the same time
      }
    }
  }

  /// What each step does and costs, in the order in which they run.
  public List<Work> work() {
    return plan.work();
  }

  /// The bytes that a run needs for what is between inputs and results.
  public long bytes() {
    return plan.entries() * plan.type().bytes();
  }

  /// The bytes of the largest array among those.
  public long largest() {
    return plan.largest() * plan.type().bytes();
  }

  private void check(Object[] arrays, int first, int count) {
    if (arrays.length != count) {
      throw new IllegalArgumentException(arrays.length + " arrays are given and not " + count);
    }
    for (int k = 0; k < count; k++) {
      int length =
          switch (arrays[k]) {
            case double[] d when plan.type() == Type.F64 -> d.length;
            case float[] f when plan.type() == Type.F32 -> f.length;
            default -> -1;
          };
      if (length != plan.length(first + k)) {
        String name =
            first == 0
                ? program.inputs().get(k).name().toString()
                : program.results().get(k).name().toString();
        throw new IllegalArgumentException(
            name + " is to be an array of " + plan.length(first + k) + " entries, " + plan.type());
      }
    }
  }
}

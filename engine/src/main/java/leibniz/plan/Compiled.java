package leibniz.plan;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.kernel.Crew;
import leibniz.kernel.Type;
import leibniz.program.Program;

/// A program that runs: planned once for given sizes, run often, on any number of threads at once.
///
/// ```
/// Compiled f = Compiled.of(program, Type.F64, Map.of("B", 32L, "D", 10L), Crew.alone());
/// f.run(new Object[] {v}, new Object[] {q});       // double[] in row-major order
/// ```
public final class Compiled {
  private final Program program;
  private final Plan plan;
  private final ConcurrentLinkedQueue<Plan.Workspace> free = new ConcurrentLinkedQueue<>();

  private Compiled(Program program, Plan plan) {
    this.program = program;
    this.plan = plan;
  }

  /// Plans a program.
  ///
  /// @param sizes a value for each size symbol of the program
  /// @param crew who computes
  public static Compiled of(Program program, Type type, Map<String, Long> sizes, Crew crew) {
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
    return new Compiled(program, new Plan(program, draft, type, crew));
  }

  public Program program() {
    return program;
  }

  /// New arrays for the results, in the program's order.
  public Object[] results() {
    int inputs = program.inputs().size();
    return plan.lengths().stream().skip(inputs).map(plan.type()::array).toArray();
  }

  /// Computes the results.
  ///
  /// @param inputs arrays of the type that was asked for, in the order of the program's inputs,
  ///   row-major
  /// @param results where the results go, all of which is written
  public void run(Object[] inputs, Object[] results) {
    Object[] given = new Object[inputs.length + results.length];
    System.arraycopy(inputs, 0, given, 0, inputs.length);
    System.arraycopy(results, 0, given, inputs.length, results.length);
    check(given);
    Plan.Workspace workspace = free.poll();
    if (workspace == null) {
      workspace = plan.workspace();
    }
    plan.run(workspace, given);
    free.add(workspace);
  }

  /// What each step does and costs, in the order in which they run.
  public List<Work> work() {
    return plan.work();
  }

  /// The bytes that a run needs for what is between inputs and results.
  public long bytes() {
    return plan.entries() * plan.type().bytes();
  }

  private void check(Object[] given) {
    if (given.length != plan.lengths().size()) {
      throw new IllegalArgumentException(
          given.length + " arrays are given for " + plan.lengths().size() + " inputs and results");
    }
    for (int k = 0; k < given.length; k++) {
      int length =
          switch (given[k]) {
            case double[] d when plan.type() == Type.F64 -> d.length;
            case float[] f when plan.type() == Type.F32 -> f.length;
            default -> -1;
          };
      if (length != plan.lengths().get(k)) {
        throw new IllegalArgumentException(
            "array "
                + k
                + " is not one of "
                + plan.lengths().get(k)
                + " entries of type "
                + plan.type());
      }
    }
  }
}

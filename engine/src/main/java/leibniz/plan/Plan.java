package leibniz.plan;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Values;
import leibniz.kernel.Crew;
import leibniz.kernel.Interpreted;
import leibniz.kernel.Kernel;
import leibniz.kernel.Type;
import leibniz.program.Program;

/// A program made ready to run at fixed sizes. It holds no data: each run brings its [Workspace],
/// so it may run on many threads at once.
public final class Plan {
  /// Fewer operations are not shared among threads: waking one takes about as long.
  private static final double SHARED = 100_000;

  /// What runs, in order.
  private interface Action {
    void run(Workspace workspace, Crew crew);
  }

  private final Type type;
  private final int inputs;
  private final int results;
  private final List<Integer> lengths;
  private final Memory memory;
  private final List<Action> actions = new ArrayList<>();
  private final List<Step> steps;

  private Plan(Program program, Draft draft, Type type) {
    this.type = type;
    this.inputs = program.inputs().size();
    this.results = program.results().size();
    this.lengths = draft.lengths();
    this.steps = Rows.joined(draft.steps());
    this.memory = Memory.of(steps, lengths, inputs + results);
    steps.forEach(step -> actions.add(action(step)));
  }

  static Plan of(Program program, Draft draft, Type type) {
    return new Plan(program, draft, type);
  }

  Type type() {
    return type;
  }

  /// The number of entries of the inputs, then of the results.
  List<Integer> lengths() {
    return lengths.subList(0, inputs + results);
  }

  /// The arrays of one run at a time.
  static final class Workspace {
    private final Object[] arrays;

    private Workspace(Object[] arrays) {
      this.arrays = arrays;
    }
  }

  /// Room for a run: the arrays between inputs and results.
  Workspace workspace() {
    return new Workspace(memory.arrays(type));
  }

  /// Runs.
  ///
  /// @param given the inputs, then the results: arrays of the [#type]
  void run(Workspace workspace, Object[] given, Crew crew) {
    System.arraycopy(given, 0, workspace.arrays, 0, inputs + results);
    for (Action action : actions) {
      action.run(workspace, crew);
    }
  }

  private Action action(Step step) {
    return switch (step) {
      case Step.Loops(Kernel kernel) -> loops(kernel);
      case Step.Other other -> (workspace, crew) -> other(other, workspace.arrays);
    };
  }

  private Action loops(Kernel kernel) {
    Kernel.Runner runner = new Interpreted(kernel);
    return (workspace, crew) -> runner.run(workspace.arrays, 0, kernel.rows());
  }

  private void other(Step.Other step, Object[] arrays) {
    List<Values> arguments = new ArrayList<>();
    for (int k = 0; k < step.arguments().size(); k++) {
      arguments.add(values(arrays, step.arguments().get(k), step.shapes().get(k)));
    }
    Values result = step.op().at(arguments, step.shape(), step.sizes());
    switch (arrays[step.target()]) {
      case double[] to -> System.arraycopy(result.re(), 0, to, 0, result.count());
      case float[] to -> {
        for (int k = 0; k < result.count(); k++) {
          to[k] = (float) result.re()[k];
        }
      }
      default -> throw new IllegalStateException("arrays are of double or float");
    }
  }

  private static Values values(Object[] arrays, Stored where, int[] shape) {
    Values values = Values.zeros(shape);
    int[] index = new int[shape.length];
    for (int k = 0; k < values.count(); k++) {
      int at = where.offset();
      for (int axis = 0; axis < shape.length; axis++) {
        at += where.strides()[axis] * index[axis];
      }
      values.re()[k] =
          arrays[where.array()] instanceof double[] d
              ? d[at]
              : ((float[]) arrays[where.array()])[at];
      for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
        index[axis] = 0;
      }
    }
    return values;
  }
}

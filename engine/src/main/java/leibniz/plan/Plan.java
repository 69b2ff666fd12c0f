package leibniz.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import leibniz.blas.Contraction;
import leibniz.blas.Ready;
import leibniz.ir.Interrupted;
import leibniz.ir.OnReals;
import leibniz.kernel.Crew;
import leibniz.kernel.Form;
import leibniz.kernel.Generated;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;
import leibniz.kernel.Op;
import leibniz.kernel.Type;
import leibniz.program.Program;
import org.jspecify.annotations.Nullable;

/// A program made ready to run at fixed sizes. It holds no data: each run brings its [Workspace],
/// so it may run on many threads at once.
final class Plan {
  /// Lines of a kernel that are worth another thread: below, waking it takes longer.
  private static final double SHARED = 60_000;

  /// Lines of a kernel after which it is asked whether the thread is interrupted.
  private static final double UNSTOPPED = 1_000_000;

  /// Lines that take as long as an entry that is cleared.
  private static final double CLEARED = 0.06;

  /// Parts for each thread, so that one that is held up does not hold up all.
  private static final int PARTS = 4;

  /// A kernel whose rows are shared among threads, or asked between whether to end.
  private record Shared(Kernel.Runner runner, int rows, int parts) {
    Crew.Part on(Object[][] arrays) {
      return (part, worker) -> {
        Interrupted.check();
        int from = (int) ((long) rows * part / parts);
        int to = (int) ((long) rows * (part + 1) / parts);
        runner.run(arrays[worker], from, to);
      };
    }
  }

  /// A kernel whose rows add to the same entries, part by part.
  private record Summed(PartSums sums, Kernel.Runner runner) {}

  /// What runs, in order.
  ///
  /// @param how it is done, in a few words
  private record Action(String how, Task task) {}

  /// What the step of an action does. The short ones are told apart by their classes: to look up
  /// the method of one of many classes takes as long as to add up a row.
  private sealed interface Task {
    void run(Workspace workspace);
  }

  /// A kernel that one thread runs.
  private static final class Looped implements Task {
    private final int rows;

    // Threads may see either later than it was written; all of what they may see computes the same.
    private Kernel.Runner runner;
    private boolean settles;

    Looped(Kernel.Runner runner, int rows) {
      this.runner = runner;
      this.rows = rows;
      this.settles = true;
    }

    @Override
    public void run(Workspace workspace) {
      Kernel.Runner now = runner;
      now.run(workspace.mine(), 0, rows);
      if (settles) {
        runner = now.settled();
        settles = !runner.isSettled();
      }
    }
  }

  /// A product.
  private record Multiplied(Contraction contraction, Crew crew) implements Task {
    @Override
    public void run(Workspace workspace) {
      contraction.run(workspace.mine(), workspace.scratch, crew);
    }
  }

  /// One after the other.
  private record Both(Task first, Task second) implements Task {
    @Override
    public void run(Workspace workspace) {
      one(first, workspace);
      one(second, workspace);
    }
  }

  /// Anything else.
  private non-sealed interface Otherwise extends Task {}

  private static void one(Task task, Workspace workspace) {
    switch (task) {
      case Looped loops -> loops.run(workspace);
      case Multiplied product -> product.run(workspace);
      case Both both -> both.run(workspace);
      case Otherwise other -> other.run(workspace);
    }
  }

  private final Type type;
  private final Crew crew;
  private final Form best;
  private final int given;
  private final List<Integer> lengths;
  private final Memory memory;
  private final List<Step> steps;
  private final Task[] tasks;
  private final List<Work> work = new ArrayList<>();
  private final List<Shared> shared = new ArrayList<>();
  private final List<Kernel.Runner> fused = new ArrayList<>();
  private final List<Summed> summed = new ArrayList<>();
  private int scratch;

  Plan(Program program, Draft draft, Type type, Crew crew, Form best) {
    this.type = type;
    this.crew = crew;
    this.best = best;
    this.given = program.inputs().size() + program.results().size();
    this.lengths = draft.lengths();
    this.steps = Rows.joined(draft, given);
    this.memory = Memory.of(steps, lengths, given);
    Account account = new Account(draft.names(), type.bytes());
    tasks = new Task[steps.size()];
    for (int k = 0; k < tasks.length; k++) {
      Action action = action(steps.get(k));
      tasks[k] = action.task();
      work.add(account.of(steps.get(k), action.how()));
    }
  }

  Type type() {
    return type;
  }

  /// What each step costs.
  List<Work> work() {
    return work;
  }

  /// The entries of the arrays between inputs and results.
  long entries() {
    return memory.entries();
  }

  /// The entries of the largest of them.
  long largest() {
    return memory.largest();
  }

  /// The number of entries of an input or, counted on, of a result.
  int length(int array) {
    return lengths.get(array);
  }

  /// The arrays of one run at a time.
  ///
  /// @param arrays for each worker of the crew, by number; they differ in what is scratch
  /// @param different of these: one, where nothing is scratch
  /// @param scratch for the products
  /// @param parts of the kernels that are shared
  /// @param ready what is done with rows of products
  /// @param sums of the kernels that are summed part by part
  record Workspace(
      Object[][] arrays,
      Object[][] different,
      Object scratch,
      Crew.Part[] parts,
      Ready[] ready,
      PartSums.Run[] sums) {
    Object[] mine() {
      return arrays[0];
    }

    /// Puts the arrays of a caller in front. They are few: to call what copies takes longer.
    private void take(Object[] inputs, Object[] results) {
      for (Object[] own : different) {
        for (int k = 0; k < inputs.length; k++) {
          own[k] = inputs[k];
        }
        for (int k = 0; k < results.length; k++) {
          own[inputs.length + k] = results[k];
        }
      }
    }

    /// Holds them no longer: they may be large.
    private void forget(int given) {
      for (Object[] own : different) {
        for (int k = 0; k < given; k++) {
          own[k] = null;
        }
      }
      for (PartSums.Run sum : sums) {
        sum.forget(given);
      }
    }
  }

  /// Room for a run: the arrays between inputs and results.
  Workspace workspace() {
    try {
      Object[][] arrays = new Object[crew.threads()][];
      arrays[0] = memory.arrays(type);
      List<Integer> apart =
          steps.stream()
              .flatMap(s ->
                  s instanceof Step.Loops(Kernel k) && k.rows() > 1
                      ? k.scratch().stream()
                      : Stream.of())
              .toList();
      for (int worker = 1; worker < arrays.length; worker++) {
        arrays[worker] = apart.isEmpty() ? arrays[0] : arrays[0].clone();
        for (int array : apart) {
          arrays[worker][array] = type.array(lengths.get(array));
        }
      }
      Crew.Part[] parts = shared.stream().map(s -> s.on(arrays)).toArray(Crew.Part[]::new);
      Ready[] ready =
          fused.stream()
              .map(r -> (Ready) (from, to, w) -> r.run(arrays[w], from, to))
              .toArray(Ready[]::new);
      PartSums.Run[] sums =
          summed.stream()
              .map(s -> s.sums.run(s.runner, arrays[0], type, lengths))
              .toArray(PartSums.Run[]::new);
      return new Workspace(
          arrays,
          apart.isEmpty() ? new Object[][] {arrays[0]} : arrays,
          type.array(scratch),
          parts,
          ready,
          sums);
    } catch (OutOfMemoryError e) {
      throw Limits.noMemory((memory.entries() + scratch) * type.bytes(), e);
    }
  }

  /// Runs.
  ///
  /// @param nanoseconds to which the time of each step is added; may be null
  void run(Workspace workspace, Object[] inputs, Object[] results, long @Nullable [] nanoseconds) {
    workspace.take(inputs, results);
    try {
      for (int k = 0; k < tasks.length; k++) {
        Interrupted.check();
        long start = nanoseconds == null ? 0 : System.nanoTime();
        one(tasks[k], workspace);
        if (nanoseconds != null) {
          nanoseconds[k] += System.nanoTime() - start;
        }
      }
    } catch (OutOfMemoryError e) { // of a reference, which takes what it needs
      throw Limits.noMemory((memory.entries() + scratch) * type.bytes(), e);
    } finally {
      workspace.forget(given);
    }
  }

  private Action action(Step step) {
    return switch (step) {
      case Step.Loops(Kernel kernel) -> loops(kernel);
      case Step.Product product -> product(product);
      case Step.Fused both -> fused(both);
      case Step.Picks picks -> {
        Picking picking = new Picking(picks);
        yield new Action("entry by entry", (Otherwise) w -> picking.run(w.mine()));
      }
      case Step.Other other -> {
        OnReals onReals = other.op().onReals();
        yield onReals == null
            ? new Action("reference", (Otherwise) w -> Whole.reference(other, w.mine()))
            : new Action("whole", (Otherwise) w -> Whole.onReals(other, onReals, w.mine()));
      }
    };
  }

  // --- loops
  // --------------------------------------------------------------------------------------

  private Action loops(Kernel kernel) {
    Generated made = Generated.of(kernel, type, best);
    Kernel.Runner runner = made.runner();
    String how = made.form().name().toLowerCase(Locale.ROOT);
    if (!made.because().isEmpty()) {
      how += " (" + made.because() + ")";
    }
    int rows = kernel.rows();
    double lines = lines(kernel);
    Optional<PartSums> sums = PartSums.of(kernel, lines, UNSTOPPED, lengths);
    if (sums.isPresent()) {
      int number = summed.size();
      summed.add(new Summed(sums.get(), runner));
      return new Action(
          how + ", in parts", (Otherwise) workspace -> workspace.sums[number].run(crew));
    }
    int most = (int) Math.min(rows, Math.min(PARTS * crew.threads(), lines / SHARED));
    boolean alone =
        most < 2
            || crew.threads() == 1
            || runner.isBoundByMemory()
            || kernel.loops().stream().anyMatch(loop -> PartSums.isSum(loop, kernel));
    int parts = (int) Math.max(alone ? 1 : most, Math.min(rows, lines / UNSTOPPED));
    if (parts < 2) {
      return new Action(how, new Looped(runner, rows));
    }
    Crew who = alone ? Crew.alone() : crew;
    int number = shared.size();
    shared.add(new Shared(runner, rows, parts));
    return new Action(how, (Otherwise) workspace -> who.run(parts, workspace.parts[number]));
  }

  /// How many lines run in all.
  private static double lines(Kernel kernel) {
    double lines = 0;
    for (Loop loop : kernel.loops()) {
      boolean isConstant = loop.body().size() == 1 && loop.body().getFirst() instanceof Op.Constant;
      lines += loop.points() * (isConstant ? CLEARED : 1 + loop.body().size());
    }
    return lines * kernel.rows();
  }

  // --- products
  // -----------------------------------------------------------------------------------

  private Action product(Step.Product step) {
    Contraction contraction = contraction(step);
    return new Action(contraction.toString(), new Multiplied(contraction, crew));
  }

  /// Rows are done by who has computed them, if the product can tell; else all of them after it.
  private Action fused(Step.Fused both) {
    Contraction contraction = contraction(both.product());
    if (!contraction.tells(both.kernel().rows(), both.apart())) {
      Action product = product(both.product());
      Action loops = loops(both.kernel());
      return new Action(
          product.how() + ", then loops, " + loops.how(), new Both(product.task(), loops.task()));
    }
    Generated made = Generated.of(both.kernel(), type, best);
    int number = fused.size();
    fused.add(made.runner());
    return new Action(
        contraction + ", loops within, " + made.form().name().toLowerCase(Locale.ROOT),
        (Otherwise)
            workspace ->
                contraction.run(
                    workspace.mine(), workspace.scratch, crew, workspace.ready[number]));
  }

  private Contraction contraction(Step.Product step) {
    Contraction contraction =
        step.symmetric()
            ? Contraction.symmetric(
                type, step.extents(), step.result(), step.left(), step.right(), step.alpha(), false)
            : Contraction.of(
                type,
                step.extents(),
                step.result(),
                step.left(),
                step.right(),
                step.alpha(),
                false);
    scratch = Math.max(scratch, contraction.scratch(crew.threads()));
    return contraction;
  }
}

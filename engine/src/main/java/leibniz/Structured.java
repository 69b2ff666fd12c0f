package leibniz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.ir.Axes;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.kernel.Crew;
import leibniz.kernel.Form;
import leibniz.kernel.Type;
import leibniz.plan.Compiled;
import leibniz.program.Linearize;
import leibniz.program.Program;
import leibniz.run.Inputs;
import leibniz.run.Tensor;

/// A derivative at numbers, kept as its cores: a diagonal, blocks, an outer product, a Kronecker
/// product with an identity. It multiplies, and solves where the form says how, and nothing of the
/// derivative's size is formed unless [#dense] is asked for.
///
/// The Hessian of `‖T − U Vᵀ‖²` by U, with n rows of k, is one k by k matrix, which n systems
/// share: computing and solving it takes O(n k²), and not O(n² k²).
public final class Structured {
  private final Stored stored;
  private final Inputs inputs;
  private final Map<Expr, Tensor> cores; // and the numbers before parts
  private final Map<Expr, Expr> named = new LinkedHashMap<>();
  private final Lazy<Compiled> times;
  private final Expr tangent;

  private Structured(Stored stored, Inputs inputs) {
    this.stored = stored;
    this.inputs = inputs;
    Set<Expr> wanted = new LinkedHashSet<>(stored.cores());
    stored.parts().forEach(part -> wanted.add(part.number()));
    this.cores = new LinkedHashMap<>();
    List<Tensor> values = run(compiled(List.copyOf(wanted), Form.INTERPRETED), Map.of());
    for (Expr core : wanted) {
      cores.put(core, values.get(cores.size()));
    }
    stored.cores().forEach(core -> named.put(core, variable("core" + named.size(), core)));
    this.tangent = Build.var(free("tangent"), stored.axes().inputs().getLast());
    this.times = new Lazy<>(() -> compiled(List.of(stored.times(named, tangent)), Form.WARMED));
  }

  static Structured of(Stored stored, Inputs inputs) {
    return new Structured(stored, inputs);
  }

  private Expr variable(String name, Expr core) {
    return Build.var(free(name), core.shape());
  }

  /// A name that no input has.
  private String free(String name) {
    String other = name;
    while (inputs.names().contains(other)) {
      other += "_";
    }
    return other;
  }

  /// What it is kept as, in letters.
  public Stored form() {
    return stored;
  }

  /// The values of [Stored#cores].
  public List<Tensor> cores() {
    return stored.cores().stream().map(core -> Objects.requireNonNull(cores.get(core))).toList();
  }

  /// Every entry.
  public Tensor dense() {
    return run(compiled(List.of(stored.assembled(named)), Form.INTERPRETED), Map.of()).getFirst();
  }

  /// Contracted with a tensor of the shape of the last variable.
  ///
  /// @throws UnsupportedOperationException where a batch axis is shared: samples are apart there
  public synchronized Tensor times(Tensor tensor) {
    if (isBatched()) {
      throw new UnsupportedOperationException(
          "a batch axis is shared: multiply what dense() gives");
    }
    fits(tensor, tangent.shape().at(inputs::size));
    return run(times.get(), Map.of(tangent, tensor.values())).getFirst();
  }

  /// Whether there is a way to solve a system with it that the form gives.
  public boolean isSolved() {
    return !isBatched() && !stored.solved().isEmpty();
  }

  private boolean isBatched() {
    return stored.axes().part(Axes.Role.BATCH).rank() > 0;
  }

  /// What it takes to `tensor`, which has the shape of the variable.
  ///
  /// @throws leibniz.ir.LeibnizException if it is singular
  /// @throws UnsupportedOperationException unless [#isSolved]
  public Tensor solve(Tensor tensor) {
    if (!isSolved()) {
      throw new UnsupportedOperationException("there is no way to solve what is kept as " + stored);
    }
    fits(tensor, tangent.shape().at(inputs::size));
    double[] solution =
        stored.parts().size() == 1
            ? new BlockSolve(stored.parts().getFirst(), this::value, this::axis).of(tensor.values())
            : new RankOneSolve(stored.parts(), this::value).of(tensor.values());
    return new Tensor(tensor.shape().clone(), solution);
  }

  private static void fits(Tensor tensor, int... shape) {
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new IllegalArgumentException(
          "an array of shape "
              + Arrays.toString(shape)
              + " is needed, not "
              + Arrays.toString(tensor.shape()));
    }
  }

  /// The numbers of a core, an input, or a number before a part.
  private double[] value(Expr e) {
    Tensor known = cores.get(e);
    return known == null ? inputs.array(e) : known.values();
  }

  private int axis(int k) {
    return stored.dense().at(inputs::size)[k];
  }

  // --- running
  // ------------------------------------------------------------------------------------

  private Compiled compiled(List<Expr> values, Form best) {
    List<Program.Root> roots = new ArrayList<>();
    values.forEach(value -> roots.add(new Program.Root(Name.of("r" + roots.size()), value)));
    Program program = Linearize.of(List.of(), roots, new Names(Map.of()), inputs.sizes());
    return Compiled.of(program, Type.F64, inputs.sizes(), Crew.alone(), best);
  }

  private List<Tensor> run(Compiled compiled, Map<Expr, double[]> others) {
    Map<Expr, double[]> known = new LinkedHashMap<>(others);
    named.forEach((core, name) -> known.put(name, value(core)));
    Object[] given =
        compiled.program().inputs().stream()
            .map(input -> {
              double[] array = known.get(input.node());
              return array == null ? inputs.array(input.node()) : array;
            })
            .toArray();
    Object[] results = compiled.results();
    compiled.run(given, results);
    List<Tensor> tensors = new ArrayList<>();
    for (Program.Root root : compiled.program().results()) {
      int[] shape = root.node().shape().at(inputs::size);
      tensors.add(new Tensor(shape, (double[]) results[tensors.size()]));
    }
    return tensors;
  }

  @Override
  public String toString() {
    return stored.text(Map.of())
        + cores().stream()
            .map(core -> "\n" + Arrays.toString(core.shape()) + " " + core)
            .collect(Collectors.joining());
  }
}

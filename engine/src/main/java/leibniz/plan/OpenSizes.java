package leibniz.plan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.kernel.Crew;
import leibniz.kernel.Recent;
import leibniz.kernel.Type;
import leibniz.program.Program;
import leibniz.run.Lengths;
import org.jspecify.annotations.Nullable;

/// A program whose sizes stay open until it runs: it is planned when shapes are seen for the first
/// time, and the plans are kept. May be asked by any number of threads at once.
///
/// ```
/// OpenSizes f = OpenSizes.of(program, Map.of(), Type.F64, Crew.alone());
/// f.at(new int[] {32, 10}).run(new Object[] {v}, new Object[] {q});
/// ```
public final class OpenSizes {
  /// Plans that are kept; the one that was not asked for the longest goes first.
  private static final int MOST = 64;

  private final Program program;
  private final Map<String, Long> fixed;
  private final Type type;
  private final Crew crew;
  private final Recent<Map<String, Long>, Compiled> plans = new Recent<>(MOST);
  private volatile @Nullable Last last;

  /// What was asked for last.
  private record Last(int[][] shapes, Compiled plan) {}

  private OpenSizes(Program program, Map<String, Long> fixed, Type type, Crew crew) {
    this.program = program;
    this.fixed = Map.copyOf(fixed);
    this.type = type;
    this.crew = crew;
  }

  /// @param fixed sizes that have a value already, such as those a loop was followed for
  public static OpenSizes of(Program program, Map<String, Long> fixed, Type type, Crew crew) {
    return new OpenSizes(program, fixed, type, crew);
  }

  /// The plan for inputs of these shapes, in the order of the program's inputs.
  ///
  /// @throws leibniz.ir.LeibnizException if they do not fit the program or each other, or leave a
  ///   size open
  public Compiled at(int[]... shapes) {
    Last before = last;
    if (before != null && Arrays.deepEquals(before.shapes, shapes)) {
      return before.plan;
    }
    Compiled plan = at(sizes(shapes));
    last = new Last(Arrays.stream(shapes).map(int[]::clone).toArray(int[][]::new), plan);
    return plan;
  }

  /// The plan for these sizes.
  public Compiled at(Map<String, Long> sizes) {
    Map<String, Long> all = new TreeMap<>(fixed);
    all.putAll(sizes);
    all.keySet().retainAll(program.symbols());
    return plans.of(all, known -> Compiled.of(program, type, known, crew));
  }

  private Map<String, Long> sizes(int[]... shapes) {
    List<Program.Input> inputs = program.inputs();
    if (shapes.length != inputs.size()) {
      throw new IllegalArgumentException(
          shapes.length + " shapes are given and not " + inputs.size());
    }
    Map<String, Long> sizes = new TreeMap<>(fixed);
    Map<Shape, int[]> lengths = new LinkedHashMap<>();
    for (int k = 0; k < shapes.length; k++) {
      if (inputs.get(k).shape().rank() != shapes[k].length) {
        throw misfit(inputs.get(k), sizes, shapes[k]);
      }
      lengths.putIfAbsent(inputs.get(k).shape(), shapes[k]);
    }
    Lengths.read(lengths, sizes);
    for (int k = 0; k < shapes.length; k++) {
      Program.Input input = inputs.get(k);
      boolean isKnown = sizes.keySet().containsAll(input.shape().symbols());
      if (isKnown && !Arrays.equals(input.shape().at(sizes::get), shapes[k])) {
        throw misfit(input, sizes, shapes[k]);
      }
    }
    return sizes;
  }

  private static RuntimeException misfit(
      Program.Input input, Map<String, Long> sizes, int... shape) {
    String with = sizes.isEmpty() ? "" : " with " + sizes.toString().replaceAll("[{}]", "");
    return Problem.error(
            Code.LBZ010,
            input.name()
                + " is "
                + input.shape()
                + with
                + ", and the array has the shape "
                + new Shape(Arrays.stream(shape).mapToObj(Dim::of).toList()))
        .help("a size is the same in all arrays")
        .raise();
  }
}

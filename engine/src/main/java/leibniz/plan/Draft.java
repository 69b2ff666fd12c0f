package leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;
import leibniz.kernel.Op;

/// The steps and arrays of a plan while it is made.
final class Draft {
  private final List<Integer> lengths = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<Integer, String> names = new HashMap<>();

  /// The numbers of entries of the arrays.
  List<Integer> lengths() {
    return lengths;
  }

  /// What arrays are called, for those who read the plan.
  Map<Integer, String> names() {
    return names;
  }

  List<Step> steps() {
    return steps;
  }

  /// A new array for a value of this shape.
  Stored array(int[] shape) {
    return array(shape, Stored.rowMajor(shape));
  }

  /// The same with its axes in another order.
  Stored array(int[] shape, int[] strides) {
    long length = 1;
    for (int size : shape) {
      length *= size;
      if (length > Integer.MAX_VALUE - 16) {
        throw Limits.tooLarge(shape);
      }
    }
    lengths.add((int) length);
    return new Stored(lengths.size() - 1, 0, strides);
  }

  void add(Step step) {
    steps.add(step);
  }

  void add(int rows, Loop... loops) {
    steps.add(new Step.Loops(new Kernel(rows, List.of(loops), List.of())));
  }

  /// Copies the entries of a value.
  void copy(Stored from, Stored to, int[] shape) {
    map(shape, to, (body, axes) -> axes.load(body, from));
  }

  /// Gives all entries of a value the same number.
  void fill(Stored to, double number, int... shape) {
    map(shape, to, (body, _) -> body.constant(number));
  }

  /// Writes the line whose value an entry gets.
  interface Writer {
    int write(Body body, Over axes);
  }

  /// The axes of a loop over all entries of a value.
  record Over(Axes axes) {
    /// The entry of another of that shape.
    int load(Body body, Stored value) {
      return body.load(value.access(axes.loopAxis(), axes.inner()));
    }

    /// The entry of one that lacks the last axis.
    int row(Body body, Stored value) {
      int[] outer = Arrays.copyOf(axes.loopAxis(), axes.loopAxis().length - 1);
      return body.load(value.access(outer, axes.inner()));
    }
  }

  /// Gives each entry of a value what is written for it.
  void map(int[] shape, Stored to, Writer writer) {
    Axes axes = Axes.of(shape, to.strides());
    Body body = new Body();
    List<Op> lines = body.ending(writer.write(body, new Over(axes)));
    add(
        axes.rows(),
        new Loop(
            axes.extents(),
            axes.inner(),
            Loop.Reduction.SUM,
            lines,
            List.of(),
            to.access(axes.loopAxis(), axes.inner()),
            false));
  }
}

package leibniz.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;

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
    Axes axes = Axes.of(shape, to.strides());
    Body body = new Body();
    write(axes, body, body.load(from.access(axes.loopAxis(), axes.inner())), to);
  }

  /// Gives all entries of a value the same number.
  void fill(Stored to, double number, int... shape) {
    Body body = new Body();
    write(Axes.of(shape, to.strides()), body, body.constant(number), to);
  }

  private void write(Axes axes, Body body, int line, Stored to) {
    add(
        axes.rows(),
        new Loop(
            axes.extents(),
            axes.inner(),
            Loop.Reduction.SUM,
            body.ending(line),
            List.of(),
            to.access(axes.loopAxis(), axes.inner()),
            false));
  }
}

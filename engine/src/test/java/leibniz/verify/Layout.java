package leibniz.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.calculus.Differentiate;
import leibniz.ir.Axes;
import leibniz.ir.Expr;
import leibniz.ir.Shape;

/// The axes `output ++ input`, nothing shared.
final class Layout {
  private Layout() {}

  static Axes of(Shape output, Shape input) {
    List<Axes.Axis> axes = new ArrayList<>();
    for (int k = 0; k < output.rank(); k++) {
      axes.add(new Axes.Axis(Axes.Role.OUTPUT, output.get(k), k, List.of(-1)));
    }
    for (int k = 0; k < input.rank(); k++) {
      axes.add(new Axes.Axis(Axes.Role.INPUT, input.get(k), -1, List.of(k)));
    }
    return new Axes(output, List.of(input), axes);
  }

  static Verification verify(Expr output, Expr variable, Expr derivative) {
    return Verify.derivative(
        output,
        variable,
        derivative,
        of(output.shape(), variable.shape()),
        Sizes.of(List.of(output, variable), Map.of()));
  }

  static Verification verify(Expr output, Expr variable) {
    return verify(output, variable, Differentiate.of(output, variable));
  }
}

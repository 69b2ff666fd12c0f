package leibniz.trace;

import java.util.Set;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.ir.Span;

/// Slices that take nothing, as `x[:i]` does where a loop begins: their sums are 0, and nothing of
/// them is left. What is no sum has no meaning for them, or another one.
final class Nothing {
  private Nothing() {}

  private static final Set<String> TAKING =
      Set.of(
          "np.dot",
          "np.sum",
          "np.matmul",
          "np.inner",
          "np.vdot",
          "np.einsum",
          "np.outer",
          "np.tensordot",
          "np.multiply",
          "np.add",
          "np.subtract",
          "np.negative",
          "np.abs",
          "np.square",
          "np.exp",
          "np.sqrt",
          "np.transpose",
          "np.zeros_like",
          "np.ones_like",
          "np.concatenate",
          "np.append",
          "np.hstack",
          "np.vstack");

  static boolean is(Shape shape) {
    return shape.dims().stream().anyMatch(Dim.of(0)::equals);
  }

  /// That a function that gets nothing is a sum over its argument, or moves its entries.
  static void check(String function, Value.Operand argument) {
    if (argument.value() instanceof Value.Tensor t && is(t.shape()) && !TAKING.contains(function)) {
      throw problem(argument.or("the argument of " + function), t.shape(), argument.span());
    }
  }

  static RuntimeException problem(String what, Shape shape, Span at) {
    return Problem.error(Code.LBZ106, what + " " + shape + " has no entries", at, "")
        .help("slices that take nothing are read where they are added up")
        .raise();
  }
}

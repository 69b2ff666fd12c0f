package leibniz.kernel;

import java.util.List;
import leibniz.ir.Elementwise;

/// One line of a loop's body. Lines are numbered from 0 and use earlier lines by number.
public sealed interface Op {

  /// An entry of an array.
  record Load(Access from) implements Op {}

  /// A number.
  record Constant(double value) implements Op {}

  /// A function of earlier lines; `b` and `c` are 0 where the function does not take as many.
  record Apply(Function function, int a, int b, int c) implements Op {}

  /// A row of [leibniz.op] that has no formula in [Function]s: its reference is asked, which is
  /// slow.
  record Other(Elementwise row, List<Integer> args) implements Op {}

  /// The finished reduction, in [Loop#finish] alone.
  record Reduced() implements Op {}
}

package leibniz.check;

import java.math.BigInteger;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// Recognises functions that go back from one entry of what they are handed: they look for the
/// first that is not 0, and leave with it. What they return is right where no other is, as behind a
/// cross entropy.
final class OneEntry {
  private OneEntry() {}

  /// Whether a function does: `for i, g in enumerate(grads): if g == 0: continue … return …`.
  static boolean is(Statement.Function f) {
    return f.body().stream()
        .anyMatch(s ->
            s instanceof Statement.For loop
                && passesOver(loop.body().getFirst())
                && loop.body().getLast() instanceof Statement.Return);
  }

  private static boolean passesOver(Statement first) {
    return first instanceof Statement.If i
        && i.branches().size() == 1
        && i.branches().getFirst().body().getFirst() instanceof Statement.Continue
        && i.branches().getFirst().test() instanceof Expression.Compare(_, var comparisons, _)
        && comparisons.getFirst().operator() == Expression.Comparator.EQUAL
        && comparisons.getFirst().right() instanceof Expression.Int(BigInteger zero, _)
        && zero.signum() == 0;
  }
}

package leibniz.python;

import java.util.ArrayDeque;
import java.util.Deque;
import leibniz.ir.Code;
import leibniz.ir.Problem;

/// How high an expression's tree is: bounded, so that its readers may recurse.
final class Height {
  private Height() {}

  /// Refuses a tree that is higher than [Bounds#HEIGHT]. Walks level by level, for this is where
  /// trees are still unbounded.
  static void check(Expression root) {
    Deque<Expression> level = new ArrayDeque<>(root.children());
    for (int height = 2; !level.isEmpty(); height++) {
      if (height > Bounds.HEIGHT) {
        throw Problem.error(
                Code.LBZ007,
                "an expression has more than " + Bounds.HEIGHT + " operations in a row",
                level.getFirst().span(),
                "")
            .also(root.span(), "")
            .help("give a name to a part of it on a line of its own")
            .raise();
      }
      for (int width = level.size(); width > 0; width--) {
        level.addAll(level.removeFirst().children());
      }
    }
  }
}

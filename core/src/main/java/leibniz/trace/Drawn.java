package leibniz.trace;

import java.util.HashSet;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Head;

/// What random data is still random data after.
final class Drawn {
  private Drawn() {}

  /// Whether a value is as good as the random data it is made of: that is scaled and moved. One-hot
  /// rows, masks and what sums to 1 are not.
  static boolean keeps(Expr value) {
    Set<Expr> random = new HashSet<>();
    for (Expr node : value.inOrder()) {
      if (node.head() instanceof Head.Var || node.args().stream().anyMatch(random::contains)) {
        random.add(node);
      }
      if (!keeps(node, random)) {
        return false;
      }
    }
    return true;
  }

  private static boolean keeps(Expr node, Set<Expr> random) {
    return switch (node.head()) {
      case Head.Var _, Head.Num _, Head.Sum _ -> true;
      case Head.Einsum e -> {
        int drawn = 0;
        boolean plain = new HashSet<>(e.out()).size() == e.out().size();
        for (int k = 0; k < e.factors().size(); k++) {
          boolean one = random.contains(node.arg(k));
          drawn += one ? 1 : 0;
          plain &= one ? e.factors().get(k).power().isOne() : node.arg(k).rank() == 0;
        }
        yield plain && drawn < 2;
      }
      case Head.Map _, Head.Special _ -> false;
    };
  }
}

package leibniz.trace;

import java.util.HashSet;
import leibniz.ir.Expr;
import leibniz.ir.Head;

/// What random data is still random data after.
final class Drawn {
  private Drawn() {}

  /// Whether what is made of random data by a node is as good as random data: it is scaled and
  /// moved. One-hot rows, masks and what sums to 1 are not.
  static boolean keeps(Expr node) {
    return switch (node.head()) {
      case Head.Var _, Head.Num _, Head.Sum _ -> true;
      case Head.Einsum e -> {
        int random = 0;
        boolean plain = new HashSet<>(e.out()).size() == e.out().size();
        for (int k = 0; k < e.factors().size(); k++) {
          boolean drawn =
              node.arg(k).inOrder().stream().anyMatch(n -> n.head() instanceof Head.Var);
          random += drawn ? 1 : 0;
          plain &= drawn ? e.factors().get(k).power().isOne() : node.arg(k).rank() == 0;
        }
        yield plain && random < 2;
      }
      case Head.Map _, Head.Special _ -> false;
    };
  }
}

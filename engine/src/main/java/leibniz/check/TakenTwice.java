package leibniz.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import org.jspecify.annotations.Nullable;

/// Rows that a loss takes out of an array itself, beside what was made of them under a name before:
/// of `row = A[i]` the derivative by `row` alone says nothing of `log(f(row)) + c * A[i] @ A[i]`.
final class TakenTwice {
  private final Chain chain;

  TakenTwice(Chain chain) {
    this.chain = chain;
  }

  boolean is(Claim.Pair pair) {
    Chain.Link row = chain.link(pair.event().value());
    if (row == null || !row.variable().equals(pair.variable())) {
      return false;
    }
    Expr whole = whole(row);
    return whole != null
        && pair.loss().parts().stream().anyMatch(p -> reaches(p.function(), whole, row));
  }

  /// The one array with more axes that something is taken from; null if it is none.
  private static @Nullable Expr whole(Chain.Link row) {
    List<Expr> inputs =
        row.function().inOrder().stream()
            .filter(e -> e.head() instanceof Head.Var && e.rank() > 0)
            .distinct()
            .toList();
    boolean computed = row.function().any(e -> e.head() instanceof Head.Map);
    return inputs.size() == 1 && !computed && inputs.getFirst().rank() > row.function().rank()
        ? inputs.getFirst()
        : null;
  }

  /// Whether a function is made of the array without the row.
  private boolean reaches(Expr function, Expr whole, Chain.Link row) {
    Set<Chain.Link> seen = new HashSet<>(Set.of(row));
    Deque<Expr> left = new ArrayDeque<>(List.of(function));
    while (!left.isEmpty()) {
      Expr next = left.pop();
      if (next.any(whole::equals)) {
        return true;
      }
      for (Chain.Link link : chain.parents(next)) {
        if (seen.add(link)) {
          left.push(link.function());
        }
      }
    }
    return false;
  }
}

package leibniz.check;

import java.util.List;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Functions that return the sum of losses they compute, whatever they are called: of `bce = …; kl
/// = …; return (bce + kl) / n` at the end of `forward` the whole is the loss, not one of them.
///
/// @param chain where they are called
record SummedLosses(Chain chain) {

  /// Whether a number is such a sum, as far as nobody who calls the function says otherwise.
  boolean are(Event returned) {
    return chain.base().frame(returned).drawn()
        && Beside.isScalar(returned)
        && sum(returned) != null;
  }

  /// The sum itself, before it is divided; null if there is none.
  @Nullable Expr sum(Event returned) {
    List<Expr> terms = terms(returned);
    return terms.size() < 2
        ? null
        : chain.function(returned).inOrder().stream()
            .filter(e -> isSum(e, terms))
            .findFirst()
            .orElse(null);
  }

  private static boolean isSum(Expr e, List<Expr> terms) {
    return e.head() instanceof Head.Sum
        && e.args().stream().filter(arg -> arg.any(terms::contains)).count() > 1;
  }

  /// What it is made of that is called like a loss.
  private List<Expr> terms(Event returned) {
    return chain.parents(chain.function(returned)).stream()
        .filter(link -> link.event().frame() == returned.frame())
        .filter(link -> Beside.isScalar(link.event()) && isLoss(link.event().target()))
        .map(Chain.Link::variable)
        .toList();
  }

  private static boolean isLoss(String target) {
    return LossNames.rank(target) >= 0 && LossNames.isFirm(target, false) && target.length() > 1;
  }
}

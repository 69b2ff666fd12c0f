package leibniz.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.ir.Expr;
import leibniz.trace.Event;

/// What has the shape of nothing that its name says, as `d_output` of a layer has that keeps its
/// `output`: it may be by what the layer is handed.
final class Misnamed {
  private Misnamed() {}

  /// Adds what functions return, also what has such a name, in place of what that says.
  ///
  /// @param named the values that have a gradient's name
  static void replace(List<Claim> all, Set<Expr> named, Nameless nameless) {
    Set<Expr> misnamed =
        all.stream()
            .filter(c -> !c.pairs().isEmpty() && !c.isStep())
            .filter(c -> c.pairs().stream().noneMatch(p -> Judge.isLike(p.event(), c.event())))
            .map(c -> c.event().value())
            .collect(Collectors.toSet());
    named.removeAll(misnamed);
    List<Claim> returned = nameless.returned(named);
    returned.removeIf(c -> misnamed.contains(c.event().value()) && !isOfArgument(c));
    all.removeIf(c ->
        misnamed.contains(c.event().value())
            && returned.stream().anyMatch(r -> r.event().value().equals(c.event().value())));
    all.addAll(returned);
  }

  /// Whether it is all that a function returns, and has the shape of what the other is handed.
  private static boolean isOfArgument(Claim claim) {
    Event by = claim.pairs().getFirst().event();
    return claim.event().target().equals("return")
        && by.isHanded()
        && Judge.isLike(by, claim.event());
  }
}

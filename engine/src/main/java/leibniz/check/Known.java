package leibniz.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Expr;
import org.jspecify.annotations.Nullable;

/// The values that gradients have names for already.
final class Known {
  private final Losses losses;
  private final Map<Named, Set<Loss>> handed =
      new HashMap<>(); // by the results they are of, if known

  private record Named(Expr value, List<String> wrt) {}

  Known(Losses losses) {
    this.losses = losses;
  }

  /// Whether the same value is known by one of these names; it is from now on. What one function
  /// gets from another that goes back further is not by the same for both.
  boolean isAgain(Group group, List<String> wrt) {
    Loss loss = group.frame() == 0 ? null : losses.weighted(group.frame());
    Expr value = group.last().value();
    if (wrt.isEmpty()) {
      return isAgain(new Named(value, List.of()), loss);
    }
    boolean again = false;
    for (String name : wrt) {
      again |= isAgain(new Named(value, List.of(name)), loss);
    }
    return again;
  }

  private boolean isAgain(Named named, @Nullable Loss loss) {
    Set<Loss> before = handed.get(named);
    if (before == null) {
      handed.put(named, new HashSet<>(loss == null ? Set.of() : Set.of(loss)));
      return false;
    }
    return loss == null || before.isEmpty() || !before.add(loss);
  }
}

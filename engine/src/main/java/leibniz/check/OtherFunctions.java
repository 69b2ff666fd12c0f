package leibniz.check;

import java.util.List;
import leibniz.python.Expression;

/// Functions of a program that are taken for one another: an activation for its derivative,
/// `sigmoid(z)` for `sigmoid_prime(z)`, or the derivative of another one, `tanh_prime(z)`.
final class OtherFunctions {
  private OtherFunctions() {}

  /// What may be called in place of a function of the program.
  static void add(Expression.Call call, Slips slips) {
    if (!(call.function() instanceof Expression.Name(String name, var place))
        || !slips.scope().functions().contains(name)) {
      return;
    }
    String own = of(name, slips.scope().functions());
    for (String other : slips.scope().functions()) {
      boolean derivative = isOf(other, name) || isOf(name, other);
      boolean another = !own.isEmpty() && !of(other, slips.scope().functions()).isEmpty();
      if (!other.equals(name) && (derivative || another)) {
        slips.add(Slip.Kind.CALLED, place, other, "it is " + other);
      }
    }
  }

  /// The function that one is the derivative of by its name; empty if there is none.
  private static String of(String derivative, List<String> functions) {
    return functions.stream().filter(f -> isOf(derivative, f)).findFirst().orElse("");
  }

  private static boolean isOf(String derivative, String function) {
    return DerivativeNames.NAMES.stream()
        .anyMatch(
            n -> function.equals(DerivativeNames.other(derivative, n.getFirst(), n.getLast())));
  }
}

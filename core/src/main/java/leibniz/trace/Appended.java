package leibniz.trace;

import java.util.List;
import java.util.function.Function;
import leibniz.python.Expression;

/// What is put into lists: it has a name there, as if it were assigned. Gradients have none by
/// their place: they are put there in the order of the way back.
final class Appended {
  private final Evaluator evaluator;
  private final Journal journal;

  Appended(Evaluator evaluator, Journal journal) {
    this.evaluator = evaluator;
    this.journal = journal;
  }

  /// `zs.append(z)`, `grads.insert(0, (dW, db))`; any other call changes nothing here.
  ///
  /// @param spelled how a list is called
  void look(Expression called, Scope scope, Function<Expression, String> spelled) {
    if (journal.isOn()
        && called instanceof Expression.Call(Expression.Attribute method, var handed, _)
        && !handed.isEmpty()
        && isTarget(method.value())
        && evaluator.quietly(method.value(), scope) instanceof Value.Listing list
        && !list.elements().isEmpty()) {
      String target = spelled.apply(method.value());
      boolean gradient = Guesses.isGradient(target);
      int last = list.elements().size() - 1;
      int place =
          method.name().equals("append") ? last : gradient && isBefore(method, handed) ? 0 : -1;
      if (place >= 0) {
        String part = target + (gradient ? "." + method.name() : "[" + last + "]");
        journal.values(handed.getLast().value().span());
        list.elements().set(place, put(list.elements().get(place), list, part, gradient));
      }
    }
  }

  private static boolean isBefore(Expression.Attribute method, List<Expression.Argument> handed) {
    return method.name().equals("insert")
        && handed.getFirst().value() instanceof Expression.Int(var place, _)
        && place.signum() == 0;
  }

  /// @param deep whether what is in a tuple has a name, too
  private Value put(Value element, Value.Listing list, String part, boolean deep) {
    return switch (element) {
      case Value.Tensor tensor -> journal.bind(Event.Kind.ASSIGN, part, list, tensor);
      case Value.Tuple(var elements, var names) when deep ->
          new Value.Tuple(elements.stream().map(e -> put(e, list, part, true)).toList(), names);
      default -> element;
    };
  }

  /// Whether it is written as something that can be assigned to.
  static boolean isTarget(Expression e) {
    return e instanceof Expression.Name
        || e instanceof Expression.Attribute
        || e instanceof Expression.Subscript;
  }
}

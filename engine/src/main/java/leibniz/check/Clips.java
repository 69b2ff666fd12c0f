package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.op.Maps;
import leibniz.trace.Event;

/// What bounds gradients before a step: `np.clip(dW, -5, 5, out=dW)`, and `dW = dW / norm`, where
/// the number is made of the gradient.
final class Clips {
  private final Chain chain;
  private final Text source;

  Clips(Chain chain) {
    this.chain = chain;
    this.source = new Text(chain.base().program().source());
  }

  /// Whether an event bounds what was there.
  boolean clips(Event event) {
    return source.at(event.statement()).matches("(?s).*(?i)clip.*") || rescales(event);
  }

  /// Whether a value was bounded where it had another name: `for d in [dW, db]: np.clip(d, -5, 5,
  /// out=d)`.
  boolean isClipped(Event last) {
    return chain.base().events().subList(0, last.index()).stream()
        .anyMatch(e -> e.value().equals(last.value()) && clips(e));
  }

  private boolean rescales(Event event) {
    Expr function = chain.function(event);
    return event.value().rank() > 0
        && chain.parents(function).stream().anyMatch(link -> rescales(function, link));
  }

  private boolean rescales(Expr function, Chain.Link link) {
    List<Expr> numbers = new ArrayList<>();
    return isMultiple(function, link.variable(), numbers)
        && numbers.stream().anyMatch(number -> chain.isMadeOf(number, link));
  }

  /// Whether it is the variable, or the variable times numbers that are not negative, or one of
  /// both by what a condition says.
  ///
  /// @param numbers gets what the variable is multiplied by
  static boolean isMultiple(Expr function, Expr variable, List<Expr> numbers) {
    if (function.equals(variable)) {
      return true;
    }
    List<Expr> arguments = function.args();
    return switch (function.head()) {
      case Head.Map map when map.op().equals(Maps.WHERE) ->
          isMultiple(arguments.get(1), variable, numbers)
              && isMultiple(arguments.get(2), variable, numbers);
      case Head.Einsum product -> {
        boolean one = false;
        for (int k = 0; k < arguments.size(); k++) {
          Head.Factor factor = product.factors().get(k);
          if (arguments.get(k).rank() == 0) {
            numbers.add(arguments.get(k));
          } else if (one
              || !factor.letters().equals(product.out())
              || !factor.power().isOne()
              || !isMultiple(arguments.get(k), variable, numbers)) {
            yield false;
          } else {
            one = true;
          }
        }
        yield one && product.coefficient().signum() > 0;
      }
      case Head.Map _, Head.Sum _, Head.Var _, Head.Num _, Head.Special _ -> false;
    };
  }
}

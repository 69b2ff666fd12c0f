package leibniz.run;

import java.util.Collection;
import java.util.Map;
import java.util.function.ToLongFunction;
import leibniz.ir.Expr;
import leibniz.ir.Values;

/// The reference evaluation: what expressions are worth for given inputs.
public final class Evaluate {
  private Evaluate() {}

  /// The value of each root.
  ///
  /// @param inputs a value for every input, complex where wanted
  /// @param sizes a value for every size symbol
  public static Map<Expr, Values> of(
      Collection<Expr> roots, Map<Expr, Values> inputs, ToLongFunction<String> sizes) {
    return Evaluator.of(roots, sizes).run(inputs);
  }
}

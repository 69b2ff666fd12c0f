package leibniz.trace;

import java.util.Map;
import leibniz.ir.Expr;
import org.jspecify.annotations.Nullable;

/// Values for what a program decides by its data (`if loss < best`), where it is followed. Whoever
/// can evaluate gives them; inputs get values of the giver's choice, the same each time.
@FunctionalInterface
public interface Valuation {
  /// The entries, in row-major order; null if they cannot be had.
  ///
  /// @param sizes the values of size symbols, as far as the program gives them
  double @Nullable [] of(Expr expr, Map<String, Long> sizes);
}

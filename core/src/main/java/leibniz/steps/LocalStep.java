package leibniz.steps;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Span;

/// One step of a derivation by the chain rule, through one line of the program.
///
/// @param result the derivative this step finds
/// @param title what happens, in words
/// @param law the rule that is used
/// @param chain the derivative in terms of derivatives of earlier steps, which are variables
/// @param value the same with the earlier steps put in, simplified; or `chain` where that is the
///   shortest way to say it
/// @param symbols which variables of `chain` and `value` are derivatives of earlier steps
/// @param names which variables of `chain` stand for earlier lines of the program
/// @param line the line of the program it goes through
public record LocalStep(
    Derivative result,
    String title,
    String law,
    Expr chain,
    Expr value,
    Map<Expr, Derivative> symbols,
    Map<Expr, Name> names,
    Span line) {

  /// Takes copies.
  public LocalStep {
    symbols = Collections.unmodifiableMap(new LinkedHashMap<>(symbols)); // in their order
    names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
  }

  /// The same with other variables.
  public LocalStep with(Map<Expr, Expr> others) {
    if (others.isEmpty()) {
      return this;
    }
    Map<Expr, Name> named = new LinkedHashMap<>();
    names.forEach((e, name) -> named.put(e.substitute(others), name));
    return new LocalStep(
        result,
        title,
        law,
        chain.substitute(others),
        value.substitute(others),
        symbols,
        named,
        line);
  }
}

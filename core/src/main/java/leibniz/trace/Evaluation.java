package leibniz.trace;

import leibniz.python.Expression;

/// Answers for expressions.
interface Evaluation {
  Value of(Expression e, Scope scope);

  /// The value with its place and how the user calls it.
  Value.Operand operand(Expression e, Scope scope);

  /// Whether a condition holds.
  boolean holds(Expression test, String what, Scope scope);
}

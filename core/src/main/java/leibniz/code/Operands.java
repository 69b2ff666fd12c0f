package leibniz.code;

import leibniz.ir.Expr;

/// The text of any expression: what the writer of products asks for its factors.
interface Operands {

  /// The expression, up to its sign.
  ///
  /// @param minus whether minus the expression would do better: a difference is then turned around
  Operand of(Expr e, boolean minus);

  /// Whether it is written in place, having no name.
  boolean computed(Expr e);
}

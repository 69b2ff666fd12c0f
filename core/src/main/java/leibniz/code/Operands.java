package leibniz.code;

import leibniz.ir.Expr;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// The text of any expression: what the writer of products asks for its factors.
interface Operands {

  /// The expression, up to its sign.
  ///
  /// @param minus whether minus the expression would do better: a difference is then turned around
  Operand of(Expr e, boolean minus);

  /// The expression as an index, which whole numbers are.
  Piece index(Expr e);

  /// A root of the expression that has a name, where the power is a whole power of it; else null.
  @Nullable Root root(Expr e, Rational power);

  /// A named value, and which of its powers the expression is.
  record Root(Operand operand, int power) {}

  /// Whether its value is given, so that nothing below it can be written.
  boolean given(Expr e);

  /// Whether it is written in place, having no name.
  boolean computed(Expr e);
}

package leibniz.math;

import java.util.List;
import leibniz.ir.Axes;
import leibniz.ir.Expr;
import leibniz.ir.Name;

/// How an expression is written when it is not to be looked into.
public sealed interface Symbol {

  /// By a name: `q_bi`.
  record Called(Name name) implements Symbol {}

  /// As a derivative that is not carried out: `∂e_bk/∂v_bj`, of as high an order as `wrt` has
  /// names. The axes of the expression are those of `axes`, and their letters are handed to whom
  /// they belong.
  record Derivative(Name of, Axes axes, List<Name> wrt) implements Symbol {}

  /// As a function of a whole row or matrix: `softmax(v_b)_i`. Batch letters go inside.
  record Applied(String ascii, String unicode, String latex, Expr argument) implements Symbol {}
}

package leibniz.verify;

import java.util.List;
import leibniz.ir.Axes;
import leibniz.ir.Expr;
import leibniz.ir.Shape;

/// What is to be verified: that the derivative of `function` by the variables in turn, which are
/// inputs, is `derivative`, with these axes.
///
/// It is measured as the derivative of the one of an order lower by the last variable; for first
/// order that is the function itself.
public record Claim(Expr function, List<Expr> variables, Expr derivative, Axes axes) {

  /// The axes are those of the derivative.
  public Claim {
    variables = List.copyOf(variables);
    boolean fits =
        axes.shape().equals(derivative.shape())
            && axes.output().equals(function.shape())
            && axes.inputs().equals(variables.stream().map(Expr::shape).toList());
    if (!fits) {
      throw new IllegalArgumentException(
          axes + " are not the axes of " + derivative.shape() + " by " + variables);
    }
  }

  /// The variable that moves.
  Expr variable() {
    return variables.getLast();
  }

  /// The order of the derivative.
  int order() {
    return variables.size();
  }

  /// The shape of the derivative of an order lower, with nothing shared.
  Shape lower() {
    Shape full = axes.full();
    return full.slice(0, full.rank() - variable().rank());
  }
}

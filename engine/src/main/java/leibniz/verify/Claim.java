package leibniz.verify;

import leibniz.ir.Axes;
import leibniz.ir.Expr;

/// What is to be verified: that the derivative by `variable`, an input, is `derivative`, with these
/// axes.
public record Claim(Expr variable, Expr derivative, Axes axes) {

  /// The axes are those of the derivative.
  public Claim {
    if (!axes.shape().equals(derivative.shape()) || !axes.input().equals(variable.shape())) {
      throw new IllegalArgumentException(
          axes + " are not the axes of " + derivative.shape() + " by " + variable.shape());
    }
  }
}

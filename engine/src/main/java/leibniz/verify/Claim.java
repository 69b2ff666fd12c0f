package leibniz.verify;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Axes;
import leibniz.ir.Expr;
import leibniz.ir.Shape;

/// What is to be verified: that the derivative of `function` by the variables in turn, which are
/// inputs, is `derivative`, with these axes.
///
/// It is measured as the derivative of the one of an order lower by the last variable; for first
/// order that is the function itself.
///
/// @param along what moves together before anything else does, each input along its tangent: with
///   it and no variables the derivative is a Jacobian-vector product, with it and one variable a
///   row of a Hessian times a vector. Mostly empty.
public record Claim(
    Expr function, List<Tangent> along, List<Expr> variables, Expr derivative, Axes axes) {

  /// An input, and the input along which it moves; they have one shape.
  public record Tangent(Expr variable, Expr direction) {}

  /// The axes are those of the derivative.
  public Claim {
    along = List.copyOf(along);
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

  /// Along nothing.
  public Claim(Expr function, List<Expr> variables, Expr derivative, Axes axes) {
    this(function, List.of(), variables, derivative, axes);
  }

  /// Whether nothing is left that moves by itself: the derivative has the axes of the function.
  boolean isTangent() {
    return variables.isEmpty();
  }

  /// The variable that moves.
  Expr variable() {
    return variables.getLast();
  }

  /// The order of the derivative.
  int order() {
    return variables.size() + (along.isEmpty() ? 0 : 1);
  }

  /// The shape of the derivative of an order lower, with nothing shared.
  Shape lower() {
    Shape full = axes.full();
    return isTangent() ? full : full.slice(0, full.rank() - variable().rank());
  }

  /// Every input it speaks of.
  List<Expr> inputs() {
    List<Expr> all = new ArrayList<>(variables);
    for (Tangent tangent : along) {
      all.add(tangent.variable());
      all.add(tangent.direction());
    }
    return all;
  }
}

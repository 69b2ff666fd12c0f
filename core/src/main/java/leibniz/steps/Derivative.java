package leibniz.steps;

import java.util.List;
import leibniz.ir.Axes;
import leibniz.ir.Name;

/// A derivative as a thing with a name: `∂e/∂v`, in code `de_dv`.
///
/// @param kind whether it is the whole derivative, or what is left of it along a direction
/// @param of what is differentiated
/// @param by what it is differentiated by
/// @param axes its layout
public record Derivative(Kind kind, Name of, Name by, Axes axes) {

  /// What of a derivative it is.
  public enum Kind {
    /// All of it: `∂e/∂v`.
    WHOLE,
    /// The tangent of `of`: `ė`.
    TANGENT,
    /// The cotangent of `by`: `v̄`.
    COTANGENT
  }

  /// The whole derivative.
  public Derivative(Name of, Name by, Axes axes) {
    this(Kind.WHOLE, of, by, axes);
  }

  /// As people name it: `dq_dv`, `e_dot`, `v_bar`.
  public Name name() {
    return switch (kind) {
      case WHOLE -> Name.ofDerivative(of, List.of(by));
      case TANGENT -> of.tangent();
      case COTANGENT -> by.cotangent();
    };
  }

  /// The name as an identifier.
  public String identifier() {
    return name().identifier();
  }

  @Override
  public String toString() {
    return identifier() + " " + axes;
  }
}

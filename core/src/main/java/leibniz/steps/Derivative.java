package leibniz.steps;

import java.util.List;
import leibniz.ir.Axes;
import leibniz.ir.Name;

/// A derivative as a thing with a name: `∂e/∂v`, in code `de_dv`.
///
/// @param of what is differentiated
/// @param by what it is differentiated by
/// @param axes its layout
public record Derivative(Name of, Name by, Axes axes) {

  /// As people name it: `dq_dv`.
  public String identifier() {
    return Name.ofDerivative(of, List.of(by)).base();
  }

  @Override
  public String toString() {
    return identifier() + " " + axes;
  }
}

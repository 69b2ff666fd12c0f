/// A derivation told line by line.
///
/// [leibniz.steps.Path] cuts the program at the names the user gave; [leibniz.steps.Steps] joins
/// the derivatives of the pieces by the chain rule, forward for a Jacobian and backward for a loss.
/// The last forward step, with everything put in and simplified, is the answer; whoever shows both
/// asserts that they are the same expression.
@org.jspecify.annotations.NullMarked
package leibniz.steps;

package leibniz;

import java.util.List;
import java.util.Optional;
import leibniz.ir.Axes;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.math.Equation;
import leibniz.verify.Claim;
import leibniz.verify.Verification;

/// One derivative, verified.
public final class Answer {
  private final Name of;
  private final Name wrt;
  private final Layout layout;
  private final Claim claim;
  private final List<String> laws;
  private final Verification verified;
  private final Lazy<Equation> math;
  private final Lazy<Optional<Equation>> matrix;
  private final Lazy<NumPyCode> code;

  Answer(
      Name of,
      Name wrt,
      Layout layout,
      Claim claim,
      List<String> laws,
      Verification verified,
      Printing printing) {
    this.of = of;
    this.wrt = wrt;
    this.layout = layout;
    this.claim = claim;
    this.laws = List.copyOf(laws);
    this.verified = verified;
    this.math = new Lazy<>(() -> printing.math(wrt, claim));
    this.matrix = new Lazy<>(() -> printing.matrix(wrt, claim.axes(), claim.derivative()));
    this.code = new Lazy<>(() -> printing.code(wrt, claim));
  }

  /// What is differentiated.
  public Name of() {
    return of;
  }

  /// By what.
  public Name wrt() {
    return wrt;
  }

  /// How the axes are ordered.
  public Layout layout() {
    return layout;
  }

  /// The axes: which are of the batch, of the output, of the input.
  public Axes axes() {
    return claim.axes();
  }

  /// The derivative itself.
  public Expr value() {
    return claim.derivative();
  }

  /// The derivative as an equation.
  public Equation math() {
    return math.get();
  }

  /// The derivative in matrix notation, where there is one.
  public Optional<Equation> matrix() {
    return matrix.get();
  }

  /// The derivative as NumPy.
  public NumPyCode code() {
    return code.get();
  }

  /// The laws of algebra that were used, by name.
  public List<String> laws() {
    return laws;
  }

  /// How it was verified.
  public Verification verified() {
    return verified;
  }

  /// In LaTeX.
  public String latex() {
    return Show.latex(math());
  }

  /// On one line, in Unicode or in ASCII.
  public String text(boolean unicode) {
    return Show.text(math(), unicode);
  }

  @Override
  public String toString() {
    return math() + "  " + axes() + "\n" + code() + "\n" + verified;
  }
}

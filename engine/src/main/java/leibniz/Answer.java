package leibniz;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import leibniz.ir.Axes;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.math.Equation;
import leibniz.trace.Definition;
import leibniz.verify.Claim;
import leibniz.verify.Verification;

/// One derivative, verified.
public final class Answer {
  private final Name of;
  private final List<Name> wrt;
  private final Layout layout;
  private final Claim claim;
  private final List<String> laws;
  private final Verification verified;
  private final List<Definition> inputs;
  private final Lazy<Equation> math;
  private final Lazy<Optional<Equation>> matrix;
  private final Map<Language, Lazy<PrintedCode>> code = new EnumMap<>(Language.class);

  Answer(
      Name of,
      List<Name> wrt,
      Layout layout,
      Claim claim,
      List<String> laws,
      Verification verified,
      Printing printing) {
    this.of = of;
    this.wrt = List.copyOf(wrt);
    this.layout = layout;
    this.claim = claim;
    this.laws = List.copyOf(laws);
    this.verified = verified;
    this.inputs = printing.question().script().inputs();
    this.math = new Lazy<>(() -> printing.math(wrt, claim));
    this.matrix = new Lazy<>(() -> printing.matrix(wrt, claim.axes(), claim.derivative()));
    Lazy<Printing.Programs> programs = new Lazy<>(() -> printing.programs(wrt, claim));
    for (Language language : Language.values()) {
      code.put(language, new Lazy<>(() -> printing.code(programs.get(), language)));
    }
  }

  /// What is differentiated.
  public Name of() {
    return of;
  }

  /// By what: `v`, or `v:v` for the second derivative.
  public String wrt() {
    return wrt.stream().map(Name::toString).collect(Collectors.joining(":"));
  }

  /// The variables, in the order in which it is differentiated by them.
  public List<Name> variables() {
    return wrt;
  }

  /// How many times was differentiated.
  public int order() {
    return wrt.size();
  }

  /// As a word: the gradient, the Hessian, the third derivative.
  public String kind() {
    return switch (order()) {
      case 1 -> "gradient";
      case 2 -> wrt.get(0).equals(wrt.get(1)) ? "Hessian" : "mixed derivative";
      case 3 -> "third derivative";
      default -> "derivative of order " + order();
    };
  }

  /// How it can be stored without what repeats and what is 0, where that is told.
  public Optional<Stored> stored() {
    return order() == 1 ? Optional.empty() : Stored.of(claim.derivative(), claim.axes());
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
  public PrintedCode code() {
    return code(Language.NUMPY);
  }

  /// The derivative as code.
  public PrintedCode code(Language language) {
    return Objects.requireNonNull(code.get(language)).get();
  }

  /// The inputs of the program as this answer sees it: an intermediate value it is taken by is one.
  public List<Definition> inputs() {
    return inputs;
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

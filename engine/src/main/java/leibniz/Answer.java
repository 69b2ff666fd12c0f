package leibniz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
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
  private static final int MOST_TERMS = 4;

  private final Name of;
  private final List<Name> wrt;
  private final Layout layout;
  private final Claim claim;
  private final Mode mode;
  private final List<String> laws;
  private final Supplier<Verification> verified;
  private final Along along;
  private final Printing printing;
  private final List<Definition> inputs;
  private final Lazy<Equation> math;
  private final Lazy<Optional<Cores>> cores;
  private final Lazy<Optional<Equation>> matrix;
  private final Lazy<Checked> checked;
  private final Map<CodeStyle, Map<Language, Lazy<PrintedCode>>> code =
      new EnumMap<>(CodeStyle.class);

  Answer(
      Name of,
      List<Name> wrt,
      Layout layout,
      Claim claim,
      Mode mode,
      List<String> laws,
      Supplier<Verification> verified,
      Printing printing) {
    this.of = of;
    this.wrt = List.copyOf(wrt);
    this.layout = layout;
    this.claim = claim;
    this.mode = mode;
    this.laws = List.copyOf(laws);
    this.verified = verified;
    this.along = printing.question().along();
    this.printing = printing;
    this.inputs = printing.question().script().inputs();
    this.cores = new Lazy<>(() -> stored().map(stored -> printing.cores(wrt, claim, stored)));
    this.math = new Lazy<>(() -> printing.math(wrt, claim));
    this.matrix = new Lazy<>(() -> printing.matrix(wrt, claim));
    Lazy<Printing.Programs> programs = new Lazy<>(() -> printing.programs(wrt, claim));
    for (CodeStyle style : CodeStyle.values()) {
      Map<Language, Lazy<PrintedCode>> all = new EnumMap<>(Language.class);
      for (Language language : Language.values()) {
        all.put(language, new Lazy<>(() -> printing.code(programs.get(), language, style)));
      }
      code.put(style, all);
    }
    this.checked = new Lazy<>(() -> Checked.of(printing, wrt, claim, verified(), programs.get()));
  }

  /// What is differentiated.
  public Name of() {
    return of;
  }

  /// By what: `v`, `v:v` for the second derivative, `x,W` for what moves together.
  public String wrt() {
    String between = along.kind() == Direction.Kind.JVP ? "," : ":";
    return wrt.stream().map(Name::toString).collect(Collectors.joining(between));
  }

  /// As a formula on one line: `∂q/∂v`, `q_bar · ∂q/∂v`, `∂q/∂x · x_dot + ∂q/∂W · W_dot`.
  public String title() {
    return switch (along.kind()) {
      case NONE -> Show.derivative(of, wrt);
      case VJP -> directions().getFirst() + " · " + Show.derivative(of, wrt);
      case JVP -> times(List.of());
      case HVP -> times(wrt);
    };
  }

  /// `Σ ∂of/∂first∂x · x_dot` over the tangents.
  private String times(List<Name> first) {
    List<String> terms = new ArrayList<>();
    along
        .directions()
        .forEach((variable, tangent) -> {
          List<Name> by = new ArrayList<>(first);
          by.add(variable.name());
          terms.add(Show.derivative(of, by) + " · " + tangent.name());
        });
    int shown = terms.size() > MOST_TERMS ? 1 : terms.size();
    String more = shown < terms.size() ? " + … + " + terms.getLast() : "";
    return String.join(" + ", terms.subList(0, shown)) + more;
  }

  /// The variables, in the order in which it is differentiated by them.
  public List<Name> variables() {
    return wrt;
  }

  /// How many times was differentiated.
  public int order() {
    return claim.axes().order() + (along.kind().isTangent() ? 1 : 0);
  }

  /// What the derivative is multiplied by.
  public Direction.Kind product() {
    return along.kind();
  }

  /// The directions it is multiplied by: the tangents of the variables, or the cotangent.
  public List<Name> directions() {
    return along.directions().values().stream().map(Definition::name).toList();
  }

  /// As a word: the gradient, the Hessian, the third derivative.
  public String kind() {
    return switch (along.kind()) {
      case NONE -> whole();
      case JVP -> "Jacobian-vector product";
      case VJP -> "vector-Jacobian product";
      case HVP -> "Hessian-vector product";
    };
  }

  private String whole() {
    return switch (order()) {
      case 1 -> "gradient";
      case 2 -> wrt.get(0).equals(wrt.get(1)) ? "Hessian" : "mixed derivative";
      case 3 -> "third derivative";
      default -> "derivative of order " + order();
    };
  }

  /// How it can be stored without what repeats and what is 0, where that is told.
  public Optional<Stored> stored() {
    return order() == 1 || product() != Direction.Kind.NONE
        ? Optional.empty()
        : Stored.of(claim.derivative(), claim.axes());
  }

  /// The same, written: the derivative over its cores, and code for them.
  public Optional<Cores> cores() {
    return cores.get();
  }

  /// What it is in numerator and in denominator layout, and the derivative of a matrix by a matrix
  /// as a Kronecker product, with the vec convention; in words.
  public List<String> conventions() {
    return product() == Direction.Kind.NONE && layout == Layout.GENERAL
        ? Conventions.of(axes(), value(), printing.symbols(List.of(value())))
        : List.of();
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

  /// A file that runs by itself: the function, its derivative, and a comparison with central
  /// differences at inputs drawn with a fixed seed.
  ///
  /// @throws IllegalStateException if there is none, and [#whyNoSelfCheck] says why
  public String selfCheck(Language language, CodeStyle style) {
    return checked.get().in(language, style);
  }

  /// Why there is no such file; empty if there is one.
  public Optional<String> whyNoSelfCheck() {
    return checked.get().refused();
  }

  /// The derivative as NumPy.
  public PrintedCode code() {
    return code(Language.NUMPY);
  }

  /// The derivative as code, in the style of the page.
  public PrintedCode code(Language language) {
    return code(language, CodeStyle.EINSUM);
  }

  /// The derivative as code.
  public PrintedCode code(Language language, CodeStyle style) {
    return Objects.requireNonNull(Objects.requireNonNull(code.get(style)).get(language)).get();
  }

  /// What was found, and how it is written.
  Claim claim() {
    return claim;
  }

  Printing printing() {
    return printing;
  }

  /// The inputs of the program as this answer sees it: an intermediate value it is taken by is one.
  public List<Definition> inputs() {
    return inputs;
  }

  /// From which end it was found, and why.
  public Mode mode() {
    return mode;
  }

  /// The laws of algebra that were used, by name.
  public List<String> laws() {
    return laws;
  }

  /// How it was verified.
  public Verification verified() {
    return verified.get();
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
    return math() + "  " + axes() + "\n" + code() + "\n" + verified();
  }
}

package leibniz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.math.Equation;
import leibniz.math.Formula;
import leibniz.math.Unicode;
import leibniz.report.Style;
import leibniz.steps.Layers;
import leibniz.steps.Layers.Family;
import leibniz.steps.Recurrence;
import leibniz.steps.Unrolled;
import leibniz.trace.Definition;
import leibniz.trace.Script;
import leibniz.verify.Claim;
import leibniz.verify.Sizes;
import leibniz.verify.Verification;
import leibniz.verify.Verify;

/// The derivatives of a program with equal layers, for any number of them: a recurrence in place of
/// a formula that grows with the depth, and a loop in place of such code.
public final class Deep {
  /// The depths at which it is verified.
  private static final List<Integer> DEPTHS = List.of(1, 2, 3, 5);

  private final Recurrence recurrence;
  private final Name of;
  private final Dim count;
  private final boolean any; // whether the printed functions take any number of layers
  private final DeepNames names;
  private final Lazy<List<Equation>> layer;
  private final Lazy<List<Step>> steps; // long programs have long ones, and not everyone asks
  private final List<Depth> depths;
  private final Map<Language, Map<CodeStyle, Lazy<String>>> code = new EnumMap<>(Language.class);

  /// A depth, and how the derivatives of that many layers were verified.
  public record Depth(int layers, List<Verification> verified) {
    /// Takes a copy.
    public Depth {
      verified = List.copyOf(verified);
    }

    boolean ok() {
      return verified.stream().allMatch(Verification::ok);
    }
  }

  Deep(
      Recurrence recurrence,
      Script script,
      Script local,
      Definition of,
      String letter,
      Dim count,
      Request request) {
    this.recurrence = recurrence;
    this.of = of.name();
    this.count = count;
    this.names = new DeepNames(recurrence, local, letter, count);
    Set<Dim> batch = new HashSet<>();
    request.batch().forEach(b -> batch.add(Dim.symbol(b)));
    List<String> inputs = new ArrayList<>();
    script.inputs().forEach(input -> inputs.add(input.name().base()));
    this.any = !counted(count, inputs, false).symbols().isEmpty();
    for (Language language : Language.values()) {
      boolean java = language == Language.JAVA;
      DeepNames own = new DeepNames(recurrence, local, letter, counted(count, inputs, java));
      DeepProgram written = new DeepProgram(recurrence, own, this.of, script.sizes(), java);
      Map<CodeStyle, Lazy<String>> styles = new EnumMap<>(CodeStyle.class);
      for (CodeStyle style : CodeStyle.values()) {
        styles.put(
            style,
            new Lazy<>(() -> language.dialect(batch, style).function(name(), written.of(inputs))));
      }
      code.put(language, styles);
    }
    Lazy<DeepSteps> told =
        new Lazy<>(() -> {
          Dim counted = counted(count, inputs, false);
          DeepNames called = new DeepNames(recurrence, local, letter, counted);
          DeepProgram program = new DeepProgram(recurrence, called, this.of, script.sizes(), false);
          return new DeepSteps(recurrence, names, this.of, batch, program, program.of(inputs));
        });
    this.layer = new Lazy<>(() -> told.get().layer());
    this.steps = new Lazy<>(() -> told.get().steps());
    this.depths = verify();
  }

  /// What the number of layers is called in code: a size by its name, the length of a list L.
  private Dim counted(Dim count, List<String> inputs, boolean java) {
    List<Family> families = recurrence.layers().families();
    boolean list = families.stream().anyMatch(f -> java || f.kind() != Layers.Kind.ROWS);
    boolean plain = count.symbols().contains(count.toString());
    if (!list || plain) {
      return count;
    }
    return Dim.symbol(inputs.contains("L") || !count.symbols().isEmpty() ? "layers" : "L");
  }

  private List<Depth> verify() {
    List<Depth> verified = new ArrayList<>();
    for (int depth : DEPTHS) {
      Unrolled unrolled = Unrolled.of(recurrence, depth);
      if (unrolled == null) {
        continue;
      }
      List<Expr> roots = new ArrayList<>(List.of(unrolled.output()));
      List<Claim> claims = new ArrayList<>();
      for (Unrolled.Derivative d : unrolled.derivatives()) {
        roots.add(d.value());
        claims.add(new Claim(unrolled.output(), List.of(d.variable()), d.value(), d.axes()));
      }
      Sizes sizes = Sizes.of(roots, Map.of());
      verified.add(new Depth(depth, Verify.derivatives(unrolled.output(), claims, sizes)));
    }
    return verified;
  }

  // --- what it says
  // -------------------------------------------------------------------------------

  /// Whether the derivatives are right at every depth that was tried.
  public boolean ok() {
    return !depths.isEmpty() && depths.stream().allMatch(Depth::ok);
  }

  /// The depths at which they were verified.
  public List<Depth> depths() {
    return depths;
  }

  /// What is differentiated.
  public Name of() {
    return of;
  }

  /// How many layers there are.
  public Dim count() {
    return count;
  }

  /// What one layer computes.
  public List<Equation> layer() {
    return layer.get();
  }

  /// Behind the last layer, back through one, before the first.
  public List<Step> steps() {
    return steps.get();
  }

  /// A function with a loop forward and one back.
  public String code(Language language) {
    return code(language, CodeStyle.EINSUM);
  }

  /// The same in a style.
  public String code(Language language, CodeStyle style) {
    return Objects.requireNonNull(Objects.requireNonNull(code.get(language)).get(style)).get();
  }

  /// The name of that function.
  public String name() {
    return "d" + of.identifier();
  }

  /// Which layers there are, and what comes before the first: `l = 0 … L − 1, h⁽⁰⁾ = x`.
  public List<Formula> range() {
    List<Formula> range = new ArrayList<>();
    for (Layers.State state : recurrence.layers().states()) {
      Expr value = recurrence.values().getOrDefault(state.start(), state.start());
      Formula start = value.isZero() ? Formula.ZERO : new Formula.Named(names.name(state.start()));
      Formula left = new Formula.Named(names.start(state));
      range.add(new Formula.Equal(List.of(left, start)));
    }
    return range;
  }

  /// The numbers of the layers: `l = 0 … L − 1`.
  public String numbers() {
    String last = names.last().toString().replace("-", "−");
    return names.letter() + " = " + names.from() + " … " + last;
  }

  /// As the terminal shows it.
  List<String> lines(Style style, Telling telling, Set<Target> targets, CodeStyle written) {
    List<String> lines = new ArrayList<>();
    StringBuilder starts = new StringBuilder(numbers() + " are equal");
    range()
        .forEach(
            f -> starts.append(", ").append(style.unicode() ? Unicode.print(f) : Unicode.ascii(f)));
    lines.addAll(Show.wrapped(style.dim("layers"), 6, starts.toString(), style));
    layer().forEach(equation -> lines.addAll(Show.equation(equation, "     ", style)));
    lines.add("");
    boolean math = targets.contains(Target.MATH);
    boolean latex = targets.contains(Target.LATEX);
    boolean numpy = targets.contains(Target.NUMPY);
    for (Step step : steps.get()) {
      List<String> told = step.lines(style, math, latex, numpy && telling == Telling.FULL);
      lines.addAll(telling == Telling.FULL ? told : told.subList(1, told.size()));
      if (telling == Telling.FULL) {
        lines.add("");
      }
    }
    if (telling != Telling.FULL && !lines.getLast().isEmpty()) {
      lines.add("");
    }
    for (Target target : Target.values()) {
      if (targets.contains(target)) {
        Language language =
            target == Target.NUMPY ? Language.NUMPY : target.function().orElse(null);
        if (language != null) {
          lines.addAll(Show.code(code(language, written), "     ", style));
          lines.add("");
        }
      }
    }
    return lines;
  }

  /// The answers alone: the equations and the code, without words.
  public List<String> results(Style style, Set<Target> targets, CodeStyle written) {
    List<String> lines = new ArrayList<>();
    for (Target target : Target.values()) {
      if (!targets.contains(target)) {
        continue;
      }
      switch (target) {
        case MATH ->
            steps
                .get()
                .forEach(s -> s.math().forEach(e -> lines.add(Show.text(e, style.unicode()))));
        case LATEX -> steps.get().forEach(s -> s.math().forEach(e -> lines.add(Show.latex(e))));
        case NUMPY ->
            code(Language.NUMPY, written).lines().forEach(line -> lines.add(style.text(line)));
        case CORES, LAYOUT, JAVA_LIBRARY -> {} // of single answers
        case TORCH, JAX, JAVA ->
            code(target.function().orElseThrow(), written)
                .lines()
                .forEach(l -> lines.add(style.text(l)));
      }
    }
    return lines;
  }

  /// How it was verified, in words.
  public String verdict() {
    List<String> tried = depths.stream().map(d -> String.valueOf(d.layers())).toList();
    Map<String, Double> worst = new LinkedHashMap<>();
    for (Depth depth : depths) {
      for (Verification verified : depth.verified()) {
        if (!verified.ok()) {
          return "at " + depth.layers() + " layers: " + verified;
        }
        verified.checks().forEach(c -> worst.merge(c.method(), c.rho(), Math::max));
      }
    }
    StringBuilder text = new StringBuilder(any ? "for any number of layers" : "for " + count);
    text.append(any ? "" : " layers; the recurrence is for any number").append("; verified at ");
    text.append(String.join(", ", tried.subList(0, tried.size() - 1)));
    text.append(tried.size() > 1 ? " and " : "").append(tried.getLast()).append(": ");
    List<String> checks = new ArrayList<>();
    worst.forEach((method, rho) -> checks.add(method + " ρ ≤ " + Verification.digits(rho)));
    return text + String.join(", ", checks);
  }
}

package leibniz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Name;
import leibniz.math.Equation;
import leibniz.math.Formula;
import leibniz.math.Unicode;
import leibniz.python.Module;
import leibniz.report.Style;
import leibniz.steps.FindLayers;
import leibniz.steps.Layers;
import leibniz.steps.Layers.Family;
import leibniz.steps.Recurrence;
import leibniz.steps.Unrolled;
import leibniz.trace.Definition;
import leibniz.trace.Options;
import leibniz.trace.Script;
import leibniz.trace.Trace;
import leibniz.verify.Claim;
import leibniz.verify.Sizes;
import leibniz.verify.Verification;
import leibniz.verify.Verify;
import org.jspecify.annotations.Nullable;

/// The derivatives of a program with equal layers, for any number of them: a recurrence in place of
/// a formula that grows with the depth, and a loop in place of such code.
public final class Deep {
  /// The depths at which it is verified.
  private static final List<Integer> DEPTHS = List.of(1, 2, 3, 5);

  private static final Pattern LOOP = Pattern.compile("\\bfor ([a-zA-Z]) in ");
  private static final Set<String> INDICES = Set.of("b", "c", "i", "j", "k");

  private final Recurrence recurrence;
  private final Name of;
  private final Dim count;
  private final DeepNames names;
  private final List<Equation> layer;
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

  private Deep(
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
    DeepNames called = new DeepNames(recurrence, local, letter, counted(count, inputs, false));
    DeepProgram program = new DeepProgram(recurrence, called, this.of, script.sizes(), false);
    DeepSteps told = new DeepSteps(recurrence, names, this.of, batch, program, program.of(inputs));
    this.layer = told.layer();
    this.steps = new Lazy<>(told::steps);
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

  // --- finding it
  // ---------------------------------------------------------------------------------

  /// The derivatives by what was asked for through equal layers; null if there are none, or if
  /// something is asked that is not so.
  static @Nullable Deep of(Module program, Request request, Question question, int fewest) {
    boolean first = question.wrt().stream().allMatch(block -> block.size() == 1);
    boolean plain = request.layout() == Layout.GENERAL || question.of().value().rank() == 0;
    if (!first || !plain || !request.direction().equals(Direction.NONE)) {
      return null;
    }
    Script local = question.local();
    Definition of = local.find(question.of().name().toString()).stream().findFirst().orElse(null);
    Layers layers = of == null ? null : FindLayers.of(local, of);
    if (of == null || layers == null || layers.count() < fewest) {
      return null;
    }
    List<Expr> wrt = variables(layers, question);
    if (wrt == null) {
      return null;
    }
    Recurrence recurrence = Recurrence.of(layers, of.value(), wrt, request.batch());
    Dim count = count(program, request, layers, question);
    if (count == null) {
      return null;
    }
    String letter = letter(question.script(), layers);
    return new Deep(recurrence, question.script(), local, question.of(), letter, count, request);
  }

  /// The sizes without a value that the shapes of inputs name: a loop may run so often.
  static List<String> sizes(Module program, Request request) {
    Script script = Trace.reading(program, new Options(request.sizes(), Set.of()));
    Set<String> sizes = new LinkedHashSet<>();
    script.inputs().forEach(input -> sizes.addAll(input.value().shape().symbols()));
    sizes.removeAll(script.sizes().keySet());
    return List.copyOf(sizes);
  }

  /// What the derivatives are taken by, a tensor of layers by its rows; null if only some of a
  /// family are asked for.
  private static @Nullable List<Expr> variables(Layers layers, Question question) {
    Set<Expr> asked = new LinkedHashSet<>();
    for (Definition definition : question.variables()) {
      boolean rows = false;
      for (Family family : layers.families()) {
        if (definition.value() == family.tensor()) {
          asked.addAll(family.members());
          asked.addAll(family.others().values());
          rows = true;
        }
      }
      if (!rows) {
        asked.add(definition.value());
      }
      if (definition.kind() != Definition.Kind.INPUT || definition.was() != null) {
        return null;
      }
    }
    for (Family family : layers.families()) {
      long some = family.members().stream().filter(asked::contains).count();
      if (some > 0 && some < family.members().size()) {
        return null;
      }
    }
    return List.copyOf(asked);
  }

  /// How many layers there are: as many as a tensor has rows, if that is so at one more too.
  private static @Nullable Dim count(
      Module program, Request request, Layers layers, Question question) {
    for (Family family : layers.families()) {
      Expr tensor = family.tensor();
      if (tensor == null) {
        continue;
      }
      Dim size = tensor.shape().get(family.axis());
      Long value = question.script().sizes().get(size.toString());
      if (value == null || !size.symbols().contains(size.toString())) {
        boolean all = Dim.of(layers.count() + family.others().size()).equals(size);
        return all ? Dim.of(layers.count()) : null;
      }
      if (layers.count() + family.others().size() != value) {
        return null; // some rows are used by none
      }
      Layers more = layers(program, request, question, Map.of(size.toString(), value + 1));
      boolean grows =
          more != null
              && more.count() == layers.count() + 1
              && more.states().size() == layers.states().size();
      return grows ? size.plus(Dim.of(layers.count() - value)) : Dim.of(layers.count());
    }
    return Dim.of(layers.count());
  }

  private static @Nullable Layers layers(
      Module program, Request request, Question question, Map<String, Long> other) {
    Map<String, Long> sizes = new HashMap<>(request.sizes());
    sizes.putAll(other);
    try {
      Script local = Trace.of(program, new Options(sizes, Set.of(Options.EVERYTHING)));
      List<Definition> of = local.find(question.of().name().base());
      return of.size() == 1 ? FindLayers.of(local, of.getFirst()) : null;
    } catch (LeibnizException e) {
      return null; // the program fits the one number only
    }
  }

  /// The variable of the program's own loop, unless indices are called so.
  private static String letter(Script script, Layers layers) {
    int line = layers.layer().getFirst().definition().span().line();
    for (Script.Line statement : script.lines()) {
      Matcher loop = LOOP.matcher(statement.text());
      int end = statement.span().line() + (int) statement.text().lines().count();
      if (statement.span().line() <= line && line < end && loop.find()) {
        boolean widths = !layers.widths().isEmpty();
        return INDICES.contains(loop.group(1)) || widths ? "l" : loop.group(1);
      }
    }
    return "l";
  }

  // --- verifying it
  // -------------------------------------------------------------------------------

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
    return layer;
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
    layer.forEach(equation -> lines.addAll(Show.equation(equation, "     ", style)));
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
    StringBuilder text = new StringBuilder("for any number of layers; verified at ");
    text.append(String.join(", ", tried.subList(0, tried.size() - 1)));
    text.append(tried.size() > 1 ? " and " : "").append(tried.getLast()).append(": ");
    List<String> checks = new ArrayList<>();
    worst.forEach((method, rho) -> checks.add(method + " ρ ≤ " + Verification.digits(rho)));
    return text + String.join(", ", checks);
  }
}

package leibniz;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import leibniz.ir.Axes;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Shape;
import leibniz.math.Formula;
import leibniz.report.Style;
import leibniz.report.Wrap;
import leibniz.run.Inputs;
import leibniz.run.Tensor;
import leibniz.trace.Definition;
import leibniz.trace.Script;
import leibniz.verify.Claim;

/// All that was asked for about one program.
///
/// @param request what was asked
/// @param script the program as it was read
/// @param program the lines the output is made of
/// @param of what is differentiated
/// @param shape its shape
/// @param answers the derivatives, in the order in which they were asked for
/// @param steps how they are found, line by line; the last one of each derivative is the answer
/// @param sizes the values of the size symbols, where the program or the request gives one
/// @param deep the same through equal layers, once for all layers and any number of them; empty if
///   there are none or few. Where the number of layers is a size without a value, `answers` is
///   empty
/// @param notes where the function is not defined or not differentiable, in words
public record Derivation(
    Request request,
    Script script,
    List<Script.Line> program,
    Name of,
    Shape shape,
    List<Answer> answers,
    List<Step> steps,
    Map<String, Long> sizes,
    List<String> notes,
    List<Deep> deep) {

  /// Takes copies.
  public Derivation {
    program = List.copyOf(program);
    answers = List.copyOf(answers);
    steps = List.copyOf(steps);
    sizes = Map.copyOf(sizes);
    notes = List.copyOf(notes);
    deep = List.copyOf(deep);
  }

  /// Whether every derivative passed its verification.
  public boolean verified() {
    return answers.stream().allMatch(a -> a.verified().ok()) && deep.stream().allMatch(Deep::ok);
  }

  /// The value of the derivative for arrays.
  ///
  /// @param arrays by the names of the inputs (`v`, `W[0]`); those the derivative needs, and enough
  ///   to know every size
  /// @throws leibniz.ir.LeibnizException if an array is missing or does not fit
  public Tensor value(Answer answer, Map<String, Tensor> arrays) {
    return inputs(answer.inputs(), arrays).evaluate(answer.value());
  }

  /// The value of what is differentiated, for arrays.
  ///
  /// @throws leibniz.ir.LeibnizException if an array is missing or does not fit
  public Tensor value(Map<String, Tensor> arrays) {
    Definition output = script.find(of.toString()).get(0);
    return inputs(script.inputs(), arrays).evaluate(output.value());
  }

  private static Inputs inputs(List<Definition> known, Map<String, Tensor> arrays) {
    Map<String, Expr> inputs = new LinkedHashMap<>();
    known.forEach(input -> inputs.put(input.name().toString(), input.value()));
    return new Inputs(inputs, arrays);
  }

  /// One function that returns all derivatives in order and computes what they share once. Empty if
  /// they do not see one program, because some is by an intermediate value.
  public Optional<PrintedCode> function(Language language, CodeStyle style) {
    Answer first = answers.getFirst();
    Map<List<Name>, Claim> all = new LinkedHashMap<>();
    answers.forEach(answer -> all.put(answer.variables(), answer.claim()));
    boolean one = answers.stream().allMatch(a -> a.printing().equals(first.printing()));
    String target = first.product() == Direction.Kind.VJP ? "backward" : "gradients";
    return one
        ? Optional.of(first.printing().together(target, all, language, style))
        : Optional.empty();
  }

  /// Whether there are so many answers that they are not written out one by one.
  public boolean isMany() {
    return answers.size() > MOST_ANSWERS;
  }

  /// The steps that lead to one answer; the last of them is the answer.
  public List<Step> steps(Answer answer) {
    String name = answer.code().name();
    Set<String> others =
        answers.stream().map(a -> a.code().name()).filter(n -> !n.equals(name)).collect(toSet());
    List<Step> path = new ArrayList<>();
    for (Step step : steps) {
      if (!others.contains(step.name())) {
        path.add(step);
      }
      if (step.name().equals(name) && step.numpy().equals(answer.code().statement())) {
        return path;
      }
    }
    path.add(
        new Step(
            steps.size() + 1,
            name,
            "with the earlier steps put in, and simplified",
            "substitution",
            path.isEmpty() ? 1 : path.getLast().line(),
            List.of(answer.math()),
            answer.code().statement(),
            answer.axes()));
    return path;
  }

  /// What can be shown of an answer.
  public enum Target {
    MATH,
    NUMPY,
    LATEX,
    TORCH,
    JAX,
    JAVA,
    CORES,
    LAYOUT;

    /// What it is printed in, if it is a whole function.
    public Optional<Language> function() {
      return switch (this) {
        case MATH, NUMPY, LATEX, CORES, LAYOUT -> Optional.empty();
        case TORCH -> Optional.of(Language.TORCH);
        case JAX -> Optional.of(Language.JAX);
        case JAVA -> Optional.of(Language.JAVA);
      };
    }

    /// What language it is in, if it is code that can be run.
    public Optional<Language> code() {
      return this == NUMPY ? Optional.of(Language.NUMPY) : function();
    }

    /// As the command line calls it.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How the steps are shown.
  public enum Telling {
    NONE,
    SHORT,
    FULL
  }

  /// As the terminal shows it.
  ///
  /// @param telling how the steps are shown
  /// @param targets what is shown of each answer
  /// @param code the style of its code; steps are in the style of the page
  public List<String> lines(Style style, Telling telling, Set<Target> targets, CodeStyle code) {
    return lines(style, telling, targets, code, true);
  }

  /// As the terminal shows it.
  ///
  /// @param folds whether equal layers are shown once for all
  public List<String> lines(
      Style style, Telling telling, Set<Target> targets, CodeStyle code, boolean folds) {
    return folds && !deep.isEmpty() || answers.isEmpty()
        ? folded(style, telling, targets, code)
        : unfolded(style, telling, targets, code);
  }

  private List<String> folded(Style style, Telling telling, Set<Target> targets, CodeStyle code) {
    List<String> lines = heading(style);
    for (Deep one : deep) {
      lines.addAll(one.lines(style, telling, targets, code));
    }
    for (String note : notes) {
      lines.addAll(Show.wrapped(style.dim("note"), 4, note, style));
    }
    lines.addAll(verdict(style));
    for (Deep one : deep) {
      String word = one.ok() ? style.ok("ok") : style.error("wrong");
      lines.addAll(Show.wrapped(word, one.ok() ? 2 : 5, one.verdict(), style));
    }
    return lines;
  }

  private List<String> heading(Style style) {
    List<String> lines = new ArrayList<>();
    String file = style.text(request.source().name());
    String headline = headline(style);
    if (file.length() + 2 + headline.length() <= style.width()) {
      lines.add(style.bold(file) + "  " + style.dim(headline));
    } else {
      lines.add(style.bold(file));
      Wrap.lines(headline, style.width()).forEach(line -> lines.add(style.dim(line)));
    }
    lines.add("");
    lines.addAll(programLines(style));
    return lines;
  }

  private List<String> unfolded(Style style, Telling telling, Set<Target> targets, CodeStyle code) {
    List<String> lines = heading(style);
    if (telling != Telling.NONE && answers.size() == 1) {
      lines.add(rule(answers.get(0), style));
      lines.add(style.dim("axes") + "  " + Show.legend(letters(), style));
      lines.add("");
    }
    boolean told = targets.equals(TOLD_BY_STEPS) && code == CodeStyle.EINSUM;
    boolean many = isMany();
    lines.addAll(steps(style, many && telling == Telling.NONE ? Telling.SHORT : telling));
    if (many) {
      lines.add(
          style.dim(
              style.text(
                  answers.size()
                      + " "
                      + kinds(answers)
                      + ", each from the one before it; --wrt NAME writes one out, and -q all of"
                      + " them in one function")));
      lines.add("");
    } else if (telling == Telling.NONE || !endsInTheAnswer() || !told) {
      for (Answer answer : answers) {
        if (telling != Telling.FULL || !told || !isTold(answer)) {
          lines.addAll(answer(answer, style, targets, code));
        }
      }
    }
    for (Answer answer : many ? List.<Answer>of() : answers) {
      String name = answers.size() == 1 ? "" : answer.title() + " ";
      answer
          .stored()
          .ifPresent(stored ->
              lines.addAll(Show.wrapped(style.dim("stored"), 6, name + stored.text(sizes), style)));
    }
    for (String note : notes) {
      lines.addAll(Show.wrapped(style.dim("note"), 4, note, style));
    }
    lines.addAll(verdict(style));
    return lines;
  }

  private static final int MOST_ANSWERS = 24;
  private static final int MOST_NAMES = 6;
  private static final int MOST_STEPS = 40;
  private static final int TOLD_IN_FULL = 3; // of more answers the steps are told in short
  private static final Set<Target> TOLD_BY_STEPS = Set.of(Target.MATH, Target.NUMPY);

  /// Whether the steps end in the only answer, so that it need not be said again.
  private boolean endsInTheAnswer() {
    return answers.size() == 1
        && !steps.isEmpty()
        && steps.size() <= MOST_STEPS
        && steps.getLast().name().equals(answers.get(0).code().name());
  }

  private boolean isTold(Answer answer) {
    return steps.stream()
        .limit(MOST_STEPS)
        .anyMatch(step ->
            step.numpy().equals(answer.code().statement())
                && answer.matrix().map(m -> step.math().contains(m)).orElse(true));
  }

  private String headline(Style style) {
    StringBuilder out = new StringBuilder();
    if (answers.isEmpty()) {
      out.append("gradients of ").append(of).append(" ").append(shape);
      out.append(" through any number of layers");
    } else if (answers.size() == 1) {
      Answer only = answers.getFirst();
      out.append(only.kind()).append(" of ").append(of).append(" w.r.t. ");
      boolean twice = only.kind().equals("Hessian");
      out.append(twice ? only.variables().getFirst() : listed(only.variables()));
      if (only.product() != Direction.Kind.NONE) {
        out.append(only.product() == Direction.Kind.VJP ? ", cotangent " : ", along ");
        out.append(listed(only.directions()));
      }
    } else {
      out.append(kinds(answers)).append(" of ").append(of).append(" ").append(shape);
      boolean blocks = answers.stream().anyMatch(a -> a.variables().size() > 1);
      out.append(" w.r.t. ").append(answers.size()).append(blocks ? " blocks" : " inputs");
    }
    if (request.layout() == Layout.LIKE_INPUT) {
      out.append(shape.rank() == 0 ? "; like the input" : ", summed; like the input");
    }
    Set<String> shared = new TreeSet<>();
    for (Answer answer : answers) {
      for (Axes.Axis axis : answer.axes().axes()) {
        if (axis.isShared()) {
          shared.add(axis.size().toString());
        }
      }
    }
    if (!shared.isEmpty()) {
      out.append("; batch axis ").append(String.join(", ", shared)).append(" is shared");
    }
    return style.text(out.toString());
  }

  /// A few names, or the first and how many more.
  private static String listed(List<Name> names) {
    List<String> all = names.stream().map(Name::toString).toList();
    return all.size() <= MOST_NAMES
        ? String.join(", ", all)
        : String.join(", ", all.subList(0, 2)) + " and " + (all.size() - 2) + " more";
  }

  /// The lines of the program the output is made of, each with its shape.
  private List<String> programLines(Style style) {
    List<String> code = new ArrayList<>();
    List<String> shapes = new ArrayList<>();
    for (Script.Line line : program) {
      List<String> text = line.text().lines().toList();
      for (String part : text) {
        code.add(part);
        boolean one = text.size() == 1 && line.definitions().size() == 1;
        shapes.add(one ? "# " + line.definitions().get(0).value().shape() : "");
      }
    }
    int column = code.stream().mapToInt(String::length).filter(n -> n <= 70).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int k = 0; k < code.size(); k++) {
      String gap = " ".repeat(Math.max(0, column - code.get(k).length()) + 2);
      String comment = shapes.get(k).isEmpty() ? "" : gap + style.dim(style.text(shapes.get(k)));
      lines.add("    " + style.text(code.get(k)) + comment);
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    return lines;
  }

  /// `rule q (B, D) ++ v (B, D), sharing B = (B, D, D)`.
  private String rule(Answer answer, Style style) {
    if (answer.layout() == Layout.LIKE_INPUT) {
      return style.dim("rule")
          + "  the gradient of the sum of "
          + of
          + " has the shape of "
          + answer.wrt()
          + ": "
          + answer.axes().shape();
    }
    if (answer.product() != Direction.Kind.NONE) {
      boolean output = answer.product() == Direction.Kind.JVP;
      return style.dim("rule")
          + "  "
          + style.text(answer.title())
          + " has the shape of "
          + (output ? of : answer.wrt())
          + ":  "
          + style.text(answer.axes().shape().toString());
    }
    Set<String> shared = new TreeSet<>();
    answer.axes().axes().stream()
        .filter(Axes.Axis::isShared)
        .forEach(a -> shared.add(a.size().toString()));
    StringBuilder shapes =
        new StringBuilder().append(of).append(" ").append(answer.axes().output());
    for (int n = 0; n < answer.order(); n++) {
      shapes.append(" ++ ").append(answer.variables().get(n));
      shapes.append(" ").append(answer.axes().inputs().get(n));
    }
    return style.dim("rule")
        + "  "
        + style.text(shapes.toString())
        + (shared.isEmpty()
            ? ""
            : ", sharing " + style.axis(Axes.Role.BATCH, String.join(", ", shared)))
        + "  =  "
        + style.text(answer.axes().shape().toString());
  }

  /// Every letter of the steps and the answer.
  private List<Formula.Letter> letters() {
    Set<Formula.Letter> all = new LinkedHashSet<>();
    steps.forEach(s -> s.math().forEach(e -> all.addAll(e.letters())));
    answers.forEach(a -> all.addAll(a.math().letters()));
    return List.copyOf(all);
  }

  private List<String> steps(Style style, Telling telling) {
    List<String> lines = new ArrayList<>();
    if (telling == Telling.NONE) {
      return lines;
    }
    boolean full = telling == Telling.FULL && answers.size() <= TOLD_IN_FULL;
    for (Step step : steps.subList(0, Math.min(MOST_STEPS, steps.size()))) {
      if (full) {
        lines.addAll(step.lines(style));
        lines.add("");
      } else {
        List<String> body = step.body(style);
        for (int k = 0; k < body.size(); k++) {
          String number = k == 0 ? String.format("%3d  ", step.number()) : "     ";
          lines.add(
              (k == 0 ? style.bold(number) : number) + body.get(k).substring(number.length()));
        }
      }
    }
    if (steps.size() > MOST_STEPS) {
      lines.add(
          style.dim(
              style.text("… and " + (steps.size() - MOST_STEPS) + " more steps of this kind")));
    }
    if (!full || steps.size() > MOST_STEPS) {
      lines.add("");
    }
    return lines;
  }

  private static List<String> answer(
      Answer answer, Style style, Set<Target> targets, CodeStyle code) {
    List<String> lines = new ArrayList<>();
    lines.add(style.bold(style.text(answer.title())) + "  " + style.axes(answer.axes()));
    if (targets.contains(Target.MATH)) {
      lines.addAll(Show.equation(answer.math(), "     ", style));
      answer.matrix().ifPresent(m -> lines.addAll(Show.equation(m, "     ", style)));
    }
    if (targets.contains(Target.LATEX)) {
      lines.add("     " + answer.latex());
      answer.matrix().ifPresent(m -> lines.add("     " + Show.latex(m)));
    }
    if (targets.contains(Target.NUMPY)) {
      lines.addAll(Show.code(answer.code(Language.NUMPY, code).statement(), "     ", style));
    }
    if (targets.contains(Target.LAYOUT)) {
      List<String> notes = answer.conventions();
      for (String note : notes.isEmpty() ? List.of("textbooks have no layout for it") : notes) {
        lines.addAll(Show.wrapped("     " + style.dim("layout"), 11, note, style));
      }
    }
    if (targets.contains(Target.CORES)) {
      lines.addAll(
          answer
              .cores()
              .map(cores -> cores.lines("     ", style))
              .orElse(List.of("     " + style.dim("every entry must be stored"))));
    }
    for (Target target : Target.values()) {
      if (targets.contains(target) && target.function().isPresent()) {
        String function = answer.code(target.function().get(), code).function();
        lines.add("");
        lines.addAll(Show.code(function, "     ", style));
      }
    }
    lines.add("");
    return lines;
  }

  private List<String> verdict(Style style) {
    List<String> lines = new ArrayList<>();
    Map<String, List<Answer>> groups = new LinkedHashMap<>();
    for (Answer answer : answers) {
      String where = answer.verified().where();
      String key =
          answer.verified().ok() ? (where.isEmpty() ? "" : " at " + where) : "!" + answer.wrt();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(answer);
    }
    groups.forEach((where, group) -> {
      Answer worst = group.stream().max(Comparator.comparingDouble(Derivation::rho)).orElseThrow();
      String checks = worst.verified().toString();
      if (!worst.verified().ok()) {
        String word = worst.verified().counterexample() == null ? "open" : "wrong";
        String text = worst.wrt() + ": " + checks;
        lines.addAll(Show.wrapped(style.error(word), word.length(), text, style));
        return;
      }
      String text =
          group.size() == 1
              ? "verified" + where + ": " + checks
              : group.size()
                  + " "
                  + kinds(group)
                  + " verified"
                  + where
                  + ": "
                  + checks.replace("ρ ", "ρ ≤ ");
      lines.addAll(Show.wrapped(style.ok("ok"), 2, text, style));
    });
    return lines;
  }

  private static String kinds(List<Answer> group) {
    Direction.Kind product = group.getFirst().product();
    if (product != Direction.Kind.NONE) {
      return group.getFirst().kind() + "s";
    }
    return group.stream().allMatch(a -> a.order() == 1) ? "gradients" : "derivatives";
  }

  private static double rho(Answer answer) {
    return answer.verified().checks().stream().mapToDouble(c -> c.rho()).max().orElse(0);
  }

  @Override
  public String toString() {
    return String.join("\n", lines(Style.PLAIN, Telling.FULL, TOLD_BY_STEPS, CodeStyle.EINSUM));
  }
}

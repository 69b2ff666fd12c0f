package leibniz;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Shape;
import leibniz.math.Formula;
import leibniz.report.Style;
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

  /// Takes copies, but of what is made when it is asked for: the lines, the steps, and `deep`.
  public Derivation {
    program = Collections.unmodifiableList(program);
    answers = List.copyOf(answers);
    steps = Collections.unmodifiableList(steps);
    sizes = Map.copyOf(sizes);
    notes = List.copyOf(notes);
    deep = Collections.unmodifiableList(deep);
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

  /// The derivative for arrays, kept as what must be stored of it; empty where that is every entry.
  ///
  /// @throws leibniz.ir.LeibnizException if an array is missing or does not fit
  public Optional<Structured> structured(Answer answer, Map<String, Tensor> arrays) {
    Inputs inputs = inputs(answer.inputs(), arrays);
    return Stored.of(answer.value(), answer.axes()).map(stored -> Structured.of(stored, inputs));
  }

  /// The value of what is differentiated, for arrays.
  ///
  /// @throws leibniz.ir.LeibnizException if an array is missing or does not fit
  public Tensor value(Map<String, Tensor> arrays) {
    Definition output = script.find(of.toString()).get(0);
    return inputs(script.inputs(), arrays).evaluate(output.value());
  }

  private Inputs inputs(List<Definition> known, Map<String, Tensor> arrays) {
    Map<String, Expr> inputs = new LinkedHashMap<>();
    for (Definition input : known) {
      String plain = input.name().unversioned().toString(); // the program may overwrite it
      boolean taken = arrays.containsKey(input.name().toString());
      inputs.put(taken ? input.name().toString() : plain, input.value());
    }
    return new Inputs(inputs, arrays, script.needed());
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

  /// A Java class that asks this library for all of it, with a method for each derivative. Empty
  /// where there is nothing but a recurrence.
  public Optional<String> library() {
    return answers.isEmpty() ? Optional.empty() : Optional.of(LibraryCode.of(request, answers));
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

  Heading heading() {
    return new Heading(request, of, shape, program, answers);
  }

  private List<String> folded(Style style, Telling telling, Set<Target> targets, CodeStyle code) {
    List<String> lines = heading().lines(style);
    for (Deep one : deep) {
      lines.addAll(one.lines(style, telling, targets, code));
    }
    lines.addAll(library(targets, style));
    for (String note : notes) {
      lines.addAll(Show.wrapped(style.dim("note"), 4, note, style));
    }
    lines.addAll(AnswerLines.verdict(answers, style));
    for (Deep one : deep) {
      String word = one.ok() ? style.ok("ok") : style.error("wrong");
      lines.addAll(Show.wrapped(word, one.ok() ? 2 : 5, one.verdict(), style));
    }
    return lines;
  }

  private List<String> unfolded(Style style, Telling telling, Set<Target> targets, CodeStyle code) {
    List<String> lines = heading().lines(style);
    if (telling != Telling.NONE && answers.size() == 1) {
      lines.add(heading().rule(answers.get(0), style));
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
                      + AnswerLines.kinds(answers)
                      + ", each from the one before it; --wrt NAME writes one out, and -q all of"
                      + " them in one function")));
      lines.add("");
    } else if (telling == Telling.NONE || !endsInTheAnswer() || !told) {
      for (Answer answer : answers) {
        if (telling != Telling.FULL || !told || !isTold(answer)) {
          lines.addAll(AnswerLines.of(answer, style, targets, code));
        }
      }
    }
    lines.addAll(library(targets, style));
    for (Answer answer : many ? List.<Answer>of() : answers) {
      String name = answers.size() == 1 ? "" : answer.title() + " ";
      answer
          .stored()
          .ifPresent(stored ->
              lines.addAll(Show.wrapped(style.dim("stored"), 6, name + stored.text(sizes), style)));
    }
    for (Answer answer : many ? List.<Answer>of() : answers) {
      if (answer.mode().isTold()) {
        String name = answers.size() == 1 ? "" : answer.title() + " ";
        lines.addAll(Show.wrapped(style.dim("mode"), 4, name + answer.mode(), style));
      }
    }
    for (String note : notes) {
      lines.addAll(Show.wrapped(style.dim("note"), 4, note, style));
    }
    lines.addAll(AnswerLines.verdict(answers, style));
    return lines;
  }

  private List<String> library(Set<Target> targets, Style style) {
    List<String> lines = new ArrayList<>();
    if (targets.contains(Target.JAVA_LIBRARY)) {
      library().ifPresent(text -> lines.addAll(Show.code(text, "     ", style)));
      lines.add("");
    }
    return lines;
  }

  private static final int MOST_ANSWERS = 24;
  private static final int MOST_STEPS = 40;
  private static final int TOLD_IN_FULL = 3; // of more answers the steps are told in short
  static final Set<Target> TOLD_BY_STEPS = Set.of(Target.MATH, Target.NUMPY);

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

  /// The steps that are told, in their order: where equal layers are folded, those of one layer.
  public List<Step> told(boolean folds) {
    boolean folded = folds && !deep.isEmpty() || answers.isEmpty();
    return folded ? deep.stream().flatMap(one -> one.steps().stream()).toList() : steps;
  }

  /// One of those steps with what it stands on, as the terminal shows it.
  public List<String> step(Step step, Style style, boolean folds) {
    List<String> lines = heading().lines(style);
    lines.addAll(new OneStep(step, script, told(folds)).lines(style));
    lines.addAll(AnswerLines.verdict(answers, style));
    return lines;
  }

  @Override
  public String toString() {
    return String.join("\n", lines(Style.PLAIN, Telling.FULL, TOLD_BY_STEPS, CodeStyle.EINSUM));
  }
}

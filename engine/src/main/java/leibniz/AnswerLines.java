package leibniz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.report.Style;

/// Answers as the terminal shows them, and what was found when they were measured.
final class AnswerLines {
  private AnswerLines() {}

  static List<String> of(Answer answer, Style style, Set<Target> targets, CodeStyle code) {
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
      PrintedCode numpy = answer.code(Language.NUMPY, code);
      lines.addAll(Show.code(numpy.statement(), "     ", style));
      lines.addAll(remark(numpy, style));
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
        PrintedCode printed = answer.code(target.function().get(), code);
        lines.add("");
        lines.addAll(Show.code(printed.function(), "     ", style));
        lines.addAll(remark(printed, style));
      }
    }
    lines.add("");
    return lines;
  }

  private static List<String> remark(PrintedCode code, Style style) {
    return code.remark().isEmpty()
        ? List.of()
        : Show.wrapped(style.dim("note"), 4, code.remark(), style);
  }

  /// What was verified and how, those that were verified alike together.
  static List<String> verdict(List<Answer> answers, Style style) {
    List<String> lines = new ArrayList<>();
    Map<String, List<Answer>> groups = new LinkedHashMap<>();
    for (Answer answer : answers) {
      String where = answer.verified().where();
      String key =
          answer.verified().ok() ? (where.isEmpty() ? "" : " at " + where) : "!" + answer.wrt();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(answer);
    }
    groups.forEach((where, group) -> {
      Answer worst = group.stream().max(Comparator.comparingDouble(AnswerLines::rho)).orElseThrow();
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

  static String kinds(List<Answer> group) {
    Direction.Kind product = group.getFirst().product();
    if (product != Direction.Kind.NONE) {
      return group.getFirst().kind() + "s";
    }
    return group.stream().allMatch(a -> a.order() == 1) ? "gradients" : "derivatives";
  }

  private static double rho(Answer answer) {
    return answer.verified().checks().stream().mapToDouble(c -> c.rho()).max().orElse(0);
  }
}

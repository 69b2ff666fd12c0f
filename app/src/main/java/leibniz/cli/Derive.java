package leibniz.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import leibniz.Answer;
import leibniz.Deep;
import leibniz.Derivation;
import leibniz.Language;
import leibniz.Leibniz;
import leibniz.PrintedCode;
import leibniz.Request;
import leibniz.Step;
import leibniz.Target;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.report.Frame;
import leibniz.report.Style;

/// The command `derive`: asks for each program, and shows the answers or what is wrong.
final class Derive {
  private final Command.DoDerive asked;
  private final Terminal terminal;
  private final Output out;
  private final Output err;
  private final List<Object> results = new ArrayList<>();
  private final List<Object> errors = new ArrayList<>();
  private int exit = Exit.OK;
  private boolean shown;
  private int skipped;

  Derive(Command.DoDerive asked, Terminal terminal, Output out, Output err) {
    this.asked = asked;
    this.terminal = terminal;
    this.out = out;
    this.err = err;
  }

  int run() {
    if (!asked.texts().isEmpty()) {
      derive(new Source("-e", String.join("\n", asked.texts())), false);
    }
    for (String word : asked.files()) {
      try {
        boolean folder = Inputs.isFolder(word);
        List<String> files = Inputs.files(word, List.of(".py"));
        skipped = 0;
        files.forEach(file -> read(file, folder));
        skipped(word, files.size());
      } catch (WrongUse e) {
        fail(e, word);
      }
    }
    if (asked.look().json()) {
      Json.print(results, errors, out);
    }
    return exit;
  }

  private void read(String file, boolean oneOfMany) {
    try {
      derive(Inputs.read(file, terminal.in()), oneOfMany);
    } catch (WrongUse e) {
      fail(e, file);
    }
  }

  private void derive(Source source, boolean oneOfMany) {
    try {
      show(
          Leibniz.derive(
              new Request(
                  source,
                  asked.of(),
                  asked.wrt(),
                  asked.order(),
                  asked.layout(),
                  asked.batch(),
                  asked.sizes(),
                  asked.direction())));
    } catch (LeibnizException e) {
      if (oneOfMany && e.problems().stream().allMatch(p -> p.code() == Code.LBZ211)) {
        skipped++;
        return;
      }
      boolean bug = e.problems().stream().anyMatch(p -> p.code() == Code.LBZ902);
      fail(e.problems(), source, bug ? Exit.BUG : Exit.PROGRAM);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      Bug bug = Bug.of(e);
      err.lines(bug.lines(err.style()));
      errors.add(Json.error(bug, source.name()));
      exit = Exit.BUG;
    }
  }

  // ------------------------------------------------------------------------------------- answers

  /// Files that check themselves, one for each answer and language.
  private void showSelfChecks(Derivation derivation) {
    for (Answer answer : derivation.answers()) {
      Optional<String> why = answer.whyNoSelfCheck();
      if (why.isPresent()) {
        String name = answer.code().name();
        fail(
            WrongUse.because("there is no self-check of " + name + ": " + why.get())
                .help("--to numpy without --self-check prints it"),
            derivation.request().source().name());
        continue;
      }
      for (Target target : asked.to()) {
        target.code().ifPresent(language -> print(answer.selfCheck(language, asked.style())));
      }
      verdict(answer, derivation.request().source());
    }
  }

  private void print(String file) {
    if (shown) {
      out.line("");
    }
    out.lines(file.lines().map(out.style()::text).toList());
    shown = true;
  }

  private void show(Derivation derivation) {
    if (asked.selfCheck()) {
      showSelfChecks(derivation);
      return;
    }
    if (asked.step() > 0 && !asked.look().json()) {
      show(derivation, asked.step());
    } else if (asked.look().json()) {
      results.addAll(Json.results(derivation));
    } else if (out.style().detail() == Style.Detail.QUIET) {
      List<String> results = results(derivation);
      derivation.answers().forEach(Answer::verified); // which may fail: then nothing is shown
      out.lines(results);
    } else {
      List<String> lines = new ArrayList<>();
      if (shown) {
        lines.add("");
      }
      lines.addAll(
          derivation.lines(out.style(), asked.steps(), asked.to(), asked.style(), asked.folds()));
      out.lines(lines);
    }
    shown = true;
    for (Answer answer : derivation.answers()) {
      verdict(answer, derivation.request().source());
    }
    boolean quiet = out.style().detail() == Style.Detail.QUIET && !asked.look().json();
    if (!quiet || derivation.answers().isEmpty()) { // else nothing of it was shown
      derivation.deep().forEach(deep -> verdict(deep, derivation.request().source()));
    }
  }

  /// One step, or how many there are.
  private void show(Derivation derivation, int number) {
    List<Step> told = derivation.told(asked.folds());
    if (number > told.size()) {
      String count = told.size() == 1 ? "one step" : told.size() + " steps";
      fail(
          WrongUse.because("there is no step " + number + ": the derivation has " + count)
              .help("--steps=short lists them"),
          derivation.request().source().name());
      return;
    }
    out.lines(derivation.step(told.get(number - 1), out.style(), asked.folds()));
  }

  /// The results alone, a line each where they fit one.
  private List<String> results(Derivation derivation) {
    Set<Target> targets = asked.to();
    Style style = out.style();
    List<String> lines = new ArrayList<>();
    if (derivation.answers().isEmpty()) {
      derivation.deep().forEach(deep -> lines.addAll(deep.results(style, targets, asked.style())));
    }
    Optional<PrintedCode> all =
        derivation.isMany() && targets.contains(Target.NUMPY)
            ? derivation.function(Language.NUMPY, asked.style())
            : Optional.empty();
    if (all.isPresent()) {
      all.get().function().lines().forEach(line -> lines.add(style.text(line)));
      return lines;
    }
    if (targets.contains(Target.JAVA_LIBRARY)) {
      derivation.library().ifPresent(text -> text.lines().map(style::text).forEach(lines::add));
    }
    for (Answer answer : derivation.answers()) {
      if (targets.contains(Target.MATH)) {
        lines.add(answer.text(style.unicode()));
      }
      if (targets.contains(Target.LATEX)) {
        lines.add(style.text(answer.latex()));
      }
      if (targets.contains(Target.NUMPY)) {
        answer
            .code(Language.NUMPY, asked.style())
            .statement()
            .lines()
            .forEach(line -> lines.add(style.text(line)));
      }
      if (targets.contains(Target.LAYOUT)) {
        answer.conventions().forEach(line -> lines.add(style.text(line)));
      }
      if (targets.contains(Target.CORES)) {
        answer
            .cores()
            .ifPresent(cores -> {
              cores.math().forEach(equation -> lines.add(style.text(equation.toString())));
              cores.cores().function().lines().forEach(line -> lines.add(style.text(line)));
              cores
                  .times()
                  .ifPresent(times ->
                      times.function().lines().forEach(line -> lines.add(style.text(line))));
            });
      }
      for (Target target : targets) {
        target
            .function()
            .ifPresent(language ->
                answer
                    .code(language, asked.style())
                    .function()
                    .lines()
                    .forEach(line -> lines.add(style.text(line))));
      }
    }
    return lines;
  }

  private void verdict(Deep deep, Source source) {
    if (!deep.ok()) {
      Problem problem =
          Problem.error(
                  Code.LBZ901,
                  "the derivative of "
                      + deep.of()
                      + " through its layers is not right: a bug in Leibniz")
              .with(Problem.Note.Kind.WHERE, deep.verdict());
      fail(List.of(problem), source, Exit.BUG);
    }
  }

  private void verdict(Answer answer, Source source) {
    if (answer.verified().ok()) {
      return;
    }
    if (answer.verified().counterexample() == null) {
      exit = Math.max(exit, Exit.FINDINGS);
      return;
    }
    Problem problem =
        Problem.error(
                Code.LBZ901,
                "the derivative of "
                    + answer.of()
                    + " by "
                    + answer.wrt()
                    + " is not right: a bug in Leibniz")
            .with(Problem.Note.Kind.WHERE, answer.verified().toString());
    fail(List.of(problem), source, Exit.BUG);
  }

  // ------------------------------------------------------------------------------------- failure

  private void fail(List<Problem> problems, Source source, int how) {
    err.lines(Frame.lines(problems, source, err.style()));
    String last =
        problems.size() > 1
            ? problems.size() + " errors; nothing was derived"
            : stopped(problems.getFirst(), source);
    if (!last.isEmpty() && err.style().detail() != Style.Detail.QUIET) {
      err.lines(List.of("", last));
    }
    problems.forEach(problem -> errors.add(Json.error(problem, source.name())));
    exit = Math.max(exit, how);
  }

  /// How far the program was read: a problem of one line outside functions leaves those before it
  /// as they are, for all problems that do not depend on one another are told at once.
  private static String stopped(Problem problem, Source source) {
    boolean read =
        switch (problem.code()) {
          case LBZ003, LBZ004, LBZ009, LBZ102, LBZ103, LBZ105, LBZ106 -> true;
          default -> false;
        };
    if (!read || problem.marks().isEmpty()) {
      return "";
    }
    int line = problem.marks().getFirst().span().line();
    String text = source.text().lines().skip(line - 1L).findFirst().orElse(" ");
    boolean inside = text.isEmpty() || Character.isWhitespace(text.charAt(0));
    return inside || line < 2
        ? ""
        : "stopped at line %d; %s"
            .formatted(line, line == 2 ? "line 1 holds" : "lines 1 to " + (line - 1) + " hold");
  }

  private void fail(WrongUse wrong, String file) {
    err.lines(wrong.lines(err.style()));
    errors.add(Json.error(wrong, file));
    exit = Math.max(exit, wrong.exit());
  }

  /// Files of a folder in which there is nothing of what was asked for are no errors, unless all
  /// are.
  private void skipped(String folder, int files) {
    if (skipped == 0) {
      return;
    }
    if (skipped == files) {
      fail(
          WrongUse.unreadable(folder + ": none of its .py files defines what was asked for"),
          folder);
    } else if (err.style().detail() != Style.Detail.QUIET) {
      err.line(
          err.style()
              .dim(
                  skipped
                      + (skipped == 1 ? " file" : " files")
                      + " skipped: nothing there of what was asked for"));
    }
  }
}

package leibniz.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import leibniz.Answer;
import leibniz.Derivation;
import leibniz.Derivatives;
import leibniz.Direction;
import leibniz.Execution;
import leibniz.Layout;
import leibniz.Leibniz;
import leibniz.Request;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.kernel.Crew;
import leibniz.kernel.Team;
import leibniz.kernel.Type;
import leibniz.report.Frame;
import leibniz.report.Style;
import leibniz.verify.Verification;

/// The command `run`: what a program and its derivatives are worth for given arrays, and how long
/// that takes.
final class Running {
  private static final String SCHEMA = "leibniz-run/1";

  private final Command.DoRun asked;
  private final Terminal terminal;
  private final Output out;
  private final Output err;
  private final Map<String, Object> json = new LinkedHashMap<>();
  private int exit = Exit.OK;

  Running(Command.DoRun asked, Terminal terminal, Output out, Output err) {
    this.asked = asked;
    this.terminal = terminal;
    this.out = out;
    this.err = err;
  }

  int run() throws WrongUse {
    Source source =
        asked.texts().isEmpty()
            ? Inputs.read(asked.program(), terminal.in())
            : new Source("-e", String.join("\n", asked.texts()));
    List<Object> errors = new ArrayList<>();
    json.put("schema", SCHEMA);
    json.put("leibniz", Version.text());
    try (Crew crew = Team.of(asked.threads())) {
      run(source, crew);
    } catch (LeibnizException e) {
      err.lines(Frame.lines(e.problems(), source, err.style()));
      e.problems().forEach(problem -> errors.add(Json.error(problem, source.name())));
      boolean full = e.problems().stream().anyMatch(problem -> problem.code() == Code.LBZ007);
      exit = full ? Exit.RUN : Exit.PROGRAM;
    }
    if (asked.look().json()) {
      json.put("errors", errors);
      Json.print(json, out);
    }
    return exit;
  }

  private void run(Source source, Crew crew) throws WrongUse {
    Arrays arrays = Arrays.read(asked.data());
    Derivatives wanted = Derivatives.values(request(source, "", List.of()));
    List<Derivation> verified = new ArrayList<>();
    for (Command.DoRun.Gradient gradient : asked.gradients()) {
      Request request = request(source, gradient.of(), gradient.wrt());
      verified.add(Leibniz.derive(request));
      wanted = wanted.and(Derivatives.of(request));
    }
    Type type = asked.single() ? Type.F32 : Type.F64;
    boolean often = asked.repeat() > 0 || asked.profile();
    Execution execution =
        Execution.of(
            wanted,
            new Execution.Setting(
                arrays.byName(), arrays.origins(), asked.seed(), type, crew, often));
    double[] seconds = often ? Timed.of(execution::run, Math.max(1, asked.repeat())) : null;
    if (seconds == null) {
      execution.run();
    }
    List<Execution.Value> all = new ArrayList<>(execution.inputs());
    all.addAll(execution.results());
    List<String> lines = new ArrayList<>(Summaries.lines(all, out.style()));
    assumed(execution, lines);
    verified.forEach(derivation -> verdict(derivation, lines));
    if (seconds != null) {
      lines.add("");
      lines.add(" time   " + Timed.text(seconds));
      json.put("seconds", Timed.json(seconds));
    }
    if (asked.profile()) {
      double[] steps = execution.profile(Math.max(1, asked.repeat()));
      lines.add("");
      lines.addAll(PlanTable.lines(execution.compiled(), type, steps));
      json.put("plan", PlanTable.json(execution.compiled(), steps));
    }
    json.put("values", Summaries.json(all));
    if (!asked.look().json()) {
      Style style = out.style();
      out.lines(lines.stream().map(style::text).toList());
    }
    if (!asked.into().isEmpty()) {
      Arrays.write(asked.into(), execution.results());
    }
    notFinite(source, execution);
  }

  private Request request(Source source, String of, List<String> wrt) {
    return new Request(
        source, of, wrt, 1, Layout.GENERAL, asked.batch(), asked.sizes(), Direction.NONE);
  }

  private void assumed(Execution execution, List<String> lines) {
    if (!execution.assumed().isEmpty() && out.style().detail() != Style.Detail.QUIET) {
      List<String> sizes = new ArrayList<>();
      execution.assumed().stream()
          .sorted()
          .forEach(s -> sizes.add(s + " = " + execution.sizes().get(s)));
      lines.add(" note: " + String.join(", ", sizes) + " taken; --size or --data say otherwise");
    }
    json.put("sizes", execution.sizes());
  }

  private void verdict(Derivation derivation, List<String> lines) {
    List<Object> verdicts = new ArrayList<>();
    for (Answer answer : derivation.answers()) {
      Verification verified = answer.verified();
      lines.add("");
      lines.add(
          (verified.ok() ? " ok     " : " wrong  ") + answer.title() + " verified: " + verified);
      verdicts.add(Map.of("title", answer.title(), "ok", verified.ok()));
      exit = verified.ok() ? exit : Exit.BUG;
    }
    json.put("verified", verdicts);
  }

  /// The first value that is not a number where its program line says what it is.
  private void notFinite(Source source, Execution execution) {
    for (Execution.Value value : execution.results()) {
      int bad = Summaries.of(value).notNumbers();
      if (bad > 0) {
        int count = Summaries.of(value).count();
        String headline =
            String.format(
                Locale.ROOT, "%s is not a number in %d of %d entries", value.name(), bad, count);
        Problem plain =
            Problem.error(Code.LBZ302, headline)
                .help("look at the values before it: a logarithm or root of something negative?");
        Problem problem = execution.undefined(request(source, "", List.of())).orElse(plain);
        err.lines(Frame.lines(List.of(problem), source, err.style()));
        exit = Math.max(exit, Exit.RUN);
        return;
      }
    }
  }
}

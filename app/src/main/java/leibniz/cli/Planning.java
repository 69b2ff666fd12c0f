package leibniz.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import leibniz.Derivatives;
import leibniz.Execution;
import leibniz.Request;
import leibniz.ir.LeibnizException;
import leibniz.ir.Source;
import leibniz.kernel.Crew;
import leibniz.kernel.Type;
import leibniz.plan.Compiled;
import leibniz.plan.Work;
import leibniz.report.Frame;

/// The command `plan`: the steps in which derivatives are computed, and what each costs.
final class Planning {
  private static final String SCHEMA = "leibniz-plan/1";

  private final Command.DoPlan asked;
  private final Terminal terminal;
  private final Output out;
  private final Output err;

  Planning(Command.DoPlan asked, Terminal terminal, Output out, Output err) {
    this.asked = asked;
    this.terminal = terminal;
    this.out = out;
    this.err = err;
  }

  int run() throws WrongUse {
    Command.DoDerive derive = asked.derive();
    if (derive.files().size() > 1) {
      throw WrongUse.because("leibniz plan takes one program, not " + derive.files().size());
    }
    Source source =
        derive.files().isEmpty()
            ? new Source("-e", String.join("\n", derive.texts()))
            : Inputs.read(derive.files().getFirst(), terminal.in());
    List<Object> errors = new ArrayList<>();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put("leibniz", Version.text());
    int exit = Exit.OK;
    try {
      show(source, json);
    } catch (LeibnizException e) {
      err.lines(Frame.lines(e.problems(), source, err.style()));
      e.problems().forEach(problem -> errors.add(Json.error(problem, source.name())));
      exit = Exit.PROGRAM;
    }
    if (asked.look().json()) {
      json.put("errors", errors);
      Json.print(json, out);
    }
    return exit;
  }

  private void show(Source source, Map<String, Object> json) {
    Command.DoDerive derive = asked.derive();
    Request request =
        new Request(
            source,
            derive.of(),
            derive.wrt(),
            derive.order(),
            derive.layout(),
            derive.batch(),
            derive.sizes(),
            derive.direction());
    Derivatives derivatives = Derivatives.of(request);
    Type type = asked.single() ? Type.F32 : Type.F64;
    Map<String, Long> sizes = Execution.sizes(derivatives);
    Compiled compiled = Compiled.of(derivatives.program(), type, sizes, Crew.alone());
    double naive = derivatives.leftToRight(sizes);
    double chosen = compiled.work().stream().mapToDouble(Work::operations).sum();
    List<String> lines = new ArrayList<>();
    lines.add(" sizes: " + (sizes.isEmpty() ? "all are numbers" : sizes));
    lines.add("");
    lines.addAll(PlanTable.lines(compiled, type));
    lines.add(
        String.format(
            Locale.ROOT,
            " multiplied from left to right, as derived: %s operations, %.3g times as many",
            PlanTable.number(naive),
            naive / Math.max(1, chosen)));
    json.put("sizes", sizes);
    json.put("steps", PlanTable.json(compiled));
    json.put("bytes", compiled.bytes());
    json.put("largest", compiled.largest());
    json.put("leftToRight", naive);
    if (!asked.look().json()) {
      out.lines(lines.stream().map(out.style()::text).toList());
    }
  }
}

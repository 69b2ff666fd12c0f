package leibniz.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import leibniz.kernel.Type;
import leibniz.plan.Compiled;
import leibniz.plan.Work;

/// The steps of a plan in a table: what each computes, from what, in which way, and what it costs.
final class PlanTable {
  private static final int LONGEST = 44;
  private static final String FLAG = "--add-modules jdk.incubator.vector";

  private PlanTable() {}

  /// @param nanoseconds of each step in a run; none if it was not run
  static List<String> lines(Compiled compiled, Type type, double... nanoseconds) {
    boolean timed = nanoseconds.length > 0;
    double total = Arrays.stream(nanoseconds).sum();
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(timed, "step", "computes", "from", "time", "share", "operations", "bytes", "how"));
    List<Work> work = compiled.work();
    double operations = 0;
    double bytes = 0;
    boolean slower = false;
    for (int k = 0; k < work.size(); k++) {
      Work step = work.get(k);
      slower |= step.how().contains(FLAG);
      operations += step.operations();
      bytes += step.bytes();
      rows.add(
          row(
              timed,
              Integer.toString(k + 1),
              shortened(step.result()),
              shortened(step.operands()),
              timed ? Timed.text(nanoseconds[k] * 1e-9) : "",
              timed ? Math.round(100 * nanoseconds[k] / Math.max(1, total)) + " %" : "",
              number(step.operations()),
              number(step.bytes()),
              step.kind() + ": " + brief(step.how())));
    }
    String all = timed ? Timed.text(total * 1e-9) : "";
    rows.add(row(timed, "", "in all", "", all, "", number(operations), number(bytes), ""));
    List<String> lines = new ArrayList<>(Summaries.table(rows, 3));
    lines.add(
        " memory between inputs and results: %s bytes, the largest array %s bytes, %s"
            .formatted(
                number((double) compiled.bytes()),
                number((double) compiled.largest()),
                type == Type.F64 ? "float64" : "float32"));
    if (slower) {
      lines.add(" no vectors are used: start Java with " + FLAG);
    }
    return lines;
  }

  /// Without what was not measured.
  private static List<String> row(boolean timed, String... cells) {
    List<String> row = new ArrayList<>(List.of(cells));
    if (!timed) {
      row.subList(3, 5).clear();
    }
    return row;
  }

  /// Without what is said once for all steps.
  private static String brief(String how) {
    int remark = how.contains(FLAG) ? how.lastIndexOf(" (") : -1;
    return remark < 0 ? how : how.substring(0, remark);
  }

  private static String shortened(List<String> names) {
    String all = String.join(", ", names);
    return all.length() <= LONGEST ? all : all.substring(0, LONGEST - 1) + "…";
  }

  static String number(double x) {
    return x < 1e5 ? String.format(Locale.ROOT, "%.0f", x) : String.format(Locale.ROOT, "%.2e", x);
  }

  static List<Object> json(Compiled compiled, double... nanoseconds) {
    List<Object> list = new ArrayList<>();
    for (Work step : compiled.work()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("kind", step.kind());
      row.put("computes", step.result());
      row.put("from", step.operands());
      row.put("how", step.how());
      row.put("operations", step.operations());
      row.put("bytes", step.bytes());
      if (nanoseconds.length > 0) {
        row.put("seconds", nanoseconds[list.size()] * 1e-9);
      }
      list.add(row);
    }
    return list;
  }
}

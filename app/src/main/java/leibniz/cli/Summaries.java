package leibniz.cli;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import leibniz.Execution;
import leibniz.report.Cells;
import leibniz.report.Style;
import org.jspecify.annotations.Nullable;

/// Arrays in a line each: shape, smallest, mean, largest.
final class Summaries {
  private Summaries() {}

  /// What is told of an array.
  ///
  /// @param notNumbers how many entries are NaN; they count for nothing else
  record Summary(int count, int notNumbers, double min, double mean, double max) {}

  static Summary of(Execution.Value value) {
    int count = Array.getLength(value.numbers());
    int bad = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int k = 0; k < count; k++) {
      double x = Execution.at(value.numbers(), k);
      if (Double.isNaN(x)) {
        bad++;
      } else {
        min = Math.min(min, x);
        max = Math.max(max, x);
        sum += x;
      }
    }
    return new Summary(count, bad, min, sum / (count - bad), max);
  }

  /// The table.
  static List<String> lines(List<Execution.Value> values, Style style) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("name", "shape", "min", "mean", "max", ""));
    for (Execution.Value value : values) {
      Summary s = of(value);
      boolean empty = s.count == s.notNumbers;
      String note = s.notNumbers == 0 ? value.origin() : s.notNumbers + " NaN";
      rows.add(
          List.of(
              value.name().toString(),
              value.shape(),
              empty ? "" : number(s.min),
              empty ? "" : number(s.mean),
              empty ? "" : number(s.max),
              note));
    }
    return table(rows, 2);
  }

  /// Columns under one another, the first `words` of them and the last to the left.
  static List<String> table(List<List<String>> rows, int words) {
    List<String> lines = new ArrayList<>();
    int columns = rows.getFirst().size();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        int column = c;
        int width = rows.stream().mapToInt(r -> Cells.of(r.get(column))).max().orElse(0);
        String space = " ".repeat(width - Cells.of(row.get(c)));
        boolean left = c < words || c == columns - 1;
        line.append(c == 0 ? " " : "  ").append(left ? row.get(c) + space : space + row.get(c));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /// Four digits behind the point, or powers of ten where that would say nothing.
  static String number(double x) {
    double size = Math.abs(x);
    boolean plain = size == 0 || size >= 1e-3 && size < 1e6;
    return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", x).replace('-', '−');
  }

  static List<Object> json(List<Execution.Value> values) {
    List<Object> list = new ArrayList<>();
    for (Execution.Value value : values) {
      Summary s = of(value);
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("name", value.name().toString());
      row.put("shape", value.sizes());
      row.put("min", finite(s.min));
      row.put("mean", finite(s.mean));
      row.put("max", finite(s.max));
      row.put("notNumbers", s.notNumbers);
      row.put("origin", value.origin());
      list.add(row);
    }
    return list;
  }

  private static @Nullable Double finite(double x) {
    return Double.isFinite(x) ? x : null;
  }
}

package leibniz.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import leibniz.ir.Axes;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.program.Program;

/// Writes the methods of a class that check another of it, as [PythonCheck] does: inputs drawn with
/// a fixed seed, the derivative, and central differences by five points with two steps.
final class JavaCheck {
  static final String IMPORTS =
      """
      import java.util.Random;
      import java.util.function.UnaryOperator;
      """;

  private static final String DIFFERENCES =
      """
      /** How far a derivative of entry {@code out} of f(x) by entry {@code in} of x is off. */
      static double deviation(
          double derived, UnaryOperator<double[]> f, double[] x, int out, int in) {
        double least = Double.POSITIVE_INFINITY;
        for (double step : new double[] {1e-4, 1e-5}) { // a kink is hardly within both
          double near = moved(f, x, in, step)[out] - moved(f, x, in, -step)[out];
          double far = moved(f, x, in, 2 * step)[out] - moved(f, x, in, -2 * step)[out];
          double measured = (8 * near - far) / (12 * step);
          double scale = Math.max(1, Math.abs(derived) + Math.abs(measured));
          least = Math.min(least, Math.abs(derived - measured) / scale);
        }
        return least;
      }

      static double[] moved(UnaryOperator<double[]> f, double[] x, int in, double step) {
        double[] there = x.clone();
        there[in] += step;
        return f.apply(there);
      }

      static double[] drawn(Random random, double from, double to, int entries) {
        return random.doubles(entries, from, to).toArray();
      }
      """;
  private static final String IDENTITY =
      """
      /** Adds the identity to each matrix of n rows and columns. */
      static double[] plusIdentity(double[] x, int n) {
        for (int k = 0; k < x.length; k++) {
          x[k] += k / n % n == k % n ? 1 : 0;
        }
        return x;
      }
      """;
  private static final String ROWS =
      """
      /** Divides each row of n entries by its sum. */
      static double[] rowsSumToOne(double[] x, int n) {
        for (int row = 0; row < x.length; row += n) {
          double sum = 0;
          for (int k = row; k < row + n; k++) {
            sum += x[k];
          }
          for (int k = row; k < row + n; k++) {
            x[k] /= sum;
          }
        }
        return x;
      }
      """;

  private final SelfCheck what;
  private final Identifiers names;

  /// @param reserved the words of the language
  JavaCheck(SelfCheck what, Set<String> reserved) {
    this.what = what;
    Set<String> all = new TreeSet<>(reserved);
    all.addAll(List.of("random", "derived", "function", "moved", "largest"));
    this.names = new Identifiers(new Program(what.inputs(), List.of(), List.of()), all);
  }

  /// What no function of the class may be called.
  static Set<String> used(Set<String> reserved) {
    Set<String> used = new TreeSet<>(reserved);
    used.addAll(List.of("main", "check", "deviation", "moved", "drawn"));
    used.addAll(List.of("plusIdentity", "rowsSumToOne"));
    return used;
  }

  /// The methods, one after the other.
  List<String> methods() {
    List<String> methods = new ArrayList<>(List.of(main(), check(), DIFFERENCES));
    if (what.inputs().stream().anyMatch(i -> what.draw().addsIdentity(i.node()))) {
      methods.add(IDENTITY);
    }
    if (what.inputs().stream().anyMatch(i -> SelfCheck.Draw.sumsToOne(i.node()))) {
      methods.add(ROWS);
    }
    return methods;
  }

  private String main() {
    return """
    public static void main(String[] arguments) {
      double deviation = check();
      System.out.println("%s: largest deviation from central differences " + deviation);
      if (!(deviation < %s)) {
        System.exit(1);
      }
    }
    """
        .formatted(what.name(), SelfCheck.TOLERANCE);
  }

  private String check() {
    List<String> lines = new ArrayList<>();
    lines.add("/** The largest deviation of " + what.name() + " from central differences. */");
    lines.add("static double check() {");
    lines.add("  Random random = new Random(0);");
    what.numbers()
        .forEach((symbol, n) -> lines.add("  int " + names.ofSize(symbol) + " = " + n + ";"));
    lines.addAll(inputs());
    String variable = names.of(what.wrt());
    boolean number = isNumber(what.wrt(), what.axes().inputs().getFirst().rank());
    String derived = call(what.name(), what.derivative(), "", "");
    String value = call(what.of(), what.value(), variable, number ? "moved[0]" : "moved");
    lines.add("  double[] derived = " + array(what.derivative(), derived) + ";");
    lines.add("  UnaryOperator<double[]> function = moved -> " + array(what.value(), value) + ";");
    lines.add("  double largest = 0;");
    String start = number ? "new double[] {" + variable + "}" : variable;
    nest(start).forEach(line -> lines.add("  " + line));
    lines.add("  return largest;");
    lines.add("}");
    return String.join("\n", lines) + "\n";
  }

  /// A loop for each axis of the derivative; where two axes are one, only the diagonal is measured.
  private List<String> nest(String start) {
    Axes axes = what.axes();
    Nest nest = new Nest(names, new ArrayList<>(), List.of());
    List<String> variables = new ArrayList<>();
    axes.axes().forEach(axis -> variables.add(nest.loop(axis.size())));
    List<String> full = axes.places().stream().map(variables::get).toList();
    int rank = axes.output().rank();
    String at = entry(variables, axes.shape().dims());
    String out = entry(full.subList(0, rank), axes.output().dims());
    String in = entry(full.subList(rank, full.size()), axes.inputs().getFirst().dims());
    nest.body().add("largest = Math.max(");
    nest.body().add("    largest,");
    nest.body()
        .add(
            "    deviation(derived["
                + at
                + "], function, "
                + start
                + ", "
                + out
                + ", "
                + in
                + "));");
    return nest.lines();
  }

  /// Where an entry stands: `(i * D + j) * E + k`.
  private String entry(List<String> variables, List<Dim> sizes) {
    String text = "";
    for (int k = 0; k < variables.size(); k++) {
      String size = Nest.spaced(names.here(sizes.get(k)));
      String factor = size.contains(" ") ? "(" + size + ")" : size;
      String rows = text.contains(" ") ? "(" + text + ")" : text;
      text = text.isEmpty() ? variables.get(k) : rows + " * " + factor + " + " + variables.get(k);
    }
    return text.isEmpty() ? "0" : text;
  }

  private List<String> inputs() {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (Program.Input input : what.inputs()) {
      Name name = input.name();
      String value = drawn(input.node());
      if (name.index().isEmpty()) {
        boolean number = isNumber(name, input.node().rank());
        String type = number ? "double " : "double[] ";
        lines.add("  " + type + names.of(name) + " = " + value + (number ? "[0];" : ";"));
      } else {
        put(lists, name, value);
      }
    }
    lists.forEach((list, values) ->
        lines.add("  double[][] " + list + " = {" + String.join(", ", values) + "};"));
    return lines;
  }

  private void put(Map<String, List<String>> lists, Name name, String value) {
    List<String> list = lists.computeIfAbsent(names.argument(name), _ -> new ArrayList<>());
    while (list.size() <= PythonCheck.place(name)) {
      list.add("null");
    }
    list.set(PythonCheck.place(name), value);
  }

  private String drawn(Expr input) {
    Dim count = names.here(input.shape()).dims().stream().reduce(Dim.ONE, Dim::times);
    SelfCheck.Draw draw = what.draw();
    String range = draw.from() + ", " + draw.to();
    String drawn = "drawn(random, " + range + ", " + Nest.spaced(count) + ")";
    if (input.rank() == 0) {
      return drawn;
    }
    String last = Nest.spaced(names.here(input.shape().get(input.rank() - 1)));
    return SelfCheck.Draw.sumsToOne(input)
        ? "rowsSumToOne(" + drawn + ", " + last + ")"
        : draw.addsIdentity(input) ? "plusIdentity(" + drawn + ", " + last + ")" : drawn;
  }

  private static boolean isNumber(Name name, int rank) {
    return rank == 0 && name.index().isEmpty();
  }

  /// A call, as an array.
  private static String array(Program program, String call) {
    boolean number = program.results().getFirst().node().rank() == 0;
    return number ? "new double[] {" + call + "}" : call;
  }

  /// A call with the inputs and the sizes, one of the inputs by another name.
  private String call(String function, Program program, String instead, String moved) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    Map<String, String> given = new LinkedHashMap<>();
    for (Program.Input input : program.inputs()) {
      Name name = input.name();
      String own = names.of(name);
      String value = own.equals(instead) ? moved : own;
      if (!name.index().isEmpty()) {
        put(lists, name, value);
      }
      given.put(names.argument(name), value);
    }
    lists.forEach(
        (list, values) -> given.put(list, "new double[][] {" + String.join(", ", values) + "}"));
    List<String> texts = new ArrayList<>(given.values());
    program.symbols().forEach(symbol -> texts.add(names.ofSize(symbol)));
    return function + "(" + String.join(", ", texts) + ")";
  }
}

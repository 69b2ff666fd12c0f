package leibniz.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import leibniz.ir.Axes;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Shape;
import leibniz.program.Program;

/// Writes the part of a file that checks it: inputs drawn with a fixed seed, the derivative, and
/// central differences by five points (the error is of the fourth order in the step).
///
/// Numbers are drawn and compared in NumPy; the library's functions get and give its own arrays.
/// Each entry is measured with two steps, and the nearer result counts: a kink of the function that
/// lies within the one step is hardly within the other, and a wrong derivative is near neither.
final class PythonCheck {
  private static final String DIFFERENCES =
      """
      def central_differences(f, x, step):
          \"""The derivative of f at x, with the axes of f(x) and then those of x.\"""
          x = np.asarray(x)
          measured = np.zeros(np.shape(f(x)) + x.shape)
          for entry in np.ndindex(x.shape):
              move = np.zeros(x.shape)
              move[entry] = step
              near = np.asarray(f(x + move)) - np.asarray(f(x - move))
              far = np.asarray(f(x + 2 * move)) - np.asarray(f(x - 2 * move))
              measured[(..., *entry)] = (8 * near - far) / (12 * step)
          return measured
      """;
  private static final String LETTERS = "ijklmnopqrstuvwxyzabcdefgh";

  private final SelfCheck what;
  private final Library library;
  private final Identifiers names;

  PythonCheck(SelfCheck what, Library library) {
    this.what = what;
    this.library = library;
    Set<String> reserved = used(library);
    reserved.addAll(List.of("random", "derived", "deviations", "step", "measured", "scale"));
    reserved.addAll(List.of(what.name(), what.of()));
    Program all = new Program(what.inputs(), List.of(), List.of());
    this.names = new Identifiers(all, Identifiers.python(reserved));
  }

  /// What no function of the file may be called.
  static Set<String> used(Library library) {
    Set<String> used = new TreeSet<>(Identifiers.python(library.reserved()));
    used.addAll(List.of("np", "check", "central_differences", "print", "SystemExit"));
    return used;
  }

  /// The lines behind the functions.
  String text() {
    List<String> lines = new ArrayList<>(List.of("def check():"));
    lines.add(
        "    \"\"\"The largest deviation of " + what.name() + " from central differences.\"\"\"");
    library.doublePrecision().forEach(line -> lines.add("    " + line));
    lines.add("    random = np.random.default_rng(0)");
    Map<String, String> sizes = new LinkedHashMap<>();
    what.numbers().forEach((symbol, size) -> sizes.put(names.ofSize(symbol), "" + size));
    if (!sizes.isEmpty()) {
      lines.add(
          "    " + String.join(", ", sizes.keySet()) + " = " + String.join(", ", sizes.values()));
    }
    inputs().forEach((name, value) -> lines.add("    " + name + " = " + value));
    String variable = names.of(what.wrt());
    String moved = names.fresh(what.wrt().identifier() + "_moved");
    String value = call(what.of(), what.value(), variable, moved);
    lines.add("    derived = np.asarray(" + call(what.name(), what.derivative(), "", "") + ")");
    lines.add("    deviations = []");
    lines.add("    for step in (1e-4, 1e-5):  # a kink may lie within the one, hardly within both");
    lines.add("        measured = central_differences(");
    lines.add("            lambda " + moved + ": " + value + ", " + variable + ", step)");
    String shared = shared();
    if (!shared.isEmpty()) {
      lines.add("        measured = np.einsum(\"" + shared + "\", measured)");
    }
    lines.add("        assert derived.shape == measured.shape, (derived.shape, measured.shape)");
    lines.add("        scale = np.maximum(1, np.abs(derived) + np.abs(measured))");
    lines.add("        deviations.append(np.abs(derived - measured) / scale)");
    lines.add("    return np.max(np.minimum(*deviations))");
    return DIFFERENCES + "\n\n" + String.join("\n", lines) + "\n" + main();
  }

  private String main() {
    return """


    if __name__ == "__main__":
        deviation = check()
        print("%s: largest deviation from central differences", deviation)
        if not deviation < %s:
            raise SystemExit(1)
    """
        .formatted(what.name(), SelfCheck.TOLERANCE);
  }

  /// What is assigned to each argument.
  private Map<String, String> inputs() {
    Map<String, List<String>> drawn = new LinkedHashMap<>();
    what.inputs().forEach(input -> put(drawn, input.name(), drawn(input.node())));
    Map<String, String> assigned = new LinkedHashMap<>();
    for (Program.Input input : what.inputs()) {
      String argument = names.argument(input.name());
      assigned.put(argument, one(input.name(), drawn.getOrDefault(argument, List.of())));
    }
    return assigned;
  }

  /// An argument is a value, or a list with a place for each.
  private void put(Map<String, List<String>> arguments, Name name, String value) {
    List<String> list = arguments.computeIfAbsent(names.argument(name), _ -> new ArrayList<>());
    int at = name.index().isEmpty() ? 0 : place(name);
    while (list.size() <= at) {
      list.add("None");
    }
    list.set(at, value);
  }

  /// The place of a value in its list.
  static int place(Name name) {
    return Math.toIntExact(name.index().getFirst().constant().orElseThrow());
  }

  private static String one(Name name, List<String> values) {
    return name.index().isEmpty() ? values.getFirst() : values.toString();
  }

  private String drawn(Expr input) {
    Shape here = names.here(input.shape());
    if (SelfCheck.Draw.sumsToOne(input)) {
      Shape rows = here.slice(0, here.rank() - 1);
      return "random.dirichlet(np.ones(" + here.get(here.rank() - 1) + "), " + rows + ")";
    }
    SelfCheck.Draw draw = what.draw();
    String identity =
        draw.addsIdentity(input) ? " + np.eye(" + here.get(here.rank() - 1) + ")" : "";
    return "random.uniform(" + draw.from() + ", " + draw.to() + ", " + here + ")" + identity;
  }

  /// A call with the inputs, one of them by another name.
  private String call(String function, Program program, String instead, String moved) {
    Map<String, List<String>> arguments = new LinkedHashMap<>();
    for (Program.Input input : program.inputs()) {
      String own = names.of(input.name());
      put(arguments, input.name(), library.given(own.equals(instead) ? moved : own));
    }
    Map<String, String> given = new LinkedHashMap<>();
    for (Program.Input input : program.inputs()) {
      String argument = names.argument(input.name());
      given.put(argument, one(input.name(), arguments.getOrDefault(argument, List.of())));
    }
    List<String> texts = new ArrayList<>(given.values());
    Identifiers own = new Identifiers(program, Identifiers.python(library.reserved()));
    new Signature(program, own, library)
        .keywords()
        .forEach((word, symbol) -> texts.add(word + "=" + names.ofSize(symbol)));
    return function + "(" + String.join(", ", texts) + ")";
  }

  /// The subscripts that take the diagonal of shared axes and put all in their order; empty where
  /// nothing changes.
  private String shared() {
    Axes axes = what.axes();
    String from =
        axes.places().stream().map(k -> LETTERS.substring(k, k + 1)).collect(Collectors.joining());
    String to = LETTERS.substring(0, axes.axes().size());
    return from.equals(to) ? "" : from + "->" + to;
  }
}

package leibniz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import leibniz.code.Java;
import leibniz.trace.Definition;

/// A Java class that asks this library for the derivatives when it is loaded, and computes them for
/// arrays: for who wants to go on from the program, and not from what it printed once.
final class LibraryCode {
  private static final int MOST_PAIRS = 10; // of Map.of

  private final Request request;
  private final List<Answer> answers;

  private LibraryCode(Request request, List<Answer> answers) {
    this.request = request;
    this.answers = answers;
  }

  /// The text of the class, with one method for each derivative.
  static String of(Request request, List<Answer> answers) {
    return new LibraryCode(request, answers).text();
  }

  private String text() {
    List<String> lines = new ArrayList<>();
    Set<String> imports = new TreeSet<>();
    for (String name : List.of("Derivation", "Leibniz", "Request", "run.Tensor")) {
      imports.add("leibniz." + name);
    }
    imports.add("java.util.Map");
    if (request.layout() != Layout.GENERAL) {
      imports.add("leibniz.Layout");
    }
    imports.forEach(name -> lines.add("import " + name + ";"));
    String one = answers.size() == 1 ? answers.getFirst().code().name() : "gradients";
    lines.addAll(List.of("", "final class " + Java.className(one) + " {"));
    lines.add("  private static final String PROGRAM = \"\"\"");
    request
        .source()
        .text()
        .strip()
        .lines()
        .forEach(line -> lines.add(line.isBlank() ? "" : "      " + escaped(line)));
    lines.addAll(List.of("      \"\"\";", ""));
    lines.add("  private static final Derivation DERIVED = Leibniz.derive(");
    lines.add("      Request.of(PROGRAM)" + String.join("", asked()) + ");");
    for (int k = 0; k < answers.size(); k++) {
      lines.add("");
      lines.addAll(method(answers.get(k), k));
    }
    lines.add("}");
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /// What is asked that is not so by itself.
  private List<String> asked() {
    List<String> asked = new ArrayList<>();
    if (!request.of().isEmpty()) {
      asked.add(call("output", List.of(request.of())));
    }
    if (!request.wrt().isEmpty()) {
      asked.add(call("wrt", request.wrt()));
    }
    if (request.order() > 1) {
      asked.add("\n          .order(" + request.order() + ")");
    }
    if (request.layout() != Layout.GENERAL) {
      asked.add("\n          .in(Layout." + request.layout().name() + ")");
    }
    if (!request.batch().equals(Request.BATCH)) {
      asked.add(call("sharing", List.copyOf(new TreeSet<>(request.batch()))));
    }
    if (!request.sizes().isEmpty()) {
      Map<String, String> sizes = new LinkedHashMap<>();
      new TreeMap<>(request.sizes()).forEach((size, value) -> sizes.put(size, value + "L"));
      asked.add("\n          .at(" + map(sizes) + ")");
    }
    switch (request.direction().kind()) {
      case NONE -> {}
      case VJP -> asked.add(call("vjp", request.direction().names()));
      case JVP -> asked.add(call("jvp", request.direction().names()));
      case HVP -> asked.add(call("hvp", request.direction().names()));
    }
    return asked;
  }

  private static String call(String method, List<String> words) {
    return words.stream()
        .map(word -> '"' + escaped(word).replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(", ", "\n          ." + method + "(", ")"));
  }

  private static List<String> method(Answer answer, int number) {
    Map<String, String> arrays = new LinkedHashMap<>();
    List<String> parameters = new ArrayList<>();
    for (Definition input : answer.inputs()) {
      String name = identifier(input.name().identifier());
      parameters.add("Tensor " + name);
      arrays.put(input.name().toString(), name);
    }
    String head = "  static Tensor " + identifier(answer.code().name()) + "(";
    return List.of(
        "  /// " + answer.title() + " " + answer.axes(),
        head + String.join(", ", parameters) + ") {",
        "    return DERIVED.value(DERIVED.answers().get(" + number + "), " + map(arrays) + ");",
        "  }");
  }

  private static String map(Map<String, String> entries) {
    boolean few = entries.size() <= MOST_PAIRS;
    return entries.entrySet().stream()
        .map(e -> {
          String pair = '"' + escaped(e.getKey()) + "\", " + e.getValue();
          return few ? pair : "Map.entry(" + pair + ")";
        })
        .collect(Collectors.joining(", ", few ? "Map.of(" : "Map.ofEntries(", ")"));
  }

  private static String identifier(String name) {
    return Java.isReserved(name) ? name + "_" : name;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"\"\"", "\\\"\"\"");
  }
}

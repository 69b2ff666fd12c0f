package leibniz.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.program.Layered;
import leibniz.program.Program;

/// Writes a program that goes through layers and back as a Java class. What each layer has its own
/// of is an array of arrays, one for each layer.
final class JavaLayers {
  private final Layered layered;
  private final Words words;
  private final Set<String> reserved;
  private final Map<String, String> widths;
  private final Map<String, String> sizes = new HashMap<>(); // of all parts: none is a variable
  private final String count;
  private final List<String> body = new ArrayList<>();
  private final Set<String> methods = new LinkedHashSet<>();
  private final Map<String, String> types = new LinkedHashMap<>(); // of what is returned

  JavaLayers(Layered layered, Words words, Set<String> reserved) {
    this.layered = layered;
    this.words = words;
    this.reserved = new HashSet<>(reserved);
    this.reserved.add(layered.letter());
    this.widths = new HashMap<>();
    layered.widths().keySet().forEach(width -> widths.put(width, width));
    parts().forEach(part -> part.symbols().forEach(size -> sizes.put(size, size)));
    sizes.putAll(widths);
    this.count = layered.count().toString();
  }

  String function(String name) {
    statements(layered.start(), "");
    for (Layered.Kept kept : layered.kept()) {
      Name first = kept.first();
      String length = first == null ? count : layered.count().plus(Dim.ONE).toString();
      body.add("double[][] " + kept.name() + " = new double[" + length + "][];");
      if (first != null) {
        body.add(kept.name() + "[0] = " + names(layered.start()).of(first) + ";");
      }
    }
    String l = layered.letter();
    int from = layered.from();
    String end = layered.count().plus(Dim.of(from)).toString();
    body.add("for (int " + l + " = " + from + "; " + l + " < " + end + "; " + l + "++) {");
    statements(layered.layer(), "  ");
    body.add("}");
    statements(layered.top(), "");
    for (Layered.Collected list : layered.collected()) {
      body.add("double[][] " + list.name() + " = new double[" + list.length() + "][];");
      types.put(list.name(), "double[][]");
      list.single()
          .forEach((at, value) ->
              body.add(list.name() + "[" + at + "] = " + names(layered.top()).of(value) + ";"));
    }
    String last = layered.count().plus(Dim.of(from - 1L)).toString();
    body.add("for (int " + l + " = " + last + "; " + l + " >= " + from + "; " + l + "--) {");
    statements(layered.back(), "  ");
    for (Layered.Carried c : layered.carried()) {
      body.add("  " + c.name().identifier() + " = " + c.next().identifier() + ";");
    }
    body.add("}");
    statements(layered.bottom(), "");
    return text(name);
  }

  private String text(String name) {
    List<String> fields = new ArrayList<>();
    layered.results().forEach(r -> fields.add(types.getOrDefault(r, "double[]") + " " + r));
    List<String> lines = new ArrayList<>();
    lines.add("/** One array for each derivative, or one for each layer. */");
    lines.addAll(Layout.lines("record Gradients", "(" + String.join(", ", fields) + ")", " {}", 0));
    lines.add("");
    lines.addAll(Layout.lines("static Gradients " + name, "(" + arguments() + ")", " {", 0));
    Layered.Length length = layered.length();
    if (length != null) {
      String less = length.less() == 0 ? "" : " - " + length.less();
      lines.add("  int " + count + " = " + length.list() + ".length" + less + ";");
    }
    body.forEach(line -> lines.add("  " + line));
    lines.add("  return new Gradients(" + String.join(", ", layered.results()) + ");");
    lines.add("}");
    for (String method : methods) {
      lines.add("");
      lines.addAll(method.lines().toList());
    }
    StringBuilder file = new StringBuilder("final class " + className(name) + " {\n");
    lines.forEach(line -> file.append(line.isEmpty() ? "" : "  ").append(line).append('\n'));
    return file.append("}\n").toString();
  }

  /// `dq_dv` becomes `DqDv`.
  static String className(String name) {
    StringBuilder out = new StringBuilder();
    for (String part : name.split("_")) {
      if (!part.isEmpty()) {
        int first = part.codePointAt(0);
        out.appendCodePoint(Character.toUpperCase(first));
        out.append(part.substring(Character.charCount(first)));
      }
    }
    return out.toString();
  }

  private String arguments() {
    Map<String, String> arguments = new LinkedHashMap<>();
    Set<String> given = new TreeSet<>(sizes.keySet());
    Program head = new Program(layered.inputs(), List.of(), List.of());
    for (Program.Input input : layered.inputs()) {
      boolean list = !input.name().index().isEmpty();
      String type = list ? "double[][]" : input.node().rank() == 0 ? "double" : "double[]";
      arguments.put(names(head).argument(input.name()), type);
    }
    widths
        .keySet()
        .forEach(width -> arguments.put(width.substring(0, width.indexOf('[')), "int[]"));
    given.removeAll(widths.keySet());
    if (layered.length() == null) {
      given.addAll(layered.count().symbols());
    }
    given.forEach(size -> arguments.put(names(head).ofSize(size), "int"));
    List<String> all = new ArrayList<>();
    arguments.forEach((argument, type) -> all.add(type + " " + argument));
    return String.join(", ", all);
  }

  private List<Program> parts() {
    return List.of(
        layered.start(), layered.layer(), layered.top(), layered.back(), layered.bottom());
  }

  private Identifiers names(Program part) {
    return new Identifiers(part, reserved, sizes);
  }

  private void statements(Program part, String indent) {
    Identifiers names = names(part);
    Loops loops = new Loops(names, words);
    Map<Expr, String> done = loops.program(part);
    for (Program.Root root : part.results()) {
      String target = names.of(root.name());
      String value = done.getOrDefault(root.node(), target);
      types.putIfAbsent(target, root.node().rank() == 0 ? "double" : "double[]");
      if (!value.equals(target)) {
        loops.alias(target, value, root.node());
      }
    }
    methods.addAll(loops.methods());
    loops.lines().forEach(line -> body.add(indent + line));
  }
}

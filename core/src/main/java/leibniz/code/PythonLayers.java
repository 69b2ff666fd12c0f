package leibniz.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import leibniz.ir.Dim;
import leibniz.ir.Name;
import leibniz.program.Layered;
import leibniz.program.Program;

/// Writes a program that goes through layers and back: two loops in Python, in the words of a
/// library.
final class PythonLayers {
  private final Library library;
  private final Set<Dim> batch;
  private final boolean efficient;
  private final Layered layered;
  private final Set<String> reserved;
  private final String count;
  private final List<String> lines = new ArrayList<>();

  /// @param efficient whether `@`, broadcasting and sums are preferred to einsum
  PythonLayers(Library library, Set<Dim> batch, boolean efficient, Layered layered) {
    this.efficient = efficient;
    this.library = library;
    this.batch = batch;
    this.layered = layered;
    this.count = layered.count().toString();
    Set<String> words = new HashSet<>(library.reserved());
    words.add(layered.letter());
    this.reserved = Identifiers.python(words);
  }

  String function(String name) {
    Program head = new Program(layered.inputs(), List.of(), List.of());
    lines.addAll(new Signature(head, names(head), library).lines(name));
    Layered.Length length = layered.length();
    if (length != null) {
      String less = length.less() == 0 ? "" : " - " + length.less();
      add(count + " = len(" + length.list() + ")" + less);
    }
    statements(layered.start(), "    ");
    Identifiers start = names(layered.start());
    for (Layered.Kept kept : layered.kept()) {
      Name first = kept.first();
      String front = first == null ? "" : "[" + start.of(first) + "] + ";
      add(kept.name() + " = " + front + "[None] * " + factor(count));
    }
    add("for " + layered.letter() + " in " + range() + ":");
    statements(layered.layer(), "        ");
    sizes();
    statements(layered.top(), "    ");
    for (Layered.Collected list : layered.collected()) {
      add(list.name() + " = [None] * " + factor(list.length().toString()));
      list.single()
          .forEach(
              (at, value) -> add(list.name() + "[" + at + "] = " + names(layered.top()).of(value)));
    }
    add("for " + layered.letter() + " in reversed(" + range() + "):");
    statements(layered.back(), "        ");
    if (!layered.carried().isEmpty()) {
      List<String> to = layered.carried().stream().map(c -> c.name().identifier()).toList();
      List<String> from = layered.carried().stream().map(c -> c.next().identifier()).toList();
      add("    " + String.join(", ", to) + " = " + String.join(", ", from));
    }
    for (Layered.Collected list : layered.collected()) {
      if (list.axis() >= 0) {
        add(list.name() + " = " + library.stack(list.name(), list.axis()));
      }
    }
    statements(layered.bottom(), "    ");
    add("return " + String.join(", ", layered.results()));
    String text = String.join("\n", lines) + "\n";
    return String.join("\n", library.imports(text)) + "\n\n\n" + text;
  }

  /// Sizes that no argument shows are read from what the last layer gives.
  private void sizes() {
    Set<String> missing = new TreeSet<>();
    List.of(layered.top(), layered.back(), layered.bottom())
        .forEach(part -> missing.addAll(part.symbols()));
    layered.inputs().forEach(input -> missing.removeAll(input.shape().symbols()));
    missing.removeAll(layered.widths().keySet());
    for (Program.Input end : layered.ends()) {
      for (int axis = 0; axis < end.shape().rank(); axis++) {
        String size = end.shape().get(axis).toString();
        if (missing.remove(size)) {
          add(size + " = " + end.name() + ".shape[" + axis + "]");
        }
      }
    }
  }

  private void add(String line) {
    lines.add("    " + line);
  }

  private void statements(Program part, String indent) {
    String text = new Python(library, batch, efficient, part, names(part)).statements();
    text.lines().forEach(line -> lines.add(indent + line));
  }

  private Identifiers names(Program part) {
    Map<String, String> sizes = new HashMap<>(layered.widths());
    if (layered.count().symbols().size() == 1) {
      sizes.putIfAbsent(
          layered.count().symbols().iterator().next(), layered.count().symbols().iterator().next());
    }
    return new Identifiers(part, reserved, sizes);
  }

  private String range() {
    int from = layered.from();
    String end = from == 0 ? count : layered.count().plus(Dim.of(from)).toString();
    return "range(" + (from == 0 ? "" : from + ", ") + end + ")";
  }

  private static String factor(String size) {
    return size.contains(" ") ? "(" + size + ")" : size;
  }
}

package leibniz.steps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.simplify.Simplify;
import leibniz.trace.Definition;
import leibniz.trace.Script;

/// The lines of a program through which a result depends on variables, each as a function of the
/// names it uses.
///
/// @param lines in the order of the program
/// @param variables the inputs, by their expressions
/// @param names what the symbols of the lines, their local values and the inputs are called
record Path(List<Line> lines, Map<Expr, Definition> variables, Map<Expr, Name> names) {

  /// @param script the program as a whole
  /// @param local the same program with every line cut ([leibniz.trace.Options#EVERYTHING])
  static Path of(Script script, Script local, Definition result, List<Definition> variables) {
    Map<Expr, Definition> inputs = new LinkedHashMap<>();
    variables.forEach(v -> inputs.put(v.value(), v));
    Map<Expr, Name> names = new LinkedHashMap<>();
    script.inputs().forEach(input -> names.put(input.value(), input.name()));
    Map<Name, Definition> whole = new HashMap<>();
    script.definitions().forEach(d -> whole.putIfAbsent(d.name(), d));
    Map<Expr, Name> shown = new HashMap<>(); // `yhat = h` says more than `h`
    script.definitions().forEach(d -> shown.put(d.value(), d.name()));
    List<Line> lines = new ArrayList<>();
    Set<Expr> active = new HashSet<>(inputs.keySet());
    for (Line line : Uses.of(local, result.name())) {
      Expr symbol = line.symbol();
      Definition definition = whole.get(line.definition().name());
      if (definition == null
          || inputs.containsKey(symbol)
          || inputs.containsKey(definition.value())) {
        continue;
      }
      List<Expr> uses = line.uses().stream().filter(active::contains).toList();
      if (uses.isEmpty()) {
        continue;
      }
      active.add(symbol);
      Expr simple = Simplify.of(List.of(line.local())).expressions().get(0);
      Name name = shown.getOrDefault(definition.value(), definition.name());
      names.put(symbol, name);
      names.put(line.local(), name);
      names.put(simple, name);
      lines.add(new Line(definition, symbol, line.local(), simple, uses));
    }
    return new Path(reaching(lines), inputs, names);
  }

  /// The lines without those that the last one does not depend on.
  private static List<Line> reaching(List<Line> lines) {
    List<Line> kept = new ArrayList<>();
    Set<Expr> wanted = new HashSet<>();
    for (Line line : lines.reversed()) {
      if (kept.isEmpty() || wanted.contains(line.symbol())) {
        kept.addFirst(line);
        wanted.addAll(line.uses());
      }
    }
    return kept;
  }
}

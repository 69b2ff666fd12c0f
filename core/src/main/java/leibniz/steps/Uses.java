package leibniz.steps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.trace.Definition;
import leibniz.trace.Script;

/// Which lines of a program a result is made of.
public final class Uses {
  private Uses() {}

  /// The names of the lines the result is made of, itself included.
  ///
  /// @param local the program with every line cut ([leibniz.trace.Options#EVERYTHING])
  public static Set<Name> names(Script local, Name result) {
    return of(local, result).stream()
        .map(line -> line.definition().name())
        .collect(Collectors.toSet());
  }

  /// The lines in the order of the program. A name for what has one already (`yhat = h`) is no line
  /// of its own, unless it is the result.
  static List<Path.Line> of(Script local, Name result) {
    Map<Expr, Expr> same = new IdentityHashMap<>(); // another name -> the first
    List<Path.Line> all = new ArrayList<>();
    Map<Expr, Path.Line> bySymbol = new HashMap<>();
    for (Definition definition : local.definitions()) {
      Expr was = definition.was();
      if (was == null) {
        continue;
      }
      Expr value = same.isEmpty() ? was : was.substitute(same);
      if (value.head() instanceof Head.Var && !definition.name().equals(result)) {
        same.put(definition.value(), value);
        continue;
      }
      List<Expr> uses =
          value.inOrder().stream().filter(e -> e.head() instanceof Head.Var).toList();
      Path.Line line = new Path.Line(definition, definition.value(), value, value, uses);
      all.add(line);
      bySymbol.put(definition.value(), line);
    }
    Set<Path.Line> needed = new HashSet<>();
    for (Path.Line line : all.reversed()) {
      if (line.definition().name().equals(result) || needed.contains(line)) {
        needed.add(line);
        for (Expr used : line.uses()) {
          Path.Line other = bySymbol.get(used);
          if (other != null) {
            needed.add(other);
          }
        }
      }
    }
    all.removeIf(line -> !needed.contains(line));
    return all;
  }
}

package leibniz.steps;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

  /// The lines in the order of the program; the result is the last.
  static List<Line> of(Script local, Name result) {
    List<Line> all = new ArrayList<>();
    Expr wanted = null;
    for (Definition definition : local.definitions()) {
      if (definition.name().equals(result)) {
        wanted = definition.value();
      }
      Expr value = definition.was();
      if (value != null) {
        List<Expr> uses =
            value.inOrder().stream().filter(e -> e.head() instanceof Head.Var).toList();
        Line line = new Line(definition, definition.value(), value, value, uses);
        all.add(line);
      }
    }
    Set<Expr> needed = new HashSet<>();
    needed.add(wanted);
    for (Line line : all.reversed()) {
      if (needed.contains(line.symbol())) {
        needed.addAll(line.uses());
      }
    }
    all.removeIf(line -> !needed.contains(line.symbol()));
    return all;
  }
}

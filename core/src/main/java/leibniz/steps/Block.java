package leibniz.steps;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.steps.Layers.Part;

/// Lines of a program, one after the other, that may be a layer.
///
/// @param all the lines of the program
/// @param start the first of the block
/// @param end behind the last
record Block(List<Part> all, int start, int end, Numbering numbering) {

  List<Part> parts() {
    return all.subList(start, end);
  }

  /// The variables its lines use.
  Set<Expr> uses() {
    Set<Expr> uses = new LinkedHashSet<>();
    parts().forEach(part -> uses.addAll(variables(part.value())));
    return uses;
  }

  /// The inputs with a number that it uses, by what they have in common.
  Map<Numbering.Key, Set<Integer>> numbers() {
    Map<Numbering.Key, Set<Integer>> numbers = new LinkedHashMap<>();
    for (Expr used : uses()) {
      Numbering.Place place = numbering.of(used);
      if (place != null) {
        numbers.computeIfAbsent(place.key(), k -> new HashSet<>()).add(place.number());
      }
    }
    return numbers;
  }

  /// The variables of an expression.
  static Set<Expr> variables(Expr value) {
    Set<Expr> variables = new LinkedHashSet<>();
    for (Expr node : value.inOrder()) {
      if (node.head() instanceof Head.Var) {
        variables.add(node);
      }
    }
    return variables;
  }
}

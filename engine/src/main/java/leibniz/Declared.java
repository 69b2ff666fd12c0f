package leibniz;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Head;
import leibniz.ir.Head.Property;
import leibniz.trace.Definition;

/// What a derivative by an input means that is declared to have some structure, in words.
final class Declared {
  private Declared() {}

  static List<String> notes(List<Question> questions) {
    Set<String> notes = new LinkedHashSet<>();
    for (Question question : questions) {
      for (Definition variable : question.variables()) {
        if (variable.value().head() instanceof Head.Var v) {
          v.properties().stream()
              .filter(Property::binds)
              .forEach(p -> notes.add(note(variable.name().toString(), p)));
        }
      }
    }
    return List.copyOf(notes);
  }

  /// Of a structured matrix: *The Matrix Cookbook*, 2012, 2.8.
  private static String note(String name, Property property) {
    String free =
        name
            + " is declared "
            + property.word().replace('_', ' ')
            + ": each of its entries is varied freely";
    return switch (property) {
      case SYMMETRIC, POSITIVE_DEFINITE ->
          free + "; among symmetric matrices a gradient G becomes G + Gᵀ − diag(G)";
      case DIAGONAL -> free + "; among diagonal matrices only the diagonal of a gradient counts";
      case LOWER_TRIANGULAR ->
          free + "; among triangular matrices only that triangle of a gradient counts";
      case ORTHOGONAL ->
          free
              + "; along orthogonal matrices a gradient G becomes (G − "
              + name
              + " Gᵀ "
              + name
              + ") / 2";
      case ROWS_SUM_TO_ONE -> free;
      case POSITIVE, WHOLE, TRUTH -> "";
    };
  }
}

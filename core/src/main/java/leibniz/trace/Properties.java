package leibniz.trace;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import leibniz.ir.Code;
import leibniz.ir.Head.Property;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Comment;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// The words for what an input is declared to be: in an annotation, `S: ((n, n), symmetric)`, or in
/// a comment behind it, `S: (n, n) # positive definite`.
final class Properties {
  private Properties() {}

  private static final Map<String, Property> WORDS = words();

  private static Map<String, Property> words() {
    Map<String, Property> words = new TreeMap<>();
    for (Property property : Property.values()) {
      words.put(property.word(), property);
    }
    words.put("rows_sum_to_one", Property.ROWS_SUM_TO_ONE);
    words.put("spd", Property.POSITIVE_DEFINITE);
    words.put("pd", Property.POSITIVE_DEFINITE);
    words.put("symmetric_positive_definite", Property.POSITIVE_DEFINITE);
    return words;
  }

  private static @Nullable Property find(String word) {
    return WORDS.get(word.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_'));
  }

  /// The words of an annotation after its shape.
  static Set<Property> of(List<Expression> words) {
    Set<Property> found = EnumSet.noneOf(Property.class);
    for (Expression word : words) {
      Property property = word instanceof Expression.Name(String id, _) ? find(id) : null;
      if (property == null) {
        String all =
            List.of(Property.values()).stream()
                .map(Property::word)
                .collect(Collectors.joining(", "));
        throw Faults.unfit("an input can be " + all, word.span()).raise();
      }
      found.add(property);
    }
    return found;
  }

  /// Of matrices it is said only where they are square, and only one thing.
  static void check(String name, Shape shape, Set<Property> properties, Span span) {
    List<Property> ofSquares = properties.stream().filter(Property::isOfSquares).toList();
    if (ofSquares.isEmpty()) {
      return;
    }
    if (!isSquare(shape)) {
      throw Problem.error(
              Code.LBZ103,
              name + " is declared " + ofSquares.getFirst().word() + ", but not square: " + shape,
              span,
              "")
          .raise();
    }
    boolean other =
        properties.size() > 1 && !properties.equals(Set.of(Property.SYMMETRIC, Property.POSITIVE));
    if (other) {
      throw Faults.unfit(
              name
                  + " is declared "
                  + properties.stream()
                      .map(Property::word)
                      .sorted()
                      .collect(Collectors.joining(" and "))
                  + ": only one of them is used",
              span)
          .raise();
    }
  }

  static boolean isSquare(Shape shape) {
    int rank = shape.rank();
    return rank >= 2 && shape.get(rank - 2).equals(shape.get(rank - 1));
  }

  /// What comments behind declarations say; a comment that says anything else is none of ours.
  static void read(Module program, List<Claims.Claim> claims) {
    for (Comment comment : program.comments()) {
      List<Property> said = new ArrayList<>();
      String text = comment.text().replaceFirst("^#+", "");
      for (String word : text.split(",", -1)) {
        Property property = find(word);
        if (property == null) {
          said.clear();
          break;
        }
        said.add(property);
      }
      for (Statement statement : said.isEmpty() ? List.<Statement>of() : program.body()) {
        if (statement instanceof Statement.AnnotatedAssign s
            && s.target() instanceof Expression.Name(String name, _)
            && s.span().endLine() == comment.span().line()) {
          said.forEach(property -> claims.add(new Claims.Claim(name, property, -1)));
        }
      }
    }
  }
}

package leibniz.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.python.Comment;
import leibniz.python.Module;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Comments that say of what and by what a value is the gradient, where its name does not: `#
/// leibniz: gradient of loss wrt W`, behind the statement or on the line above it.
final class Declared {
  private static final Pattern GRADIENT =
      Pattern.compile(
          "leibniz:\\s*gradient\\s+of\\s+([\\w.\\[\\]'\"]+)\\s+wrt\\s+([\\w.\\[\\]'\"]+)");

  private Declared() {}

  /// What is said, by the targets of the statements.
  static Map<String, GradientName> of(Module program) {
    Map<String, GradientName> said = new LinkedHashMap<>();
    for (Comment comment : program.comments()) {
      Matcher m = GRADIENT.matcher(comment.text());
      Statement statement = m.find() ? statement(program, comment) : null;
      String target = statement == null ? "" : target(statement);
      if (!target.isEmpty()) {
        String of = GradientName.Key.of(m.group(1)).last();
        String wrt = GradientName.Key.of(m.group(2)).last();
        said.put(target, new GradientName(of, List.of(wrt), true));
      }
    }
    return said;
  }

  private static @Nullable Statement statement(Module program, Comment comment) {
    int line = comment.span().line();
    Statement found = null;
    for (Statement s : new Statements(program).all()) {
      boolean here =
          comment.ownLine()
              ? s.span().line() > line && (found == null || s.span().line() < found.span().line())
              : s.span().line() <= line && line <= s.span().endLine();
      found = here && !(s instanceof Statement.Compound) ? s : found;
    }
    return found;
  }

  private static String target(Statement statement) {
    return switch (statement) {
      case Statement.Assign a -> Spelled.text(a.targets().getFirst());
      case Statement.AugmentedAssign a -> Spelled.text(a.target());
      default -> "";
    };
  }
}

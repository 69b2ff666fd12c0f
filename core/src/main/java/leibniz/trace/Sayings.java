package leibniz.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leibniz.python.Comment;
import leibniz.python.Statement;

/// What texts say of the parameters of functions. A program is followed many times, with a line of
/// it changed or none: what stands beside its functions is read once.
final class Sayings {
  private final Map<Said.Words, Map<String, Said>> known = new HashMap<>();

  /// Of each parameter of a function that something is said of, and of what its dicts and tuples
  /// hold.
  Map<String, Said> of(Statement.Function f, List<Comment> comments) {
    return Said.annotated(known.computeIfAbsent(Said.Words.of(f, comments), Said::of), f);
  }
}

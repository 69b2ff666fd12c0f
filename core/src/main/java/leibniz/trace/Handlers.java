package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Which exception is raised, and which handler catches it.
final class Handlers {
  private Handlers() {}

  /// What is raised where a file is not there.
  static final Set<String> NO_FILE =
      Set.of("FileNotFoundError", "OSError", "IOError", "EnvironmentError");

  /// Whether a handler gives something a value, or returns one.
  static boolean makesUp(Statement.Handler handler) {
    boolean[] found = {false};
    Walk.statements(
        handler.body(),
        s ->
            found[0] |=
                switch (s) {
                  case Statement.Assign a -> !(a.value() instanceof Expression.None);
                  case Statement.Return(Expression value, _) when value != null ->
                      !(value instanceof Expression.None);
                  default -> false;
                });
    return found[0];
  }

  static RuntimeException raised(Statement.Raise s) {
    Expression exception =
        s.exception() instanceof Expression.Call c ? c.function() : s.exception();
    String name =
        switch (exception) {
          case Expression.Name(String id, _) -> id;
          case Expression.Attribute a -> a.name();
          case null, default -> "Exception";
        };
    return new Faults.Raised(
        name, Faults.refused("the program raises an exception here", s.span()));
  }

  /// The handler that catches one of these exceptions.
  static Statement.@Nullable Handler of(Statement.Try s, Set<String> exceptions) {
    for (Statement.Handler handler : s.handlers()) {
      List<String> caught = new ArrayList<>();
      if (handler.kind() != null) {
        Walk.expression(
            handler.kind(),
            e -> {
              if (e instanceof Expression.Name(String id, _)) {
                caught.add(id);
              } else if (e instanceof Expression.Attribute a) {
                caught.add(a.name());
              }
            });
      }
      boolean all = handler.kind() == null || caught.contains("Exception");
      if (!exceptions.isEmpty() && (all || caught.stream().anyMatch(exceptions::contains))) {
        return handler;
      }
    }
    return null;
  }
}

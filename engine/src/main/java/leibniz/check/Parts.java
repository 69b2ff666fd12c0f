package leibniz.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Comment;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// The parts of statements that comments inside them are about: the largest expression that ends on
/// the line of the comment, or the last that begins there.
final class Parts {
  private static final String NAME = "part__";

  /// @param text as written, on one line
  /// @param event where the part was bound to a name for once
  record Part(String text, Event event) {}

  private Parts() {}

  static Map<Comment, Part> of(Run run, Statements statements, Collection<Comment> comments) {
    Map<Comment, Part> parts = new LinkedHashMap<>();
    if (comments.isEmpty()) {
      return parts;
    }
    Text text = new Text(run.program().source());
    for (Comment comment : comments) {
      Statement statement = around(statements, comment.span().line());
      Expression part = statement == null ? null : part(statement, comment.span());
      if (statement == null || part == null) {
        continue;
      }
      List<Event> events = events(run, List.of(part), text).getFirst();
      if (!events.isEmpty()) {
        String written = text.at(part.span(), List.of());
        parts.put(comment, new Part(written, events.getFirst()));
      }
    }
    return parts;
  }

  private static @Nullable Statement around(Statements statements, int line) {
    Statement found = null;
    for (Statement s : statements.all()) {
      boolean simple = !(s instanceof Statement.Compound);
      if (simple && s.span().line() <= line && line < s.span().endLine()) {
        found = s;
      }
    }
    return found;
  }

  private static @Nullable Expression part(Statement statement, Span comment) {
    Expression value =
        switch (statement) {
          case Statement.Assign a -> a.value();
          case Statement.AugmentedAssign a -> a.value();
          case Statement.Return r -> r.value();
          case Statement.Evaluate e -> e.value();
          default -> null;
        };
    if (value == null) {
      return null;
    }
    List<Expression> all = new ArrayList<>();
    collect(value, all);
    Expression ends = null;
    Expression begins = null;
    for (Expression e : all) {
      boolean array =
          !(e instanceof Expression.Str) && !(e instanceof Expression.Int) && !isModule(e);
      if (array && e.span().endLine() == comment.line() && ends == null) {
        ends = e; // from the outside inwards
      }
      if (e instanceof Expression.Call && e.span().line() == comment.line()) {
        begins = e;
      }
    }
    return ends != null ? ends : begins;
  }

  private static boolean isModule(Expression e) {
    return Spelled.text(e).matches("np|numpy|(np|numpy)\\..*");
  }

  private static void collect(Expression e, List<Expression> all) {
    all.add(e);
    for (Expression child : e.children()) {
      collect(child, all);
    }
  }

  /// What parts of the program, which are apart from one another, stand for in their order: each is
  /// named by `:=` where it stands.
  static List<List<Event>> events(Run run, List<Expression> parts, Text text) {
    List<Fix.Edit> edits = new ArrayList<>();
    for (int k = 0; k < parts.size(); k++) {
      Span place = parts.get(k).span();
      edits.add(new Fix.Edit(place, "(" + NAME + k + " := " + text.at(place) + ")"));
    }
    Run other = alike(run, run.changed(text.with(edits)));
    List<List<Event>> events = new ArrayList<>();
    for (int k = 0; k < parts.size(); k++) {
      String name = NAME + k;
      events.add(
          other == null
              ? List.of()
              : other.events().stream()
                  .filter(e -> e.target().equals(name) && isSameCall(run, other, e.frame()))
                  .toList());
    }
    return events;
  }

  /// The other run with numbers for the sizes that are numbers in the own one, where more of them
  /// got a symbol: else what is known of sizes here says nothing of those there.
  private static @Nullable Run alike(Run run, @Nullable Run other) {
    if (other == null) {
      return null;
    }
    Set<String> more = new HashSet<>(other.following().script().sizes().keySet());
    more.removeAll(run.following().script().sizes().keySet());
    return more.isEmpty() ? other : Run.of(other.program(), other.elsewhere().plain(more));
  }

  /// Whether a number of a call means one of the same function in both runs: another one may follow
  /// more rounds of a loop.
  static boolean isSameCall(Run run, Run other, int frame) {
    List<Frame> own = run.following().frames();
    return frame < own.size()
        && own.get(frame).function().equals(other.following().frames().get(frame).function());
  }
}

package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leibniz.ir.Source;
import leibniz.python.Comment;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Parser;
import leibniz.python.Statement;

/// `# X: (N, D)` on a line of its own, of a name that the program reads and never made: that is
/// what people write where the data comes from elsewhere, and it declares an input. Of any other
/// name it is a claim.
///
/// Such lines are read as the declarations they would be without the `#`, at the same places: `# y:
/// (N,) int` as `y: (N,)#int`.
final class CommentedInputs {
  private static final Pattern INPUT =
      Pattern.compile(
          "#+\\s*(?<name>[A-Za-z_]\\w*)\\s*:\\s*"
              + "(?<shape>\\([\\w\\s+*/,-]*\\)|\\[[\\w\\s+*/,-]*\\])"
              + "(?:[\\s,;:.].*)?");
  private static final String SIZE = "\\w+(?:\\s*(?:[+*-]|//)\\s*\\w+)*";
  private static final Pattern SIZES =
      Pattern.compile("(?:" + SIZE + "(?:\\s*,\\s*" + SIZE + ")*\\s*,?)?");

  private CommentedInputs() {}

  /// What becomes of a name first.
  private enum First {
    READ,
    MADE,
    NOTHING
  }

  /// The program with declarations in place of such comments.
  static Module declared(Module program) {
    Map<Integer, String> lines = new TreeMap<>();
    for (Comment comment : program.comments()) {
      Matcher input = INPUT.matcher(comment.text());
      if (comment.ownLine()
          && comment.span().column() == 1
          && input.matches()
          && SIZES.matcher(inner(input)).matches()
          && first(program.body(), input.group("name")) == First.READ
          && program.body().stream().noneMatch(s -> covers(s, comment))) {
        lines.put(comment.span().line(), declaration(input));
      }
    }
    return lines.isEmpty() ? program : with(program, lines);
  }

  private static boolean covers(Statement statement, Comment comment) {
    return statement.span().line() <= comment.span().line()
        && comment.span().line() <= statement.span().endLine();
  }

  private static Module with(Module program, Map<Integer, String> lines) {
    List<String> text = new ArrayList<>(program.source().lines());
    lines.forEach((line, declaration) -> text.set(line - 1, declaration));
    Source source = program.source();
    Module read =
        Parser.parse(new Source(source.name(), String.join("\n", text) + "\n", source.places()));
    return new Module(source, read.body(), read.comments());
  }

  private static String inner(Matcher input) {
    String shape = input.group("shape");
    return shape.substring(1, shape.length() - 1).strip();
  }

  /// With the `#` behind the shape, which stays where it is.
  private static String declaration(Matcher input) {
    String name = input.group("name") + ":";
    String inner = input.group("shape").substring(1, input.group("shape").length() - 1);
    boolean alone = !inner.isBlank() && !inner.contains(",");
    String rest = input.group().substring(input.end("shape"));
    return name
        + " ".repeat(input.start("shape") - name.length())
        + ("(" + inner + (alone ? ",)" : ")"))
        + (rest.isBlank() ? "" : "#" + rest.substring(1));
  }

  // --- what the program does with a name
  // ------------------------------------------------------------------------------------------------

  private static First first(List<Statement> body, String name) {
    for (Statement statement : body) {
      First found = first(statement, name);
      if (found != First.NOTHING) {
        return found;
      }
    }
    return First.NOTHING;
  }

  private static First first(Statement statement, String name) {
    List<Expression> made = made(statement);
    List<Expression> read = new ArrayList<>(Walk.own(statement));
    read.removeAll(made);
    boolean reads =
        read.stream().anyMatch(e -> mentions(e, name))
            || made.stream().anyMatch(e -> !names(e).contains(name) && mentions(e, name));
    if (reads) {
      return First.READ;
    }
    if (made.stream().anyMatch(e -> names(e).contains(name)) || binds(statement, name)) {
      return First.MADE;
    }
    First inside = first(Walk.blocks(statement), name);
    boolean local = statement instanceof Statement.Function || isType(statement);
    return local && (inside == First.MADE || hasParameter(statement, name))
        ? First.NOTHING
        : inside;
  }

  private static boolean isType(Statement statement) {
    return statement instanceof Statement.ClassDefinition;
  }

  private static boolean hasParameter(Statement statement, String name) {
    return statement instanceof Statement.Function f
        && f.parameters().list().stream().anyMatch(p -> p.name().equals(name));
  }

  /// What a statement gives a value to; `x += 1` reads it first.
  private static List<Expression> made(Statement statement) {
    return switch (statement) {
      case Statement.Assign s -> s.targets();
      case Statement.AnnotatedAssign s -> List.of(s.target());
      case Statement.For s -> List.of(s.target());
      case Statement.With s ->
          s.items().stream()
              .<Expression>mapMulti((item, each) -> {
                if (item.target() != null) {
                  each.accept(item.target());
                }
              })
              .toList();
      default -> List.of();
    };
  }

  private static boolean binds(Statement statement, String name) {
    return switch (statement) {
      case Statement.Function s -> s.name().equals(name);
      case Statement.ClassDefinition s -> s.name().equals(name);
      case Statement.Import s -> s.names().stream().anyMatch(a -> a.bound().equals(name));
      case Statement.ImportFrom s -> s.names().stream().anyMatch(a -> a.bound().equals(name));
      default -> false;
    };
  }

  /// The names in a target; not those of which it changes a part.
  private static Set<String> names(Expression target) {
    return switch (target) {
      case Expression.Name(String id, _) -> Set.of(id);
      case Expression.Tuple(var elements, _) -> names(elements);
      case Expression.Listing(var elements, _) -> names(elements);
      case Expression.Starred(var inner, _) -> names(inner);
      default -> Set.of();
    };
  }

  private static Set<String> names(List<Expression> targets) {
    return targets.stream().flatMap(t -> names(t).stream()).collect(Collectors.toSet());
  }

  private static boolean mentions(Expression e, String name) {
    boolean[] found = new boolean[1];
    Walk.expression(
        e, inner -> found[0] |= inner instanceof Expression.Name(String id, _) && id.equals(name));
    return found[0];
  }
}

package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;

/// Programs in which numbers that gradients are by are drawn: by `b = 0` nothing could be
/// differentiated.
final class Loosened {
  private Loosened() {}

  static Module of(Module program, Set<String> wanted) {
    List<Statement> body = loosened(program.body(), wanted);
    return body.equals(program.body())
        ? program
        : new Module(program.source(), body, program.comments());
  }

  private static List<Statement> loosened(List<Statement> body, Set<String> wanted) {
    return body.stream().map(s -> loosened(s, wanted)).toList();
  }

  private static Statement loosened(Statement statement, Set<String> wanted) {
    return switch (statement) {
      case Statement.Assign(var targets, var value, var span)
          when isNumber(value) && targets.stream().allMatch(t -> isWanted(t, wanted)) ->
          new Statement.Assign(targets, drawn(value.span()), span);
      case Statement.Assign(var targets, Expression.Tuple(var values, var at), var span)
          when targets.size() == 1
              && targets.getFirst() instanceof Expression.Tuple(var names, _)
              && names.size() == values.size() -> {
        List<Expression> loose = new ArrayList<>(values);
        for (int k = 0; k < loose.size(); k++) {
          if (isNumber(loose.get(k)) && isWanted(names.get(k), wanted)) {
            loose.set(k, drawn(loose.get(k).span()));
          }
        }
        yield new Statement.Assign(targets, new Expression.Tuple(loose, at), span);
      }
      case Statement.Function f -> {
        List<Statement> all = new ArrayList<>();
        Training.flatten(f.body(), all);
        Set<String> own = new HashSet<>(wanted);
        Carried.in(all).forEach(name -> own.remove(Variables.plain(name)));
        yield f.withBlocks(body -> loosened(body, own));
      }
      case Statement.ClassDefinition c -> c.withBlocks(body -> loosened(body, wanted));
      default -> statement;
    };
  }

  private static boolean isNumber(Expression value) {
    return value instanceof Expression.Int || value instanceof Expression.Float;
  }

  static boolean isWanted(Expression target, Set<String> wanted) {
    return switch (target) {
      case Expression.Name(String id, _) ->
          wanted.contains(Variables.plain(id)) && !id.matches("[A-Z]");
      case Expression.Attribute(_, String name, _, _) -> wanted.contains(Variables.plain(name));
      default -> false;
    };
  }

  /// `np.random.randn()`, at the place of the number.
  private static Expression drawn(Span span) {
    Expression np = new Expression.Name("np", span);
    Expression random = new Expression.Attribute(np, "random", span, span);
    Expression randn = new Expression.Attribute(random, "randn", span, span);
    return new Expression.Call(randn, List.of(), span);
  }
}

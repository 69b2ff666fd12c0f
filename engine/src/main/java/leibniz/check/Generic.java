package leibniz.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;

/// Programs whose parameters have no special default: at `l1_ratio=0.5` nobody can tell `l1_ratio`
/// from `1 - l1_ratio`, nor at `C=1.0` whether the factor `C` is there. What is right is right for
/// any value, so another one is taken, the same wherever the number stands as a default.
final class Generic {
  private Generic() {}

  static Module of(Module program) {
    List<Statement> body = body(program.body());
    return body.equals(program.body())
        ? program
        : new Module(program.source(), body, program.comments());
  }

  /// The parameters around a place that have another default than is stated: of the function it is
  /// in, and of the constructor of its class.
  static Set<String> around(Module program, Span place) {
    Set<String> names = new HashSet<>();
    around(program.body(), place, names);
    return names;
  }

  private static void around(List<Statement> body, Span place, Set<String> names) {
    for (Statement s : body) {
      if (s.span().line() <= place.line() && place.line() <= s.span().endLine()) {
        switch (s) {
          case Statement.Function f -> {
            collect(f, names);
            around(f.body(), place, names);
          }
          case Statement.ClassDefinition c -> {
            for (Statement member : c.body()) {
              if (member instanceof Statement.Function f && f.name().equals("__init__")) {
                collect(f, names);
              }
            }
            around(c.body(), place, names);
          }
          default -> {}
        }
      }
    }
  }

  private static void collect(Statement.Function f, Set<String> names) {
    for (Expression.Parameter p : f.parameters().list()) {
      if (!of(p).equals(p)) {
        names.add(p.name());
      }
    }
  }

  private static List<Statement> body(List<Statement> body) {
    return body.stream().map(Generic::of).toList();
  }

  private static Statement of(Statement statement) {
    return switch (statement) {
      case Statement.Function f ->
          new Statement.Function(
              f.name(),
              new Expression.Parameters(f.parameters().list().stream().map(Generic::of).toList()),
              f.returns(),
              f.decorators(),
              body(f.body()),
              f.nameSpan(),
              f.header(),
              f.span());
      case Statement.ClassDefinition c -> c.withBlocks(Generic::body);
      default -> statement;
    };
  }

  private static Expression.Parameter of(Expression.Parameter p) {
    return p.value() instanceof Expression.Float f && !p.name().matches("eps\\w*|tol\\w*")
        ? new Expression.Parameter(p.name(), p.kind(), p.annotation(), of(f), p.span())
        : p;
  }

  private static Expression.Float of(Expression.Float f) {
    String text = f.value() == 0.5 ? "0.4" : f.value() == 1 ? "1.25" : f.text();
    return new Expression.Float(Double.parseDouble(text), text, f.span());
  }
}

package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;

/// Programs without special numbers where any would do. The defaults of parameters: at
/// `l1_ratio=0.5` nobody can tell `l1_ratio` from `1 - l1_ratio`, nor at `C=1.0` whether the factor
/// `C` is there, nor at `baseline = 0.0` whether it is taken away. What is right is right for any
/// value, so another one is taken, the same wherever the number stands as a default. And what a
/// program has start at 0 before it averages.
final class GenericNumbers {
  private GenericNumbers() {}

  static Module of(Module program) {
    List<Statement> body = body(program.body());
    return body.equals(program.body())
        ? program
        : new Module(program.source(), body, program.comments());
  }

  /// The parameters around a place that have another default than is stated: of the function it is
  /// in, and of the constructor of its class; or are handed what has another value to start from.
  static Set<String> around(Module program, Span place) {
    Set<String> names = new HashSet<>();
    around(program.body(), place, started(program.body()), names);
    return names;
  }

  private static void around(
      List<Statement> body, Span place, Set<String> started, Set<String> names) {
    for (Statement s : body) {
      if (s.span().line() <= place.line() && place.line() <= s.span().endLine()) {
        switch (s) {
          case Statement.Function f -> {
            collect(f, names);
            f.parameters().list().stream()
                .map(Expression.Parameter::name)
                .filter(started::contains)
                .forEach(names::add);
            around(f.body(), place, started, names);
          }
          case Statement.ClassDefinition c -> {
            for (Statement member : c.body()) {
              if (member instanceof Statement.Function f && f.name().equals("__init__")) {
                collect(f, names);
              }
            }
            around(c.body(), place, started, names);
          }
          default -> {}
        }
      }
    }
  }

  /// The names that start otherwise than is stated.
  private static Set<String> started(List<Statement> body) {
    Set<String> names = new HashSet<>();
    for (int k = 0; k < body.size(); k++) {
      Statement s = body.get(k);
      boolean other = !started(s, body.subList(k + 1, body.size())).equals(s);
      if (other && s instanceof Statement.Assign a) {
        names.add(((Expression.Name) a.targets().getFirst()).id());
      } else if (s instanceof Statement.Compound c) {
        c.withBlocks(block -> {
          names.addAll(started(block));
          return block;
        });
      }
    }
    return names;
  }

  private static void collect(Statement.Function f, Set<String> names) {
    for (Expression.Parameter p : f.parameters().list()) {
      if (!of(p).equals(p)) {
        names.add(p.name());
      }
    }
  }

  private static List<Statement> body(List<Statement> body) {
    List<Statement> all = new ArrayList<>();
    for (int k = 0; k < body.size(); k++) {
      all.add(of(started(body.get(k), body.subList(k + 1, body.size()))));
    }
    return all;
  }

  /// What starts at 0 and is handed on in a loop before it gets another value there, as a baseline
  /// that follows rewards: nobody can tell whether it is there.
  private static Statement started(Statement statement, List<Statement> after) {
    return statement instanceof Statement.Assign(var targets, Expression.Float f, var span)
            && f.value() == 0
            && targets.size() == 1
            && targets.getFirst() instanceof Expression.Name(String name, _)
            && after.stream().anyMatch(s -> s instanceof Statement.For loop && follows(loop, name))
        ? new Statement.Assign(targets, new Expression.Float(0.3, "0.3", f.span()), span)
        : statement;
  }

  private static boolean follows(Statement.For loop, String name) {
    boolean handed = false;
    for (Statement s : loop.body()) {
      if (s instanceof Statement.Assign(var targets, var value, _)) {
        if (targets.getFirst() instanceof Expression.Name(String id, _) && id.equals(name)) {
          return handed && Spelled.names(value, name);
        }
        handed |=
            value instanceof Expression.Call call
                && call.arguments().stream()
                    .anyMatch(
                        a -> a.value() instanceof Expression.Name(String id, _) && id.equals(name));
      }
    }
    return false;
  }

  private static Statement of(Statement statement) {
    return switch (statement) {
      case Statement.Function f ->
          new Statement.Function(
              f.name(),
              new Expression.Parameters(
                  f.parameters().list().stream().map(GenericNumbers::of).toList()),
              f.returns(),
              f.decorators(),
              body(f.body()),
              f.nameSpan(),
              f.header(),
              f.span());
      case Statement.ClassDefinition c -> c.withBlocks(GenericNumbers::body);
      case Statement.If s -> s.withBlocks(GenericNumbers::body);
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

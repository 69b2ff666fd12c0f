package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// The statements of a program by their places, and what they say of names.
final class Statements {
  private final Map<Span, Statement> bySpan = new LinkedHashMap<>();
  private final Map<Span, List<Statement>> functions = new LinkedHashMap<>();
  private final List<Statement> top;

  Statements(Module program) {
    this.top = flat(program.body());
    top.forEach(s -> bySpan.put(s.span(), s));
  }

  private List<Statement> flat(List<Statement> body) {
    List<Statement> all = new ArrayList<>();
    for (Statement s : body) {
      all.add(s);
      switch (s) {
        case Statement.If i -> {
          i.branches().forEach(b -> all.addAll(flat(b.body())));
          all.addAll(flat(i.orElse()));
        }
        case Statement.For f -> {
          all.addAll(flat(f.body()));
          all.addAll(flat(f.orElse()));
        }
        case Statement.While w -> all.addAll(flat(w.body()));
        case Statement.With w -> all.addAll(flat(w.body()));
        case Statement.Try t -> {
          all.addAll(flat(t.body()));
          t.handlers().forEach(h -> all.addAll(flat(h.body())));
          all.addAll(flat(t.atLast()));
        }
        case Statement.Function f -> {
          List<Statement> inside = flat(f.body());
          functions.put(f.span(), inside);
          inside.forEach(x -> bySpan.put(x.span(), x));
        }
        case Statement.ClassDefinition c -> all.addAll(flat(c.body()));
        default -> {}
      }
    }
    return all;
  }

  /// The names of the functions that are no methods and in no other function.
  List<String> names() {
    return top.stream()
        .flatMap(s -> s instanceof Statement.Function f ? Stream.of(f) : Stream.empty())
        .filter(f -> f.span().column() == 1)
        .map(Statement.Function::name)
        .distinct()
        .toList();
  }

  @Nullable Statement at(Span span) {
    return bySpan.get(span);
  }

  /// Whether a statement changes a part of an array: `W[k] -= lr * g`.
  boolean changesPart(Span statement) {
    Expression target =
        switch (bySpan.get(statement)) {
          case Statement.AugmentedAssign a -> a.target();
          case Statement.Assign a -> a.targets().getFirst();
          case null, default -> null;
        };
    return target instanceof Expression.Subscript s && !(s.index() instanceof Expression.Str);
  }

  /// All of them, those of functions too.
  List<Statement> all() {
    return List.copyOf(bySpan.values());
  }

  /// Those of the program outside functions.
  List<Statement> top() {
    return top;
  }

  /// The statements of a function, or of the program outside functions.
  List<Statement> of(Span function) {
    return functions.getOrDefault(function, top);
  }

  /// How a function, and the program around it, write sizes: `N` of `N, D = x.shape`.
  Set<String> sizes(Span function) {
    Set<String> names = new LinkedHashSet<>();
    List<Statement> seen = new ArrayList<>(of(function));
    seen.addAll(top);
    for (Statement s : seen) {
      if (s instanceof Statement.Assign(var targets, var value, _) && isSize(value)) {
        for (Expression target : targets) {
          if (target instanceof Expression.Name(String id, _)) {
            names.add(id);
          } else if (target instanceof Expression.Tuple(var elements, _)) {
            elements.forEach(e -> {
              if (e instanceof Expression.Name(String id, _) && !id.equals("_")) {
                names.add(id);
              }
            });
          }
        }
      }
    }
    return names;
  }

  private static boolean isSize(Expression value) {
    return switch (value) {
      case Expression.Int i -> i.value().bitLength() > 1;
      case Expression.Tuple(var elements, _) -> elements.stream().allMatch(Statements::isSize);
      case Expression.Attribute(_, String name, _, _) ->
          name.equals("shape") || name.equals("size");
      case Expression.Subscript(Expression.Attribute(_, String name, _, _), _, _) ->
          name.equals("shape");
      case Expression.Call(Expression.Name(String id, _), _, _) ->
          id.equals("len") || id.equals("float") || id.equals("int");
      default -> false;
    };
  }

  /// Names of numbers that are no whole ones, and parameters with such defaults.
  Set<String> scalars() {
    Set<String> names = new LinkedHashSet<>();
    for (Statement s : all()) {
      if (s instanceof Statement.Assign(var targets, Expression.Float _, _)) {
        targets.forEach(t -> names.add(Spelled.text(t)));
      } else if (s instanceof Statement.Function f) {
        f.parameters().list().stream()
            .filter(p -> p.value() instanceof Expression.Float)
            .forEach(p -> names.add(p.name()));
      }
    }
    for (Statement s : all()) { // what a function keeps comes before the function itself
      if (s instanceof Statement.Assign(var targets, Expression.Name(String id, _), _)
          && names.contains(id)) {
        targets.forEach(t -> names.add(Spelled.text(t)));
      }
    }
    return names;
  }
}

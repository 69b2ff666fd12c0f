package leibniz.check;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// What other functions compute under the names that one function computes, too: `eta = X @ beta +
/// offset` of the loss, where the gradient has `eta = X @ beta`.
final class Twins {
  private static final int MOST = 4;

  private final Statements statements;
  private final Text text;

  Twins(Statements statements, Text text) {
    this.statements = statements;
    this.text = text;
  }

  /// What a name is elsewhere, as far as all that this is made of has a name in the function. What
  /// a function is called for there is not made by calling it again.
  List<String> of(Span function, String name) {
    Set<String> here = bound(function);
    String self = statements.at(function) instanceof Statement.Function f ? f.name() : "";
    Set<String> values = new LinkedHashSet<>();
    for (Statement s : statements.all()) {
      if (s instanceof Statement.Function f && !f.span().equals(function)) {
        Set<String> there = bound(f.span());
        for (Statement own : statements.of(f.span())) {
          if (own instanceof Statement.Assign(var targets, var value, _)
              && targets.size() == 1
              && targets.getFirst() instanceof Expression.Name(String id, _)
              && id.equals(name)
              && isThere(value, here, there)
              && !Spelled.names(value, self)) {
            values.add(text.at(value.span()));
          }
        }
      }
    }
    return values.stream().limit(MOST).toList();
  }

  private static boolean isThere(Expression value, Set<String> here, Set<String> there) {
    Set<String> names = new HashSet<>();
    names(value, names);
    return names.stream().allMatch(name -> here.contains(name) == there.contains(name));
  }

  private Set<String> bound(Span function) {
    Set<String> names = new HashSet<>();
    if (statements.at(function) instanceof Statement.Function f) {
      f.parameters().list().forEach(p -> names.add(p.name()));
    }
    for (Statement s : statements.of(function)) {
      switch (s) {
        case Statement.Assign a -> a.targets().forEach(t -> names(t, names));
        case Statement.For f -> names(f.target(), names);
        default -> {}
      }
    }
    return names;
  }

  private static void names(Expression e, Set<String> names) {
    if (e instanceof Expression.Name(String id, _)) {
      names.add(id);
    }
    e.children().forEach(child -> names(child, names));
  }
}

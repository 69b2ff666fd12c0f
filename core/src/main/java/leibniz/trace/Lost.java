package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// What a statement that failed would have named: it has no value.
final class Lost {
  private final Session session;
  private final Evaluator evaluator;

  Lost(Session session, Evaluator evaluator) {
    this.session = session;
    this.evaluator = evaluator;
  }

  /// What a statement that failed would have named has no value.
  void broken(Statement statement, Scope scope) {
    List<Expression> lost = new ArrayList<>();
    Walk.statements(
        List.of(statement),
        s -> {
          switch (s) {
            case Statement.Assign a -> lost.addAll(a.targets());
            case Statement.AugmentedAssign a -> lost.add(a.target());
            case Statement.AnnotatedAssign a -> lost.add(a.target());
            case Statement.For f -> lost.add(f.target());
            case Statement.Function f -> lost.add(new Expression.Name(f.name(), f.nameSpan()));
            case Statement.ClassDefinition c ->
                lost.add(new Expression.Name(c.name(), c.nameSpan()));
            case Statement.Import i ->
                i.names().forEach(n -> lost.add(new Expression.Name(n.bound(), n.span())));
            case Statement.ImportFrom i ->
                i.names().forEach(n -> lost.add(new Expression.Name(n.bound(), n.span())));
            default -> {}
          }
        });
    lost.forEach(target -> lose(target, scope));
    Walk.statements(List.of(statement), s -> grown(s, scope));
  }

  /// A list that a statement which failed would have made longer has no length any more.
  private void grown(Statement statement, Scope scope) {
    if (statement instanceof Statement.Evaluate(Expression.Call call, _)
        && call.function() instanceof Expression.Attribute(var list, String name, _, _)
        && GROWING.contains(name)
        && evaluator.quietly(list, scope) instanceof Value.Listing) {
      lose(list, scope);
    }
  }

  private static final Set<String> GROWING = Set.of("append", "extend", "insert");

  private void lose(Expression target, Scope scope) {
    switch (target) {
      case Expression.Name(String name, Span at) -> scope.bind(name, Value.Broken.BROKEN, at);
      case Expression.Tuple(var elements, _) -> elements.forEach(e -> lose(e, scope));
      case Expression.Listing(var elements, _) -> elements.forEach(e -> lose(e, scope));
      case Expression.Starred(var inner, _) -> lose(inner, scope);
      case Expression.Attribute a -> {
        if (evaluator.quietly(a.value(), scope) instanceof Value.Instance i) {
          i.attributes().put(a.name(), Value.Broken.BROKEN);
        }
      }
      case Expression.Subscript s -> {
        Value index = evaluator.quietly(s.index(), scope);
        switch (evaluator.quietly(s.value(), scope)) {
          case Value.Dict d when index != null -> {
            Object key = Sequences.key(index, s.span(), session);
            d.entries().put(key, new Value.Dict.Entry(index, Value.Broken.BROKEN));
          }
          case Value.Tensor _ -> lose(s.value(), scope);
          case Value.Listing l -> {
            List<Value> elements = l.elements();
            int size = elements.size();
            int k = index instanceof Value.Number n && n.whole() ? n.value().intValue() : size;
            if (-size <= k && k < size) {
              elements.set(Math.floorMod(k, size), Value.Broken.BROKEN);
            } else {
              elements.replaceAll(_ -> Value.Broken.BROKEN); // it may have been any
            }
          }
          case null, default -> {}
        }
      }
      default -> {}
    }
  }
}

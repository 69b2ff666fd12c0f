package leibniz.trace;

import java.util.Comparator;
import leibniz.python.Expression;

/// `del`: of names, attributes and elements.
final class Deletions {
  private final Session session;
  private final Evaluator evaluator;

  Deletions(Session session, Evaluator evaluator) {
    this.session = session;
    this.evaluator = evaluator;
  }

  void delete(Expression target, Scope scope) {
    switch (target) {
      case Expression.Name(String name, _) -> scope.unbind(name);
      case Expression.Tuple(var elements, _) -> elements.forEach(e -> delete(e, scope));
      case Expression.Attribute a when evaluator.of(a.value(), scope) instanceof Value.Instance i ->
          i.attributes().remove(a.name());
      case Expression.Subscript s when evaluator.of(s.value(), scope) instanceof Value.Dict d ->
          d.entries().remove(Sequences.key(evaluator.of(s.index(), scope), s.span(), session));
      case Expression.Subscript s
          when evaluator.of(s.value(), scope) instanceof Value.Listing l -> {
        Value index = evaluator.of(s.index(), scope);
        int length = l.elements().size();
        if (index instanceof Value.Slice slice) {
          evaluator.subscripts().positions(slice, length, s.span()).stream()
              .sorted(Comparator.reverseOrder())
              .forEach(k -> l.elements().remove((int) k));
        } else {
          l.elements().remove(evaluator.subscripts().position(index, length, "the list", s.span()));
        }
      }
      default ->
          throw Faults.refused("del is read of names, attributes and elements", target.span())
              .raise();
    }
  }
}

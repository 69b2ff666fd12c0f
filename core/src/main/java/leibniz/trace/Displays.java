package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Span;
import leibniz.python.Expression;

/// Lists, dicts and texts as they are written out, and comprehensions.
final class Displays {
  private final Session session;
  private final Evaluation values;
  private final Containers containers;
  private final Assigning targets;

  /// Gives a target a value.
  @FunctionalInterface
  interface Assigning {
    void assign(Expression target, Value value, Scope scope, Span span);
  }

  Displays(Session session, Evaluation values, Containers containers, Assigning targets) {
    this.session = session;
    this.values = values;
    this.containers = containers;
    this.targets = targets;
  }

  Value comprehension(Expression.Comprehension c, Scope scope) {
    List<Value> made = new ArrayList<>();
    Scope inner = new Scope(scope);
    List<Value> many = mayBeOfRecords(c) ? many(c, scope) : List.of();
    if (many.isEmpty()) {
      clauses(c.clauses(), 0, inner, s -> made.add(values.of(c.element(), s)), c.span());
    } else {
      records(c, many, inner, made);
    }
    return c.kind() == Expression.ComprehensionKind.SET
        ? Sets.of(made, c.span(), session)
        : Value.Listing.of(made);
  }

  private static final int LONG = 48; // data of which a program has more than is followed
  private static final int SHORT = 12;

  /// Whether it may make one record like the other, as `[(user(), item(), r()) for _ in
  /// range(500)]` and `[sample(w) for _ in range(500)]` do.
  private boolean mayBeOfRecords(Expression.Comprehension c) {
    return session.follows()
        && c.kind() == Expression.ComprehensionKind.LIST
        && (c.element() instanceof Expression.Tuple || c.element() instanceof Expression.Call)
        && c.clauses().size() == 1
        && c.clauses().getFirst().conditions().isEmpty()
        && c.clauses().getFirst().target() instanceof Expression.Name(String id, _)
        && id.equals("_");
  }

  /// What many elements are made for; none if there are few.
  private List<Value> many(Expression.Comprehension c, Scope scope) {
    Expression iterable = c.clauses().getFirst().iterable();
    List<Value> all = Sequences.elements(values.operand(iterable, scope), session);
    return all.size() <= LONG ? List.of() : all;
  }

  /// Makes the first of many elements if they are records, else all of them.
  private void records(
      Expression.Comprehension c, List<Value> many, Scope scope, List<Value> made) {
    for (Value value : many) {
      targets.assign(c.clauses().getFirst().target(), value, scope, c.span());
      made.add(values.of(c.element(), scope));
      if (made.size() == SHORT && made.getFirst() instanceof Value.Tuple) {
        String line = "line " + c.span().line();
        session.assume(line + ": the first " + SHORT + " of " + many.size() + " elements are made");
        session.leavesLists(List.of(made));
        return;
      }
    }
  }

  Value comprehension(Expression.DictComprehension c, Scope scope) {
    Value.Dict made = Value.Dict.empty();
    clauses(
        c.clauses(),
        0,
        new Scope(scope),
        s -> containers.put(made, values.of(c.key(), s), values.of(c.value(), s), c.span()),
        c.span());
    return made;
  }

  String joined(List<Expression> parts, Scope scope, Span span) {
    StringBuilder text = new StringBuilder();
    for (Expression part : parts) {
      text.append(Sequences.text(values.of(part, scope), part.span(), session));
      session.bounds().text(text.length(), span);
    }
    return text.toString();
  }

  List<Value> elements(List<Expression> expressions, Scope scope) {
    List<Value> all = new ArrayList<>();
    for (Expression e : expressions) {
      if (e instanceof Expression.Starred(var inner, _)) {
        all.addAll(Sequences.elements(values.operand(inner, scope), session));
      } else {
        all.add(values.of(e, scope));
      }
    }
    return all;
  }

  Value dict(Expression.Dict d, Scope scope) {
    Value.Dict made = Value.Dict.empty();
    for (Expression.Entry entry : d.entries()) {
      Expression key = entry.key();
      if (key != null) {
        containers.put(made, values.of(key, scope), values.of(entry.value(), scope), d.span());
      } else if (values.of(entry.value(), scope) instanceof Value.Dict other) {
        session.bounds().steps(other.entries().size(), d.span());
        made.entries().putAll(other.entries());
      } else {
        throw Faults.unfit("** needs a dict", entry.value().span()).raise();
      }
    }
    return made;
  }

  private interface Element {
    void make(Scope scope);
  }

  private void clauses(
      List<Expression.Clause> clauses, int k, Scope scope, Element element, Span span) {
    if (k == clauses.size()) {
      element.make(scope);
      return;
    }
    Expression.Clause clause = clauses.get(k);
    for (Value value : Sequences.elements(values.operand(clause.iterable(), scope), session)) {
      targets.assign(clause.target(), value, scope, span);
      boolean taken = true;
      for (Expression condition : clause.conditions()) {
        taken = taken && isTaken(condition, scope);
      }
      if (taken) {
        clauses(clauses, k + 1, scope, element, span);
      }
    }
  }

  /// Whether an element is taken. Where a program is followed and data decides it, all are: how
  /// many there are is left open by the data, too.
  private boolean isTaken(Expression condition, Scope scope) {
    Value held = session.follows() ? values.of(condition, scope) : Value.Single.NONE;
    if (held instanceof Value.Tensor t
        && t.shape().rank() == 0
        && Concrete.rational(t, session.sizes()) == null) {
      String line = "line " + condition.span().line();
      session.assume(line + ": all are taken, though data decides which");
      session.regions().take(t.expr());
      return true;
    }
    return values.holds(condition, "this condition", scope);
  }
}

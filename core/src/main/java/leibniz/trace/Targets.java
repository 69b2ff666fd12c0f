package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Assignment: to names, to several at once, to elements, and in place.
final class Targets {
  private final Session session;
  private final Evaluator evaluator;
  private final Ledger ledger;
  private final Journal journal;
  private final Appended appended;

  Targets(Session session, Evaluator evaluator, Ledger ledger, Journal journal) {
    this.session = session;
    this.evaluator = evaluator;
    this.ledger = ledger;
    this.journal = journal;
    this.appended = new Appended(evaluator, journal);
  }

  /// @param sizes whether an integer may become a size with a symbol
  void assign(Expression target, Value value, Scope scope, Span span, boolean sizes) {
    switch (target) {
      case Expression.Name(String name, Span at) -> name(name, value, scope, at, sizes);
      case Expression.Tuple(var elements, _) -> each(elements, value, scope, target, sizes);
      case Expression.Listing(var elements, _) -> each(elements, value, scope, target, sizes);
      case Expression.Starred(var inner, _) -> assign(inner, value, scope, span, sizes);
      case Expression.Subscript s -> element(s, value, scope);
      case Expression.Attribute a -> attribute(a, value, scope, span);
      default -> throw Faults.refused("this is no target", target.span()).raise();
    }
  }

  private void attribute(Expression.Attribute a, Value value, Scope scope, Span span) {
    switch (evaluator.of(a.value(), scope)) {
      case Value.Instance i -> {
        if (!evaluator.classes().set(i, a.name(), value, span)) {
          String target = spelled(a, scope);
          Value old = i.attributes().get(a.name());
          Value now = Choices.chosen(old, value, span, session);
          Value told = journal.bind(Event.Kind.ASSIGN, target, i, now);
          i.attributes().put(a.name(), ledger.attribute(a.name(), told, span));
        }
      }
      case Value.ClassObject c -> c.members().put(a.name(), value);
      case Value.Foreign _, Value.Function _ -> {} // of what is never run, and notes on functions
      case Value.Broken _ -> throw new Faults.Silenced();
      default ->
          throw Faults.refused("the attribute " + a.name() + " cannot be assigned", a.span())
              .raise();
    }
  }

  private void name(String name, Value value, Scope scope, Span span, boolean sizes) {
    Value now = Choices.named(name, value, scope, span, session);
    bind(name, journal.bind(Event.Kind.ASSIGN, name, null, now), scope, span, sizes);
  }

  private void bind(String name, Value value, Scope scope, Span span, boolean sizes) {
    if (!scope.bindsTop(name)) {
      boolean symbol = session.follows() && sizes && session.facts().sizes().contains(name);
      scope.bind(name, symbol ? size(name, value) : value, span);
      return;
    }
    Value named = sizes && session.facts().sizes().contains(name) ? size(name, value) : value;
    Value.Path path = new Value.Path(name, List.of());
    scope.top().bind(name, ledger.define(path, named, span), span);
  }

  /// An integer, or a list of them, under a name that stands in shapes.
  private Value size(String name, Value value) {
    return switch (value) {
      case Value.Number n when n.whole() && n.value().isInt() && n.value().signum() >= 0 ->
          Value.Size.of(session.sizes().named(name, n.value().intValue()));
      case Value.Listing l when !l.elements().isEmpty() && integers(l.elements()) -> {
        List<Value> sizes = new ArrayList<>();
        for (int k = 0; k < l.elements().size(); k++) {
          boolean taken = session.facts().names().contains(name + k);
          sizes.add(size(taken ? name + "_" + k : name + k, l.elements().get(k)));
        }
        l.elements().clear();
        l.elements().addAll(sizes);
        yield l;
      }
      case Value.Tuple t when !t.elements().isEmpty() && integers(t.elements()) -> {
        List<Value> sizes = new ArrayList<>();
        for (int k = 0; k < t.elements().size(); k++) {
          sizes.add(size(name + k, t.elements().get(k)));
        }
        yield new Value.Tuple(sizes);
      }
      default -> value;
    };
  }

  private static boolean integers(List<Value> values) {
    return values.stream()
        .allMatch(v -> v instanceof Value.Number n && n.whole() && n.value().signum() > 0);
  }

  private void each(
      List<Expression> targets, Value value, Scope scope, Expression target, boolean sizes) {
    Value.Operand operand = new Value.Operand(value, target.span(), "the right side", null);
    int star = -1;
    for (int k = 0; k < targets.size(); k++) {
      star = targets.get(k) instanceof Expression.Starred ? k : star;
    }
    if (star < 0 && value instanceof Value.Tensor t && t.shape().rank() > 0) {
      session.sizes().counted(t.shape().get(0), targets.size());
    }
    List<Value> values = Sequences.elements(operand, session);
    boolean fits = star < 0 ? values.size() == targets.size() : values.size() >= targets.size() - 1;
    if (!fits) {
      throw Faults.unfit(
              "the right side has "
                  + Faults.count(values.size(), "element")
                  + " for "
                  + Faults.count(targets.size(), "name"),
              target.span())
          .raise();
    }
    int extra = values.size() - targets.size();
    for (int k = 0; k < targets.size(); k++) {
      if (star < 0 || k < star) {
        boolean one =
            !(values.get(k) instanceof Value.Tuple); // a shape out of a cache has its sizes
        assign(targets.get(k), values.get(k), scope, target.span(), sizes && one);
      } else if (k == star) {
        List<Value> rest = values.subList(k, k + extra + 1);
        assign(targets.get(k), Value.Listing.of(rest), scope, target.span(), false);
      } else {
        assign(targets.get(k), values.get(k + extra), scope, target.span(), sizes);
      }
    }
  }

  // --- elements ------------------------------------------------------------------------------

  private void element(Expression.Subscript s, Value value, Scope scope) {
    Value.Operand container = evaluator.operand(s.value(), scope);
    Value index = evaluator.index(s.index(), scope);
    store(s, container, index, value, scope);
  }

  private void store(
      Expression.Subscript s, Value.Operand container, Value index, Value value, Scope scope) {
    switch (container.value()) {
      case Value.Dict dict -> {
        Value.Dict.Entry old = dict.entries().get(Sequences.key(index, s.span(), session));
        Value before = old == null ? null : old.value();
        Value now = Choices.chosen(before, value, s.span(), session);
        Value told = part(dict, index, now, s, scope);
        evaluator.containers().put(dict, index, told, s.span());
      }
      case Value.Listing list -> {
        int k =
            evaluator
                .subscripts()
                .position(
                    index, list.elements().size(), container.or("the list"), s.index().span());
        Value.Path path = list.path()[0];
        Value now = Choices.chosen(list.elements().get(k), value, s.span(), session);
        Value told = part(list, Value.Number.of(k), now, s, scope);
        list.elements().set(k, path == null ? told : ledger.define(path.at(k), told, s.span()));
      }
      case Value.Tensor tensor -> {
        Value.Operand right = new Value.Operand(value, s.span(), "the right side", null);
        Expr changed =
            evaluator.subscripts().set(container, index, right, s.index().span(), s.span());
        change(tensor, changed, s.value(), scope, s.span());
      }
      case Value.Foreign f -> throw Concrete.foreign(f, container.span());
      case Value.Broken b -> throw new Faults.Silenced();
      default ->
          throw Faults.unfit(
                  container.or("this")
                      + " is "
                      + Value.kind(container.value())
                      + ", whose elements cannot be assigned",
                  container.span())
              .raise();
    }
  }

  /// An array gets other entries.
  void change(Value.Tensor tensor, Value to, Expression by, Scope scope, Span span) {
    Expr made = Tensors.of(new Value.Operand(to, span, "", null), session);
    if (!Tensors.same(made.shape(), tensor.shape(), session)) {
      throw Problem.error(
              leibniz.ir.Code.LBZ103,
              "out is " + tensor.shape() + " and cannot hold the result " + made.shape(),
              span,
              "")
          .raise();
    }
    change(tensor, made, by, scope, span);
  }

  /// A tensor changes in place; the name it is changed by gets a new value.
  private void change(Value.Tensor tensor, Expr to, Expression by, Scope scope, Span span) {
    if (!tensor.isWritable()) {
      throw Faults.unfit("this view is read-only in NumPy and cannot be changed in place", span)
          .help("make a copy first:  y = np.broadcast_to(x, shape).copy()")
          .raise();
    }
    tensor.change(Choices.chosen(tensor.expr(), to, session), span);
    told(tensor, by, scope, span);
  }

  /// What a tensor is changed by, after it was changed, has a new value.
  private void told(Value.Tensor tensor, Expression by, Scope scope, Span span) {
    journal.bind(Event.Kind.CHANGE, spelled(by, scope), owner(by, scope), tensor);
    journal.changed(tensor, scope);
    if (by instanceof Expression.Name(String name, Span at) && scope.bindsTop(name)) {
      bind(name, tensor, scope, at, false);
    } else if (by instanceof Expression.Subscript s
        && evaluator.of(s.value(), scope) instanceof Value.Listing list
        && list.path()[0] != null) {
      int k =
          evaluator
              .subscripts()
              .position(
                  evaluator.index(s.index(), scope), list.elements().size(), "", s.index().span());
      list.elements().set(k, ledger.define(list.path()[0].at(k), tensor, span));
    }
  }

  /// After a call that may have changed its first argument in place: the name of it has a new
  /// value.
  void settle(Expression called, Scope scope) {
    if (called instanceof Expression.Call(_, var arguments, _)
        && !arguments.isEmpty()
        && Appended.isTarget(arguments.get(0).value())
        && evaluator.of(arguments.get(0).value(), scope) instanceof Value.Tensor tensor
        && called.span().equals(tensor.changedAt())) {
      told(tensor, arguments.get(0).value(), scope, called.span());
    }
  }

  /// What a call puts into a list.
  void appended(Expression called, Scope scope) {
    appended.look(called, scope, list -> spelled(list, scope));
  }

  /// `setattr(x, name, value)`, which is `x.name = value`; whether it was one.
  boolean sets(Expression called, Scope scope) {
    if (!(called instanceof Expression.Call(Expression.Name(String id, _), var handed, Span span))
        || !id.equals("setattr")
        || handed.size() != 3
        || !Appended.isTarget(handed.getFirst().value())
        || !(evaluator.of(handed.get(1).value(), scope) instanceof Value.Text(String name))) {
      return false;
    }
    Expression made = handed.getLast().value();
    Value value = evaluator.of(made, scope);
    journal.values(made.span());
    Expression of = handed.getFirst().value();
    attribute(new Expression.Attribute(of, name, handed.get(1).span(), span), value, scope, span);
    return true;
  }

  // --- how a target is called ----------------------------------------------------------------

  /// An element of a list or a dict gets a value.
  private Value part(
      Value container, Value index, Value value, Expression.Subscript s, Scope scope) {
    if (!journal.isOn()) {
      return value;
    }
    String key = Sequences.written(index, s.span(), session);
    String target = spelled(s.value(), scope) + "[" + key + "]";
    return journal.bind(Event.Kind.ASSIGN, target, container, value);
  }

  /// As written, with the values of indices and keys in place.
  private String spelled(Expression target, Scope scope) {
    return !journal.isOn()
        ? ""
        : switch (target) {
          case Expression.Name(String id, _) -> id;
          case Expression.Attribute(var of, String name, _, _) -> spelled(of, scope) + "." + name;
          case Expression.Subscript(var of, var index, Span span) ->
              spelled(of, scope)
                  + "["
                  + Sequences.written(evaluator.of(index, scope), span, session)
                  + "]";
          default -> evaluator.written(target);
        };
  }

  /// The container an element or attribute is a part of; null for a name.
  private @Nullable Value owner(Expression target, Scope scope) {
    return switch (target) {
      case Expression.Subscript s when journal.isOn() -> evaluator.of(s.value(), scope);
      case Expression.Attribute a when journal.isOn() -> evaluator.of(a.value(), scope);
      default -> null;
    };
  }

  // --- in place ------------------------------------------------------------------------------

  /// `target += value`: arrays and lists change in place, all else is bound again.
  void augment(Statement.AugmentedAssign s, Scope scope) {
    if (s.target() instanceof Expression.Subscript at && augmented(s, at, scope)) {
      return;
    }
    Value.Operand left = evaluator.operand(s.target(), scope);
    Value.Operand right = evaluator.operand(s.value(), scope);
    if (left.value() instanceof Value.Listing && s.operator() == Expression.Operator.ADD) {
      List<Value> more = Sequences.elements(right, session);
      Value extend = evaluator.methods().of(left, "extend", s.span(), s.span());
      if (extend instanceof Value.Function f && !more.isEmpty()) {
        Value.Argument argument = new Value.Argument("", right, right.span());
        f.body().call(new Value.Call("extend", s.span(), s.span(), List.of(argument)), session);
      }
      return;
    }
    Value result = evaluator.binary(s.operator(), left, right, s.span());
    boolean array = // what a mask holds is a copy of its own
        left.value() instanceof Value.Tensor t && t.shape().rank() > 0 && t.within() == null;
    if (!array || s.operator() == Expression.Operator.MATMUL) {
      assign(s.target(), result, scope, s.span(), false);
      return;
    }
    Value.Tensor tensor = (Value.Tensor) left.value();
    Expr made = Tensors.of(new Value.Operand(result, s.span(), "", null), session);
    if (!made.shape().equals(tensor.shape())) {
      throw Problem.error(
              leibniz.ir.Code.LBZ103,
              left.or("the left side")
                  + " is "
                  + tensor.shape()
                  + " and cannot hold the result "
                  + made.shape()
                  + " in place",
              s.span(),
              "")
          .also(left.span(), Tensors.label(left, tensor.shape(), session))
          .raise();
    }
    if (s.target() instanceof Expression.Subscript sub
        && evaluator.of(sub.value(), scope) instanceof Value.Tensor) {
      element(sub, result, scope);
    } else {
      change(tensor, made, s.target(), scope, s.span());
    }
  }

  /// Entries that arrays or a mask name; whether it was such a target.
  private boolean augmented(Statement.AugmentedAssign s, Expression.Subscript at, Scope scope) {
    Value.Operand container = evaluator.operand(at.value(), scope);
    Value index = evaluator.index(at.index(), scope);
    boolean sum =
        s.operator() == Expression.Operator.ADD || s.operator() == Expression.Operator.SUBTRACT;
    if (!(container.value() instanceof Value.Tensor tensor)
        || !Places.hasArrays(index) && !(session.follows() && sum)) {
      return false;
    }
    Value.Operand right = evaluator.operand(s.value(), scope);
    Expr changed =
        evaluator
            .subscripts()
            .augmented(s.operator(), container, index, right, at.index().span(), s.span());
    if (changed == null) {
      return false;
    }
    change(tensor, changed, at.value(), scope, s.span());
    return true;
  }

  /// The names in a target.
  static void names(Expression target, List<Expression.Name> into) {
    switch (target) {
      case Expression.Name name -> into.add(name);
      case Expression.Tuple(var elements, _) -> elements.forEach(e -> names(e, into));
      case Expression.Listing(var elements, _) -> elements.forEach(e -> names(e, into));
      case Expression.Starred(var inner, _) -> names(inner, into);
      case Expression.Subscript s -> names(s.value(), into);
      case Expression.Attribute a -> names(a.value(), into);
      default -> {}
    }
  }
}

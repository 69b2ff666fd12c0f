package leibniz.trace;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.LeibnizException;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import leibniz.op.Positions;
import leibniz.python.Expression;
import org.jspecify.annotations.Nullable;

/// What an expression stands for.
final class Evaluator {
  private final Session session;
  private final Host host;
  private final Arithmetic arithmetic;
  private final Comparisons comparisons;
  private final Subscripts subscripts;
  private final Methods methods;
  private final Containers containers;
  private final Excerpts excerpts;

  /// What an evaluator needs of the one who runs statements.
  interface Host extends Containers.Naming {
    /// A function from a lambda.
    Value.Function lambda(Expression.Lambda lambda, Scope scope);

    /// A function of the prelude, or null.
    @Nullable Value prelude(String name);

    /// Gives a target a value.
    void assign(Expression target, Value value, Scope scope, Span span);

    /// All names of the prelude.
    Set<String> preludeNames();
  }

  Evaluator(Session session, Host host, Excerpts excerpts) {
    this.session = session;
    this.host = host;
    this.excerpts = excerpts;
    this.arithmetic = new Arithmetic(session);
    this.comparisons = new Comparisons(session);
    this.subscripts = new Subscripts(session);
    this.containers = new Containers(session, host);
    this.methods = new Methods(session, containers);
  }

  /// An expression as written.
  String written(Expression e) {
    return excerpts.of(e.span());
  }

  Arithmetic arithmetic() {
    return arithmetic;
  }

  Subscripts subscripts() {
    return subscripts;
  }

  Methods methods() {
    return methods;
  }

  Containers containers() {
    return containers;
  }

  Value of(Expression e, Scope scope) {
    session.bounds().step(e.span());
    session.bounds().enter(e.span());
    Value value = evaluate(e, scope);
    session.bounds().leave();
    return value;
  }

  /// The value with its place and how the user calls it.
  Value.Operand operand(Expression e, Scope scope) {
    Value value = of(e, scope);
    Span origin = null;
    if (e instanceof Expression.Name(String id, _)) {
      Scope.Binding binding = scope.find(id);
      origin = binding == null ? null : binding.span();
    }
    return new Value.Operand(value, e.span(), excerpts.brief(e), origin);
  }

  /// What stands in an index: there, `range(n)` of a size is the positions along an axis.
  Value index(Expression e, Scope scope) {
    if (e instanceof Expression.Tuple(var elements, _)
        && elements.stream().noneMatch(Expression.Starred.class::isInstance)) {
      return new Value.Tuple(elements.stream().map(part -> index(part, scope)).toList());
    }
    Expression count = Ranges.count(e, scope);
    if (count != null && of(count, scope) instanceof Value.Size(Dim size)) {
      return Value.Tensor.of(session.made(Positions.of(size), e.span()));
    }
    return of(e, scope);
  }

  /// Whether a condition holds.
  boolean holds(Expression test, String what, Scope scope) {
    return Concrete.truth(operand(test, scope), what, session.sizes());
  }

  private Value evaluate(Expression e, Scope scope) {
    return switch (e) {
      case Expression.Name name -> name(name, scope, false);
      case Expression.Int(var value, var span) ->
          new Value.Number(
              session.bounds().number(new Rational(value, java.math.BigInteger.ONE), span), true);
      case Expression.Float f -> Concrete.decimal(f.text(), f.span());
      case Expression.Str(var value, _, var span) -> {
        session.bounds().text(value.length(), span);
        yield new Value.Text(value);
      }
      case Expression.FString(var parts, var span) -> new Value.Text(joined(parts, scope, span));
      case Expression.Field field ->
          new Value.Text(Sequences.text(of(field.value(), scope), field.span(), session));
      case Expression.Bool(boolean value, _) -> new Value.Bool(value);
      case Expression.None _ -> Value.Single.NONE;
      case Expression.Ellipsis _ -> Value.Single.ELLIPSIS;
      case Expression.Tuple(var elements, _) -> new Value.Tuple(elements(elements, scope));
      case Expression.Listing(var elements, _) -> Value.Listing.of(elements(elements, scope));
      case Expression.SetDisplay(var elements, _) ->
          new Value.Tuple(List.copyOf(new LinkedHashSet<>(elements(elements, scope))));
      case Expression.Dict d -> dict(d, scope);
      case Expression.Comprehension c -> {
        List<Value> made = new ArrayList<>();
        clauses(c.clauses(), 0, new Scope(scope), s -> made.add(of(c.element(), s)), c.span());
        yield c.kind() == Expression.ComprehensionKind.SET
            ? new Value.Tuple(List.copyOf(new LinkedHashSet<>(made)))
            : Value.Listing.of(made);
      }
      case Expression.DictComprehension c -> {
        Value.Dict made = Value.Dict.empty();
        clauses(
            c.clauses(),
            0,
            new Scope(scope),
            s -> containers.put(made, of(c.key(), s), of(c.value(), s), c.span()),
            c.span());
        yield made;
      }
      case Expression.Attribute a -> attribute(a, scope);
      case Expression.Subscript s ->
          subscripts.get(
              operand(s.value(), scope), index(s.index(), scope), s.index().span(), s.span());
      case Expression.Slice(var lower, var upper, var step, _) ->
          new Value.Slice(bound(lower, scope), bound(upper, scope), bound(step, scope));
      case Expression.Call c -> call(c, scope);
      case Expression.Binary b -> binary(b, scope);
      case Expression.Unary u -> unary(u, scope);
      case Expression.And(var operands, _) -> shortCircuit(operands, false, scope);
      case Expression.Or(var operands, _) -> shortCircuit(operands, true, scope);
      case Expression.Compare c -> comparisons.chain(c, part -> operand(part, scope));
      case Expression.Conditional(var test, var body, var orElse, _) ->
          of(holds(test, "this `if`", scope) ? body : orElse, scope);
      case Expression.Lambda lambda -> host.lambda(lambda, scope);
      case Expression.Named(var target, var value, var span) -> {
        Value made = of(value, scope);
        host.assign(target, made, scope, span);
        yield of(target, scope);
      }
      case Expression.Starred(_, var span) ->
          throw Faults.refused("a star is read in lists and calls only", span).raise();
      case Expression.Imaginary(_, var span) ->
          throw Faults.refused("complex numbers are not read", span).raise();
      case Expression.Bytes(_, var span) ->
          throw Faults.refused("bytes are not read", span).raise();
      case Expression.Yield(_, var span) -> throw Faults.refused("yield is not read", span).raise();
      case Expression.YieldFrom(_, var span) ->
          throw Faults.refused("yield is not read", span).raise();
    };
  }

  // --- names and literals --------------------------------------------------------------------

  private Value name(Expression.Name name, Scope scope, boolean called) {
    String id = name.id();
    Scope.Binding binding = scope.find(id);
    Value found = binding != null ? binding.value() : known(id);
    if (found == Value.Broken.BROKEN) {
      throw new Faults.Silenced();
    }
    if (found == null) {
      throw new Unknown(session, host.preludeNames()).name(id, name.span(), scope, called).raise();
    }
    return found;
  }

  /// What a name stands for that the program does not define.
  private @Nullable Value known(String id) {
    Value found = id.equals("__name__") ? new Value.Text("__main__") : Library.python(id);
    boolean bare = session.facts().bare() && !id.equals("e");
    if (found == null && bare) {
      found = Library.numpy(id);
      found = found == null ? host.prelude("numpy." + id) : found;
    }
    if (found == null) {
      found = Library.named(id);
    }
    if (found == null) {
      found = host.prelude(id);
    }
    if (found == null && session.facts().sizes().contains(id)) {
      found =
          session
              .sizes()
              .asked(id)
              .map(n -> Value.Size.of(session.sizes().symbol(id)))
              .orElse(null);
    }
    return found == null ? Library.usual(id) : found;
  }

  private String joined(List<Expression> parts, Scope scope, Span span) {
    StringBuilder text = new StringBuilder();
    for (Expression part : parts) {
      text.append(Sequences.text(of(part, scope), part.span(), session));
      session.bounds().text(text.length(), span);
    }
    return text.toString();
  }

  private List<Value> elements(List<Expression> expressions, Scope scope) {
    List<Value> values = new ArrayList<>();
    for (Expression e : expressions) {
      if (e instanceof Expression.Starred(var inner, _)) {
        values.addAll(Sequences.elements(operand(inner, scope), session));
      } else {
        values.add(of(e, scope));
      }
    }
    return values;
  }

  private Value dict(Expression.Dict d, Scope scope) {
    Value.Dict made = Value.Dict.empty();
    for (Expression.Entry entry : d.entries()) {
      Expression key = entry.key();
      if (key != null) {
        containers.put(made, of(key, scope), of(entry.value(), scope), d.span());
      } else if (of(entry.value(), scope) instanceof Value.Dict other) {
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
    for (Value value : Sequences.elements(operand(clause.iterable(), scope), session)) {
      host.assign(clause.target(), value, scope, span);
      boolean taken = true;
      for (Expression condition : clause.conditions()) {
        taken = taken && holds(condition, "this condition", scope);
      }
      if (taken) {
        clauses(clauses, k + 1, scope, element, span);
      }
    }
  }

  private @Nullable Value bound(@Nullable Expression e, Scope scope) {
    Value value = e == null ? null : of(e, scope);
    return value == Value.Single.NONE ? null : value;
  }

  // --- attributes and calls ------------------------------------------------------------------

  private Value attribute(Expression.Attribute a, Scope scope) {
    Value.Operand receiver = operand(a.value(), scope);
    if (!(receiver.value() instanceof Value.Module(String path))) {
      return methods.of(receiver, a.name(), a.nameSpan(), a.span());
    }
    Value found = Library.attribute(path, a.name());
    if (found == null) {
      found = Imports.prelude(path, a.name(), host::prelude);
    }
    if (found == null) {
      throw Library.unknown(path, a.name(), excerpts.of(a.span()), a.span()).raise();
    }
    return found;
  }

  private Value call(Expression.Call c, Scope scope) {
    Value function =
        c.function() instanceof Expression.Name name
            ? name(name, scope, true)
            : of(c.function(), scope);
    String written = excerpts.of(c.function().span());
    if (function instanceof Value.Foreign f) {
      throw Concrete.foreign(f, c.function().span());
    }
    if (!(function instanceof Value.Function f)) {
      throw Faults.unfit(
              written + " is " + Value.kind(function) + " and cannot be called",
              c.function().span())
          .raise();
    }
    List<Value.Argument> arguments = new ArrayList<>();
    for (Expression.Argument argument : c.arguments()) {
      argument(argument, scope, arguments);
    }
    Value.Call call = new Value.Call(written, c.function().span(), c.span(), arguments);
    if (!(f.body() instanceof Native)) {
      return f.body().call(call, session);
    }
    try {
      return f.body().call(call, session);
    } catch (LeibnizException e) {
      List<Value.Operand> operands = arguments.stream().map(Value.Argument::operand).toList();
      throw Fitting.suggest(
          e, operands, scope, c.span(), excerpts, o -> f.body().call(call.with(o), session));
    }
  }

  private void argument(Expression.Argument argument, Scope scope, List<Value.Argument> arguments) {
    Value.Operand operand = operand(argument.value(), scope);
    Span span = argument.span();
    switch (argument.kind()) {
      case POSITIONAL, KEYWORD -> arguments.add(new Value.Argument(argument.name(), operand, span));
      case STAR -> {
        for (Value value : Sequences.elements(operand, session)) {
          arguments.add(new Value.Argument("", new Value.Operand(value, span, "", null), span));
        }
      }
      case DOUBLE_STAR -> {
        if (!(operand.value() instanceof Value.Dict dict)) {
          throw Faults.unfit("** needs a dict", span).raise();
        }
        for (Value.Dict.Entry entry : dict.entries().values()) {
          String keyword = Sequences.text(entry.key(), span, session);
          Value.Operand value = new Value.Operand(entry.value(), span, "", null);
          arguments.add(new Value.Argument(keyword, value, span));
        }
      }
    }
  }

  // --- operators -----------------------------------------------------------------------------

  private Value binary(Expression.Binary b, Scope scope) {
    Value.Operand left = operand(b.left(), scope);
    Value.Operand right = operand(b.right(), scope);
    try {
      return binary(b.operator(), left, right, b.span());
    } catch (LeibnizException e) {
      throw Fitting.suggest(
          e,
          List.of(left, right),
          scope,
          b.span(),
          excerpts,
          o -> binary(b.operator(), o.get(0), o.get(1), b.span()));
    }
  }

  /// Also what `+=` and its kin compute.
  Value binary(Expression.Operator operator, Value.Operand left, Value.Operand right, Span span) {
    Value joined = Joining.of(operator, left, right, span, session);
    if (joined != null) {
      return joined;
    }
    for (Value.Operand operand : List.of(left, right)) {
      if (operand.value() instanceof Value.Foreign f) {
        throw Concrete.foreign(f, operand.span());
      }
    }
    return arithmetic.apply(operator, left, right, span);
  }

  private Value unary(Expression.Unary u, Scope scope) {
    return switch (u.operator()) {
      case NOT -> new Value.Bool(!holds(u.operand(), "`not`", scope));
      case MINUS -> arithmetic.negate(operand(u.operand(), scope), u.span());
      case INVERT -> arithmetic.invert(operand(u.operand(), scope), u.span());
      case PLUS -> of(u.operand(), scope);
    };
  }

  @SuppressWarnings("ReferenceEquality") // the last operand itself
  private Value shortCircuit(List<Expression> operands, boolean until, Scope scope) {
    Value value = new Value.Bool(!until);
    for (Expression e : operands) {
      Value.Operand operand = operand(e, scope);
      value = operand.value();
      String what = until ? "`or`" : "`and`";
      if (e != operands.getLast() && Concrete.truth(operand, what, session.sizes()) == until) {
        return value;
      }
    }
    return value;
  }
}

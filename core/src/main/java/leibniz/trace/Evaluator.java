package leibniz.trace;

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
final class Evaluator implements Evaluation {
  private final Session session;
  private final Host host;
  private final Arithmetic arithmetic;
  private final Comparisons comparisons;
  private final Subscripts subscripts;
  private final Methods methods;
  private final Containers containers;
  private final Displays displays;
  private final Classes classes;
  private final Calls calls;
  private final Introspection introspection;
  private final Excerpts excerpts;
  private final Outcomes outcomes;

  /// What an evaluator needs of the one who runs statements.
  interface Host extends Containers.Naming {
    /// A function from a lambda.
    Value.Function lambda(Expression.Lambda lambda, Scope scope);

    /// A function of the prelude, or null.
    @Nullable Value prelude(String name);

    /// An array changes in place, by an expression that stands for it.
    void change(Value.Tensor array, Value to, Expression by, Scope scope, Span span);

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
    this.outcomes = new Outcomes(session, this);
    this.comparisons = new Comparisons(session);
    this.subscripts = new Subscripts(session);
    this.containers = new Containers(session, host);
    this.methods = new Methods(session, containers);
    this.displays = new Displays(session, this, containers, host::assign);
    this.classes = new Classes(session);
    this.calls = new Calls(session, classes, excerpts, this::operand, host::change, host::prelude);
    this.introspection = new Introspection(session, methods, classes);
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

  Classes classes() {
    return classes;
  }

  Containers containers() {
    return containers;
  }

  @Override
  public Value of(Expression e, Scope scope) {
    session.bounds().step(e.span());
    session.bounds().enter(e.span());
    Value value = evaluate(e, scope);
    if (value == Value.Broken.BROKEN) {
      throw new Faults.Silenced();
    }
    session.bounds().leave();
    return value;
  }

  @Override
  public Value.Operand operand(Expression e, Scope scope) {
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

  /// The value, or null where it cannot be had.
  @Nullable Value quietly(Expression e, Scope scope) {
    Bounds.Depth depth = session.bounds().depth();
    try {
      return of(e, scope);
    } catch (LeibnizException | Faults.Silenced | Faults.Raised failure) {
      session.bounds().resume(depth);
      return null;
    }
  }

  @Override
  public boolean holds(Expression test, String what, Scope scope) {
    return Concrete.truth(operand(test, scope), what, session);
  }

  /// What comes of the test of an `if`.
  Outcomes.Outcome outcome(Expression test, Scope scope) {
    return outcomes.of(test, "this `if`", scope);
  }

  /// What comes of a condition that is known as a value.
  Outcomes.Outcome outcome(Value.Operand condition, String what) {
    return outcomes.of(condition, what);
  }

  private Value chosen(Expression.Conditional c, Scope scope) {
    Outcomes.Outcome outcome = outcome(c.test(), scope);
    if (outcome.condition() == null) {
      return of(outcome.holds() ? c.body() : c.orElse(), scope);
    }
    Value yes = of(c.body(), scope);
    return Choices.either(outcome.condition(), yes, of(c.orElse(), scope), c.span(), session);
  }

  private Value evaluate(Expression e, Scope scope) {
    return switch (e) {
      case Expression.Name name -> name(name, scope, false);
      case Expression.Int(var value, var span) -> {
        Rational number = session.bounds().number(Rational.of(value), span);
        boolean size = session.follows() && number.isInt();
        yield new Value.Number(
            size ? Rational.of(session.sizes().written(number.intValue())) : number, true);
      }
      case Expression.Float f -> Concrete.decimal(f.text(), f.span());
      case Expression.Str(var value, _, var span) -> {
        session.bounds().text(value.length(), span);
        yield new Value.Text(value);
      }
      case Expression.FString(var parts, var span) ->
          new Value.Text(displays.joined(parts, scope, span));
      case Expression.Field field ->
          new Value.Text(Sequences.text(of(field.value(), scope), field.span(), session));
      case Expression.Bool(boolean value, _) -> new Value.Bool(value);
      case Expression.None _ -> Value.Single.NONE;
      case Expression.Ellipsis _ -> Value.Single.ELLIPSIS;
      case Expression.Tuple(var elements, _) -> new Value.Tuple(displays.elements(elements, scope));
      case Expression.Listing(var elements, _) ->
          Value.Listing.of(displays.elements(elements, scope));
      case Expression.SetDisplay(var elements, _) ->
          Sets.of(displays.elements(elements, scope), e.span(), session);
      case Expression.Dict d -> displays.dict(d, scope);
      case Expression.Comprehension c -> displays.comprehension(c, scope);
      case Expression.DictComprehension c -> displays.comprehension(c, scope);
      case Expression.Attribute a -> attribute(a, scope);
      case Expression.Subscript s -> {
        Value.Operand container = operand(s.value(), scope);
        Value index = position(container.value(), index(s.index(), scope), s.index().span());
        Value made = classes.special(container.value(), "__getitem__", List.of(index), s.span());
        Value sides = Sides.of(container, index, s.index().span(), s.span(), session);
        yield made != null
            ? made
            : sides != null ? sides : subscripts.get(container, index, s.index().span(), s.span());
      }
      case Expression.Slice(var lower, var upper, var step, _) ->
          new Value.Slice(bound(lower, scope), bound(upper, scope), bound(step, scope));
      case Expression.Call c -> call(c, scope);
      case Expression.Binary b -> binary(b, scope);
      case Expression.Unary u -> unary(u, scope);
      case Expression.And(var operands, _) -> shortCircuit(operands, false, scope);
      case Expression.Or(var operands, _) -> shortCircuit(operands, true, scope);
      case Expression.Compare c -> comparisons.chain(c, part -> operand(part, scope));
      case Expression.Conditional c -> chosen(c, scope);
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
      case Expression.Yield(var value, var span) -> {
        Value given = value == null ? Value.Single.NONE : of(value, scope);
        yielded(List.of(given), scope, span);
        yield Value.Single.NONE;
      }
      case Expression.YieldFrom(var value, var span) -> {
        yielded(Sequences.elements(operand(value, scope), session), scope, span);
        yield Value.Single.NONE;
      }
    };
  }

  /// An index of a list or a dict that depends on data, where data may decide.
  private Value position(Value container, Value index, Span span) {
    boolean held = container instanceof Value.Tensor || container instanceof Value.Instance;
    if (held || !(index instanceof Value.Tensor t) || t.shape().rank() > 0) {
      return index;
    }
    Double value = session.valued(t.expr());
    if (value == null) {
      return index;
    }
    session.assume("line " + span.line() + ": the index is of a value drawn");
    return Value.Number.of(Math.round(value));
  }

  private void yielded(List<Value> values, Scope scope, Span span) {
    Scope.Binding list = scope.find(Generators.NAME);
    if (list == null || !(list.value() instanceof Value.Listing l)) {
      throw Faults.refused("yield stands outside a function", span).raise();
    }
    session.bounds().steps(values.size(), span);
    l.elements().addAll(values);
  }

  // --- names and literals --------------------------------------------------------------------

  private Value name(Expression.Name name, Scope scope, boolean called) {
    String id = name.id();
    Scope.Binding binding = scope.find(id);
    Value found = binding != null ? binding.value() : known(id);
    if (found == Value.Broken.BROKEN) {
      throw new Faults.Silenced();
    }
    if (found == null && session.isTrying()) {
      throw new Faults.Silenced(); // nobody asks what was meant
    }
    if (found == null) {
      throw new Unknown(session, host.preludeNames()).name(id, name.span(), scope, called).raise();
    }
    return found;
  }

  /// What a name stands for that the program does not define.
  private @Nullable Value known(String id) {
    Value found = id.equals("__name__") ? new Value.Text("__main__") : introspection.named(id);
    if (found == null) {
      found = Library.python(id);
    }
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

  private @Nullable Value bound(@Nullable Expression e, Scope scope) {
    Value value = e == null ? null : of(e, scope);
    return value == Value.Single.NONE ? null : value;
  }

  // --- attributes and calls ------------------------------------------------------------------

  private Value attribute(Expression.Attribute a, Scope scope) {
    Value.Operand receiver = operand(a.value(), scope);
    if (receiver.value() instanceof Value.Thing thing) {
      return classes.get(receiver, thing, a.name(), a.nameSpan(), a.span());
    }
    if (!(receiver.value() instanceof Value.Module(String path))) {
      return methods.of(receiver, a.name(), a.nameSpan(), a.span());
    }
    Value found = Library.attribute(path, a.name());
    if (found == null) {
      found = Imports.prelude(path, a.name(), host::prelude);
    }
    if (found == null) {
      if (session.follows() && path.equals("numpy") && a.name().equals("unique")) {
        return Distinct.ROW.function();
      }
      throw Library.unknown(path, a.name(), excerpts.of(a.span()), a.span()).raise();
    }
    return found;
  }

  private Value call(Expression.Call c, Scope scope) {
    if (c.function() instanceof Expression.Name name) {
      boolean above = name.id().equals("super") && scope.find("super") == null;
      return above ? calls.above(c, scope) : calls.of(c, name(name, scope, true), scope);
    }
    return calls.of(c, of(c.function(), scope), scope);
  }

  // --- operators -----------------------------------------------------------------------------

  private Value binary(Expression.Binary b, Scope scope) {
    Value.Operand left = operand(b.left(), scope);
    Value.Operand right = operand(b.right(), scope);
    try {
      return binary(b.operator(), left, right, b.span());
    } catch (LeibnizException e) {
      if (session.isTrying()) {
        throw e;
      }
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
    if (left.value() instanceof Value.Instance || right.value() instanceof Value.Instance) {
      Value made = classes.binary(operator, left.value(), right.value(), span);
      if (made != null) {
        return made;
      }
    }
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
      case NOT -> {
        Value.Operand operand = operand(u.operand(), scope);
        yield Outcomes.isOpen(operand.value(), session)
            ? Outcomes.not(operand.value())
            : new Value.Bool(!Concrete.truth(operand, "`not`", session));
      }
      case MINUS -> {
        Value.Operand operand = operand(u.operand(), scope);
        Value made = classes.special(operand.value(), "__neg__", List.of(), u.span());
        yield made != null ? made : arithmetic.negate(operand, u.span());
      }
      case INVERT -> arithmetic.invert(operand(u.operand(), scope), u.span());
      case PLUS -> of(u.operand(), scope);
    };
  }

  @SuppressWarnings("ReferenceEquality") // the last operand itself
  private Value shortCircuit(List<Expression> operands, boolean until, Scope scope) {
    Value value = new Value.Bool(!until);
    Value open = null; // what is left to data: that all hold, or that none does
    for (Expression e : operands) {
      Value.Operand operand = operand(e, scope);
      value = operand.value();
      String what = until ? "`or`" : "`and`";
      if (Outcomes.isOpen(value, session)) {
        open = Outcomes.both(open, until ? Outcomes.not(value) : value);
        continue;
      }
      if (open != null && !(value instanceof Value.Bool)) {
        throw Faults.refused(what + " depends on the values of a tensor ()", operand.span())
            .raise();
      }
      boolean decides = open != null || e != operands.getLast();
      if (decides && Concrete.truth(operand, what, session) == until) {
        return value;
      }
    }
    if (open != null) {
      return until ? Outcomes.not(open) : open;
    }
    return value;
  }
}

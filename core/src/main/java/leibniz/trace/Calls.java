package leibniz.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import leibniz.ir.LeibnizException;
import leibniz.ir.Span;
import leibniz.python.Expression;
import org.jspecify.annotations.Nullable;

/// Calls: what is called, with what, and what would have fitted.
final class Calls {
  private final Session session;
  private final Classes classes;
  private final Excerpts excerpts;
  private final Operands operands;
  private final InPlace inPlace;
  private final Function<String, @Nullable Value> prelude;

  /// Puts what a call makes into an array that is there: `out=`.
  @FunctionalInterface
  interface InPlace {
    void change(Value.Tensor array, Value to, Expression by, Scope scope, Span span);
  }

  /// Evaluates one expression.
  @FunctionalInterface
  interface Operands {
    Value.Operand of(Expression e, Scope scope);
  }

  /// @param prelude functions that are written in the language itself
  Calls(
      Session session,
      Classes classes,
      Excerpts excerpts,
      Operands operands,
      InPlace inPlace,
      Function<String, @Nullable Value> prelude) {
    this.session = session;
    this.classes = classes;
    this.excerpts = excerpts;
    this.operands = operands;
    this.inPlace = inPlace;
    this.prelude = prelude;
  }

  /// A call of what the function's expression stands for.
  Value of(Expression.Call c, Value function, Scope scope) {
    String written = excerpts.of(c.function().span());
    Value known = function instanceof Value.Foreign f ? Modules.function(f.name()) : function;
    if (known == null && session.follows() && function instanceof Value.Foreign f) {
      Value own = f.name().contains(".") ? prelude.apply(f.name()) : null;
      known = own == null ? byName(f.name(), c.function().span()) : own;
    }
    if (known == null && function instanceof Value.Foreign f) {
      throw Concrete.foreign(f, c.function().span());
    }
    Value.Function f = known == null ? null : classes.callable(known, c.function().span());
    if (f == null) {
      throw Faults.unfit(
              written + " is " + Value.kind(function) + " and cannot be called",
              c.function().span())
          .raise();
    }
    List<Value.Argument> arguments = new ArrayList<>();
    try {
      for (Expression.Argument argument : c.arguments()) {
        argument(argument, scope, arguments);
      }
    } catch (LeibnizException | Faults.Silenced e) {
      failed(c, f, scope);
      throw e;
    }
    Value.Call call = new Value.Call(written, c.function().span(), c.span(), arguments);
    if (f.body() instanceof Native) {
      for (int k = 0; k < arguments.size(); k++) {
        Value.Argument out = arguments.get(k);
        if (out.keyword().equals("out") && out.operand().value() instanceof Value.Tensor t) {
          Value made = f.body().call(call.without(k), session);
          inPlace.change(t, made, c.arguments().get(k).value(), scope, c.span());
          return t;
        }
      }
    }
    if (!(f.body() instanceof Native)) {
      return f.body().call(call, session);
    }
    try {
      return f.body().call(call, session);
    } catch (LeibnizException e) {
      if (session.isTrying()) {
        throw e;
      }
      List<Value.Operand> given = arguments.stream().map(Value.Argument::operand).toList();
      throw Fitting.suggest(
          e, given, scope, c.span(), excerpts, o -> f.body().call(call.with(o), session));
    }
  }

  /// A call that cannot be made, since some of its arguments have no value: what the others are, it
  /// is called with all the same.
  private void failed(Expression.Call c, Value.Function f, Scope scope) {
    if (!session.follows() || session.isTrying()) {
      return;
    }
    if (f.body() instanceof Native searching && Optimize.rows().containsKey(searching.name())) {
      searching(c, searching, scope);
    }
    if (!(f.body() instanceof Closure closure)) {
      return;
    }
    Map<String, Value> known = new LinkedHashMap<>();
    for (int k = 0; k < c.arguments().size(); k++) {
      Expression.Argument argument = c.arguments().get(k);
      boolean positional = argument.kind() == Expression.ArgumentKind.POSITIONAL;
      boolean named = argument.kind() == Expression.ArgumentKind.KEYWORD;
      if (!named && !(positional && k < closure.parameters().size())) {
        break;
      }
      String name = named ? argument.name() : closure.parameters().get(k).name();
      known(name, argument.value(), scope, known);
    }
    closure.journal().wanted().call(closure.definition(), known);
  }

  /// A search that cannot begin, since it has no data: what it is handed beside them goes to the
  /// functions that it would call.
  private void searching(Expression.Call c, Native search, Scope scope) {
    Map<String, Expression> given = search.given(c.arguments());
    List<Expression> others =
        switch (given.get("args")) {
          case Expression.Tuple(var elements, _) -> elements;
          case null -> List.of();
          default -> List.of(given.get("args"));
        };
    for (String called : Optimize.CALLED) {
      Expression function = given.get(called);
      if (function != null
          && quietly(function, scope) instanceof Value.Function f
          && f.body() instanceof Closure closure) {
        Map<String, Value> known = new LinkedHashMap<>();
        for (int k = 0; k < Math.min(others.size(), closure.parameters().size() - 1); k++) {
          known(closure.parameters().get(k + 1).name(), others.get(k), scope, known);
        }
        closure.journal().wanted().call(closure.definition(), known);
      }
    }
  }

  private void known(String name, Expression argument, Scope scope, Map<String, Value> known) {
    Value value = quietly(argument, scope);
    boolean nothing = // by a strength of 0 nobody can tell what is there
        value instanceof Value.Number n && n.value().isZero() && Guesses.isStrength(name);
    if (value != null && !nothing) { // else it is drawn
      known.put(name, value);
    }
  }

  /// The value of an argument; null if it has none.
  private @Nullable Value quietly(Expression argument, Scope scope) {
    try {
      return operands.of(argument, scope).value();
    } catch (LeibnizException | Faults.Silenced | Faults.Raised e) {
      return null;
    }
  }

  /// What a function of a library that is not run must be, by its name: `sigmoid` is nothing else.
  private @Nullable Value byName(String name, Span span) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    Value known = CLEAR.contains(last) ? Library.named(last) : null;
    if (known != null) {
      session.assume("line " + span.line() + ": " + name + " is taken to be what its name says");
    }
    return known;
  }

  private static final Set<String> CLEAR = Set.of("sigmoid", "relu", "softplus", "expit");

  private void argument(Expression.Argument argument, Scope scope, List<Value.Argument> arguments) {
    Value.Operand operand = operands.of(argument.value(), scope);
    Span span = argument.span();
    switch (argument.kind()) {
      case POSITIONAL, KEYWORD -> arguments.add(new Value.Argument(argument.name(), operand, span));
      case STAR -> {
        for (Value value : Sequences.elements(operand, session)) {
          if (value == Value.Broken.BROKEN) {
            throw new Faults.Silenced();
          }
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

  /// `super()` in a method, or `super(Class, self)`.
  Value.Super above(Expression.Call c, Scope scope) {
    Value type;
    Value self;
    if (c.arguments().isEmpty()) {
      Scope.Binding own = scope.find(Scope.CLASS);
      Scope.Binding first = scope.find(Scope.FIRST);
      type = own == null ? Value.Single.NONE : own.value();
      self = first == null ? Value.Single.NONE : first.value();
    } else {
      type = operands.of(c.arguments().get(0).value(), scope).value();
      self = operands.of(c.arguments().getLast().value(), scope).value();
    }
    Value.ClassObject whole =
        self instanceof Value.Instance i
            ? i.type()
            : self instanceof Value.ClassObject o ? o : null;
    if (!(type instanceof Value.ClassObject here) || whole == null) {
      throw Faults.unfit("super() is read in methods of a class", c.span()).raise();
    }
    int at = whole.order().indexOf(here);
    return new Value.Super(whole.order().subList(at + 1, whole.order().size()), self);
  }
}

package leibniz.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Span;
import leibniz.python.Expression.Operator;
import org.jspecify.annotations.Nullable;

/// Classes of the program: what their objects have, and what operators and calls make of them.
final class Classes {
  private final Session session;

  Classes(Session session) {
    this.session = session;
  }

  /// The classes to look in, nearest first: itself, and each base behind all that derive from it.
  static List<Value.ClassObject> order(Value.ClassObject self, List<Value.ClassObject> bases) {
    List<Value.ClassObject> all = new ArrayList<>();
    all.add(self);
    for (Value.ClassObject base : bases) {
      for (Value.ClassObject one : base.order()) {
        all.remove(one);
        all.add(one);
      }
    }
    return all;
  }

  // --- attributes ----------------------------------------------------------------------------

  /// `object.name`, `Class.name`, `super().name`; null if there is none of that name.
  @Nullable Value find(Value.Thing thing, String name, Span span) {
    return switch (thing) {
      case Value.Instance i -> ofInstance(i, name, span);
      case Value.ClassObject c -> ofClass(c, name);
      case Value.Super s -> ofSuper(s, name, span);
      case Value.Descriptor d ->
          switch (name) {
            case "setter" -> setter(d);
            case "getter", "deleter" -> Containers.function(name, "f", a -> d);
            default -> null;
          };
    };
  }

  /// The same, where it has to be there.
  Value get(Value.Operand receiver, Value.Thing thing, String name, Span nameSpan, Span span) {
    Value found = find(thing, name, span);
    if (found != null) {
      return found;
    }
    String meant = Suggest.near(name, names(thing));
    String what = receiver.or("this") + " is " + Value.kind(thing) + " and has no " + name;
    throw Problem.error(
            Code.LBZ003, what, nameSpan, meant == null ? "" : "did you mean " + meant + "?")
        .raise();
  }

  private static List<String> names(Value.Thing thing) {
    List<String> names = new ArrayList<>();
    List<Value.ClassObject> order = List.of();
    if (thing instanceof Value.Instance i) {
      names.addAll(i.attributes().keySet());
      order = i.type().order();
    } else if (thing instanceof Value.ClassObject c) {
      order = c.order();
    }
    order.forEach(c -> names.addAll(c.members().keySet()));
    return names;
  }

  private @Nullable Value ofInstance(Value.Instance self, String name, Span span) {
    Value member = self.type().find(name);
    if (member instanceof Value.Descriptor d && d.role() == Value.Descriptor.Role.PROPERTY) {
      return called(d.function(), List.of(self), span);
    }
    Value own = self.attributes().get(name);
    if (own != null) {
      return own;
    }
    if (member != null) {
      return bound(member, self, self.type(), span);
    }
    return switch (name) {
      case "__class__" -> self.type();
      case "__dict__" -> attributes(self);
      default -> self.type().foreign() ? new Value.Foreign(self.type().name() + "." + name) : null;
    };
  }

  private static Value attributes(Value.Instance self) {
    Value.Dict all = Value.Dict.empty();
    self.attributes()
        .forEach((key, value) ->
            all.entries().put(key, new Value.Dict.Entry(new Value.Text(key), value)));
    return all;
  }

  private static @Nullable Value ofClass(Value.ClassObject type, String name) {
    Value member = type.find(name);
    if (name.equals("__name__")) {
      return new Value.Text(type.name());
    }
    if (member instanceof Value.Descriptor d) {
      return switch (d.role()) {
        case PROPERTY -> d;
        case STATIC -> d.function();
        case CLASS -> method(d.function(), type);
      };
    }
    return member == null && type.foreign() ? new Value.Foreign(type.name() + "." + name) : member;
  }

  private @Nullable Value ofSuper(Value.Super seen, String name, Span span) {
    for (Value.ClassObject one : seen.order()) {
      Value found = one.members().get(name);
      if (found != null) {
        Value.ClassObject type =
            seen.self() instanceof Value.Instance i ? i.type() : (Value.ClassObject) seen.self();
        return bound(found, seen.self(), type, span);
      }
    }
    return name.equals("__init__") || name.equals("__init_subclass__") ? ignoring(name) : null;
  }

  /// What a base that is not known does with its arguments.
  private static Value ignoring(String name) {
    return new Value.Function(name, (_, _) -> Value.Single.NONE);
  }

  private Value bound(Value member, Value self, Value.ClassObject type, Span span) {
    return switch (member) {
      case Value.Descriptor d ->
          switch (d.role()) {
            case PROPERTY -> called(d.function(), List.of(self), span);
            case STATIC -> d.function();
            case CLASS -> method(d.function(), type);
          };
      case Value.Function f when f.isMethod() -> method(f, self);
      default -> member;
    };
  }

  private static Value.Function method(Value.Function function, Value self) {
    return new Value.Function(
        function.name(), (call, session) -> function.body().call(call.before(self), session));
  }

  private Value called(Value.Function function, List<Value> arguments, Span span) {
    return function.body().call(Value.Call.of(function.name(), span, arguments), session);
  }

  private static Value setter(Value.Descriptor property) {
    return Containers.function(
        "setter",
        "f",
        a ->
            a.value("f") instanceof Value.Function f
                ? new Value.Descriptor(property.role(), property.function(), f)
                : property);
  }

  /// Whether giving an object that attribute calls a function of its class; then it is called.
  boolean set(Value.Instance self, String name, Value value, Span span) {
    if (self.type().find(name) instanceof Value.Descriptor d
        && d.role() == Value.Descriptor.Role.PROPERTY) {
      if (d.setter() == null) {
        throw Faults.unfit(name + " is a property without a setter", span).raise();
      }
      var _ = called(d.setter(), List.of(self, value), span);
      return true;
    }
    return false;
  }

  // --- calls ---------------------------------------------------------------------------------

  /// What can be called in place of a class or an object; null if it cannot.
  Value.@Nullable Function callable(Value value, Span span) {
    return switch (value) {
      case Value.Function f -> f;
      case Value.ClassObject c -> new Value.Function(c.name(), (call, _) -> create(c, call));
      case Value.Instance i ->
          find(i, "__call__", span) instanceof Value.Function f
              ? new Value.Function(i.type().name(), f.body())
              : null;
      default -> null;
    };
  }

  private Value create(Value.ClassObject type, Value.Call call) {
    session.bounds().step(call.span());
    Value.Instance made = new Value.Instance(type, new LinkedHashMap<>());
    Value initialise = ofInstance(made, "__init__", call.span());
    if (initialise instanceof Value.Function f) {
      var _ = f.body().call(call, session);
    } else if (!type.fields().isEmpty()) {
      fields(type, made, call);
    } else if (!call.arguments().isEmpty() && !type.foreign()) {
      throw Faults.unfit(type.name() + " takes no arguments", call.arguments().get(0).span())
          .raise();
    }
    return made;
  }

  /// The fields of a dataclass, from arguments and from what the class says.
  private static void fields(Value.ClassObject type, Value.Instance made, Value.Call call) {
    Map<String, Value> given = new LinkedHashMap<>();
    int next = 0;
    for (Value.Argument argument : call.arguments()) {
      boolean named = !argument.keyword().isEmpty();
      if (!named && next == type.fields().size()) {
        throw Faults.unfit(
                type.name() + " takes " + Faults.count(next, "argument"), argument.span())
            .raise();
      }
      given.put(named ? argument.keyword() : type.fields().get(next++), argument.operand().value());
    }
    for (String field : type.fields()) {
      Value value = given.getOrDefault(field, type.find(field));
      if (value == null) {
        throw Faults.unfit(type.name() + " needs " + field, call.span()).raise();
      }
      made.attributes().put(field, value);
    }
  }

  // --- operators -----------------------------------------------------------------------------

  private static final Map<Operator, String> NAMES =
      Map.ofEntries(
          Map.entry(Operator.ADD, "add"),
          Map.entry(Operator.SUBTRACT, "sub"),
          Map.entry(Operator.MULTIPLY, "mul"),
          Map.entry(Operator.MATMUL, "matmul"),
          Map.entry(Operator.DIVIDE, "truediv"),
          Map.entry(Operator.FLOOR_DIVIDE, "floordiv"),
          Map.entry(Operator.MODULO, "mod"),
          Map.entry(Operator.POWER, "pow"),
          Map.entry(Operator.AND, "and"),
          Map.entry(Operator.OR, "or"),
          Map.entry(Operator.XOR, "xor"));

  /// `a + b` where one of them is an object that says what it is; null else.
  @Nullable Value binary(Operator operator, Value left, Value right, Span span) {
    String name = NAMES.get(operator);
    if (name == null) {
      return null;
    }
    Value result = special(left, "__" + name + "__", List.of(right), span);
    return result != null ? result : special(right, "__r" + name + "__", List.of(left), span);
  }

  /// What a method with two underscores at each end makes of it; null if there is none.
  @Nullable Value special(Value self, String name, List<Value> arguments, Span span) {
    return self instanceof Value.Instance i && i.type().find(name) instanceof Value.Function f
        ? called(method(f, i), arguments, span)
        : null;
  }

  /// Whether an object is of a class or of one that derives from it.
  static boolean isA(Value value, Value.ClassObject type) {
    return value instanceof Value.Instance i && i.type().order().contains(type);
  }

  /// The exceptions of Python that people raise and catch; they need no import.
  static final Set<String> EXCEPTIONS =
      Set.of(
          "Exception",
          "BaseException",
          "ValueError",
          "TypeError",
          "KeyError",
          "IndexError",
          "AttributeError",
          "NotImplementedError",
          "RuntimeError",
          "AssertionError",
          "ZeroDivisionError",
          "ArithmeticError",
          "FloatingPointError",
          "OverflowError",
          "LookupError",
          "ImportError",
          "ModuleNotFoundError",
          "NameError",
          "StopIteration",
          "IOError",
          "OSError",
          "FileNotFoundError",
          "KeyboardInterrupt",
          "SystemExit",
          "Warning",
          "UserWarning",
          "RuntimeWarning",
          "DeprecationWarning");
}

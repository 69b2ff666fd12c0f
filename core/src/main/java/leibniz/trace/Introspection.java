package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.LeibnizException;
import org.jspecify.annotations.Nullable;

/// Python's functions that ask what a value is, or make containers: `isinstance`, `hasattr`,
/// `getattr`, `type`, `dict`, `iter`, `next`; and the exceptions it knows by name.
final class Introspection {
  private final Session session;
  private final Methods methods;
  private final Classes classes;
  private final Map<String, Value> known = new HashMap<>();
  private final Map<Value, Integer> ids = new IdentityHashMap<>();

  Introspection(Session session, Methods methods, Classes classes) {
    this.session = session;
    this.methods = methods;
    this.classes = classes;
    put(row("isinstance", "x, types", a -> new Value.Bool(isA(a.value("x"), a.value("types")))));
    put(row("issubclass", "type, types", this::isSubclass));
    put(row("hasattr", "x, name", a -> new Value.Bool(find(a) != null)));
    put(row("getattr", "x, name, default?", this::attribute));
    put(row("setattr", "x, name, value", this::set));
    put(row("type", "x, bases?, members?", a -> a.has("bases") ? made(a) : type(a.value("x"))));
    put(row("id", "x", a -> Value.Number.of(id(a.value("x")))));
    put(
        row(
            "callable",
            "x",
            a -> new Value.Bool(classes.callable(a.value("x"), a.span()) != null)));
    put(
        row(
            "iter",
            "x",
            a ->
                a.value("x") instanceof Value.Listing l
                    ? l
                    : Value.Listing.of(Sequences.elements(a.operand("x"), session))));
    put(row("next", "x, default?", Introspection::next));
    put(row("len", "x", this::length));
    put(row("set", "x?", this::distinct));
    put(row("frozenset", "x?", this::distinct));
    put(row("open", "file, ~mode, ~encoding, ~newline, ~errors", Files::open));
    put(row("filter", "function, x", this::filter));
    known.put("dict", new Value.Function("dict", Containers::dict));
    Value.ClassObject object = exception("object", null);
    Value.ClassObject all = exception("BaseException", null);
    Value.ClassObject usual = exception("Exception", all);
    known.put("object", object);
    Classes.EXCEPTIONS.forEach(name -> known.put(name, exception(name, usual)));
    known.put("BaseException", all);
    known.put("Exception", usual);
  }

  private void put(Native row) {
    known.put(row.name(), row.function());
  }

  private static Value.ClassObject exception(String name, Value.@Nullable ClassObject base) {
    List<Value.ClassObject> order = new ArrayList<>();
    boolean foreign = !name.equals("object");
    Value.ClassObject made =
        new Value.ClassObject(name, order, new LinkedHashMap<>(), foreign, List.of());
    order.addAll(Classes.order(made, base == null ? List.of() : List.of(base)));
    return made;
  }

  /// What a name stands for that is one of these.
  @Nullable Value named(String id) {
    return known.get(id);
  }

  // --- kinds ---------------------------------------------------------------------------------

  private static boolean isA(Value value, Value types) {
    return switch (types) {
      case Value.Tuple t -> t.elements().stream().anyMatch(one -> isA(value, one));
      case Value.ClassObject c -> c.name().equals("object") || Classes.isA(value, c);
      case Value.Function f -> kinds(value).contains(last(f.name()));
      case Value.Foreign f -> kinds(value).contains(last(f.name()));
      default -> false;
    };
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// The types of Python and NumPy a value is of.
  private static List<String> kinds(Value value) {
    return switch (value) {
      case Value.Bool _ -> List.of("bool", "int", "Number");
      case Value.Number n when n.whole() -> List.of("int", "Number", "Integral", "Real", "long");
      case Value.Number _ -> List.of("float", "float64", "floating", "Number", "Real");
      case Value.Size _ -> List.of("int", "Number", "Integral", "Real", "long");
      case Value.Text _ -> List.of("str", "basestring", "unicode");
      case Value.Tuple _ -> List.of("tuple", "Sequence", "Iterable");
      case Value.Listing _ -> List.of("list", "Sequence", "Iterable");
      case Value.Dict _ -> List.of("dict", "Mapping", "Iterable");
      case Value.Set _ -> List.of("set", "frozenset", "Set", "Iterable");
      case Value.Function _ -> List.of("Callable", "FunctionType");
      case Value.Tensor t when t.shape().rank() == 0 ->
          List.of("float", "float64", "floating", "generic", "number", "Number", "Real");
      case Value.Tensor _ -> List.of("ndarray", "Iterable");
      default -> List.of();
    };
  }

  private static Value type(Value value) {
    if (value instanceof Value.Instance i) {
      return i.type();
    }
    List<String> kinds = kinds(value);
    String name = kinds.isEmpty() ? "object" : kinds.get(0);
    Value python = Library.python(name);
    return python != null ? python : new Value.Foreign(name);
  }

  /// A class without a statement: `type('Dummy', (), {})`.
  private static Value made(Bound a) {
    Map<String, Value> members = new LinkedHashMap<>();
    if (a.has("members") && a.value("members") instanceof Value.Dict dict) {
      dict.entries()
          .forEach((key, entry) -> {
            if (key instanceof String name) {
              members.put(name, entry.value());
            }
          });
    }
    List<Value.ClassObject> bases = new ArrayList<>();
    if (a.value("bases") instanceof Value.Tuple given) {
      for (Value base : given.elements()) {
        if (base instanceof Value.ClassObject c) {
          bases.add(c);
        }
      }
    }
    List<Value.ClassObject> order = new ArrayList<>();
    Value.ClassObject made =
        new Value.ClassObject(a.text("x", ""), order, members, false, List.of());
    order.addAll(Classes.order(made, bases));
    return made;
  }

  /// A number of its own for each object.
  private int id(Value value) {
    return ids.computeIfAbsent(value, _ -> ids.size() + 1);
  }

  private Value isSubclass(Bound a) {
    boolean is =
        a.value("type") instanceof Value.ClassObject c
            && a.value("types") instanceof Value.ClassObject base
            && c.order().contains(base);
    return new Value.Bool(is);
  }

  // --- attributes ----------------------------------------------------------------------------

  private @Nullable Value find(Bound a) {
    String name = a.text("name", "");
    if (a.value("x") instanceof Value.Thing thing) {
      return classes.find(thing, name, a.span());
    }
    try {
      return methods.of(a.operand("x"), name, a.span(), a.span());
    } catch (LeibnizException e) {
      return null; // that it has none is the answer
    }
  }

  private Value attribute(Bound a) {
    Value found = find(a);
    if (found != null) {
      return found;
    }
    if (a.value("x") instanceof Value.Thing thing && !a.given("default")) {
      return classes.get(a.operand("x"), thing, a.text("name", ""), a.span(), a.span());
    }
    return a.given("default") ? a.value("default") : Value.Single.NONE;
  }

  private Value set(Bound a) {
    if (!(a.value("x") instanceof Value.Instance i)) {
      throw a.unfit("x", "needs an object of a class of the program");
    }
    String name = a.text("name", "");
    if (!classes.set(i, name, a.value("value"), a.span())) {
      i.attributes().put(name, a.value("value"));
    }
    return Value.Single.NONE;
  }

  // --- containers ----------------------------------------------------------------------------

  private static Value next(Bound a) {
    if (!(a.value("x") instanceof Value.Listing l)) {
      throw a.unfit("x", "needs an iterator");
    }
    if (!l.elements().isEmpty()) {
      return l.elements().remove(0);
    }
    if (a.given("default")) {
      return a.value("default");
    }
    throw a.unfit("x", "has no further element");
  }

  private static final String ARGUMENTS =
      "sys.argv"; // a program is read as if run by its name alone

  private Value length(Bound a) {
    if (a.value("x") instanceof Value.Foreign(String name) && name.equals(ARGUMENTS)) {
      return Value.Number.of(1);
    }
    Value own = classes.special(a.value("x"), "__len__", List.of(), a.span());
    return own != null ? own : Sequences.length(a.operand("x"), session);
  }

  private Value distinct(Bound a) {
    List<Value> elements = a.has("x") ? Sequences.elements(a.operand("x"), session) : List.of();
    return Sets.of(elements, a.span(), session);
  }

  private Value filter(Bound a) {
    Value.Function test = classes.callable(a.value("function"), a.span());
    List<Value> taken = new ArrayList<>();
    for (Value element : Sequences.elements(a.operand("x"), session)) {
      Value answer =
          test == null
              ? element
              : test.body().call(Value.Call.of(test.name(), a.span(), List.of(element)), session);
      Value.Operand operand = new Value.Operand(answer, a.span(), "", null);
      if (Concrete.truth(operand, "filter", session)) {
        taken.add(element);
      }
    }
    return Value.Listing.of(taken);
  }
}

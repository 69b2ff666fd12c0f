package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// What programs take from Python's own modules besides `math`: copies, dicts that remember an
/// order, clocks, iteration; and SciPy's minimisers.
final class Modules {
  private Modules() {}

  /// The modules of which something is known; the rest of them is never run.
  static final Set<String> KNOWN =
      Set.of(
          "argparse",
          "time",
          "copy",
          "collections",
          "functools",
          "itertools",
          "os.path",
          "random",
          "re",
          "scipy.optimize",
          "timeit",
          "tqdm");

  private static final int DEEP = 20; // containers in one another that are copied

  private static final Map<String, Value> FUNCTIONS = new HashMap<>();

  static {
    for (String clock :
        List.of(
            "time.time",
            "time.clock",
            "time.perf_counter",
            "time.process_time",
            "timeit.default_timer")) {
      put(row(clock, "", a -> new Value.Number(Rational.ZERO, false)));
    }
    put(row("time.sleep", "seconds", a -> Value.Single.NONE));
    put(row("copy.copy", "x", a -> copy(a.value("x"), 1, new IdentityHashMap<>(), a)));
    put(row("copy.deepcopy", "x", a -> copy(a.value("x"), DEEP, new IdentityHashMap<>(), a)));
    put(row("collections.deque", "x?, ~maxlen", Modules::list));
    put(row("collections.defaultdict", "factory?, x?", Defaults::dict));
    FUNCTIONS.put( // the order of what is put in is that of every dict
        "collections.OrderedDict", new Value.Function("OrderedDict", Containers::dict));
    put(row("functools.reduce", "function, x, initial?", Modules::reduce));
    FUNCTIONS.put("functools.partial", new Value.Function("partial", Modules::partial));
    Itertools.rows().forEach(Modules::put);
    put(row("random.seed", "seed?", a -> Value.Single.NONE));
    put(row("random.shuffle", "x", Modules::shuffle));
    put(row("random.random", "", Modules::scalar));
    put(row("random.uniform", "low, high", Modules::scalar));
    put(row("random.gauss", "mu, sigma", Modules::scalar));
    put(row("random.randint", "low, high", Modules::lowest));
    put(row("random.randrange", "low, high?", Modules::lowest));
    put(row("random.choice", "x", Modules::first));
    put(row("random.sample", "x, k", Modules::sample));
    Words.rows().forEach(Modules::put);
    Paths.rows().forEach(Modules::put);
    Optimize.rows().values().forEach(Modules::put);
    put(
        row(
            "argparse.ArgumentParser",
            "~prog, ~usage, ~description, ~epilog, ~parents, ~formatter_class, ~prefix_chars,"
                + " ~fromfile_prefix_chars, ~argument_default, ~conflict_handler, ~add_help,"
                + " ~allow_abbrev",
            CommandLine::parser));
    FUNCTIONS.put("argparse.Namespace", new Value.Function("Namespace", CommandLine::namespace));
    put(row("tqdm.tqdm", "x, ~desc, ~total, ~disable, ~leave", a -> a.value("x")));
  }

  private static void put(Native row) {
    FUNCTIONS.put(row.name(), row.function());
  }

  /// What is known by a dotted name; null if nothing is.
  static @Nullable Value function(String name) {
    return FUNCTIONS.get(name);
  }

  /// Copies of values that go together, so that a call may change them.
  static Map<String, Value> copied(Map<String, Value> values, Session session, Span span) {
    Bound none = new Bound(new Value.Call("", span, span, List.of()), Map.of(), List.of(), session);
    Map<Value, Value> done = new IdentityHashMap<>();
    Map<String, Value> copies = new LinkedHashMap<>();
    values.forEach((name, value) -> copies.put(name, copy(value, DEEP, done, none)));
    return copies;
  }

  // --- copies --------------------------------------------------------------------------------

  /// @param depth how many containers in one another; arrays are copied below the first
  private static Value copy(Value value, int depth, Map<Value, Value> done, Bound a) {
    a.session().bounds().step(a.span());
    Value known = done.get(value);
    if (known != null || depth <= 0) {
      return known == null ? value : known;
    }
    return switch (value) {
      case Value.Tensor t -> {
        Value made = t.isMask() ? Value.Tensor.mask(t.expr()) : Value.Tensor.of(t.expr());
        done.put(t, made);
        yield made;
      }
      case Value.Tuple t ->
          new Value.Tuple(t.elements().stream().map(e -> copy(e, depth - 1, done, a)).toList());
      case Value.Set s -> new Value.Set(new LinkedHashMap<>(s.elements()));
      case Value.Listing l -> {
        Value.Listing made = Value.Listing.of(List.of());
        done.put(l, made);
        l.elements().forEach(e -> made.elements().add(copy(e, depth - 1, done, a)));
        yield made;
      }
      case Value.Dict d -> {
        Value.Dict made = Value.Dict.of(d.missing());
        done.put(d, made);
        d.entries()
            .forEach((key, e) ->
                made.entries()
                    .put(key, new Value.Dict.Entry(e.key(), copy(e.value(), depth - 1, done, a))));
        yield made;
      }
      case Value.Instance i -> {
        Value.Instance made = new Value.Instance(i.type(), new LinkedHashMap<>());
        done.put(i, made);
        i.attributes().forEach((n, v) -> made.attributes().put(n, copy(v, depth - 1, done, a)));
        yield made;
      }
      default -> value;
    };
  }

  // --- lists and functions -------------------------------------------------------------------

  private static Value list(Bound a) {
    return Value.Listing.of(
        a.has("x") ? Sequences.elements(a.operand("x"), a.session()) : List.of());
  }

  private static Value called(Value function, List<Value> arguments, Bound a) {
    if (!(function instanceof Value.Function f)) {
      throw a.unfit("function", "needs a function");
    }
    return f.body().call(Value.Call.of(f.name(), a.span(), arguments), a.session());
  }

  private static Value reduce(Bound a) {
    Value result = a.has("initial") ? a.value("initial") : null;
    for (Value element : Sequences.elements(a.operand("x"), a.session())) {
      result = result == null ? element : called(a.value("function"), List.of(result, element), a);
    }
    if (result == null) {
      throw a.unfit("x", "is empty");
    }
    return result;
  }

  /// A function with its first arguments and some keywords in place.
  private static Value partial(Value.Call given, Session session) {
    if (given.arguments().isEmpty()
        || !(given.arguments().get(0).operand().value() instanceof Value.Function f)) {
      throw Faults.unfit("partial needs a function", given.span()).raise();
    }
    List<Value.Argument> own = given.arguments().subList(1, given.arguments().size());
    return new Value.Function(
        f.name(),
        (call, s) -> {
          List<Value.Argument> all = new ArrayList<>();
          own.stream().filter(a -> a.keyword().isEmpty()).forEach(all::add);
          call.arguments().stream().filter(a -> a.keyword().isEmpty()).forEach(all::add);
          Map<String, Value.Argument> keywords = new LinkedHashMap<>();
          own.forEach(a -> keywords.put(a.keyword(), a));
          call.arguments().forEach(a -> keywords.put(a.keyword(), a));
          keywords.remove("");
          all.addAll(keywords.values());
          return f.body().call(new Value.Call(f.name(), call.function(), call.span(), all), s);
        });
  }

  // --- chance --------------------------------------------------------------------------------

  private static Value scalar(Bound a) {
    return Value.Tensor.of(a.session().draw(Shape.SCALAR, a.span()));
  }

  private static Value shuffle(Bound a) {
    a.session().assume(at(a) + ": random.shuffle leaves the order");
    return Value.Single.NONE;
  }

  private static Value lowest(Bound a) {
    boolean both = a.written().endsWith("randint"); // the last is one of them
    Value low = a.has("high") || both ? a.value("low") : Value.Number.of(0);
    if (a.session().luck().isPassing()
        && low instanceof Value.Number
        && a.value(a.has("high") ? "high" : "low") instanceof Value.Number) {
      int least = Concrete.integer(low, "low", a.span(), a.session().sizes());
      int most = a.integer(a.has("high") ? "high" : "low", 0) - (both ? 0 : 1);
      return Value.Number.of(least + a.session().luck().of(most - least + 1));
    }
    a.session().assume(at(a) + ": " + a.written() + " gives its least number");
    return low;
  }

  private static Value first(Bound a) {
    List<Value> all = Sequences.elements(a.operand("x"), a.session());
    if (all.isEmpty()) {
      throw a.unfit("x", "is empty");
    }
    if (a.session().luck().isPassing()) {
      return all.get(a.session().luck().of(all.size()));
    }
    a.session().assume(at(a) + ": random.choice gives the first");
    return all.get(0);
  }

  private static Value sample(Bound a) {
    List<Value> all = Sequences.elements(a.operand("x"), a.session());
    a.session().assume(at(a) + ": random.sample gives the first ones");
    return Value.Listing.of(all.subList(0, Math.min(all.size(), a.integer("k", 0))));
  }

  private static String at(Bound a) {
    return "line " + a.span().line();
  }
}

package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// Methods of lists and dicts. What is put into a container that has a name gets a name too.
final class Containers {
  private final Session session;
  private final Naming naming;

  /// Hears what is put into a container that has a name, and may put an input in its place.
  interface Naming {
    Value stored(Value.Path path, Value value, Span span);
  }

  Containers(Session session, Naming naming) {
    this.session = session;
    this.naming = naming;
  }

  // --- lists ---------------------------------------------------------------------------------

  static Value function(String name, String parameters, Native.Body body) {
    return row(name, parameters, body).function();
  }

  @Nullable Value of(Value.Listing list, String name) {
    List<Value> elements = list.elements();
    return switch (name) {
      case "append" ->
          function(
              name,
              "x",
              a -> {
                append(list, a.value("x"), a.span());
                return Value.Single.NONE;
              });
      case "extend" ->
          function(
              name,
              "x",
              a -> {
                Sequences.elements(a.operand("x"), session).forEach(v -> append(list, v, a.span()));
                return Value.Single.NONE;
              });
      case "insert" ->
          function(
              name,
              "index, x",
              a -> {
                int k = a.integer("index", 0);
                int at = Math.clamp(k < 0 ? (long) k + elements.size() : k, 0, elements.size());
                session.bounds().steps(elements.size() - at, a.span());
                elements.add(at, a.value("x"));
                return Value.Single.NONE;
              });
      case "pop" ->
          function(
              name,
              "index?",
              a -> {
                int k = a.integer("index", -1);
                return elements.remove(
                    new Subscripts(session)
                        .position(Value.Number.of(k), elements.size(), "the list", a.span()));
              });
      case "reverse" ->
          function(
              name,
              "",
              a -> {
                session.bounds().steps(elements.size(), a.span());
                Collections.reverse(elements);
                return Value.Single.NONE;
              });
      case "clear" ->
          function(
              name,
              "",
              a -> {
                elements.clear();
                return Value.Single.NONE;
              });
      case "copy" -> function(name, "", a -> Value.Listing.of(elements));
      case "index" -> function(name, "x", a -> index(elements, a));
      case "count" -> function(name, "x", a -> count(elements, a));
      default -> null;
    };
  }

  private void append(Value.Listing list, Value value, Span span) {
    if (session.regions().holds(list)) {
      throw Faults.refused("how long this list is depends on the values of a tensor", span).raise();
    }
    if (session.regions().isOpen()) { // of an object, say, which holds all that may be appended
      session.regions().take(session.regions().condition());
    }
    session.bounds().steps(1, span);
    Value.Path path = list.path()[0];
    int position = list.elements().size();
    list.elements().add(path == null ? value : naming.stored(path.at(position), value, span));
  }

  Value index(List<Value> elements, Bound a) {
    for (int k = 0; k < elements.size(); k++) {
      if (Sequences.equal(elements.get(k), a.value("x"), a.span(), session)) {
        return Value.Number.of(k);
      }
    }
    throw a.unfit("x", "is not in the list");
  }

  Value count(List<Value> elements, Bound a) {
    return Value.Number.of(
        elements.stream().filter(e -> Sequences.equal(e, a.value("x"), a.span(), session)).count());
  }

  // --- dicts -----------------------------------------------------------------------

  @Nullable Value of(Value.Dict dict, String name) {
    return switch (name) {
      case "keys" ->
          function(
              name, "", a -> Value.Listing.of(entries(dict).map(Value.Dict.Entry::key).toList()));
      case "values" ->
          function(
              name, "", a -> Value.Listing.of(entries(dict).map(Value.Dict.Entry::value).toList()));
      case "items" ->
          function(
              name,
              "",
              a ->
                  Value.Listing.of(
                      entries(dict)
                          .map(e -> (Value) new Value.Tuple(List.of(e.key(), e.value())))
                          .toList()));
      case "get" ->
          function(
              name,
              "key, default?",
              a -> {
                Value.Dict.Entry entry =
                    dict.entries().get(Sequences.key(a.value("key"), a.span(), session));
                return entry != null
                    ? entry.value()
                    : a.has("default") ? a.value("default") : Value.Single.NONE;
              });
      case "setdefault" ->
          function(
              name,
              "key, default?",
              a -> {
                Object key = Sequences.key(a.value("key"), a.span(), session);
                if (!dict.entries().containsKey(key)) {
                  Value made = a.has("default") ? a.value("default") : Value.Single.NONE;
                  put(dict, a.value("key"), made, a.span());
                }
                return Objects.requireNonNull(dict.entries().get(key)).value();
              });
      case "pop" ->
          function(
              name,
              "key, default?",
              a -> {
                Value.Dict.Entry entry =
                    dict.entries().remove(Sequences.key(a.value("key"), a.span(), session));
                return entry != null
                    ? entry.value()
                    : a.has("default") ? a.value("default") : Value.Single.NONE;
              });
      case "most_common" ->
          Words.areCounts(dict.entries())
              ? function(name, "n?", a -> Words.mostCommon(dict, a))
              : null;
      case "update" ->
          Defaults.isCounter(dict)
              ? function(
                  name,
                  "x",
                  a -> {
                    Words.count(dict, a.operand("x"), session);
                    return Value.Single.NONE;
                  })
              : new Value.Function(
                  name,
                  (call, s) -> {
                    List.copyOf(dict(call, s).entries().values())
                        .forEach(e -> put(dict, e.key(), e.value(), call.span()));
                    return Value.Single.NONE;
                  });
      case "copy" ->
          function(
              name,
              "",
              a -> {
                Value.Dict copy = Value.Dict.of(dict.missing());
                copy.entries().putAll(dict.entries());
                return copy;
              });
      default -> null;
    };
  }

  /// The dict of what `dict` and `update` are handed: a dict or pairs, and keywords.
  static Value.Dict dict(Value.Call call, Session session) {
    Value.Dict made = Value.Dict.empty();
    for (Value.Argument argument : call.arguments()) {
      Value value = argument.operand().value();
      if (!argument.keyword().isEmpty()) {
        entry(made, new Value.Text(argument.keyword()), value, argument.span(), session);
      } else if (value instanceof Value.Dict other) {
        session.bounds().steps(other.entries().size(), argument.span());
        made.entries().putAll(other.entries());
      } else {
        for (Value pair : Sequences.elements(argument.operand(), session)) {
          Value.Operand operand = new Value.Operand(pair, argument.span(), "", null);
          List<Value> two = Sequences.elements(operand, session);
          if (two.size() != 2) {
            throw Faults.unfit("dict needs pairs of key and value", argument.span()).raise();
          }
          entry(made, two.get(0), two.get(1), argument.span(), session);
        }
      }
    }
    return made;
  }

  private static void entry(Value.Dict dict, Value key, Value value, Span span, Session session) {
    session.bounds().step(span);
    dict.entries().put(Sequences.key(key, span, session), new Value.Dict.Entry(key, value));
  }

  private static Stream<Value.Dict.Entry> entries(Value.Dict dict) {
    return List.copyOf(dict.entries().values()).stream();
  }

  /// Puts a value under a key; in a dict with a name, the value gets one too.
  void put(Value.Dict dict, Value key, Value value, Span span) {
    session.bounds().steps(1, span);
    Object known = Sequences.key(key, span, session);
    Value.Path path = Sequences.isKnownByIdentity(key) ? null : dict.path()[0];
    Value stored =
        path == null ? value : naming.stored(entryPath(path, key, span, session), value, span);
    dict.entries().put(known, new Value.Dict.Entry(key, stored));
  }

  /// The name of what a dict holds under a key.
  static Value.Path entryPath(Value.Path path, Value key, Span span, Session session) {
    if (key instanceof Value.Number n
        && n.whole()
        && n.value().isInt()
        && n.value().signum() >= 0) {
      return path.at(n.value().intValue());
    }
    return new Value.Path(
        Reference.entry(path.base(), Sequences.text(key, span, session)), path.index());
  }
}

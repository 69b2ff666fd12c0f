package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// Lists, tuples, dicts and texts: their elements, their equality, their keys, their spelling.
final class Sequences {
  private static final int DEEP = 50; // containers in one another, before it must be a loop

  private Sequences() {}

  /// The elements one after the other, as a `for` takes them.
  static List<Value> elements(Value.Operand operand, Session session) {
    List<Value> elements =
        switch (operand.value()) {
          case Value.Tuple t -> t.elements();
          case Value.Listing l -> List.copyOf(l.elements());
          case Value.Dict d -> d.entries().values().stream().map(Value.Dict.Entry::key).toList();
          case Value.Set s -> List.copyOf(s.elements().values());
          case Value.Text t ->
              t.text()
                  .codePoints()
                  .mapToObj(c -> (Value) new Value.Text(Character.toString(c)))
                  .toList();
          case Value.Tensor t -> rows(t, operand, session);
          case Value.Foreign f -> throw Concrete.foreign(f, operand.span());
          case Value.Broken b -> throw new Faults.Silenced();
          case Value.Single _,
              Value.Number _,
              Value.Size _,
              Value.Bool _,
              Value.Slice _,
              Value.Function _,
              Value.Module _,
              Value.Thing _ ->
              throw Faults.unfit(
                      operand.or("this")
                          + " is "
                          + Value.kind(operand.value())
                          + ", which has no elements",
                      operand.span())
                  .raise();
        };
    session.bounds().steps(elements.size(), operand.span());
    return elements;
  }

  /// A tensor along its first axis.
  private static List<Value> rows(Value.Tensor tensor, Value.Operand operand, Session session) {
    Expr x = Tensors.current(tensor, operand);
    if (x.rank() == 0) {
      throw Faults.unfit(operand.or("this") + " is a scalar, which has no elements", operand.span())
          .raise();
    }
    String what = "going through the rows of " + operand.or("a tensor");
    long n = session.sizes().need(x.shape().get(0), what, operand.span());
    session.bounds().steps(n, operand.span());
    List<Value> rows = new ArrayList<>();
    for (long k = 0; k < n; k++) {
      Lens lens = row(Dim.of(k));
      rows.add(tensor.view(lens, session.made(lens.take(x), operand.span())));
    }
    return rows;
  }

  /// What a loop goes through in one round.
  ///
  /// @param condition whether there is such a round; null if there is in any case
  record Round(Value value, Value.@Nullable Operand condition) {}

  /// The rounds of a loop: of a tensor that is taken by a mask, the rows under their conditions.
  static List<Round> rounds(Value.Operand operand, Session session) {
    Value.Held held = operand.value() instanceof Value.Tensor some ? some.within() : null;
    if (!session.follows()
        || held == null
        || held.covered() != 1
        || held.from() > 0
        || !(operand.value() instanceof Value.Tensor t)) {
      return elements(operand, session).stream().map(v -> new Round(v, null)).toList();
    }
    boolean positions = HeldPositions.condition(t) != null;
    Expr each = Held.first(held.mask());
    Value.Operand holds = new Value.Operand(Value.Tensor.mask(each), operand.span(), "", null);
    List<Value> conditions = elements(holds, session);
    List<Value> rows =
        elements(new Value.Operand(t.like(t.expr()), operand.span(), "", null), session);
    List<Round> rounds = new ArrayList<>();
    for (int k = 0; k < rows.size(); k++) {
      Value row = positions ? Value.Number.of(k) : rows.get(k);
      rounds.add(new Round(row, new Value.Operand(conditions.get(k), operand.span(), "", null)));
    }
    return rounds;
  }

  /// One row: a slice of length 1 whose axis vanishes.
  private static Lens row(Dim position) {
    return Views.slice(0, position, Dim.ONE, 1).then(Views.squeezed(List.of(0)));
  }

  /// How many elements, as Python's `len`.
  static Value length(Value.Operand operand, Session session) {
    Value.Held held = operand.value() instanceof Value.Tensor t ? t.within() : null;
    if (held != null && held.from() == 0) {
      return Held.count(held, session, operand.span());
    }
    return switch (operand.value()) {
      case Value.Tensor t when t.shape().rank() > 0 -> Value.Size.of(t.shape().get(0));
      case Value.Text t -> Value.Number.of(t.text().length());
      default -> Value.Number.of(elements(operand, session).size());
    };
  }

  /// What Java compares two keys of a dict by.
  static Object key(Value value, Span span, Session session) {
    return switch (value) {
      case Value.Text t -> t.text();
      case Value.Single s -> s;
      case Value.Tuple t -> t.elements().stream().map(e -> key(e, span, session)).toList();
      default -> {
        if (isKnownByIdentity(value)) {
          yield value;
        }
        Rational number = Concrete.rational(value, session.sizes());
        if (number == null) {
          throw Faults.unfit(Value.kind(value) + " cannot be the key of a dict", span).raise();
        }
        yield number;
      }
    };
  }

  /// Whether it is a key that is known by what it is, not by what it holds.
  static boolean isKnownByIdentity(Value value) {
    return switch (value) {
      case Value.Instance _, Value.ClassObject _, Value.Function _ -> true;
      default -> false;
    };
  }

  /// Whether two values are equal, where that is known; sizes are compared by value.
  static boolean equal(Value a, Value b, Span span, Session session) {
    return equal(a, b, span, session, 0);
  }

  private static boolean equal(Value a, Value b, Span span, Session session, int depth) {
    session.bounds().step(span);
    if (a.equals(b)) {
      return true;
    }
    if (a instanceof Value.Set x && b instanceof Value.Set y) {
      return x.elements().keySet().equals(y.elements().keySet());
    }
    if (depth > DEEP) {
      throw Faults.tooLarge("lists are nested too deeply to compare", span);
    }
    List<Value> left = inside(a);
    List<Value> right = inside(b);
    if (left != null && right != null) {
      boolean same = left.size() == right.size() && a.getClass() == b.getClass();
      for (int k = 0; same && k < left.size(); k++) {
        same = equal(left.get(k), right.get(k), span, session, depth + 1);
      }
      return same;
    }
    if (Concrete.isWhole(a) && Concrete.isWhole(b)) {
      return sizes(a, b, span, session);
    }
    Rational x = Concrete.rational(a, session.sizes());
    Rational y = Concrete.rational(b, session.sizes());
    return x != null && x.equals(y);
  }

  private static boolean sizes(Value a, Value b, Span span, Session session) {
    int x = Concrete.integer(a, "a comparison", span, session.sizes());
    return x == Concrete.integer(b, "a comparison", span, session.sizes());
  }

  private static @Nullable List<Value> inside(Value value) {
    return switch (value) {
      case Value.Tuple t -> t.elements();
      case Value.Listing l -> l.elements();
      default -> null;
    };
  }

  /// As `str` writes it.
  static String text(Value value, Span span, Session session) {
    return value instanceof Value.Text(String text) ? text : written(value, span, session, 0);
  }

  /// As `repr` writes it.
  static String written(Value value, Span span, Session session) {
    return written(value, span, session, 0);
  }

  private static String written(Value value, Span span, Session session, int depth) {
    session.bounds().step(span);
    if (depth > DEEP) {
      return "...";
    }
    return switch (value) {
      case Value.Text t -> "'" + t.text() + "'";
      case Value.Number n -> Concrete.written(n);
      case Value.Size s -> {
        Rational known = Concrete.rational(s, session.sizes());
        yield known == null ? s.dim().toString() : known.toString();
      }
      case Value.Bool b -> b.value() ? "True" : "False";
      case Value.Single s -> s == Value.Single.NONE ? "None" : "Ellipsis";
      case Value.Tuple t ->
          t.elements().stream()
              .map(e -> written(e, span, session, depth + 1))
              .collect(Collectors.joining(", ", "(", t.elements().size() == 1 ? ",)" : ")"));
      case Value.Listing l ->
          l.elements().stream()
              .map(e -> written(e, span, session, depth + 1))
              .collect(Collectors.joining(", ", "[", "]"));
      case Value.Set s ->
          s.elements().values().stream()
              .map(e -> written(e, span, session, depth + 1))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> Value.kind(value);
    };
  }

  /// A text with the places of `%` and `{}` filled.
  static String filled(String pattern, List<Value> values, Span span, Session session) {
    StringBuilder out = new StringBuilder();
    int next = 0;
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      int end = end(pattern, at);
      if (end < 0) {
        out.append(c);
      } else if (next < values.size()) {
        out.append(text(values.get(next++), span, session));
        at = end;
      } else {
        throw Faults.unfit("a text has more places than values", span).raise();
      }
      session.bounds().text(out.length(), span);
    }
    return out.toString();
  }

  /// Where a place that begins here ends; -1 if none does.
  private static int end(String pattern, int at) {
    if (pattern.charAt(at) == '{') {
      return pattern.indexOf('}', at);
    }
    if (pattern.charAt(at) != '%') {
      return -1;
    }
    int end = at + 1;
    while (end < pattern.length() && "0123456789.+- ".indexOf(pattern.charAt(end)) >= 0) {
      end++;
    }
    return end < pattern.length() && "dsifgre".indexOf(pattern.charAt(end)) >= 0 ? end : -1;
  }

  /// What a dict holds by a key.
  static Value entry(
      Value.Dict dict, Value index, Value.Operand container, Span at, Session session) {
    Value.Dict.Entry found = dict.entries().get(key(index, at, session));
    if (found == null) {
      String key = text(index, at, session);
      List<String> keys =
          dict.entries().keySet().stream()
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .toList();
      String meant = Suggest.near(key, keys);
      Problem problem =
          Problem.error(
              Code.LBZ106,
              container.or("the dict") + " has no key '" + key + "'",
              at,
              meant == null ? "" : "did you mean '" + meant + "'?");
      throw index instanceof Value.Text
          ? new Misfit(problem, dict, new Need.Keys(Set.of(key)))
          : problem.raise();
    }
    return found.value();
  }
}

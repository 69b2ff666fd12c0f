package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import leibniz.op.Maps;
import leibniz.op.Roundings;
import leibniz.python.Expression.Operator;
import org.jspecify.annotations.Nullable;

/// The functions Python has without an import.
final class Builtins {
  private static final int FOLLOWED = 10_000; // numbers of a range, where a program is followed

  private Builtins() {}

  /// The rows by name.
  ///
  /// @param numpy the rows of NumPy, which take over where a tensor is summed
  static void add(Map<String, Native> rows, Map<String, Native> numpy) {
    rows.put("range", row("range", "*bounds", Builtins::range));
    rows.put("xrange", row("xrange", "*bounds", Builtins::range));
    rows.put("enumerate", row("enumerate", "x, start?", Builtins::enumerate));
    rows.put("zip", row("zip", "*lists, ~strict", Builtins::zip));
    rows.put("reversed", row("reversed", "x", a -> Value.Listing.of(elements(a, "x").reversed())));
    rows.put("slice", row("slice", "*bounds", Builtins::slice));
    rows.put("sorted", row("sorted", "x, key?, reverse?", Sorting::sorted));
    rows.put("map", row("map", "function, *lists", Builtins::map));
    rows.put("list", row("list", "x?", a -> Value.Listing.of(elements(a, "x"))));
    rows.put("tuple", row("tuple", "x?", a -> new Value.Tuple(elements(a, "x"))));
    rows.put("float", row("float", "x", Builtins::toFloat));
    rows.put("int", row("int", "x", Builtins::toInt));
    rows.put(
        "bool",
        row("bool", "x", a -> new Value.Bool(Concrete.truth(a.operand("x"), "bool", a.session()))));
    rows.put(
        "str",
        row(
            "str",
            "x?",
            a ->
                new Value.Text(
                    a.has("x") ? Sequences.text(a.value("x"), a.span(), a.session()) : "")));
    rows.put(
        "repr",
        row("repr", "x", a -> new Value.Text(Sequences.text(a.value("x"), a.span(), a.session()))));
    rows.put("abs", row("abs", "x", Builtins::absolute));
    rows.put(
        "pow",
        row(
            "pow",
            "x, y, !modulus",
            a ->
                new Arithmetic(a.session())
                    .apply(Operator.POWER, a.operand("x"), a.operand("y"), a.span())));
    rows.put("round", row("round", "x, ndigits?", Builtins::round));
    rows.put("print", row("print", "*values, ~sep, ~end, ~file, ~flush", a -> Value.Single.NONE));
    rows.put("sum", row("sum", "x, start?, axis?, keepdims?", a -> sum(a, numpy)));
    rows.put(
        "max",
        row("max", "*values, axis?, keepdims?, key?, !default", a -> extreme(a, true, numpy)));
    rows.put(
        "min",
        row("min", "*values, axis?, keepdims?, key?, !default", a -> extreme(a, false, numpy)));
    rows.put(
        "callable",
        row("callable", "x", a -> new Value.Bool(a.value("x") instanceof Value.Function)));
    rows.put("any", row("any", "x", a -> new Value.Bool(truths(a).contains(true))));
    rows.put("all", row("all", "x", a -> new Value.Bool(!truths(a).contains(false))));
  }

  private static List<Value> elements(Bound a, String parameter) {
    return a.has(parameter) ? Sequences.elements(a.operand(parameter), a.session()) : List.of();
  }

  private static List<Boolean> truths(Bound a) {
    return elements(a, "x").stream()
        .map(v -> Concrete.truth(operand(v, a.span()), a.written(), a.session()))
        .toList();
  }

  private static Value.Operand operand(Value value, Span span) {
    return new Value.Operand(value, span, "", null);
  }

  private static Value range(Bound a) {
    List<Value.Operand> bounds = a.rest();
    if (bounds.isEmpty() || bounds.size() > 3) {
      throw Faults.unfit("range takes 1 to 3 integers", a.span()).raise();
    }
    List<Integer> n = new ArrayList<>();
    for (Value.Operand bound : bounds) {
      String what = a.written() + "(" + bound.or("...") + ")";
      n.add(Concrete.integer(bound.value(), what, bound.span(), a.session().sizes()));
    }
    int start = n.size() == 1 ? 0 : n.get(0);
    int stop = n.size() == 1 ? n.get(0) : n.get(1);
    int step = n.size() == 3 ? n.get(2) : 1;
    if (step == 0) {
      throw Faults.unfit("range with step 0", a.span()).raise();
    }
    long count = Math.max(0, Math.ceilDiv((long) stop - start, (long) step));
    if (a.session().follows() && count > FOLLOWED) {
      a.session()
          .assume(
              "line " + a.span().line() + ": the first " + FOLLOWED + " of a range are followed");
      count = FOLLOWED;
    }
    a.session().bounds().steps(count, a.span());
    List<Value> values = new ArrayList<>();
    for (long k = 0; k < count; k++) {
      values.add(Value.Number.of(start + k * step));
    }
    return Value.Listing.of(values);
  }

  /// `slice(stop)`, `slice(start, stop, step)`: what stands between brackets, by its name.
  private static Value slice(Bound a) {
    List<@Nullable Value> bounds = new ArrayList<>();
    a.rest().forEach(o -> bounds.add(o.value() == Value.Single.NONE ? null : o.value()));
    return switch (bounds.size()) {
      case 1 -> new Value.Slice(null, bounds.getFirst(), null);
      case 2 -> new Value.Slice(bounds.get(0), bounds.get(1), null);
      case 3 -> new Value.Slice(bounds.get(0), bounds.get(1), bounds.get(2));
      default -> throw Faults.unfit("slice takes 1 to 3 bounds", a.span()).raise();
    };
  }

  private static Value enumerate(Bound a) {
    long k = a.integer("start", 0);
    List<Value> pairs = new ArrayList<>();
    for (Value element : elements(a, "x")) {
      pairs.add(new Value.Tuple(List.of(Value.Number.of(k++), element)));
    }
    return Value.Listing.of(pairs);
  }

  private static Value zip(Bound a) {
    List<List<Value>> lists = columns(a);
    int shortest = lists.stream().mapToInt(List::size).min().orElse(0);
    List<Value> rows = new ArrayList<>();
    for (int k = 0; k < shortest; k++) {
      int at = k;
      rows.add(new Value.Tuple(lists.stream().map(l -> l.get(at)).toList()));
    }
    return Value.Listing.of(rows);
  }

  private static List<List<Value>> columns(Bound a) {
    return a.rest().stream().map(o -> Sequences.elements(o, a.session())).toList();
  }

  private static Value map(Bound a) {
    if (!(a.value("function") instanceof Value.Function function)) {
      throw a.unfit("function", "needs a function");
    }
    List<Value> results = new ArrayList<>();
    for (Value row : ((Value.Listing) zip(a)).elements()) {
      List<Value.Argument> arguments =
          ((Value.Tuple) row)
              .elements().stream()
                  .map(v -> new Value.Argument("", operand(v, a.span()), a.span()))
                  .toList();
      results.add(
          function
              .body()
              .call(new Value.Call(function.name(), a.span(), a.span(), arguments), a.session()));
    }
    return Value.Listing.of(results);
  }

  private static Value toFloat(Bound a) {
    return switch (a.value("x")) {
      case Value.Number n -> new Value.Number(n.value(), false);
      case Value.Text t when t.text().endsWith("inf") -> new Value.Foreign("np.inf");
      default -> a.made(a.tensor("x"));
    };
  }

  private static Value toInt(Bound a) {
    if (a.value("x") instanceof Value.Size size) {
      return size;
    }
    Rational known = Concrete.rational(a.value("x"), a.session().sizes());
    if (known == null
        && a.session().follows()
        && a.value("x") instanceof Value.Tensor t
        && t.shape().rank() == 0
        && (t.isMask() || Whole.is(t.expr()))) {
      return Value.Tensor.of(t.expr()); // it is whole already, as 1 or 0, or an argmax
    }
    Double value =
        known == null && a.value("x") instanceof Value.Tensor t
            ? a.session().valued(t.expr())
            : null;
    if (value != null && Math.abs(value) < 1e15) {
      a.session().assume("line " + a.span().line() + ": int(...) is of a value drawn");
      return Value.Number.of(value.longValue());
    }
    if (known == null
        && a.session().follows()
        && a.value("x") instanceof Value.Tensor t
        && t.shape().rank() == 0) {
      return Value.Tensor.of(Build.map(Roundings.TRUNC, t.expr())); // where it is only an index
    }
    if (known == null) {
      throw Faults.refused("int of a tensor is not known before the program runs", a.span())
          .raise();
    }
    var quotient = known.numerator().divide(known.denominator());
    return new Value.Number(Rational.of(quotient), true);
  }

  private static Value absolute(Bound a) {
    return a.value("x") instanceof Value.Number n
        ? new Value.Number(n.value().abs(), n.whole())
        : a.made(Build.map(Maps.ABS, a.tensor("x")));
  }

  private static Value round(Bound a) {
    if (!(a.value("x") instanceof Value.Number n)) {
      throw Problem.error(Code.LBZ205, "round has no useful gradient", a.span(), "").raise();
    }
    int digits = a.integer("ndigits", 0);
    var rounded =
        new java.math.BigDecimal(n.value().numerator())
            .divide(
                new java.math.BigDecimal(n.value().denominator()),
                Math.clamp(digits, -100, 100),
                java.math.RoundingMode.HALF_EVEN);
    return new Value.Number(Rational.of(rounded), !a.has("ndigits"));
  }

  /// Python's `sum` goes through the first axis; where `np.` may be left out it is NumPy's.
  private static Value sum(Bound a, Map<String, Native> numpy) {
    boolean tensor = a.value("x") instanceof Value.Tensor;
    if (tensor && a.session().facts().bare()) {
      return again(a, "sum", a.operand("x"), numpy);
    }
    keywordless(a);
    if (tensor && !a.has("start")) {
      Expr x = a.tensor("x");
      if (x.rank() == 0) {
        throw a.unfit("x", "needs a list");
      }
      return a.made(Build.reduce(x, List.of(0)));
    }
    Value total = a.has("start") ? a.value("start") : Value.Number.of(0);
    for (Value element : elements(a, "x")) {
      total =
          new Arithmetic(a.session())
              .apply(Operator.ADD, operand(total, a.span()), operand(element, a.span()), a.span());
    }
    return total;
  }

  private static void keywordless(Bound a) {
    if (a.has("axis") || a.has("keepdims")) {
      throw Problem.error(
              Code.LBZ004,
              "Python's "
                  + a.written()
                  + " has no keyword "
                  + (a.has("axis") ? "axis" : "keepdims"),
              a.span(),
              "did you mean np." + a.written() + "?")
          .raise();
    }
  }

  /// The same call with NumPy's function.
  private static Value again(Bound a, String name, Value.Operand x, Map<String, Native> numpy) {
    List<Value.Argument> arguments = new ArrayList<>();
    arguments.add(new Value.Argument("", x, x.span()));
    for (String keyword : List.of("axis", "keepdims")) {
      if (a.has(keyword)) {
        Value.Operand given = a.operand(keyword);
        arguments.add(new Value.Argument(keyword, given, given.span()));
      }
    }
    if (a.has("start")) {
      arguments.add(new Value.Argument("", a.operand("start"), a.operand("start").span()));
    }
    Native function = numpy.get(name);
    if (function == null) {
      throw new IllegalStateException("NumPy has " + name);
    }
    return function.call(new Value.Call(a.written(), a.span(), a.span(), arguments), a.session());
  }

  /// Of one list or tensor, or of several values entry by entry.
  private static Value extreme(Bound a, boolean largest, Map<String, Native> numpy) {
    List<Value.Operand> values = a.rest();
    boolean keyed = Sorting.isKeyed(a);
    if (!keyed && values.size() == 1 && values.get(0).value() instanceof Value.Tensor t) {
      if (!a.session().facts().bare()) {
        keywordless(a);
        if (t.shape().rank() > 1) {
          throw Faults.refused(
                  "Python's " + a.written() + " compares the rows of a tensor", a.span())
              .help(
                  "np."
                      + a.written()
                      + " takes the "
                      + (largest ? "largest" : "smallest")
                      + " entry")
              .raise();
        }
      }
      return again(a, largest ? "max" : "min", values.get(0), numpy);
    }
    List<Value.Operand> each = values;
    if (values.size() == 1) {
      Value.Operand list = values.get(0);
      each =
          Sequences.elements(list, a.session()).stream().map(v -> operand(v, list.span())).toList();
    }
    if (each.isEmpty()) {
      throw Faults.unfit(a.written() + " of nothing", a.span()).raise();
    }
    if (keyed) {
      return Sorting.extreme(each.stream().map(Value.Operand::value).toList(), largest, a);
    }
    Value.Operand best = each.get(0);
    for (Value.Operand next : each.subList(1, each.size())) {
      best = better(a, largest, best, next);
    }
    return best.value();
  }

  private static Value.Operand better(Bound a, boolean largest, Value.Operand x, Value.Operand y) {
    Rational p = Concrete.rational(x.value(), a.session().sizes());
    Rational q = Concrete.rational(y.value(), a.session().sizes());
    if (p != null && q != null) {
      return (largest ? p.compareTo(q) >= 0 : p.compareTo(q) <= 0) ? x : y;
    }
    Expr made = Elementary.extreme(largest, x, y, a);
    if (made.rank() > 0 && !a.session().facts().bare()) {
      throw Faults.refused("Python's " + a.written() + " does not go entry by entry", a.span())
          .help("np." + (largest ? "maximum" : "minimum") + "(a, b) does")
          .raise();
    }
    return operand(a.made(made), a.span());
  }
}

package leibniz.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// `sorted(x)`: of numbers, of texts, and of tuples and lists of these, entry by entry; and `min(x,
/// key=f)`.
final class Sorting {
  private Sorting() {}

  private record Keyed(Value key, Value value) {}

  static Value sorted(Bound a) {
    List<Keyed> all = new ArrayList<>();
    for (Value value : Sequences.elements(a.operand("x"), a.session())) {
      a.session().bounds().step(a.span());
      all.add(new Keyed(key(value, a), value));
    }
    Comparator<Keyed> order = (x, y) -> compare(x.key(), y.key(), a);
    all.sort(a.flag("reverse") ? order.reversed() : order); // either way equal ones stay in order
    return Value.Listing.of(all.stream().map(Keyed::value).toList());
  }

  /// The first with the largest or the smallest key. Where data decides between two, the first of
  /// them is taken: a program goes on with either in the same way.
  static Value extreme(List<Value> values, boolean largest, Bound a) {
    Value best = values.getFirst();
    Value most = key(best, a);
    for (Value next : values.subList(1, values.size())) {
      a.session().bounds().step(a.span());
      Value key = key(next, a);
      if (isOfData(most, a) || isOfData(key, a)) {
        a.session().assume("line " + a.span().line() + ": " + a.written() + " is the first");
      } else if (largest ? compare(key, most, a) > 0 : compare(key, most, a) < 0) {
        best = next;
        most = key;
      }
    }
    return best;
  }

  private static boolean isOfData(Value key, Bound a) {
    return a.session().follows()
        && key instanceof Value.Tensor t
        && t.shape().rank() == 0
        && Concrete.rational(key, a.session().sizes()) == null;
  }

  /// Whether something else is compared than the values themselves.
  static boolean isKeyed(Bound a) {
    return a.has("key") && a.value("key") != Value.Single.NONE;
  }

  private static Value key(Value value, Bound a) {
    if (!isKeyed(a)) {
      return value;
    }
    if (!(a.value("key") instanceof Value.Function f)) {
      throw a.unfit("key", "needs a function");
    }
    Value.Operand handed = new Value.Operand(value, a.span(), "", null);
    List<Value.Argument> arguments = List.of(new Value.Argument("", handed, a.span()));
    return f.body().call(new Value.Call(f.name(), a.span(), a.span(), arguments), a.session());
  }

  private static int compare(Value x, Value y, Bound a) {
    if (x instanceof Value.Text one && y instanceof Value.Text other) {
      return one.text().compareTo(other.text());
    }
    List<Value> each = elements(x);
    List<Value> others = elements(y);
    if (each == null || others == null) {
      return number(x, a).compareTo(number(y, a));
    }
    for (int k = 0; k < Math.min(each.size(), others.size()); k++) {
      a.session().bounds().step(a.span());
      if (!Sequences.equal(each.get(k), others.get(k), a.span(), a.session())) {
        return compare(each.get(k), others.get(k), a);
      }
    }
    return Integer.compare(each.size(), others.size());
  }

  private static @Nullable List<Value> elements(Value value) {
    return switch (value) {
      case Value.Tuple t -> t.elements();
      case Value.Listing l -> l.elements();
      default -> null;
    };
  }

  private static Rational number(Value value, Bound a) {
    Rational number = Concrete.rational(value, a.session().sizes());
    if (number == null) {
      throw Faults.refused("sorting " + Value.kind(value) + " is not read", a.span()).raise();
    }
    return number;
  }
}

package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Rational;
import leibniz.ir.Span;

/// What programs do with words before they are numbers: finding them in a text, counting them.
final class Words {
  /// One class of characters, as often as there are: what else a pattern may say is not run, for it
  /// may take forever.
  private static final Pattern SIMPLE =
      Pattern.compile(
          "(?:\\\\b)?(?:\\[\\^?(?:[^\\[\\]\\\\]|\\\\[wds.'-])+]|\\\\[wdS])\\+?(?:\\\\b)?");

  private Words() {}

  static List<Native> rows() {
    return List.of(
        row("collections.Counter", "x?", Words::counter),
        row("re.findall", "pattern, string", Words::find));
  }

  private static Value counter(Bound a) {
    Value.Dict counts = Defaults.counter();
    if (a.has("x")) {
      count(counts, a.operand("x"), a.session());
    }
    return counts;
  }

  /// Adds to a `Counter` what it is handed: elements one by one, a dict as counts.
  static void count(Value.Dict counts, Value.Operand handed, Session session) {
    if (handed.value() instanceof Value.Dict other) {
      List.copyOf(other.entries().values())
          .forEach(e -> count(counts, e.key(), count(e), handed.span(), session));
    } else {
      Sequences.elements(handed, session)
          .forEach(e -> count(counts, e, Rational.ONE, handed.span(), session));
    }
  }

  private static void count(
      Value.Dict counts, Value element, Rational times, Span span, Session session) {
    session.bounds().step(span);
    Object key = Sequences.key(element, span, session);
    Value.Dict.Entry before = counts.entries().get(key);
    Rational count = before == null ? times : count(before).plus(times);
    counts.entries().put(key, new Value.Dict.Entry(element, new Value.Number(count, true)));
  }

  private static Rational count(Value.Dict.Entry entry) {
    return entry.value() instanceof Value.Number n ? n.value() : Rational.ZERO;
  }

  /// The most frequent keys with their counts, the first where it is even.
  static Value mostCommon(Value.Dict counts, Bound a) {
    List<Value.Dict.Entry> all = new ArrayList<>(counts.entries().values());
    all.sort(Comparator.comparing((Value.Dict.Entry e) -> count(e)).reversed());
    int most = a.has("n") ? Math.min(all.size(), a.integer("n", 0)) : all.size();
    return Value.Listing.of(
        all.subList(0, most).stream()
            .map(e -> (Value) new Value.Tuple(List.of(e.key(), e.value())))
            .toList());
  }

  private static Value find(Bound a) {
    String pattern = Sequences.text(a.value("pattern"), a.span(), a.session());
    String text = Sequences.text(a.value("string"), a.span(), a.session());
    if (!SIMPLE.matcher(pattern).matches()) {
      throw Faults.refused("re.findall is read with one class of characters", a.span()).raise();
    }
    List<Value> found = new ArrayList<>();
    Matcher m = Pattern.compile(pattern).matcher(text);
    while (m.find()) {
      a.session().bounds().step(a.span());
      found.add(new Value.Text(m.group()));
    }
    return Value.Listing.of(found);
  }

  /// Whether all values of a dict are counts.
  static boolean areCounts(Map<Object, Value.Dict.Entry> entries) {
    return entries.values().stream().allMatch(e -> e.value() instanceof Value.Number);
  }
}

package leibniz.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.python.Expression;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Sizes that a program counts and makes its arrays with, as `V = len(words)`: no symbol stands for
/// such a one. A comment that has the name for another size is wrong if another comment has it for
/// this one.
record GlobalNumbers(Map<String, Long> sizes) {
  private static final Set<String> SAMPLES = Set.of("N", "n", "m", "M", "B", "T", "batch");

  static GlobalNumbers of(Run run, Statements statements) {
    Set<String> makers = ArrayMakers.sizes(statements.top());
    makers.removeAll(SAMPLES); // a call may get some of them
    Map<String, Long> sizes = new HashMap<>();
    Set<String> several = new HashSet<>();
    for (Event event : run.events()) {
      if (event.frame() == 0 && makers.contains(event.target())) {
        long now = whole(event.value().constant());
        Long before = sizes.putIfAbsent(event.target(), now);
        if (now <= 0 || before != null && before != now) {
          several.add(event.target());
        }
      }
    }
    sizes.keySet().removeAll(several);
    return new GlobalNumbers(sizes);
  }

  /// 0 for what is no size.
  private static long whole(@Nullable Rational number) {
    return number != null && number.isInt() ? number.intValue() : 0;
  }

  /// Whether a comment has such a name for another size.
  boolean disagree(Stated stated, Shape actual, SizeNames known, Votes votes) {
    int n = stated.axes().size();
    for (int k = 0; k < n && n == actual.rank(); k++) {
      OptionalLong size = known.number(actual.get(k));
      if (stated.axes().get(k) instanceof Expression.Name(String id, _) && size.isPresent()) {
        Long number = sizes.get(id);
        if (number != null
            && number != size.getAsLong()
            && votes.others(id, size.getAsLong()).equals(Set.of(number))) {
          return true;
        }
      }
    }
    return false;
  }
}

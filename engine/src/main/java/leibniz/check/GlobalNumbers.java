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
      Rational number = event.frame() == 0 ? event.value().constant() : null;
      if (makers.contains(event.target()) && event.frame() == 0) {
        boolean size = number != null && number.isInt() && event.value().rank() == 0;
        Long before = size ? sizes.putIfAbsent(event.target(), (long) number.intValue()) : null;
        if (!size || before != null && before != number.intValue()) {
          several.add(event.target());
        }
      }
    }
    sizes.keySet().removeAll(several);
    return new GlobalNumbers(sizes);
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

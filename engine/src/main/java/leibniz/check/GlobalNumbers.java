package leibniz.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Shape;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;

/// Sizes that a program counts and makes its arrays with, as `V = len(words)`: no symbol stands for
/// such a one. A comment that has the name for another size is wrong if another comment has it for
/// this one.
record GlobalNumbers(Map<String, Dim> sizes) {
  private static final Set<String> SAMPLES = Set.of("", "N", "n", "m", "M", "B", "T", "batch");

  static GlobalNumbers of(Run run, Statements statements) {
    GlobalNumbers all = new GlobalNumbers(new HashMap<>());
    Set<String> several = new HashSet<>(SAMPLES); // a call may get some of them
    for (Statement s : statements.top()) {
      if (s instanceof Statement.Assign(var targets, var value, _)
          && targets.getFirst() instanceof Expression.Name(String id, _)) {
        all.made(run, id, value, several);
        if (value instanceof Expression.Dict dict) {
          for (Expression.Entry entry : dict.entries()) {
            if (entry.key() instanceof Expression.Str key) {
              all.made(run, id + "['" + key.value() + "']", entry.value(), several);
            }
          }
        }
      }
    }
    all.sizes.keySet().removeAll(several);
    return all;
  }

  /// @param several gets the names of more than one size
  private void made(Run run, String target, Expression value, Set<String> several) {
    List<String> axes = ArrayMakers.axes(value);
    for (Event event : axes.isEmpty() ? List.<Event>of() : run.events()) {
      Shape shape = event.value().shape();
      if (event.frame() == 0 && event.target().equals(target) && shape.rank() == axes.size()) {
        for (int k = 0; k < axes.size(); k++) {
          Dim before = sizes.putIfAbsent(axes.get(k), shape.get(k));
          if (before != null && !before.equals(shape.get(k))) {
            several.add(axes.get(k));
          }
        }
        return;
      }
    }
  }

  /// Whether a comment has such a name for another size.
  boolean disagree(Stated stated, Shape actual, SizeNames known, Votes votes) {
    int n = stated.axes().size();
    for (int k = 0; k < n && n == actual.rank(); k++) {
      OptionalLong size = known.number(actual.get(k));
      Dim said =
          stated.axes().get(k) instanceof Expression.Name(String id, _) ? sizes.get(id) : null;
      OptionalLong number = said == null ? OptionalLong.empty() : known.number(said);
      if (size.isPresent()
          && number.isPresent()
          && number.getAsLong() != size.getAsLong()
          && votes
              .others(Spelled.text(stated.axes().get(k)), size.getAsLong())
              .equals(Set.of(number.getAsLong()))) {
        return true;
      }
    }
    return false;
  }
}

package leibniz.check;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Shape;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;

/// What the letters in the texts of functions are, by what these are handed: where a text says `(n,
/// 2m)` of what is (5, 6), `m` is 3 in all that is said there.
final class DocSizes {
  private DocSizes() {}

  /// What the text of a function calls the sizes of its parameters in a call, as far as its lines
  /// agree.
  static Map<String, Dim> of(Run run, Frame frame, Statements statements) {
    Map<String, Dim> sizes = new LinkedHashMap<>();
    Set<String> contrary = new HashSet<>();
    for (Statement s : statements.all()) {
      if (s instanceof Statement.Function f && f.span().equals(frame.definition())) {
        for (DocLines.Line line : new DocLines(run.program()).of(f)) {
          for (Event event : run.events()) {
            if (event.isHanded()
                && event.frame() == frame.id()
                && event.target().equals(line.name())
                && line.stated().others().isEmpty()
                && event.value().rank() == line.stated().axes().size()) {
              bind(line.stated(), event.value().shape(), sizes, contrary);
            }
          }
        }
      }
    }
    sizes.keySet().removeAll(contrary);
    return sizes;
  }

  /// Takes what the letters of a stated shape are in the actual one of as many axes.
  ///
  /// @param contrary gets those that are said to be several
  static void bind(Stated stated, Shape actual, Map<String, Dim> sizes, Set<String> contrary) {
    for (int k = 0; k < actual.rank(); k++) {
      switch (stated.axes().get(k)) {
        case Expression.Name(String id, _) -> bind(id, actual.get(k), sizes, contrary);
        case Expression.Binary(
                var operator,
                Expression.Name(String id, _),
                Expression.Int(var more, _),
                _,
                _)
            when operator == Expression.Operator.ADD && more.bitLength() < 31 -> // `n + 1`
            bind(id, actual.get(k).minus(Dim.of(more.intValue())), sizes, contrary);
        case Expression.Binary(
                var operator,
                Expression.Int(var times, _),
                Expression.Name(String id, _),
                _,
                _)
            when operator == Expression.Operator.MULTIPLY && times.bitLength() < 31 -> // `2m`
            part(actual.get(k), times.intValue())
                .ifPresentOrElse(
                    size -> bind(id, Dim.of(size), sizes, contrary), () -> contrary.add(id));
        default -> {}
      }
    }
  }

  /// One of so many equal parts of a size, if it is a number that has them.
  private static OptionalLong part(Dim size, int times) {
    OptionalLong all = size.constant();
    return all.isPresent() && times > 0 && all.getAsLong() % times == 0
        ? OptionalLong.of(all.getAsLong() / times)
        : OptionalLong.empty();
  }

  private static void bind(String id, Dim size, Map<String, Dim> sizes, Set<String> contrary) {
    Dim before = sizes.putIfAbsent(id, size);
    if (before != null && !before.equals(size)) {
      contrary.add(id);
    }
  }
}

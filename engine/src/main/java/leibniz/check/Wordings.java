package leibniz.check;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.trace.Event;

/// Words that several things are called by: `coef` is a weight in one program, and in another what
/// the samples count in the gradient by the weights.
final class Wordings {
  private Wordings() {}

  /// Whether a value is computed of arrays where another word for it is a variable already: `coef =
  /// -C * y[wrong]` beside `self.w`. Then it is none itself.
  ///
  /// @param read the names that it is computed of
  static boolean isOther(Run run, Event event, String written, Set<String> read) {
    return event.kind() == Event.Kind.ASSIGN
        && OPERATOR.matcher(written).find()
        && readsArray(run, event, read)
        && isVariable(run, event);
  }

  private static final Pattern OPERATOR = Pattern.compile("[-+*/@]");

  private static boolean readsArray(Run run, Event event, Set<String> read) {
    return run.events().subList(0, event.index()).stream()
        .anyMatch(e ->
            e.frame() == event.frame()
                && e.value().rank() > 0
                && e.value().constant() == null
                && read.contains(e.target()));
  }

  private static boolean isVariable(Run run, Event event) {
    String own = GradientName.Key.of(event.target()).last();
    List<Event> events = run.events();
    return run.options().replacing().stream()
        .map(r -> events.get(r.event()).target())
        .anyMatch(other ->
            !GradientName.Key.of(other).last().equals(own)
                && Variables.names(other).contains(Variables.plain(own)));
  }
}

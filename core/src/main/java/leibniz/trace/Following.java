package leibniz.trace;

import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Span;

/// A program followed from its first statement to its last, with everything that was bound on the
/// way.
///
/// **Trying a change.** A value: follow the same text again with [Options#replacing]. A line: put
/// it into the text, parse that, and follow it; places before the line, and other lines, stay what
/// they are.
///
/// @param script the program as [Trace#reading] tells it
/// @param events in the order of the run
/// @param frames by their [Frame#id]
/// @param handed what of the arguments of calls are sizes, by parameter
/// @param tried what names got that are only tried ([Options#TRIED]); its index is that of the
///   event that came next
/// @param claims what asserts state of shapes, in the order of the run
/// @param problems what could not be followed; what depends on it has no event
/// @param fixed the size symbols whose values decided which way the run went; with other values it
///   may be another
/// @param assumptions what was taken for granted, a sentence each: loops cut short, branches
///   decided by a value, shapes guessed
/// @param needed the conditions on data without which something that the run goes on with has no
///   value
/// @param taken the conditions on data that hold of the elements that comprehensions take, of which
///   all are followed
/// @param placed the conditions on data at whose positions something is looked up, which are drawn,
///   wherever the conditions hold
/// @param unread the functions that the program calls with something that could not be read
/// @param learned what need not be found out again when the program is followed again
public record Following(
    Script script,
    List<Event> events,
    List<Frame> frames,
    Map<Integer, Map<String, Dim>> handed,
    List<Event> tried,
    List<Stated> claims,
    List<Problem> problems,
    Set<String> fixed,
    List<String> assumptions,
    List<Expr> needed,
    List<Expr> taken,
    List<Placed> placed,
    Set<Span> unread,
    Learned learned) {

  /// Takes copies.
  public Following {
    events = List.copyOf(events);
    frames = List.copyOf(frames);
    handed = Map.copyOf(handed);
    tried = List.copyOf(tried);
    claims = List.copyOf(claims);
    problems = List.copyOf(problems);
    fixed = Set.copyOf(fixed);
    assumptions = List.copyOf(assumptions);
    needed = List.copyOf(needed);
    taken = List.copyOf(taken);
    placed = List.copyOf(placed);
    unread = Set.copyOf(unread);
  }

  /// The last event of a target, in any frame of a function of that name; null if there is none.
  public @org.jspecify.annotations.Nullable Event last(String function, String target) {
    for (Event event : events.reversed()) {
      if (event.target().equals(target) && frames.get(event.frame()).function().equals(function)) {
        return event;
      }
    }
    return null;
  }
}

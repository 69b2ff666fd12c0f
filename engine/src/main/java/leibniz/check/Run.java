package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.ir.Span;
import leibniz.python.Module;
import leibniz.python.Parser;
import leibniz.trace.Event;
import leibniz.trace.Following;
import leibniz.trace.Frame;
import leibniz.trace.Options;
import leibniz.trace.Replacement;
import leibniz.trace.Trace;
import org.jspecify.annotations.Nullable;

/// A program that was followed, and how to follow it again with something changed.
record Run(Module program, Options options, Following following) {

  static Run of(Module program, Map<String, Long> sizes) {
    return of(program, new Options(sizes, Set.of()));
  }

  static Run of(Module program, Options options) {
    return new Run(program, options, Trace.following(program, options));
  }

  /// With what this program is followed again: what was found out need not be found out again.
  Options known() {
    return options.after(following.learned());
  }

  /// With what a program is followed that is much like this one.
  Options elsewhere() {
    return options.after(following.learned().elsewhere());
  }

  List<Event> events() {
    return following.events();
  }

  Event event(int index) {
    return following.events().get(index);
  }

  Frame frame(Event event) {
    return following.frames().get(event.frame());
  }

  /// Whether a problem arises in a call that we make, with arguments that we draw: it may be ours.
  boolean isDrawn(Problem problem) {
    return !problem.marks().isEmpty() && isDrawn(problem.marks().getFirst().span());
  }

  /// Whether a place is in functions alone that only we call.
  boolean isDrawn(Span place) {
    List<Frame> around =
        following.frames().stream().filter(f -> f.id() != 0 && isInside(place, f)).toList();
    return !around.isEmpty() && around.stream().allMatch(this::isOurs);
  }

  private static boolean isInside(Span place, Frame frame) {
    Span all = frame.definition();
    return place.file().equals(all.file())
        && all.line() <= place.line()
        && place.endLine() <= all.endLine();
  }

  /// Whether it is a call that we make, or one out of it: the shapes of its arguments are guessed.
  boolean isOurs(Frame frame) {
    List<Frame> frames = following.frames();
    for (Frame f = frame; f.id() != 0; f = frames.get(f.caller())) {
      if (f.drawn()) {
        return true;
      }
    }
    return false;
  }

  /// Whether it is a call that we make, or one out of it, where the program hands something that
  /// could not be read.
  boolean isOfUnread(Frame frame) {
    Frame ours = frame;
    while (!ours.drawn() && ours.id() != 0) {
      ours = following.frames().get(ours.caller());
    }
    return ours.id() != 0 && following.unread().contains(ours.definition());
  }

  /// Whether something in the function of a call could not be followed, so that what it computes up
  /// to a line may be something else. What fails for drawn arguments only ([Problem.Level#REMARK])
  /// says nothing of a call that the program makes.
  boolean isBroken(int frame, int line) {
    return !broken(frame, line).isEmpty();
  }

  /// The places where it could not.
  List<Span> broken(int frame, int line) {
    Frame of = following.frames().get(frame);
    return following.problems().stream()
        .filter(p -> of.id() != 0 && !p.marks().isEmpty())
        .filter(p -> p.level() != Problem.Level.REMARK || isOurs(of) && isOfCall(p, of))
        .map(p -> p.marks().getFirst().span())
        .filter(
            place -> isInside(place, of) && (place.line() <= line || line < of.definition().line()))
        .toList();
  }

  /// Whether what failed for drawn arguments did so in the call of ours that a call is made in, and
  /// not in another one with other arguments.
  private boolean isOfCall(Problem problem, Frame frame) {
    Frame ours = frame;
    while (!ours.drawn() && ours.id() != 0) {
      ours = following.frames().get(ours.caller());
    }
    Matcher m = DRAWN.matcher(problem.headline());
    return !m.lookingAt() || m.group(1).equals(ours.name());
  }

  private static final Pattern DRAWN = Pattern.compile("(\\w+), called with drawn arguments");

  /// Whether it fails in more places than another run of nearly the same program.
  boolean failsMoreThan(Run other) {
    return following.problems().size() > other.following.problems().size();
  }

  /// The places outside functions that could not be followed.
  Set<Span> brokenOutside() {
    Set<Span> places = new LinkedHashSet<>();
    for (Problem problem : following.problems()) {
      boolean inside =
          following.frames().stream()
              .anyMatch(f ->
                  f.id() != 0
                      && !problem.marks().isEmpty()
                      && isInside(problem.marks().getFirst().span(), f));
      if (!inside && !problem.marks().isEmpty()) {
        Span place = problem.marks().getFirst().span();
        if (place.file().equals(program.source().name())) {
          places.add(place);
        }
      }
    }
    return places;
  }

  /// The same with values in place of others; null if the program then went another way, as where a
  /// branch depends on a value.
  @Nullable Run replacing(List<Replacement> values) {
    Run other = with(values);
    return goesLike(other) || isPut(values, other) && goesLike(events(), other.events())
        ? other
        : null;
  }

  /// Whether values were put where they were to be.
  private boolean isPut(List<Replacement> values, Run other) {
    return values.stream()
        .map(Replacement::event)
        .allMatch(k -> k < other.events().size() && isSame(event(k), other.event(k)));
  }

  /// Whether two runs bind the same but for what is drawn in them, and may be returned as it is.
  private static boolean goesLike(List<Event> all, List<Event> again) {
    List<Event> before = all.stream().filter(Run::isBound).toList();
    List<Event> now = again.stream().filter(Run::isBound).toList();
    return before.size() == now.size()
        && IntStream.range(0, now.size()).allMatch(k -> isSame(before.get(k), now.get(k)));
  }

  private static boolean isBound(Event event) {
    return event.kind() != Event.Kind.INPUT && event.kind() != Event.Kind.RETURN;
  }

  /// The same with values in place of others, wherever it goes then.
  Run with(List<Replacement> values) {
    if (values.isEmpty()) {
      return this;
    }
    List<Replacement> all = new ArrayList<>(options.replacing());
    all.addAll(values);
    return of(program, known().replacing(all));
  }

  /// Another text, followed without any replacement; null if it is no program.
  @Nullable Run changed(String text) {
    try {
      Module other = Parser.parse(new Source(program.source().name(), text));
      Options plain = new Options(options.sizes(), Set.of());
      return Run.of(other, plain.after(following.learned().elsewhere()));
    } catch (LeibnizException e) {
      return null;
    }
  }

  /// Whether values were put in the same places as in another run.
  boolean startsLike(Run other) {
    return options.replacing().stream()
        .allMatch(r ->
            r.event() < events().size()
                && event(r.event()).target().equals(other.event(r.event()).target()));
  }

  /// Whether another run binds the same, one after the other.
  boolean goesLike(Run again) {
    if (again.events().size() != events().size()) {
      return false;
    }
    for (int k = 0; k < events().size(); k++) {
      if (!isSame(event(k), again.event(k))) {
        return false;
      }
    }
    return true;
  }

  /// Whether two runs are at the same place in an event of each.
  static boolean isSame(Event a, Event b) {
    return a.target().equals(b.target())
        && a.statement().equals(b.statement())
        && a.value().shape().equals(b.value().shape());
  }
}

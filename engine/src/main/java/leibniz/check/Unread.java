package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// What could not be read of the code that computes a gradient.
final class Unread {
  private final Chain chain;
  private final Statements statements;
  private final Text text;

  Unread(Chain chain) {
    this.chain = chain;
    this.statements = new Statements(chain.base().program());
    this.text = new Text(chain.base().program().source());
  }

  /// A line of it, in words; empty if everything was read.
  String of(Judgement j) {
    Run run = chain.base();
    Set<Integer> frames = new LinkedHashSet<>();
    Set<Integer> lines = new LinkedHashSet<>();
    List<Chain.Link> links = new ArrayList<>(chain.ancestors(j.claim().function(chain)));
    j.claim()
        .pairs()
        .forEach(
            p -> p.loss().parts().forEach(part -> links.addAll(chain.ancestors(part.function()))));
    links.forEach(link -> frames.add(link.event().frame()));
    j.claim().group().events().forEach(e -> frames.add(e.frame()));
    boolean broken =
        frames.stream()
            .flatMap(f -> run.broken(f, end(j, f)).stream())
            .anyMatch(place -> matters(place, j, links));
    Event event = j.claim().event();
    boolean changed = // `dW[idx] -= …` behind it, too
        run.broken(event.frame(), Integer.MAX_VALUE).stream().anyMatch(p -> changes(p, event));
    if (broken || changed) {
      return "a line of the function that computes it is not read";
    }
    Span call = call(event);
    run.brokenOutside().stream()
        .filter(p -> !isBehind(p, call, event))
        .map(Span::line)
        .filter(l -> touches(l, j, links))
        .forEach(lines::add);
    return lines.isEmpty() ? "" : "line " + lines.iterator().next() + " is not read";
  }

  /// Whether what could not be read may have to do with a gradient: not if it only gives names to
  /// something that nothing on the way speaks of.
  private boolean matters(Span place, Judgement j, List<Chain.Link> links) {
    if (!(target(statement(place)) instanceof Expression.Name(String name, _))) {
      return true;
    }
    Pattern word = Pattern.compile("\\b" + name + "\\b");
    boolean own =
        j.claim().group().target().equals(name)
            || j.claim().pairs().stream()
                .anyMatch(p -> p.loss().event().target().equals(name) || p.name().equals(name));
    return own || links.stream().anyMatch(l -> word.matcher(text.at(l.event().statement())).find());
  }

  /// Whether what could not be read changes the gradient further, or ends the call before something
  /// else does: what there is of it is a part.
  private boolean changes(Span place, Event event) {
    Run run = chain.base();
    Span all = run.frame(event).definition();
    return changes(statement(place), event)
        || statements.all().stream()
            .filter(s -> s.span().line() >= place.line() && s.span().endLine() <= all.endLine())
            .filter(s -> changes(s, event))
            .anyMatch(s -> run.events().stream().noneMatch(e -> e.statement().equals(s.span())));
  }

  private static boolean changes(@Nullable Statement statement, Event event) {
    Expression target = target(statement);
    Expression of =
        target instanceof Expression.Subscript(var array, _, _)
            ? array
            : statement instanceof Statement.AugmentedAssign || isCarriedOn(statement)
                ? target
                : null;
    return of != null && Spelled.text(of).equals(event.target());
  }

  /// `dW = dW + more`.
  private static boolean isCarriedOn(@Nullable Statement statement) {
    return statement instanceof Statement.Assign a
        && a.targets().getFirst() instanceof Expression.Name(String id, _)
        && Spelled.names(a.value(), id);
  }

  /// What a statement gives a value to; null if it does not, or to several.
  private static @Nullable Expression target(@Nullable Statement statement) {
    return switch (statement) {
      case Statement.Assign a when a.targets().size() == 1 -> a.targets().getFirst();
      case Statement.AugmentedAssign a -> a.target();
      case null, default -> null;
    };
  }

  /// The innermost statement around a place that holds no others.
  private @Nullable Statement statement(Span place) {
    Statement statement = null;
    for (Statement s : statements.all()) {
      boolean around = s.span().line() <= place.line() && place.endLine() <= s.span().endLine();
      statement = around && !(s instanceof Statement.Compound) ? s : statement;
    }
    return statement;
  }

  /// Where the call is made outside functions that something happens in, or the place itself if it
  /// is outside; null where the call is ours.
  private @Nullable Span call(Event event) {
    List<Frame> frames = chain.base().following().frames();
    Span at = event.statement();
    for (int f = event.frame(); f != 0; f = frames.get(f).caller()) {
      at = frames.get(f).call();
    }
    return at;
  }

  /// Whether what could not be read is done after a call: on a later line, or with what the call
  /// returns, as `min((fit(x, seed) for seed in seeds), key=cost)`.
  private boolean isBehind(Span place, @Nullable Span call, Event event) {
    return call != null
        && (place.line() > call.line()
            || event.frame() != 0
                && !Extents.isInside(place, call)
                && statement(place) != null
                && Objects.equals(statement(place), statement(call)));
  }

  /// The last line of a call that the gradient may be made by.
  private static int end(Judgement j, int frame) {
    Event event = j.claim().event();
    return event.frame() == frame ? event.statement().line() : Integer.MAX_VALUE;
  }

  /// Whether a line outside functions speaks of a name that the gradient is made of.
  private boolean touches(int line, Judgement j, List<Chain.Link> links) {
    String text = chain.base().program().source().lines().get(line - 1);
    Set<String> names = new LinkedHashSet<>(Set.of(j.claim().group().target()));
    links.stream()
        .filter(link -> link.event().frame() == 0) // a function's own names are others
        .forEach(link -> names.add(link.event().target()));
    return names.stream()
        .map(n -> n.replaceAll("\\W.*", ""))
        .anyMatch(n -> !n.isEmpty() && text.matches(".*\\b" + n + "\\b.*"));
  }
}

package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leibniz.ir.Expr;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import leibniz.trace.Walk;

/// Loops that are followed for fewer rounds than the program has: what only holds at their end, as
/// that a derivative by what they find is 0, does not hold here.
final class CutLoops {
  private static final Pattern FIRST = Pattern.compile("line (\\d+): the first \\d+ of .*");
  private static final Pattern CUT = Pattern.compile("(\\w+) is taken as \\d+, not (\\d+)");

  private final Chain chain;
  private final List<Span> loops = new ArrayList<>();

  CutLoops(Chain chain) {
    this.chain = chain;
    Set<String> names = shortened(chain.base()).keySet();
    Set<Integer> lines = new HashSet<>();
    for (String said : chain.base().following().assumptions()) {
      Matcher first = FIRST.matcher(said);
      if (first.matches()) {
        lines.add(Integer.valueOf(first.group(1)));
      }
    }
    for (Statement s : new Statements(chain.base().program()).all()) {
      if (s instanceof Statement.For f
          && (names(f.iterable(), names) || lines.contains(f.span().line()) || Training.isCut(f))) {
        loops.add(f.span());
      }
    }
  }

  /// The sizes that are taken to be smaller than the program says, and what it says.
  static Map<String, Long> shortened(Run run) {
    Map<String, Long> sizes = new HashMap<>();
    for (String said : run.following().assumptions()) {
      Matcher m = CUT.matcher(said);
      if (m.matches()) {
        sizes.put(m.group(1), Long.valueOf(m.group(2)));
      }
    }
    return sizes;
  }

  private static boolean names(Expression e, Set<String> names) {
    return e instanceof Expression.Name(String id, _) && names.contains(id)
        || e.children().stream().anyMatch(c -> names(c, names));
  }

  boolean areThere() {
    return !loops.isEmpty();
  }

  /// Whether the innermost loop that a statement stands in is one.
  boolean isAround(Event event) {
    return new Statements(chain.base().program())
        .all().stream()
            .filter(s -> s instanceof Statement.For && isInside(event.statement(), s.span()))
            .map(Statement::span)
            .max(Comparator.comparingInt(Span::line))
            .filter(loops::contains)
            .isPresent();
  }

  /// Whether something is made behind such a loop of what is made in it: more rounds would change
  /// what a few leave as it was.
  ///
  /// @param function in terms of variables of the chain
  /// @param event where it is computed
  boolean areBefore(Expr function, Event event) {
    Set<Chain.Link> made = chain.ancestors(function);
    return loops.stream()
        .filter(loop -> !isMadeIn(chain.base(), event, loop))
        .anyMatch(loop -> made.stream().anyMatch(l -> isMadeIn(chain.base(), l.event(), loop)));
  }

  /// Whether a loss is made of a variable in such a loop, and its gradient goes through none on its
  /// way back.
  boolean leave(Claim claim, Claim.Pair pair) {
    if (loops.isEmpty()) {
      return false;
    }
    Set<Chain.Link> forward = new HashSet<>();
    pair.loss().parts().forEach(part -> forward.addAll(chain.ancestors(part.function())));
    Set<Chain.Link> own = new HashSet<>(chain.ancestors(claim.function(chain)));
    own.removeAll(forward);
    int from = start(pair);
    forward.removeIf(l -> l.event().index() < from);
    return loops.stream()
        .anyMatch(loop ->
            forward.stream()
                    .anyMatch(l ->
                        isInside(l.event().statement(), loop) && chain.isMadeOf(l, pair.variable()))
                && ways(loop)
                    .noneMatch(
                        back -> isIn(own, back) || isWayBack(claim.event(), back, loop, forward)));
  }

  /// Whether a gradient is made in a loop, or in what that calls; one that goes the way forward,
  /// too, as a search does, is no way back.
  private boolean isWayBack(Event gradient, Span back, Span loop, Set<Chain.Link> forward) {
    return isMadeIn(chain.base(), gradient, back)
        && (back.equals(loop)
            || forward.stream()
                .filter(l -> isInside(l.event().statement(), loop))
                .noneMatch(l -> isMadeIn(chain.base(), l.event(), back)));
  }

  /// Where what a loss makes of a variable begins: where it is called, if how it is handed that
  /// does not matter.
  private int start(Claim.Pair pair) {
    return pair.loss().ends().contains(pair.variable())
        ? chain.occurrences().in(pair.loss().event().frame()).getFirst().index()
        : 0;
  }

  /// The loops that may be the way back through one: itself, others that are cut short, and those
  /// over what it has collected.
  private Stream<Span> ways(Span loop) {
    Set<String> lists = new HashSet<>();
    List<Statement.For> all = new ArrayList<>();
    for (Statement s : new Statements(chain.base().program()).all()) {
      if (s instanceof Statement.For f && f.span().equals(loop)) {
        Walk.expressions(f.body(), e -> addGrown(e, lists));
      } else if (s instanceof Statement.For f && isBehind(loop, f.span())) {
        all.add(f);
      }
    }
    Stream<Span> back =
        all.stream()
            .filter(f -> loops.contains(f.span()) || goesOver(f.iterable(), lists))
            .map(Statement::span);
    return Stream.concat(Stream.of(loop), back);
  }

  private static void addGrown(Expression e, Set<String> lists) {
    if (e instanceof Expression.Call(Expression.Attribute(var list, String name, _, _), _, _)
        && name.equals("append")) {
      lists.add(Spelled.text(list));
    }
  }

  private static boolean goesOver(Expression iterable, Set<String> lists) {
    return lists.contains(Spelled.text(iterable))
        || iterable.children().stream().anyMatch(e -> goesOver(e, lists));
  }

  /// Whether a loop comes after another one: it may be the way back through it.
  private static boolean isBehind(Span loop, Span back) {
    return loop.file().equals(back.file()) && loop.endLine() < back.line();
  }

  private static boolean isIn(Set<Chain.Link> links, Span loop) {
    return links.stream().anyMatch(l -> isInside(l.event().statement(), loop));
  }

  /// Whether it happens in a loop, or in what is called there.
  static boolean isMadeIn(Run run, Event event, Span loop) {
    List<Frame> frames = run.following().frames();
    boolean inside = isInside(event.statement(), loop);
    for (int f = event.frame(); f != 0 && !inside; f = frames.get(f).caller()) {
      Span call = frames.get(f).call();
      inside = call != null && isInside(call, loop);
    }
    return inside;
  }

  private static boolean isInside(Span at, Span loop) {
    return loop.file().equals(at.file())
        && loop.line() < at.line()
        && at.endLine() <= loop.endLine();
  }
}

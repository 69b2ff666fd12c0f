package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import leibniz.ir.Expr;
import leibniz.ir.Span;
import leibniz.ir.Values;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Walk;

/// Derivatives that a loop carries along in the array that they are of: of a state `u = (y, dy/dr,
/// dy/dK)` that is integrated as a whole, a loss is made of the first entry, and its gradient of
/// the others. Such a gradient goes through the loop, as often as that is followed, and is wrong
/// where the state is made.
final class CarriedAlong {
  private static final double ROUNDING = 1e-12;
  private static final int MOST = 40; // statements

  private final Chain chain;
  private final Losses losses;
  private final Statements statements;
  private final List<Span> loops;

  CarriedAlong(Chain chain, Losses losses) {
    this.chain = chain;
    this.losses = losses;
    this.statements = new Statements(chain.base().program());
    this.loops =
        statements.all().stream()
            .filter(s -> s instanceof Statement.For)
            .map(Statement::span)
            .toList();
  }

  boolean isInLoop(Chain.Link link) {
    return loops.stream().anyMatch(o -> CutLoops.isMadeIn(chain.base(), link.event(), o));
  }

  /// Where something in a loop is bound that a gradient is made of, and of which the loss does not
  /// vary with some entries; each statement once, first those that write out the entries. None if
  /// none do: then it is by chance that they count for nothing.
  List<Event> of(Claim claim, Claim.Pair pair) {
    List<Event> found = new ArrayList<>();
    List<Chain.Link> links = inLoops(claim);
    if (links.stream().noneMatch(link -> writesEntries(link.event()))) {
      return found;
    }
    Map<Expr, Expr> derivatives = losses.derivatives(pair.loss());
    Judge judge = Judge.of(chain, losses, List.of(claim), 1);
    for (Chain.Link link : links) {
      Expr derivative = derivatives.get(link.variable());
      if (derivative != null
          && chain.isMadeOf(link, pair.variable())
          && leaves(derivative, judge)) {
        found.add(link.event());
      }
    }
    found.sort(Comparator.comparing(e -> !writesEntries(e)));
    return found.isEmpty() || writesEntries(found.getFirst()) ? found : List.of();
  }

  /// `np.array([f, fy * sr + fr, fy * sK + fK])`.
  private boolean writesEntries(Event event) {
    boolean[] listed = new boolean[1];
    Statement statement = statements.at(event.statement());
    if (statement != null) {
      Walk.expressions(
          List.of(statement),
          e -> listed[0] |= e instanceof Expression.Call call && isListed(call));
    }
    return listed[0];
  }

  private static boolean isListed(Expression.Call call) {
    return !call.arguments().isEmpty()
        && switch (call.arguments().getFirst().value()) {
          case Expression.Listing _, Expression.Tuple _ -> true;
          default -> false;
        };
  }

  private List<Chain.Link> inLoops(Claim claim) {
    Set<Span> seen = new HashSet<>();
    return chain.ancestors(claim.function(chain)).stream()
        .filter(l -> l.event().kind() != Event.Kind.ARGUMENT && isInLoop(l))
        .filter(l -> seen.add(l.event().statement()))
        .limit(MOST)
        .toList();
  }

  /// Whether some entries are 0 at all points, and some are not: of a state that has come to rest,
  /// none are left out.
  private static boolean leaves(Expr derivative, Judge judge) {
    if (judge.scene().points().isEmpty() || !judge.affords(derivative)) {
      return false;
    }
    List<Values> values = judge.scene().values(derivative);
    int count = values.getFirst().count();
    long nothing =
        IntStream.range(0, count)
            .filter(k -> values.stream().allMatch(v -> isNothing(v, k)))
            .count();
    return 0 < nothing && nothing < count;
  }

  private static boolean isNothing(Values values, int k) {
    return k >= values.count() || Math.abs(values.re()[k]) < ROUNDING;
  }
}

package leibniz.check;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Span;
import leibniz.ir.Values;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Which entries of a gradient depend on what it is put together from: if all wrong ones come from
/// one part, and right ones do not, that part is wrong and not the putting together.
final class Support {
  private static final double EQUAL = 2e-6;

  private final Chain chain;
  private final Judge judge;

  Support(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
  }

  /// The part that the wrong entries come from; null if it is not one alone.
  Chain.@Nullable Link part(Judgement wrong) {
    List<Point> points = judge.scene().points();
    if (wrong.reading() == null || wrong.pair() == null || wrong.claim().isStep()) {
      return null;
    }
    Expr function = made(wrong.claim().function(chain));
    Point point = points.getFirst();
    double[] written = judge.written(wrong.claim()).getFirst().re();
    Set<Integer> differ = different(written, judge.right(wrong).getFirst().re());
    Chain.Link found = null;
    boolean others = false; // that other entries are made of
    for (Chain.Link parent : chain.parents(function)) {
      Set<Integer> own = dependent(function, parent, point, written);
      if (!own.isEmpty() && own.containsAll(differ)) {
        if (found != null) {
          return null;
        }
        found = parent;
      } else {
        others |= !own.isEmpty() && Collections.disjoint(own, differ);
      }
    }
    return others ? found : null;
  }

  private static final int MOST = 60; // values that are moved

  /// The statement on the way that no other entries than the wrong ones come from, as of a Jacobian
  /// whose columns are set one after the other; null if there is none. Of several it is the last.
  ///
  /// @param suspects the statements that may be wrong
  @Nullable Event line(Judgement wrong, List<Event> suspects) {
    if (wrong.reading() == null || wrong.pair() == null || wrong.claim().isStep()) {
      return null;
    }
    Expr function = wrong.claim().function(chain);
    double[] written = judge.written(wrong.claim()).getFirst().re();
    Set<Integer> differ = different(written, judge.right(wrong).getFirst().re());
    Map<Span, Set<Integer>> touched = new LinkedHashMap<>();
    Map<Span, Event> last = new LinkedHashMap<>();
    int moved = 0;
    for (Event event : suspects) {
      Chain.Link link = chain.link(event.value());
      boolean own = link != null && link.event().equals(event) && !isLoss(event, wrong);
      if (own && moved++ < MOST) {
        touched
            .computeIfAbsent(event.statement(), _ -> new HashSet<>())
            .addAll(follow(function, Objects.requireNonNull(link), written));
        last.merge(event.statement(), event, (a, b) -> a.index() > b.index() ? a : b);
      }
    }
    Event found = null;
    int least = written.length; // what all entries come from tells nothing
    for (Map.Entry<Span, Set<Integer>> one : touched.entrySet()) {
      Event event = Objects.requireNonNull(last.get(one.getKey()));
      int size = one.getValue().size();
      boolean later = found != null && size == least && event.index() > found.index();
      if (!differ.isEmpty() && one.getValue().containsAll(differ) && (size < least || later)) {
        found = event;
        least = size;
      }
    }
    return found;
  }

  /// Whether it is what the gradient is of.
  private static boolean isLoss(Event event, Judgement wrong) {
    return wrong.claim().pairs().stream()
        .anyMatch(p -> p.loss().event().value().equals(event.value()));
  }

  /// The entries that change if what an event sets gets other values: of an array of which a part
  /// is set, that part.
  private Set<Integer> follow(Expr function, Chain.Link link, double[] written) {
    Point point = judge.scene().points().getFirst();
    Values now = point.number(link.variable());
    if (now == null) {
      return Set.of();
    }
    double[] before = before(link.event(), point, now.count());
    SplittableRandom random = new SplittableRandom(1);
    double[] other = now.re().clone();
    for (int k = 0; k < other.length; k++) {
      double by = random.nextGaussian();
      other[k] += before == null || before[k] != other[k] ? by : 0;
    }
    try {
      Map<Expr, Values> numbers = Map.of(link.variable(), Values.real(now.shape(), other));
      Values made = Scene.values(chain, function, List.of(point), List.of(numbers)).getFirst();
      return different(made.re(), written);
    } catch (LeibnizException e) {
      return Set.of(); // it has no value there, so nothing is known of it
    }
  }

  /// What an array was before a part of it is set; null if all of it is.
  private double @Nullable [] before(Event event, Point point, int count) {
    if (event.kind() != Event.Kind.CHANGE) {
      return null;
    }
    for (Event old : chain.base().events().subList(0, event.index()).reversed()) {
      if (old.frame() == event.frame() && old.target().equals(event.target())) {
        Expr variable = chain.variable(old.value());
        Values values = point.knows(variable) ? point.value(variable) : null;
        return values == null || values.count() != count ? null : values.re();
      }
    }
    return null;
  }

  /// What a value is made of that only got another name, as where a call returns it.
  private Expr made(Expr function) {
    Expr made = function;
    while (made.head() instanceof Head.Var && chain.parents(made).size() == 1) {
      made = chain.parents(made).iterator().next().function();
    }
    return made;
  }

  /// The places at which two arrays differ.
  static Set<Integer> different(double[] a, double[] b) {
    double most = Arrays.stream(b).map(Math::abs).max().orElse(0);
    Set<Integer> differ = new HashSet<>();
    for (int k = 0; k < Math.min(a.length, b.length); k++) {
      if (!(Math.abs(a[k] - b[k]) <= EQUAL * most)) {
        differ.add(k);
      }
    }
    return differ;
  }

  private Set<Integer> dependent(Expr function, Chain.Link parent, Point point, double[] written) {
    Values now = point.number(parent.variable());
    if (now == null) {
      return Set.of();
    }
    SplittableRandom random = new SplittableRandom(1);
    double[] other = Arrays.stream(now.re()).map(x -> x + random.nextGaussian()).toArray();
    try {
      Point moved = point.with(Map.of(parent.variable(), Values.real(now.shape(), other)));
      return different(moved.value(function).re(), written);
    } catch (LeibnizException e) {
      return Set.of(); // it has no value there, so nothing is known of it
    }
  }
}

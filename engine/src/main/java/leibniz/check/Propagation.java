package leibniz.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.ir.Values;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import leibniz.verify.Sizes;
import org.jspecify.annotations.Nullable;

/// What gradients become if statements bind other values than they do.
final class Propagation {
  private static final double NEAR = 1e-5; // the verdict itself is the judge's

  private final Chain chain;
  private final Judge judge;
  private final Map<Judgement, List<Values>> right = new HashMap<>();

  Propagation(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
  }

  /// Whether all that a statement binds is computed there, and has no second name from before; it
  /// may compute it again. What it hands to functions is not bound by it, and what it binds of
  /// numbers alone, as where data is made, is on the way to no gradient; [Elements] are only read.
  boolean isFirst(Statement whole) {
    Span statement = whole.span();
    Elements elements = new Elements(whole);
    return chain.base().events().stream()
        .filter(e -> e.statement().equals(statement) && e.kind() != Event.Kind.ARGUMENT)
        .filter(e -> !elements.names(e))
        .filter(e -> chain.link(e.value()) != null || varies(e.value()))
        .allMatch(e -> {
          Chain.Link link = chain.link(e.value());
          return link != null
              && (link.event().statement().equals(statement) || isReturnedTo(e, link.event()));
        });
  }

  /// Whether it is what a call in the same statement returns: it is made there, for this statement.
  private boolean isReturnedTo(Event event, Event made) {
    Frame frame = chain.base().frame(made);
    Span call = frame.call();
    return made.kind() == Event.Kind.RETURN
        && frame.caller() == event.frame()
        && call != null
        && Extents.isInside(call, event.statement());
  }

  private static boolean varies(Expr value) {
    return value.any(e -> e.head() instanceof Head.Var);
  }

  /// The same for one that is right: what a function makes of a cotangent stays so, whatever the
  /// cotangent is.
  boolean mayStayRight(Judgement right, Map<Event, Expr> other) {
    Set<Expr> changed = new HashSet<>();
    other.keySet().forEach(event -> changed.add(chain.variable(event.value())));
    boolean touched =
        other.containsKey(right.claim().event())
            || isMadeOf(right.claim().function(chain), changed);
    return !touched
        || isHanded(right, changed)
        || isBehind(right, changed)
        || mayBeRight(right, other);
  }

  /// Whether what it is the gradient of is made of them, as behind a step: then that is another
  /// one, which a run tells.
  private boolean isBehind(Judgement judgement, Set<Expr> changed) {
    Claim.Pair pair = judgement.pair();
    return pair != null
        && pair.loss().parts().stream().anyMatch(p -> isMadeOf(p.function(), changed));
  }

  private boolean isHanded(Judgement judgement, Set<Expr> changed) {
    Claim.Pair pair = judgement.pair();
    return pair != null
        && pair.loss().parts().stream()
            .anyMatch(p -> p.cotangent() != null && isMadeOf(p.cotangent(), changed));
  }

  private boolean isMadeOf(Expr function, Set<Expr> changed) {
    return function.any(changed::contains)
        || chain.ancestors(function).stream().anyMatch(link -> changed.contains(link.variable()));
  }

  /// Whether a gradient is right, as far as values tell, where events bind other values.
  ///
  /// @param other functions of variables of the chain
  boolean mayBeRight(Judgement wrong, Map<Event, Expr> other) {
    Claim claim = wrong.claim();
    Expr direct = other.get(claim.event());
    Shape shape = direct == null ? claim.event().value().shape() : direct.shape();
    for (Map.Entry<Event, Expr> entry : other.entrySet()) {
      boolean fits = entry.getValue().shape().equals(entry.getKey().value().shape());
      if (!fits && (direct == null || !entry.getKey().equals(claim.event()))) {
        return true; // what is made of it is another program: that is for a run to tell
      }
      if (!fits && claim.isStep()) {
        return false; // a variable does not change its shape with a step
      }
      Expr value = entry.getValue();
      if (!judge.scene().points().stream().allMatch(p -> Sizes.fit(List.of(value), p.sizes()))) {
        return false; // it reads outside an array
      }
    }
    Reading reading = wrong.pair() == null || claim.isStep() ? null : wrong.reading();
    boolean known = reading != null;
    if (reading != null && !judge.fits(shape, reading)) {
      return false;
    }
    Map<Expr, Expr> overrides = new HashMap<>();
    other.forEach((event, function) -> overrides.put(chain.variable(event.value()), function));
    Expr function = function(claim, direct);
    if (!judge.scene().fits(function) || !other.values().stream().allMatch(judge.scene()::fits)) {
      return false;
    }
    List<Chain.Link> order = order(function, overrides);
    List<Point> points = judge.scene().points();
    List<Values> values = new ArrayList<>();
    boolean near = known;
    try {
      for (int k = 0; k < points.size(); k++) {
        Values now = value(function, order, overrides, points.get(k));
        if (now == null) {
          return false;
        }
        if (known && !isMultiple(now.re(), right(wrong).get(k).re())) {
          return false;
        }
        near = near && Judge.distance(now.re(), right(wrong).get(k).re()) <= NEAR;
        values.add(now);
      }
      return near || isRight(wrong, shape, values); // it may be right by the mean, and not the sum
    } catch (LeibnizException e) {
      return false; // it has no value, so it is no remedy
    }
  }

  /// Whether events bind the same where they bind these, as where zeros are added to instead of
  /// set: then all goes on as it did. Those of which nothing is looked at have no numbers.
  ///
  /// @param other functions of variables of the chain
  boolean isSame(Map<Event, Expr> other) {
    boolean known = false;
    try {
      for (Point point : judge.scene().points()) {
        for (Map.Entry<Event, Expr> entry : other.entrySet()) {
          Values before = value(chain.variable(entry.getKey().value()), point);
          Values now = before == null ? null : value(entry.getValue(), point);
          if (before != null && now != null && Judge.distance(before.re(), now.re()) > 0) {
            return false;
          }
          known |= now != null;
        }
      }
      return known;
    } catch (LeibnizException e) {
      return false; // it has no value there
    }
  }

  private static boolean isMultiple(double[] now, double[] right) {
    double factor = Judge.scale(now, right);
    return Judge.distance(now, Arrays.stream(right).map(x -> factor * x).toArray()) <= NEAR;
  }

  private boolean isRight(Judgement wrong, Shape shape, List<Values> values) {
    Judgement now = judge.of(wrong.claim(), wrong.claim().pairs(), shape, values);
    return wrong.claim().isStep() ? now.mends(wrong) : now.isEqual();
  }

  private List<Values> right(Judgement wrong) {
    return right.computeIfAbsent(wrong, judge::right);
  }

  private Expr function(Claim claim, @Nullable Expr direct) {
    if (direct == null) {
      return claim.function(chain);
    }
    Event before = claim.before();
    return before == null ? direct : Build.minus(direct, chain.variable(before.value()));
  }

  /// Everything that a function is made of where values are other ones, in the order of the run:
  /// what the same statement binds elsewhere may be made of what has no number at a point.
  private List<Chain.Link> order(Expr function, Map<Expr, Expr> overrides) {
    Set<Chain.Link> links = new HashSet<>(chain.ancestors(function));
    Deque<Chain.Link> left = new ArrayDeque<>(links);
    while (!left.isEmpty()) {
      Expr other = overrides.get(left.pop().variable());
      if (other != null) {
        chain.ancestors(other).stream().filter(links::add).forEach(left::push);
      }
    }
    List<Chain.Link> order = new ArrayList<>(links);
    order.sort(Comparator.comparingInt(link -> link.event().index()));
    return order;
  }

  private @Nullable Values value(
      Expr function, List<Chain.Link> order, Map<Expr, Expr> overrides, Point start) {
    Consequences all = new Consequences(chain, start, Map.of());
    for (Chain.Link link : order) {
      Expr other = overrides.get(link.variable());
      if (other != null || all.follows(link.function())) {
        Values now = value(other == null ? link.function() : other, all.point());
        if (now == null) {
          return null;
        }
        all.put(link.variable(), now);
      }
    }
    return value(function, all.point());
  }

  /// The value of a function at a point; null if it is made of inputs that have none there.
  private @Nullable Values value(Expr function, Point at) {
    Point point = at;
    for (Expr variable : chain.variables(function)) {
      if (point.number(variable) == null) {
        Expr inputs = chain.inInputs(variable);
        if (inputs.equals(variable) || !point.knows(inputs)) {
          return null;
        }
        point = point.with(Map.of(variable, point.value(inputs)));
      }
    }
    return point.value(function);
  }
}

package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Rational;
import leibniz.ir.Values;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Gradients of all of a loss but its penalties, where the step shrinks what it comes to for these:
/// `w = soft_threshold(w - rate * grad, rate * lam)`.
final class Shrunk {
  private static final int MOST_LINKS = 40; // between a gradient and the step along it

  private static final double SMALL = 0.1;

  private final Chain chain;
  private final Judge judge;

  Shrunk(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
  }

  /// The verdict by the loss without the penalties that a step shrinks for; null if it is not
  /// right, or the step does not shrink.
  @Nullable Judgement of(Judgement j) {
    Claim.Pair pair = j.pair();
    Chain.Link gradient = chain.link(j.claim().event().value());
    if (j.outcome() != Judgement.Outcome.DIFFERENT
        || gradient == null
        || pair == null
        || pair.loss().isWeighted()
        || pair.loss().shape().rank() > 0) {
      return null;
    }
    for (Predicate<Expr> drops : List.<Predicate<Expr>>of(this::isBent, _ -> true)) {
      Loss rest = without(pair, drops);
      if (rest != null) {
        Claim.Pair other = new Claim.Pair(rest, pair.name(), pair.event(), pair.variable());
        Judgement found = judge.of(j.claim(), List.of(other));
        if (found.isEqual() && shrinks(j, pair, gradient)) {
          return found;
        }
      }
    }
    return null;
  }

  // ------------------------------------------------------------------------------------- the loss

  /// The loss without some of its penalties; null if nothing or all of it is one.
  private @Nullable Loss without(Claim.Pair pair, Predicate<Expr> drops) {
    Loss loss = pair.loss();
    Expr whole = function(loss.parts().getFirst().function());
    Expr terms = terms(whole);
    if (!(terms.head() instanceof Head.Sum sum)) {
      return null;
    }
    Expr rest = Build.zeros(terms.shape());
    boolean dropped = false;
    for (int k = 0; k < terms.args().size(); k++) {
      Expr term = terms.arg(k);
      if (isPenalty(term, pair.variable()) && drops.test(term)) {
        dropped = true;
      } else {
        rest = Build.plus(rest, Build.scale(sum.coefficients().get(k), term));
      }
    }
    if (!dropped || !chain.reached(rest, Set.of()).contains(pair.variable())) {
      return null;
    }
    Loss.Part part = new Loss.Part(whole.substitute(Map.of(terms, rest)), null);
    return new Loss(loss.name(), loss.event(), List.of(part), loss.ends(), loss.calls());
  }

  /// The function behind the names that it has in between.
  private Expr function(Expr function) {
    Expr inner = function;
    while (inner.head() instanceof Head.Var && !chain.parents(inner).isEmpty()) {
      inner = chain.parents(inner).iterator().next().function();
    }
    return inner;
  }

  /// The sum in it, if it is a multiple of one.
  private static Expr terms(Expr function) {
    return function.args().size() == 1
            && function.arg(0).rank() == 0
            && function.arg(0).head() instanceof Head.Sum
        ? function.arg(0)
        : function;
  }

  /// Whether a term is made of the variable and numbers alone.
  private boolean isPenalty(Expr term, Expr variable) {
    Set<Expr> reached = chain.reached(term, Set.of(variable));
    return reached.contains(variable)
        && reached.stream()
            .allMatch(e -> e.equals(variable) || e.rank() == 0 || !chain.parents(e).isEmpty());
  }

  /// Whether it is no square, but a norm or a magnitude.
  private boolean isBent(Expr term) {
    return isBentItself(term)
        || chain.ancestors(term).stream().anyMatch(l -> isBentItself(l.function()));
  }

  private static boolean isBentItself(Expr function) {
    return function.any(e ->
        e.head() instanceof Head.Map
            || e.head() instanceof Head.Einsum product
                && product.factors().stream().anyMatch(f -> f.power().equals(Rational.of(1, 2))));
  }

  // ------------------------------------------------------------------------------------- the step

  /// Whether the variable becomes something that is nearer to 0 even without a gradient, wherever
  /// the loss has more than that.
  private boolean shrinks(Judgement j, Claim.Pair pair, Chain.Link gradient) {
    return chain.base().events().stream()
        .filter(e -> e.index() > j.claim().event().index())
        .filter(e -> e.kind() != Event.Kind.RETURN && e.kind() != Event.Kind.ARGUMENT)
        .filter(e -> e.target().equals(pair.event().target()))
        .filter(e -> e.value().shape().equals(pair.variable().shape()))
        .filter(e -> chain.isMadeOf(chain.function(e), gradient))
        .limit(1)
        .map(e -> expanded(chain.function(e), gradient, pair.variable()))
        .filter(Objects::nonNull)
        .filter(f -> isBend(f, pair.variable(), gradient.variable()))
        .anyMatch(f -> isNearer(f, j, gradient));
  }

  /// What a step makes, in terms of the gradient, of the variable and of inputs; null if it takes
  /// too many steps.
  private @Nullable Expr expanded(Expr function, Chain.Link gradient, Expr variable) {
    Expr now = function;
    for (int k = 0; k < MOST_LINKS; k++) {
      Chain.Link next =
          chain.parents(now).stream()
              .filter(l -> !l.equals(gradient) && chain.isMadeOf(l.function(), gradient))
              .findFirst()
              .orElse(null);
      if (next == null) {
        return inInputs(now, gradient.variable(), variable);
      }
      now = now.substitute(Map.of(next.variable(), next.function()));
    }
    return null;
  }

  private Expr inInputs(Expr step, Expr gradient, Expr variable) {
    Map<Expr, Expr> values = new HashMap<>();
    for (Chain.Link link : chain.parents(step)) {
      if (!link.variable().equals(gradient) && !link.variable().equals(variable)) {
        values.put(link.variable(), link.value());
      }
    }
    return values.isEmpty() ? step : step.substitute(values);
  }

  /// Whether something other than a sum or a multiple is made of the variable and the gradient
  /// together.
  private static boolean isBend(Expr step, Expr variable, Expr gradient) {
    return step.any(
        e -> e.head() instanceof Head.Map && e.contains(variable) && e.contains(gradient));
  }

  private boolean isNearer(Expr step, Judgement j, Chain.Link gradient) {
    List<Values> right = judge.right(j);
    List<Values> written = judge.written(j.claim());
    Expr variable = Objects.requireNonNull(j.pair()).variable();
    try {
      for (int k = 0; k < right.size(); k++) {
        Point point = judge.scene().points().get(k);
        Point still = point.with(still(step, gradient, written.get(k), point));
        if (!still.knows(step) || !still.knows(variable)) {
          return false;
        }
        double[] before = still.value(variable).re();
        double[] after = still.value(step).re();
        if (!isNearer(before, after, differing(written.get(k).re(), right.get(k).re()))) {
          return false;
        }
      }
    } catch (LeibnizException e) {
      return false; // it has no value there
    }
    return !right.isEmpty();
  }

  /// No gradient, and small numbers where there are none yet.
  private static Map<Expr, Values> still(
      Expr step, Chain.Link gradient, Values written, Point point) {
    Map<Expr, Values> numbers = new HashMap<>();
    for (Expr node : step.inOrder()) {
      if (node.head() instanceof Head.Var && node.rank() == 0 && !point.knows(node)) {
        numbers.put(node, Values.real(new int[0], new double[] {SMALL}));
      }
    }
    numbers.put(gradient.variable(), Values.real(written.shape(), new double[written.count()]));
    return numbers;
  }

  private static boolean isNearer(double[] before, double[] after, List<Integer> entries) {
    return before.length == after.length
        && !entries.isEmpty()
        && entries.stream()
            .allMatch(i ->
                i < before.length
                    && Math.abs(after[i]) < Math.abs(before[i])
                    && after[i] * before[i] >= 0);
  }

  private static List<Integer> differing(double[] a, double[] b) {
    List<Integer> entries = new ArrayList<>();
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      if (Math.abs(a[i] - b[i]) > 1e-9) {
        entries.add(i);
      }
    }
    return entries;
  }
}

package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import leibniz.ir.Build;
import leibniz.ir.Effort;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Rational;
import leibniz.trace.Event;
import leibniz.trace.Replacement;
import leibniz.verify.Sizes;
import org.jspecify.annotations.Nullable;

/// Probabilities of pairs that are made larger on purpose where a program begins, as `4 * P` is at
/// the first steps of t-SNE: what is right where they sum to 1 is no gradient then, and is meant to
/// be none. So they are taken as they are later.
final class Exaggerated {
  private static final long WORK = 100_000; // for the numbers of one of these

  private final Run run;
  private final Map<Expr, Boolean> sums = new HashMap<>();

  private Exaggerated(Run run) {
    this.run = run;
  }

  /// The run with these as they are later.
  static Run undone(Run run) {
    List<Replacement> values = new Exaggerated(run).values();
    Run undone = values.isEmpty() ? null : run.replacing(values);
    return undone == null ? run : undone;
  }

  private List<Replacement> values() {
    Map<Expr, List<Event>> known = new HashMap<>(); // by what all multiples have in common
    List<Replacement> values = new ArrayList<>();
    for (Event event : run.events()) {
      Rational factor = isOfPairs(event.value()) ? factor(event.value()) : Rational.ZERO;
      if (factor.signum() <= 0) {
        continue;
      }
      Expr one = Build.scale(factor.inverse(), event.value());
      List<Event> before = known.computeIfAbsent(one, _ -> new ArrayList<>());
      Event less = less(before, event);
      if (less != null) {
        values.add(new Replacement(event.index(), less.value()));
      }
      before.add(event);
    }
    return values;
  }

  /// Only what a function is handed, or what takes the place of what it is a multiple of: of both
  /// together, each may be meant.
  private @Nullable Event less(List<Event> before, Event event) {
    return before.stream()
        .filter(b -> event.kind() == Event.Kind.ARGUMENT || b.target().equals(event.target()))
        .filter(b -> isMore(event.value(), b.value()) && sumsToOne(b.value()))
        .findFirst()
        .orElse(null);
  }

  private static boolean isMore(Expr value, Expr less) {
    return factor(value).compareTo(factor(less)) > 0;
  }

  private static boolean isOfPairs(Expr value) {
    return value.rank() == 2
        && value.constant() == null
        && value.shape().get(0).equals(value.shape().get(1));
  }

  private static Rational factor(Expr value) {
    return switch (value.head()) {
      case Head.Einsum e -> e.coefficient();
      case Head.Sum s -> s.coefficients().getFirst();
      case Head.Var _, Head.Num _, Head.Map _, Head.Special _ -> Rational.ONE;
    };
  }

  private boolean sumsToOne(Expr value) {
    return sums.computeIfAbsent(
        value, v -> Effort.within(WORK, false, () -> Boolean.valueOf(isOne(v))));
  }

  private boolean isOne(Expr value) {
    try {
      Map<String, Integer> given = Scene.given(run);
      SortedMap<String, Integer> sizes = new TreeMap<>(given);
      sizes.putAll(Sizes.of(List.of(value), given).second());
      Point none = Point.of(sizes).placing(run.following().placed());
      Point point = none.draw(List.of(value), 0, 1);
      double[] all = point == null ? new double[0] : point.value(value).re();
      return Arrays.stream(all).allMatch(x -> x >= 0)
          && Math.abs(Arrays.stream(all).sum() - 1) < ROUNDING;
    } catch (LeibnizException e) {
      return false;
    }
  }

  private static final double ROUNDING = 1e-6; // and what an epsilon makes
}

package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Values;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// The step that is made with a gradient: it may make up for a factor.
final class Update {
  private final Chain chain;
  private final Judge judge;

  Update(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
  }

  /// Whether more steps along gradients of the same loss go the other way; of as many each way,
  /// whether the first does.
  static boolean goesBack(Judgement step, List<Judgement> all) {
    List<Judgement> steps =
        all.stream()
            .filter(o -> o.claim().isStep() && o.sign() != 0 && isOfSame(o.pair(), step.pair()))
            .toList();
    long other = steps.stream().filter(o -> o.sign() * step.sign() < 0).count();
    boolean first = !steps.isEmpty() && steps.getFirst().sign() * step.sign() < 0;
    return 2 * other > steps.size() || 2 * other == steps.size() && first;
  }

  private static boolean isOfSame(Claim.@Nullable Pair one, Claim.@Nullable Pair other) {
    return one != null && other != null && one.loss().equals(other.loss());
  }

  /// Why a multiple or a part of the gradient is meant: the step that is made with it makes up for
  /// it. Empty if it does not.
  String excuse(Judgement j) {
    if (completes(j)) {
      return "the step that is made with it adds what it lacks";
    }
    if (j.outcome() != Judgement.Outcome.SCALED) {
      return "";
    }
    Chain.Link gradient = chain.link(j.claim().event().value());
    if (gradient == null) {
      return "";
    }
    for (Event event : chain.base().events()) {
      boolean later = event.index() > j.claim().event().index();
      Expr function = chain.function(event);
      boolean update =
          later
              && event.kind() != Event.Kind.RETURN
              && event.kind() != Event.Kind.ARGUMENT
              && !(function.head() instanceof Head.Einsum) // it goes back through a factor
              && GradientName.of(event.target()) == null
              && chain.parents(function).contains(gradient)
              && event.value().shape().equals(gradient.value().shape())
              && chain.parents(function).size() + inputs(function, gradient) == 2;
      if (update) {
        List<Double> steps = steps(function, gradient);
        String why = why(j.scales(), steps);
        if (!why.isEmpty()) {
          return why;
        }
      }
    }
    return "";
  }

  /// Whether the step that is made with it has what it lacks, as a penalty in `w -= lr * (dw + lam
  /// * w)`: the variable goes a step down along all of the derivative.
  private boolean completes(Judgement j) {
    Chain.Link gradient = chain.link(j.claim().event().value());
    Claim.Pair pair = j.pair();
    return j.outcome() == Judgement.Outcome.DIFFERENT
        && gradient != null
        && pair != null
        && chain.base().events().stream()
            .filter(e -> e.index() > j.claim().event().index())
            .filter(e -> e.kind() != Event.Kind.RETURN && e.kind() != Event.Kind.ARGUMENT)
            .filter(e -> e.target().equals(pair.event().target()))
            .filter(e -> e.value().shape().equals(pair.variable().shape()))
            .filter(e -> chain.parents(chain.function(e)).contains(gradient))
            .anyMatch(e -> isDown(e.value(), pair.event().value(), judge.right(j)));
  }

  /// Whether what a variable becomes lies in the direction that a derivative falls in, by a length
  /// that depends on nothing but sizes.
  private boolean isDown(Expr after, Expr before, List<Values> right) {
    List<Double> lengths = new ArrayList<>();
    for (int k = 0; k < right.size(); k++) {
      Point point = judge.scene().points().get(k);
      if (!point.knows(after) || !point.knows(before)) {
        return false;
      }
      double[] from = point.value(before).re();
      double[] step = point.value(after).re().clone();
      Arrays.setAll(step, i -> step[i] - from[i]);
      double length = Judge.scale(step, right.get(k).re());
      double[] along = Arrays.stream(step).map(x -> x / length).toArray();
      if (length >= 0 || !(Judge.distance(along, right.get(k).re()) < 1e-6)) {
        return false;
      }
      lengths.add(length);
    }
    return Judge.isConstant(lengths);
  }

  /// Arrays, and numbers where the gradient is one.
  private static int inputs(Expr function, Chain.Link gradient) {
    return (int)
        function.inOrder().stream()
            .filter(e -> e.head() instanceof Head.Var v && !v.name().startsWith("link"))
            .filter(e -> e.rank() > 0 || gradient.value().rank() == 0)
            .count();
  }

  private static String why(List<Double> scales, List<Double> steps) {
    boolean minus = scales.stream().allMatch(s -> s < 0 && Math.abs(s - scales.getFirst()) < 1e-6);
    if (minus && steps.stream().allMatch(s -> s > 0)) {
      return "minus the gradient, and the step adds it";
    }
    boolean constant = true;
    boolean varied = false;
    for (int k = 1; k < scales.size(); k++) {
      double first = scales.getFirst() * steps.getFirst();
      constant &= Math.abs(scales.get(k) * steps.get(k) - first) < 1e-9 * Math.abs(first);
      varied |= Math.abs(scales.get(k) - scales.getFirst()) > 1e-9;
    }
    return constant && varied && steps.stream().allMatch(s -> s < 0)
        ? "the step is divided by the size of the batch"
        : "";
  }

  /// What the target gets for each unit of the gradient, at each point.
  private List<Double> steps(Expr function, Chain.Link gradient) {
    List<Double> steps = new ArrayList<>();
    for (Point point : judge.scene().points()) {
      Values once = point.number(gradient.variable());
      if (once == null || !point.knows(function)) {
        return judge.scene().points().stream().map(_ -> 0.0).toList();
      }
      double[] twice = once.re().clone();
      for (int k = 0; k < twice.length; k++) {
        twice[k] *= 2;
      }
      double[] a = point.value(function).re();
      Values doubled = Values.real(once.shape(), twice);
      double[] b = point.with(Map.of(gradient.variable(), doubled)).value(function).re();
      double product = 0;
      double square = 0;
      for (int k = 0; k < Math.min(a.length, once.count()); k++) {
        product += (b[k] - a[k]) * once.re()[k];
        square += once.re()[k] * once.re()[k];
      }
      steps.add(square == 0 ? 0 : product / square);
    }
    return steps;
  }
}

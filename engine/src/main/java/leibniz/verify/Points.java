package leibniz.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.ir.Values;
import leibniz.run.Evaluator;
import org.jspecify.annotations.Nullable;

/// Draws inputs at which the output and all derivatives are finite, from one domain after the
/// other. The draws depend on nothing but the expressions.
final class Points {
  private static final int ALL_TRIES = 24;
  private static final int SHAKEN = 3;

  /// A point, and what is known there.
  ///
  /// @param points the output, and the functions of which it is a derivative, with all that is on
  ///   the way to them
  record Found(
      Map<Expr, Values> inputs, Map<Expr, Evaluator.Point> points, Map<Expr, Values> derivatives) {}

  private final Expr target;
  private final List<Expr> inputs = new ArrayList<>();
  private final Evaluator output;
  private final Map<Expr, Evaluator> functions;
  private final Evaluator derivatives;
  private final ToLongFunction<String> sizes;
  private final int choice;
  private final Counts counts;

  private int domain;
  private int tries;
  private boolean found;
  private String failure = "";
  private boolean inMatrices;

  /// The evaluations of an output, of the functions of which it is a derivative itself, and of
  /// derivatives at the same sizes.
  record Prepared(
      Evaluator output, Map<Expr, Evaluator> functions, Evaluator derivatives, List<Expr> roots) {

    static Prepared of(Expr target, List<Claim> claims, SortedMap<String, Integer> sizes) {
      List<Expr> outputs = new ArrayList<>(List.of(target));
      claims.forEach(c -> outputs.addAll(c.inputs()));
      List<Expr> derivatives = claims.stream().map(Claim::derivative).distinct().toList();
      List<Expr> roots = new ArrayList<>(outputs);
      roots.addAll(derivatives);
      ToLongFunction<String> at = Sizes.at(sizes);
      Map<Expr, Evaluator> functions = new LinkedHashMap<>();
      for (Claim claim : claims) {
        if (claim.function() != target) {
          List<Expr> given = new ArrayList<>(List.of(claim.function()));
          given.addAll(claim.inputs());
          roots.add(claim.function());
          functions.computeIfAbsent(claim.function(), f -> Evaluator.of(given, at));
        }
      }
      return new Prepared(
          Evaluator.of(outputs, at), functions, Evaluator.of(derivatives, at), roots);
    }
  }

  /// @param choice which of the sizes these are, so that the two see different numbers
  Points(Expr target, Prepared prepared, SortedMap<String, Integer> sizes, int choice) {
    this.target = target;
    this.sizes = Sizes.at(sizes);
    this.choice = choice;
    this.output = prepared.output;
    this.functions = prepared.functions;
    this.derivatives = prepared.derivatives;
    this.counts = new Counts(prepared.roots);
    for (Expr node : Expr.inOrder(prepared.roots)) {
      if (node.head() instanceof Head.Var) {
        inputs.add(node);
      }
    }
  }

  /// Roughly what one evaluation of the output costs.
  double cost() {
    return output.cost();
  }

  /// The next point, or null if there is none or patience is at an end.
  @Nullable Found next() {
    for (; domain < Domain.values().length; domain++, tries = 0) {
      while (tries < (found ? ALL_TRIES : Domain.values()[domain].tries())) {
        Found here = evaluate(draw(Domain.values()[domain]));
        if (here != null) {
          found = true;
          return here;
        }
      }
      if (found) {
        return null;
      }
    }
    return null;
  }

  /// Why the draws that were not taken were not: what was the first not to be finite.
  String failure() {
    return failure;
  }

  /// Whether the first not to be finite was made of whole matrices: an inverse, a factorisation.
  boolean failsInMatrices() {
    return inMatrices;
  }

  /// The same point, computed with other rounding errors.
  List<Found> shaken(Found here) {
    List<Found> shaken = new ArrayList<>();
    for (int k = 0; k < SHAKEN; k++) {
      int seed = k;
      Map<Expr, Evaluator.Point> points =
          points(here.inputs, output.shaken(k).at(here.inputs), e -> e.shaken(2 * SHAKEN + seed));
      shaken.add(new Found(here.inputs, points, derivatives.shaken(SHAKEN + k).run(here.inputs)));
    }
    return shaken;
  }

  /// The values of the target, and of every function that a claim is about.
  private Map<Expr, Evaluator.Point> points(
      Map<Expr, Values> at, Evaluator.Point point, UnaryOperator<Evaluator> how) {
    Map<Expr, Evaluator.Point> points = new LinkedHashMap<>(Map.of(target, point));
    functions.forEach((function, evaluator) -> points.put(function, how.apply(evaluator).at(at)));
    return points;
  }

  private Map<Expr, Values> draw(Domain from) {
    SplittableRandom random = new SplittableRandom(choice + 2L * (tries / 2));
    boolean mirrored = tries % 2 == 1;
    tries++;
    if (mirrored && from != Domain.NORMAL) {
      random = random.split();
    }
    Map<Expr, Values> drawn = new LinkedHashMap<>();
    for (Expr input : inputs) {
      if (Counts.is(input)) {
        drawn.put(input, counts.draw(input, sizes, random, mirrored));
      } else if (input.head() instanceof Head.Var v) {
        drawn.put(input, from.draw(v, input.shape().at(sizes), random, mirrored));
      }
    }
    return drawn;
  }

  private @Nullable Found evaluate(Map<Expr, Values> at) {
    Evaluator.Point point = output.at(at);
    if (!finite(point.value(target))) {
      Expr first = point.firstNotFinite();
      failed("the output", first == null ? target : first);
      return null;
    }
    Map<Expr, Values> values = derivatives.run(at);
    for (Expr derivative : values.keySet()) {
      if (!finite(values.getOrDefault(derivative, Values.zeros(0)))) {
        Expr first = derivatives.at(at).firstNotFinite();
        failed("the derivative", first == null ? derivative : first);
        return null;
      }
    }
    return new Found(at, points(at, point, evaluator -> evaluator), values);
  }

  private void failed(String what, Expr first) {
    if (failure.isEmpty()) {
      failure = "no point was found where " + what + " is finite; first to fail is " + say(first);
      inMatrices = first.head() instanceof Head.Special;
    }
  }

  private static String say(Expr node) {
    return switch (node.head()) {
      case Head.Var v -> v.name();
      case Head.Num _ -> "a number";
      case Head.Einsum e when e.factors().stream().anyMatch(f -> f.power().signum() < 0) ->
          "a division";
      case Head.Einsum e when e.factors().stream().anyMatch(f -> f.power().equals(Rational.HALF)) ->
          "a square root";
      case Head.Einsum _ -> "a product";
      case Head.Sum _ -> "a sum";
      case Head.Map m ->
          m.op().name() + (m.op().domain().isEmpty() ? "" : ", defined for " + m.op().domain());
      case Head.Special s -> s.op().name();
    };
  }

  static boolean finite(Values values) {
    for (int k = 0; k < values.count(); k++) {
      if (!Double.isFinite(values.re()[k]) || !Double.isFinite(values.im()[k])) {
        return false;
      }
    }
    return true;
  }
}

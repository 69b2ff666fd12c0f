package leibniz.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import leibniz.ir.Expr;
import leibniz.ir.Values;
import leibniz.run.Evaluator;

/// A small move of inputs: of one entry, of all entries of one variable in a random direction, or
/// of several variables at once.
///
/// @param together whether the moves are one claim's tangents, so that its derivative says what
///   they do together
record Nudge(List<Move> moves, boolean together) {
  private static final double IMAGINARY = 1e-20;

  /// By the order: the higher, the more a small step loses to rounding.
  private static final double[] STEPS = {1e-3, 4e-3, 2e-2, 5e-2};

  /// The move of one variable, an input.
  ///
  /// @param entries which entries move
  /// @param amounts by how much each does
  record Move(Claim claim, Expr variable, int[] entries, double[] amounts) {
    /// The same direction, further.
    Move times(double factor) {
      return new Move(
          claim, variable, entries, Arrays.stream(amounts).map(a -> a * factor).toArray());
    }
  }

  static Nudge of(Move... moves) {
    return new Nudge(List.of(moves), false);
  }

  /// The inputs along the tangents of a claim, which have their values at the point.
  static Nudge along(Claim claim, Points.Found at) {
    List<Move> moves = new ArrayList<>();
    for (Claim.Tangent tangent : claim.along()) {
      double[] amounts = at.inputs().getOrDefault(tangent.direction(), Values.zeros(0)).re();
      int[] entries = IntStream.range(0, amounts.length).toArray();
      moves.add(new Move(claim, tangent.variable(), entries, amounts));
    }
    return new Nudge(moves, true);
  }

  /// The claim it is about; where they are many, the first.
  Claim claim() {
    return moves.getFirst().claim();
  }

  /// How the output moves, by a step along the imaginary axis: `im f(x + ih) / h`, without
  /// cancellation (Squire and Trapp, *Using complex variables to estimate derivatives of real
  /// functions*, SIAM Review 1998).
  double[] complexStep(Points.Found at, Expr output) {
    Map<Expr, Values> changed = new HashMap<>();
    for (Move move : moves) {
      Expr variable = move.variable;
      Values value = at.inputs().getOrDefault(variable, Values.zeros(0));
      double[] im = new double[value.count()];
      for (int k = 0; k < move.entries.length; k++) {
        im[move.entries[k]] = IMAGINARY * move.amounts[k];
      }
      changed.put(variable, new Values(value.shape(), value.re(), im));
    }
    double[] moved = value(at, output, changed).im();
    return Arrays.stream(moved).map(im -> im / IMAGINARY).toArray();
  }

  /// How the output moves, by five-point central differences with a fraction of the usual step; by
  /// several nudges, differences of differences.
  static double[] centralDifferences(
      List<Nudge> nudges, Points.Found at, Expr output, double fraction) {
    double step = STEPS[Math.min(nudges.size(), STEPS.length) - 1] * fraction;
    double[] moved = new double[value(at, output, Map.of()).count()];
    differences(nudges, at, output, step, Map.of(), 1, moved);
    return moved;
  }

  private static void differences(
      List<Nudge> nudges,
      Points.Found at,
      Expr output,
      double step,
      Map<Expr, Values> changed,
      double weight,
      double[] moved) {
    if (nudges.isEmpty()) {
      double[] there = value(at, output, changed).re();
      for (int i = 0; i < moved.length; i++) {
        moved[i] += weight * there[i];
      }
      return;
    }
    Nudge first = nudges.getFirst();
    List<Nudge> rest = nudges.subList(1, nudges.size());
    double h = step * first.scale(at);
    int[] points = {1, -1, 2, -2};
    int[] weights = {8, -8, -1, 1};
    for (int k = 0; k < points.length; k++) {
      Map<Expr, Values> there = first.shifted(at, changed, points[k] * h);
      differences(rest, at, output, step, there, weight * weights[k] / (12 * h), moved);
    }
  }

  /// A step is a fraction of the entry that moves; entries near 0 count as 0.05. Where many move,
  /// the step is shared among them.
  private double scale(Points.Found at) {
    double squares = 0;
    for (Move move : moves) {
      Values value = at.inputs().getOrDefault(move.variable, Values.zeros(0));
      for (int k = 0; k < move.entries.length; k++) {
        double size = Math.max(Math.abs(value.re()[move.entries[k]]), 0.05);
        squares += Math.pow(move.amounts[k] / size, 2);
      }
    }
    return squares == 0 ? 1 : 1 / Math.sqrt(squares);
  }

  private Map<Expr, Values> shifted(Points.Found at, Map<Expr, Values> before, double by) {
    Map<Expr, Values> changed = new LinkedHashMap<>(before);
    for (Move move : moves) {
      Expr variable = move.variable;
      Values given = at.inputs().getOrDefault(variable, Values.zeros(0));
      Values value = before.getOrDefault(variable, given);
      double[] re = value.re().clone();
      for (int k = 0; k < move.entries.length; k++) {
        re[move.entries[k]] += by * move.amounts[k];
      }
      changed.put(variable, Values.real(value.shape(), re));
    }
    return changed;
  }

  private static Values value(Points.Found at, Expr output, Map<Expr, Values> changed) {
    Evaluator.Point point = at.points().get(output);
    Values value =
        point == null
            ? null
            : changed.isEmpty() ? point.value(output) : point.with(changed).get(output);
    if (value == null) {
      throw new IllegalStateException("the output was not evaluated");
    }
    return value;
  }
}

package leibniz.verify;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Expr;
import leibniz.ir.Values;

/// A small move of inputs: of one entry, of all entries of one variable in a random direction, or
/// of several variables at once.
record Nudge(List<Move> moves) {
  private static final double IMAGINARY = 1e-20;
  private static final double STEP = 1e-3;

  /// The move of one variable.
  ///
  /// @param entries which entries move
  /// @param amounts by how much each does
  record Move(Claim claim, int[] entries, double[] amounts) {
    /// The same direction, further.
    Move times(double factor) {
      return new Move(claim, entries, Arrays.stream(amounts).map(a -> a * factor).toArray());
    }
  }

  static Nudge of(Move... moves) {
    return new Nudge(List.of(moves));
  }

  /// How the output moves, by a step along the imaginary axis: `im f(x + ih) / h`, without
  /// cancellation (Squire and Trapp, *Using complex variables to estimate derivatives of real
  /// functions*, SIAM Review 1998).
  double[] complexStep(Points.Found at, Expr output) {
    Map<Expr, Values> changed = new HashMap<>();
    for (Move move : moves) {
      Expr variable = move.claim.variable();
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

  /// How the output moves, by five-point central differences with a fraction of the usual step.
  double[] centralDifferences(Points.Found at, Expr output, double fraction) {
    double h = STEP * fraction * scale(at);
    double[] moved = new double[value(at, output, Map.of()).count()];
    int[] points = {1, -1, 2, -2};
    int[] weights = {8, -8, -1, 1};
    for (int k = 0; k < points.length; k++) {
      double[] there = value(at, output, shifted(at, points[k] * h)).re();
      for (int i = 0; i < moved.length; i++) {
        moved[i] += weights[k] * there[i] / (12 * h);
      }
    }
    return moved;
  }

  /// A step is a fraction of the entry that moves; entries near 0 count as 0.05. Where many move,
  /// the step is shared among them.
  private double scale(Points.Found at) {
    double squares = 0;
    for (Move move : moves) {
      Values value = at.inputs().getOrDefault(move.claim.variable(), Values.zeros(0));
      for (int k = 0; k < move.entries.length; k++) {
        double size = Math.max(Math.abs(value.re()[move.entries[k]]), 0.05);
        squares += Math.pow(move.amounts[k] / size, 2);
      }
    }
    return squares == 0 ? 1 : 1 / Math.sqrt(squares);
  }

  private Map<Expr, Values> shifted(Points.Found at, double by) {
    Map<Expr, Values> changed = new LinkedHashMap<>();
    for (Move move : moves) {
      Expr variable = move.claim.variable();
      Values value = at.inputs().getOrDefault(variable, Values.zeros(0));
      double[] re = value.re().clone();
      for (int k = 0; k < move.entries.length; k++) {
        re[move.entries[k]] += by * move.amounts[k];
      }
      changed.put(variable, Values.real(value.shape(), re));
    }
    return changed;
  }

  private static Values value(Points.Found at, Expr output, Map<Expr, Values> changed) {
    Values value =
        changed.isEmpty() ? at.output().value(output) : at.output().with(changed).get(output);
    if (value == null) {
      throw new IllegalStateException("the output was not evaluated");
    }
    return value;
  }
}

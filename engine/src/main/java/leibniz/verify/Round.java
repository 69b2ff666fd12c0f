package leibniz.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import leibniz.ir.Expr;

/// The verification of claims at one choice of sizes: points are drawn until each claim has been
/// decided at enough of them, or is wrong, or patience ends.
final class Round {
  /// Operations to spend at one point on the nudges of all claims: about a hundredth of a second.
  private static final double WORK = 1e6;

  /// Operations of one evaluation from which on one point must do.
  private static final double HEAVY = 2e6;

  private static final int POINTS = 2;
  private static final int PATIENCE = 8;
  private static final int EVALUATIONS = 5; // for one nudge, by both methods

  /// A claim with the number of points that are still wanted.
  private static final class Open {
    final Tally tally;
    int points;

    Open(Tally tally, int points) {
      this.tally = tally;
      this.points = points;
    }
  }

  private final Expr output;
  private final Points.Prepared prepared;
  private final List<Tally> tallies;
  private final SortedMap<String, Integer> sizes;
  private final int choice;
  private boolean ofSizes;

  Round(
      Expr output,
      Points.Prepared prepared,
      List<Tally> tallies,
      SortedMap<String, Integer> sizes,
      int choice) {
    this.output = output;
    this.prepared = prepared;
    this.tallies = tallies;
    this.sizes = sizes;
    this.choice = choice;
  }

  /// Whether something was decided: there was a point at which output and derivatives are finite,
  /// and the measurements agreed among themselves.
  boolean run() {
    Points points = new Points(output, prepared, sizes, choice);
    double nudges = WORK / points.cost() / EVALUATIONS / Math.max(1, tallies.size());
    int wanted = nudges < 1 || points.cost() > HEAVY ? 1 : POINTS;
    List<Open> open = new ArrayList<>();
    boolean decided = false;
    tallies.forEach(t -> open.add(new Open(t, wanted)));
    for (int k = 0; k < PATIENCE && !open.isEmpty(); k++) {
      Points.Found point = points.next();
      if (point == null) {
        break;
      }
      Bench bench = new Bench(output, points, point, sizes, choice);
      bench.compare(open.stream().map(o -> o.tally).toList(), nudges);
      for (Open one : open) {
        boolean here = bench.decided(one.tally);
        one.points -= here ? 1 : 0;
        decided |= here || one.tally.isWrong();
      }
      open.removeIf(one -> one.points == 0 || one.tally.isWrong());
    }
    for (Open one : open) {
      one.tally.reason(
          points.failure().isEmpty()
              ? "at every point drawn the measurements disagree among themselves"
              : points.failure());
    }
    ofSizes = points.failsInMatrices();
    return tallies.isEmpty() || decided;
  }

  /// Whether other proportions may help, where there was no point: what has none is an operation on
  /// whole matrices.
  boolean isOfSizes() {
    return ofSizes;
  }
}

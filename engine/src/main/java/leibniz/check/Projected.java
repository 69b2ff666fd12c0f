package leibniz.check;

import java.util.List;
import leibniz.ir.Values;

/// Gradients that are projected before a step: made symmetric, freed of a diagonal, of a mean, of
/// what points out of a surface. The whole gradient stood under the same name before.
final class Projected {
  private static final double EXACT = 1e-9;

  private final Judge judge;

  Projected(Judge judge) {
    this.judge = judge;
  }

  /// Whether a gradient was right, and is an orthogonal projection of that: what was taken off it
  /// stands at right angles to what is left, at all points. What a factor or a transpose makes of a
  /// gradient does not.
  boolean is(Judgement j) {
    if (j.outcome() != Judgement.Outcome.DIFFERENT
        || j.reading() == null
        || j.claim().group().events().size() < 2
        || j.claim().isStep()) {
      return false;
    }
    return isProjection(judge.written(j.claim()), judge.right(j)) && judge.wasRight(j.claim());
  }

  /// Whether one that is made of another is an orthogonal projection of that, right or not.
  boolean isOf(Judgement made, Judgement of) {
    return isProjection(judge.written(made.claim()), judge.written(of.claim()));
  }

  private static boolean isProjection(List<Values> left, List<Values> whole) {
    for (int k = 0; k < left.size(); k++) {
      double[] a = left.get(k).re();
      double[] b = whole.get(k).re();
      double own = dot(a, a);
      if (a.length != b.length
          || own == 0
          || Math.abs(own - dot(a, b)) > EXACT * Math.sqrt(own * dot(b, b))) {
        return false;
      }
    }
    return !left.isEmpty();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

package leibniz.plan;

import java.util.Arrays;
import java.util.List;
import leibniz.blas.Operand;
import leibniz.ir.Interrupted;

/// Runs [Step.Picks]: what lies along the innermost letter goes in one go, if no position depends
/// on it.
final class Picking {
  private static final int UNSTOPPED = 1 << 12; // turns after which it is asked for an interrupt

  private final Step.Picks step;
  private final int outer;
  private final int length;
  private final int baseStride;
  private final int resultStride;

  Picking(Step.Picks step) {
    this.step = step;
    int last = step.extents().length - 1;
    boolean inOneGo =
        last >= 0 && step.positions().stream().allMatch(p -> p.where().strides()[last] == 0);
    outer = inOneGo ? last : last + 1;
    length = inOneGo ? step.extents()[last] : 1;
    baseStride = inOneGo ? step.base().strides()[last] : 0;
    resultStride = inOneGo ? step.result().strides()[last] : 0;
  }

  void run(Object[] arrays) {
    Object result = arrays[step.result().array()];
    switch (result) {
      case double[] d -> Arrays.fill(d, 0, step.count(), 0);
      case float[] f -> Arrays.fill(f, 0, step.count(), 0);
      default -> throw new IllegalStateException("arrays are of double or float");
    }
    int[] index = new int[outer];
    for (long turn = turns(); turn > 0; turn--) {
      if (turn % UNSTOPPED == 0) {
        Interrupted.check();
      }
      turn(arrays, index, result);
      for (int k = outer - 1; k >= 0 && ++index[k] == step.extents()[k]; k--) {
        index[k] = 0;
      }
    }
  }

  private long turns() {
    long turns = length == 0 ? 0 : 1;
    for (int k = 0; k < outer; k++) {
      turns *= step.extents()[k];
    }
    return turns;
  }

  private void turn(Object[] arrays, int[] index, Object result) {
    int from = at(step.base(), index);
    int to = at(step.result(), index);
    List<Step.Position> positions = step.positions();
    for (int k = 0; k < positions.size(); k++) {
      Step.Position position = positions.get(k);
      int at = at(position.where(), index);
      double entry =
          switch (arrays[position.where().array()]) {
            case double[] d -> d[at];
            case float[] f -> f[at];
            default -> throw new IllegalStateException("arrays are of double or float");
          };
      double known = Math.rint(entry);
      known = known < 0 ? known + position.size() : known;
      if (!(known >= 0 && known < position.size())) {
        return;
      }
      int place = (int) known;
      from += place * position.base();
      to += place * position.result();
    }
    Object base = arrays[step.base().array()];
    if (result instanceof double[] d && base instanceof double[] b) {
      add(b, from, d, to);
    } else if (result instanceof float[] f && base instanceof float[] b) {
      add(b, from, f, to);
    }
  }

  private int at(Operand operand, int[] index) {
    int at = operand.offset();
    for (int k = 0; k < outer; k++) {
      at += operand.strides()[k] * index[k];
    }
    return at;
  }

  private void add(double[] base, int from, double[] result, int to) {
    double c = step.coefficient();
    if (step.power() == 1 && baseStride == 1 && resultStride == 1) {
      for (int k = 0; k < length; k++) {
        result[to + k] += c * base[from + k];
      }
      return;
    }
    for (int k = 0; k < length; k++) {
      double entry = base[from + k * baseStride];
      result[to + k * resultStride] += c * (step.power() == 1 ? entry : power(entry));
    }
  }

  private double power(double entry) {
    return Math.pow(entry, step.power());
  }

  private void add(float[] base, int from, float[] result, int to) {
    float c = (float) step.coefficient();
    if (step.power() == 1 && baseStride == 1 && resultStride == 1) {
      for (int k = 0; k < length; k++) {
        result[to + k] += c * base[from + k];
      }
      return;
    }
    for (int k = 0; k < length; k++) {
      float entry = base[from + k * baseStride];
      result[to + k * resultStride] += c * (step.power() == 1 ? entry : (float) power(entry));
    }
  }
}

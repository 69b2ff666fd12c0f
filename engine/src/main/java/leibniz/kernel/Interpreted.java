package leibniz.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import leibniz.ir.Complex;

/// Runs kernels line by line over blocks of entries: always there, and the twin of all that is
/// generated. Numbers are computed as `double`, whatever the arrays hold.
public final class Interpreted implements Kernel.Runner {
  private static final int BLOCK = 512;

  private final Kernel kernel;

  public Interpreted(Kernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public void run(Object[] arrays, int from, int to) {
    if (kernel.loops().size() == 1 && kernel.loops().getFirst().extents().length == 0) {
      new Task(alongRows(kernel.loops().getFirst(), from, to), arrays).run(0);
      return;
    }
    List<Task> tasks = new ArrayList<>();
    kernel.loops().forEach(loop -> tasks.add(new Task(loop, arrays)));
    for (int row = from; row < to; row++) {
      for (Task task : tasks) {
        task.run(row);
      }
    }
  }

  /// The rows of a map as the axis of a loop.
  private static Loop alongRows(Loop loop, int from, int to) {
    return new Loop(
        new int[] {to - from},
        1,
        loop.reduction(),
        along(loop.body(), from),
        along(loop.finish(), from),
        along(loop.target(), from),
        loop.adds());
  }

  private static List<Op> along(List<Op> lines, int from) {
    List<Op> along = new ArrayList<>();
    for (Op line : lines) {
      along.add(line instanceof Op.Load(Access access) ? new Op.Load(along(access, from)) : line);
    }
    return along;
  }

  private static Access along(Access access, int from) {
    return new Access(
        access.array(), access.offset() + access.row() * from, 0, new int[] {access.row()});
  }

  /// One loop with its arrays and room for a block of each line.
  private static final class Task {
    private final Loop loop;
    private final Object[] arrays;
    private final int lane; // the axis along which blocks lie, or -1
    private final double[][] body;
    private final double[][] finish;
    private final double[] reduced = new double[BLOCK];

    Task(Loop loop, Object[] arrays) {
      this.loop = loop;
      this.arrays = arrays;
      this.lane = loop.extents().length - 1;
      this.body = new double[loop.body().size()][BLOCK];
      this.finish = new double[loop.finish().size()][BLOCK];
    }

    void run(int row) {
      int[] index = new int[loop.extents().length];
      if (loop.points() == 0 && count(0, loop.kept()) == 0) {
        return;
      }
      if (loop.reduced() == 0) {
        maps(row, index);
      } else {
        reductions(row, index);
      }
    }

    private long count(int from, int to) {
      long count = 1;
      for (int axis = from; axis < to; axis++) {
        count *= loop.extents()[axis];
      }
      return count;
    }

    /// Steps the axes `from` up to `to` to the next indices; false after the last.
    private boolean next(int[] index, int from, int to) {
      for (int axis = to - 1; axis >= from; axis--) {
        if (++index[axis] < loop.extents()[axis]) {
          return true;
        }
        index[axis] = 0;
      }
      return false;
    }

    private void maps(int row, int[] index) {
      do {
        int extent = lane < 0 ? 1 : loop.extents()[lane];
        for (int start = 0; start < extent; start += BLOCK) {
          int n = Math.min(BLOCK, extent - start);
          if (lane >= 0) {
            index[lane] = start;
          }
          lines(loop.body(), body, row, index, n);
          store(body[body.length - 1], row, index, n, lane < 0 ? 0 : loop.target().stride(lane));
        }
        if (lane >= 0) {
          index[lane] = 0;
        }
      } while (next(index, 0, lane));
    }

    private void reductions(int row, int[] index) {
      do {
        double value = loop.reduction().neutral();
        if (count(loop.kept(), loop.extents().length) > 0) {
          do {
            for (int start = 0; start < loop.extents()[lane]; start += BLOCK) {
              int n = Math.min(BLOCK, loop.extents()[lane] - start);
              index[lane] = start;
              lines(loop.body(), body, row, index, n);
              for (int k = 0; k < n; k++) {
                value = loop.reduction().join().at(value, body[body.length - 1][k], 0);
              }
            }
            index[lane] = 0;
          } while (next(index, loop.kept(), lane));
        }
        reduced[0] = value;
        store(reduced, row, index, 1, 0);
      } while (next(index, 0, loop.kept()));
    }

    private void store(double[] value, int row, int[] index, int n, int stride) {
      double[] stored = value;
      if (!loop.finish().isEmpty()) {
        System.arraycopy(value, 0, reduced, 0, n);
        lines(loop.finish(), finish, row, index, n);
        stored = finish[finish.length - 1];
      }
      int at = loop.target().at(row, index);
      switch (arrays[loop.target().array()]) {
        case double[] to -> {
          for (int k = 0; k < n; k++) {
            to[at + k * stride] = loop.adds() ? to[at + k * stride] + stored[k] : stored[k];
          }
        }
        case float[] to -> {
          for (int k = 0; k < n; k++) {
            double before = loop.adds() ? to[at + k * stride] : 0;
            to[at + k * stride] = (float) (before + stored[k]);
          }
        }
        default -> throw new IllegalArgumentException("arrays are of double or float");
      }
    }

    private void lines(List<Op> lines, double[][] values, int row, int[] index, int n) {
      for (int l = 0; l < values.length; l++) {
        double[] to = values[l];
        switch (lines.get(l)) {
          case Op.Load(Access from) -> load(from, row, index, n, to);
          case Op.Constant(double value) -> Arrays.fill(to, 0, n, value);
          case Op.Apply(Function f, int a, int b, int c) -> {
            for (int k = 0; k < n; k++) {
              to[k] = f.at(values[a][k], values[b][k], values[c][k]);
            }
          }
          case Op.Other(var function, List<Integer> args) -> {
            for (int k = 0; k < n; k++) {
              int at = k;
              to[k] =
                  function.at(args.stream().map(a -> Complex.real(values[a][at])).toList()).re();
            }
          }
          case Op.Reduced() -> System.arraycopy(reduced, 0, to, 0, n);
        }
      }
    }

    private void load(Access from, int row, int[] index, int n, double[] to) {
      int at = from.at(row, index);
      int stride = lane < 0 ? 0 : from.stride(lane);
      switch (arrays[from.array()]) {
        case double[] array -> {
          for (int k = 0; k < n; k++) {
            to[k] = array[at + k * stride];
          }
        }
        case float[] array -> {
          for (int k = 0; k < n; k++) {
            to[k] = array[at + k * stride];
          }
        }
        default -> throw new IllegalArgumentException("arrays are of double or float");
      }
    }
  }
}

package leibniz.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Kernels nobody would think of, with arrays for them.
final class RandomKernels {
  /// Functions whose values are exact where their arguments have few digits.
  static final List<Function> EXACT =
      List.of(
          Function.ADD,
          Function.SUBTRACT,
          Function.MULTIPLY,
          Function.MINIMUM,
          Function.MAXIMUM,
          Function.GREATER,
          Function.AT_LEAST,
          Function.EQUAL,
          Function.NEGATE,
          Function.ABSOLUTE,
          Function.SIGN,
          Function.FLOOR,
          Function.SELECT);

  /// Functions that do not make small errors large, on numbers of any size.
  static final List<Function> SMOOTH =
      List.of(
          Function.ADD,
          Function.SUBTRACT,
          Function.MULTIPLY,
          Function.MAXIMUM,
          Function.ABSOLUTE,
          Function.SIN,
          Function.COS,
          Function.TANH,
          Function.ARCTAN);

  /// Functions that keep numbers as short as they are, however often they are applied.
  static final List<Function> SHORT =
      List.of(
          Function.MINIMUM,
          Function.MAXIMUM,
          Function.GREATER,
          Function.AT_LEAST,
          Function.EQUAL,
          Function.NEGATE,
          Function.ABSOLUTE,
          Function.SIGN,
          Function.FLOOR,
          Function.SELECT);

  private static final int[] EXTENTS = {0, 1, 2, 3, 7, 8, 10, 13, 16, 20, 64, 207};
  private static final int[] ROWS = {0, 1, 2, 3, 7, 13, 16, 33, 64};

  private final Random random;
  private final List<Function> functions;
  private final int rows;
  private final int length;
  private final List<Integer> sizes = new ArrayList<>();
  private final List<Access> written = new ArrayList<>();
  private final List<Integer> blocks = new ArrayList<>();
  private final List<Integer> scratch = new ArrayList<>();
  private final List<Loop> loops = new ArrayList<>();

  /// A kernel with the sizes of its arrays.
  record Case(Kernel kernel, List<Integer> sizes) {

    /// Arrays with numbers of few digits.
    Object[] arrays(Type type, Random random, boolean special) {
      return sizes.stream().map(size -> array(type, size, random, special)).toArray();
    }

    private static Object array(Type type, int size, Random random, boolean special) {
      double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0};
      double[] numbers = random.ints(size, -8, 9).mapToDouble(k -> k / 4.0).toArray();
      if (special) {
        for (int k = 0; k < size; k += 1 + random.nextInt(9)) {
          numbers[k] = odd[random.nextInt(odd.length)];
        }
      }
      if (type == Type.F64) {
        return numbers;
      }
      float[] floats = new float[size];
      for (int k = 0; k < size; k++) {
        floats[k] = (float) numbers[k];
      }
      return floats;
    }
  }

  private RandomKernels(Random random, List<Function> functions, int length) {
    this.random = random;
    this.length = length;
    this.functions = functions;
    this.rows = ROWS[random.nextInt(ROWS.length)];
  }

  static Case next(Random random, List<Function> functions) {
    return next(random, functions, 6);
  }

  /// @param length how many functions one loop applies, at most
  static Case next(Random random, List<Function> functions, int length) {
    RandomKernels kernels = new RandomKernels(random, functions, length);
    int n = random.nextInt(3) == 0 ? 2 + random.nextInt(3) : 1;
    for (int k = 0; k < n; k++) {
      kernels.loop(n > 1);
    }
    return new Case(new Kernel(kernels.rows, kernels.loops, kernels.scratch), kernels.sizes);
  }

  private void loop(boolean several) {
    int[] extents = extents(several ? 600 : 4000);
    int kept = random.nextInt(extents.length + 1);
    boolean isScratch = several && random.nextInt(3) == 0;
    Access target = target(Arrays.copyOf(extents, kept), isScratch);
    // What is in a scratch array before its loop is left over from another row.
    boolean mayRead = !isScratch;
    List<Op> body = lines(extents, target, mayRead && kept == extents.length, false);
    List<Op> finish =
        random.nextBoolean()
            ? List.of()
            : lines(Arrays.copyOf(extents, kept), target, mayRead, true);
    Loop.Reduction[] reductions =
        functions.contains(Function.FLOOR)
            ? new Loop.Reduction[] {
              Loop.Reduction.SUM, Loop.Reduction.MAXIMUM, Loop.Reduction.MINIMUM
            }
            : new Loop.Reduction[] {Loop.Reduction.SUM, Loop.Reduction.MAXIMUM};
    loops.add(
        new Loop(
            extents,
            kept,
            reductions[random.nextInt(reductions.length)],
            body,
            finish,
            target,
            mayRead && random.nextInt(4) == 0));
  }

  private int[] extents(int most) {
    int[] extents;
    do {
      extents = new int[random.nextInt(4)];
      for (int k = 0; k < extents.length; k++) {
        extents[k] = EXTENTS[random.nextInt(EXTENTS.length)];
      }
    } while (Arrays.stream(extents).asLongStream().reduce(1, (a, b) -> a * b) > most);
    return extents;
  }

  /// Different entries for all rows and indices, in any order of the axes, perhaps with gaps.
  private Access target(int[] extents, boolean isScratch) {
    int axes = extents.length;
    List<Integer> order = new ArrayList<>(IntStream.range(0, axes).boxed().toList());
    Collections.shuffle(order, random);
    boolean rowsInside = !isScratch && random.nextInt(4) == 0;
    int offset = random.nextInt(3) * 5;
    int[] strides = new int[axes];
    int size = rowsInside ? Math.max(1, rows) : 1;
    for (int axis : order) {
      strides[axis] = size;
      size *= Math.max(1, extents[axis]);
      size += random.nextInt(5) == 0 ? 3 : 0;
    }
    int row = isScratch ? 0 : rowsInside ? 1 : size;
    Access target = new Access(sizes.size(), offset, row, strides);
    if (isScratch) {
      scratch.add(target.array());
    }
    if (!rowsInside) {
      written.add(target);
      blocks.add(size);
    }
    sizes.add(offset + (rowsInside || isScratch ? size : size * rows) + 1);
    return target;
  }

  private List<Op> lines(int[] extents, Access target, boolean mayRead, boolean isFinish) {
    List<Op> lines = new ArrayList<>();
    if (isFinish) {
      lines.add(new Op.Reduced());
    }
    int loads = 1 + random.nextInt(3);
    for (int k = 0; k < loads; k++) {
      lines.add(
          random.nextInt(6) == 0
              ? new Op.Constant(random.nextInt(5) - 2)
              : new Op.Load(mayRead && random.nextInt(6) == 0 ? target : source(extents, target)));
    }
    int applied = random.nextInt(length);
    for (int k = 0; k < applied; k++) {
      Function f = functions.get(random.nextInt(functions.size()));
      lines.add(
          new Op.Apply(
              f,
              random.nextInt(lines.size()),
              f.arity() > 1 ? random.nextInt(lines.size()) : 0,
              f.arity() > 2 ? random.nextInt(lines.size()) : 0));
    }
    return lines;
  }

  /// Where to read: an earlier loop's target in the same row, or an array of its own.
  private Access source(int[] extents, Access own) {
    if (loops.size() > 0 && random.nextBoolean()) {
      int k = random.nextInt(written.size() == 0 ? 1 : written.size());
      if (k < written.size() && written.get(k).array() != own.array()) {
        Access earlier = written.get(k);
        int left = blocks.get(k) - 1;
        int[] strides = new int[extents.length];
        for (int axis = extents.length - 1; axis >= 0; axis--) {
          int stride = random.nextInt(3);
          if (stride * (extents[axis] - 1) <= left && extents[axis] > 0) {
            strides[axis] = stride;
            left -= stride * (extents[axis] - 1);
          }
        }
        return new Access(earlier.array(), earlier.offset(), earlier.row(), strides);
      }
    }
    int[] strides = new int[extents.length];
    int size = 1;
    List<Integer> order = new ArrayList<>(IntStream.range(0, extents.length).boxed().toList());
    if (random.nextInt(3) == 0) {
      Collections.shuffle(order, random);
    } else {
      Collections.reverse(order);
    }
    boolean rowsInside = random.nextInt(5) == 0;
    if (rowsInside) {
      size = Math.max(1, rows);
    }
    for (int axis : order) {
      if (random.nextInt(5) > 0) {
        strides[axis] = size;
        size *= Math.max(1, extents[axis]);
      }
    }
    int row = rowsInside ? 1 : random.nextInt(4) == 0 ? 0 : size;
    int offset = random.nextInt(3);
    sizes.add(offset + (rowsInside || row == 0 ? size : size * Math.max(1, rows)) + 1);
    return new Access(sizes.size() - 1, offset, row, strides);
  }
}

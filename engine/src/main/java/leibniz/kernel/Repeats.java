package leibniz.kernel;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/// Copies of what a loop has written, where it would write the same again: rows that do not depend
/// on an axis, as those of the Jacobian of a log-softmax, or a number. The machine copies faster
/// than a loop stores, and fills faster.
final class Repeats {
  /// What is copied at a time, at most: it stays in the nearest cache.
  private static final int MOST_BYTES = 8 << 10;

  /// Shorter rows are not worth a call.
  private static final int LEAST_BYTES = 256;

  private Repeats() {}

  /// Whether a loop writes the same block, without a gap, at every step along an axis.
  ///
  /// @param bytes of an entry
  static boolean isAlong(int axis, Nest nest, int bytes) {
    Loop loop = nest.loop();
    if (axis >= loop.kept() || axis == nest.lane() || axis < nest.rows() || loop.adds()) {
      return false;
    }
    int block = block(axis, nest);
    return (long) block * bytes >= LEAST_BYTES
        && loop.target().stride(axis) == block
        && loop.reads().stream()
            .allMatch(read -> read.stride(axis) == 0 && read.array() != loop.target().array());
  }

  /// Whether a loop writes nothing but one number along an axis, without a gap.
  ///
  /// @param bytes of an entry
  static boolean isNumber(int axis, Nest nest, int bytes) {
    Loop loop = nest.loop();
    return axis == nest.lane()
        && axis == loop.kept() - 1
        && axis != nest.rows()
        && Filled.isNumber(loop)
        && loop.target().stride(axis) == 1
        && (long) nest.extent(axis) * bytes >= LEAST_BYTES;
  }

  /// The number that such a loop writes.
  static double number(Loop loop) {
    if (loop.body().getFirst() instanceof Op.Constant(double number)) {
      return number;
    }
    throw new IllegalArgumentException("not a number");
  }

  /// How many entries without a gap a loop writes at one step along an axis; -1 where there are
  /// gaps.
  static int block(int axis, Nest nest) {
    Loop loop = nest.loop();
    int entries = 1;
    for (int inner = loop.kept() - 1; inner > axis; inner--) {
      if (loop.target().stride(inner) != entries) {
        return -1;
      }
      entries *= nest.extent(inner);
    }
    return entries;
  }

  /// Repeats the first of some blocks, which lie behind each other.
  static void repeat(double[] array, int from, int block, int blocks) {
    int end = from + block * blocks;
    int most = Math.max(1, MOST_BYTES / Double.BYTES / block) * block;
    for (int at = from + block, some; at < end; at += some) {
      some = Math.min(Math.min(at - from, most), end - at);
      System.arraycopy(array, from, array, at, some);
    }
  }

  /// The same for single numbers.
  static void repeat(float[] array, int from, int block, int blocks) {
    int end = from + block * blocks;
    int most = Math.max(1, MOST_BYTES / Float.BYTES / block) * block;
    for (int at = from + block, some; at < end; at += some) {
      some = Math.min(Math.min(at - from, most), end - at);
      System.arraycopy(array, from, array, at, some);
    }
  }

  /// Calls one of these methods with an array, where it begins, a length and one thing more, which
  /// are on the stack.
  static void call(CodeBuilder code, String name, Type type, ClassDesc last) {
    ClassDesc entry = type == Type.F64 ? CD_double : CD_float;
    code.invokestatic(
        ClassDesc.of(Repeats.class.getName()),
        name,
        MethodTypeDesc.of(CD_void, entry.arrayType(), CD_int, CD_int, last));
  }

  /// The same with a number, that the array is filled with.
  static void fill(CodeBuilder code, Type type, double number) {
    code.loadConstant(type == Type.F64 ? (ConstantDesc) number : (ConstantDesc) (float) number);
    call(code, "fill", type, type == Type.F64 ? CD_double : CD_float);
  }

  /// Writes a number so many times.
  static void fill(double[] array, int from, int count, double number) {
    Arrays.fill(array, from, from + count, number);
  }

  /// The same for single numbers.
  static void fill(float[] array, int from, int count, float number) {
    Arrays.fill(array, from, from + count, number);
  }
}

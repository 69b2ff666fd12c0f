package leibniz.kernel;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.stream.IntStream;

/// Constants of generated classes.
final class Steps {

  private Steps() {}

  /// `0, by, 2 by …` for each number of neighbours up to `width`, one after the other; those that
  /// are not there repeat the last, for they are checked as well.
  static int[] steps(int width, int by) {
    return IntStream.range(0, width * (width + 1))
        .map(k -> Math.clamp(k / width - 1, 0, k % width) * by)
        .toArray();
  }

  /// The lanes, turned by so many.
  static int[] turn(int width, int by) {
    return IntStream.range(0, width).map(k -> (k + by) % width).toArray();
  }

  /// The numbers of lanes by which two vectors of so many trade lanes that are `half` apart: the
  /// first keeps those with even numbers, counted in halves, and gets those of the second in
  /// between.
  static double[] doubles(int width, int half) {
    return IntStream.range(0, width)
        .mapToDouble(k -> (k & half) == 0 ? k : k - half + width)
        .toArray();
  }

  /// The same in single numbers.
  static float[] floats(int width, int half) {
    float[] floats = new float[width];
    for (int k = 0; k < width; k++) {
      floats[k] = (float) doubles(width, half)[k];
    }
    return floats;
  }

  /// The constant that a method here makes of two numbers.
  static DynamicConstantDesc<?> constant(ClassDesc kind, String name, int width, int by) {
    return constant(
        kind,
        MethodHandleDesc.ofMethod(
            DirectMethodHandleDesc.Kind.STATIC,
            ClassDesc.of(Steps.class.getName()),
            name,
            MethodTypeDesc.of(kind, CD_int, CD_int)),
        width,
        by);
  }

  /// The constant that a method makes.
  static DynamicConstantDesc<?> constant(
      ClassDesc kind, DirectMethodHandleDesc maker, ConstantDesc... arguments) {
    ConstantDesc[] all = new ConstantDesc[arguments.length + 1];
    all[0] = maker;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return DynamicConstantDesc.ofNamed(ConstantDescs.BSM_INVOKE, "made", kind, all);
  }
}

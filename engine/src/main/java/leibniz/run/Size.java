package leibniz.run;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Problem;
import leibniz.ir.Shape;

/// Shapes as numbers, and the limit on how large one may be.
final class Size {
  /// The most entries of one array: 400 MB of real numbers.
  static final long LIMIT = 50_000_000;

  private Size() {}

  /// The sizes of a shape, none of them negative and not too many entries in all.
  static int[] of(Shape shape, ToLongFunction<String> sizes) {
    for (Dim dim : shape.dims()) {
      long size = dim.at(sizes);
      if (size < 0) {
        throw Problem.error(
                Code.LBZ008, "an axis of size " + dim + " would have " + size + " entries")
            .raise();
      }
      if (size > LIMIT) {
        throw tooLarge("an axis of " + size);
      }
    }
    int[] numbers = shape.at(sizes);
    check(numbers);
    return numbers;
  }

  static void check(int[] shape) {
    if (count(shape) > LIMIT) {
      throw tooLarge(
          Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(" · "))
              + " = "
              + count(shape));
    }
  }

  /// The number of entries, or a number beyond every limit.
  static long count(int[] shape) {
    double n = 1;
    for (int size : shape) {
      n *= size;
    }
    return (long) n;
  }

  private static RuntimeException tooLarge(String entries) {
    return Problem.error(
            Code.LBZ007,
            "a value needs " + entries + " entries, more than the " + LIMIT + " that are computed")
        .help("smaller sizes, as in --size B=4, are enough to see what it does")
        .raise();
  }
}

package leibniz.plan;

import java.util.Arrays;
import java.util.stream.Collectors;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;

/// What is refused because it does not fit.
final class Limits {
  private Limits() {}

  static LeibnizException noMemory(long bytes, OutOfMemoryError cause) {
    return noMemory("a run needs " + mebibytes(bytes) + " between inputs and results", cause);
  }

  static LeibnizException noResults(long bytes, OutOfMemoryError cause) {
    return noMemory("the results take " + mebibytes(bytes), cause);
  }

  private static String mebibytes(long bytes) {
    return Math.max(1, bytes >> 20) + " MiB";
  }

  private static LeibnizException noMemory(String what, OutOfMemoryError cause) {
    LeibnizException problem =
        Problem.error(Code.LBZ007, what + ", more than is free")
            .help("give Java more memory (-Xmx), or take smaller sizes")
            .raise();
    problem.initCause(cause);
    return problem;
  }

  static LeibnizException tooLarge(int[] shape) {
    String sizes =
        Arrays.stream(shape)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", ", "(", ")"));
    return Problem.error(
            Code.LBZ007,
            "a value of shape " + sizes + " has more than 2³¹ entries, more than an array holds")
        .help("ask for a product with it (--vjp, --jvp, --hvp) or for its cores (--to cores)")
        .raise();
  }
}

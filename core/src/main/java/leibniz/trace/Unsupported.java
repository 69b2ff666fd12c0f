package leibniz.trace;

import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// What NumPy has and we do not, so that it is told apart from a slip of the pen.
final class Unsupported {
  private Unsupported() {}

  /// Piecewise constant: no useful gradient passes through.
  private static final Set<String> FLAT =
      Set.of(
          "unique",
          "argwhere",
          "linalg.matrix_rank",
          "isnan",
          "isfinite",
          "histogram",
          "array_equal",
          "allclose",
          "isclose");

  private static final Set<String> LATER =
      Set.of(
          "put",
          "fft",
          "polyfit",
          "load",
          "loadtxt",
          "genfromtxt",
          "save",
          "savez",
          "savetxt",
          "nditer",
          "ndenumerate",
          "ndindex",
          "linalg.eig",
          "linalg.eigvals",
          "linalg.logm",
          "linalg.lu",
          "linalg.tensorinv",
          "complex64",
          "complex128",
          "angle",
          "matrix",
          "maximum.at",
          "int32",
          "int64",
          "bool_",
          "int8",
          "uint8",
          "int_",
          "intp");

  private static final String SYMMETRIC =
      "its eigenvalues may be complex; of a symmetric matrix they are real: np.linalg.eigh";

  private static final Map<String, String> INSTEAD =
      Map.of(
          "load", "declare its shape instead:  X: (N, D)",
          "loadtxt", "declare its shape instead:  X: (N, D)",
          "genfromtxt", "declare its shape instead:  X: (N, D)",
          "argwhere", "how many there are is not known; keep the shape with  np.where(mask, a, b)",
          "linalg.eig", SYMMETRIC,
          "linalg.eigvals", SYMMETRIC,
          "linalg.matrix_rank", "the sum of the singular values is a smooth stand-in");

  /// What is to be said of a function, if it is known to be unsupported.
  static @Nullable Problem of(String name, String written, Span span) {
    Problem problem = null;
    if (FLAT.contains(name)) {
      problem =
          Problem.error(
              Code.LBZ205,
              written + " has no useful gradient",
              span,
              "piecewise constant: its derivative is 0 wherever it exists");
    } else if (LATER.contains(name)) {
      problem = Problem.error(Code.LBZ003, written + " is not supported yet", span, "");
    }
    String help = INSTEAD.get(name);
    return problem == null || help == null ? problem : problem.help(help);
  }

  /// Libraries whose programs are not read, and the spelling in NumPy's.
  static final Map<String, String> FRAMEWORKS =
      Map.of(
          "torch", "PyTorch",
          "tensorflow", "TensorFlow",
          "jax", "JAX",
          "keras", "Keras",
          "mxnet", "MXNet",
          "cupy", "CuPy",
          "autograd", "autograd",
          "theano", "Theano");

  /// What touches the world outside the program.
  static final List<String> OUTSIDE =
      List.of(
          "open",
          "eval",
          "exec",
          "compile",
          "__import__",
          "input",
          "breakpoint",
          "globals",
          "locals",
          "vars",
          "getattr",
          "setattr",
          "delattr",
          "exit",
          "quit",
          "help",
          "memoryview");
}

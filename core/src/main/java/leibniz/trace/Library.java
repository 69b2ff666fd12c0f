package leibniz.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Span;
import leibniz.python.Expression;
import org.jspecify.annotations.Nullable;

/// Everything that is known by name without being defined: Python's functions, NumPy's modules,
/// `math`, `scipy.special`.
final class Library {
  private Library() {}

  private static final Map<String, Native> NUMPY = new HashMap<>();
  private static final Map<String, Native> PYTHON = new HashMap<>();
  private static final Map<String, Native> NAMED = new HashMap<>();
  private static final Map<String, Native> SCIPY = new HashMap<>();

  /// Names that are those of variables elsewhere, and are functions in `scipy.special` only.
  private static final Map<String, Native> SPECIAL = new HashMap<>();

  static {
    Elementary.add(NUMPY);
    Reductions.add(NUMPY);
    Layouts.add(NUMPY);
    Splits.add(NUMPY);
    Shifts.add(NUMPY);
    Scans.add(NUMPY);
    Linalg.add(NUMPY);
    Norms.add(NUMPY);
    Scipy.add(SCIPY);
    Creation.add(NUMPY);
    Ufuncs.add(NUMPY);
    Entries.add(NUMPY);
    Kinds.add(NUMPY);
    Builtins.add(PYTHON, NUMPY);
    Elementary.addNamed(NAMED);
    NAMED.put("logsumexp", Reductions.logSumExp());
    Gamma.add(NAMED, SPECIAL);
  }

  private static final List<String> MATH =
      List.of(
          "sqrt", "exp", "log", "log2", "log10", "log1p", "expm1", "sin", "cos", "tan", "sinh",
          "cosh", "tanh", "fabs", "hypot", "prod", "floor", "ceil", "trunc", "exp2", "cbrt");

  /// Modules with nothing written in the language itself ([Prelude] has the others).
  private static final List<String> MODULES =
      List.of(
          "numpy.random",
          "numpy.c_",
          "numpy.r_",
          "numpy.mgrid",
          "numpy.ogrid",
          "numpy.polynomial",
          "numpy.lib",
          "numpy.lib.stride_tricks",
          "scipy",
          "scipy.spatial");

  /// Modules that are known without an import, by their usual names.
  private static final Map<String, String> USUAL =
      Map.of("np", "numpy", "numpy", "numpy", "math", "math", "scipy", "scipy");

  static @Nullable Value python(String name) {
    Native row = PYTHON.get(name);
    return row == null ? null : row.function();
  }

  /// A function with a row that NumPy has no name for: `sigmoid`, `relu`, `logsumexp`.
  static @Nullable Value named(String name) {
    Native row = NAMED.get(name);
    return row == null ? null : row.function();
  }

  /// What NumPy calls by that name: `sum`, `linalg.norm`, `pi`.
  static @Nullable Value numpy(String name) {
    Native row = NUMPY.get(name);
    return row != null ? row.function() : Creation.CONSTANTS.get(name);
  }

  static @Nullable Native method(String name) {
    return NUMPY.get(name);
  }

  static @Nullable Value module(String path) {
    return MODULES.contains(path) || Prelude.isModule(path) ? new Value.Module(path) : null;
  }

  static @Nullable Value usual(String name) {
    String path = USUAL.get(name);
    if (path != null) {
      return new Value.Module(path);
    }
    return Prelude.isPartly(name) ? new Value.Foreign(name) : null;
  }

  /// `module.name`, or null where the module has none of that name.
  static @Nullable Value attribute(String module, String name) {
    Value inner = module(module + "." + name);
    if (inner != null) {
      return inner;
    }
    if (Modules.KNOWN.contains(module + "." + name)) {
      return new Value.Foreign(module + "." + name);
    }
    return switch (module) {
      case "numpy", "numpy.lib.stride_tricks" -> numpy(name);
      case "numpy.linalg" -> numpy("linalg." + name);
      case "numpy.random" -> numpy("random." + name);
      case "math" -> math(name);
      case "scipy.special" -> special(name);
      case "scipy.linalg" -> scipy(name);
      default -> null;
    };
  }

  private static @Nullable Value special(String name) {
    Native row = SPECIAL.get(name);
    return row == null ? named(name) : row.function();
  }

  private static @Nullable Value scipy(String name) {
    Native row = SCIPY.get(name);
    return row != null
        ? row.function()
        : Scipy.SAME.contains(name) ? numpy("linalg." + name) : null;
  }

  private static @Nullable Value math(String name) {
    String numpy =
        switch (name) {
          case "pow" -> "power";
          case "asin", "acos", "atan", "asinh", "acosh", "atanh", "atan2" ->
              "arc" + name.substring(1);
          default -> name;
        };
    switch (name) {
      case "erf", "erfc" -> {
        return named(name);
      }
      case "lgamma" -> {
        return named("gammaln");
      }
      default -> {}
    }
    return MATH.contains(name) || !numpy.equals(name) || Creation.CONSTANTS.containsKey(name)
        ? numpy(numpy)
        : null;
  }

  /// What is to be said of a name a module does not have.
  static Problem unknown(String module, String name, String written, Span span) {
    String inside =
        module.equals("numpy") ? name : module.substring(module.indexOf('.') + 1) + "." + name;
    Problem unsupported = Unsupported.of(inside, written, span);
    if (unsupported != null) {
      return unsupported;
    }
    List<String> known = names(module);
    String meant = Suggest.function(name, known);
    int dot = written.lastIndexOf('.');
    String prefix = dot < 0 ? "" : written.substring(0, dot + 1);
    return Problem.error(
            Code.LBZ003,
            written + " is not a function Leibniz knows",
            span,
            meant == null ? "" : "did you mean " + prefix + meant + "?")
        .with(Problem.Note.Kind.NOTE, "all " + count() + " functions: leibniz explain functions");
  }

  /// The names of a module.
  static List<String> names(String module) {
    List<String> names = new ArrayList<>();
    String prefix = module.startsWith("numpy.") ? module.substring("numpy.".length()) + "." : "";
    switch (module) {
      case "math" -> names.addAll(MATH);
      case "scipy.special" -> {
        names.addAll(NAMED.keySet());
        names.addAll(SPECIAL.keySet());
        names.addAll(Prelude.names());
      }
      case "scipy.linalg" -> {
        names.addAll(SCIPY.keySet());
        names.addAll(Scipy.SAME);
      }
      default -> {
        for (String name : NUMPY.keySet()) {
          if (name.startsWith(prefix)) {
            names.add(name.substring(prefix.length()));
          }
        }
      }
    }
    names.addAll(Prelude.names(module));
    return names;
  }

  /// Every function with its parameters, sorted: what `explain functions` lists.
  static List<String> signatures() {
    List<String> all = new ArrayList<>();
    NUMPY.values().forEach(row -> all.add(row.toString()));
    NAMED.values().forEach(row -> all.add(row.toString()));
    SPECIAL.values().forEach(row -> all.add(row.toString()));
    SCIPY.values().forEach(row -> all.add(row.toString()));
    Prelude.functions()
        .forEach((name, function) -> {
          if (!Prelude.isPartly(name.replaceFirst("\\.?\\w+$", ""))) {
            all.add(
                function.parameters().list().stream()
                    .map(Expression.Parameter::name)
                    .collect(Collectors.joining(", ", name.replace("numpy.", "np.") + "(", ")")));
          }
        });
    return all.stream().distinct().sorted().toList();
  }

  private static int count() {
    return signatures().size();
  }

  /// The names one may call without a module.
  static List<String> bareNames(boolean numpy) {
    List<String> names = new ArrayList<>(PYTHON.keySet());
    names.addAll(NAMED.keySet());
    if (numpy) {
      names.addAll(NUMPY.keySet());
      names.addAll(Prelude.names("numpy"));
    }
    return names;
  }
}

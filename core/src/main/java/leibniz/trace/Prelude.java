package leibniz.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.ir.Source;
import leibniz.python.Module;
import leibniz.python.Parser;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Functions that people expect by name, written in the language itself: a file for those that need
/// no module, and one for each module that has such functions.
final class Prelude {
  private static final List<String> MODULES =
      List.of(
          "",
          "numpy",
          "numpy.linalg",
          "numpy.polynomial.polynomial",
          "math",
          "scipy.linalg",
          "scipy.signal",
          "scipy.integrate",
          "scipy.special",
          "scipy.stats",
          "scipy.spatial.distance",
          "scipy.stats.norm",
          "scipy.stats.bernoulli",
          "scipy.stats.beta",
          "scipy.stats.binom",
          "scipy.stats.cauchy",
          "scipy.stats.expon",
          "scipy.stats.gamma",
          "scipy.stats.laplace",
          "scipy.stats.logistic",
          "scipy.stats.lognorm",
          "scipy.stats.multivariate_normal",
          "scipy.stats.poisson",
          "scipy.stats.t");

  /// Modules of which some functions are written so, where a program is followed; the rest of them
  /// is never run.
  private static final List<String> PARTLY =
      List.of(
          "scipy.sparse", "sklearn.datasets", "sklearn.model_selection", "sklearn.preprocessing");

  private static final List<String> ALL = Stream.concat(MODULES.stream(), PARTLY.stream()).toList();

  private Prelude() {}

  /// Read once, when it is first asked for.
  private static final class Lazy {
    private static final Map<String, Module> READ = read();
    private static final Map<String, Statement.Function> FUNCTIONS = functions();

    private static Map<String, Module> read() {
      Map<String, Module> read = new LinkedHashMap<>();
      ALL.forEach(module -> read.put(file(module), Prelude.read(file(module))));
      return read;
    }

    private static Map<String, Statement.Function> functions() {
      Map<String, Statement.Function> functions = new LinkedHashMap<>();
      for (String module : ALL) {
        for (Statement statement : known(READ.get(file(module))).body()) {
          if (statement instanceof Statement.Function f) {
            functions.put(module.isEmpty() ? f.name() : module + "." + f.name(), f);
          }
        }
      }
      return functions;
    }

    private static Module known(@Nullable Module module) {
      if (module == null) {
        throw new IllegalStateException("a module of the prelude was not read");
      }
      return module;
    }
  }

  /// All of them, by name; those of a module as in `numpy.heaviside`.
  static Map<String, Statement.Function> functions() {
    return Lazy.FUNCTIONS;
  }

  /// The names of those that need no module.
  static Set<String> names() {
    return names("");
  }

  /// The names of those of one module.
  static Set<String> names(String module) {
    return functions().keySet().stream()
        .filter(name -> name.lastIndexOf('.') == (module.isEmpty() ? -1 : module.length()))
        .filter(name -> name.startsWith(module))
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// The files that they are written in.
  static List<Source> sources() {
    return Lazy.READ.values().stream().map(Module::source).toList();
  }

  static boolean isModule(String path) {
    return !path.isEmpty() && MODULES.contains(path);
  }

  /// Whether some of a module, or of modules inside it, is written here.
  static boolean isPartly(String path) {
    return PARTLY.stream().anyMatch(m -> (m + ".").startsWith(path + "."));
  }

  static boolean isHere(String file) {
    return file.startsWith("<") && ALL.stream().anyMatch(m -> file.equals(name(file(m))));
  }

  private static String file(String module) {
    return module.isEmpty() ? "prelude.py" : module + ".py";
  }

  private static String name(String file) {
    return "<" + file + ">";
  }

  private static Module read(String file) {
    try (InputStream in = Prelude.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Parser.parse(new Source(name(file), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

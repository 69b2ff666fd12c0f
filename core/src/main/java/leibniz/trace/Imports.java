package leibniz.trace;

import java.util.Set;
import java.util.function.Function;
import leibniz.ir.Span;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// `import`: modules that are known get their meaning, frameworks are refused, and all others are
/// names that must not be used.
final class Imports {
  private final Function<String, @Nullable Value> prelude;

  Imports(Function<String, @Nullable Value> prelude) {
    this.prelude = prelude;
  }

  /// Libraries that only draw or show; what they are told is passed over.
  static final Set<String> SHOW = Set.of("matplotlib", "seaborn", "tqdm", "plotly", "pprint");

  void run(Statement.Import statement, Scope scope) {
    for (Statement.Alias alias : statement.names()) {
      refuse(alias.name(), alias.span());
      String path = alias.alias() == null ? alias.bound() : alias.name();
      Value module = Library.module(path);
      String name = isSome(path) ? path : alias.bound();
      scope.bind(alias.bound(), module == null ? new Value.Foreign(name) : module, alias.span());
    }
  }

  /// Whether some of a module is known.
  private static boolean isSome(String path) {
    return Modules.KNOWN.contains(path) || Prelude.isPartly(path);
  }

  /// Modules whose names are Python's own.
  private static final Set<String> PYTHON =
      Set.of(
          "builtins", "__future__", "__builtin__", "past.builtins", "six.moves", "future.builtins");

  void run(Statement.ImportFrom statement, Scope scope) {
    if (PYTHON.contains(statement.module())) {
      return;
    }
    refuse(statement.module(), statement.span());
    boolean known = Library.module(statement.module()) != null;
    for (Statement.Alias alias : statement.names()) {
      if (alias.name().equals("*")) {
        continue; // of NumPy: its functions can be called without np. then; see Facts
      }
      Value value = known ? Library.attribute(statement.module(), alias.name()) : null;
      if (known && value == null) {
        value = prelude(statement.module(), alias.name(), prelude);
      }
      String path = statement.module() + "." + alias.name();
      if (known && value == null && !isSome(path)) {
        throw Library.unknown(statement.module(), alias.name(), alias.name(), alias.span()).raise();
      }
      boolean some = isSome(statement.module()) || isSome(path); // `from sklearn import datasets`
      String name = some ? path : alias.name();
      Value own = Modules.function(name);
      Value other = own == null ? new Value.Foreign(name) : own;
      scope.bind(alias.bound(), value == null ? other : value, alias.span());
    }
  }

  /// A function of a module that is written in the language itself, or null.
  static @Nullable Value prelude(
      String module, String name, Function<String, @Nullable Value> prelude) {
    Value found = prelude.apply(module + "." + name);
    return found == null && module.equals("scipy.special") ? prelude.apply(name) : found;
  }

  private static void refuse(String module, Span span) {
    String framework = framework(module);
    if (framework != null) {
      throw Faults.refused(module + " is " + framework + ", and programs are read in NumPy", span)
          .help("write the function with NumPy:  import numpy as np")
          .raise();
    }
  }

  private static @Nullable String framework(String module) {
    int dot = module.indexOf('.');
    return Unsupported.FRAMEWORKS.get(dot < 0 ? module : module.substring(0, dot));
  }
}

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
      scope.bind(
          alias.bound(), module == null ? new Value.Foreign(alias.bound()) : module, alias.span());
    }
  }

  void run(Statement.ImportFrom statement, Scope scope) {
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
      if (known && value == null) {
        throw Library.unknown(statement.module(), alias.name(), alias.name(), alias.span()).raise();
      }
      scope.bind(
          alias.bound(), value == null ? new Value.Foreign(alias.name()) : value, alias.span());
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

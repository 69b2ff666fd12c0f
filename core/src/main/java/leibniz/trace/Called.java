package leibniz.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// What the namings of a program are called when it has ended.
///
/// @param entries in the order of the program
/// @param counts how many namings each path had in all
record Called(List<Entry> entries, Map<Value.Path, Integer> counts) {

  /// One naming: the n-th of its path.
  ///
  /// @param again whether the array had a name before
  record Entry(
      Value.Path path,
      int ordinal,
      Definition.Kind kind,
      Expr value,
      @Nullable Expr was,
      Span span,
      int statement,
      boolean again) {}

  /// The definitions.
  ///
  /// @param renaming whether inputs are called what their names are in the end
  List<Definition> definitions(boolean renaming) {
    List<Name> names = names();
    Map<Expr, Expr> rewritten = renaming ? rewritten(renamed(names)) : Map.of();
    List<Definition> all = new ArrayList<>();
    for (int n = 0; n < entries.size(); n++) {
      Entry e = entries.get(n);
      Expr value = rewritten.getOrDefault(e.value(), e.value());
      Expr was = e.was() == null ? null : rewritten.getOrDefault(e.was(), e.was());
      Name name = names.get(n);
      all.add(new Definition(name, e.kind(), value, was, e.span(), name.version() == 0));
    }
    return all;
  }

  /// What each is called: the last of its path plainly, those before by number.
  private List<Name> names() {
    Map<Value.Path, Integer> numbers = new HashMap<>();
    List<Name> names = new ArrayList<>();
    for (Entry e : entries) {
      int number = numbers.merge(e.path(), 1, Integer::sum);
      boolean last = e.ordinal() == counts.getOrDefault(e.path(), 1);
      names.add(name(e.path(), last ? 0 : number));
    }
    return names;
  }

  /// @param version which of the values of that path, from 1; 0 is the last
  static Name name(Value.Path path, int version) {
    return new Name(path.base(), path.index().stream().map(Dim::of).toList(), version);
  }

  /// The inputs that are called otherwise in the end, by what they are called so far.
  private Map<Expr, Expr> renamed(List<Name> names) {
    Map<Expr, Expr> renamed = new LinkedHashMap<>();
    for (int n = 0; n < entries.size(); n++) {
      Entry e = entries.get(n);
      if (e.kind() == Definition.Kind.INPUT && e.value().head() instanceof Head.Var v) {
        String name = names.get(n).toString();
        if (!v.name().equals(name)) {
          Head.Property[] properties = v.properties().toArray(Head.Property[]::new);
          renamed.put(e.value(), Build.var(name, e.value().shape(), properties));
        }
      }
    }
    return renamed;
  }

  private Map<Expr, Expr> rewritten(Map<Expr, Expr> renamed) {
    if (renamed.isEmpty()) {
      return Map.of();
    }
    List<Expr> roots = new ArrayList<>();
    for (Entry e : entries) {
      roots.add(e.value());
      if (e.was() != null) {
        roots.add(e.was());
      }
    }
    return Expr.rewrite(
        roots,
        (node, args) -> {
          Expr other = renamed.get(node);
          return other != null ? other : Build.like(node, args);
        });
  }
}

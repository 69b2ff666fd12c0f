package leibniz.trace;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// The names of a function, or of the program, and around it the scope it was written in.
final class Scope {
  /// @param span where the name got the value
  record Binding(Value value, Span span) {}

  private final @Nullable Scope parent;
  private final Map<String, Binding> names = new LinkedHashMap<>();
  private final Set<String> global = new HashSet<>();
  private final Set<String> outer = new HashSet<>();

  Scope(@Nullable Scope parent) {
    this.parent = parent;
  }

  boolean isTop() {
    return parent == null;
  }

  Scope top() {
    return parent == null ? this : parent.top();
  }

  @Nullable Binding find(String name) {
    for (Scope scope = global.contains(name) ? top() : this; scope != null; scope = scope.parent) {
      Binding found = scope.names.get(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  void bind(String name, Value value, Span span) {
    owner(name).names.put(name, new Binding(value, span));
  }

  void unbind(String name) {
    owner(name).names.remove(name);
  }

  /// Whether an assignment here names something of the program, not of a function.
  boolean bindsTop(String name) {
    return owner(name).isTop();
  }

  private Scope owner(String name) {
    if (global.contains(name)) {
      return top();
    }
    if (outer.contains(name)) {
      for (Scope scope = parent; scope != null; scope = scope.parent) {
        if (scope.names.containsKey(name)) {
          return scope;
        }
      }
    }
    return this;
  }

  /// `global name`.
  void declareGlobal(String name) {
    global.add(name);
  }

  /// `nonlocal name`.
  void declareOuter(String name) {
    outer.add(name);
  }

  /// All names that can be used here, the nearest binding of each.
  Map<String, Binding> all() {
    Map<String, Binding> all = parent == null ? new LinkedHashMap<>() : parent.all();
    all.putAll(names);
    return all;
  }
}

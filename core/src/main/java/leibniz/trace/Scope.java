package leibniz.trace;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// The names of a function, or of the program, and around it the scope it was written in.
final class Scope implements Regions.Names {
  /// What a method calls its class by, and its first argument: no names of the user's.
  static final String CLASS = "__class__";

  static final String FIRST = "super()";

  /// @param span where the name got the value
  record Binding(Value value, Span span) {}

  private final @Nullable Scope parent;
  private final Map<String, Binding> names = new LinkedHashMap<>();
  private final Set<String> global = new HashSet<>();
  private final Set<String> outer = new HashSet<>();
  private @Nullable Scope methods; // what the methods see, if this is the body of a class
  private String qualifier = "";

  Scope(@Nullable Scope parent) {
    this.parent = parent;
  }

  /// The body of a class: its names are not those of the functions in it.
  ///
  /// @param seen what those see instead
  Scope ofClass(String name, Scope seen) {
    Scope body = new Scope(this);
    body.methods = seen;
    body.qualifier = qualifier + name + ".";
    return body;
  }

  /// What a function defined here sees.
  Scope forMethods() {
    return methods == null ? this : methods;
  }

  /// `Class.name` in the body of a class.
  String qualified(String name) {
    return qualifier + name;
  }

  boolean isClass() {
    return methods != null;
  }

  @Override
  public boolean binds(Object value) {
    return names.values().stream().anyMatch(b -> b.value().equals(value));
  }

  /// The names bound here.
  Map<String, Binding> own() {
    return names;
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

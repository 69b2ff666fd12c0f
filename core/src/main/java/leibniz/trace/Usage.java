package leibniz.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.python.Expression;
import org.jspecify.annotations.Nullable;

/// What the body of a function says of one of its names: how it is indexed, called, compared,
/// unpacked. From that a function that is never called gets arguments.
final class Usage {
  int rank;
  boolean exact;
  boolean array;
  boolean label;
  boolean size;
  boolean called;
  boolean matrix;
  boolean sequence;
  boolean object;
  boolean built;
  boolean dict;
  boolean tested;
  boolean column;
  @Nullable String text;
  final Map<Integer, String> dims = new LinkedHashMap<>();
  final Set<String> keys = new LinkedHashSet<>();
  final List<Passed> passed = new ArrayList<>();
  final Map<String, String> locals = new LinkedHashMap<>();
  final List<String> parts = new ArrayList<>();

  /// Passed on to a function, at a position.
  record Passed(String function, int position) {}

  Usage() {}

  static Usage none() {
    return new Usage();
  }

  /// The fewest axes it must have.
  int rank() {
    return rank;
  }

  /// Whether it has just that many.
  boolean isExact() {
    return exact;
  }

  boolean isArray() {
    return array || matrix || rank > 0;
  }

  /// Whether something is indexed by it.
  boolean isLabel() {
    return label;
  }

  /// Whether it is the size of something.
  boolean isSize() {
    return size;
  }

  boolean isCalled() {
    return called;
  }

  /// Whether it is multiplied as a matrix is.
  boolean isMatrix() {
    return matrix;
  }

  /// Whether it is gone through.
  boolean isSequence() {
    return sequence;
  }

  /// Whether it has the methods of a dict.
  boolean isDict() {
    return dict;
  }

  /// Whether it is asked for under keys that are put together.
  boolean isBuilt() {
    return built;
  }

  /// Whether an `if` asks for its value: then it is one number.
  boolean isTested() {
    return tested;
  }

  /// Whether it is added to columns, one for each sample.
  boolean isColumn() {
    return column;
  }

  /// Whether it has attributes that are not those of an array.
  boolean isObject() {
    return object;
  }

  /// A text it is compared with.
  @Nullable String text() {
    return text;
  }

  /// What the size of an axis is called.
  @Nullable String dim(int axis) {
    return dims.get(axis);
  }

  /// The keys it is asked for as a dict.
  Set<String> keys() {
    return keys;
  }

  /// The functions it is passed on to.
  List<Passed> passed() {
    return passed;
  }

  /// Whether it can have as many axes as are said of it.
  boolean allows(Said said) {
    List<String> dims = said.dims();
    return dims == null || (exact ? dims.size() == rank : dims.size() >= rank);
  }

  /// It is used like this too.
  void also(Usage other) {
    atLeast(other.rank);
    exact |= other.exact;
    array |= other.array;
    label |= other.label;
    size |= other.size;
    called |= other.called;
    matrix |= other.matrix;
    sequence |= other.sequence;
    tested |= other.tested;
    column |= other.column;
    text = text == null ? other.text : text;
    other.dims.forEach(dims::putIfAbsent);
    keys.addAll(other.keys);
    if (parts.isEmpty()) {
      parts.addAll(other.parts);
    }
  }

  /// What the function calls what it has under a key.
  String local(String key) {
    return locals.getOrDefault(key, key);
  }

  /// The names it is taken apart into.
  List<String> parts() {
    return parts;
  }

  void atLeast(int axes) {
    rank = Math.max(rank, axes);
  }

  /// What the size of an axis is called by a target.
  void called(int axis, Expression target) {
    if (target instanceof Expression.Name(String id, _) && !id.equals("_")) {
      dims.putIfAbsent(axis, id);
    }
  }
}

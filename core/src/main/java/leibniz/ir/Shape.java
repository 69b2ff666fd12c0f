package leibniz.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The sizes of a tensor's axes, in order. A scalar has no axes.
public record Shape(List<Dim> dims) {
  public static final Shape SCALAR = new Shape(List.of());

  /// Takes a copy of the list.
  public Shape {
    dims = List.copyOf(dims);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || other instanceof Shape s && dims.equals(s.dims);
  }

  @Override
  public int hashCode() {
    return dims.hashCode();
  }

  public static Shape of(Dim... dims) {
    return new Shape(Arrays.asList(dims));
  }

  public int rank() {
    return dims.size();
  }

  public Dim get(int axis) {
    return dims.get(axis);
  }

  /// These axes, then the other's: the `++` of the general rule.
  public Shape concat(Shape other) {
    List<Dim> both = new ArrayList<>(dims);
    both.addAll(other.dims);
    return new Shape(both);
  }

  /// The axes from `start` (inclusive) to `end` (exclusive).
  public Shape slice(int start, int end) {
    return new Shape(dims.subList(start, end));
  }

  /// The number of entries.
  public Dim count() {
    return dims.stream().reduce(Dim.ONE, Dim::times);
  }

  /// The size symbols that occur, ordered.
  public Set<String> symbols() {
    Set<String> all = new TreeSet<>();
    dims.forEach(d -> all.addAll(d.symbols()));
    return all;
  }

  /// The sizes under values of the symbols.
  public int[] at(ToLongFunction<String> value) {
    return dims.stream().mapToInt(d -> Math.toIntExact(d.at(value))).toArray();
  }

  /// As Python writes it: `()`, `(B,)`, `(B, D)`.
  @Override
  public String toString() {
    return dims.size() == 1
        ? "(" + dims.get(0) + ",)"
        : dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}

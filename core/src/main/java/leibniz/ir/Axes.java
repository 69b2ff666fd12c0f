package leibniz.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// The axes of a derivative, in order, with what each is an axis of: the general rule made visible.
/// Printed in three parts, `(batch | output ++ input)`. A derivative of order n has n inputs, which
/// may be the same one several times.
///
/// @param output the shape of what is differentiated
/// @param inputs the shape of each variable it is differentiated by, in order
/// @param axes the axes of the derivative: shared batch axes first, then the other axes of the
///   output, then the other axes of each input
public record Axes(Shape output, List<Shape> inputs, List<Axis> axes) {

  /// What an axis belongs to.
  public enum Role {
    BATCH,
    OUTPUT,
    INPUT
  }

  /// @param role the part of the shape it stands in
  /// @param size its size
  /// @param output the axis of the output it runs along, or -1
  /// @param inputs for each input the axis it runs along, or -1; a shared batch axis has several
  public record Axis(Role role, Dim size, int output, List<Integer> inputs) {
    /// Takes a copy of the list.
    public Axis {
      inputs = List.copyOf(inputs);
    }

    /// Whether it runs along several axes at once: a batch axis that is written once.
    public boolean isShared() {
      return (output >= 0 ? 1 : 0) + inputs.stream().filter(q -> q >= 0).count() > 1;
    }
  }

  /// Takes copies of the lists.
  public Axes {
    inputs = List.copyOf(inputs);
    axes = List.copyOf(axes);
    for (Axis axis : axes) {
      if (axis.inputs().size() != inputs.size()) {
        throw new IllegalArgumentException(axis + " does not say where it is in " + inputs);
      }
    }
  }

  /// How many times was differentiated.
  public int order() {
    return inputs.size();
  }

  /// The shape of the derivative.
  public Shape shape() {
    return new Shape(axes.stream().map(Axis::size).toList());
  }

  /// The shape with nothing shared: `output ++ input ++ input …`.
  public Shape full() {
    return inputs.stream().reduce(output, Shape::concat);
  }

  /// For each axis of the full shape, the axis of the derivative that runs along it.
  public List<Integer> places() {
    List<Integer> places = new ArrayList<>();
    for (int p = 0; p < output.rank(); p++) {
      places.add(place(-1, p));
    }
    for (int n = 0; n < inputs.size(); n++) {
      for (int q = 0; q < inputs.get(n).rank(); q++) {
        places.add(place(n, q));
      }
    }
    return places;
  }

  private int place(int input, int wanted) {
    for (int k = 0; k < axes.size(); k++) {
      Axis axis = axes.get(k);
      if ((input < 0 ? axis.output() : axis.inputs().get(input)) == wanted) {
        return k;
      }
    }
    throw new IllegalStateException(this + " has no axis for axis " + wanted + " of " + input);
  }

  /// The sizes of one part.
  public Shape part(Role role) {
    return new Shape(axes.stream().filter(a -> a.role() == role).map(Axis::size).toList());
  }

  /// The sizes of one input that are not shared.
  public Shape part(int input) {
    return new Shape(
        axes.stream()
            .filter(a -> a.role() == Role.INPUT && a.inputs().get(input) >= 0)
            .map(Axis::size)
            .toList());
  }

  /// `(B | D ++ D)`, `(m, n ++ n)` without a batch axis, `(n)` for the gradient of a scalar; of
  /// second order `(B | D ++ D, D)`, and `(B | ++ D, D)` if the output has no other axis.
  @Override
  public String toString() {
    return text((role, size) -> size);
  }

  /// The same with each size written as one likes.
  public String text(BiFunction<Role, String, String> size) {
    String batch = text(Role.BATCH, size);
    String out = text(Role.OUTPUT, size);
    String in = text(Role.INPUT, size);
    boolean bare = batch.isEmpty() || order() == 1 || in.isEmpty();
    String rest = out.isEmpty() ? (bare ? in : "++ " + in) : in.isEmpty() ? out : out + " ++ " + in;
    return "(" + (batch.isEmpty() || rest.isEmpty() ? batch + rest : batch + " | " + rest) + ")";
  }

  private String text(Role role, BiFunction<Role, String, String> size) {
    return part(role).dims().stream()
        .map(dim -> size.apply(role, dim.toString()))
        .collect(Collectors.joining(", "));
  }
}

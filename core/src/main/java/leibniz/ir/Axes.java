package leibniz.ir;

import java.util.List;
import java.util.stream.Collectors;

/// The axes of a derivative, in order, with what each is an axis of: the general rule made visible.
/// Printed in three parts, `(batch | output ++ input)`.
///
/// @param output the shape of what is differentiated
/// @param input the shape of what it is differentiated by
/// @param axes the axes of the derivative: shared batch axes first, then the other axes of the
///   output, then the other axes of the input
public record Axes(Shape output, Shape input, List<Axis> axes) {

  /// What an axis belongs to.
  public enum Role {
    BATCH,
    OUTPUT,
    INPUT
  }

  /// @param role the part of the shape it stands in
  /// @param size its size
  /// @param output the axis of the output it runs along, or -1
  /// @param input the axis of the input it runs along, or -1; a shared batch axis has both
  public record Axis(Role role, Dim size, int output, int input) {}

  /// Takes a copy of the list.
  public Axes {
    axes = List.copyOf(axes);
  }

  /// The shape of the derivative.
  public Shape shape() {
    return new Shape(axes.stream().map(Axis::size).toList());
  }

  /// The sizes of one part.
  public Shape part(Role role) {
    return new Shape(axes.stream().filter(a -> a.role() == role).map(Axis::size).toList());
  }

  /// `(B | D ++ D)`, `(m, n ++ n)` without a batch axis, `(n)` for the gradient of a scalar.
  @Override
  public String toString() {
    String batch = text(Role.BATCH);
    String out = text(Role.OUTPUT);
    String in = text(Role.INPUT);
    String rest = out.isEmpty() ? in : in.isEmpty() ? out : out + " ++ " + in;
    return "(" + (batch.isEmpty() ? rest : batch + " | " + rest) + ")";
  }

  private String text(Role role) {
    return part(role).dims().stream().map(Dim::toString).collect(Collectors.joining(", "));
  }
}

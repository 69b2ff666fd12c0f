package leibniz.steps;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.trace.Definition;
import org.jspecify.annotations.Nullable;

/// A program in which equal layers follow one another, taken apart: what comes before them, one
/// layer for all, what comes after.
///
/// @param before the lines before the first layer
/// @param layer the lines of one layer, over `states` before it, members of `families`, and what is
///   the same in all layers
/// @param after the lines after the last layer
/// @param count how many layers there are
/// @param states what a layer hands to the next
/// @param families what each layer has its own of
/// @param widths the sizes that differ from layer to layer
public record Layers(
    List<Part> before,
    List<Part> layer,
    List<Part> after,
    int count,
    List<State> states,
    List<Family> families,
    List<Width> widths) {

  /// A line of the program.
  ///
  /// @param symbol the variable that stands for its value elsewhere
  /// @param value its value over such variables and the inputs
  public record Part(Definition definition, Expr symbol, Expr value) {}

  /// What a layer gets from the one before it.
  ///
  /// @param stem its name without a number
  /// @param before the variable for its value before a layer
  /// @param after the variable for its value after a layer
  /// @param start the variable that is its value before the first layer
  /// @param end the variable that is its value after the last layer
  public record State(String stem, Expr before, Expr after, Expr start, Expr end) {}

  /// Inputs of which each layer has one.
  ///
  /// @param base the name of the list or the tensor, or what numbered names have in common
  /// @param kind how they are kept
  /// @param first the number of the first layer's
  /// @param member the variable that stands for the one of the layer
  /// @param members the variable of each layer
  /// @param others those of the same family that no layer uses, by their numbers
  /// @param tensor the tensor they are rows of, if they are
  /// @param axis the axis of that tensor that counts the layers
  public record Family(
      String base,
      Kind kind,
      int first,
      Expr member,
      List<Expr> members,
      Map<Integer, Expr> others,
      @Nullable Expr tensor,
      int axis) {

    /// Takes copies.
    public Family {
      members = List.copyOf(members);
      others = new TreeMap<>(others);
    }
  }

  /// How the inputs of the layers are kept.
  public enum Kind {
    /// `W[0]`, `W[1]`, …
    LIST,
    /// `W1`, `W2`, …
    NUMBERED,
    /// The rows of one tensor.
    ROWS
  }

  /// A size that is another one in each layer.
  ///
  /// @param size what stands for it
  /// @param sizes its value in each layer
  public record Width(Dim size, List<Dim> sizes) {}

  /// Takes copies.
  public Layers {
    before = List.copyOf(before);
    layer = List.copyOf(layer);
    after = List.copyOf(after);
    states = List.copyOf(states);
    families = List.copyOf(families);
    widths = List.copyOf(widths);
  }
}

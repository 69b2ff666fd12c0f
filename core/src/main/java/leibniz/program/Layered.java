package leibniz.program;

import java.util.List;
import java.util.Map;
import leibniz.ir.Dim;
import leibniz.ir.Name;
import org.jspecify.annotations.Nullable;

/// A program that goes through equal layers and back, in parts: what is before, in and behind the
/// loop that goes forward, in the one that goes back, and behind that. Its length does not depend
/// on the number of layers.
///
/// @param letter the variable of the loops
/// @param from its first value
/// @param count how many layers there are
/// @param length the list whose length says so, or null if a size or a number does
/// @param inputs what the function takes, for its head: of a list one element
/// @param start what is computed before the layers
/// @param kept what is stored of each layer
/// @param layer what one layer computes
/// @param top what is computed behind the layers, ending in the cotangents that go back
/// @param collected what the layers give one of each
/// @param back what one layer computes on the way back
/// @param carried what a layer hands back to the one before it
/// @param bottom what is computed behind the way back
/// @param results what is returned
/// @param widths the sizes that differ from layer to layer, as expressions of the text in a layer
/// @param ends the values behind the last layer, from which sizes may be read
public record Layered(
    String letter,
    int from,
    Dim count,
    @Nullable Length length,
    List<Program.Input> inputs,
    Program start,
    List<Kept> kept,
    Program layer,
    Program top,
    List<Collected> collected,
    Program back,
    List<Carried> carried,
    Program bottom,
    List<String> results,
    Map<String, String> widths,
    List<Program.Input> ends) {

  /// Takes copies.
  public Layered {
    inputs = List.copyOf(inputs);
    kept = List.copyOf(kept);
    collected = List.copyOf(collected);
    carried = List.copyOf(carried);
    results = List.copyOf(results);
    widths = Map.copyOf(widths);
    ends = List.copyOf(ends);
  }

  /// As many as a list has elements, less some that belong to no layer.
  public record Length(String list, int less) {}

  /// A list with a value for each layer.
  ///
  /// @param first the value before the first layer, which then stands in front; or null
  public record Kept(String name, @Nullable Name first) {}

  /// A list of results.
  ///
  /// @param length how many
  /// @param single those that are no layer's, by their position
  /// @param axis along which they are put together to one array, or -1 if they stay a list
  public record Collected(String name, Dim length, Map<String, Name> single, int axis) {}

  /// A value, and what takes its place for the next layer.
  public record Carried(Name name, Name next) {}
}

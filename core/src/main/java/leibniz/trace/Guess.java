package leibniz.trace;

import java.util.List;
import java.util.Map;
import leibniz.ir.Head;
import leibniz.ir.Shape;
import org.jspecify.annotations.Nullable;

/// What an argument could be that a function is given which the program never calls.
sealed interface Guess {

  /// The default of the parameter.
  record Default() implements Guess {}

  /// A tensor.
  ///
  /// @param dims what its sizes are called, null where nothing says so
  /// @param property what is known of its entries: that they are positions, that it is symmetric;
  ///   else null
  record Array(String name, List<@Nullable String> dims, Head.@Nullable Property property)
      implements Guess {
    /// Whether nothing is known of its sizes.
    boolean isOpen() {
      return dims.stream().allMatch(d -> d == null || d.isEmpty());
    }
  }

  /// A tensor with sizes of its own, which are the same for all arguments of a call where they are
  /// the same here.
  ///
  /// @param property what is known of its entries, else null
  record Axes(String name, Shape like, Head.@Nullable Property property) implements Guess {}

  /// An `int` that is the size of something.
  record Size(String name) implements Guess {}

  /// A small `int`.
  record Whole(int value) implements Guess {}

  /// A list of small sizes.
  record Sizes(List<Integer> values) implements Guess {}

  record Text(String value) implements Guess {}

  /// A function from arrays to arrays.
  ///
  /// @param derivative whether it is called as the derivative of another one
  record Function(boolean derivative) implements Guess {}

  /// What draws random numbers.
  record Generator() implements Guess {}

  /// Several in one tuple.
  record Pack(List<Guess> parts) implements Guess {}

  /// Several under their keys.
  record Entries(Map<String, Guess> parts) implements Guess {}

  /// A tensor like another value.
  record Like(String name, Value value) implements Guess {}

  /// A value that is there already.
  record Given(Value value) implements Guess {}

  /// How it is told, for who must know what was taken for granted.
  default String shown() {
    return switch (this) {
      case Default _ -> "its default";
      case Array a -> a.dims().isEmpty() ? "a number" : "an array with " + axes(a.dims().size());
      case Axes a -> "an array with " + axes(a.like().rank());
      case Size _ -> "a size";
      case Whole w -> String.valueOf(w.value());
      case Sizes s -> s.values().toString();
      case Text t -> "'" + t.value() + "'";
      case Function f -> f.derivative() ? "the derivative of np.tanh" : "np.tanh";
      case Generator _ -> "a random generator";
      case Pack _ -> "a tuple";
      case Entries _ -> "a dict";
      case Like _ -> "an array like what the forward function returns";
      case Given _ -> "what the forward function has";
    };
  }

  private static String axes(int n) {
    return n == 1 ? "1 axis" : n + " axes";
  }
}

package leibniz.equal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import leibniz.run.Tensor;
import leibniz.verify.Verification;

/// Whether two expressions are equal, by whom that was decided, and how sure it is.
public sealed interface Verdict {

  /// Who decided.
  enum Layer {
    SAME_NODE("the same expression"),
    NORMAL_FORM("the same normal form"),
    FIELD("values in the field of 2^61 - 1 elements"),
    NUMBERS("floating point numbers");

    private final String text;

    Layer(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  Layer layer();

  /// Whether they are equal, as far as the layer can tell.
  default boolean holds() {
    return switch (this) {
      case Proved _, Probable _, Agrees _ -> true;
      case Disproved _, Differs _, Undecided _ -> false;
    };
  }

  /// Whether they are not, as far as the layer can tell.
  default boolean fails() {
    return switch (this) {
      case Disproved _, Differs _ -> true;
      case Proved _, Probable _, Agrees _, Undecided _ -> false;
    };
  }

  /// Where they differ, if a place is known.
  default Optional<Counterexample> counterexample() {
    return switch (this) {
      case Disproved d -> d.found();
      case Differs d -> Optional.of(d.found());
      case Proved _, Probable _, Agrees _, Undecided _ -> Optional.empty();
    };
  }

  /// Equal wherever both are defined: proved by algebra, for all sizes.
  record Proved(Layer layer) implements Verdict {
    @Override
    public String toString() {
      return "proved equal: " + layer;
    }
  }

  /// Equal at random points of the field, at these sizes.
  ///
  /// @param error the logarithm (base 10) of a bound for the probability that they differ all the
  ///   same
  record Probable(List<SortedMap<String, Integer>> sizes, double error) implements Verdict {
    @Override
    public Layer layer() {
      return Layer.FIELD;
    }

    @Override
    public String toString() {
      return "equal: random %s%s agree; the probability of an error is below 1e%d"
          .formatted(layer(), where(sizes), (long) Math.ceil(error));
    }
  }

  /// Certainly not equal.
  ///
  /// @param found a place in small numbers, if one was found
  record Disproved(Optional<Counterexample> found) implements Verdict {
    @Override
    public Layer layer() {
      return Layer.FIELD;
    }

    @Override
    public String toString() {
      return "not equal, by "
          + layer()
          + found.map(c -> ": " + c).orElse("; no real numbers were found that show it");
    }
  }

  /// Equal as far as rounding lets one see, at some points at these sizes.
  ///
  /// @param rho the largest deviation, relative to the size of what is compared, where it is no
  ///   more than rounding at once; elsewhere other rounding errors changed as much
  record Agrees(List<SortedMap<String, Integer>> sizes, int points, double rho) implements Verdict {
    @Override
    public Layer layer() {
      return Layer.NUMBERS;
    }

    @Override
    public String toString() {
      return "agree numerically at %d points%s, ρ %s"
          .formatted(points, where(sizes), Verification.digits(rho));
    }
  }

  /// Different by more than rounding explains.
  record Differs(double rho, Counterexample found) implements Verdict {
    @Override
    public Layer layer() {
      return Layer.NUMBERS;
    }

    @Override
    public String toString() {
      return "differ numerically, ρ " + Verification.digits(rho) + ": " + found;
    }
  }

  /// Nothing is known.
  record Undecided(Layer layer, String reason) implements Verdict {
    @Override
    public String toString() {
      return "undecided: " + reason;
    }
  }

  /// A place where two expressions differ.
  ///
  /// @param inputs the values of the inputs, by name
  /// @param entry the index
  /// @param left the entry of the first expression
  /// @param right the entry of the second
  record Counterexample(
      SortedMap<String, Integer> sizes,
      Map<String, Tensor> inputs,
      List<Integer> entry,
      double left,
      double right) {
    /// Takes copies.
    public Counterexample {
      sizes = Collections.unmodifiableSortedMap(new TreeMap<>(sizes));
      inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
      entry = List.copyOf(entry);
    }

    @Override
    public String toString() {
      return (entry.isEmpty() ? "" : "entry " + entry + " is ")
          + number(left)
          + " and "
          + number(right)
          + where(sizes.isEmpty() ? List.of() : List.of(sizes))
          + written().entrySet().stream()
              .map(e -> e.getKey() + " = " + e.getValue())
              .collect(Collectors.joining(", ", ", ", ""));
    }

    /// The inputs as nested lists.
    public Map<String, String> written() {
      Map<String, String> written = new LinkedHashMap<>();
      inputs.forEach((name, tensor) -> written.put(name, text(tensor)));
      return written;
    }

    private static String text(Tensor tensor) {
      return tensor.toString().replace(".0,", ",").replace(".0]", "]").replaceAll("\\.0$", "");
    }

    private static String number(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : String.format(Locale.ROOT, "%.12g", value);
    }
  }

  private static String where(List<SortedMap<String, Integer>> sizes) {
    return sizes.stream()
        .filter(s -> !s.isEmpty())
        .map(s ->
            s.entrySet().stream()
                .map(e -> e.getKey() + " = " + e.getValue())
                .collect(Collectors.joining(", ")))
        .distinct()
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(" and "), text -> text.isEmpty() ? "" : " at " + text));
  }
}

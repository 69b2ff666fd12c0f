package leibniz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import leibniz.ir.Axes;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Shape;
import leibniz.math.Typeset;

/// A derivative as a core and the pattern in which it is laid out: the deltas that every term
/// carries, and the axes along which nothing changes. The Hessian of `‖T − U Vᵀ‖²` by U is one
/// small matrix, the same for each row of U and 0 between rows.
///
/// @param core the shape of what must be stored
/// @param ties the letters that must be equal, as `i = k`; all other entries are 0
/// @param repeats the letters along which the core repeats
/// @param dense the shape of the derivative
public record Stored(Shape core, List<String> ties, List<String> repeats, Shape dense) {

  /// Takes copies.
  public Stored {
    ties = List.copyOf(ties);
    repeats = List.copyOf(repeats);
  }

  /// Empty if every entry must be stored, or none.
  static Optional<Stored> of(Expr derivative, Axes axes) {
    if (!derivative.isView()
        || derivative.isZero()
        || !(derivative.head() instanceof Head.Einsum view)) {
      return Optional.empty();
    }
    List<String> letters = Typeset.letters(axes);
    Map<Integer, List<Integer>> places = new LinkedHashMap<>();
    for (int axis = 0; axis < view.out().size(); axis++) {
      if (!derivative.shape().get(axis).isOne()) {
        places.computeIfAbsent(view.out().get(axis), l -> new ArrayList<>()).add(axis);
      }
    }
    List<Dim> core = new ArrayList<>();
    List<String> ties = new ArrayList<>();
    List<String> repeats = new ArrayList<>();
    places.forEach((letter, where) -> {
      if (view.factors().stream().anyMatch(f -> f.letters().contains(letter))) {
        core.add(derivative.shape().get(where.getFirst()));
      } else {
        repeats.add(letters.get(where.getFirst()));
      }
      if (where.size() > 1) {
        ties.add(where.stream().map(letters::get).collect(Collectors.joining(" = ")));
      }
    });
    return ties.isEmpty() && repeats.isEmpty()
        ? Optional.empty()
        : Optional.of(new Stored(new Shape(core), ties, repeats, derivative.shape()));
  }

  /// In words, with numbers where the sizes are known.
  String text(Map<String, Long> sizes) {
    StringBuilder out = new StringBuilder("as ");
    out.append(core.rank() == 0 ? "one number" : "a core " + core);
    out.append(ties.isEmpty() ? "" : " on " + String.join(", ", ties));
    out.append(repeats.isEmpty() ? "" : ", the same for each " + String.join(", ", repeats));
    out.append(": ").append(share()).append(" of the dense ").append(dense);
    Set<String> symbols = dense.symbols();
    if (sizes.keySet().containsAll(symbols)) {
      out.append(", ").append(count(core, sizes)).append(" of ").append(count(dense, sizes));
      out.append(" entries");
    }
    return out.toString();
  }

  private static String count(Shape shape, Map<String, Long> sizes) {
    return shape.count().at(symbol -> sizes.getOrDefault(symbol, 0L)) + "";
  }

  /// `1/m²`: the sizes of the dense shape that the core does not have.
  private String share() {
    List<Dim> left = new ArrayList<>(dense.dims());
    core.dims().forEach(left::remove);
    long number = 1;
    Map<String, Integer> powers = new TreeMap<>();
    for (Dim size : left) {
      if (size.constant().isPresent()) {
        number *= size.constant().getAsLong();
      } else {
        powers.merge(
            size.toString().contains(" ") ? "(" + size + ")" : size.toString(), 1, Integer::sum);
      }
    }
    List<String> factors = new ArrayList<>();
    if (number > 1) {
      factors.add(String.valueOf(number));
    }
    powers.forEach((size, power) -> factors.add(power == 1 ? size : size + Show.raised(power)));
    String below = String.join(" ", factors);
    return "1/" + (factors.size() == 1 ? below : "(" + below + ")");
  }
}

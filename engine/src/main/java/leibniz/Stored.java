package leibniz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import leibniz.ir.Axes;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Shape;
import leibniz.math.Typeset;

/// A derivative as what must be stored of it: a sum of parts, each of them cores in a pattern. The
/// Hessian of `‖T − U Vᵀ‖²` by U is one small matrix, the same for each row of U and 0 between
/// rows; that of log-sum-exp is a diagonal and an outer product.
///
/// @param parts what is added
/// @param letters what the axes are called; empty for an axis of size 1
/// @param axes of the derivative
public record Stored(List<Part> parts, List<String> letters, Axes axes) {

  /// Takes copies.
  public Stored {
    parts = List.copyOf(parts);
    letters = List.copyOf(letters);
  }

  /// Empty if every entry must be stored, or none.
  static Optional<Stored> of(Expr derivative, Axes axes) {
    if (derivative.isZero()) {
      return Optional.empty();
    }
    List<Part> parts = Parts.all(derivative);
    return parts.stream().anyMatch(p -> p.form() == Part.Form.FULL)
        ? Optional.empty()
        : Optional.of(new Stored(parts, Typeset.letters(axes), axes));
  }

  /// The shape of the derivative.
  public Shape dense() {
    return axes.shape();
  }

  /// What must be stored, each once; what is an input is at hand.
  public List<Expr> cores() {
    Set<Expr> cores = new LinkedHashSet<>();
    parts.forEach(p ->
        p.cores()
            .forEach(c -> {
              if (!c.isInput()) {
                cores.add(c.value());
              }
            }));
    return List.copyOf(cores);
  }

  /// In words, with numbers where the sizes are known.
  String text(Map<String, Long> sizes) {
    StringBuilder out = new StringBuilder("as ");
    out.append(parts.stream().map(this::phrase).distinct().collect(Collectors.joining(" plus ")));
    if (parts.size() == 1 && parts.getFirst().form() == Part.Form.PATTERN) {
      out.append(": ").append(share(parts.getFirst().shape())).append(" of the dense ");
      out.append(dense());
    } else {
      out.append(": ").append(numbers()).append(" instead of ").append(text(dense().count()));
    }
    if (sizes.keySet().containsAll(dense().symbols())) {
      out.append(", ").append(count(cores(), sizes)).append(" of ").append(count(dense(), sizes));
      out.append(" entries");
    }
    String solved = solved();
    return solved.isEmpty() ? out.toString() : out.append("; ").append(solved).toString();
  }

  private String phrase(Part part) {
    int batch = axes.part(Axes.Role.BATCH).rank();
    boolean matrix = letters.stream().filter(l -> !l.isEmpty()).count() == 2 + batch;
    List<String> ties = ties(part);
    List<String> repeats = repeats(part);
    return switch (part.form()) {
      case PATTERN -> {
        if (parts.size() > 1 && matrix && ties.size() == 1 && part.shape().rank() == 1 + batch) {
          yield "diagonal";
        }
        String core = part.shape().rank() == 0 ? "one number" : "a core " + part.shape();
        yield core
            + (ties.isEmpty() ? "" : " on " + String.join(", ", ties))
            + (repeats.isEmpty() ? "" : ", the same for each " + String.join(", ", repeats));
      }
      case OUTER ->
          matrix
              ? "rank one"
              : "a product of "
                  + part.cores().stream()
                      .map(c -> c.value().shape().toString())
                      .collect(Collectors.joining(" and "))
                  + (ties.isEmpty() ? "" : " on " + String.join(", ", ties));
      case WEIGHTED -> "a product of rank at most " + part.rank();
      case FULL -> throw new IllegalStateException("a part that is stored in full");
    };
  }

  /// The letters that must be equal, as `i = k`; all other entries are 0.
  public List<String> ties(Part part) {
    return part.ties().stream()
        .map(axes -> axes.stream().map(letters::get).collect(Collectors.joining(" = ")))
        .toList();
  }

  /// The letters along which the core repeats.
  public List<String> repeats(Part part) {
    return part.repeats().stream().map(letters::get).toList();
  }

  /// `2 n + k numbers`.
  private String numbers() {
    Dim all = cores().stream().map(c -> c.shape().count()).reduce(Dim.of(0), Dim::plus);
    return all.equals(Dim.of(0))
        ? "the inputs alone"
        : (all.isOne() ? "one number" : text(all) + " numbers") + besides();
  }

  /// `2 n + m k²`, as one writes it.
  private static String text(Dim count) {
    List<String> terms = new ArrayList<>();
    for (String term : count.toString().split(" \\+ ")) {
      Map<String, Integer> powers = new LinkedHashMap<>();
      for (String factor : term.split("\\*")) {
        powers.merge(factor, 1, Integer::sum);
      }
      List<String> factors = new ArrayList<>();
      powers.forEach((f, power) -> factors.add(power == 1 ? f : f + Show.raised(power)));
      terms.add(String.join(" ", factors));
    }
    return String.join(" + ", terms);
  }

  private String besides() {
    boolean inputs = parts.stream().flatMap(p -> p.cores().stream()).anyMatch(Part.Core::isInput);
    return inputs ? " beside the inputs" : "";
  }

  /// How a system with this matrix is solved, where the form says it.
  String solved() {
    int half = dense().rank() / 2;
    boolean square =
        axes.order() == 2
            && axes.output().count().isOne()
            && axes.inputs().get(0).equals(axes.inputs().get(1))
            && dense().rank() == 2 * half;
    if (!square) {
      return "";
    }
    Part first = parts.getFirst();
    boolean paired =
        first.form() == Part.Form.PATTERN
            && first.ties().stream().allMatch(t -> t.size() == 2 && t.get(1) - t.get(0) == half);
    boolean diagonal = paired && first.ties().size() == half;
    if (parts.size() == 1 && diagonal) {
      return "solved by dividing";
    }
    if (parts.size() == 1 && paired && !first.ties().isEmpty()) {
      return "solved with the core alone, the same for every " + each(first);
    }
    boolean one =
        diagonal && parts.size() == 2 && half == 1 && parts.get(1).form() == Part.Form.OUTER;
    return one ? "solved by the Sherman–Morrison formula" : "";
  }

  private String each(Part part) {
    return part.ties().stream()
        .map(t -> letters.get(t.getFirst()))
        .collect(Collectors.joining(", "));
  }

  private static String count(List<Expr> cores, Map<String, Long> sizes) {
    long all = 0;
    for (Expr core : cores) {
      all += core.shape().count().at(symbol -> sizes.getOrDefault(symbol, 0L));
    }
    return String.valueOf(all);
  }

  private static String count(Shape shape, Map<String, Long> sizes) {
    return shape.count().at(symbol -> sizes.getOrDefault(symbol, 0L)) + "";
  }

  /// `1/m²`: the sizes of the dense shape that the core does not have.
  private String share(Shape core) {
    List<Dim> left = new ArrayList<>(dense().dims());
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

  /// The derivative again, from its cores.
  ///
  /// @param named what stands for each core
  Expr assembled(Map<Expr, Expr> named) {
    return Parts.sum(dense(), parts.stream().map(p -> p.assembled(named)).toList());
  }

  /// The derivative, from its cores, times a tangent of the last variable: nothing of its size is
  /// formed.
  Expr times(Map<Expr, Expr> named, Expr tangent) {
    int kept = dense().rank() - tangent.rank();
    Shape shape = dense().slice(0, kept);
    return Parts.sum(shape, parts.stream().map(p -> p.times(named, tangent)).toList());
  }
}

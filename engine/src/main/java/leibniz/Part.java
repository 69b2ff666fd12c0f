package leibniz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Shape;

/// One term of a derivative, as tensors that are stored and how they are put together: letters for
/// each, summed where they are not in `out`, and equal in `out` where they are tied.
///
/// @param form what kind of saving it is
/// @param number what it is multiplied by
/// @param cores what it is made of
/// @param out the letters of its axes
/// @param dense its shape, with everything written out
public record Part(Form form, Expr number, List<Core> cores, List<Integer> out, Shape dense) {
  /// How a part is smaller than its entries.
  public enum Form {
    /// One core: axes are tied to each other, or it repeats along them.
    PATTERN,
    /// An outer product.
    OUTER,
    /// Factors on both sides of a sum, as `Xᵀ diag(c) X`: what is stored is what they are weighed
    /// by.
    WEIGHTED,
    /// It is not smaller.
    FULL
  }

  /// A tensor with the letters it is read by.
  public record Core(Expr value, List<Integer> letters) {
    /// Whether it is an input of the program, so that it need not be stored again.
    public boolean isInput() {
      return value.head() instanceof Head.Var;
    }
  }

  /// Takes copies.
  public Part {
    cores = List.copyOf(cores);
    out = List.copyOf(out);
  }

  /// The shape of its one core.
  Shape shape() {
    return cores.getFirst().value().shape();
  }

  /// The size of what is summed, which bounds the rank.
  String rank() {
    Shape weights = cores.getLast().value().shape();
    return weights.get(weights.rank() - 1).toString();
  }

  /// The axes that are tied, group by group.
  List<List<Integer>> ties() {
    Map<Integer, List<Integer>> places = places();
    return places.values().stream().filter(axes -> axes.size() > 1).toList();
  }

  /// The first axis of each group along which nothing changes.
  List<Integer> repeats() {
    List<Integer> repeats = new ArrayList<>();
    places()
        .forEach((letter, axes) -> {
          if (cores.stream().noneMatch(c -> c.letters().contains(letter))) {
            repeats.add(axes.getFirst());
          }
        });
    return repeats;
  }

  private Map<Integer, List<Integer>> places() {
    Map<Integer, List<Integer>> places = new LinkedHashMap<>();
    for (int axis = 0; axis < out.size(); axis++) {
      if (!dense.get(axis).isOne()) {
        places.computeIfAbsent(out.get(axis), l -> new ArrayList<>()).add(axis);
      }
    }
    return places;
  }

  private Product product(Map<Expr, Expr> named) {
    Product product = Product.one().times(number, List.of()).letters(out, dense);
    cores.forEach(c -> product.times(named.getOrDefault(c.value(), c.value()), c.letters()));
    return product;
  }

  /// All its entries.
  Expr assembled(Map<Expr, Expr> named) {
    return product(named).out(out);
  }

  /// Contracted with a tangent over the last axes.
  Expr times(Map<Expr, Expr> named, Expr tangent) {
    int kept = out.size() - tangent.rank();
    return product(named).times(tangent, out.subList(kept, out.size())).out(out.subList(0, kept));
  }
}

package leibniz.ir;

import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The same computation on other inputs, which may have other sizes. What expressions share is
/// renamed once, also if they are asked for one by one.
public final class Renaming {
  private final Map<Dim, Dim> sizes;
  private final Map<Expr, Expr> done;

  /// @param leaves what stands in place of some nodes
  /// @param sizes what stands in place of some sizes: of whole ones, or of symbols inside others
  public Renaming(Map<Expr, Expr> leaves, Map<Dim, Dim> sizes) {
    this.sizes = Map.copyOf(sizes);
    this.done = new IdentityHashMap<>(leaves);
  }

  /// The size in the place of this one.
  public Dim of(Dim size) {
    Dim whole = sizes.get(size);
    return whole != null || sizes.isEmpty()
        ? whole == null ? size : whole
        : size.with(s -> sizes.getOrDefault(Dim.symbol(s), Dim.symbol(s)));
  }

  /// The sizes in the place of these.
  public Shape of(Shape shape) {
    return new Shape(shape.dims().stream().map(this::of).toList());
  }

  /// The expression over the other leaves.
  public Expr of(Expr root) {
    return of(List.of(root)).getFirst();
  }

  /// The expressions over the other leaves.
  public List<Expr> of(Collection<Expr> roots) {
    for (Expr node : Expr.inOrder(roots, done::containsKey)) {
      if (!done.containsKey(node)) {
        List<Expr> args = node.args().stream().map(a -> done.getOrDefault(a, a)).toList();
        done.put(node, like(node, args));
      }
    }
    return roots.stream().map(root -> done.getOrDefault(root, root)).toList();
  }

  private Expr like(Expr node, List<Expr> args) {
    return switch (node.head()) {
      case Head.Var v -> node;
      case Head.Num(Head.Constant.Size(Dim size)) -> Build.size(of(size));
      case Head.Num n -> node;
      case Head.Einsum e -> product(node, e, args);
      case Head.Sum s -> Build.sum(args.getFirst().shape(), s.coefficients(), args);
      case Head.Map m -> Build.map(m.op(), args);
      case Head.Special s -> Build.special(s.op().resized(this::of), args);
    };
  }

  /// A letter is as long as the factor that carries it says; one that none carries is looked up.
  private Expr product(Expr node, Head.Einsum e, List<Expr> args) {
    Product product = Product.of(e.coefficient());
    Set<Integer> carried = new HashSet<>();
    for (int k = 0; k < args.size(); k++) {
      Head.Factor factor = e.factors().get(k);
      product.times(args.get(k), factor.letters(), factor.power());
      carried.addAll(factor.letters());
    }
    for (int axis = 0; axis < e.out().size(); axis++) {
      if (carried.add(e.out().get(axis))) {
        product.letter(e.out().get(axis), of(node.shape().get(axis)));
      }
    }
    return product.out(e.out());
  }
}

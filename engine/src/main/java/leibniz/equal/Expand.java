package leibniz.equal;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// Everything multiplied out: products of products are one product, and products of sums are sums
/// of products. Two expressions that are equal by the laws of addition and multiplication alone
/// mostly are one node then.
final class Expand {
  private final int most;
  private final Map<Expr, Expr> known = new IdentityHashMap<>();
  private int terms;

  /// @param most how many products may be made on the way
  Expand(int most) {
    this.most = most;
  }

  /// Thrown and caught in this class alone: it would be too long.
  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLong() {
      super("too long", null, false, false);
    }
  }

  /// The expanded form, or null if it is too long.
  @Nullable Expr of(Expr root) {
    try {
      for (Expr node : root.inOrder()) {
        List<Expr> args = node.args().stream().map(a -> known.getOrDefault(a, a)).toList();
        known.put(node, expand(Build.like(node, args)));
      }
      return known.getOrDefault(root, root);
    } catch (TooLong e) {
      return null;
    }
  }

  /// A node whose arguments are expanded.
  private Expr expand(Expr node) {
    if (!(node.head() instanceof Head.Einsum e) || node.args().isEmpty()) {
      return node;
    }
    Product whole = Build.product(node).inlining(inner -> inner.head() instanceof Head.Einsum);
    for (int k = 0; k < node.args().size(); k++) {
      whole.times(node.arg(k), e.factors().get(k).letters(), e.factors().get(k).power());
    }
    Expr product = whole.out(e.out());
    if (!(product.head() instanceof Head.Einsum p)) {
      return product;
    }
    if (product.args().size() == 1 && product.arg(0).head() instanceof Head.Einsum inner) {
      Expr core = distribute(product.arg(0), inner); // there is a view around it
      return core == product.arg(0) ? product : distribute(viewed(product, p, core));
    }
    return distribute(product, p);
  }

  private static Expr viewed(Expr view, Head.Einsum e, Expr core) {
    Head.Factor factor = e.factors().get(0);
    return Build.product(view).times(core, factor.letters(), factor.power()).out(e.out());
  }

  private Expr distribute(Expr node) {
    return node.head() instanceof Head.Einsum e ? distribute(node, e) : node;
  }

  /// Over the first factor that is a sum, one power of it at a time; the terms come here again.
  private Expr distribute(Expr node, Head.Einsum e) {
    int k = 0;
    while (k < node.args().size() && !isOpen(node.arg(k), e.factors().get(k).power())) {
      k++;
    }
    if (k == node.args().size() || !(node.arg(k).head() instanceof Head.Sum sum)) {
      return node;
    }
    List<Expr> products = new ArrayList<>();
    for (Expr term : node.arg(k).args()) {
      if (++terms > most) {
        throw new TooLong();
      }
      Product product = Build.product(node).inlining(f -> f.head() instanceof Head.Einsum);
      for (int j = 0; j < node.args().size(); j++) {
        Head.Factor factor = e.factors().get(j);
        Rational power = j == k ? factor.power().minus(Rational.ONE) : factor.power();
        product.times(node.arg(j), factor.letters(), power);
      }
      product.times(term, e.factors().get(k).letters());
      products.add(expand(product.out(e.out())));
    }
    return Build.sum(node.shape(), sum.coefficients(), products);
  }

  private static boolean isOpen(Expr factor, Rational power) {
    return factor.head() instanceof Head.Sum && power.isInteger() && power.signum() > 0;
  }
}

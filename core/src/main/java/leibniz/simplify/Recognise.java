package leibniz.simplify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Head.Factor;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// Puts named products back where their factors stand: with `xhat = c / sqrt(v)` a term `c_i c_j /
/// v^(3/2)` is `xhat_i xhat_j / sqrt(v)`. It changes no value and makes terms shorter.
public final class Recognise {
  private final List<Expr> named = new ArrayList<>();
  private final Set<Expr> leaves;

  private Recognise(Collection<Expr> names) {
    leaves = new HashSet<>(names);
    for (Expr name : names) {
      Expr product = unscaled(name);
      if (isProduct(product)) {
        named.add(product);
      }
    }
  }

  /// The roots with the named products in them.
  ///
  /// @param names what has a name, in the order of preference; it is not looked into
  public static List<Expr> in(List<Expr> roots, Collection<Expr> names) {
    Recognise task = new Recognise(names);
    if (task.named.isEmpty()) {
      return roots;
    }
    task.leaves.removeAll(roots);
    Map<Expr, Expr> done =
        Expr.rewrite(
            roots, task.leaves::contains, (node, args) -> task.shortened(Build.like(node, args)));
    return roots.stream().map(root -> done.getOrDefault(root, root)).toList();
  }

  /// What a name is a multiple of: signs and numbers stand outside of products.
  private static Expr unscaled(Expr name) {
    return name.isView()
            && name.head() instanceof Head.Einsum view
            && name.args().size() == 1
            && Build.scale(view.coefficient(), name.arg(0)) == name
        ? name.arg(0)
        : name;
  }

  /// Several factors, nothing summed, no axis without a letter of its own.
  private static boolean isProduct(Expr e) {
    return e.head() instanceof Head.Einsum product
        && product.coefficient().isOne()
        && product.factors().size() > 1
        && product.factors().stream().allMatch(f -> product.out().containsAll(f.letters()))
        && new HashSet<>(product.out()).size() == product.out().size();
  }

  private Expr shortened(Expr node) {
    Expr current = node;
    for (boolean found = true; found; ) {
      found = false;
      for (Expr name : named) {
        Expr next = leaves.contains(current) ? null : replaced(current, name);
        if (next != null) {
          current = next;
          found = true;
        }
      }
    }
    return current;
  }

  /// The product with one occurrence of the named one put together, or null if there is none: among
  /// its factors, or among these and those of a sum that is one of them, as in `v^-1 Σ_j g_j c_j`.
  private static @Nullable Expr replaced(Expr node, Expr name) {
    if (!(node.head() instanceof Head.Einsum product)
        || !(name.head() instanceof Head.Einsum part)
        || node == name) {
      return null;
    }
    Expr found = replaced(node, Factors.of(node, product), product, name, part);
    for (int k = 0; found == null && k < node.args().size(); k++) {
      if (product.factors().get(k).power().isOne()
          && node.arg(k) != name
          && node.arg(k).head() instanceof Head.Einsum inner
          && !inner.out().containsAll(letters(inner))
          && node.arg(k).args().stream().anyMatch(name.args()::contains)) {
        Factors all = Factors.of(node, product).opened(k, node.arg(k), inner);
        found = replaced(node, all, product, name, part);
      }
    }
    return found;
  }

  private static List<Integer> letters(Head.Einsum e) {
    return e.factors().stream().flatMap(f -> f.letters().stream()).toList();
  }

  /// The factors of a product, perhaps with those of a sum in the place of the sum.
  private record Factors(List<Expr> values, List<Factor> factors) {
    static Factors of(Expr node, Head.Einsum product) {
      return new Factors(node.args(), product.factors());
    }

    Factors opened(int k, Expr sum, Head.Einsum inner) {
      int next =
          factors.stream().flatMap(f -> f.letters().stream()).mapToInt(l -> l).max().orElse(0);
      Map<Integer, Integer> own = new HashMap<>();
      for (int axis = 0; axis < inner.out().size(); axis++) {
        own.put(inner.out().get(axis), factors.get(k).letters().get(axis));
      }
      List<Expr> all = new ArrayList<>(values);
      List<Factor> more = new ArrayList<>(factors);
      all.remove(k);
      more.remove(k);
      for (int n = 0; n < sum.args().size(); n++) {
        List<Integer> renamed = new ArrayList<>();
        for (Integer letter : inner.factors().get(n).letters()) {
          if (!own.containsKey(letter)) {
            own.put(letter, ++next);
          }
          renamed.add(own.get(letter));
        }
        all.add(sum.arg(n));
        more.add(new Factor(renamed, inner.factors().get(n).power()));
      }
      return new Factors(all, more);
    }
  }

  private static @Nullable Expr replaced(
      Expr node, Factors all, Head.Einsum product, Expr name, Head.Einsum part) {
    Map<Integer, Integer> letters =
        all.values.size() < name.args().size() ? null : match(all, name, part, 0, Map.of());
    if (letters == null) {
      return null;
    }
    Product result = Build.product(node);
    for (int k = 0; k < all.values.size(); k++) {
      Factor factor = all.factors.get(k);
      Rational power = factor.power().minus(taken(all.values.get(k), factor, name, part, letters));
      result.times(all.values.get(k), factor.letters(), power);
    }
    List<Integer> indices = part.out().stream().map(letters::get).toList();
    return result.times(name, indices).out(product.out());
  }

  /// Letters of the named product as letters of the other, so that each of its factors is there;
  /// null if there are none.
  private static @Nullable Map<Integer, Integer> match(
      Factors all, Expr name, Head.Einsum part, int k, Map<Integer, Integer> so) {
    if (k == name.args().size()) {
      return so;
    }
    Factor wanted = part.factors().get(k);
    for (int j = 0; j < all.values.size(); j++) {
      Factor there = all.factors.get(j);
      if (all.values.get(j) != name.arg(k) || !holds(there.power(), wanted.power())) {
        continue;
      }
      Map<Integer, Integer> more = new HashMap<>(so);
      boolean fits = true;
      for (int axis = 0; axis < wanted.letters().size(); axis++) {
        Integer other = there.letters().get(axis);
        Integer known = more.putIfAbsent(wanted.letters().get(axis), other);
        fits &= known == null || known.equals(other);
      }
      fits &= new HashSet<>(more.values()).size() == more.size(); // two letters stay two
      Map<Integer, Integer> found = fits ? match(all, name, part, k + 1, more) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// Whether a power has another in it: of the same sign, and not smaller.
  private static boolean holds(Rational power, Rational part) {
    return power.signum() == part.signum() && power.abs().compareTo(part.abs()) >= 0;
  }

  private static Rational taken(
      Expr value, Factor factor, Expr name, Head.Einsum part, Map<Integer, Integer> letters) {
    for (int k = 0; k < name.args().size(); k++) {
      Factor own = part.factors().get(k);
      boolean here =
          name.arg(k) == value
              && own.letters().stream().map(letters::get).toList().equals(factor.letters());
      if (here) {
        return own.power();
      }
    }
    return Rational.ZERO;
  }
}

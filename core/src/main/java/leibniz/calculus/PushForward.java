package leibniz.calculus;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import org.jspecify.annotations.Nullable;

/// The tangent of an expression, in forward mode over the shared graph: how it moves when variables
/// move along given tangents.
///
/// Each node has one tangent, of shape `node ++ suffix`. With the suffix of a scalar that is the
/// Jacobian-vector product; with a tangent that is a delta, the derivative under the general rule,
/// found from the other end than [Differentiate] does.
public final class PushForward {
  private final Shape suffix;
  private final Map<Expr, Expr> tangents = new IdentityHashMap<>(); // of what moves

  private PushForward(Shape suffix) {
    this.suffix = suffix;
  }

  /// The tangent of `output`.
  ///
  /// @param tangents how each variable moves, of shape `variable ++ suffix`; the variables may be
  ///   any nodes, and what is below them is held fixed
  public static Expr of(Expr output, Map<Expr, Expr> tangents, Shape suffix) {
    PushForward walk = new PushForward(suffix);
    walk.tangents.putAll(tangents);
    for (Expr node : Expr.inOrder(List.of(output), tangents::containsKey)) {
      if (!tangents.containsKey(node)) {
        Expr tangent = walk.tangent(node);
        if (tangent != null && !tangent.isZero()) {
          walk.tangents.put(node, tangent);
        }
      }
    }
    Expr zero = Build.zeros(output.shape().concat(suffix));
    return walk.tangents.getOrDefault(output, zero);
  }

  /// The derivative of `output` by `variable`, with axes `output ++ variable`.
  public static Expr derivative(Expr output, Expr variable) {
    Shape shape = variable.shape();
    List<Integer> once = Build.range(0, shape.rank());
    List<Integer> twice = new ArrayList<>(once);
    twice.addAll(once);
    Expr delta = Product.one().letters(once, shape).out(twice);
    return of(output, Map.of(variable, delta), shape);
  }

  /// What the arguments that move give, added; null if none does.
  private @Nullable Expr tangent(Expr node) {
    List<Expr> parts = new ArrayList<>();
    for (int k = 0; k < node.args().size(); k++) {
      Expr moved = tangents.get(node.arg(k));
      if (moved != null) {
        parts.add(part(node, k, moved));
      }
    }
    List<Rational> ones = parts.stream().map(p -> Rational.ONE).toList();
    return parts.isEmpty() ? null : Build.sum(node.shape().concat(suffix), ones, parts);
  }

  private Expr part(Expr node, int k, Expr moved) {
    return switch (node.head()) {
      case Head.Var v -> throw new IllegalStateException("an input has no arguments: " + node);
      case Head.Num n -> throw new IllegalStateException("a number has no arguments: " + node);
      case Head.Einsum e -> product(node, e, k, moved);
      case Head.Sum s -> Build.scale(s.coefficients().get(k), moved);
      case Head.Map m -> chain(moved, m.op().partial(node, k));
      case Head.Special s -> transposed(node, s.op(), k, moved);
    };
  }

  /// The product rule: the tangent takes the place of one factor. A power p leaves `p ·
  /// factor^(p-1)` behind.
  private Expr product(Expr node, Head.Einsum e, int k, Expr moved) {
    int first = suffix.rank(); // the letters of the suffix go before those of the product
    List<Integer> outer = Build.range(0, first);
    Rational power = e.factors().get(k).power();
    List<Integer> out = new ArrayList<>(e.out().stream().map(l -> first + l).toList());
    Product product = Product.of(e.coefficient().times(power)).letters(out, node.shape());
    for (int j = 0; j < node.args().size(); j++) {
      Head.Factor factor = e.factors().get(j);
      Rational left = j == k ? factor.power().minus(Rational.ONE) : factor.power();
      List<Integer> letters =
          new ArrayList<>(factor.letters().stream().map(l -> first + l).toList());
      if (!left.isZero()) {
        product.times(node.arg(j), letters, left);
      }
      if (j == k) {
        letters.addAll(outer);
        product.times(moved, letters);
      }
    }
    out.addAll(outer);
    return product.out(out);
  }

  /// Entry by entry: the tangent times the partial derivative.
  private static Expr chain(Expr moved, Expr partial) {
    List<Integer> all = Build.range(0, moved.rank());
    return Product.one().times(moved, all).times(partial, Build.range(0, partial.rank())).out(all);
  }

  /// A row says how cotangents are pulled back. That is linear in the cotangent, so pulling the
  /// tangent back through it pushes the tangent forward: `J v` is the derivative of `⟨Jᵀ c, v⟩` by
  /// `c` (Christianson, *Automatic Hessians by reverse accumulation*, 1992).
  private Expr transposed(Expr node, leibniz.ir.Special op, int k, Expr moved) {
    Expr cotangent = Build.var("cotangent of " + op.name(), node.shape());
    Expr pulled = op.pullback(cotangent, node, k, Shape.SCALAR);
    int rank = node.arg(k).rank();
    List<Integer> turned = Build.range(rank, moved.rank());
    turned.addAll(Build.range(0, rank));
    Expr pushed =
        Differentiate.pullBack(pulled, List.of(cotangent), Build.transpose(moved, turned), suffix)
            .getOrDefault(cotangent, Build.zeros(suffix.concat(node.shape())));
    if (pushed.contains(cotangent)) {
      throw new IllegalStateException("a pullback is not linear in the cotangent: " + op.name());
    }
    List<Integer> back = Build.range(suffix.rank(), pushed.rank());
    back.addAll(Build.range(0, suffix.rank()));
    return Build.transpose(pushed, back);
  }
}

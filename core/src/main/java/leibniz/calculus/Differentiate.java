package leibniz.calculus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;

/// The derivative under the general rule, in reverse mode over the shared graph.
///
/// Each node has one cotangent, of shape `output ++ node`: how every entry of the output varies
/// with every entry of the node. The walk goes from the output to the inputs; a node hands its
/// cotangent on only when all that use it have contributed, so shared parts are passed once and the
/// work is linear in the size of the graph.
public final class Differentiate {
  private final Shape output;
  private final Set<Expr> active; // what depends on the variables; the rest gets no cotangent
  private final Map<Expr, List<Expr>> contributions = new IdentityHashMap<>();

  private Differentiate(Shape output, Set<Expr> active) {
    this.output = output;
    this.active = active;
  }

  /// The derivative of `output` by `variable`, with axes `output ++ variable`. The variable may be
  /// any node; what is below it is held fixed.
  public static Expr of(Expr output, Expr variable) {
    return of(output, List.of(variable)).getOrDefault(variable, Build.zeros(Shape.SCALAR));
  }

  /// The derivatives of `output` by each variable, in one walk.
  public static Map<Expr, Expr> of(Expr output, List<Expr> variables) {
    Shape shape = output.shape();
    List<Integer> once = Build.range(0, shape.rank());
    List<Integer> twice = new ArrayList<>(once);
    twice.addAll(once);
    return pullBack(output, variables, Product.one().letters(once, shape).out(twice), shape);
  }

  /// What a cotangent of `output` becomes at each variable: `cotangent` has axes `prefix ++
  /// output`, the answers have `prefix ++ variable`.
  public static Map<Expr, Expr> pullBack(
      Expr output, List<Expr> variables, Expr cotangent, Shape prefix) {
    List<Expr> order = output.inOrder();
    Differentiate walk = new Differentiate(prefix, active(order, variables));
    walk.contribute(output, cotangent);
    Set<Expr> wanted = new HashSet<>(variables);
    Map<Expr, Expr> found = new LinkedHashMap<>();
    for (Expr node : order.reversed()) {
      List<Expr> parts = walk.contributions.remove(node);
      if (parts == null) {
        continue;
      }
      Shape shape = prefix.concat(node.shape());
      List<Rational> ones = parts.stream().map(p -> Rational.ONE).toList();
      Expr total = Build.sum(shape, ones, parts);
      if (wanted.contains(node)) {
        found.put(node, total);
      } else {
        walk.handOn(node, total);
      }
    }
    Map<Expr, Expr> answers = new LinkedHashMap<>();
    for (Expr variable : variables) {
      Expr zero = Build.zeros(prefix.concat(variable.shape()));
      answers.put(variable, found.getOrDefault(variable, zero));
    }
    return answers;
  }

  private static Set<Expr> active(List<Expr> order, List<Expr> variables) {
    Set<Expr> active = new HashSet<>(variables);
    for (Expr node : order) {
      if (node.args().stream().anyMatch(active::contains)) {
        active.add(node);
      }
    }
    return active;
  }

  private void contribute(Expr node, Expr cotangent) {
    if (active.contains(node) && !cotangent.isZero()) {
      contributions.computeIfAbsent(node, n -> new ArrayList<>()).add(cotangent);
    }
  }

  private void handOn(Expr node, Expr cotangent) {
    for (int k = 0; k < node.args().size(); k++) {
      if (active.contains(node.arg(k))) {
        contribute(node.arg(k), part(node, k, cotangent));
      }
    }
  }

  /// What the cotangent of a node gives to its argument k.
  private Expr part(Expr node, int k, Expr cotangent) {
    return switch (node.head()) {
      case Head.Var v -> throw new IllegalStateException("an input has no arguments: " + node);
      case Head.Num n -> throw new IllegalStateException("a number has no arguments: " + node);
      case Head.Einsum e -> product(node, e, k, cotangent);
      case Head.Sum s -> Build.scale(s.coefficients().get(k), cotangent);
      case Head.Map m -> chain(cotangent, m.op().partial(node, k));
      case Head.Special s -> s.op().pullback(cotangent, node, k, output);
    };
  }

  /// A product is linear in each factor: the cotangent takes the place of the result, the result's
  /// letters become factors' letters, and the factor's letters become the result's. A letter no
  /// other factor carries comes out as a broadcast, one the factor repeats as a delta. A power p
  /// leaves `p · factor^(p-1)` behind.
  private Expr product(Expr node, Head.Einsum e, int k, Expr cotangent) {
    int first = output.rank();
    List<Integer> outer = new ArrayList<>(Build.range(0, first));
    List<Integer> result = new ArrayList<>(outer);
    e.out().forEach(l -> result.add(first + l));
    Rational power = e.factors().get(k).power();
    Product product = Product.of(e.coefficient().times(power)).times(cotangent, result);
    for (int j = 0; j < node.args().size(); j++) {
      Head.Factor factor = e.factors().get(j);
      Rational left = j == k ? factor.power().minus(Rational.ONE) : factor.power();
      List<Integer> letters = factor.letters().stream().map(l -> first + l).toList();
      product.letters(letters, node.arg(j).shape());
      if (!left.isZero()) {
        product.times(node.arg(j), letters, left);
      }
      if (j == k) {
        outer.addAll(letters);
      }
    }
    return product.out(outer);
  }

  /// Entry by entry: the cotangent times the partial derivative.
  private Expr chain(Expr cotangent, Expr partial) {
    List<Integer> all = Build.range(0, cotangent.rank());
    List<Integer> inner = Build.range(output.rank(), cotangent.rank());
    return Product.one().times(cotangent, all).times(partial, inner).out(all);
  }
}

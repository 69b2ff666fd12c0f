package leibniz.simplify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;

/// Applies the laws until none applies any more.
///
/// @param expressions what each root became, in the order of the roots
/// @param laws the names of the laws that were used, in the order of their first use
public record Simplify(List<Expr> expressions, List<String> laws) {

  /// All laws, in the order in which they are tried.
  public static final List<Law> LAWS =
      Stream.of(
              ElementwiseLaws.ALL,
              MaskLaws.ALL,
              IndexLaws.ALL,
              SumLaws.ALL,
              Centred.ALL,
              LinearLaws.ALL,
              FactorLaws.ALL,
              TermLaws.ALL,
              MeanLaws.ALL,
              Weighted.ALL,
              FactorisationLaws.ALL,
              StructureLaws.ALL,
              PaddingLaws.ALL,
              ReshapeLaws.ALL,
              MatrixLaws.ALL)
          .flatMap(List::stream)
          .toList();

  /// Each law makes an expression smaller, so this is never reached unless a law is wrong.
  private static final int ROUNDS = 50;

  /// A product longer than this is left in parts; whoever orders a contraction is thankful.
  private static final int LONGEST_PRODUCT = 48;

  /// Nodes of which it is known that no law applies to them or to anything in them. A law looks at
  /// nothing but the node, and equal nodes are one object, so this holds as long as the node lives;
  /// and it changes no answer.
  private static final Set<Expr> REST =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /// Simplifies the roots together; what they share is done once.
  ///
  /// In the first round every node is seen as it was written, with arguments that laws may have
  /// made anew: what cancels is seen best so. After that, what a law makes is brought to rest at
  /// once, and what is above it is made once and not for each law.
  public static Simplify of(List<Expr> roots) {
    Set<String> used = new LinkedHashSet<>();
    List<Expr> current = roots;
    for (int round = 0; round < ROUNDS; round++) {
      boolean deep = round > 0;
      Map<Expr, Expr> done =
          Expr.rewrite(
              current, REST::contains, (node, args) -> exhaust(Build.like(node, args), deep, used));
      List<Expr> next = current.stream().map(e -> done.getOrDefault(e, e)).toList();
      if (next.equals(current)) {
        return new Simplify(current, List.copyOf(used));
      }
      current = next;
    }
    throw new IllegalStateException("the laws do not come to rest on " + current);
  }

  /// @param deep whether its arguments are brought to rest, too
  private static Expr exhaust(Expr node, boolean deep, Set<String> used) {
    Expr current = node;
    for (int round = 0; round < ROUNDS; round++) {
      if (REST.contains(current)) {
        return current;
      }
      Expr next = once(current, used);
      if (next == current && deep) {
        next = inside(current, used);
      }
      if (next == current) {
        if (REST.containsAll(current.args())) {
          REST.add(current);
        }
        return current;
      }
      current = next;
    }
    throw new IllegalStateException("the laws do not come to rest on " + node);
  }

  /// The node with its arguments at rest: a law may have made new ones.
  private static Expr inside(Expr node, Set<String> used) {
    if (REST.containsAll(node.args())) {
      return node;
    }
    List<Expr> args = new ArrayList<>();
    for (Expr argument : node.args()) {
      args.add(exhaust(argument, true, used));
    }
    return Build.like(node, args);
  }

  /// What the first law that applies makes of a node; the node itself if none does.
  private static Expr once(Expr node, Set<String> used) {
    for (Law law : LAWS) {
      Expr next = law.rewrite().of(node);
      if (next != null) {
        used.add(law.name());
        return next;
      }
    }
    return node;
  }

  /// Multiplies out ([#associate]) and simplifies in turn, until neither finds anything: a product
  /// multiplied out may show a sum that is known.
  public static Simplify thoroughly(List<Expr> roots, Collection<Expr> keep) {
    Set<String> used = new LinkedHashSet<>();
    List<Expr> current = roots;
    for (int round = 0; round < ROUNDS; round++) {
      Simplify next = of(associated(current, keep));
      used.addAll(next.laws);
      if (next.expressions.equals(current)) {
        break;
      }
      current = next.expressions;
    }
    return new Simplify(current, List.copyOf(used));
  }

  /// Multiplies out until no product is left that could be: one that two others used is used once
  /// when both are multiplied out into one.
  private static List<Expr> associated(List<Expr> roots, Collection<Expr> keep) {
    List<Expr> current = roots;
    for (int round = 0; round < ROUNDS; round++) {
      List<Expr> next = associate(current, keep);
      if (next.equals(current)) {
        break;
      }
      current = next;
    }
    return current;
  }

  /// Multiplies out products of products, `(x W₁) W₂ = x W₁ W₂`, where the inner one is used once
  /// and is not in `keep`: so the order of contraction can be chosen over the whole, and the whole
  /// can be read.
  public static List<Expr> associate(List<Expr> roots, Collection<Expr> keep) {
    Set<Expr> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(keep);
    kept.removeAll(roots);
    Map<Expr, Integer> uses = new IdentityHashMap<>();
    for (Expr node : Expr.inOrder(roots, kept::contains)) {
      if (!kept.contains(node)) {
        node.args().forEach(a -> uses.merge(a, 1, Integer::sum));
      }
    }
    roots.forEach(root -> uses.merge(root, 1, Integer::sum));
    Set<Expr> opens = Collections.newSetFromMap(new IdentityHashMap<>());
    Map<Expr, Expr> done =
        Expr.rewrite(
            roots,
            kept::contains,
            (node, args) -> {
              Expr result = multiplyOut(node, args, opens);
              if (uses.getOrDefault(node, 0) == 1 && result.args().size() < LONGEST_PRODUCT) {
                opens.add(result);
              }
              return result;
            });
    List<Expr> results = new ArrayList<>();
    roots.forEach(root -> results.add(done.getOrDefault(root, root)));
    return results;
  }

  private static Expr multiplyOut(Expr node, List<Expr> args, Set<Expr> opens) {
    boolean open = args.stream().anyMatch(arg -> opens.contains(arg) && isProduct(arg));
    if (!open || !(node.head() instanceof Head.Einsum e) || e.factors().isEmpty()) {
      return Build.like(node, args);
    }
    Product product = Build.product(node).inlining(opens::contains);
    for (int k = 0; k < args.size(); k++) {
      Head.Factor factor = e.factors().get(k);
      product.times(args.get(k), factor.letters(), factor.power());
    }
    return product.out(e.out());
  }

  private static boolean isProduct(Expr e) {
    return e.head() instanceof Head.Einsum && !e.isView();
  }
}

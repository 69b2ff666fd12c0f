package leibniz.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A tensor-valued expression: a head, arguments, a shape. Made by [Build] alone, and interned: the
/// same expression is the same object, so equality is `==` and a shared part is computed,
/// differentiated and printed once.
///
/// Expressions are graphs, and deep ones: walk them with [#inOrder], never by recursion.
public final class Expr {
  private final Head head;
  private final List<Expr> args;
  private final Shape shape;
  private final long key;
  private final boolean view;

  Expr(Head head, List<Expr> args, Shape shape, long key) {
    this.head = head;
    this.args = args;
    this.shape = shape;
    this.key = key;
    this.view = isView(head, args);
  }

  public Head head() {
    return head;
  }

  public List<Expr> args() {
    return args;
  }

  public Expr arg(int k) {
    return args.get(k);
  }

  public Shape shape() {
    return shape;
  }

  public int rank() {
    return shape.rank();
  }

  /// A number made from the structure alone, the same in every run: what factors are sorted by.
  public long key() {
    return key;
  }

  /// The fraction that every entry has, or null if they are not one known fraction.
  public @Nullable Rational constant() {
    return head instanceof Head.Einsum e
            && e.factors().isEmpty()
            && new HashSet<>(e.out()).size() == e.out().size()
        ? e.coefficient()
        : null;
  }

  /// Whether this is a view: at most one factor, and nothing summed but axes of size 1. A view is a
  /// transposition, broadcast, diagonal, scaling or power of its factor, or a constant.
  public boolean isView() {
    return view;
  }

  private static boolean isView(Head head, List<Expr> args) {
    return head instanceof Head.Einsum e && e.factors().size() <= 1 && !sums(e, args);
  }

  /// Whether this is a product that sums over an axis, other than one of size 1.
  public boolean sums() {
    return head instanceof Head.Einsum e && sums(e, args);
  }

  private static boolean sums(Head.Einsum e, List<Expr> args) {
    for (int k = 0; k < args.size(); k++) {
      List<Integer> letters = e.factors().get(k).letters();
      for (int axis = 0; axis < letters.size(); axis++) {
        if (!e.out().contains(letters.get(axis)) && !args.get(k).shape.get(axis).isOne()) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether it is the same all along an axis by its form: a broadcast.
  public boolean isRepeatedAlong(int axis) {
    return isView()
        && head instanceof Head.Einsum e
        && Collections.frequency(e.out(), e.out().get(axis)) == 1
        && e.factors().stream().noneMatch(f -> f.letters().contains(e.out().get(axis)));
  }

  public boolean isZero() {
    Rational constant = constant();
    return constant != null && constant.isZero();
  }

  /// All nodes below the roots and the roots, each once, arguments before what uses them.
  public static List<Expr> inOrder(Collection<Expr> roots) {
    return inOrder(roots, node -> false);
  }

  /// The same, without what is below the nodes that are leaves by the test.
  public static List<Expr> inOrder(Collection<Expr> roots, Predicate<Expr> leaf) {
    List<Expr> order = new ArrayList<>();
    Set<Expr> seen = new HashSet<>();
    Expr[] path = new Expr[16]; // from a root down
    int[] next = new int[16]; // the argument to go to, for each of them
    for (Expr root : roots) {
      int depth = 0;
      if (seen.add(root)) {
        path[depth] = root;
        next[depth++] = 0;
      }
      while (depth > 0) {
        Expr node = path[depth - 1];
        int k = next[depth - 1]++;
        if (k == node.args.size() || k == 0 && leaf.test(node)) {
          order.add(node);
          depth--;
        } else if (seen.add(node.args.get(k))) {
          if (depth == path.length) {
            path = Arrays.copyOf(path, 2 * depth);
            next = Arrays.copyOf(next, 2 * depth);
          }
          path[depth] = node.args.get(k);
          next[depth++] = 0;
        }
      }
    }
    Effort.spend(order.size() / WALKED);
    return order;
  }

  private static final int WALKED = 64; // nodes that are walked over in a unit of work

  /// All nodes below this one and this one, arguments before what uses them.
  public List<Expr> inOrder() {
    return inOrder(List.of(this));
  }

  /// The roots with every node replaced, from the leaves up. `replace` gets a node and its new
  /// arguments; what it returns stands for the node from there on.
  public static Map<Expr, Expr> rewrite(
      Collection<Expr> roots, BiFunction<Expr, List<Expr>, Expr> replace) {
    return rewrite(roots, node -> false, replace);
  }

  /// The same, where the nodes that are leaves by the test stay as they are.
  public static Map<Expr, Expr> rewrite(
      Collection<Expr> roots, Predicate<Expr> leaf, BiFunction<Expr, List<Expr>, Expr> replace) {
    Map<Expr, Expr> done = new IdentityHashMap<>();
    for (Expr node : inOrder(roots, leaf)) {
      if (leaf.test(node)) {
        continue;
      }
      List<Expr> args = new ArrayList<>(node.args.size());
      for (Expr argument : node.args) {
        args.add(done.getOrDefault(argument, argument));
      }
      done.put(node, replace.apply(node, args));
    }
    return done;
  }

  /// This expression with nodes replaced by others of the same shape.
  public Expr substitute(Map<Expr, Expr> replacements) {
    Expr result =
        rewrite(
                List.of(this),
                (node, args) -> {
                  Expr other = replacements.get(node);
                  return other != null ? other : Build.like(node, args);
                })
            .get(this);
    return result == null ? this : result;
  }

  /// Whether a node below this one, or this one, passes the test: no more are asked than that
  /// takes.
  public boolean any(Predicate<Expr> test) {
    Deque<Expr> open = new ArrayDeque<>(List.of(this));
    Set<Expr> seen = new HashSet<>(open);
    boolean found = false;
    while (!found && !open.isEmpty()) {
      Expr node = open.pop();
      found = test.test(node);
      for (Expr argument : node.args) {
        if (seen.add(argument)) {
          open.push(argument);
        }
      }
    }
    Effort.spend(seen.size() / WALKED);
    return found;
  }

  /// Whether `part` occurs in this expression.
  public boolean contains(Expr part) {
    return any(part::equals);
  }

  /// For the debugger and for failed assertions: a few levels of the structure, then dots.
  @Override
  public String toString() {
    return text(4);
  }

  private String text(int levels) {
    if (head instanceof Head.Var v) {
      return v.name();
    }
    if (levels == 0) {
      return "…";
    }
    StringBuilder out = new StringBuilder();
    switch (head) {
      case Head.Var v -> out.append(v.name());
      case Head.Num n -> out.append(n.value());
      case Head.Einsum e -> {
        out.append(e.coefficient());
        for (int k = 0; k < args.size(); k++) {
          Head.Factor f = e.factors().get(k);
          out.append('·').append(args.get(k).text(levels - 1)).append(f.letters());
          out.append(f.power().isOne() ? "" : "^" + f.power());
        }
        out.append("→").append(e.out());
      }
      case Head.Sum s -> {
        for (int k = 0; k < args.size(); k++) {
          out.append(k == 0 ? "(" : " + ").append(s.coefficients().get(k));
          out.append('·').append(args.get(k).text(levels - 1));
        }
        out.append(')');
      }
      case Head.Map m -> out.append(m.op()).append(text(args, levels - 1));
      case Head.Special s -> out.append(s.op().name()).append(text(args, levels - 1));
    }
    return out.toString();
  }

  private static String text(List<Expr> args, int levels) {
    return args.stream()
        .map(a -> a.text(levels))
        .collect(java.util.stream.Collectors.joining(", ", "(", ")"));
  }
}

package leibniz.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import leibniz.ir.Axes;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.ir.Rational;

/// Turns expressions into a [Program].
///
/// In steps, each linear in the size of the graph: names are looked up; outer products are kept
/// apart ([Outer]); sums are multiplied out where that is cheaper ([Distribution]); products are
/// put in order ([Contractions]); what is shared, named or too long for one line becomes a step
/// ([Inlining]); the steps are listed, each before its users.
public final class Linearize {
  private static final double SIZE = 64;
  private static final double BATCH = 32;

  private final Set<Expr> given = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Expr, Name> names = new LinkedHashMap<>();
  private final Map<Expr, Expr> relatives = new LinkedHashMap<>(); // read through a named one
  private List<Program.Root> roots;

  private Linearize(List<Expr> inputs, List<Program.Root> roots) {
    given.addAll(inputs);
    this.roots = roots;
  }

  /// The program for the roots.
  ///
  /// @param inputs what is given, in the order in which it was declared; not only variables: below
  ///   an expression that is given nothing is computed. Variables that are needed and not listed
  ///   are inputs too.
  /// @param roots what is to be computed
  /// @param names what the user named keeps its name and is a step of its own
  /// @param sizes values of size symbols where they are known; others count as 64 in the choice of
  ///   an order, batch sizes as 32
  public static Program of(
      List<Expr> inputs, List<Program.Root> roots, Names names, Map<String, Long> sizes) {
    Linearize task = new Linearize(inputs, roots);
    task.lookUp(names);
    task.apart();
    ToDoubleFunction<Dim> size = estimate(roots, sizes);
    task.distribute(dim -> sizes.keySet().containsAll(dim.symbols()), size);
    task.order(new Contractions(size));
    return task.list(inputs, names, task::inlined);
  }

  /// A program that takes the expressions as they are: each product, sum and function is a step,
  /// and nothing is put in order, kept apart or written into another. It is longer and slower than
  /// that of [#of], and shares next to nothing with it.
  public static Program plainly(List<Expr> inputs, List<Program.Root> roots, Names names) {
    Linearize task = new Linearize(inputs, roots);
    return task.list(inputs, names, task::all);
  }

  /// What sizes are taken to be.
  static ToDoubleFunction<Dim> estimate(List<Program.Root> roots, Map<String, Long> sizes) {
    Set<String> batch = new HashSet<>();
    for (Program.Root root : roots) {
      if (root.axes() != null) {
        batch.addAll(root.axes().part(Axes.Role.BATCH).symbols());
      }
    }
    ToDoubleFunction<String> symbol =
        s -> sizes.containsKey(s) ? sizes.get(s) : batch.contains(s) ? BATCH : SIZE;
    Map<Dim, Double> known = new HashMap<>();
    return dim ->
        known.computeIfAbsent(
            dim, d -> (double) Math.max(1, d.at(s -> (long) symbol.applyAsDouble(s))));
  }

  // --- names
  // --------------------------------------------------------------------------------------

  private void lookUp(Names user) {
    List<Expr> order = graph();
    for (Expr node : order) {
      Name name = leaf(node) ? null : user.of(node);
      if (name != null) {
        names.put(node, name);
      }
    }
    Set<Expr> tops = new LinkedHashSet<>(roots.stream().map(Program.Root::node).toList());
    tops.addAll(names.keySet());
    for (Expr top : tops) {
      Relation relation = leaf(top) ? null : Relation.of(top);
      if (relation != null && !leaf(relation.inner()) && !tops.contains(relation.inner())) {
        relatives.putIfAbsent(relation.inner(), top);
      }
    }
    for (Expr node : order) {
      if (!leaf(node) && !tops.contains(node) && !relatives.containsKey(node)) {
        findRelative(node, user);
      }
      if (node.head() instanceof Head.Einsum e && !leaf(node)) {
        findRoots(node, e, user);
      }
    }
  }

  /// People name `err = y - yhat`, which is minus a sum, and `np.sum(e, axis=1, keepdims=True)`,
  /// which is a sum with an axis more.
  private void findRelative(Expr node, Names user) {
    Names.Signed signed = user.find(node);
    if (signed != null) {
      relate(node, Build.negate(node), signed.name());
    } else if (node.args().size() > 0 && node.rank() < node.arg(0).rank()) {
      findKept(node, node, user);
    }
  }

  /// People name the norm, and its derivative has the sum of squares to the power -1/2.
  private void findRoots(Expr node, Head.Einsum e, Names user) {
    for (int k = 0; k < node.args().size(); k++) {
      Expr inner = node.arg(k);
      if (e.factors().get(k).power().denominator().equals(Rational.TWO.numerator())
          && !leaf(inner)
          && !names.containsKey(inner)
          && !relatives.containsKey(inner)) {
        Expr root = Build.power(inner, Rational.HALF);
        Name name = user.of(root);
        if (name != null) {
          relate(inner, root, name);
        } else {
          findKept(inner, root, user);
        }
      }
    }
  }

  private void findKept(Expr inner, Expr value, Names user) {
    if (value.shape().dims().stream().anyMatch(Dim::isOne)) {
      return;
    }
    for (int position = value.rank(); position >= 0; position--) {
      Expr kept = Build.expand(value, List.of(position));
      Name name = user.of(kept);
      if (name != null) {
        relate(inner, kept, name);
        return;
      }
    }
  }

  private void relate(Expr node, Expr named, Name name) {
    names.putIfAbsent(named, name);
    relatives.put(node, named);
  }

  private boolean leaf(Expr node) {
    return node.head() instanceof Head.Var || given.contains(node);
  }

  private List<Expr> graph() {
    List<Expr> tops = new ArrayList<>(roots.stream().map(Program.Root::node).toList());
    tops.addAll(relatives.values());
    return Graph.inOrder(tops, node -> leaf(node) ? List.of() : node.args());
  }

  /// Outer products are not multiplied out, but where they have names.
  private void apart() {
    replace(
        Outer.apart(
            graph(), this::leaf, node -> names.containsKey(node) || relatives.containsKey(node)));
  }

  private void distribute(Predicate<Dim> known, ToDoubleFunction<Dim> size) {
    Set<Expr> asked = new HashSet<>(roots.stream().map(Program.Root::node).toList());
    asked.addAll(relatives.values());
    replace(
        Distribution.of(
            graph(),
            this::leaf,
            node ->
                !leaf(node)
                    && !asked.contains(node)
                    && !names.containsKey(node)
                    && !relatives.containsKey(node),
            known,
            size));
  }

  // --- the order of products
  // ----------------------------------------------------------------------

  private void order(Contractions contractions) {
    Map<Expr, Integer> uses = new IdentityHashMap<>();
    Map<Expr, Expr> user = new IdentityHashMap<>();
    List<Expr> order = graph();
    for (Expr node : order) {
      if (!leaf(node)) {
        for (Expr argument : node.args()) {
          uses.merge(argument, 1, Integer::sum);
          user.put(argument, node);
        }
      }
    }
    roots.forEach(root -> uses.merge(root.node(), 2, Integer::sum));
    relatives.values().forEach(named -> uses.merge(named, 2, Integer::sum));
    Map<Expr, Expr> gathered = new IdentityHashMap<>();
    for (Expr node : order) {
      if (leaf(node)) {
        continue;
      }
      List<Expr> args = node.args().stream().map(a -> gathered.getOrDefault(a, a)).toList();
      Expr above = user.get(node);
      boolean melts =
          uses.getOrDefault(node, 0) == 1
              && above != null
              && above.head() instanceof Head.Einsum
              && !names.containsKey(node)
              && !relatives.containsKey(node);
      if (!(node.head() instanceof Head.Einsum e)) {
        gathered.put(node, Build.like(node, args));
      } else if (melts) {
        Expr like = Build.like(node, args);
        gathered.put(node, like);
        contractions.keepOpen(node, like);
      } else {
        gathered.put(node, contractions.gather(node, e, args));
      }
    }
    replace(gathered);
    Map<Expr, Expr> paired = new IdentityHashMap<>();
    for (Expr node : graph()) {
      if (!leaf(node)) {
        List<Expr> args = node.args().stream().map(a -> paired.getOrDefault(a, a)).toList();
        Expr like = Build.like(node, args);
        if (like.isView()
            && like != node
            && !like.args().isEmpty()) { // around a product that is new
          List<Expr> inner = like.args().stream().map(contractions::inPairs).toList();
          like = Build.like(like, inner);
        }
        paired.put(node, contractions.inPairs(like));
      }
    }
    replace(paired);
  }

  private void replace(Map<Expr, Expr> by) {
    roots =
        roots.stream()
            .map(r -> new Program.Root(r.name(), by.getOrDefault(r.node(), r.node()), r.axes()))
            .toList();
    Map<Expr, Name> renamed = new LinkedHashMap<>();
    names.forEach((node, name) -> renamed.putIfAbsent(by.getOrDefault(node, node), name));
    names.clear();
    names.putAll(renamed);
    Map<Expr, Expr> moved = new IdentityHashMap<>();
    relatives.forEach((node, named) -> {
      Expr now = by.getOrDefault(node, node);
      Expr with = by.getOrDefault(named, named);
      Relation relation = Relation.of(with);
      boolean stays = !by.containsKey(node) && !by.containsKey(named);
      if (stays || relation != null && relation.inner() == now) {
        moved.put(now, with);
      }
    });
    relatives.clear();
    relatives.putAll(moved);
  }

  // --- the list of steps
  // --------------------------------------------------------------------------

  private Program list(
      List<Expr> declared, Names user, Function<List<Expr>, Set<Expr>> statements) {
    List<Expr> tops = roots.stream().map(Program.Root::node).toList();
    relatives.keySet().removeIf(node -> names.containsKey(node) || tops.contains(node));
    graph().forEach(this::checkRoots);
    List<Expr> order =
        Graph.inOrder(
            tops,
            node -> {
              Expr named = relatives.get(node);
              return leaf(node) ? List.of() : named != null ? List.of(named) : below(node);
            });
    Set<Expr> steps = statements.apply(order);
    Set<String> taken = new HashSet<>();
    List<Program.Input> inputs = inputs(declared, order, user);
    inputs.forEach(i -> taken.add(i.name().identifier()));
    names.values().forEach(n -> taken.add(n.identifier()));
    roots.forEach(r -> taken.add(r.name().identifier()));
    order.forEach(n -> taken.addAll(n.shape().symbols()));
    Map<Expr, Program.Root> results = new IdentityHashMap<>();
    roots.forEach(root -> results.putIfAbsent(root.node(), root));
    List<Program.Step> list = new ArrayList<>();
    int fresh = 0;
    for (Expr node : order) {
      if (!steps.contains(node)) {
        continue;
      }
      Program.Root root = results.get(node);
      Name name = names.get(node);
      if (name == null && root != null) {
        name = root.name();
      }
      while (name == null) {
        Name next = Name.of("t" + ++fresh);
        name = taken.contains(next.base()) ? null : next;
      }
      list.add(new Program.Step(name, node, root == null ? null : root.axes()));
    }
    return new Program(inputs, list, roots);
  }

  private Set<Expr> inlined(List<Expr> order) {
    Set<Expr> wanted = new HashSet<>(roots.stream().map(Program.Root::node).toList());
    return new Inlining(order, this::leaf, this::below, relatives, names.keySet(), wanted).steps();
  }

  private Set<Expr> all(List<Expr> order) {
    Set<Expr> all = new HashSet<>(order);
    all.removeIf(node -> leaf(node) || node.head() instanceof Head.Num);
    roots.stream().map(Program.Root::node).filter(node -> !leaf(node)).forEach(all::add);
    return all;
  }

  /// A sum is read off its root only where nothing but its roots are used.
  private void checkRoots(Expr node) {
    for (int k = 0; k < node.args().size(); k++) {
      Expr named = relatives.get(node.arg(k));
      Relation relation = named == null || named == node ? null : Relation.of(named);
      if (relation != null && relation.power() > 1) {
        boolean read =
            node.head() instanceof Head.Einsum e
                && !e.factors().get(k).power().isInteger()
                && e.factors().get(k).power().times(Rational.of(relation.power())).isInteger();
        if (!read) {
          relatives.remove(node.arg(k));
        }
      }
    }
  }

  /// Below a named expression whose relative is read through it, the relative is computed in place.
  private List<Expr> below(Expr node) {
    List<Expr> below = new ArrayList<>();
    for (int k = 0; k < node.args().size(); k++) {
      Expr argument = node.arg(k);
      if (!leaf(argument) && Adds.isIndex(node, k)) {
        below.addAll(argument.args());
      } else if (relatives.get(argument) == node) {
        below.addAll(leaf(argument) ? List.of() : argument.args());
      } else {
        below.add(argument);
      }
    }
    return below;
  }

  private List<Program.Input> inputs(List<Expr> declared, List<Expr> order, Names user) {
    Set<Expr> needed = new LinkedHashSet<>(declared);
    needed.retainAll(new HashSet<>(order));
    order.stream().filter(this::leaf).forEach(needed::add);
    List<Program.Input> inputs = new ArrayList<>();
    for (Expr node : needed) {
      inputs.add(new Program.Input(inputName(node, user), node));
    }
    return inputs;
  }

  private static Name inputName(Expr node, Names user) {
    Name name = user.of(node);
    if (name == null) {
      throw new IllegalArgumentException("a given expression has no name: " + node);
    }
    int bracket = name.base().indexOf('[');
    if (bracket < 0 || !name.base().endsWith("]") || !name.index().isEmpty()) {
      return name;
    }
    List<Dim> index = new ArrayList<>();
    String inside = name.base().substring(bracket + 1, name.base().length() - 1);
    for (String position : inside.split("\\]\\[", -1)) {
      index.add(Dim.of(Integer.parseInt(position)));
    }
    return new Name(name.base().substring(0, bracket), index, name.version());
  }
}

package leibniz.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;

/// Keeps outer products apart: `a_i b_j` is not multiplied out before something is done to it.
///
/// It goes as two factors into each product that uses it, and out of each sum whose terms all have
/// one of them: `x_j S_ik + x_j T_ik` is `x_j (S + T)_ik`. What comes next in the chain rule is
/// then done to the smaller part alone. So the Hessian by the first matrix of a network, `x_j x_l
/// H_ik`, takes the work of `H`.
final class Outer {
  /// An outer product of more parts is multiplied out: products with it would become long.
  private static final int MOST = 4;

  /// The outer products, written with as few factors as they have parts.
  private final Map<Expr, Expr> outer = new HashMap<>();

  private final Set<Expr> open = new HashSet<>();

  private Outer() {}

  /// What stands for nodes that do not stay as they are.
  ///
  /// @param order the nodes, arguments first
  /// @param leaf what is given
  /// @param keep what is wanted as it is, because it has a name
  static Map<Expr, Expr> apart(List<Expr> order, Predicate<Expr> leaf, Predicate<Expr> keep) {
    Outer task = new Outer();
    Map<Expr, Expr> done = new IdentityHashMap<>();
    for (Expr node : order) {
      if (!leaf.test(node)) {
        Expr apart =
            task.with(node, node.args().stream().map(a -> done.getOrDefault(a, a)).toList());
        if (apart != node) {
          done.put(node, apart);
        }
        if (!keep.test(node)) {
          task.learn(core(apart));
        }
      }
    }
    return done;
  }

  private Expr with(Expr node, List<Expr> args) {
    return switch (node.head()) {
      case Head.Einsum e when args.stream().anyMatch(a -> outer.containsKey(core(a))) ->
          product(node, e, args);
      case Head.Sum s -> sum(node, s, args);
      case Head.Einsum _, Head.Var _, Head.Num _, Head.Map _, Head.Special _ ->
          Build.like(node, args);
    };
  }

  private Expr product(Expr node, Head.Einsum e, List<Expr> args) {
    Product product = Build.product(node).inlining(open::contains);
    for (int k = 0; k < args.size(); k++) {
      Head.Factor factor = e.factors().get(k);
      product.times(inParts(args.get(k)), factor.letters(), factor.power());
    }
    return product.out(e.out());
  }

  /// What is in a view.
  private static Expr core(Expr e) {
    return e.isView() && e.args().size() == 1 ? e.arg(0) : e;
  }

  private Expr inParts(Expr e) {
    Expr parts = outer.get(core(e));
    return parts == null ? e : core(e) == e ? parts : Build.like(e, List.of(parts));
  }

  // --- what an outer product is
  // --------------------------------------------------------------------

  /// A factor with the letters of its axes.
  private record Part(Expr value, List<Integer> letters) {}

  /// Remembers a product without a sum of parts that each lack an axis of it.
  private void learn(Expr node) {
    if (!(node.head() instanceof Head.Einsum e)
        || e.factors().size() < 2
        || !e.factors().stream().allMatch(f -> e.out().containsAll(f.letters()))) {
      return;
    }
    Set<Integer> all = new HashSet<>();
    for (int axis = 0; axis < node.rank(); axis++) {
      if (!node.shape().get(axis).isOne()) {
        all.add(e.out().get(axis));
      }
    }
    List<Part> parts = joined(node, e);
    if (parts.size() > MOST || parts.stream().anyMatch(p -> p.letters.containsAll(all))) {
      return;
    }
    Product product = Build.product(node);
    parts.forEach(p -> product.times(p.value, p.letters));
    Expr inParts = product.out(e.out());
    if (!inParts.isView()) {
      outer.put(node, inParts);
      open.add(inParts);
    }
  }

  /// The factors, each multiplied with those that have no other letters.
  private static List<Part> joined(Expr node, Head.Einsum e) {
    List<List<Part>> groups = new ArrayList<>();
    for (int k = 0; k < node.args().size(); k++) {
      Head.Factor factor = e.factors().get(k);
      groups.add(
          new ArrayList<>(
              List.of(new Part(Build.power(node.arg(k), factor.power()), factor.letters()))));
    }
    groups.sort((a, b) -> b.getFirst().letters.size() - a.getFirst().letters.size());
    List<List<Part>> wide = new ArrayList<>();
    for (List<Part> group : groups) {
      wide.stream()
          .filter(w -> w.getFirst().letters.containsAll(group.getFirst().letters))
          .findFirst()
          .ifPresentOrElse(w -> w.addAll(group), () -> wide.add(group));
    }
    return wide.stream().map(Outer::joined).toList();
  }

  private static Part joined(List<Part> group) {
    if (group.size() == 1) {
      return group.getFirst();
    }
    List<Integer> letters = new ArrayList<>(new LinkedHashSet<>(group.getFirst().letters));
    Product product = Product.one();
    group.forEach(p -> product.times(p.value, p.letters));
    return new Part(product.out(letters), letters);
  }

  // --- out of sums
  // ---------------------------------------------------------------------------------

  /// A term of a sum: a number times parts, where axes of the sum that have one letter are tied.
  private record Term(Rational coefficient, List<Part> parts, List<Integer> out) {

    /// The axes of the sum along which a part lies, or nothing where it lies along one in part or
    /// twice.
    List<Integer> axes(Part part) {
      List<Integer> axes = part.letters.stream().map(out::indexOf).toList();
      boolean isPlain =
          new HashSet<>(axes).size() == axes.size()
              && part.letters.stream().allMatch(l -> Collections.frequency(out, l) == 1);
      return isPlain ? axes : List.of();
    }

    /// The axes of the sum that matter to it, some parts left out.
    Set<Integer> axes(Set<Place> without) {
      Set<Integer> axes = new HashSet<>();
      for (int axis = 0; axis < out.size(); axis++) {
        Integer letter = out.get(axis);
        boolean isTied = Collections.frequency(out, letter) > 1;
        if (isTied || rest(without).stream().anyMatch(p -> p.letters.contains(letter))) {
          axes.add(axis);
        }
      }
      return axes;
    }

    List<Part> rest(Set<Place> without) {
      return parts.stream().filter(p -> !without.contains(place(p))).toList();
    }

    Place place(Part part) {
      return new Place(part.value, axes(part));
    }
  }

  /// A part, and the axes of a sum along which it lies.
  private record Place(Expr value, List<Integer> axes) {}

  private Expr sum(Expr node, Head.Sum s, List<Expr> args) {
    List<Term> terms = new ArrayList<>();
    for (int k = 0; k < args.size(); k++) {
      terms.add(term(args.get(k), s.coefficients().get(k)));
    }
    Set<Place> common = common(node.shape(), terms);
    if (common.isEmpty()) {
      return Build.like(node, args);
    }
    List<Integer> kept = Build.range(0, node.rank());
    kept.removeIf(axis ->
        terms.stream().noneMatch(t -> t.axes(common).contains(axis))
            && common.stream().anyMatch(p -> p.axes.contains(axis)));
    Shape shape = new Shape(kept.stream().map(node.shape()::get).toList());
    List<Expr> rests = terms.stream().map(t -> rest(t, common, kept, node.shape())).toList();
    Expr rest = Build.sum(shape, terms.stream().map(Term::coefficient).toList(), rests);
    Product product = Product.one().letters(Build.range(0, node.rank()), node.shape());
    common.forEach(p -> product.times(p.value, p.axes));
    return product.times(rest, kept).out(Build.range(0, node.rank()));
  }

  private static Expr rest(Term term, Set<Place> common, List<Integer> kept, Shape shape) {
    List<Integer> out = kept.stream().map(term.out::get).toList();
    Product product = Product.one();
    kept.forEach(axis -> product.letter(term.out.get(axis), shape.get(axis)));
    term.rest(common).forEach(p -> product.times(p.value, p.letters));
    return product.out(out);
  }

  private Term term(Expr e, Rational coefficient) {
    Expr core = core(e);
    Expr parts = outer.get(core);
    if (parts == null
        || !(parts.head() instanceof Head.Einsum product)
        || !(e.head() instanceof Head.Einsum view)
        || core != e && !view.factors().getFirst().power().isOne()) {
      List<Integer> axes = Build.range(0, e.rank());
      return new Term(coefficient, List.of(new Part(e, axes)), axes);
    }
    Map<Integer, Integer> seen = new HashMap<>(); // the letters of the product in the view
    for (int axis = 0; axis < core.rank(); axis++) {
      Integer letter = product.out().get(axis);
      seen.put(letter, core == e ? letter : view.factors().getFirst().letters().get(axis));
    }
    List<Part> inView = new ArrayList<>();
    for (int k = 0; k < parts.args().size(); k++) {
      Head.Factor factor = product.factors().get(k);
      Expr value = Build.power(parts.arg(k), factor.power());
      inView.add(new Part(value, factor.letters().stream().map(seen::get).toList()));
    }
    return core == e
        ? new Term(coefficient, inView, product.out())
        : new Term(coefficient.times(view.coefficient()), inView, view.out());
  }

  /// The parts that all terms have, along an axis that nothing else in them lies along.
  private static Set<Place> common(Shape shape, List<Term> terms) {
    Set<Place> common = new LinkedHashSet<>(places(terms.getFirst()));
    terms.forEach(t -> common.retainAll(places(t)));
    boolean changed = true;
    while (changed && !common.isEmpty()) {
      Set<Integer> others = new HashSet<>();
      terms.forEach(t -> others.addAll(t.axes(common)));
      changed =
          common.removeIf(
              p -> p.axes.stream().allMatch(a -> others.contains(a) || shape.get(a).isOne()));
    }
    return common;
  }

  private static List<Place> places(Term term) {
    return term.parts.stream().map(term::place).filter(p -> !p.axes.isEmpty()).toList();
  }
}

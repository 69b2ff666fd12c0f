package leibniz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;

/// Takes a derivative apart into terms of which less is stored than their entries.
final class Parts {
  private static final int MOST = 8; // terms

  private Parts() {}

  /// The terms of a derivative; those with one pattern are collected.
  static List<Part> all(Expr derivative) {
    Map<List<Integer>, List<Expr>> patterns = new LinkedHashMap<>();
    List<Part> parts = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    for (Expr term : terms(derivative)) {
      List<Integer> pattern = pattern(term);
      if (!pattern.equals(plain(term))) {
        patterns.computeIfAbsent(pattern, p -> new ArrayList<>()).add(term);
      } else {
        rest.add(term);
      }
    }
    patterns.values().forEach(same -> parts.add(patterned(sum(derivative.shape(), same))));
    rest.forEach(term -> parts.add(product(term)));
    return parts;
  }

  /// `Σ terms`.
  static Expr sum(Shape shape, List<Expr> terms) {
    return Build.sum(shape, terms.stream().map(t -> Rational.ONE).toList(), terms);
  }

  // --- terms -----------------------------------------------------------------------------------

  private static List<Expr> terms(Expr whole) {
    List<Expr> done = new ArrayList<>();
    List<Expr> todo = new ArrayList<>(List.of(whole));
    while (!todo.isEmpty()) {
      Expr term = todo.removeLast();
      List<Expr> opened = opened(term);
      if (opened.isEmpty()) {
        done.add(term);
      } else {
        todo.addAll(opened.reversed());
      }
      if (done.size() + todo.size() > MOST) {
        return List.of(whole);
      }
    }
    return done;
  }

  /// The terms of a sum, of a product with a sum whose terms have patterns of their own, or of a
  /// view around one of these; else nothing.
  private static List<Expr> opened(Expr e) {
    return switch (e.head()) {
      case Head.Sum s -> {
        List<Expr> terms = new ArrayList<>();
        for (int k = 0; k < e.args().size(); k++) {
          terms.add(Build.scale(s.coefficients().get(k), e.arg(k)));
        }
        yield terms;
      }
      case Head.Einsum p -> {
        for (int k = 0; k < e.args().size(); k++) {
          boolean kept = p.out().containsAll(p.factors().get(k).letters());
          List<Expr> inner =
              kept && p.factors().get(k).power().isOne() ? opened(e.arg(k)) : List.of();
          boolean view = e.isView();
          if (view && !inner.isEmpty() || inner.stream().anyMatch(Parts::hasPattern)) {
            yield distributed(e, p, k, inner);
          }
        }
        yield List.of();
      }
      case Head.Var v -> List.of();
      case Head.Num n -> List.of();
      case Head.Map m -> List.of();
      case Head.Special s -> List.of();
    };
  }

  private static boolean hasPattern(Expr term) {
    return !pattern(term).equals(plain(term));
  }

  private static List<Expr> distributed(Expr e, Head.Einsum p, int at, List<Expr> inner) {
    List<Expr> terms = new ArrayList<>();
    for (Expr term : inner) {
      Product product = Build.product(e);
      for (int k = 0; k < e.args().size(); k++) {
        Head.Factor factor = p.factors().get(k);
        product.times(k == at ? term : e.arg(k), factor.letters(), factor.power());
      }
      terms.add(product.out(p.out()));
    }
    return terms;
  }

  // --- patterns --------------------------------------------------------------------------------

  /// For each axis the first that is tied to it, and -1 where nothing changes along it.
  private static List<Integer> pattern(Expr term) {
    List<Integer> pattern = new ArrayList<>();
    for (int axis = 0; axis < term.rank(); axis++) {
      boolean view = term.isView() && term.head() instanceof Head.Einsum;
      int first = axis;
      if (view && term.head() instanceof Head.Einsum e && !term.shape().get(axis).isOne()) {
        Integer letter = e.out().get(axis);
        boolean carried = e.factors().stream().anyMatch(f -> f.letters().contains(letter));
        first = e.out().indexOf(letter);
        first = carried ? first : -1 - first;
      }
      pattern.add(first);
    }
    return pattern;
  }

  private static List<Integer> plain(Expr term) {
    return Build.range(0, term.rank());
  }

  /// What is in the view, and how the view lays it out.
  private static Part patterned(Expr term) {
    if (!term.isView() || !(term.head() instanceof Head.Einsum e)) {
      return full(term);
    }
    List<Integer> kept = new ArrayList<>();
    for (int axis = 0; axis < term.rank(); axis++) {
      Integer letter = e.out().get(axis);
      boolean carried = e.factors().stream().anyMatch(f -> f.letters().contains(letter));
      if (carried && !term.shape().get(axis).isOne() && !kept.contains(letter)) {
        kept.add(letter);
      }
    }
    Product core = Product.one();
    for (int k = 0; k < term.args().size(); k++) {
      core.times(term.arg(k), e.factors().get(k).letters(), e.factors().get(k).power());
    }
    Expr number = Build.number(e.coefficient());
    Expr one = core.out(kept);
    Part inside = product(one);
    if (inside.form() == Part.Form.OUTER) {
      List<Part.Core> cores =
          inside.cores().stream()
              .map(c ->
                  new Part.Core(
                      c.value(),
                      c.letters().stream().map(l -> kept.get(inside.out().indexOf(l))).toList()))
              .toList();
      Expr both =
          Product.one().times(number, List.of()).times(inside.number(), List.of()).out(List.of());
      return new Part(Part.Form.OUTER, both, cores, e.out(), term.shape());
    }
    return new Part(
        Part.Form.PATTERN, number, List.of(new Part.Core(one, kept)), e.out(), term.shape());
  }

  private static Part full(Expr term) {
    List<Integer> all = plain(term);
    Expr one = Build.number(Rational.ONE);
    return new Part(Part.Form.FULL, one, List.of(new Part.Core(term, all)), all, term.shape());
  }

  // --- products --------------------------------------------------------------------------------

  /// A product with the numbers that stand before it.
  private record Scaled(Expr core, Expr number) {}

  private static Scaled scaled(Expr term) {
    Expr core = term;
    Product number = Product.one();
    while (core.head() instanceof Head.Einsum e) {
      int only = -1;
      for (int k = 0; k < core.args().size(); k++) {
        boolean scalar = e.factors().get(k).letters().isEmpty();
        only = scalar ? only : only == -1 ? k : -2;
      }
      boolean around =
          only >= 0
              && e.factors().get(only).power().isOne()
              && e.factors().get(only).letters().equals(e.out())
              && core.arg(only).head() instanceof Head.Einsum;
      if (!around) {
        break;
      }
      number.times(Build.number(e.coefficient()), List.of());
      for (int k = 0; k < core.args().size(); k++) {
        if (k != only) {
          number.times(core.arg(k), List.of(), e.factors().get(k).power());
        }
      }
      core = core.arg(only);
    }
    return new Scaled(core, number.out(List.of()));
  }

  /// An outer product, or factors around a sum of one letter; else it is stored in full.
  private static Part product(Expr term) {
    Scaled scaled = scaled(term);
    Expr e = scaled.core;
    if (!(e.head() instanceof Head.Einsum p) || e.args().size() < 2 || !p.coefficient().isOne()) {
      return full(term);
    }
    Product number = Product.one().times(scaled.number, List.of());
    List<Integer> longer = new ArrayList<>();
    for (int k = 0; k < e.args().size(); k++) {
      if (e.arg(k).rank() == 0) {
        number.times(e.arg(k), List.of(), p.factors().get(k).power());
      } else {
        longer.add(k);
      }
    }
    List<List<Integer>> groups = groups(e, p, longer);
    Expr before = number.out(List.of());
    return groups.size() > 1
        ? new Part(Part.Form.OUTER, before, merged(e, p, groups), p.out(), term.shape())
        : weighted(term, e, p, longer, before);
  }

  /// The factors that hang together by their letters.
  private static List<List<Integer>> groups(Expr e, Head.Einsum p, List<Integer> factors) {
    Set<Integer> common = new HashSet<>(p.out()); // as a batch axis is: it ties nothing together
    factors.forEach(k -> common.retainAll(lettersOf(e, p, k)));
    List<List<Integer>> groups = new ArrayList<>();
    for (int k : factors) {
      Set<Integer> letters = new HashSet<>(lettersOf(e, p, k));
      letters.removeAll(common);
      List<Integer> joined = new ArrayList<>();
      for (List<Integer> group : List.copyOf(groups)) {
        if (group.stream().anyMatch(j -> lettersOf(e, p, j).stream().anyMatch(letters::contains))) {
          groups.remove(group);
          joined.addAll(group);
        }
      }
      joined.add(k);
      groups.add(joined);
    }
    return groups;
  }

  /// The letters of a factor along which it is longer than 1.
  private static List<Integer> lettersOf(Expr e, Head.Einsum p, int k) {
    List<Integer> letters = new ArrayList<>();
    for (int axis = 0; axis < e.arg(k).rank(); axis++) {
      if (!e.arg(k).shape().get(axis).isOne()) {
        letters.add(p.factors().get(k).letters().get(axis));
      }
    }
    return letters;
  }

  private static List<Part.Core> merged(Expr e, Head.Einsum p, List<List<Integer>> groups) {
    List<Part.Core> cores = new ArrayList<>();
    for (List<Integer> group : groups) {
      Set<Integer> kept = new LinkedHashSet<>();
      Product product = Product.one();
      Head.Factor first = p.factors().get(group.getFirst());
      if (group.size() == 1 && first.power().isOne() && p.out().containsAll(first.letters())) {
        cores.add(new Part.Core(e.arg(group.getFirst()), first.letters())); // as it is
        continue;
      }
      for (int k : group) {
        Head.Factor factor = p.factors().get(k);
        product.times(e.arg(k), factor.letters(), factor.power());
        lettersOf(e, p, k).stream().filter(p.out()::contains).forEach(kept::add);
      }
      List<Integer> letters = p.out().stream().filter(kept::contains).toList();
      cores.add(new Part.Core(product.out(letters), letters));
    }
    return cores;
  }

  /// Inputs on both sides of a sum over one letter, weighed by what else there is.
  private static Part weighted(
      Expr term, Expr e, Head.Einsum p, List<Integer> factors, Expr number) {
    Set<Integer> summed = new LinkedHashSet<>();
    Set<Integer> outer = new HashSet<>(); // the letters of the two sides
    List<Part.Core> cores = new ArrayList<>();
    Product weights = Product.one().times(number, List.of());
    Set<Integer> weighed = new LinkedHashSet<>();
    for (int k : factors) {
      lettersOf(e, p, k).stream().filter(l -> !p.out().contains(l)).forEach(summed::add);
    }
    for (int k : factors) {
      Head.Factor factor = p.factors().get(k);
      List<Integer> letters = lettersOf(e, p, k);
      boolean side =
          letters.size() == 2
              && letters.containsAll(summed)
              && factor.power().isOne()
              && e.arg(k).head() instanceof Head.Var;
      if (side) {
        cores.add(new Part.Core(e.arg(k), factor.letters()));
        outer.addAll(letters);
      } else {
        weights.times(e.arg(k), factor.letters(), factor.power());
        weighed.addAll(letters);
      }
    }
    outer.removeAll(summed);
    if (summed.size() != 1 || outer.size() != 2 || weighed.stream().anyMatch(outer::contains)) {
      return full(term);
    }
    Integer letter = summed.iterator().next();
    List<Integer> kept = new ArrayList<>(p.out().stream().filter(weighed::contains).toList());
    kept.add(letter);
    cores.add(new Part.Core(weights.letter(letter, sizeOf(e, p, letter)).out(kept), kept));
    return new Part(Part.Form.WEIGHTED, Build.number(Rational.ONE), cores, p.out(), term.shape());
  }

  private static Dim sizeOf(Expr e, Head.Einsum p, Integer letter) {
    for (int k = 0; k < e.args().size(); k++) {
      int axis = p.factors().get(k).letters().indexOf(letter);
      if (axis >= 0) {
        return e.arg(k).shape().get(axis);
      }
    }
    throw new IllegalArgumentException(letter + " is not in " + e);
  }
}

package leibniz.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.ir.Problem;
import leibniz.ir.Shape;

/// Two choices of small sizes. Different symbols get different sizes, and sizes that are no literal
/// of the program where possible, so that axes that were mixed up do not fit.
///
/// @param others those in which what is small in the two is large, first in all and then in some:
///   for what has a value at some proportions only, such as the inverse of `Xᵀ X`; the last are
///   larger, for what has none at a few samples, such as a partial correlation
public record Sizes(
    SortedMap<String, Integer> first,
    SortedMap<String, Integer> second,
    List<SortedMap<String, Integer>> others) {
  /// No more different sizes than this: a network of many widths would become large.
  private static final int DIFFERENT = 6;

  /// Up to so many symbols are put into every order of size.
  private static final int ORDERED = 4;

  private static final int PATIENCE = 10_000;
  private static final int LARGER = 3; // than the first sizes

  /// Takes copies.
  public Sizes {
    first = Collections.unmodifiableSortedMap(new TreeMap<>(first));
    second = Collections.unmodifiableSortedMap(new TreeMap<>(second));
    others = others.stream().map(o -> Collections.unmodifiableSortedMap(new TreeMap<>(o))).toList();
  }

  /// Sizes for all symbols in the expressions. Those in `given` have the value given; the others
  /// are raised until no axis is empty that is not so by its literal.
  public static Sizes of(Collection<Expr> roots, Map<String, Integer> given) {
    return of(roots, given, 2);
  }

  /// The same with none below `smallest` that is not given: what is degenerate for two or three
  /// samples, as the kurtosis, shows itself at more.
  public static Sizes of(Collection<Expr> roots, Map<String, Integer> given, int smallest) {
    List<Expr> nodes = Expr.inOrder(roots);
    Set<Dim> positive = new LinkedHashSet<>();
    nodes.forEach(node -> mustBePositive(node, positive));
    Set<String> symbols = new TreeSet<>();
    Set<Long> literals = new HashSet<>();
    for (Dim dim : positive) {
      symbols.addAll(dim.symbols());
      dim.constant().ifPresent(literals::add);
    }
    nodes.forEach(node -> symbols.addAll(symbols(node)));
    positive.removeIf(dim -> dim.constant().isPresent());
    List<Integer> pool = new ArrayList<>();
    for (int size = smallest; pool.size() <= Math.min(DIFFERENT, symbols.size()); size++) {
      if (!literals.contains((long) size)) {
        pool.add(size);
      }
    }
    int n = pool.size() - 1;
    SortedMap<String, Integer> first = new TreeMap<>();
    SortedMap<String, Integer> second = new TreeMap<>();
    int k = 0;
    for (String symbol : symbols) {
      first.put(symbol, given.getOrDefault(symbol, pool.get(k % n)));
      second.put(symbol, given.getOrDefault(symbol, pool.get((k + 1) % (n + 1))));
      k++;
    }
    if (!raise(first, given.keySet(), positive) || !raise(second, given.keySet(), positive)) {
      throw Problem.error(Code.LBZ008, "no sizes were found at which no axis is empty")
          .help("give them, as in --size D=7")
          .raise();
    }
    List<SortedMap<String, Integer>> others =
        new ArrayList<>(others(symbols, pool, given, positive));
    SortedMap<String, Integer> larger = new TreeMap<>(first);
    larger.replaceAll((symbol, size) -> given.getOrDefault(symbol, size + LARGER));
    if (raise(larger, given.keySet(), positive) && !larger.equals(first)) {
      others.add(larger);
    }
    return new Sizes(first, second, others);
  }

  /// The order of sizes turned round, and every other where there are few symbols.
  private static List<SortedMap<String, Integer>> others(
      Set<String> symbols, List<Integer> pool, Map<String, Integer> given, Set<Dim> positive) {
    int n = pool.size() - 1;
    List<String> free = new ArrayList<>(symbols);
    free.removeAll(given.keySet());
    Set<SortedMap<String, Integer>> others = new LinkedHashSet<>();
    for (List<String> order : orders(free.size() <= ORDERED ? free : List.of(), free)) {
      SortedMap<String, Integer> sizes = new TreeMap<>();
      symbols.forEach(symbol -> sizes.put(symbol, given.getOrDefault(symbol, 0)));
      for (int k = 0; k < order.size(); k++) {
        sizes.put(order.get(k), pool.get(n - k % n));
      }
      if (raise(sizes, given.keySet(), positive)) {
        others.add(sizes);
      }
    }
    return List.copyOf(others);
  }

  /// The symbols in their order, and those that may be moved in every order.
  private static List<List<String>> orders(List<String> moved, List<String> symbols) {
    if (moved.isEmpty()) {
      return List.of(symbols);
    }
    List<List<String>> orders = new ArrayList<>();
    for (String first : moved) {
      List<String> rest = new ArrayList<>(moved);
      rest.remove(first);
      for (List<String> tail : orders(rest, rest)) {
        List<String> order = new ArrayList<>(List.of(first));
        order.addAll(tail);
        orders.add(order);
      }
    }
    return orders;
  }

  /// Whether sizes leave no axis empty and no position outside its axis, in all that is computed
  /// for these expressions.
  public static boolean fit(Collection<Expr> roots, Map<String, Integer> sizes) {
    Set<Dim> positive = new LinkedHashSet<>();
    Expr.inOrder(roots).forEach(node -> mustBePositive(node, positive));
    return positive.stream()
        .allMatch(dim ->
            dim.constant().isPresent()
                || sizes.keySet().containsAll(dim.symbols()) && dim.at(at(sizes)) >= 1);
  }

  /// The two choices.
  public List<SortedMap<String, Integer>> both() {
    return List.of(first, second);
  }

  /// One choice as the function that evaluation asks.
  public static ToLongFunction<String> at(Map<String, Integer> sizes) {
    return symbol -> {
      Integer size = sizes.get(symbol);
      if (size == null) {
        throw Problem.error(Code.LBZ008, "the size " + symbol + " has no value").raise();
      }
      return size;
    };
  }

  private static Set<String> symbols(Expr node) {
    return node.head() instanceof Head.Num(Head.Constant.Size(Dim size))
        ? size.symbols()
        : Set.of();
  }

  /// The sizes of all axes, and the distance from the last entry that is read to the end.
  private static void mustBePositive(Expr node, Set<Dim> positive) {
    positive.addAll(node.shape().dims());
    if (node.head() instanceof Head.Special(var row)
        && row.notation() instanceof Notation.Padded padded) {
      mustFit(node, padded, positive);
    }
    if (node.head() instanceof Head.Special(var row)
        && row.notation() instanceof Notation.Reindexed(List<Notation.Reindexed.Index> indices)) {
      Shape argument = node.arg(0).shape();
      int before = argument.rank() - indices.size(); // batch axes
      for (int axis = 0; axis < indices.size(); axis++) {
        Notation.Reindexed.Index index = indices.get(axis);
        Dim size = argument.get(before + axis);
        positive.add(size.minus(index.offset()));
        positive.add(index.offset().plus(Dim.ONE));
        if (index.axis() >= 0) {
          Dim steps = node.shape().get(before + index.axis()).minus(Dim.ONE);
          Dim last = index.step().times(steps).plus(index.offset());
          positive.add(size.minus(last));
          positive.add(last.plus(Dim.ONE));
        }
      }
    }
  }

  /// Whether what is put between zeros lies inside: what is asked of sizes is that these are
  /// positive.
  private static void mustFit(Expr node, Notation.Padded padded, Set<Dim> positive) {
    Dim length = node.shape().get(node.rank() - 1);
    Dim entries = node.arg(0).shape().get(node.arg(0).rank() - 1);
    Dim last = padded.offset().plus(entries.minus(Dim.ONE).times(Dim.of(padded.step())));
    for (Dim place : List.of(padded.offset(), last)) {
      positive.add(place.plus(Dim.ONE));
      positive.add(length.minus(place));
    }
  }

  /// Whether no axis is empty in the end.
  private static boolean raise(
      SortedMap<String, Integer> sizes, Set<String> fixed, Set<Dim> positive) {
    for (int patience = 0; patience < PATIENCE; patience++) {
      Dim empty = null;
      for (Dim dim : positive) {
        if (dim.at(at(sizes)) < 1) {
          empty = dim;
          break;
        }
      }
      if (empty == null) {
        return true;
      }
      if (!raise(sizes, fixed, empty)) {
        return false;
      }
    }
    return false;
  }

  /// Changes one symbol by one so that the size becomes larger; false if none does.
  private static boolean raise(SortedMap<String, Integer> sizes, Set<String> fixed, Dim dim) {
    long now = dim.at(at(sizes));
    for (int by : new int[] {1, -1}) {
      for (String symbol : dim.symbols()) {
        int size = sizes.getOrDefault(symbol, 0);
        if (!fixed.contains(symbol) && size + by >= 1) {
          sizes.put(symbol, size + by);
          if (dim.at(at(sizes)) > now) {
            return true;
          }
          sizes.put(symbol, size);
        }
      }
    }
    return false;
  }
}

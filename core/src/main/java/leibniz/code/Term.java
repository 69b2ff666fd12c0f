package leibniz.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;

/// A product about to be written: an einsum together with the product inside it, where the two can
/// be written as one.
record Term(
    Rational coefficient, List<Factor> factors, List<Integer> out, Map<Integer, Dim> sizes) {

  record Factor(Expr value, List<Integer> letters, Rational power) {}

  /// @param computed what is written in place, having no name
  static Term of(Expr node, Predicate<Expr> computed) {
    Head.Einsum e = einsum(node);
    Map<Integer, Dim> sizes = new HashMap<>();
    for (int axis = 0; axis < node.rank(); axis++) {
      sizes.put(e.out().get(axis), node.shape().get(axis));
    }
    List<Factor> factors = new ArrayList<>();
    for (int k = 0; k < node.args().size(); k++) {
      Head.Factor f = e.factors().get(k);
      for (int axis = 0; axis < f.letters().size(); axis++) {
        sizes.put(f.letters().get(axis), node.arg(k).shape().get(axis));
      }
      factors.add(new Factor(node.arg(k), f.letters(), f.power()));
    }
    Term term = new Term(e.coefficient(), factors, e.out(), sizes);
    return term.opens(computed) ? term.opened() : term;
  }

  private static Head.Einsum einsum(Expr node) {
    if (node.head() instanceof Head.Einsum e) {
      return e;
    }
    throw new IllegalArgumentException("no einsum: " + node);
  }

  /// Whether the only factor is a product that can be written as part of this one: a sum only if it
  /// is not computed again and again for the entries of a larger array.
  private boolean opens(Predicate<Expr> computed) {
    if (factors.size() != 1
        || !factors.get(0).power.isOne()
        || !(factors.get(0).value.head() instanceof Head.Einsum)
        || !computed.test(factors.get(0).value)
        || distinct(factors.get(0).letters) < factors.get(0).letters.size()) {
      return false;
    }
    Expr inner = factors.get(0).value;
    Term inside = of(inner, e -> false);
    boolean larger = distinct(out) < out.size() || !uncarried().isEmpty();
    return inside.summed().isEmpty() || !larger;
  }

  private Term opened() {
    Factor outer = factors.get(0);
    Head.Einsum e = einsum(outer.value);
    Map<Integer, Integer> letters = new HashMap<>();
    Map<Integer, Dim> all = new HashMap<>(sizes);
    for (int axis = 0; axis < e.out().size(); axis++) {
      letters.putIfAbsent(e.out().get(axis), outer.letters.get(axis));
    }
    if (letters.size() < e.out().size()) {
      return this; // a delta inside, which no normal form leaves there
    }
    List<Factor> inner = new ArrayList<>();
    for (int k = 0; k < outer.value.args().size(); k++) {
      Head.Factor f = e.factors().get(k);
      Expr value = outer.value.arg(k);
      List<Integer> mine = new ArrayList<>();
      for (int axis = 0; axis < value.rank(); axis++) {
        int fresh = 1_000_000 + letters.size();
        Integer letter = letters.computeIfAbsent(f.letters().get(axis), l -> fresh);
        mine.add(letter);
        all.put(letter, value.shape().get(axis));
      }
      inner.add(new Factor(value, mine, f.power()));
    }
    return new Term(coefficient.times(e.coefficient()), inner, out, all);
  }

  private static long distinct(List<Integer> letters) {
    return letters.stream().distinct().count();
  }

  Dim size(int letter) {
    return sizes.getOrDefault(letter, Dim.ONE);
  }

  /// Whether the axis is longer than 1, or may be.
  boolean big(int letter) {
    return !size(letter).isOne();
  }

  List<Integer> big(List<Integer> letters) {
    return letters.stream().filter(this::big).toList();
  }

  /// The letters that are summed over.
  Set<Integer> summed() {
    Set<Integer> summed = new LinkedHashSet<>();
    factors.forEach(f -> summed.addAll(big(f.letters)));
    out.forEach(summed::remove);
    return summed;
  }

  boolean carried(int letter) {
    return factors.stream().anyMatch(f -> f.letters.contains(letter));
  }

  /// The letters of the result, longer than 1, along which nothing varies.
  List<Integer> uncarried() {
    return big(out).stream().filter(l -> !carried(l)).toList();
  }

  boolean hasDelta() {
    return distinct(out) < out.size();
  }
}

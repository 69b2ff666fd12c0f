package leibniz.math;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// The order in which people write the factors of a product and the terms of a sum.
final class Reading {
  private Reading() {}

  /// What a factor looks like; the kinds in the order in which they stand.
  enum Kind {
    CONSTANT,
    SIZE,
    TENSOR,
    FUNCTION,
    BRACKET,
    DERIVATIVE,
    OPERATOR
  }

  /// A factor that is written, without its power.
  ///
  /// @param places the ranks of its indices, batch indices left out
  record Piece(Kind kind, Formula formula, Rational power, List<Integer> places) {}

  private static final Comparator<List<Integer>> BY_PLACES =
      (a, b) -> {
        for (int k = 0; k < Math.min(a.size(), b.size()); k++) {
          int order = Integer.compare(a.get(k), b.get(k));
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(a.size(), b.size());
      };

  /// Numbers first, what has fewer and earlier indices first, brackets last; names decide the rest.
  static final Comparator<Piece> FACTORS =
      Comparator.comparing(Piece::kind)
          .thenComparing(Piece::places, BY_PLACES)
          .thenComparing(p -> p.formula().toString());

  /// The numbers of the indices in the order in which they are met when one starts from the free
  /// ones and always goes on with the factor that comes first.
  static Map<Index, Integer> ranks(Term term, Set<Index> free) {
    Map<Index, Integer> ranks = new LinkedHashMap<>();
    free.stream().sorted().forEach(i -> ranks.put(i, ranks.size()));
    List<List<Index>> left = new ArrayList<>();
    term.factors().forEach(f -> left.add(f.atom().indices()));
    while (!left.isEmpty()) {
      List<Index> first =
          left.stream()
              .min(
                  Comparator.comparing(
                      indices ->
                          indices.stream()
                              .map(i -> ranks.getOrDefault(i, Integer.MAX_VALUE))
                              .sorted()
                              .toList(),
                      BY_PLACES))
              .orElseThrow();
      left.remove(first);
      for (Index index : first) {
        ranks.putIfAbsent(index, ranks.size());
      }
    }
    return ranks;
  }

  /// Positive terms first, so that a sum does not start with a minus; then numbers, then what has
  /// the most indices and factors.
  static final Comparator<Term> TERMS =
      Comparator.comparing((Term t) -> t.coefficient().signum() < 0)
          .thenComparing(t -> !t.factors().isEmpty() || !t.deltas().isEmpty())
          .thenComparingInt(t -> -weight(t));

  /// A number stands in front of one other term, `1 + x²`; of several it is the last, `6 x² − 6 x +
  /// 1`, unless that would leave a minus in front. A decimal is always the last: `σ² + 10⁻⁵`.
  static List<Formula.Term> placed(List<Formula.Term> terms) {
    for (int k = 0; k < terms.size(); k++) {
      Rational number = number(terms.get(k).value());
      if (number != null) {
        List<Formula.Term> others = new ArrayList<>(terms);
        Formula.Term moved = others.remove(k);
        boolean last = others.size() > 1 || others.size() == 1 && Spelling.isDecimal(number);
        if (!last || others.get(0).minus()) {
          return terms;
        }
        others.add(moved);
        return others;
      }
    }
    return terms;
  }

  /// The number, alone or times a vector of ones.
  private static @Nullable Rational number(Formula formula) {
    return switch (formula) {
      case Formula.Numeral(Rational value) -> value;
      case Formula.Product(List<Formula> factors)
          when factors.size() == 2
              && factors.get(0) instanceof Formula.Numeral(Rational value)
              && factors.get(1).equals(Formula.ONES) ->
          value;
      default -> formula.equals(Formula.ONES) ? Rational.ONE : null;
    };
  }

  private static int weight(Term term) {
    int indices = (int) term.free().stream().filter(i -> !i.isSilent()).count();
    int degree = 0;
    for (Term.Factor f : term.factors()) {
      degree += (int) Math.min(9, Math.round(f.power().doubleValue()));
    }
    return 100 * (indices + term.bound().size()) + degree;
  }
}

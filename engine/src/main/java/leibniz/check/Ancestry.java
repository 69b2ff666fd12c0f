package leibniz.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// What each link of a chain is made of, directly or not: a bit for each link before it, so that a
/// long training is asked about as quickly as a short one.
///
/// @param <T> the links
final class Ancestry<T> {
  private final List<T> links;
  private final Map<T, Integer> numbers = new LinkedHashMap<>();
  private final List<BitSet> below = new ArrayList<>();

  /// @param links each behind those it is made of
  /// @param parents what a link is directly made of
  Ancestry(List<T> links, Function<T, Collection<T>> parents) {
    this.links = links;
    for (T link : links) {
      BitSet own = of(parents.apply(link));
      numbers.put(link, below.size());
      below.add(own);
    }
  }

  /// These and all that they are made of.
  private BitSet of(Collection<T> direct) {
    BitSet all = new BitSet();
    for (T link : direct) {
      Integer number = numbers.get(link);
      if (number != null) {
        all.set(number);
        all.or(below.get(number));
      }
    }
    return all;
  }

  /// These and all that they are made of, the last first.
  Set<T> all(Collection<T> direct) {
    BitSet all = of(direct);
    Set<T> found = new LinkedHashSet<>();
    for (int k = all.length() - 1; k >= 0; k = all.previousSetBit(k - 1)) {
      found.add(links.get(k));
    }
    return found;
  }

  /// Whether a link is one of these, or they are made of it.
  boolean isIn(T link, Collection<T> direct) {
    Integer number = numbers.get(link);
    return number != null
        && direct.stream()
            .anyMatch(d -> d.equals(link) || below.get(numbers.getOrDefault(d, 0)).get(number));
  }

  /// Whether two are made of something that is the same.
  boolean meet(Collection<T> some, Collection<T> others) {
    return of(some).intersects(of(others));
  }
}

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
final class Ancestry {
  private final List<Chain.Link> links;
  private final Map<Chain.Link, Integer> numbers = new LinkedHashMap<>();
  private final List<BitSet> below = new ArrayList<>();

  /// @param links each behind those it is made of
  /// @param parents what a link is directly made of
  Ancestry(List<Chain.Link> links, Function<Chain.Link, Collection<Chain.Link>> parents) {
    this.links = links;
    for (Chain.Link link : links) {
      BitSet own = of(parents.apply(link));
      numbers.put(link, below.size());
      below.add(own);
    }
  }

  /// These and all that they are made of.
  private BitSet of(Collection<Chain.Link> direct) {
    BitSet all = new BitSet();
    for (Chain.Link link : direct) {
      Integer number = numbers.get(link);
      if (number != null) {
        all.set(number);
        all.or(below.get(number));
      }
    }
    return all;
  }

  /// These and all that they are made of, the last first.
  Set<Chain.Link> all(Collection<Chain.Link> direct) {
    BitSet all = of(direct);
    Set<Chain.Link> found = new LinkedHashSet<>();
    for (int k = all.length() - 1; k >= 0; k = all.previousSetBit(k - 1)) {
      found.add(links.get(k));
    }
    return found;
  }

  /// Whether a link is one of these, or they are made of it.
  boolean isIn(Chain.Link link, Collection<Chain.Link> direct) {
    Integer number = numbers.get(link);
    return number != null
        && direct.stream()
            .anyMatch(d -> d.equals(link) || below.get(numbers.getOrDefault(d, 0)).get(number));
  }

  /// Whether two are made of something that is the same.
  boolean meet(Collection<Chain.Link> some, Collection<Chain.Link> others) {
    return of(some).intersects(of(others));
  }
}

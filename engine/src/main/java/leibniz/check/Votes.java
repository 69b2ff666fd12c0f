package leibniz.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import leibniz.ir.Shape;
import leibniz.python.Expression;

/// What the names of sizes stand for in the comments of a whole program: people use one letter for
/// one size throughout, mostly.
final class Votes {
  private static final int ENOUGH = 2; // other comments that agree

  private final Map<String, Map<Long, Integer>> votes = new HashMap<>();

  /// Counts what the names of a comment stand for.
  void add(Stated stated, Shape actual, SizeNames known) {
    int n = stated.axes().size();
    for (int k = 0; k < n && n <= actual.rank(); k++) {
      OptionalLong size = known.number(actual.get(actual.rank() - n + k));
      if (stated.axes().get(k) instanceof Expression.Name(String id, _) && size.isPresent()) {
        votes.computeIfAbsent(id, _ -> new HashMap<>()).merge(size.getAsLong(), 1, Integer::sum);
      }
    }
  }

  /// Whether it is the other way round: all others mean by the one name what it means by the other.
  boolean isTransposed(Stated stated, Shape actual, SizeNames known) {
    if (stated.axes().size() != 2
        || actual.rank() != 2
        || !(stated.axes().get(0) instanceof Expression.Name(String first, _))
        || !(stated.axes().get(1) instanceof Expression.Name(String second, _))) {
      return false;
    }
    OptionalLong rows = known.number(actual.get(0));
    OptionalLong columns = known.number(actual.get(1));
    return rows.isPresent()
        && columns.isPresent()
        && rows.getAsLong() != columns.getAsLong()
        && others(first, rows.getAsLong()).equals(Set.of(columns.getAsLong()))
        && others(second, columns.getAsLong()).equals(Set.of(rows.getAsLong()));
  }

  /// What else than this a name is said to be.
  private Set<Long> others(String name, long but) {
    Map<Long, Integer> all = votes.getOrDefault(name, Map.of());
    Set<Long> others = new HashSet<>(all.keySet());
    if (all.getOrDefault(but, 0) < 2) {
      others.remove(but);
    }
    return others;
  }

  /// Whether all other comments mean another size by one of the names.
  boolean disagree(Stated stated, Shape actual, SizeNames known) {
    int n = stated.axes().size();
    for (int k = 0; k < n && n <= actual.rank(); k++) {
      OptionalLong size = known.number(actual.get(actual.rank() - n + k));
      if (stated.axes().get(k) instanceof Expression.Name(String id, _) && size.isPresent()) {
        Map<Long, Integer> others = new HashMap<>(votes.getOrDefault(id, Map.of()));
        int own = others.getOrDefault(size.getAsLong(), 0);
        others.remove(size.getAsLong());
        if (own == 1 && others.size() == 1 && others.values().iterator().next() >= ENOUGH) {
          return true;
        }
      }
    }
    return false;
  }
}

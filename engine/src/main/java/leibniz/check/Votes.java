package leibniz.check;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
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

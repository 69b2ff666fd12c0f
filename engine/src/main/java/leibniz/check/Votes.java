package leibniz.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import leibniz.ir.Shape;
import leibniz.python.Expression;
import org.jspecify.annotations.Nullable;

/// What the names of sizes stand for in the comments of a whole program: people use one letter for
/// one size throughout, mostly.
final class Votes {
  private static final int ENOUGH = 2; // other comments that agree
  private static final int WORD = 3; // letters

  private final Map<String, Map<Long, Integer>> votes = new HashMap<>();
  private final Map<String, Map<Long, Integer>> terms = new HashMap<>(); // as `n * k`

  /// Counts what the names of a comment stand for.
  void add(Stated stated, Shape actual, SizeNames known) {
    int n = stated.axes().size();
    for (int k = 0; k < n && n <= actual.rank(); k++) {
      OptionalLong size = known.number(actual.get(actual.rank() - n + k));
      if (isNamed(stated.axes().get(k)) && size.isPresent()) {
        Expression axis = stated.axes().get(k);
        (axis instanceof Expression.Name ? votes : terms)
            .computeIfAbsent(spelled(axis), _ -> new HashMap<>())
            .merge(size.getAsLong(), 1, Integer::sum);
      }
    }
  }

  private static boolean isNamed(Expression axis) {
    return axis instanceof Expression.Name || axis instanceof Expression.Binary;
  }

  private static String spelled(Expression axis) {
    return axis instanceof Expression.Binary b
        ? "(" + spelled(b.left()) + " " + b.operator() + " " + spelled(b.right()) + ")"
        : Spelled.text(axis);
  }

  /// Whether it is the other way round: all others mean by the one name, or by what is made of
  /// names, what it means by the other.
  boolean isTransposed(Stated stated, Shape actual, SizeNames known) {
    if (stated.axes().size() != 2
        || actual.rank() != 2
        || !stated.axes().stream().allMatch(Votes::isNamed)) {
      return false;
    }
    String first = spelled(stated.axes().get(0));
    String second = spelled(stated.axes().get(1));
    OptionalLong rows = known.number(actual.get(0));
    OptionalLong columns = known.number(actual.get(1));
    return rows.isPresent()
        && columns.isPresent()
        && rows.getAsLong() != columns.getAsLong()
        && others(first, rows.getAsLong()).equals(Set.of(columns.getAsLong()))
        && others(second, columns.getAsLong()).equals(Set.of(rows.getAsLong()));
  }

  /// What else than this a name is said to be.
  Set<Long> others(String name, long but) {
    Map<Long, Integer> all = votes.getOrDefault(name, terms.getOrDefault(name, Map.of()));
    Set<Long> others = new HashSet<>(all.keySet());
    if (all.getOrDefault(but, 0) < 2) {
      others.remove(but);
    }
    return others;
  }

  /// Whether all other comments mean another size by one of the names.
  boolean disagree(Stated stated, Shape actual, SizeNames known) {
    return most(stated, actual, known, false) >= ENOUGH
        || isOtherName(stated, actual, known)
        || isOtherWord(stated, actual, known)
        || isOtherRank(stated, actual);
  }

  /// Whether many other comments mean another size by one of the names, and by another name what
  /// this one means.
  boolean surelyDisagree(Stated stated, Shape actual, SizeNames known) {
    return most(stated, actual, known, true) > ENOUGH
        || isOtherName(stated, actual, known)
        || isOtherWord(stated, actual, known)
        || isOtherRank(stated, actual);
  }

  /// Whether it has fewer axes than are said, where all their names mean one size each in enough
  /// comments: `(B, T, A)` of what has none for `A`.
  private boolean isOtherRank(Stated stated, Shape actual) {
    return stated.form() != Stated.Form.LOOSE
        && stated.others().isEmpty()
        && !stated.ellipsis()
        && stated.axes().size() > actual.rank()
        && actual.rank() > 0
        && stated.axes().stream()
            .allMatch(
                axis -> axis instanceof Expression.Name(String id, _) && isOneSize(votes.get(id)));
  }

  private static boolean isOneSize(@Nullable Map<Long, Integer> votes) {
    return votes != null && votes.size() == 1 && votes.values().iterator().next() >= ENOUGH;
  }

  /// Whether a name means another size wherever else it stands, and enough comments call the actual
  /// size by one other name: `(B, D)` where `D` is 10 and all that has 4 entries is `E`.
  private boolean isOtherName(Stated stated, Shape actual, SizeNames known) {
    int n = stated.axes().size();
    for (int k = 0; k < n && n == actual.rank(); k++) {
      OptionalLong size = known.number(actual.get(k));
      if (stated.axes().get(k) instanceof Expression.Name(String id, _) && size.isPresent()) {
        Map<Long, Integer> own = new HashMap<>(votes.getOrDefault(id, Map.of()));
        own.computeIfPresent(size.getAsLong(), (_, count) -> count == 1 ? null : count);
        if (own.size() == 1 && !own.containsKey(size.getAsLong()) && isWell(size.getAsLong(), id)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether a word, which nobody uses for two things as one does a letter, means another size in
  /// the one other comment that has it, and other comments call the actual size by another name:
  /// `n_nodes` is 12 there, and what has 17 entries is `n_springs`.
  private boolean isOtherWord(Stated stated, Shape actual, SizeNames known) {
    int n = stated.axes().size();
    for (int k = 0; k < n && n == actual.rank(); k++) {
      OptionalLong size = known.number(actual.get(k));
      if (stated.axes().get(k) instanceof Expression.Name(String id, _)
          && id.length() >= WORD
          && size.isPresent()) {
        Map<Long, Integer> own = votes.getOrDefault(id, Map.of());
        if (own.size() == 2
            && own.values().stream().allMatch(times -> times == 1)
            && own.containsKey(size.getAsLong())
            && votes.values().stream().anyMatch(v -> v.size() == 1 && isOften(v, size))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOften(Map<Long, Integer> votes, OptionalLong size) {
    return votes.getOrDefault(size.getAsLong(), 0) >= ENOUGH;
  }

  /// Whether enough comments have one other name for a size, which means nothing else.
  private boolean isWell(long size, String but) {
    return votes.entrySet().stream()
            .filter(e -> !e.getKey().equals(but) && e.getValue().containsKey(size))
            .allMatch(e -> e.getValue().size() == 1 && e.getValue().getOrDefault(size, 0) > ENOUGH)
        && isCalled(size, but);
  }

  /// How many other comments mean another size by one of the names; 0 where they do not agree.
  ///
  /// @param named whether comments must have a name of its own for the actual size
  private int most(Stated stated, Shape actual, SizeNames known, boolean named) {
    int most = 0;
    int n = stated.axes().size();
    for (int k = 0; k < n && n <= actual.rank(); k++) {
      OptionalLong size = known.number(actual.get(actual.rank() - n + k));
      if (stated.axes().get(k) instanceof Expression.Name(String id, _) && size.isPresent()) {
        Map<Long, Integer> others = new HashMap<>(votes.getOrDefault(id, Map.of()));
        int own = others.getOrDefault(size.getAsLong(), 0);
        others.remove(size.getAsLong());
        if (own == 1 && others.size() == 1 && (!named || isCalled(size.getAsLong(), id))) {
          most = Math.max(most, others.values().iterator().next());
        }
      }
    }
    return most;
  }

  /// Whether another name stands for a size, and for no other.
  private boolean isCalled(long size, String but) {
    return votes.entrySet().stream()
        .anyMatch(e -> !e.getKey().equals(but) && e.getValue().keySet().equals(Set.of(size)));
  }
}

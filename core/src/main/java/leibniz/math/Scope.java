package leibniz.math;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.math.Formula.Letter;
import leibniz.math.Formula.Role;
import org.jspecify.annotations.Nullable;

/// The letters in sight at one place of a formula. Letters are bound anew in each part, so the
/// terms of a sum can all say `Σ_k`.
///
/// @param letters of the indices that have one
/// @param batch sizes whose axes use the letters `b`, `c`, …
/// @param first the place in the alphabet from which on bound indices are named
/// @param placed what stands in the place of an index: `y_n` where a delta picks it, `i + 1` where
///   what is shifted is written out
/// @param taken what no letter may be called: sizes that stand in computed indices, `n − 1 − i`
record Scope(
    Map<Index, Letter> letters,
    Set<Dim> batch,
    int first,
    Map<Index, Place> placed,
    Set<String> taken) {
  private static final String ORDINARY = "ijklmnopqrstuvwxyz";
  private static final String BATCH = "bcdefgh";

  /// A computed index.
  ///
  /// @param moved how it is computed, if it is a multiple of another and a number
  record Place(Formula formula, @Nullable Moved moved) {
    static Place of(Formula formula) {
      return new Place(formula, null);
    }
  }

  /// `step · base + offset`; a base of size 1 does not count.
  record Moved(Index base, Dim step, Dim offset) {
    static Moved fixed(Dim at) {
      return new Moved(Index.of(0, Dim.ONE), Dim.ONE, at);
    }

    Moved then(Dim by, Dim plus) {
      return new Moved(base, by.times(step), by.times(offset).plus(plus));
    }
  }

  /// The n-th letter for an axis that is no batch axis.
  static String ordinary(int n) {
    return letter(ORDINARY, n);
  }

  /// The n-th letter for a batch axis.
  static String batch(int n) {
    return letter(BATCH, n);
  }

  private static String letter(String alphabet, int n) {
    return n < alphabet.length()
        ? alphabet.substring(n, n + 1)
        : alphabet.charAt(0) + Integer.toString(n - alphabet.length() + 1);
  }

  /// The sizes that stand in computed indices of an expression.
  static Set<String> sizes(Expr e) {
    Set<String> found = new HashSet<>();
    for (Expr node : e.inOrder()) {
      if (node.head() instanceof Head.Special s) {
        switch (s.op().notation()) {
          case Notation.Reindexed r ->
              r.indices()
                  .forEach(i -> {
                    found.addAll(i.offset().symbols());
                    found.addAll(i.step().symbols());
                  });
          case Notation.Padded p -> {
            found.addAll(p.offset().symbols());
            node.shape().dims().forEach(d -> found.addAll(d.symbols()));
          }
          case Notation.Overlapped o -> node.shape().dims().forEach(d -> found.addAll(d.symbols()));
          default -> {}
        }
      }
    }
    return found;
  }

  /// With letters for indices that are summed over here.
  Scope bind(Collection<Index> indices) {
    Map<Index, Letter> all = new HashMap<>(letters);
    Set<String> used = new HashSet<>(taken);
    letters.values().forEach(l -> used.add(l.text()));
    for (Index index : indices) {
      if (index.isSilent()) {
        continue;
      }
      boolean ofBatch = batch.contains(index.size());
      int n = ofBatch ? 0 : first;
      while (!used.add(ofBatch ? batch(n) : ordinary(n))) {
        n++;
      }
      String text = ofBatch ? batch(n) : ordinary(n);
      all.put(index, new Letter(text, Role.SUMMED, index.size()));
    }
    return new Scope(all, batch, first, placed, taken);
  }

  /// With something else in the place of an index.
  Scope place(Index index, Place place) {
    Map<Index, Place> all = new HashMap<>(placed);
    all.put(index, place);
    return new Scope(letters, batch, first, all, taken);
  }

  /// What is computed from an index that is no axis of size 1.
  Place moved(Index index, Dim step, Dim offset) {
    Place before = placed.get(index);
    if (before != null && before.moved == null) {
      return Place.of(Sizes.moved(before.formula, step, offset));
    }
    Moved moved = origin(index).then(step, offset);
    Formula formula =
        moved.base.isSilent()
            ? Sizes.formula(moved.offset)
            : Sizes.moved(of(List.of(moved.base)).get(0), moved.step, moved.offset);
    return new Place(formula, moved);
  }

  /// What an index is computed from; itself, if it is not, or not so.
  Moved origin(Index index) {
    Place before = placed.get(index);
    return before == null || before.moved == null
        ? new Moved(index, Dim.ONE, Dim.of(0))
        : before.moved;
  }

  /// The letters of indices that are bound here.
  List<Letter> letters(Collection<Index> indices) {
    List<Letter> found = new ArrayList<>();
    for (Index index : indices) {
      Letter letter = letters.get(index);
      if (letter != null) {
        found.add(letter);
      }
    }
    return found;
  }

  /// What is written for the indices, in order, without those of size 1.
  List<Formula> of(List<Index> indices) {
    List<Formula> found = new ArrayList<>();
    for (Index index : indices) {
      Formula letter = written(index);
      if (letter != null) {
        found.add(letter);
      } else if (!index.isSilent()) {
        throw new IllegalStateException("an index without a letter: " + index);
      }
    }
    return found;
  }

  /// What is written for each index, null for those of size 1.
  List<@Nullable Formula> each(List<Index> indices) {
    List<@Nullable Formula> found = new ArrayList<>();
    indices.forEach(i -> found.add(written(i)));
    return found;
  }

  private @Nullable Formula written(Index index) {
    Place place = placed.get(index);
    return place == null ? letters.get(index) : place.formula;
  }

  /// Whether it is a free batch index: such a one is a label, not a coordinate.
  boolean isBatch(Index index) {
    Letter letter = letters.get(index);
    return letter != null && letter.role() == Role.BATCH;
  }
}

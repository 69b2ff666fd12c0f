package leibniz.math;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.math.Formula.Letter;
import leibniz.math.Formula.Role;
import org.jspecify.annotations.Nullable;

/// The letters in sight at one place of a formula. Letters are bound anew in each part, so the
/// terms of a sum can all say `Σ_k`.
///
/// @param letters of the indices that have one
/// @param batch sizes whose axes use the letters `b`, `c`, …
/// @param first the place in the alphabet from which on bound indices are named
/// @param placed what stands in the place of an index that is picked by a delta: `y_n`
record Scope(Map<Index, Letter> letters, Set<Dim> batch, int first, Map<Index, Formula> placed) {
  private static final String ORDINARY = "ijklmnopqrstuvwxyz";
  private static final String BATCH = "bcdefgh";

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

  /// With letters for indices that are summed over here.
  Scope bind(Collection<Index> indices) {
    Map<Index, Letter> all = new HashMap<>(letters);
    Set<String> used = new HashSet<>();
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
    return new Scope(all, batch, first, placed);
  }

  /// With something else in the place of an index.
  Scope place(Index index, Formula formula) {
    Map<Index, Formula> all = new HashMap<>(placed);
    all.put(index, formula);
    return new Scope(letters, batch, first, all);
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
      Formula letter = placed.containsKey(index) ? placed.get(index) : letters.get(index);
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
    indices.forEach(i -> found.add(placed.containsKey(i) ? placed.get(i) : letters.get(i)));
    return found;
  }

  /// Whether it is a free batch index: such a one is a label, not a coordinate.
  boolean isBatch(Index index) {
    Letter letter = letters.get(index);
    return letter != null && letter.role() == Role.BATCH;
  }
}

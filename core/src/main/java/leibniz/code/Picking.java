package leibniz.code;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An array indexed by arrays of positions, as libraries write it: `p[np.arange(N), y]`. The arrays
/// are broadcast to the axes they have together. Those go where the arrays stand, or in front if
/// something stands between them.
///
/// @param index what stands in brackets, one for each axis that is named; `:` for a whole axis
/// @param letters of the result
record Picking(List<String> index, List<Integer> letters) {

  /// Takes copies.
  Picking {
    index = List.copyOf(index);
    letters = List.copyOf(letters);
  }

  /// The axes that arrays of positions have together.
  ///
  /// @param picks the letters of each
  /// @param first letters that stand first if they are among them
  static List<Integer> met(List<List<Integer>> picks, List<Integer> first) {
    Set<Integer> met = new LinkedHashSet<>();
    picks.forEach(met::addAll);
    List<Integer> order = new ArrayList<>(new LinkedHashSet<>(first));
    order.retainAll(met);
    met.removeAll(order);
    order.addAll(met);
    return order;
  }

  /// The index of an array with these letters, or null if a letter stands for two axes.
  ///
  /// @param positions what picks along a letter, in the frame of `met`
  /// @param along the positions along a whole axis that is one of `met`, in that frame
  static @Nullable Picking of(
      List<Integer> letters,
      Map<Integer, Piece> positions,
      List<Integer> met,
      java.util.function.IntFunction<Piece> along) {
    if (new LinkedHashSet<>(letters).size() < letters.size()) {
      return null;
    }
    List<String> index = new ArrayList<>();
    List<Integer> rest = new ArrayList<>();
    int first = -1;
    boolean ended = false;
    boolean apart = false;
    for (Integer letter : letters) {
      Piece picked = positions.get(letter);
      Piece piece = picked == null && met.contains(letter) ? along.apply(letter) : picked;
      if (piece == null) {
        index.add(":");
        rest.add(letter);
        ended |= first >= 0;
      } else {
        index.add(piece.text());
        apart |= ended;
        first = first < 0 ? rest.size() : first;
      }
    }
    while (!index.isEmpty() && index.getLast().equals(":")) {
      index.removeLast();
    }
    rest.addAll(apart ? 0 : Math.max(0, first), met);
    return new Picking(index, rest);
  }

  /// What stands in the brackets.
  String text() {
    return String.join(", ", index);
  }
}

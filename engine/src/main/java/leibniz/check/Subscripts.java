package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Other subscripts that an einsum may have been meant to have.
final class Subscripts {
  private Subscripts() {}

  /// Each with one letter changed, or two letters of a part swapped.
  static List<String> of(String subscripts) {
    Set<String> found = new LinkedHashSet<>();
    Set<Character> letters = new LinkedHashSet<>();
    for (int i = 0; i < subscripts.length(); i++) {
      if (Character.isLetter(subscripts.charAt(i))) {
        letters.add(subscripts.charAt(i));
      }
    }
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < subscripts.length(); i++) {
      if (Character.isLetter(subscripts.charAt(i))) {
        places.add(i);
      }
    }
    for (int i : places) {
      for (int j : places) {
        if (i < j && !subscripts.substring(i, j).matches(".*[,>].*")) {
          StringBuilder swapped = new StringBuilder(subscripts);
          swapped.setCharAt(i, subscripts.charAt(j));
          swapped.setCharAt(j, subscripts.charAt(i));
          found.add(swapped.toString());
        }
      }
      for (char c : letters) {
        StringBuilder changed = new StringBuilder(subscripts);
        changed.setCharAt(i, c);
        found.add(changed.toString());
      }
    }
    found.remove(subscripts);
    return List.copyOf(found);
  }
}

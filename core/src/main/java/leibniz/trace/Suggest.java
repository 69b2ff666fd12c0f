package leibniz.trace;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The name that was probably meant.
public final class Suggest {
  private Suggest() {}

  /// How other libraries spell NumPy's keywords.
  private static final Map<String, String> KEYWORDS =
      Map.of(
          "dim", "axis",
          "dims", "axis",
          "axes", "axis",
          "keepdim", "keepdims",
          "keep_dims", "keepdims",
          "reduction_indices", "axis",
          "correction", "ddof",
          "unbiased", "ddof");

  /// How other libraries spell NumPy's functions.
  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("mm", "matmul"),
          Map.entry("bmm", "matmul"),
          Map.entry("mv", "matmul"),
          Map.entry("cat", "concatenate"),
          Map.entry("concat", "concatenate"),
          Map.entry("permute", "transpose"),
          Map.entry("unsqueeze", "expand_dims"),
          Map.entry("clamp", "clip"),
          Map.entry("pow", "power"),
          Map.entry("sub", "subtract"),
          Map.entry("mul", "multiply"),
          Map.entry("div", "divide"),
          Map.entry("norm", "linalg.norm"),
          Map.entry("atan", "arctan"),
          Map.entry("ln", "log"),
          Map.entry("sqr", "square"),
          Map.entry("reduce_sum", "sum"),
          Map.entry("reduce_mean", "mean"),
          Map.entry("reduce_max", "max"));

  /// NumPy's keyword for another library's, if the function has it.
  static @Nullable String keyword(String word, Collection<String> known) {
    String other = KEYWORDS.get(word);
    return other != null && known.contains(other) ? other : null;
  }

  /// NumPy's function for another library's.
  static @Nullable String function(String name, Collection<String> known) {
    String other = FUNCTIONS.get(name);
    return other != null && known.contains(other) ? other : near(name, known);
  }

  /// The known name that differs in at most two letters, if there is exactly one that is nearest.
  static @Nullable String near(String name, Collection<String> known) {
    List<String> sameLetters =
        known.stream().filter(k -> k.equalsIgnoreCase(name)).distinct().toList();
    if (sameLetters.size() == 1) {
      return sameLetters.get(0);
    }
    int best = Math.min(2, Math.max(0, (name.length() - 1) / 2)) + 1;
    String found = null;
    for (String candidate : new TreeSet<>(known)) {
      if (Math.abs(candidate.length() - name.length()) >= best + 1 || candidate.equals(name)) {
        continue;
      }
      int distance = distance(name, candidate);
      if (distance < best) {
        best = distance;
        found = candidate;
      } else if (distance == best && found != null) {
        found = closer(name, found, candidate);
      }
    }
    return found;
  }

  /// Of two equally near names the one with the same first letter; else the first.
  private static String closer(String name, String a, String b) {
    return a.charAt(0) != name.charAt(0) && b.charAt(0) == name.charAt(0) ? b : a;
  }

  /// How many letters must be added, left out, replaced or swapped with their neighbour.
  public static int distance(String a, String b) {
    if (a.length() > 64 || b.length() > 64) {
      return Integer.MAX_VALUE;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + same, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  /// The one element, if there is exactly one.
  static <T> @Nullable T only(List<T> found) {
    return found.size() == 1 ? found.get(0) : null;
  }
}

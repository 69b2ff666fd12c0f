package leibniz.equal;

import java.util.Map;

/// How equality is decided.
///
/// @param sizes values for size symbols; the others are chosen, small and different
/// @param choices at how many choices of sizes values are compared
/// @param terms how many terms a side may have when it is multiplied out
/// @param laws whether the laws of simplification may prove; if not, the field is the first to be
///   asked, which is how the laws themselves are checked
public record Options(Map<String, Integer> sizes, int choices, int terms, boolean laws) {
  /// At three choices of sizes.
  public static final Options PLAIN = new Options(Map.of(), 3, 2000, true);

  /// Without the laws: what two people found by different laws is compared by values alone.
  public static final Options VALUES = new Options(Map.of(), 3, 0, false);

  /// Takes a copy.
  public Options {
    sizes = Map.copyOf(sizes);
  }

  /// With other sizes.
  public Options at(Map<String, Integer> given) {
    return new Options(given, choices, terms, laws);
  }
}

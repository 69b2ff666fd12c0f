package leibniz.trace;

import org.jspecify.annotations.Nullable;

/// The text that stands in for that of a file ([Files]).
final class StandIn {
  private StandIn() {}

  static final String TEXT =
      "the quick brown fox jumps over the lazy dog\nand the dog does not mind at all\n";

  /// Whether a text is this one.
  static boolean is(String text) {
    return text.equals(TEXT);
  }

  /// A part from behind the end of what stands in for a file: it is as long as the program takes it
  /// to be, so it begins again there. Null for any other part.
  static @Nullable String beyond(long start, long stop) {
    if (start < TEXT.length()) {
      return null;
    }
    StringBuilder part = new StringBuilder();
    for (long k = start; k < Math.min(stop, start + TEXT.length()); k++) {
      part.append(TEXT.charAt((int) (k % TEXT.length())));
    }
    return part.toString();
  }
}

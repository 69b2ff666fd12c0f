package leibniz.check;

import java.util.Set;

/// Why nothing is decided of a gradient for which there are too much data.
final class TooMuch {
  static final String ENTRIES = "the derivative has too many entries";
  static final String VALUES = "the derivative takes too long to be compared";
  static final String WORK = "it takes too much work to be compared";

  private TooMuch() {}

  /// Whether it is one of these.
  static boolean is(String reason) {
    return Set.of(ENTRIES, VALUES, WORK).contains(reason);
  }
}

package leibniz.trace;

import java.util.List;

/// What `random.randint` gives where a program draws until something fits, `while len(picked) < k`:
/// its least number, or the one behind it as often as a round has picked nothing. The same number
/// again and again would never be taken.
final class Luck {
  private int passed;

  /// How often nothing was taken.
  int passed() {
    return passed;
  }

  /// Behind a loop, where it was that often before.
  void back(int before) {
    passed = before;
  }

  /// Whether something was drawn that was not taken.
  boolean isPassing() {
    return passed > 0;
  }

  /// Which of what may be drawn it is, of so many.
  int of(int count) {
    return count > 0 ? passed % count : 0;
  }

  /// After a round.
  ///
  /// @param before how long the lists were that the loop goes on by; empty if it goes on by none
  void round(List<Integer> before, List<Integer> now) {
    if (!before.isEmpty() && before.equals(now)) {
      passed++;
    }
  }
}

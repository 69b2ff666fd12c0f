package leibniz.blas;

/// Entries of one array that go to, or are added to, those of another.
final class Entries {
  private Entries() {}

  /// Puts `n` entries there, `step` apart before and `toStep` apart afterwards.
  ///
  /// @param adds whether to what is there
  static void put(
      Object from, int at, int step, int n, Object to, int start, int toStep, boolean adds) {
    if (step == 1 && toStep == 1 && !adds) {
      System.arraycopy(from, at, to, start, n);
      return;
    }
    switch (to) {
      case double[] result -> put((double[]) from, at, step, n, result, start, toStep, adds);
      case float[] result -> put((float[]) from, at, step, n, result, start, toStep, adds);
      default -> throw new IllegalArgumentException(to.getClass().getName());
    }
  }

  private static void put(
      double[] from, int at, int step, int n, double[] to, int start, int toStep, boolean adds) {
    for (int k = 0; k < n; k++) {
      int place = start + k * toStep;
      double entry = from[at + k * step];
      to[place] = adds ? to[place] + entry : entry;
    }
  }

  private static void put(
      float[] from, int at, int step, int n, float[] to, int start, int toStep, boolean adds) {
    for (int k = 0; k < n; k++) {
      int place = start + k * toStep;
      float entry = from[at + k * step];
      to[place] = adds ? to[place] + entry : entry;
    }
  }
}

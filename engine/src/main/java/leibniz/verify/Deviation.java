package leibniz.verify;

/// How far two lists of numbers are from each other.
final class Deviation {
  private static final double TINY = 1e-280;

  private Deviation() {}

  static double rho(double a, double b) {
    return Math.abs(a - b) / Math.max(1, Math.abs(a) + Math.abs(b));
  }

  /// The entry that deviates most, not a number before all others; -1 if there is no entry.
  static int worst(double[] a, double[] b) {
    int worst = -1;
    double most = -1;
    for (int k = 0; k < a.length; k++) {
      double rho = rho(a[k], b[k]);
      if (Double.isNaN(rho)) {
        return k;
      }
      if (rho > most) {
        most = rho;
        worst = k;
      }
    }
    return worst;
  }

  /// The entry that deviates most of those that do by more than the bound; -1 if none does.
  static int suspect(double[] a, double[] b, double bound) {
    int suspect = -1;
    double most = Math.max(bound, TINY);
    for (int k = 0; k < a.length; k++) {
      if (Math.abs(a[k] - b[k]) > most) {
        most = Math.abs(a[k] - b[k]);
        suspect = k;
      }
    }
    return suspect;
  }
}

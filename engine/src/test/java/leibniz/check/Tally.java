package leibniz.check;

import java.util.Collection;
import java.util.function.Function;

/// What a check makes of many scripts.
///
/// @param right verdicts on files: wrong ones that are reported
/// @param missed wrong files of which nothing is reported
/// @param alarms right files of which something is reported
/// @param lines reported files with a finding on the right line
/// @param judged gradients with a verdict
/// @param open gradients without one
record Tally(int scripts, int right, int missed, int alarms, int lines, int judged, int open) {

  static Tally of(Collection<CheckCorpus> scripts, Function<CheckCorpus, Report> reports) {
    int right = 0;
    int missed = 0;
    int alarms = 0;
    int lines = 0;
    int judged = 0;
    int open = 0;
    for (CheckCorpus script : scripts) {
      Report report = reports.apply(script);
      boolean told = report.findings().stream().anyMatch(Finding::isError);
      boolean wrong = !script.isClean();
      right += told && wrong ? 1 : 0;
      missed += !told && wrong ? 1 : 0;
      alarms += told && !wrong ? 1 : 0;
      boolean placed =
          script.expected().stream().anyMatch(e -> report.findings().stream().anyMatch(e::isPlace));
      lines += told && placed ? 1 : 0;
      for (Checked checked : report.checked()) {
        if (checked.kind() == Checked.Kind.GRADIENT) {
          judged += checked.status() == Checked.Status.UNVERIFIED ? 0 : 1;
          open += checked.status() == Checked.Status.UNVERIFIED ? 1 : 0;
        }
      }
    }
    return new Tally(scripts.size(), right, missed, alarms, lines, judged, open);
  }

  double precision() {
    return share(right, alarms);
  }

  double recall() {
    return share(right, missed);
  }

  double placed() {
    return share(lines, right - lines);
  }

  double decided() {
    return share(judged, open);
  }

  private static double share(int some, int others) {
    return some + others == 0 ? 1 : some / (double) (some + others);
  }

  @Override
  public String toString() {
    return String.format(
        "%d scripts, precision %.3f, recall %.3f, right line %d of %d, gradients decided %d of %d",
        scripts, precision(), recall(), lines, right, judged, judged + open);
  }
}

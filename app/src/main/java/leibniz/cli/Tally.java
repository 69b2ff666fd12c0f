package leibniz.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import leibniz.check.Checked;
import leibniz.check.Finding;
import leibniz.check.Fix;
import leibniz.ir.Problem;
import leibniz.ir.Source;

/// What a check found, counted over files and said in words.
final class Tally {
  int files;
  int unread;
  int silent;
  private int wrong;
  private int warned;
  long errors;
  long warnings;
  long remarks;
  long shapes;
  long verified;
  long refuted;
  long open;

  void add(Examined one) {
    files++;
    errors += one.count(Problem.Level.ERROR);
    warnings += one.count(Problem.Level.WARNING);
    remarks += one.count(Problem.Level.REMARK);
    shapes += shapes(one, Checked.Status.VERIFIED) + shapes(one, Checked.Status.REFUTED);
    verified += gradients(one, Checked.Status.VERIFIED);
    refuted += gradients(one, Checked.Status.REFUTED);
    open += gradients(one, Checked.Status.UNVERIFIED);
    if (one.count(Problem.Level.ERROR) > 0) {
      wrong++;
    } else if (one.count(Problem.Level.WARNING) > 0) {
      warned++;
    }
    silent += one.isSilent() ? 1 : 0;
  }

  private static long shapes(Examined one, Checked.Status status) {
    return one.report().count(Checked.Kind.SHAPE, status);
  }

  private static long gradients(Examined one, Checked.Status status) {
    return one.report().count(Checked.Kind.GRADIENT, status);
  }

  /// `12 files: 11 ok, 1 with errors; 47 shapes, 9 gradients`.
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    parts.add(files - wrong - warned + " ok");
    if (wrong > 0) {
      parts.add(wrong + " with errors");
    }
    if (warned > 0) {
      parts.add(warned + " with warnings");
    }
    if (unread > 0) {
      parts.add(unread + " not read");
    }
    String gradients = count(verified + refuted + open, "gradient");
    String undecided = open > 0 ? " (" + open + " not decided)" : "";
    return count(files + unread, "file")
        + ": "
        + String.join(", ", parts)
        + "; "
        + count(shapes, "stated shape")
        + ", "
        + gradients
        + undecided;
  }

  /// What is to be said of one file: `ok, 4 stated shapes hold, 1 gradient verified (proved)`, or
  /// `1 error, fixable with --fix; 2 stated shapes hold`.
  static String told(Examined one, Optional<Problem.Level> failOn) {
    List<String> found = counts(one);
    if (found.isEmpty()) {
      found.add("ok");
    }
    String hint = hint(one, failOn);
    List<String> held = held(one);
    String missing = missing(one);
    if (hint.isEmpty() && missing.isEmpty()) {
      found.addAll(held);
      return String.join(", ", found);
    }
    String first = String.join(", ", found) + hint;
    String rest = held.isEmpty() ? "" : "; " + String.join(", ", held);
    return first + rest + missing;
  }

  /// `2 errors`, `1 warning`; empty if nothing was found.
  static List<String> counts(Examined one) {
    List<String> counts = new ArrayList<>();
    add(counts, one.count(Problem.Level.ERROR), "error", "");
    add(counts, one.count(Problem.Level.WARNING), "warning", "");
    add(counts, one.count(Problem.Level.REMARK), "remark", "");
    return counts;
  }

  /// `2 stated shapes hold`, `1 gradient verified (ρ 1.3e-10)`.
  static List<String> held(Examined one) {
    List<String> held = new ArrayList<>();
    long shapes = shapes(one, Checked.Status.VERIFIED);
    add(held, shapes, "stated shape", shapes == 1 ? " holds" : " hold");
    add(held, gradients(one, Checked.Status.VERIFIED), "gradient", " verified" + how(one));
    add(held, gradients(one, Checked.Status.UNVERIFIED), "gradient", " not decided");
    if (one.isSilent()) {
      held.add("no shape stated and no gradient named");
    }
    return held;
  }

  /// What the verdict on the gradients that are right stands on.
  private static String how(Examined one) {
    List<Checked> right =
        one.report().checked().stream()
            .filter(c -> c.kind() == Checked.Kind.GRADIENT)
            .filter(c -> c.status() == Checked.Status.VERIFIED)
            .toList();
    if (right.stream().allMatch(c -> c.method() == Checked.Method.PROVED)) {
      return right.size() == 2
          ? " (both proved)"
          : right.size() > 2 ? " (all proved)" : " (proved)";
    }
    double rho = right.stream().mapToDouble(Checked::rho).filter(Double::isFinite).max().orElse(-1);
    String most = right.size() == 1 ? "ρ" : "ρ at most";
    if (rho < 0) {
      return ""; // by conventions alone
    }
    return rho == 0 ? " (ρ 0)" : String.format(Locale.ROOT, " (%s %.1e)", most, rho);
  }

  /// What can be done about what was found.
  private static String hint(Examined one, Optional<Problem.Level> failOn) {
    List<Finding> findings = one.report().findings();
    long safe = findings.stream().filter(f -> f.fix() != null && f.fix().safe()).count();
    if (safe > 0) {
      return findings.size() == 1
          ? ", fixable with --fix"
          : safe == findings.size()
              ? (safe == 2 ? ", both" : ", all") + " fixable with --fix"
              : ", " + safe + " fixable with --fix";
    }
    for (Finding finding : findings) {
      Fix fix = finding.fix();
      if (fix != null) {
        return fix.ways() > 1
            ? "; " + fix.ways() + " ways to fix it, so --fix leaves it to you"
            : "; a fix is offered that --fix --unsafe-fixes makes";
      }
    }
    boolean passes =
        one.count(Problem.Level.ERROR) == 0
            && one.count(Problem.Level.WARNING) > 0
            && failOn.equals(Optional.of(Problem.Level.ERROR));
    return passes ? "; not an error: --fail-on=warning makes it one" : "";
  }

  /// Who states shapes in some lines may want them in all; that is no news where lines are wrong.
  private static String missing(Examined one) {
    int missing = one.report().missing().size();
    boolean mild = !counts(one).isEmpty() && one.count(Problem.Level.ERROR) == 0;
    return missing == 0 || !mild || shapes(one, Checked.Status.VERIFIED) == 0
        ? ""
        : "; "
            + count(missing, "shape comment")
            + " missing (--fix --add-shapes writes "
            + (missing == 1 ? "it)" : "them)");
  }

  private static void add(List<String> parts, long n, String what, String how) {
    if (n > 0) {
      parts.add(count(n, what) + how);
    }
  }

  /// One thing that was looked at, in a line.
  static String told(Checked checked, Source source) {
    String what =
        switch (checked.kind()) {
          case SHAPE -> "shape of " + checked.name();
          case GRADIENT ->
              checked.name()
                  + (checked.of().isEmpty()
                      ? ""
                      : " as the gradient of " + checked.of() + " by " + checked.wrt());
        };
    String verdict =
        switch (checked.status()) {
          case VERIFIED -> "verified";
          case REFUTED -> "refuted";
          case UNVERIFIED -> "not decided";
        };
    String how =
        switch (checked.method()) {
          case PROVED -> checked.kind() == Checked.Kind.SHAPE ? "" : ", proved";
          case NUMERIC ->
              Double.isFinite(checked.rho())
                  ? String.format(Locale.ROOT, ", numerically (ρ %.1e)", checked.rho())
                  : ", numerically";
          case NONE -> "";
        };
    return source.shown(checked.span())
        + ": "
        + what
        + " "
        + verdict
        + how
        + (checked.layout().isEmpty() ? "" : "; " + checked.layout())
        + (checked.reason().isEmpty() ? "" : ": " + checked.reason());
  }

  static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }
}

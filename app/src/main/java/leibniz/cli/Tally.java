package leibniz.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import leibniz.check.Checked;
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

  /// What is to be said of one file: `ok`, `4 stated shapes hold`, `1 gradient verified`.
  static List<String> parts(Examined one) {
    List<String> parts = new ArrayList<>();
    add(parts, one.count(Problem.Level.ERROR), "error", "");
    add(parts, one.count(Problem.Level.WARNING), "warning", "");
    add(parts, one.count(Problem.Level.REMARK), "remark", "");
    if (parts.isEmpty()) {
      parts.add("ok");
    }
    long shapes = shapes(one, Checked.Status.VERIFIED);
    add(parts, shapes, "stated shape", shapes == 1 ? " holds" : " hold");
    add(parts, gradients(one, Checked.Status.VERIFIED), "gradient", " verified");
    add(parts, gradients(one, Checked.Status.UNVERIFIED), "gradient", " not decided");
    if (one.isSilent()) {
      parts.add("no shape stated and no gradient named");
    }
    return parts;
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
          case NUMERIC -> String.format(Locale.ROOT, ", numerically (ρ %.1e)", checked.rho());
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

package leibniz.check;

import leibniz.ir.Span;

/// Something that was looked at, with the verdict on it: what is silent was not looked at.
///
/// @param name what the program calls it
/// @param of for a gradient, what is differentiated; else empty
/// @param wrt for a gradient, by what; else empty
/// @param layout for a gradient, how it was read: axes and reduction, in words
/// @param rho how far two measurements lie apart, `max |a − b| / max(1, |a| + |b|)`; 0 if proved,
///   not a number if a convention says why what was measured is no slip
/// @param reason why it could not be decided, or what was assumed; may be empty
public record Checked(
    Kind kind,
    String name,
    String of,
    String wrt,
    Span span,
    String layout,
    Status status,
    Method method,
    double rho,
    String reason) {

  /// What was claimed.
  public enum Kind {
    SHAPE,
    GRADIENT
  }

  /// The verdict.
  public enum Status {
    VERIFIED,
    REFUTED,
    UNVERIFIED
  }

  /// What the verdict stands on.
  public enum Method {
    /// The laws of the calculus, or shapes alone.
    PROVED,
    /// Numbers at several points and sizes.
    NUMERIC,
    /// There is no verdict.
    NONE
  }

  static Checked shape(String name, Span span, Status status) {
    return new Checked(Kind.SHAPE, name, "", "", span, "", status, Method.PROVED, 0, "");
  }

  /// A gradient of which nothing is known.
  static Checked open(String name, Span span, String reason) {
    return new Checked(
        Kind.GRADIENT, name, "", "", span, "", Status.UNVERIFIED, Method.NONE, 0, reason);
  }

  /// The same, right by a convention.
  Checked verified(String convention) {
    return new Checked(
        kind, name, of, wrt, span, layout, Status.VERIFIED, Method.NUMERIC, Double.NaN, convention);
  }

  /// The same, wrong because of what a line computes.
  Checked following(int line) {
    String why = "it follows from line " + line;
    return new Checked(kind, name, of, wrt, span, layout, status, method, rho, why);
  }

  /// One line for tests and the debugger.
  @Override
  public String toString() {
    String what =
        switch (kind) {
          case SHAPE -> "shape of " + name;
          case GRADIENT -> name + (of.isEmpty() ? "" : " as d" + of + "/d" + wrt);
        };
    return "line "
        + span.line()
        + " "
        + what
        + " "
        + status
        + (method == Method.NONE ? "" : " " + method)
        + (layout.isEmpty() ? "" : " (" + layout + ")")
        + (reason.isEmpty() ? "" : ": " + reason);
  }
}

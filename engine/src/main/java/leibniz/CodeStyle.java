package leibniz;

import java.util.Locale;

/// How products with sums are written in a library of arrays; Java has loops either way.
public enum CodeStyle {
  /// As `einsum`, with the axes to be read off.
  EINSUM,
  /// As `@`, broadcasting and sums along axes, which run on the fast routines; `einsum` where there
  /// is no such form.
  EFFICIENT;

  /// As the command line calls it.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

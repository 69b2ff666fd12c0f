package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Elementwise;
import leibniz.op.Bessels;
import leibniz.op.Errors;
import leibniz.op.Gammas;
import leibniz.op.Roots;

/// The functions of `scipy.special` that have rows of their own; others are in its prelude.
final class Gamma {
  private Gamma() {}

  private static final int ORDERS = 20;

  /// @param named what may be called without its module
  /// @param special what may not
  static void add(Map<String, Native> named, Map<String, Native> special) {
    one(named, "gammaln", Gammas.GAMMALN);
    one(named, "digamma", Gammas.polygamma(0));
    one(special, "loggamma", Gammas.GAMMALN);
    one(special, "psi", Gammas.polygamma(0));
    one(special, "i0", Bessels.I0);
    one(special, "i1", Bessels.I1);
    one(named, "erfc", Errors.ERFC);
    one(named, "erfinv", Errors.ERFINV);
    one(named, "ndtr", Errors.NDTR);
    one(named, "log_ndtr", Errors.LOG_NDTR);
    two(named, "xlogy", Roots.XLOGY);
    two(named, "xlog1py", Roots.XLOG1PY);
    named.put("polygamma", row("polygamma", "n, x", Gamma::polygamma));
  }

  private static void one(Map<String, Native> rows, String name, Elementwise op) {
    rows.put(
        name, row(name, "x, !out", of -> of.entries(a -> a.made(Build.map(op, a.tensor("x"))))));
  }

  private static void two(Map<String, Native> rows, String name, Elementwise op) {
    rows.put(
        name,
        row(
            name,
            "x, y, !out",
            of ->
                of.entries(a ->
                    a.made(
                        new Arithmetic(a.session())
                            .map(op, a.operand("x"), a.operand("y"), a.written(), a.span())))));
  }

  private static Value polygamma(Bound a) {
    int order = a.integer("n", 0);
    if (order < 0 || order > ORDERS) {
      throw a.unfit("n", "is not between 0 and " + ORDERS);
    }
    return a.made(Build.map(Gammas.polygamma(order), a.tensor("x")));
  }
}

package leibniz.check;

import java.math.BigInteger;
import leibniz.python.Expression;

/// The factor that a power leaves behind where its derivative is taken: `3 * x ** 2` of `x ** 3`.
final class Powers {
  private Powers() {}

  private static final BigInteger LEAST =
      BigInteger.TWO; // of x itself the factor 2 is tried anyway
  private static final BigInteger MOST = BigInteger.valueOf(9);

  /// @param e a factor, a term, or all of a value
  static void add(Expression e, Slips slips) {
    if (e instanceof Expression.Binary(var operator, _, Expression.Int(BigInteger power, _), _, _)
        && operator == Expression.Operator.POWER
        && power.compareTo(LEAST) >= 0
        && power.compareTo(MOST) <= 0) {
      BigInteger factor = power.add(BigInteger.ONE);
      String words = "the factor " + factor + " of the derivative of a power is missing";
      slips.add(Slip.Kind.FACTOR, e.span(), factor + " * " + slips.at(e), words);
    }
  }
}

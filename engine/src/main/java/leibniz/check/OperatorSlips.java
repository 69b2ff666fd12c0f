package leibniz.check;

import java.math.BigInteger;
import java.util.List;
import leibniz.python.Expression;

/// The slips that may have happened at an operator between two operands.
final class OperatorSlips {
  private final Slips slips;

  private OperatorSlips(Slips slips) {
    this.slips = slips;
  }

  static void add(Expression.Binary b, Slips slips) {
    new OperatorSlips(slips).binary(b);
  }

  private void binary(Expression.Binary b) {
    String left = slips.at(b.left());
    String right = slips.at(b.right());
    switch (b.operator()) {
      case ADD -> {
        slips.add(Slip.Kind.SIGN, b.at(), "-", "the sign between the terms is the other one");
        drop(b, Slip.Kind.TERM, "a term is too much");
        term(b.left());
        term(b.right());
        named(b.right());
      }
      case SUBTRACT -> {
        slips.add(Slip.Kind.SIGN, b.at(), "+", "the sign between the terms is the other one");
        slips.add(
            Slip.Kind.SIGN,
            b.span(),
            slips.factor(b.right()) + " - " + slips.factor(b.left()),
            "the difference is the other way round");
        drop(b, Slip.Kind.TERM, "a term is too much");
        term(b.left());
        term(b.right());
        named(b.right());
        squares(b);
      }
      case MULTIPLY -> {
        Powers.add(b.left(), slips);
        Powers.add(b.right(), slips);
        drop(b, Slip.Kind.FACTOR, "a factor is too much");
        slips.add(Slip.Kind.FACTOR, b.at(), "/", "it is multiplied instead of divided");
        slips.add(Slip.Kind.OPERAND, b.at(), "@", "it is multiplied entry by entry");
      }
      case DIVIDE -> {
        slips.add(Slip.Kind.FACTOR, b.span(), left, "a division is too much");
        slips.add(Slip.Kind.FACTOR, b.at(), "*", "it is divided instead of multiplied");
        slips.add(
            Slip.Kind.NUMBER,
            b.right().span(),
            slips.bracketed(b.right()) + "**2",
            "the power is too low");
        for (String other : slips.scope().borrowed().factors()) {
          if (!other.equals(right)) {
            slips.add(Slip.Kind.LINK, b.right().span(), other, "it is divided by something else");
          }
        }
        for (String size : slips.scope().sizes()) {
          if (!size.equals(right)) {
            String square = size + " ** 2";
            slips.add(Slip.Kind.FACTOR, b.right().span(), square, "it is divided by another size");
            slips.add(Slip.Kind.FACTOR, b.right().span(), size, "it is divided by another size");
          }
        }
      }
      case MATMUL -> {
        product(b);
        slips.add(Slip.Kind.OPERAND, b.at(), "*", "it is no product of matrices");
      }
      case POWER -> slips.add(Slip.Kind.NUMBER, b.span(), left, "a power is too much");
      case OR, AND -> eachSign(b);
      default -> {}
    }
  }

  /// `logp + 1` for `logp + H`: what has a name is added, no number.
  private void named(Expression e) {
    if (e instanceof Expression.Int || e instanceof Expression.Float) {
      String now = slips.at(e);
      for (String name : slips.scope().value().stream().limit(NAMED).toList()) {
        slips.add(Slip.Kind.NAME, e.span(), name, name + " belongs here, not " + now);
      }
    }
  }

  private static final int NAMED = 12;

  private static final int NAMES = 6; // whose sign may count

  /// `np.where(gain > 0, r > 1 + e, r < 1 - e)` for `(r > 1 + e) | (r < 1 - e)`: which of two
  /// bounds counts is a matter of the sign of what the ratio is multiplied by.
  private void eachSign(Expression.Binary b) {
    if (!(b.left() instanceof Expression.Compare) || !(b.right() instanceof Expression.Compare)) {
      return;
    }
    String left = slips.at(b.left());
    String right = slips.at(b.right());
    for (String name : slips.scope().value().stream().limit(NAMES).toList()) {
      String words = "which of them counts depends on the sign of " + name;
      for (String both : List.of(left + ", " + right, right + ", " + left)) {
        String now = "np.where(" + name + " > 0, " + both + ")";
        slips.add(Slip.Kind.COMPARISON, b.span(), now, words);
      }
    }
  }

  /// A factor that belongs to one term of a sum alone.
  private void term(Expression e) {
    Powers.add(e, slips);
    String now = slips.factor(e);
    for (String other : slips.scope().borrowed().factors()) {
      slips.add(
          Slip.Kind.LINK,
          e.span(),
          now + " * " + other,
          "the factor " + other + " is missing in this term");
      slips.add(
          Slip.Kind.LINK,
          e.span(),
          now + " / " + other,
          "the division by " + other + " is missing in this term");
    }
    slips.add(Slip.Kind.FACTOR, e.span(), "2 * " + now, "the factor 2 is missing in this term");
    slips.add(
        Slip.Kind.FACTOR, e.span(), "0.5 * " + now, "there is a factor 2 too much in this term");
    for (String size : slips.scope().sizes()) {
      slips.add(
          Slip.Kind.FACTOR,
          e.span(),
          now + " / " + size,
          "the factor 1/" + size + " is missing in this term");
    }
  }

  private void squares(Expression.Binary b) {
    if (!(b.left() instanceof Expression.Int(BigInteger one, _)) || !one.equals(BigInteger.ONE)) {
      return;
    }
    switch (b.right()) {
      case Expression.Binary p when p.operator() == Expression.Operator.POWER ->
          slips.add(
              Slip.Kind.FUNCTION,
              b.span(),
              slips.at(p.left()) + " * (1 - " + slips.at(p.left()) + ")",
              "it is the derivative of tanh");
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _, Expression.Call _ ->
          slips.add(
              Slip.Kind.FUNCTION,
              b.right().span(),
              slips.bracketed(b.right()) + "**2",
              "the square is missing");
      default -> {}
    }
  }

  private void drop(Expression.Binary b, Slip.Kind kind, String words) {
    slips.add(kind, b.span(), slips.at(b.left()), words);
    slips.add(kind, b.span(), slips.at(b.right()), words);
  }

  private void product(Expression.Binary b) {
    String left = slips.bracketed(b.left());
    String right = slips.bracketed(b.right());
    for (Swapped.Operands now : Swapped.of(left, right)) {
      slips.add(Slip.Kind.OPERAND, b.span(), now.left() + " @ " + now.right(), Swapped.WORDS);
    }
    for (Swapped.Operands now : Swapped.each(left, right)) {
      slips.add(Slip.Kind.OPERAND, b.span(), now.left() + " @ " + now.right(), Swapped.WORDS);
    }
  }
}

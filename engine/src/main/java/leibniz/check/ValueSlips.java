package leibniz.check;

import java.math.BigInteger;
import java.util.List;
import leibniz.ir.Span;
import leibniz.python.Expression;

/// The slips that may have happened to the whole value of a statement: a factor, a sum, a term or a
/// local derivative that is missing.
final class ValueSlips {
  private final Slips slips;

  private ValueSlips(Slips slips) {
    this.slips = slips;
  }

  static void add(Expression value, Slips slips) {
    new ValueSlips(slips).whole(value);
  }

  private static final int PATHS = 4; // gradients that may go on another way, too
  private static final int FACTORS = 16;

  /// `drh * r` for `drh * r + dh * (1 - z)`: another way back is missing.
  private void products(Span span, Expression value) {
    for (String name : slips.scope().terms().stream().limit(PATHS).toList()) {
      for (String by : slips.scope().borrowed().factors().stream().limit(FACTORS).toList()) {
        String term = name + " * " + by;
        String words = "the term " + term + " is missing";
        slips.add(Slip.Kind.TERM, span, slips.at(value) + " + " + term, words);
      }
    }
  }

  /// `d * s` for `d * s * (1 - s)`, or `d * (1 - s)`: half of the derivative of a sigmoid.
  private void halves(Expression value, Expression part) {
    switch (part) {
      case Expression.Binary b when b.operator() == Expression.Operator.MULTIPLY -> {
        halves(value, b.left());
        halves(value, b.right());
      }
      case Expression.Binary(var operator, Expression.Int(var one, _), var s, _, _)
          when operator == Expression.Operator.SUBTRACT && one.equals(BigInteger.ONE) ->
          half(value, slips.factor(s));
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _ ->
          half(value, "(1 - " + slips.at(part) + ")");
      default -> {}
    }
  }

  private void half(Expression value, String factor) {
    String words = "the factor " + factor + " is missing";
    slips.add(Slip.Kind.LINK, value.span(), slips.factor(value) + " * " + factor, words);
  }

  /// What nobody reads was meant to go on here.
  private void unread(Expression value) {
    for (String name : slips.scope().written().unused()) {
      String words = "the factor " + name + " is missing, which nothing is made of";
      for (String factor : List.of(name, name + "[:, None]")) {
        slips.add(Slip.Kind.LINK, value.span(), slips.factor(value) + " * " + factor, words);
      }
      switch (value) {
        case Expression.Name _, Expression.Attribute _, Expression.Subscript _ ->
            Rewrites.diagonal(value.span(), slips.at(value), name).forEach(slips::add);
        default -> {}
      }
    }
  }

  private void whole(Expression value) {
    if (value instanceof Expression.Tuple(var elements, _)) {
      elements.forEach(this::whole);
      return;
    }
    Rewrites.of(value, slips.text(), slips.scope().alike()).forEach(slips::add);
    Span span = value.span();
    String now = slips.bracketed(value);
    if (value instanceof Expression.Unary(var op, var operand, _)
        && op == Expression.UnaryOperator.MINUS) {
      slips.add(Slip.Kind.SIGN, span, slips.at(operand), "the sign is the other one");
    } else {
      slips.add(Slip.Kind.SIGN, span, "-" + now, "the sign is the other one");
    }
    slips.add(Slip.Kind.FACTOR, span, "2 * " + now, "the factor 2 is missing");
    slips.add(Slip.Kind.FACTOR, span, "0.5 * " + now, "there is a factor 2 too much");
    for (String size : slips.scope().sizes()) {
      slips.add(Slip.Kind.FACTOR, span, now + " / " + size, "the factor 1/" + size + " is missing");
      slips.add(
          Slip.Kind.FACTOR, span, now + " * " + size, "there is a factor 1/" + size + " too much");
      String root = "np.sqrt(" + size + ")";
      slips.add(Slip.Kind.FACTOR, span, now + " / " + root, "the factor 1/" + root + " is missing");
      slips.add(
          Slip.Kind.FACTOR,
          span,
          "2 * " + now + " / " + size,
          "the factor 2/" + size + " is missing");
    }
    for (int axis = 0; axis < 2; axis++) {
      String keep = ", axis=" + axis + ", keepdims=True)";
      String words = "the sum over axis " + axis + " is missing";
      slips.add(Slip.Kind.SUM, span, "np.sum(" + slips.at(value) + ", axis=" + axis + ")", words);
      slips.add(Slip.Kind.SUM, span, "np.sum(" + slips.at(value) + keep, words);
    }
    slips.add(Slip.Kind.SUM, span, "np.sum(" + slips.at(value) + ")", "the sum is missing");
    if (!(value instanceof Expression.Int || value instanceof Expression.Float)) {
      slips.add(Slip.Kind.OPERAND, span, now + ".T", "it is transposed");
    }
    halves(value, value);
    unread(value);
    for (String other : slips.scope().borrowed().factors()) {
      slips.add(Slip.Kind.LINK, span, now + " * " + other, "the factor " + other + " is missing");
      slips.add(
          Slip.Kind.LINK, span, now + " / " + other, "the division by " + other + " is missing");
    }
    for (String name : slips.scope().terms()) {
      slips.add(Slip.Kind.LINK, span, now + " * " + name, "the factor " + name + " is missing");
      slips.add(
          Slip.Kind.TERM, span, slips.at(value) + " + " + name, "the term " + name + " is missing");
    }
    products(span, value);
    if (value instanceof Expression.Call call) {
      CallSlips.inside(call, slips);
    }
    for (String name : slips.scope().value()) {
      String link = "the local derivative is missing";
      slips.add(Slip.Kind.LINK, span, now + " * (" + name + " > 0)", link);
      slips.add(Slip.Kind.LINK, span, now + " * (1 - " + name + "**2)", link);
      slips.add(Slip.Kind.LINK, span, now + " * " + name + " * (1 - " + name + ")", link);
      slips.add(Slip.Kind.LINK, span, now + " * " + name, "the factor " + name + " is missing");
      slips.add(
          Slip.Kind.LINK, span, now + " / " + name, "the division by " + name + " is missing");
      for (String scalar : slips.scope().scalars()) {
        String term = scalar + " * " + name;
        String words = "the term with " + scalar + " is missing";
        slips.add(Slip.Kind.TERM, span, slips.at(value) + " + " + term, words);
        slips.add(Slip.Kind.TERM, span, slips.at(value) + " + 2 * " + term, words);
        for (String size : slips.scope().sizes()) {
          slips.add(Slip.Kind.TERM, span, slips.at(value) + " + " + term + " / " + size, words);
        }
      }
      slips.add(
          Slip.Kind.TERM, span, slips.at(value) + " + " + name, "the term " + name + " is missing");
      slips.add(
          Slip.Kind.TERM, span, slips.at(value) + " - " + name, "the term " + name + " is missing");
    }
  }
}

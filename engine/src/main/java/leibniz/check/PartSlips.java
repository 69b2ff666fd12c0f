package leibniz.check;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Expression;

/// The slips that may have happened in any part of an expression.
final class PartSlips {
  private final Slips slips;

  private PartSlips(Slips slips) {
    this.slips = slips;
  }

  static void add(Expression e, Slips slips) {
    new PartSlips(slips).walk(e);
  }

  private void walk(Expression e) {
    switch (e) {
      case Expression.Binary b -> {
        OperatorSlips.add(b, slips);
        Regrouped.add(b, slips);
      }
      case Expression.Unary u when u.operator() == Expression.UnaryOperator.MINUS ->
          slips.add(
              Slip.Kind.SIGN, u.span(), slips.bracketed(u.operand()), "the sign is the other one");
      case Expression.Call call -> CallSlips.add(call, slips);
      case Expression.Compare c -> compare(c);
      case Expression.Int i -> number(i);
      case Expression.Float f -> {
        double v = f.value();
        slips.add(Slip.Kind.NUMBER, f.span(), Double.toString(2 * v), "the number is another one");
        slips.add(Slip.Kind.NUMBER, f.span(), Double.toString(v / 2), "the number is another one");
        for (double step : new double[] {-1, -0.5, 0.5, 1}) {
          String now = Double.toString(v + step);
          slips.add(Slip.Kind.NUMBER, f.span(), now, "the number is another one");
        }
      }
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _ -> name(e);
      default -> {}
    }
    for (Expression child : Operands.of(e)) {
      walk(child);
    }
  }

  private void compare(Expression.Compare c) {
    for (String other : Comparing.others(c)) {
      String right = slips.at(c.comparisons().getFirst().right());
      String now = slips.at(c.first()) + " " + other + " " + right;
      slips.add(Slip.Kind.COMPARISON, c.span(), now, Comparing.WORDS);
    }
    if (Comparing.isPositive(c)) {
      String value = slips.at(c.first());
      String words = value + " itself belongs here, not whether it is positive";
      slips.add(Slip.Kind.FUNCTION, c.span(), slips.bracketed(c.first()), words);
    }
  }

  private void number(Expression.Int i) {
    for (int other : new int[] {1, -1}) {
      BigInteger now = i.value().add(BigInteger.valueOf(other));
      slips.add(Slip.Kind.NUMBER, i.span(), now.toString(), "the number is another one");
    }
    slips.add(
        Slip.Kind.NUMBER, i.span(), i.value().shiftLeft(1).toString(), "the number is another one");
    if (i.value().equals(BigInteger.ONE)) {
      slips.add(Slip.Kind.NUMBER, i.span(), "0.5", "the number is another one");
    }
  }

  private void name(Expression e) {
    if (e instanceof Expression.Subscript(var whole, Expression.Tuple index, _)) {
      positions(index);
      exchanged(index, slips);
      if (index.elements().stream().anyMatch(PartSlips::isNewAxis)) {
        expanded(whole);
      } else {
        picked(e, whole);
      }
    }
    if (e instanceof Expression.Subscript(var whole, Expression.Slice slice, _)) {
      slice(e, whole, slice);
    }
    if (e instanceof Expression.Attribute(var of, String last, _, _) && last.equals("T")) {
      slips.add(Slip.Kind.OPERAND, e.span(), slips.at(of), "it is not transposed");
    }
    String now = slips.at(e);
    if (slips.scope().squared().contains(now)) {
      slips.add(Slip.Kind.NUMBER, e.span(), "(" + now + "**2)", "the square is missing");
    }
    for (String other : slips.scope().alike().apply(now)) {
      slips.add(Slip.Kind.NAME, e.span(), other, other + " belongs here, not " + now);
    }
    if (slips.scope().lists().contains(now)) {
      for (String other : slips.scope().lists()) {
        if (!other.equals(now)) {
          slips.add(Slip.Kind.LIST, e.span(), other, other + " belongs here, not " + now);
        }
      }
    }
    for (String part : slips.scope().written().slices().getOrDefault(now, Set.of())) {
      slips.add(Slip.Kind.INDEX, e.span(), part, part + " belongs here, not all of it");
    }
    for (String unused : slips.scope().written().unused()) {
      String words = "the term " + unused + " is missing";
      slips.add(Slip.Kind.TERM, e.span(), "(" + now + " + " + unused + ")", words);
    }
    for (String sum : slips.scope().borrowed().sums().getOrDefault(now, Set.of())) {
      slips.add(Slip.Kind.TERM, e.span(), sum, "elsewhere it is a term of  " + sum);
    }
    if (e instanceof Expression.Subscript(var value, var index, _)
        && !(index instanceof Expression.Str)
        && !(index instanceof Expression.Slice)
        && !(index instanceof Expression.Tuple)) {
      for (String other : slips.scope().written().elements()) {
        if (!other.equals(now)) {
          slips.add(Slip.Kind.NAME, e.span(), other, other + " belongs here, not " + now);
        }
      }
      for (String list : slips.scope().lists()) {
        if (!list.equals(slips.at(value))) {
          String other = list + "[" + slips.at(index) + "]";
          slips.add(Slip.Kind.NAME, e.span(), other, other + " belongs here, not " + now);
        }
      }
      for (int step : new int[] {-1, 1}) {
        String shifted = slips.at(value) + "[" + Repeated.stepped(slips.at(index), step) + "]";
        slips.add(Slip.Kind.INDEX, e.span(), shifted, "the index is off by one");
      }
    }
  }

  private static boolean isNewAxis(Expression index) {
    return index instanceof Expression.None
        || index instanceof Expression.Attribute a && a.name().equals("newaxis");
  }

  private static final int NAMES = 6; // that may be missing

  /// What may be missing before an axis is added: `(mask * s)[:, None] * x` for `(mask * s / d)[:,
  /// None] * x`.
  private void expanded(Expression e) {
    Expression last = e;
    while (last instanceof Expression.Binary b && b.operator() == Expression.Operator.MULTIPLY) {
      last = b.right();
    }
    if (last instanceof Expression.Name || last instanceof Expression.Attribute) {
      for (String other :
          slips.scope().alike().apply(slips.at(last)).stream().limit(NAMES).toList()) {
        String factor = "the factor " + other + " is missing before the axis is added";
        String division = "the division by " + other + " is missing before the axis is added";
        String now = last.equals(e) ? "(" + slips.at(e) : slips.at(e);
        String end = last.equals(e) ? ")" : "";
        slips.add(Slip.Kind.LINK, e.span(), now + " * " + other + end, factor);
        slips.add(Slip.Kind.LINK, e.span(), now + " / " + other + end, division);
      }
    }
  }

  /// `PQ[:, i]` for `PQ[:, i] * num[:, i]`: the same part of another array is missing.
  private void picked(Expression e, Expression whole) {
    String rest = slips.at(e).substring(slips.at(whole).length());
    for (String other :
        slips.scope().alike().apply(slips.at(whole)).stream().limit(NAMES).toList()) {
      String factor = other + rest;
      String words = "the factor " + factor + " is missing";
      slips.add(Slip.Kind.LINK, e.span(), slips.at(e) + " * " + factor, words);
    }
  }

  /// `dout[j, i]` for `dout[i, j]`.
  static void exchanged(Expression.Tuple index, Slips slips) {
    for (int k = 0; k + 1 < index.elements().size(); k++) {
      Expression a = index.elements().get(k);
      Expression b = index.elements().get(k + 1);
      if (isPosition(a) && isPosition(b)) {
        Span both =
            new Span(
                a.span().file(),
                a.span().line(),
                a.span().column(),
                b.span().endLine(),
                b.span().endColumn());
        String now = slips.at(b) + ", " + slips.at(a);
        slips.add(Slip.Kind.INDEX, both, now, "the indices are the other way round");
      }
    }
  }

  private static boolean isPosition(Expression index) {
    return index instanceof Expression.Name || index instanceof Expression.Subscript;
  }

  /// `dz[-n:]` for `dz[:n]`: the other end.
  private void slice(Expression e, Expression whole, Expression.Slice slice) {
    String now = otherEnd(slice);
    if (!now.isEmpty()) {
      String text = slips.at(whole) + "[" + now + "]";
      slips.add(Slip.Kind.INDEX, e.span(), text, "the slice is the one at the other end");
    }
    for (String rest : Repeated.rest(slice, slips)) {
      String text = slips.at(whole) + "[" + rest + "]";
      slips.add(Slip.Kind.INDEX, e.span(), text, Repeated.REST);
    }
  }

  private String otherEnd(Expression.Slice slice) {
    String now = "";
    if (slice.step() == null && slice.upper() == null && slice.lower() != null) {
      String start = slips.at(slice.lower());
      now = start.startsWith("-") ? ":" + start.substring(1) : ":-" + start;
    } else if (slice.step() == null && slice.lower() == null && slice.upper() != null) {
      String stop = slips.at(slice.upper());
      now = stop.startsWith("-") ? stop.substring(1) + ":" : "-" + stop + ":";
    }
    return now.contains(" ") ? "" : now;
  }

  /// `h[:, t]` for `h[:, t - 1]`.
  private void positions(Expression.Tuple index) {
    for (Expression position : index.elements()) {
      if (position instanceof Expression.Slice slice) {
        String now = otherEnd(slice);
        if (!now.isEmpty()) {
          String words = "the slice is the one at the other end";
          slips.add(Slip.Kind.INDEX, position.span(), now, words);
        }
      }
      if (position instanceof Expression.Name) {
        for (String step : List.of(" - 1", " + 1")) {
          slips.add(
              Slip.Kind.INDEX,
              position.span(),
              slips.at(position) + step,
              "the index is off by one");
        }
      }
    }
  }
}

package leibniz.check;

import java.util.List;
import java.util.Set;
import leibniz.python.Expression;

/// The same operands, bracketed otherwise: `a * s + t` for `(a + t) * s`, `w * np.cumsum(x)` for
/// `np.cumsum(w * x)`.
final class Regrouped {
  private static final String TERM = "the term belongs inside the brackets";
  private static final String OUT = "a term stands inside the brackets that does not belong there";
  private static final String FACTOR = "the factor belongs inside the sum";
  private static final Set<String> SUMS = Set.of("sum", "mean", "cumsum");

  private final Expression.Binary whole;
  private final Slips slips;

  private Regrouped(Expression.Binary whole, Slips slips) {
    this.whole = whole;
    this.slips = slips;
  }

  static void add(Expression.Binary b, Slips slips) {
    Regrouped all = new Regrouped(b, slips);
    switch (b.operator()) {
      case ADD, SUBTRACT -> {
        all.inside(b.left(), true);
        all.inside(b.right(), false);
      }
      case MULTIPLY -> {
        all.outside(b.left(), b.right());
        all.within(b.left(), b.right());
        all.within(b.right(), b.left());
      }
      default -> {}
    }
  }

  private void add(String now, String words) {
    slips.add(Slip.Kind.GROUP, whole.span(), now, words);
  }

  /// The other term goes into each of the brackets that a product could have.
  private void inside(Expression product, boolean first) {
    String symbol = " " + whole.operator().symbol() + " ";
    String rest = "";
    Expression left = product;
    while (left instanceof Expression.Binary b && isFactor(b)) {
      rest = " " + b.operator().symbol() + " " + slips.bracketed(b.right()) + rest;
      left = b.left();
      String sum =
          first
              ? slips.at(left) + symbol + slips.factor(whole.right())
              : slips.at(whole.left()) + symbol + slips.factor(left);
      add("(" + sum + ")" + rest, TERM);
    }
  }

  private static boolean isFactor(Expression.Binary b) {
    return b.operator() == Expression.Operator.MULTIPLY
        || b.operator() == Expression.Operator.DIVIDE;
  }

  /// `a * s + t` for `(a + t) * s`, and `a + t * s`.
  private void outside(Expression sum, Expression factor) {
    if (sum instanceof Expression.Binary b
        && (b.operator() == Expression.Operator.ADD
            || b.operator() == Expression.Operator.SUBTRACT)) {
      String symbol = " " + b.operator().symbol() + " ";
      String by = " * " + slips.bracketed(factor);
      add("(" + slips.factor(b.left()) + by + symbol + slips.factor(b.right()) + ")", OUT);
      add("(" + slips.at(b.left()) + symbol + slips.factor(b.right()) + by + ")", OUT);
    }
  }

  /// `np.sum(w * x)` for `w * np.sum(x)`.
  private void within(Expression e, Expression factor) {
    if (e instanceof Expression.Call(Expression.Attribute function, var arguments, _)
        && SUMS.contains(function.name())
        && function.value() instanceof Expression.Name(String id, _)
        && Operands.isModule(id)
        && !arguments.isEmpty()) {
      List<String> all = arguments.stream().skip(1).map(a -> slips.text().at(a.span())).toList();
      String product = slips.factor(factor) + " * " + slips.factor(arguments.getFirst().value());
      String rest = all.isEmpty() ? "" : ", " + String.join(", ", all);
      add(slips.at(function) + "(" + product + rest + ")", FACTOR);
    }
  }
}

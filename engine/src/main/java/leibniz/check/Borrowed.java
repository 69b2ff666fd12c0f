package leibniz.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// What a program multiplies with and divides by: a gradient that lacks a factor lacks one that
/// stands somewhere else, most often in the forward pass.
final class Borrowed {
  private static final int MOST = 40;
  private static final int LONGEST = 24;

  private final Text text;
  private final Set<String> found = new LinkedHashSet<>();

  private Borrowed(Text text) {
    this.text = text;
  }

  /// The factors and divisors, as written, bracketed where need be.
  static List<String> of(List<Statement> statements, Text text) {
    Borrowed borrowed = new Borrowed(text);
    for (Statement statement : statements) {
      switch (statement) {
        case Statement.Assign(_, var value, _) -> borrowed.walk(value);
        case Statement.AugmentedAssign(_, var operator, var value, _) -> {
          if (operator == Expression.Operator.MULTIPLY || operator == Expression.Operator.DIVIDE) {
            borrowed.take(value);
          }
          borrowed.walk(value);
        }
        case Statement.Return(var value, _) when value != null -> borrowed.walk(value);
        default -> {}
      }
    }
    return borrowed.found.stream().limit(MOST).toList();
  }

  private void walk(Expression e) {
    if (e instanceof Expression.Binary b) {
      switch (b.operator()) {
        case MULTIPLY -> {
          take(b.left());
          take(b.right());
        }
        case DIVIDE -> take(b.right());
        default -> {}
      }
    }
    e.children().forEach(this::walk);
  }

  private void take(Expression e) {
    String written = text.at(e.span());
    if (written.length() > LONGEST || written.contains("\n")) {
      return;
    }
    switch (e) {
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _, Expression.Call _ ->
          found.add(written);
      case Expression.Unary(var operator, var operand, _)
          when operator == Expression.UnaryOperator.MINUS ->
          take(operand);
      case Expression.Binary b when b.operator() != Expression.Operator.MULTIPLY ->
          found.add("(" + written + ")");
      default -> {}
    }
  }
}

package leibniz.check;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// What a program multiplies with and divides by, and what it adds: a gradient that lacks a factor
/// or a term lacks one that stands somewhere else, most often in the forward pass.
///
/// @param factors the factors and divisors, as written, bracketed where need be
/// @param sums the sums that an entry is a term of, by the entry: `(E[t] + beta[t])` of `beta[t]`
record Borrowed(List<String> factors, Map<String, Set<String>> sums) {
  private static final int MOST = 40;
  private static final int MOST_SUMS = 3; // of one entry
  private static final int LONGEST = 24;

  static Borrowed of(List<Statement> statements, Text text) {
    Collected all = new Collected(text, new LinkedHashSet<>(), new HashMap<>());
    for (Statement statement : statements) {
      switch (statement) {
        case Statement.Assign(_, var value, _) -> all.walk(value);
        case Statement.AugmentedAssign(_, var operator, var value, _) -> {
          if (operator == Expression.Operator.MULTIPLY || operator == Expression.Operator.DIVIDE) {
            all.take(value);
          }
          all.walk(value);
        }
        case Statement.Return(var value, _) when value != null -> all.walk(value);
        default -> {}
      }
    }
    return new Borrowed(all.found.stream().limit(MOST).toList(), all.sums);
  }

  /// What is found on the way.
  private record Collected(Text text, Set<String> found, Map<String, Set<String>> sums) {

    private void walk(Expression e) {
      if (e instanceof Expression.Binary b) {
        switch (b.operator()) {
          case MULTIPLY -> {
            take(b.left());
            take(b.right());
          }
          case DIVIDE -> take(b.right());
          case ADD -> {
            add(b, b.left(), b.right());
            add(b, b.right(), b.left());
          }
          case SUBTRACT -> add(b, b.left(), b.right());
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

    /// A sum or a difference of two that have names, by one of these.
    private void add(Expression.Binary sum, Expression one, Expression other) {
      boolean named = other instanceof Expression.Name || other instanceof Expression.Subscript;
      String written = text.at(sum.span());
      if (named && one instanceof Expression.Subscript && !written.contains("\n")) {
        Set<String> own = sums.computeIfAbsent(text.at(one.span()), _ -> new LinkedHashSet<>());
        if (own.size() < MOST_SUMS) {
          own.add("(" + written + ")");
        }
      }
    }
  }
}

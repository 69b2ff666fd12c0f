package leibniz.trace;

import java.math.BigInteger;
import java.util.List;
import leibniz.ir.Head;
import leibniz.python.Expression;

/// Asserts that declare something of an input's values: `assert np.allclose(np.sum(p, axis=1), 1)`,
/// `assert np.sum(p, axis=-1) == 1`, `assert np.all(p > 0)`, `assert (p > 0).all()`, `assert
/// np.allclose(A, A.T)`, `assert np.allclose(Q.T @ Q, np.eye(n))`, `assert
/// np.all(np.linalg.eigvalsh(S) > 0)`.
final class Claims {
  private Claims() {}

  /// @param axis the axis it is about; -1 is the last
  record Claim(String name, Head.Property property, int axis) {}

  static void read(Expression test, List<Claim> claims) {
    switch (test) {
      case Expression.And(var parts, _) -> parts.forEach(p -> read(p, claims));
      case Expression.Call call when named(call, "allclose") && call.arguments().size() >= 2 -> {
        Expression left = call.arguments().get(0).value();
        Expression right = call.arguments().get(1).value();
        if (isOne(right)) {
          sum(left, claims);
        }
        matrix(left, right, claims);
      }
      case Expression.Call call when named(call, "all") && call.arguments().size() == 1 ->
          read(call.arguments().get(0).value(), claims);
      case Expression.Call call
          when named(call, "all")
              && call.arguments().isEmpty()
              && call.function() instanceof Expression.Attribute(var inner, _, _, _) ->
          read(inner, claims);
      case Expression.Compare(var first, var comparisons, _) when comparisons.size() == 1 -> {
        Expression right = comparisons.get(0).right();
        switch (comparisons.get(0).operator()) {
          case EQUAL -> {
            if (isOne(right)) {
              sum(first, claims);
            }
          }
          case GREATER -> {
            if (right instanceof Expression.Int(BigInteger zero, _) && zero.signum() == 0) {
              positive(first, claims);
            }
          }
          case UNEQUAL, LESS, LESS_EQUAL, GREATER_EQUAL, IN, NOT_IN, IS, IS_NOT -> {}
        }
      }
      default -> {}
    }
  }

  /// Whether a test is one that only declares; it is not evaluated.
  static boolean declares(Expression test) {
    List<Claim> claims = new java.util.ArrayList<>();
    read(test, claims);
    return !claims.isEmpty();
  }

  private static void positive(Expression e, List<Claim> claims) {
    switch (e) {
      case Expression.Name(String id, _) -> claims.add(new Claim(id, Head.Property.POSITIVE, -1));
      case Expression.Call call
          when named(call, "eigvalsh")
              && call.arguments().size() == 1
              && call.arguments().get(0).value() instanceof Expression.Name(String id, _) ->
          claims.add(new Claim(id, Head.Property.POSITIVE_DEFINITE, -1));
      default -> {}
    }
  }

  /// `A` and `A.T`, or `Q.T @ Q` and `np.eye(n)`.
  private static void matrix(Expression left, Expression right, List<Claim> claims) {
    if (left instanceof Expression.Name(String id, _) && id.equals(transposed(right))) {
      claims.add(new Claim(id, Head.Property.SYMMETRIC, -1));
    }
    if (left instanceof Expression.Binary b
        && b.operator() == Expression.Operator.MATMUL
        && right instanceof Expression.Call call
        && (named(call, "eye") || named(call, "identity"))) {
      String first = transposed(b.left());
      String second = transposed(b.right());
      if (b.right() instanceof Expression.Name(String id, _) && id.equals(first)) {
        claims.add(new Claim(id, Head.Property.ORTHOGONAL, -1));
      } else if (b.left() instanceof Expression.Name(String id, _) && id.equals(second)) {
        claims.add(new Claim(id, Head.Property.ORTHOGONAL, -1));
      }
    }
  }

  /// The name of which it is the transpose, or nothing.
  private static String transposed(Expression e) {
    return e instanceof Expression.Attribute(Expression.Name(String id, _), String attribute, _, _)
            && attribute.equals("T")
        ? id
        : "";
  }

  /// `np.sum(p, axis=k)` or `p.sum(axis=k)`.
  private static void sum(Expression e, List<Claim> claims) {
    if (!(e instanceof Expression.Call call) || !named(call, "sum")) {
      return;
    }
    Expression of = null;
    int axis = Integer.MIN_VALUE;
    if (call.function() instanceof Expression.Attribute(Expression.Name(String id, var s), _, _, _)
        && !id.equals("np")
        && !id.equals("numpy")) {
      of = new Expression.Name(id, s);
    }
    for (Expression.Argument argument : call.arguments()) {
      if (argument.name().equals("axis") || argument.name().isEmpty() && of != null) {
        axis = whole(argument.value());
      } else if (argument.name().isEmpty()) {
        of = argument.value();
      }
    }
    if (of instanceof Expression.Name(String name, _) && axis != Integer.MIN_VALUE) {
      claims.add(new Claim(name, Head.Property.ROWS_SUM_TO_ONE, axis));
    }
  }

  private static boolean named(Expression.Call call, String name) {
    return switch (call.function()) {
      case Expression.Name(String id, _) -> id.equals(name);
      case Expression.Attribute(_, String id, _, _) -> id.equals(name);
      default -> false;
    };
  }

  private static boolean isOne(Expression e) {
    return e instanceof Expression.Int(BigInteger value, _) && value.equals(BigInteger.ONE)
        || e instanceof Expression.Float f && f.value() == 1;
  }

  private static int whole(Expression e) {
    return switch (e) {
      case Expression.Int(BigInteger value, _) when value.bitLength() < 16 -> value.intValue();
      case Expression.Unary(var op, Expression.Int(BigInteger value, _), _)
          when op == Expression.UnaryOperator.MINUS && value.bitLength() < 16 ->
          -value.intValue();
      default -> Integer.MIN_VALUE;
    };
  }
}

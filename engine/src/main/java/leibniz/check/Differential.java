package leibniz.check;

import java.util.Map;
import leibniz.python.Expression;
import org.jspecify.annotations.Nullable;

/// What a derivative is that goes forward with the values: where a function has `P = (1 - K) * Pp`
/// and both `dK` and `dPp`, its `dP` is `-dK * Pp + (1 - K) * dPp`.
///
/// @param values what the names of the function are given there
record Differential(Map<String, Expression> values, Text text) {

  /// Null if the name is none of a derivative, or it cannot be said what it is.
  static @Nullable String of(String name, Map<String, Expression> values, Text text) {
    Expression value = name.startsWith("d") ? values.get(plain(name)) : null;
    Sum made = value == null ? null : new Differential(values, text).of(value);
    return made == null || made.isNothing() ? null : made.text;
  }

  private static String plain(String name) {
    return name.startsWith("d_") ? name.substring(2) : name.substring(1);
  }

  /// @param terms how many; of none, nothing varies
  private record Sum(String text, int terms) {
    static final Sum NOTHING = new Sum("", 0);

    boolean isNothing() {
      return terms == 0;
    }

    String factor() {
      return terms > 1 || text.startsWith("-") ? "(" + text + ")" : text;
    }

    Sum plus(Sum other) {
      return isNothing()
          ? other
          : other.isNothing() ? this : new Sum(text + " + " + other.text, terms + other.terms);
    }

    Sum minus(Sum other) {
      String taken = "-" + (isNothing() ? "" : " ") + other.factor();
      return other.isNothing()
          ? this
          : new Sum(isNothing() ? taken : text + " " + taken, terms + 1);
    }

    Sum times(String by) {
      return isNothing() ? this : new Sum((terms > 1 ? "(" + text + ")" : text) + by, 1);
    }

    /// The same with something before it.
    Sum behind(String first) {
      return isNothing() ? this : new Sum(first + factor(), 1);
    }
  }

  private @Nullable Sum of(Expression e) {
    return switch (e) {
      case Expression.Int _, Expression.Float _ -> Sum.NOTHING;
      case Expression.Name(String id, _) ->
          values.containsKey("d" + id)
              ? new Sum("d" + id, 1)
              : values.containsKey("d_" + id) ? new Sum("d_" + id, 1) : Sum.NOTHING;
      case Expression.Unary(var operator, var operand, _)
          when operator == Expression.UnaryOperator.MINUS -> {
        Sum inner = of(operand);
        yield inner == null ? null : Sum.NOTHING.minus(inner);
      }
      case Expression.Binary b -> binary(b);
      default -> e.children().stream().allMatch(this::isFixed) ? Sum.NOTHING : null;
    };
  }

  private boolean isFixed(Expression e) {
    Sum made = of(e);
    return made != null && made.isNothing();
  }

  private @Nullable Sum binary(Expression.Binary b) {
    Sum left = of(b.left());
    Sum right = of(b.right());
    if (left == null || right == null) {
      return null;
    }
    String before = factor(b.left());
    String after = factor(b.right());
    return switch (b.operator()) {
      case ADD -> left.plus(right);
      case SUBTRACT -> left.minus(right);
      case MULTIPLY -> left.times(" * " + after).plus(right.behind(before + " * "));
      case MATMUL ->
          left.times(" @ " + bracketed(b.right())).plus(right.behind(bracketed(b.left()) + " @ "));
      case DIVIDE ->
          left.times(" / " + bracketed(b.right()))
              .minus(right.behind(before + " * ").times(" / " + bracketed(b.right()) + " ** 2"));
      case POWER ->
          left.isNothing() && right.isNothing()
              ? Sum.NOTHING
              : b.right() instanceof Expression.Int n && n.value().intValue() == 2
                  ? left.behind("2 * " + bracketed(b.left()) + " * ")
                  : null;
      case FLOOR_DIVIDE, MODULO, SHIFT_LEFT, SHIFT_RIGHT, AND, OR, XOR -> null;
    };
  }

  private String bracketed(Expression e) {
    String written = text.at(e.span());
    return e instanceof Expression.Name ? written : "(" + written + ")";
  }

  private String factor(Expression e) {
    boolean sum =
        e instanceof Expression.Binary b
            && (b.operator() == Expression.Operator.ADD
                || b.operator() == Expression.Operator.SUBTRACT);
    return sum ? "(" + text.at(e.span()) + ")" : text.at(e.span());
  }
}

package leibniz.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.op.Maps;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// What comes of a test: true or false, or a condition on data where the program is followed.
final class Outcomes {
  private final Session session;
  private final Evaluation values;

  /// @param condition a number that is 1 where the test holds; null if it is known whether it does
  /// @param holds whether it holds, if that is known
  record Outcome(@Nullable Expr condition, boolean holds) {
    static Outcome known(boolean holds) {
      return new Outcome(null, holds);
    }

    Outcome not() {
      return condition == null ? known(!holds) : new Outcome(Regions.not(condition), false);
    }
  }

  Outcomes(Session session, Evaluation values) {
    this.session = session;
    this.values = values;
  }

  Outcome of(Expression test, String what, Scope scope) {
    return switch (test) {
      case Expression.And(var operands, _) -> all(operands, what, scope, false);
      case Expression.Or(var operands, _) -> all(operands, what, scope, true);
      case Expression.Unary(var operator, var operand, _)
          when operator == Expression.UnaryOperator.NOT ->
          of(operand, what, scope).not();
      default -> of(values.operand(test, scope), what);
    };
  }

  Outcome of(Value.Operand operand, String what) {
    Expr data = data(operand.value());
    return data != null
        ? new Outcome(data, false)
        : Outcome.known(Concrete.truth(operand, what, session));
  }

  /// Whether all hold; of their opposites, where one of them is enough.
  private Outcome all(List<Expression> operands, String what, Scope scope, boolean opposite) {
    Expr condition = null;
    for (Expression operand : operands) {
      Outcome one = of(operand, what, scope);
      Outcome part = opposite ? one.not() : one;
      if (part.condition != null) {
        condition = condition == null ? part.condition : Regions.both(condition, part.condition);
      } else if (!part.holds) {
        return Outcome.known(opposite);
      }
    }
    Outcome all = condition == null ? Outcome.known(true) : new Outcome(condition, false);
    return opposite ? all.not() : all;
  }

  /// The condition that a number is not 0, if only its value at run time tells.
  private @Nullable Expr data(Value value) {
    boolean open =
        session.follows()
            && !session.isTrying()
            && !session.decides()
            && value instanceof Value.Tensor t
            && t.within() == null
            && t.shape().dims().stream().allMatch(d -> d.isOne())
            && Concrete.rational(t, session.sizes()) == null;
    if (!open) {
      return null;
    }
    Value.Tensor tensor = (Value.Tensor) value;
    Expr number = Regroup.regroup(tensor.expr(), Shape.SCALAR);
    return tensor.isMask()
        ? number
        : Build.map(Maps.NOT_EQUAL, List.of(number, Build.number(Rational.ZERO)));
  }

  /// Whether only data tells if a comparison of two numbers holds, or what is made of such.
  static boolean isOpen(Value value, Session session) {
    return session.follows()
        && !session.decides()
        && value instanceof Value.Tensor t
        && t.isMask()
        && t.within() == null
        && t.shape().rank() == 0
        && t.expr().constant() == null;
  }

  /// Two conditions that only data tells, or one.
  static Value both(@Nullable Value one, Value other) {
    return one instanceof Value.Tensor a && other instanceof Value.Tensor b
        ? Value.Tensor.mask(Regions.both(a.expr(), b.expr()))
        : other;
  }

  /// The opposite of a condition that only data tells.
  static Value not(Value condition) {
    return condition instanceof Value.Tensor t
        ? Value.Tensor.mask(Regions.not(t.expr()))
        : condition;
  }

  /// How often each name stands in statements.
  static Map<String, Integer> names(List<Statement> body) {
    Map<String, Integer> counts = new HashMap<>();
    Walk.expressions(
        body,
        e -> {
          if (e instanceof Expression.Name(String id, _)) {
            counts.merge(id, 1, Integer::sum);
          }
        });
    return counts;
  }
}

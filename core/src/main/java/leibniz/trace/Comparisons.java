package leibniz.trace;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import leibniz.ir.Build;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import leibniz.op.Maps;
import leibniz.python.Expression;
import leibniz.python.Expression.Comparator;
import org.jspecify.annotations.Nullable;

/// `==`, `<`, `in`, `is`: known now for numbers, sizes, texts and lists; entry by entry for
/// tensors.
final class Comparisons {
  private final Session session;

  Comparisons(Session session) {
    this.session = session;
  }

  /// `a < b <= c`.
  Value chain(Expression.Compare c, Function<Expression, Value.Operand> operand) {
    Value.Operand left = operand.apply(c.first());
    Value result = new Value.Bool(true);
    Value open = null; // what is left to data
    for (Expression.Comparison comparison : c.comparisons()) {
      Value.Operand right = operand.apply(comparison.right());
      result = of(comparison.operator(), left, right, c.span());
      if (c.comparisons().size() > 1) {
        Value.Operand step = new Value.Operand(result, c.span(), "", null);
        if (Outcomes.isOpen(result, session)) {
          open = Outcomes.both(open, result);
        } else if (!Concrete.truth(step, "a chain of comparisons", session)) {
          return new Value.Bool(false);
        }
      }
      left = right;
    }
    return open == null ? result : open;
  }

  private Value of(Comparator operator, Value.Operand left, Value.Operand right, Span span) {
    for (Value.Operand operand : List.of(left, right)) {
      if (operand.value() instanceof Value.Foreign f) {
        throw Concrete.foreign(f, operand.span());
      }
    }
    return switch (operator) {
      case IS -> new Value.Bool(same(left.value(), right.value(), span));
      case IS_NOT -> new Value.Bool(!same(left.value(), right.value(), span));
      case IN, NOT_IN -> {
        Value among = among(left, right);
        Value in = among == null ? new Value.Bool(contains(right, left.value(), span)) : among;
        yield operator == Comparator.IN
            ? in
            : in instanceof Value.Bool(boolean holds) ? new Value.Bool(!holds) : Outcomes.not(in);
      }
      case EQUAL, UNEQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
        boolean tensor =
            left.value() instanceof Value.Tensor || right.value() instanceof Value.Tensor;
        boolean numbers = Tensors.isTensor(left.value()) && Tensors.isTensor(right.value());
        yield tensor && numbers
            ? relation(operator, left, right, span)
            : known(operator, left, right, span);
      }
    };
  }

  /// Python's `is`: of small whole numbers and of texts there is one each.
  @SuppressWarnings("ReferenceEquality")
  private boolean same(Value a, Value b, Span span) {
    boolean numbers = Concrete.isWhole(a) && Concrete.isWhole(b);
    boolean texts = a instanceof Value.Text && b instanceof Value.Text;
    boolean truth = a instanceof Value.Bool || b instanceof Value.Bool; // `1 is True` is false
    return a == b
        || a.equals(b) && (a instanceof Value.Single || a instanceof Value.Bool)
        || (numbers && !truth || texts) && Sequences.equal(a, b, span, session);
  }

  private boolean contains(Value.Operand container, Value element, Span span) {
    if (container.value() instanceof Value.Dict dict) {
      return dict.entries().containsKey(Sequences.key(element, span, session));
    }
    if (container.value() instanceof Value.Set set) {
      return set.elements().containsKey(Sequences.key(element, span, session));
    }
    if (container.value() instanceof Value.Text(String text)
        && element instanceof Value.Text(String part)) {
      return text.contains(part);
    }
    return Sequences.elements(container, session).stream()
        .anyMatch(e -> Sequences.equal(e, element, span, session));
  }

  private static final int MOST = 100; // numbers that each are compared with

  /// Whether a number that only data tells is one of some known ones; null if it is no such number,
  /// or they are not.
  private @Nullable Value among(Value.Operand element, Value.Operand container) {
    if (!(element.value() instanceof Value.Tensor tensor)
        || tensor.shape().rank() > 0
        || Concrete.rational(tensor, session.sizes()) != null
        || container.value() instanceof Value.Dict) {
      return null;
    }
    Collection<Value> elements =
        container.value() instanceof Value.Set set
            ? set.elements().values()
            : Sequences.elements(container, session);
    Set<Rational> numbers = new LinkedHashSet<>();
    for (Value value : elements) {
      Rational number = Concrete.rational(value, session.sizes());
      if (number == null || numbers.size() > MOST) {
        return null;
      }
      numbers.add(number);
    }
    // It is at most one of them.
    List<Expr> equal =
        numbers.stream()
            .map(n -> Build.map(Maps.EQUAL, List.of(tensor.expr(), Build.number(n))))
            .toList();
    return equal.isEmpty()
        ? new Value.Bool(false)
        : Value.Tensor.mask(equal.stream().reduce(Build::plus).orElseThrow());
  }

  private Value relation(Comparator operator, Value.Operand left, Value.Operand right, Span span) {
    Rational a = Concrete.rational(left.value(), session.sizes());
    Rational b = Concrete.rational(right.value(), session.sizes());
    if (a != null && b != null) {
      for (Value.Operand one : List.of(left, right)) {
        if (one.value() instanceof Value.Size size) {
          session.sizes().fix(size.dim());
        }
      }
      return new Value.Bool(holds(operator, a.compareTo(b)));
    }
    return Value.Tensor.mask(
        new Arithmetic(session).map(row(operator), left, right, operator.symbol(), span));
  }

  private static Elementwise row(Comparator operator) {
    return switch (operator) {
      case EQUAL -> Maps.EQUAL;
      case UNEQUAL -> Maps.NOT_EQUAL;
      case LESS -> Maps.LESS;
      case LESS_EQUAL -> Maps.LESS_EQUAL;
      case GREATER -> Maps.GREATER;
      case GREATER_EQUAL -> Maps.GREATER_EQUAL;
      case IN, NOT_IN, IS, IS_NOT -> throw new IllegalStateException("no relation: " + operator);
    };
  }

  private Value known(Comparator operator, Value.Operand left, Value.Operand right, Span span) {
    if (operator == Comparator.EQUAL || operator == Comparator.UNEQUAL) {
      boolean equal = Sequences.equal(left.value(), right.value(), span, session);
      return new Value.Bool(equal == (operator == Comparator.EQUAL));
    }
    if (left.value() instanceof Value.Text(String a)
        && right.value() instanceof Value.Text(String b)) {
      return new Value.Bool(holds(operator, a.compareTo(b)));
    }
    return new Value.Bool(holds(operator, number(left).compareTo(number(right))));
  }

  private Rational number(Value.Operand operand) {
    if (operand.value() instanceof Value.Size size) {
      return Rational.of(session.sizes().need(size.dim(), "a comparison", operand.span()));
    }
    Rational number = Concrete.rational(operand.value(), session.sizes());
    if (number == null) {
      throw Faults.unfit(
              operand.or("this") + " is " + Value.kind(operand.value()) + ", which has no order",
              operand.span())
          .raise();
    }
    return number;
  }

  private static boolean holds(Comparator operator, int sign) {
    return switch (operator) {
      case EQUAL -> sign == 0;
      case UNEQUAL -> sign != 0;
      case LESS -> sign < 0;
      case LESS_EQUAL -> sign <= 0;
      case GREATER -> sign > 0;
      case GREATER_EQUAL -> sign >= 0;
      case IN, NOT_IN, IS, IS_NOT -> false;
    };
  }
}

package leibniz.trace;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Problem;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import leibniz.op.Slice;
import org.jspecify.annotations.Nullable;

/// Values that are known while the program is read: what conditions, ranges, axes and indices need.
final class Concrete {
  private Concrete() {}

  /// The exact number a value is, if it is one.
  static @Nullable Rational rational(Value value, Sizes sizes) {
    return switch (value) {
      case Value.Number n -> n.value();
      case Value.Bool b -> b.value() ? Rational.ONE : Rational.ZERO;
      case Value.Size s -> {
        OptionalLong known = sizes.value(s.dim());
        yield known.isPresent() ? Rational.of(known.getAsLong()) : null;
      }
      case Value.Tensor t when t.expr().rank() == 0 -> scalar(t.expr(), sizes);
      case Value.Tensor _,
          Value.Single _,
          Value.Text _,
          Value.Tuple _,
          Value.Listing _,
          Value.Dict _,
          Value.Set _,
          Value.Slice _,
          Value.Function _,
          Value.Module _,
          Value.Thing _,
          Value.Foreign _,
          Value.Broken _ ->
          null;
    };
  }

  /// The value of a scalar made of numbers and sizes alone; null if it is anything else.
  private static @Nullable Rational scalar(Expr root, Sizes sizes) {
    Rational constant = root.constant();
    if (constant != null) {
      return constant;
    }
    Map<Expr, Rational> known = new HashMap<>();
    return settle(root, 0, known, sizes) ? known.get(root) : null;
  }

  private static final int MOST_PARTS = 100; // of a number that is computed exactly

  /// Whether the value of a node is known now; the first that is not ends the walk.
  private static boolean settle(Expr node, int depth, Map<Expr, Rational> known, Sizes sizes) {
    if (known.containsKey(node)) {
      return true;
    }
    boolean open =
        node.rank() > 0
            || !(node.head() instanceof Head.Einsum
                || node.head() instanceof Head.Sum
                || node.head() instanceof Head.Num)
            || depth == MOST_PARTS
            || known.size() == MOST_PARTS
            || !node.args().stream().allMatch(a -> settle(a, depth + 1, known, sizes));
    Rational value = open ? null : of(node, known, sizes);
    if (value != null) {
      known.put(node, value);
    }
    return value != null;
  }

  private static @Nullable Rational of(Expr node, Map<Expr, Rational> known, Sizes sizes) {
    List<Rational> args = new ArrayList<>();
    node.args().forEach(a -> args.add(known.getOrDefault(a, Rational.ZERO)));
    return switch (node.head()) {
      case Head.Num(Head.Constant.Size(Dim size)) -> rational(new Value.Size(size), sizes);
      case Head.Einsum e -> {
        Rational product = e.coefficient();
        for (int k = 0; k < args.size(); k++) {
          Rational power = e.factors().get(k).power();
          boolean exact = power.isInt() && Math.abs(power.intValue()) <= 64;
          if (!exact || args.get(k).isZero() && power.signum() < 0) {
            yield null;
          }
          product = product.times(args.get(k).power(power.intValue()));
        }
        yield product;
      }
      case Head.Sum s -> {
        Rational sum = Rational.ZERO;
        for (int k = 0; k < args.size(); k++) {
          sum = sum.plus(s.coefficients().get(k).times(args.get(k)));
        }
        yield sum;
      }
      case Head.Var _, Head.Num _, Head.Map _, Head.Special _ -> null;
    };
  }

  /// Whether a value is an `int` of Python, so that it can count and index.
  static boolean isWhole(Value value) {
    return value instanceof Value.Number n && n.whole()
        || value instanceof Value.Size
        || value instanceof Value.Bool;
  }

  /// The `int` a value is, where one is needed.
  ///
  /// @param what what needs it, as in "range"
  static int integer(Value value, String what, Span span, Sizes sizes) {
    if (value instanceof Value.Size s) {
      long known = sizes.need(s.dim(), what, span);
      if (known == (int) known) {
        return (int) known;
      }
    }
    Rational exact = isWhole(value) ? rational(value, sizes) : entry(value);
    if (exact == null || !exact.isInt()) {
      Problem problem = Faults.unfit(what + " needs an integer, not " + Value.kind(value), span);
      throw new Misfit(problem, value, Need.Count.NUMBER);
    }
    return exact.intValue();
  }

  /// Whether it is a whole number: an `int`, or an entry of an array that is one.
  static boolean counts(Value value) {
    Rational entry = entry(value);
    return isWhole(value) || entry != null && entry.isInteger();
  }

  /// A known whole number as an `int`.
  static Value whole(Expr expr) {
    Rational constant = expr.constant();
    return constant == null ? Value.Tensor.of(expr) : new Value.Number(constant, true);
  }

  /// The number that an entry of an array is, if it is known.
  private static @Nullable Rational entry(Value value) {
    return value instanceof Value.Tensor t && t.shape().rank() == 0 ? alike(t.expr()) : null;
  }

  /// What all entries are; null if they are not known, or not alike.
  private static @Nullable Rational alike(Expr e) {
    Rational constant = e.constant();
    return switch (e.head()) {
      case Head.Special(Slice _) when constant == null -> alike(e.arg(0));
      case Head.Einsum view
          when constant == null
              && e.isView()
              && view.factors().size() == 1
              && view.factors().get(0).power().isOne()
              && view.out().stream().distinct().count() == view.out().size() -> {
        Rational inner = alike(e.arg(0));
        yield inner == null ? null : view.coefficient().times(inner);
      }
      case Head.Special _, Head.Einsum _, Head.Sum _, Head.Var _, Head.Num _, Head.Map _ ->
          constant;
    };
  }

  /// The size a value is, where one is needed.
  static Dim size(Value value, String what, Span span) {
    Rational entry = entry(value);
    if (entry != null && entry.isInt() && entry.signum() >= 0) {
      return Dim.of(entry.intValue());
    }
    return switch (value) {
      case Value.Size s -> s.dim();
      case Value.Number n
          when n.whole() && n.value().signum() >= 0 && n.value().numerator().bitLength() < 48 ->
          Dim.of(n.value().numerator().longValueExact());
      default -> {
        Problem problem = Faults.unfit(what + " needs a size, not " + Value.kind(value), span);
        throw new Misfit(problem, value, Need.Count.SIZE);
      }
    };
  }

  /// Whether a condition holds; it must be known now.
  static boolean truth(Value.Operand operand, String what, Session session) {
    Sizes sizes = session.sizes();
    return switch (operand.value()) {
      case Value.Bool b -> b.value();
      case Value.Number n -> !n.value().isZero();
      case Value.Text t -> !t.text().isEmpty();
      case Value.Tuple t -> !t.elements().isEmpty();
      case Value.Listing l -> !l.elements().isEmpty();
      case Value.Dict d -> !d.entries().isEmpty();
      case Value.Set s -> !s.elements().isEmpty();
      case Value.Single s -> s != Value.Single.NONE;
      case Value.Size s -> sizes.need(s.dim(), what, operand.span()) != 0;
      case Value.Function _, Value.Module _, Value.Slice _, Value.Thing _ -> true;
      case Value.Foreign f -> throw foreign(f, operand.span());
      case Value.Broken _ -> throw new Faults.Silenced();
      case Value.Tensor t -> {
        Rational known = rational(t, sizes);
        Double value = known == null ? session.valued(t.expr()) : null;
        if (value != null) {
          boolean holds = value != 0;
          String line = "line " + operand.span().line() + ": ";
          session.assume(
              line + what + " is taken to be " + (holds ? "true" : "false") + " by values drawn");
          yield holds;
        }
        if (known == null) {
          throw Faults.refused(
                  what + " depends on the values of a tensor " + t.shape(), operand.span())
              .help("choose entry by entry with  np.where(condition, a, b)")
              .raise();
        }
        yield !known.isZero();
      }
    };
  }

  /// Something of a library that is never run.
  static RuntimeException foreign(Value.Foreign foreign, Span span) {
    return Faults.refused(
            foreign.name() + " is not run: Leibniz reads a program and never runs Python", span)
        .raise();
  }

  /// A literal, exactly as it is written.
  static Value.Number decimal(String text, Span span) {
    BigDecimal exact = new BigDecimal(text);
    if (exact.signum() == 0) {
      return new Value.Number(Rational.ZERO, false);
    }
    long magnitude = (long) exact.precision() - exact.scale();
    if (Math.abs(magnitude) > 400 || exact.precision() > 1_000) {
      throw Faults.tooLarge("the number " + text + " is beyond a double", span);
    }
    return new Value.Number(Rational.of(exact), false);
  }

  /// A number as Python writes it.
  static String written(Value.Number number) {
    Rational value = number.value();
    if (number.whole()) {
      return value.toString();
    }
    return value.isInteger() ? value + ".0" : Double.toString(value.doubleValue());
  }

  /// A known exact number as a value; else the scalar tensor.
  static Value scalar(Expr expr) {
    Rational constant = expr.rank() == 0 ? expr.constant() : null;
    return constant == null ? Value.Tensor.of(expr) : new Value.Number(constant, false);
  }

  /// A number, a size or a truth value as a scalar expression.
  static @Nullable Expr expression(Value value) {
    return switch (value) {
      case Value.Number n -> Build.number(n.value());
      case Value.Size s -> Build.size(s.dim());
      case Value.Bool b -> Build.number(b.value() ? Rational.ONE : Rational.ZERO);
      default -> null;
    };
  }
}

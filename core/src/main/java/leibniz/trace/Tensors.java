package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.op.Concatenate;
import org.jspecify.annotations.Nullable;

/// Values as tensors, and NumPy's broadcasting over symbolic sizes.
final class Tensors {
  private Tensors() {}

  /// Whether NumPy would see an array or a scalar in it.
  static boolean isTensor(Value value) {
    return value instanceof Value.Tensor || Concrete.expression(value) != null;
  }

  /// The tensor a value is; lists of tensors are stacked, as NumPy does.
  static Expr of(Value.Operand operand, Session session) {
    Expr expr = orNull(operand, session, 0);
    if (expr == null) {
      throw Faults.unfit(
              operand.or("this") + " is " + Value.kind(operand.value()) + ", not a tensor",
              operand.span())
          .raise();
    }
    return expr;
  }

  private static @Nullable Expr orNull(Value.Operand operand, Session session, int depth) {
    Span span = operand.span();
    return switch (operand.value()) {
      case Value.Tensor t -> current(t, operand);
      case Value.Number _, Value.Size _, Value.Bool _ -> Concrete.expression(operand.value());
      case Value.Tuple t -> stack(t.elements(), span, session, depth);
      case Value.Listing l -> stack(l.elements(), span, session, depth);
      case Value.Foreign f -> throw Concrete.foreign(f, span);
      case Value.Broken _ -> throw new Faults.Silenced();
      case Value.Single _,
          Value.Text _,
          Value.Dict _,
          Value.Set _,
          Value.Slice _,
          Value.Function _,
          Value.Module _,
          Value.Thing _ ->
          null;
    };
  }

  /// What a tensor holds now; refused where that is some of its entries.
  static Expr current(Value.Tensor tensor, Value.Operand operand) {
    if (tensor.within() != null) {
      throw Faults.refused(
              operand.or("this")
                  + " has as many entries as the mask holds, which is not known before the program"
                  + " runs; it is read under a sum or a mean",
              operand.span())
          .help("keep the shape:  np.where(mask, x, 0)")
          .raise();
    }
    return tensor.expr();
  }

  private static @Nullable Expr stack(List<Value> elements, Span span, Session session, int depth) {
    if (elements.isEmpty() || depth > Bounds.AXES) {
      return null;
    }
    session.bounds().steps(elements.size(), span);
    List<Expr> parts = new ArrayList<>();
    for (Value element : elements) {
      Expr part = orNull(new Value.Operand(element, span, "", null), session, depth + 1);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    Shape shape = parts.get(0).shape();
    for (Expr part : parts) {
      if (!same(part.shape(), shape, session)) {
        throw Problem.error(
                Code.LBZ103,
                "the parts of a list have shapes " + shape + " and " + part.shape(),
                span,
                "")
            .raise();
      }
    }
    boolean equal = parts.stream().allMatch(p -> p == parts.get(0));
    if (equal) {
      Shape whole = Shape.of(Dim.of(parts.size())).concat(shape);
      return session.made(Build.broadcast(parts.get(0), whole), span);
    }
    return join(parts.stream().map(p -> Build.expand(p, List.of(0))).toList(), 0, session, span);
  }

  /// The parts one after the other along an axis; they fit.
  static Expr join(List<Expr> parts, int axis, Session session, Span span) {
    List<Expr> some = parts.stream().filter(p -> !Nothing.is(p.shape())).toList();
    List<Expr> turned =
        (some.isEmpty() ? parts : some).stream().map(p -> toEnd(p, List.of(axis))).toList();
    Expr joined = turned.size() == 1 ? turned.get(0) : Build.special(Concatenate.OP, turned);
    return session.made(fromEnd(joined, List.of(axis)), span);
  }

  /// With the given axes last, in the given order.
  static Expr toEnd(Expr x, List<Integer> axes) {
    List<Integer> order = Build.range(0, x.rank());
    order.removeAll(axes);
    order.addAll(axes);
    return Build.transpose(x, order);
  }

  /// With the last axes back at the given positions.
  static Expr fromEnd(Expr x, List<Integer> axes) {
    List<Integer> rest = Build.range(0, x.rank());
    rest.removeAll(axes);
    rest.addAll(axes);
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      order.add(rest.indexOf(axis));
    }
    return Build.transpose(x, order);
  }

  static boolean same(Shape a, Shape b, Session session) {
    if (a.rank() != b.rank()) {
      return false;
    }
    for (int axis = 0; axis < a.rank(); axis++) {
      if (!session.sizes().same(a.get(axis), b.get(axis))) {
        return false;
      }
    }
    return true;
  }

  /// The shape two operands are broadcast to.
  ///
  /// @param operator as written, for the message
  static Shape broadcast(
      Value.Operand left, Shape a, Value.Operand right, Shape b, String operator, Session session) {
    int rank = Math.max(a.rank(), b.rank());
    Dim[] dims = new Dim[rank];
    for (int k = 1; k <= rank; k++) {
      Dim x = k <= a.rank() ? a.get(a.rank() - k) : Dim.ONE;
      Dim y = k <= b.rank() ? b.get(b.rank() - k) : Dim.ONE;
      Dim size = meet(x, y, session.sizes());
      if (size == null) {
        throw clash(left, a, right, b, operator, x, y, session);
      }
      dims[rank - k] = size;
    }
    return Shape.of(dims);
  }

  private static @Nullable Dim meet(Dim x, Dim y, Sizes sizes) {
    if (x.equals(y) || y.isOne()) {
      return x;
    }
    if (x.isOne()) {
      return y;
    }
    if (sizes.same(x, y)) {
      return x;
    }
    return sizes.isOne(x) ? y : sizes.isOne(y) ? x : null;
  }

  /// The shape several operands are broadcast to.
  static Shape broadcast(
      List<Value.Operand> operands, List<Expr> exprs, String operator, Session session) {
    Shape shape = exprs.get(0).shape();
    for (int k = 1; k < exprs.size(); k++) {
      shape =
          broadcast(
              operands.get(0), shape, operands.get(k), exprs.get(k).shape(), operator, session);
    }
    return shape;
  }

  private static LeibnizException clash(
      Value.Operand left,
      Shape a,
      Value.Operand right,
      Shape b,
      String operator,
      Dim x,
      Dim y,
      Session session) {
    String headline =
        left.or("the left side")
            + " is "
            + a
            + ", "
            + right.or("the right side")
            + " is "
            + b
            + ": "
            + x
            + " and "
            + y
            + " do not fit "
            + operator;
    Problem problem =
        Problem.error(Code.LBZ103, headline, left.span(), label(left, a, session))
            .also(right.span(), label(right, b, session))
            .with(
                Problem.Note.Kind.RULE,
                "axes are aligned from the last; sizes must be equal, or one of them 1");
    return problem.raise();
  }

  /// `(m, n) from line 1`, with the values of symbols where they are known.
  static String label(Value.Operand operand, Shape shape, Session session) {
    StringBuilder label = new StringBuilder();
    label.append(operand.text().isEmpty() ? "" : operand.text() + " is ").append(shape);
    String values = values(shape, session);
    label.append(values.equals(shape.toString()) ? "" : " = " + values);
    Span origin = operand.origin();
    if (origin != null && origin.line() != operand.span().line()) {
      label.append(" from line ").append(origin.line());
    }
    return label.toString();
  }

  private static String values(Shape shape, Session session) {
    List<Dim> known = new ArrayList<>();
    for (Dim dim : shape.dims()) {
      var value = session.sizes().value(dim);
      known.add(value.isPresent() ? Dim.of(value.getAsLong()) : dim);
    }
    return new Shape(known).toString();
  }
}

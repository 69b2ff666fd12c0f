package leibniz.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.ir.Span;

/// The arguments of one call of a known function, by the names of its parameters.
final class Bound {
  private final Value.Call call;
  private final Map<String, Value.Operand> given;
  private final List<Value.Operand> rest;
  private final Session session;

  Bound(
      Value.Call call,
      Map<String, Value.Operand> given,
      List<Value.Operand> rest,
      Session session) {
    this.call = call;
    this.given = given;
    this.rest = rest;
    this.session = session;
  }

  /// What becomes of the arguments entry by entry; of some entries, those.
  Value entries(Function<Bound, Value> body) {
    Value.Held held = Held.common(given.values());
    if (held == null) {
      return body.apply(this);
    }
    Map<String, Value.Operand> whole = new LinkedHashMap<>(given);
    whole.replaceAll((_, operand) -> Held.whole(operand));
    return Held.within(body.apply(new Bound(call, whole, rest, session)), held);
  }

  Session session() {
    return session;
  }

  Span span() {
    return call.span();
  }

  /// The function as the user writes it.
  String written() {
    return call.written();
  }

  List<Value.Operand> rest() {
    return rest;
  }

  /// Whether it is given, and not `None`.
  boolean has(String parameter) {
    Value.Operand operand = given.get(parameter);
    return operand != null && operand.value() != Value.Single.NONE;
  }

  /// Whether it is given as `None`.
  boolean isNone(String parameter) {
    Value.Operand operand = given.get(parameter);
    return operand != null && operand.value() == Value.Single.NONE;
  }

  /// Whether it is given, be it `None`.
  boolean given(String parameter) {
    return given.containsKey(parameter);
  }

  Value.Operand operand(String parameter) {
    Value.Operand operand = given.get(parameter);
    if (operand == null) {
      throw Faults.unfit(written() + " needs " + parameter, span()).raise();
    }
    return operand;
  }

  Value value(String parameter) {
    return operand(parameter).value();
  }

  Expr tensor(String parameter) {
    return Tensors.of(operand(parameter), session);
  }

  /// The tensor itself, where a view of it is made; else a tensor of the same value.
  Value.Tensor array(String parameter) {
    Value.Operand operand = operand(parameter);
    Expr expr = Tensors.of(operand, session);
    return operand.value() instanceof Value.Tensor t ? t : Value.Tensor.of(expr);
  }

  boolean flag(String parameter) {
    return has(parameter)
        && Concrete.truth(operand(parameter), parameter + " of " + written(), session);
  }

  int integer(String parameter, int otherwise) {
    return has(parameter) ? integer(operand(parameter), parameter) : otherwise;
  }

  private int integer(Value.Operand operand, String parameter) {
    String what = parameter + " of " + written();
    return Concrete.integer(operand.value(), what, operand.span(), session.sizes());
  }

  String text(String parameter, String otherwise) {
    if (!has(parameter)) {
      return otherwise;
    }
    if (value(parameter) instanceof Value.Text(String text)) {
      return text;
    }
    throw unfit(parameter, "needs a text");
  }

  /// The elements of a list, a tuple, or a tensor along its first axis.
  List<Value> elements(String parameter) {
    return switch (value(parameter)) {
      case Value.Tuple t -> t.elements();
      case Value.Listing l -> List.copyOf(l.elements());
      default -> throw unfit(parameter, "needs a list");
    };
  }

  /// An axis as a position in a shape of that rank.
  int axis(String parameter, Shape shape, int otherwise) {
    Value.Operand operand =
        has(parameter)
            ? operand(parameter)
            : new Value.Operand(Value.Number.of(otherwise), span(), "", null);
    return axis(operand, parameter, shape);
  }

  private int axis(Value.Operand operand, String parameter, Shape shape) {
    int axis = integer(operand, parameter);
    int rank = shape.rank();
    if (axis < -rank || axis >= rank) {
      String number =
          rank == 0 ? "a scalar has none" : shape + " has " + Faults.count(rank, "axis");
      throw Problem.error(
              Code.LBZ106,
              "axis " + axis + " of " + written() + ": " + number.replace("axiss", "axes"),
              operand.span(),
              "")
          .raise();
    }
    return axis < 0 ? axis + rank : axis;
  }

  /// One axis or several; all when none is given.
  List<Integer> axes(String parameter, Shape shape) {
    if (!has(parameter)) {
      return Build.range(0, shape.rank());
    }
    Value.Operand operand = operand(parameter);
    List<Value> each =
        switch (operand.value()) {
          case Value.Tuple t -> t.elements();
          case Value.Listing l -> l.elements();
          default -> List.of(operand.value());
        };
    List<Integer> axes = new ArrayList<>();
    for (Value one : each) {
      axes.add(axis(new Value.Operand(one, operand.span(), "", null), parameter, shape));
    }
    if (new HashSet<>(axes).size() < axes.size()) {
      throw unfit(parameter, "names an axis twice");
    }
    return axes;
  }

  /// A shape: a size, or a tuple or list of them.
  Shape shape(String parameter) {
    return shape(operand(parameter), written());
  }

  static Shape shape(Value.Operand operand, String what) {
    List<Value> each =
        switch (operand.value()) {
          case Value.Tuple t -> t.elements();
          case Value.Listing l -> l.elements();
          default -> List.of(operand.value());
        };
    List<Dim> dims = new ArrayList<>();
    for (Value one : each) {
      dims.add(Concrete.size(one, what, operand.span()));
    }
    if (dims.size() > Bounds.AXES) {
      throw Faults.tooLarge("a tensor has more than " + Bounds.AXES + " axes", operand.span());
    }
    return new Shape(dims);
  }

  /// The value of a tensor operation, counted.
  Value made(Expr expr) {
    return Concrete.scalar(session.made(expr, span()));
  }

  /// A view of an array, counted.
  Value view(Value.Tensor of, Lens lens) {
    return of.view(lens, session.made(lens.take(of.expr()), span()));
  }

  /// What is said of an argument that does not fit.
  LeibnizException unfit(String parameter, String what) {
    Value.Operand operand = operand(parameter);
    String but = what.startsWith("needs") ? ", not " + Value.kind(operand.value()) : "";
    return Faults.unfit(parameter + " of " + written() + " " + what + but, operand.span()).raise();
  }
}

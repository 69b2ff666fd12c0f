package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// `np.apply_along_axis`: a function of the program for each row of an array, or for what else lies
/// along one of its axes.
final class AlongAxis {
  private final Map<String, Native> rows;
  private final Bound a;
  private final Value.Function function;

  private AlongAxis(Map<String, Native> rows, Bound a, Value.Function function) {
    this.rows = rows;
    this.a = a;
    this.function = function;
  }

  /// @param rows where `stack` and `moveaxis` are
  static void add(Map<String, Native> rows) {
    rows.put(
        "apply_along_axis",
        row("np.apply_along_axis", "func1d, axis, arr, *args", a -> applied(rows, a)));
  }

  private static Value applied(Map<String, Native> rows, Bound a) {
    if (!(a.value("func1d") instanceof Value.Function function)) {
      throw a.unfit("func1d", "needs a function");
    }
    int rank = a.tensor("arr").rank();
    if (rank == 0) {
      throw a.unfit("arr", "has no axis");
    }
    Value axis = Value.Number.of(a.axis("axis", a.tensor("arr").shape(), 0));
    Value last = Value.Number.of(-1);
    AlongAxis all = new AlongAxis(rows, a, function);
    Value result = all.of(all.call("moveaxis", a.value("arr"), axis, last), rank);
    boolean along = Tensors.of(all.operand(result), a.session()).rank() == rank;
    return along ? all.call("moveaxis", result, last, axis) : result;
  }

  /// What the function makes of all that lies along the last axis.
  private Value of(Value value, int rank) {
    if (rank == 1) {
      List<Value.Argument> arguments = new ArrayList<>();
      arguments.add(new Value.Argument("", operand(value), a.span()));
      a.rest().forEach(o -> arguments.add(new Value.Argument("", o, a.span())));
      return function
          .body()
          .call(new Value.Call(function.name(), a.span(), a.span(), arguments), a.session());
    }
    List<Value> results = new ArrayList<>();
    for (Value each : Sequences.elements(operand(value), a.session())) {
      results.add(of(each, rank - 1));
    }
    return call("stack", Value.Listing.of(results));
  }

  private Value call(String name, Value... arguments) {
    Native known = Objects.requireNonNull(rows.get(name));
    return known.call(Value.Call.of(known.name(), a.span(), List.of(arguments)), a.session());
  }

  private Value.Operand operand(Value value) {
    Value.Operand array = a.operand("arr");
    return new Value.Operand(value, array.span(), array.text(), array.origin());
  }
}

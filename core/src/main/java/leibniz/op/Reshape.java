package leibniz.op;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// The entries of some trailing axes, in the same order, under other axes.
///
/// @param from the trailing axes of the argument
/// @param to the trailing axes of the result, with as many entries
public record Reshape(Shape from, Shape to) implements Special {

  /// `x` with its trailing axes `from` become `to`; undoes a reshape that led to `from`.
  public static Expr of(Expr x, Shape from, Shape to) {
    if (from.equals(to)) {
      return x;
    }
    if (x.head() instanceof Head.Special(Reshape before) && before.to.equals(from)) {
      return of(x.arg(0), before.from, to);
    }
    return Trailing.apply(new Reshape(from, to), from.rank(), x);
  }

  @Override
  public Special resized(UnaryOperator<Dim> sizes) {
    return new Reshape(
        new Shape(from.dims().stream().map(sizes).toList()),
        new Shape(to.dims().stream().map(sizes).toList()));
  }

  @Override
  public String name() {
    return "reshape[" + from + " " + to + "]";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    Shape x = arguments.get(0);
    return x.slice(0, x.rank() - from.rank()).concat(to);
  }

  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    return of(cotangent, to, from);
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values x = arguments.get(0);
    return new Values(shape.clone(), x.re().clone(), x.im().clone());
  }

  @Override
  public boolean isLinearIn(int argument) {
    return true;
  }

  @Override
  public Notation notation() {
    return new Notation.Call("reshape", "reshape", "\\operatorname{reshape}", to.rank());
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    String python =
        x
            + result.dims().stream()
                .map(Dim::toString)
                .collect(Collectors.joining(", ", ".reshape(", ")"));
    return new Spelling(python, python, python, x);
  }
}

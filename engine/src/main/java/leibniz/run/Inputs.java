package leibniz.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.ir.Values;

/// Arrays for inputs, and the sizes that follow from their shapes.
public final class Inputs {
  private final Map<Expr, Values> values = new LinkedHashMap<>();
  private final SortedMap<String, Long> sizes = new TreeMap<>();
  private final Set<String> names;

  /// Binds an array to each input that has one.
  ///
  /// @param inputs the inputs by name
  /// @param arrays the arrays by the names of the inputs
  /// @param fixed sizes that have a value already
  public Inputs(Map<String, Expr> inputs, Map<String, Tensor> arrays, Map<String, Long> fixed) {
    names = Set.copyOf(inputs.keySet());
    sizes.putAll(fixed);
    Map<Shape, int[]> lengths = new LinkedHashMap<>();
    arrays.forEach((name, array) -> {
      Expr input = inputs.get(name);
      if (input == null) {
        throw wrong(
            "there is no input " + name, "the inputs are " + String.join(", ", inputs.keySet()));
      }
      if (input.rank() != array.shape().length) {
        throw misfit(name, input.shape(), array);
      }
      lengths.putIfAbsent(input.shape(), array.shape());
      values.put(input, array.toValues());
    });
    Lengths.read(lengths, sizes);
    arrays.forEach((name, array) -> {
      Shape shape = inputs.get(name) == null ? Shape.SCALAR : inputs.get(name).shape();
      if (!Arrays.equals(shape.at(this::size), array.shape())) {
        throw misfit(name, shape, array);
      }
    });
  }

  /// The value of an expression of these inputs.
  public Tensor evaluate(Expr expression) {
    ToLongFunction<String> size = this::size;
    Values value = Evaluate.of(List.of(expression), values, size).get(expression);
    if (value == null) {
      throw new IllegalStateException("no value for " + expression);
    }
    return Tensor.of(value);
  }

  /// The values of the sizes.
  public SortedMap<String, Long> sizes() {
    return new TreeMap<>(sizes);
  }

  /// The names of the inputs, whether they have arrays or not.
  public Set<String> names() {
    return names;
  }

  /// The numbers of an input.
  public double[] array(Expr input) {
    Values value = values.get(input);
    if (value == null) {
      throw wrong("there is no array for " + input, "give one for each input that is needed");
    }
    return value.re();
  }

  /// The value of a size.
  public long size(String symbol) {
    Long size = sizes.get(symbol);
    if (size == null) {
      throw wrong("the size " + symbol + " has no value", "give an input that has it as an axis");
    }
    return size;
  }

  private RuntimeException misfit(String name, Shape shape, Tensor array) {
    String known = sizes.isEmpty() ? "" : " with " + sizes;
    return wrong(
        name + " is " + shape + known + ", the array has shape " + Arrays.toString(array.shape()),
        "the sizes of an axis must agree in all inputs");
  }

  private static RuntimeException wrong(String headline, String help) {
    return Problem.error(Code.LBZ009, headline).help(help).raise();
  }
}

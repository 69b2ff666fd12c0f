package leibniz.code;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import leibniz.ir.Axes;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.program.Program;

/// A derivative of first order that is to be printed with what checks it: the function it is the
/// derivative of, and a comparison of both at random inputs.
///
/// @param name of the derivative
/// @param derivative the program of the derivative
/// @param of the name of what is differentiated
/// @param value the program of what is differentiated
/// @param wrt the input by which it is
/// @param axes of the derivative
/// @param sizes small numbers for all sizes
/// @param draw how inputs are drawn: there both have values
public record SelfCheck(
    String name,
    Program derivative,
    String of,
    Program value,
    Name wrt,
    Axes axes,
    Map<String, Integer> sizes,
    Draw draw) {

  /// The largest relative deviation that passes.
  static final String TOLERANCE = "1e-6";

  /// Takes a copy.
  public SelfCheck {
    sizes = Map.copyOf(sizes);
  }

  /// Numbers between two others.
  ///
  /// @param identity whether the identity is added to square matrices, which keeps them away from
  ///   singular ones
  public record Draw(double from, double to, boolean identity) {
    /// Whether the identity is added to this input.
    public boolean addsIdentity(Expr input) {
      int rank = input.rank();
      return identity
          && !sumsToOne(input)
          && rank >= 2
          && input.shape().get(rank - 1).equals(input.shape().get(rank - 2));
    }

    /// Whether each row of this input is divided by its sum.
    public static boolean sumsToOne(Expr input) {
      return input.head() instanceof Head.Var v
          && v.properties().contains(Head.Property.ROWS_SUM_TO_ONE);
    }
  }

  /// The same with a name for the function that the text does not use itself.
  SelfCheck apart(Set<String> used) {
    String free = of;
    while (used.contains(free)) {
      free += "_";
    }
    return new SelfCheck(name, derivative, free, value, wrt, axes, sizes, draw);
  }

  /// The inputs of both.
  List<Program.Input> inputs() {
    Set<Program.Input> all = new LinkedHashSet<>(value.inputs());
    all.addAll(derivative.inputs());
    return new ArrayList<>(all);
  }

  /// A number for each size of either, the names in order.
  Map<String, Integer> numbers() {
    Set<String> symbols = new TreeSet<>(value.symbols());
    symbols.addAll(derivative.symbols());
    Map<String, Integer> numbers = new TreeMap<>();
    symbols.forEach(symbol -> numbers.put(symbol, sizes.getOrDefault(symbol, 2)));
    return numbers;
  }
}

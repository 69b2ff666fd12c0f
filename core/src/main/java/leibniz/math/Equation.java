package leibniz.math;

import java.util.List;
import java.util.stream.Collectors;

/// A formula with what it is equal to.
///
/// @param letters the indices that occur, free ones first: what a legend is made from
/// @param where the parts that got a name of their own because the formula would have been too long
///   or too deep, in an order in which each uses only earlier ones
public record Equation(
    Formula left, Formula right, List<Formula.Letter> letters, List<Equation> where) {

  /// Takes copies of the lists.
  public Equation {
    letters = List.copyOf(letters);
    where = List.copyOf(where);
  }

  /// The two sides as one formula.
  public Formula formula() {
    return new Formula.Equal(List.of(left, right));
  }

  /// In Unicode, on one line.
  @Override
  public String toString() {
    String parts = where.stream().map(Equation::toString).collect(Collectors.joining(", "));
    return Unicode.print(formula()) + (parts.isEmpty() ? "" : " where " + parts);
  }
}

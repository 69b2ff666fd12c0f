package leibniz.ir;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A row for an operation that is neither a product nor entry by entry. An implementation is a
/// record in a file of its own; its components are the parameters (axes, offsets), so that equal
/// parameters make equal heads.
///
/// All operations work on trailing axes. Axes before those are batch axes, the same in every
/// argument and in the result: reductions over other axes are views away.
public interface Special {

  /// What it is called, with parameters where they matter; equal for equal rows only.
  String name();

  /// The shape of the result. The shapes fit: whoever builds the expression has seen to it.
  Shape shape(List<Shape> arguments);

  /// The cotangent of argument `k`. `cotangent` has axes `prefix ++ shape of self`, the answer has
  /// `prefix ++ shape of argument k`.
  Expr pullback(Expr cotangent, Expr self, int k, Shape prefix);

  /// The plain computation, which shares nothing with the pullback.
  ///
  /// @param shape of the result
  /// @param sizes the value of each size symbol
  Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes);

  /// The same on real numbers, fast; null where there is only the plain computation.
  default @Nullable OnReals onReals() {
    return null;
  }

  /// Whether computing it rounds. A choice of an entry does not, and is compared with what it was
  /// chosen from.
  default boolean rounds() {
    return false;
  }

  /// Whether it is linear in an argument, together with the other arguments of which that is said:
  /// a sum of its entries with small whole numbers as factors. If it is so in any, its value in the
  /// [Field] is found by [#at]; the other arguments must then be whole numbers, such as positions.
  default boolean isLinearIn(int argument) {
    return false;
  }

  /// Its value in the [Field] if it is a rational function that is not linear, such as an inverse;
  /// null where it is no rational function.
  ///
  /// @throws ArithmeticException where a division by zero occurs
  default @Nullable Residues inField(List<Residues> arguments, int[] shape) {
    return null;
  }

  /// The k for which it is `cᵏ` times as large where its one argument is c times as large, c not 0;
  /// null where there is none.
  default @Nullable Integer degree() {
    return null;
  }

  Notation notation();

  /// The expression in each language, given the text of each argument (an atom, or in brackets;
  /// each may be used once), their symbolic shapes and that of the result.
  Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result);

  /// The same with the reduced axes kept, as trailing axes of size 1, so that the result can stand
  /// beside the argument; null where there is no such spelling. In Java they make no difference.
  default @Nullable Spelling kept(List<String> arguments, List<Shape> shapes, Shape result) {
    return null;
  }

  /// The size of the last axis of the result, if that axis is one along which the argument's
  /// entries are positions and the result is 1 where they point and 0 elsewhere: then a product
  /// with it picks entries. Null for anything else.
  default @Nullable Dim positions() {
    return null;
  }

  /// Whether it gives positions along an axis, which libraries of arrays give as whole numbers.
  default boolean givesPositions() {
    return false;
  }

  /// Whether its entries along the last axis are those of its arguments, one argument after the
  /// other.
  default boolean joins() {
    return false;
  }

  /// The same operation where sizes among its parameters are other ones.
  default Special resized(UnaryOperator<Dim> sizes) {
    return this;
  }

  /// Where it is undefined or has no derivative, in words; empty where that is nowhere.
  default String domain() {
    return "";
  }
}

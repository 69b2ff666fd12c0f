package leibniz.code;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.code.Piece.Kind;
import leibniz.code.Piece.Level;
import leibniz.program.Program;
import org.jspecify.annotations.Nullable;

/// The words of a library of arrays in Python. What is said here is what NumPy calls it: the others
/// say where they differ.
interface Library extends Words, Piece.Turn {
  Pattern WHOLE = Pattern.compile("-?[0-9]+");

  /// What the functions are called after: `np`.
  String module();

  /// The lines before a function.
  ///
  /// @param body the function
  List<String> imports(String body);

  /// The names that the text itself uses, besides those of Python.
  Set<String> reserved();

  // --- numbers
  // ------------------------------------------------------------------------------------

  @Override
  default boolean exact(BigInteger number) {
    return number.bitLength() < 53;
  }

  @Override
  default String fraction(BigInteger above, BigInteger below) {
    return above + " / " + below;
  }

  @Override
  default Piece truth(Piece condition) {
    String number =
        condition.axes().isEmpty()
            ? "float(" + condition.text() + ")"
            : condition.at(Level.ATOM) + ".astype(float)";
    return new Piece(number, Level.ATOM, Kind.FLOAT, condition.axes());
  }

  @Override
  default Piece widened(Piece left, Piece right) {
    return left;
  }

  @Override
  default Piece decimal(Piece whole) {
    return WHOLE.matcher(whole.text()).matches()
        ? new Piece(whole.text() + ".0", whole.level(), Kind.NUMBER, whole.axes())
        : new Piece("float(" + whole.text() + ")", Level.ATOM, Kind.NUMBER, whole.axes());
  }

  @Override
  default Piece sqrt(Piece base) {
    return new Piece(module() + ".sqrt(" + base.text() + ")", Level.ATOM, Kind.FLOAT, base.axes());
  }

  @Override
  default Piece power(Piece base, Piece exponent, Kind kind) {
    String text = base.at(Level.ATOM) + "**" + exponent.at(Level.ATOM);
    return new Piece(text, Level.POWER, kind, base.axes());
  }

  @Override
  default boolean countsTruth() {
    return true;
  }

  // --- arrays
  // -------------------------------------------------------------------------------------

  default String eye(String size) {
    return module() + ".eye(" + size + ")";
  }

  /// @param size a number, or a tuple What the entries of an input are.
  default Kind given(Program.Input input) {
    return input.isTruth() ? Kind.BOOL : Kind.FLOAT;
  }

  /// The positions along an axis, as an index.
  default String positions(String size) {
    return module() + ".arange(" + size + ")";
  }

  /// What the entries of one-hot rows are.
  default Kind oneHot() {
    return Kind.FLOAT;
  }

  /// Whole numbers that were computed as an index, which arrays of floats are not, whatever is in
  /// them.
  default Piece index(Piece whole) {
    return whole.kind() != Kind.FLOAT
        ? whole
        : new Piece(whole.at(Level.ATOM) + ".astype(int)", Level.ATOM, Kind.INT, whole.axes());
  }

  /// Zeros to which values are added by position, as one expression; null where that takes a
  /// statement.
  ///
  /// @param size as `zeros` takes it
  default @Nullable String added(String size, Added what) {
    return null;
  }

  /// An array of known numbers.
  ///
  /// @param whole whether they are an index
  default String array(String numbers, boolean whole) {
    return module() + ".array(" + numbers + ")";
  }

  default String zeros(String size) {
    return module() + ".zeros(" + size + ")";
  }

  default String ones(String size) {
    return module() + ".ones(" + size + ")";
  }

  /// An array of one value.
  default String full(String size, Piece value) {
    Piece number = value.kind() == Kind.INT ? decimal(value) : value;
    return module() + ".full(" + size + ", " + number.text() + ")";
  }

  /// One value that is not a whole number.
  default Piece single(Piece value) {
    return value.kind() == Kind.INT ? decimal(value) : value;
  }

  /// The shape, where it may be that of a number.
  default String shape(String value) {
    return module() + ".shape(" + value + ")";
  }

  default String broadcast(String value, String shape) {
    return module() + ".broadcast_to(" + value + ", " + shape + ")";
  }

  @Override
  default String transpose(String value, String axes) {
    return module() + ".transpose(" + value + ", (" + axes + "))";
  }

  /// A sum over some axes of both, which are given by their numbers.
  default String tensordot(String left, String right, List<Integer> those, List<Integer> these) {
    return module()
        + ".tensordot("
        + left
        + ", "
        + right
        + ", axes=("
        + those
        + ", "
        + these
        + "))";
  }

  /// The arrays of a list as one array, along a new axis.
  default String stack(String list, int axis) {
    return module() + ".stack(" + list + (axis == 0 ? ")" : ", axis=" + axis + ")");
  }

  /// A NumPy array as one of this library.
  default String given(String array) {
    return array;
  }

  /// The lines that make it count in double precision, where it does not by itself.
  default List<String> doublePrecision() {
    return List.of();
  }

  /// What comes behind an argument to say along which axes, and whether they are kept.
  default String along(String axes, boolean kept) {
    return ", axis=" + axes + (kept ? ", keepdims=True" : "");
  }

  /// Whether the operands of an einsum and the terms of a reduction may be truth values.
  default boolean counts() {
    return true;
  }

  /// An argument of a function that is called by its name.
  ///
  /// @param alone whether no other argument is an array
  default Piece argument(Piece value, boolean called, boolean alone) {
    return value;
  }
}

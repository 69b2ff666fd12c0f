package leibniz.check;

/// How late a change is tried.
final class Rank {
  static final int LAST = 2; // from here on, something more is put in
  static final int FOREIGN = 3;

  private Rank() {}

  /// How late a change is tried. There are few ways to write the same operands otherwise, many to
  /// write other ones, and very many to put something more in: so the first are tried in all
  /// statements before the others are.
  static int of(Slip slip) {
    return switch (slip.kind()) {
      case DIAGONAL,
          SIGN,
          OPERAND,
          GROUP,
          TWIN,
          LIST,
          AXIS,
          COMPARISON,
          SUBSCRIPT,
          INDEX,
          UPDATE,
          ORDER ->
          0;
      case FACTOR, NAME, CALLED, FUNCTION, NUMBER -> 1;
      case LINK, TERM, SUM -> LAST;
      case FOREIGN -> FOREIGN;
    };
  }

  /// Whether it is a plain number more: a 2 that is too much in one line is made up for by a 0.5 in
  /// any other, so what takes something away or changes it is tried before; as a power is.
  static boolean isFactor(Slip slip) {
    String now = slip.edits().getFirst().text();
    boolean plain = now.matches("[\\d.eE+-]+");
    return slip.kind() == Slip.Kind.NUMBER && plain
        || slip.kind() == Slip.Kind.FACTOR && (now.startsWith("2 *") || now.startsWith("0.5 *"));
  }

  /// Whether it is no factor and no term: what it makes right is hardly the gradient of something
  /// else.
  static boolean isPlain(Slip slip) {
    return switch (slip.kind()) {
      case OPERAND,
          GROUP,
          AXIS,
          NAME,
          LIST,
          FOREIGN,
          CALLED,
          FUNCTION,
          COMPARISON,
          SUBSCRIPT,
          INDEX,
          UPDATE,
          ORDER ->
          true;
      case DIAGONAL, SIGN, FACTOR, NUMBER, TWIN, LINK, TERM, SUM -> false;
    };
  }
}

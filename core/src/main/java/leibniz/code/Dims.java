package leibniz.code;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import leibniz.ir.Dim;

/// A size taken apart: numbers times symbols, added up. Read from the text of the size, which is
/// its normal form.
final class Dims {
  private Dims() {}

  /// A number times symbols.
  record Term(long number, List<String> symbols) {}

  static List<Term> terms(Dim dim) {
    List<Term> terms = new ArrayList<>();
    String text = dim.toString().replace(" - ", " + -");
    for (String part : text.split(" \\+ ")) {
      boolean minus = part.startsWith("-");
      long number = minus ? -1 : 1;
      List<String> symbols = new ArrayList<>();
      for (String factor : part.substring(minus ? 1 : 0).split("\\*")) {
        if (Character.isDigit(factor.charAt(0))) {
          number *= Long.parseLong(factor);
        } else {
          symbols.add(factor);
        }
      }
      terms.add(new Term(number, symbols));
    }
    return terms;
  }

  /// The size with other names for its symbols.
  static Dim renamed(Dim dim, UnaryOperator<String> name) {
    if (dim.symbols().stream().allMatch(s -> name.apply(s).equals(s))) {
      return dim;
    }
    Dim sum = Dim.of(0);
    for (Term term : terms(dim)) {
      Dim product = Dim.of(term.number);
      for (String symbol : term.symbols) {
        product = product.times(Dim.symbol(name.apply(symbol)));
      }
      sum = sum.plus(product);
    }
    return sum;
  }

  /// The text, in brackets unless it is a name or a number.
  static Piece piece(Dim dim) {
    List<Term> terms = terms(dim);
    Piece.Level level =
        terms.size() > 1
            ? Piece.Level.SUM
            : terms.get(0).number < 0
                ? Piece.Level.UNARY
                : terms.get(0).symbols.size() + (terms.get(0).number == 1 ? 0 : 1) > 1
                    ? Piece.Level.PRODUCT
                    : Piece.Level.ATOM;
    return new Piece(dim.toString(), level, Piece.Kind.INT, List.of());
  }
}

package leibniz.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What stands in front of the numbers of an array: `{'descr': '<f8', 'fortran_order': False,
/// 'shape': (3, 4), }`, a dict as Python writes it.
///
/// @param descr the type of an entry: byte order, kind, bytes
/// @param columns whether the entries are in Fortran's order, column by column
record Header(String descr, boolean columns, int[] shape) {

  /// The text as a header, or a sentence that says why it is none.
  static Header of(String text) throws FormatException {
    return new Reader(text).header();
  }

  /// The header, as NumPy writes it.
  String text() {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
        .formatted(descr, columns ? "True" : "False", tuple(shape));
  }

  /// `(3, 4)`, `(3,)`, `()`.
  static String tuple(int[] shape) {
    String sizes =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    return "(" + sizes + (shape.length == 1 ? "," : "") + ")";
  }

  /// Reads the part of Python that such a dict needs.
  private static final class Reader {
    private static final int MOST_AXES = 64; // as many as NumPy has

    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    Header header() throws FormatException {
      String descr = null;
      Boolean columns = null;
      int[] shape = null;
      expect('{');
      while (peek() != '}') {
        String key = string();
        expect(':');
        switch (key) {
          case "descr" -> descr = descr();
          case "fortran_order" -> columns = truth();
          case "shape" -> shape = shape();
          default -> throw new FormatException("the header has an entry '" + key + "'");
        }
        if (peek() != '}') {
          expect(',');
        }
      }
      expect('}');
      if (at < text.length() && !text.substring(at).isBlank()) {
        throw new FormatException("something follows the header");
      }
      return new Header(
          known(descr, "descr"), known(columns, "fortran_order"), known(shape, "shape"));
    }

    private static <T> T known(@Nullable T value, String key) throws FormatException {
      if (value == null) {
        throw new FormatException("the header has no entry '" + key + "'");
      }
      return value;
    }

    private char peek() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return at < text.length() ? text.charAt(at) : '\0';
    }

    private void expect(char wanted) throws FormatException {
      if (peek() != wanted) {
        throw new FormatException(
            "the header is no dict: '" + wanted + "' is missing at position " + at);
      }
      at++;
    }

    private String string() throws FormatException {
      char quote = peek();
      int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
      if (end < 0) {
        throw new FormatException("the header is no dict: a string is missing at position " + at);
      }
      String string = text.substring(at + 1, end);
      at = end + 1;
      return string;
    }

    private String descr() throws FormatException {
      if (peek() == '[') {
        throw new FormatException("its entries are records of several fields");
      }
      return string();
    }

    private boolean truth() throws FormatException {
      peek();
      for (boolean value : new boolean[] {true, false}) {
        String word = value ? "True" : "False";
        if (text.startsWith(word, at)) {
          at += word.length();
          return value;
        }
      }
      throw new FormatException("'fortran_order' is neither True nor False");
    }

    private int[] shape() throws FormatException {
      List<Integer> sizes = new ArrayList<>();
      expect('(');
      while (peek() != ')') {
        sizes.add(size());
        if (sizes.size() > MOST_AXES) {
          throw new FormatException("it has more than " + MOST_AXES + " axes");
        }
        if (peek() != ')') {
          expect(',');
        }
      }
      expect(')');
      return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    private int size() throws FormatException {
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      String digits = text.substring(start, at);
      if (at < text.length() && text.charAt(at) == 'L') {
        at++; // as Python 2 wrote it
      }
      if (digits.isEmpty()) {
        throw new FormatException("'shape' is no tuple of sizes");
      }
      if (digits.length() > 10 || Long.parseLong(digits) > Integer.MAX_VALUE) {
        throw new FormatException("an axis has " + digits + " entries, more than fit in an array");
      }
      return Integer.parseInt(digits);
    }
  }
}

package leibniz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import leibniz.ir.Axes;
import leibniz.ir.Name;
import leibniz.math.Equation;
import leibniz.math.Formula;
import leibniz.math.Latex;
import leibniz.math.Unicode;
import leibniz.report.Style;
import leibniz.report.Wrap;

/// Pieces of text that several records show.
final class Show {
  private Show() {}

  /// An equation on as few lines as fit, then what its abbreviations stand for.
  static List<String> equation(Equation equation, String indent, Style style) {
    List<String> lines = new ArrayList<>();
    for (String line : broken(equation, indent, style)) {
      lines.add(indent + line);
    }
    for (int k = 0; k < equation.where().size(); k++) {
      String word = k == 0 ? "where  " : "       ";
      List<String> part = broken(equation.where().get(k), indent + word, style);
      for (int line = 0; line < part.size(); line++) {
        lines.add(indent + (line == 0 ? style.dim(word) : "       ") + part.get(line));
      }
    }
    return lines;
  }

  private static List<String> broken(Equation equation, String indent, Style style) {
    int width = style.width() - indent.length();
    return style.unicode()
        ? Unicode.lines(equation.formula(), width)
        : Unicode.asciiLines(equation.formula(), width);
  }

  /// `∂q/∂v`, `∂²f/∂x∂A`.
  static String derivative(Name of, List<Name> by) {
    String below = by.stream().map(n -> "∂" + n).collect(Collectors.joining());
    return "∂" + (by.size() == 1 ? "" : raised(by.size())) + of + "/" + below;
  }

  /// A number above the line.
  static String raised(int number) {
    return String.valueOf(number)
        .chars()
        .mapToObj(c -> "⁰¹²³⁴⁵⁶⁷⁸⁹".substring(c - '0', c - '0' + 1))
        .collect(Collectors.joining());
  }

  /// In LaTeX, with its abbreviations.
  static String latex(Equation equation) {
    StringBuilder out = new StringBuilder(Latex.print(equation.formula()));
    for (Equation where : equation.where()) {
      out.append(",\\quad ").append(Latex.print(where.formula()));
    }
    return out.toString();
  }

  /// In one of the plain alphabets on one line, with its abbreviations.
  static String text(Equation equation, boolean unicode) {
    StringBuilder out = new StringBuilder(line(equation.formula(), unicode));
    for (int k = 0; k < equation.where().size(); k++) {
      out.append(k == 0 ? " where " : ", ");
      out.append(line(equation.where().get(k).formula(), unicode));
    }
    return out.toString();
  }

  private static String line(Formula formula, boolean unicode) {
    return unicode ? Unicode.print(formula) : Unicode.ascii(formula);
  }

  /// Code as it is, with its comments dimmed.
  static List<String> code(String code, String indent, Style style) {
    List<String> lines = new ArrayList<>();
    for (String line : code.lines().toList()) {
      int comment = Math.max(line.lastIndexOf("# ("), line.lastIndexOf("// ("));
      lines.add(
          (line.isEmpty() ? "" : indent)
              + (comment < 0
                  ? style.text(line)
                  : style.text(line.substring(0, comment))
                      + style.dim(style.text(line.substring(comment)))));
    }
    return lines;
  }

  /// A word in front, and a text beside it that is broken where it must be.
  ///
  /// @param cells how wide the word is
  static List<String> wrapped(String word, int cells, String text, Style style) {
    int indent = cells + 2;
    List<String> lines = new ArrayList<>();
    for (String line : Wrap.lines(style.text(text), style.width() - indent)) {
      lines.add((lines.isEmpty() ? word + "  " : " ".repeat(indent)) + line);
    }
    return lines;
  }

  /// `b batch i output j input k summed`, for the letters that occur.
  static String legend(List<Formula.Letter> letters, Style style) {
    StringBuilder out = new StringBuilder();
    for (Formula.Role role : Formula.Role.values()) {
      List<String> mine =
          letters.stream()
              .filter(l -> l.role() == role)
              .map(Formula.Letter::text)
              .distinct()
              .toList();
      if (!mine.isEmpty()) {
        String text = String.join(" ", mine);
        out.append(out.isEmpty() ? "" : "   ")
            .append(
                switch (role) {
                  case BATCH -> style.axis(Axes.Role.BATCH, text) + " batch";
                  case OUTPUT -> style.axis(Axes.Role.OUTPUT, text) + " output";
                  case INPUT -> style.axis(Axes.Role.INPUT, text) + " input";
                  case SUMMED -> style.summed(text) + " summed";
                });
      }
    }
    return out.toString();
  }
}

package leibniz;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Axes;
import leibniz.math.Equation;
import leibniz.report.Style;

/// One step of a derivation: what happens, as math and as code, with its shape.
///
/// @param number from 1
/// @param name what it finds, as people name it: `dq_dv`
/// @param title what happens, in words
/// @param law the rule that is used
/// @param line the line of the program it goes through, from 1
/// @param math the equations, one or two: by the chain rule, and with earlier steps put in
/// @param numpy the same as one NumPy assignment, over the names of earlier steps
/// @param axes the layout of what the step finds
public record Step(
    int number,
    String name,
    String title,
    String law,
    int line,
    List<Equation> math,
    String numpy,
    Axes axes) {

  private static final int LAW_COLUMN = 60;

  /// Takes a copy of the list.
  public Step {
    math = List.copyOf(math);
  }

  /// As the terminal shows it.
  public List<String> lines(Style style) {
    return lines(style, true, false, true);
  }

  /// The headline, and below it what is asked for.
  List<String> lines(Style style, boolean unicode, boolean latex, boolean code) {
    List<String> lines = new ArrayList<>();
    String head = number + "  " + style.text(title);
    String gap = " ".repeat(Math.max(2, LAW_COLUMN - head.length()));
    lines.add(
        style.bold(String.valueOf(number))
            + head.substring(String.valueOf(number).length())
            + gap
            + style.dim("[" + style.text(law) + "]"));
    if (unicode) {
      math.forEach(equation -> lines.addAll(Show.equation(equation, "     ", style)));
    }
    if (latex) {
      math.forEach(equation -> lines.add("     " + Show.latex(equation)));
    }
    if (code) {
      lines.addAll(Show.code(numpy, "     ", style));
    }
    return lines;
  }

  /// The equations and the code, without the headline.
  public List<String> body(Style style) {
    List<String> lines = lines(style, true, false, true);
    return lines.subList(1, lines.size());
  }

  @Override
  public String toString() {
    return String.join("\n", lines(Style.PLAIN));
  }
}

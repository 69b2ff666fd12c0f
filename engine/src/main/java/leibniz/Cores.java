package leibniz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leibniz.math.Equation;
import leibniz.report.Style;

/// A derivative that is stored as cores, written.
///
/// @param math the derivative over its cores, then what each core is
/// @param cores a function that returns the cores
/// @param times of second order, a function that multiplies by a tangent with them; empty where a
///   batch axis is shared
public record Cores(List<Equation> math, PrintedCode cores, Optional<PrintedCode> times) {

  /// Takes a copy.
  public Cores {
    math = List.copyOf(math);
  }

  List<String> lines(String indent, Style style) {
    List<String> lines = new ArrayList<>();
    math.forEach(equation -> lines.addAll(Show.equation(equation, indent, style)));
    lines.add("");
    lines.addAll(Show.code(cores.function(), indent, style));
    times.ifPresent(code -> {
      lines.add("");
      List<String> function = code.function().lines().toList();
      int def = 0;
      while (!function.get(def).startsWith("def ")) {
        def++; // what is imported is there already
      }
      lines.addAll(
          Show.code(String.join("\n", function.subList(def, function.size())), indent, style));
    });
    return lines;
  }
}

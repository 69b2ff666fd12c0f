package leibniz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import leibniz.ir.Axes;
import leibniz.ir.Name;
import leibniz.ir.Shape;
import leibniz.report.Style;
import leibniz.report.Wrap;
import leibniz.trace.Script;

/// What stands above the answers: what was asked, the lines of the program, and the general rule.
///
/// @param of what is differentiated
/// @param shape its shape
record Heading(
    Request request, Name of, Shape shape, List<Script.Line> program, List<Answer> answers) {
  private static final int MOST_NAMES = 6;

  List<String> lines(Style style) {
    List<String> lines = new ArrayList<>();
    String file = style.text(request.source().name());
    String headline = headline(style);
    if (file.length() + 2 + headline.length() <= style.width()) {
      lines.add(style.bold(file) + "  " + style.dim(headline));
    } else {
      lines.add(style.bold(file));
      Wrap.lines(headline, style.width()).forEach(line -> lines.add(style.dim(line)));
    }
    lines.add("");
    lines.addAll(programLines(style));
    return lines;
  }

  private String headline(Style style) {
    StringBuilder out = new StringBuilder();
    if (answers.isEmpty()) {
      out.append("gradients of ").append(of).append(" ").append(shape);
      out.append(" through any number of layers");
    } else if (answers.size() == 1) {
      Answer only = answers.getFirst();
      out.append(only.kind()).append(" of ").append(of).append(" w.r.t. ");
      boolean twice = only.kind().equals("Hessian");
      out.append(twice ? only.variables().getFirst() : listed(only.variables()));
      if (only.product() != Direction.Kind.NONE) {
        out.append(only.product() == Direction.Kind.VJP ? ", cotangent " : ", along ");
        out.append(listed(only.directions()));
      }
    } else {
      out.append(AnswerLines.kinds(answers)).append(" of ").append(of).append(" ").append(shape);
      boolean blocks = answers.stream().anyMatch(a -> a.variables().size() > 1);
      out.append(" w.r.t. ").append(answers.size()).append(blocks ? " blocks" : " inputs");
    }
    if (request.layout() == Layout.LIKE_INPUT) {
      out.append(shape.rank() == 0 ? "; like the input" : ", summed; like the input");
    }
    Set<String> shared = new TreeSet<>();
    for (Answer answer : answers) {
      for (Axes.Axis axis : answer.axes().axes()) {
        if (axis.isShared()) {
          shared.add(axis.size().toString());
        }
      }
    }
    if (!shared.isEmpty()) {
      out.append("; batch axis ").append(String.join(", ", shared)).append(" is shared");
    }
    return style.text(out.toString());
  }

  /// A few names, or the first and how many more.
  private static String listed(List<Name> names) {
    List<String> all = names.stream().map(Name::toString).toList();
    return all.size() <= MOST_NAMES
        ? String.join(", ", all)
        : String.join(", ", all.subList(0, 2)) + " and " + (all.size() - 2) + " more";
  }

  /// The lines of the program the output is made of, each with its shape.
  List<String> programLines(Style style) {
    List<String> code = new ArrayList<>();
    List<String> shapes = new ArrayList<>();
    for (Script.Line line : program) {
      List<String> text = line.text().lines().toList();
      for (String part : text) {
        code.add(part);
        boolean one = text.size() == 1 && line.definitions().size() == 1;
        shapes.add(one ? "# " + line.definitions().get(0).value().shape() : "");
      }
    }
    int column = code.stream().mapToInt(String::length).filter(n -> n <= 70).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int k = 0; k < code.size(); k++) {
      String gap = " ".repeat(Math.max(0, column - code.get(k).length()) + 2);
      String comment = shapes.get(k).isEmpty() ? "" : gap + style.dim(style.text(shapes.get(k)));
      lines.add("    " + style.text(code.get(k)) + comment);
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    return lines;
  }

  /// `rule q (B, D) ++ v (B, D), sharing B = (B, D, D)`.
  String rule(Answer answer, Style style) {
    if (answer.layout() == Layout.LIKE_INPUT) {
      return style.dim("rule")
          + "  the gradient of the sum of "
          + of
          + " has the shape of "
          + answer.wrt()
          + ": "
          + answer.axes().shape();
    }
    if (answer.product() != Direction.Kind.NONE) {
      boolean output = answer.product() == Direction.Kind.JVP;
      return style.dim("rule")
          + "  "
          + style.text(answer.title())
          + " has the shape of "
          + (output ? of : answer.wrt())
          + ":  "
          + style.text(answer.axes().shape().toString());
    }
    Set<String> shared = new TreeSet<>();
    answer.axes().axes().stream()
        .filter(Axes.Axis::isShared)
        .forEach(a -> shared.add(a.size().toString()));
    StringBuilder shapes =
        new StringBuilder().append(of).append(" ").append(answer.axes().output());
    for (int n = 0; n < answer.order(); n++) {
      shapes.append(" ++ ").append(answer.variables().get(n));
      shapes.append(" ").append(answer.axes().inputs().get(n));
    }
    return style.dim("rule")
        + "  "
        + style.text(shapes.toString())
        + (shared.isEmpty()
            ? ""
            : ", sharing " + style.axis(Axes.Role.BATCH, String.join(", ", shared)))
        + "  =  "
        + style.text(answer.axes().shape().toString());
  }
}

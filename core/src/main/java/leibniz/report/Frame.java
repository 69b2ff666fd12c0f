package leibniz.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.ir.Span;

/// Draws problems: a headline, the lines of the program with what is meant underlined, and notes.
///
/// ```text
/// error[LBZ102]: axis j is input_dim = 20 in W and output_dim = 10 in y
///    ┌─ linear.py:5:31
///    │
///  5 │ yhat = np.einsum("ij,bj->bi", W, y)
///    │                  ----------- j is the 2nd axis of both operands
///    │                               ^^^^ W is (10, 20), y is (256, 10)
///    │
///    = help: x has shape (B, input_dim) and fits
/// ```
public final class Frame {
  /// The most problems that are drawn.
  public static final int MOST = 20;

  private static final int LONGEST_LABEL = 400;
  private static final int LONGEST_NOTE = 40;

  private final Style style;
  private final Source source;
  private final Problem problem;
  private final List<String> out = new ArrayList<>();
  private String margin = "   ";

  private Frame(Problem problem, Source source, Style style) {
    this.problem = problem;
    this.source = source;
    this.style = style;
  }

  /// Draws the first problems and counts the rest. When quiet, each is its headline alone.
  public static List<String> lines(List<Problem> problems, Source source, Style style) {
    List<String> out = new ArrayList<>();
    for (Problem problem : problems.subList(0, Math.min(MOST, problems.size()))) {
      if (!out.isEmpty() && style.detail() != Style.Detail.QUIET) {
        out.add("");
      }
      out.addAll(lines(problem, source, style));
    }
    int rest = problems.size() - MOST;
    if (rest > 0 && style.detail() != Style.Detail.QUIET) {
      out.add("");
      out.add(style.text("… and " + rest + " more"));
    }
    return out;
  }

  /// Draws one problem over the text its places point into.
  public static List<String> lines(Problem problem, Source source, Style style) {
    if (style.detail() == Style.Detail.QUIET) {
      return List.of(headline(problem, source, style));
    }
    return new Frame(problem, source, style).draw();
  }

  /// `file:line:col: error[LBZ…]: headline`, all on one line.
  public static String headline(Problem problem, Source source, Style style) {
    String place =
        problem.marks().isEmpty()
            ? source.name()
            : source.shown(problem.marks().getFirst().span()).toString();
    return style.text(place) + ": " + told(problem, style);
  }

  private static String told(Problem problem, Style style) {
    String word =
        switch (problem.level()) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case REMARK -> "remark";
        };
    String kind = word + "[" + problem.code() + "]";
    String headline = Cells.cut(oneLine(problem.headline(), style), LONGEST_LABEL, style.cut());
    return style.bold(accent(problem, style, kind) + ": " + headline);
  }

  private static String accent(Problem problem, Style style, String text) {
    return switch (problem.level()) {
      case ERROR -> style.error(text);
      case WARNING -> style.warning(text);
      case REMARK -> style.help(text);
    };
  }

  private static String oneLine(String text, Style style) {
    return style.text(text.replace('\n', ' '));
  }

  // ----------------------------------------------------------------------------------- the frame

  private List<String> draw() {
    out.add(told(problem, style));
    if (!problem.marks().isEmpty()) {
      places();
    }
    if (!problem.notes().isEmpty()) {
      if (!problem.marks().isEmpty()) {
        bar("");
      }
      for (Problem.Note note : problem.notes()) {
        note(note);
      }
    }
    return out;
  }

  private void places() {
    List<Underline> underlines = Underline.all(problem.marks(), source);
    int last = underlines.stream().mapToInt(u -> source.place(u.line()).line()).max().orElse(1);
    margin = " ".repeat(Integer.toString(last).length() + 2);
    Span primary = problem.marks().getFirst().span();
    String corner = style.unicode() ? "┌─ " : "+- ";
    out.add(
        margin
            + style.frame(
                corner + Cells.cut(style.text(source.shown(primary).toString()), 300, "")));
    if (!underlines.isEmpty()) {
      bar("");
    }
    int before = 0;
    for (int i = 0; i < underlines.size(); ) {
      int line = underlines.get(i).line();
      int end = i;
      while (end < underlines.size() && underlines.get(end).line() == line) {
        end++;
      }
      if (before > 0 && line > before + 1) {
        out.add(margin + style.frame(style.unicode() ? "⋮" : ":"));
      }
      line(line, underlines.subList(i, end));
      before = line;
      i = end;
    }
    for (Problem.Mark mark : problem.marks()) {
      if (!mark.span().file().equals(source.name()) && !mark.label().isEmpty()) {
        bar(style.text(mark.span() + ": " + mark.label()));
      }
    }
  }

  private void line(int number, List<Underline> underlines) {
    String text = Underline.lineOf(source.text(), number);
    int from = underlines.stream().mapToInt(Underline::from).min().orElse(0);
    int to = underlines.stream().mapToInt(Underline::to).max().orElse(0);
    int room = Math.max(20, style.width() - margin.length() - 3); // a caret may follow the line
    if (to - from > room / 2) {
      Underline focus =
          underlines.stream().min(Comparator.comparing(Underline::secondary)).orElseThrow();
      from = focus.from();
      to = focus.to();
    }
    Shown shown = Shown.of(text, from, to, room, style);
    String digits = Integer.toString(source.place(number).line());
    String bar = style.unicode() ? "│" : "|";
    String gutter = " ".repeat(margin.length() - 1 - digits.length()) + digits + " " + bar;
    out.add(style.frame(gutter) + (" " + shown.text()).stripTrailing());
    for (Underline underline : underlines) {
      underline(underline, shown);
    }
  }

  private void underline(Underline mark, Shown shown) {
    int column = shown.column(mark.from());
    int cells = Math.max(1, shown.column(mark.to()) - column);
    String carets = (mark.secondary() ? "-" : "^").repeat(cells);
    String label = Cells.cut(oneLine(mark.label(), style), LONGEST_LABEL, style.cut());
    // The text ends before the width does: a label reads badly at the very edge.
    int room = Math.max(20, style.width() - 11 - margin.length() - 1);
    int inline = column + 1 + cells + 1 + Cells.of(label);
    if (label.isEmpty() || inline <= room) {
      bar(" ".repeat(column) + mark(mark, label.isEmpty() ? carets : carets + " " + label));
      return;
    }
    bar(" ".repeat(column) + mark(mark, carets));
    int widest = Math.max(room / 2, room - column - 1);
    List<String> parts = Wrap.lines(label, Cells.of(label) < room ? room - 1 : widest);
    int wide = Math.min(room - 1, parts.stream().mapToInt(Cells::of).max().orElse(0));
    String left = " ".repeat(Math.min(column, room - 1 - wide));
    for (String part : parts) {
      bar(left + mark(mark, Cells.cut(part, room - 1, style.cut())));
    }
  }

  private String mark(Underline mark, String text) {
    return mark.secondary() ? style.frame(text) : accent(problem, style, text);
  }

  private void bar(String text) {
    String bar = margin + style.frame(style.unicode() ? "│" : "|");
    out.add(text.isEmpty() ? bar : bar + " " + text);
  }

  // ----------------------------------------------------------------------------------- the notes

  private void note(Problem.Note note) {
    String word = note.kind().name().toLowerCase(Locale.ROOT);
    String indent = " ".repeat(margin.length() + word.length() + 4);
    String head =
        margin
            + style.frame("=")
            + " "
            + (note.kind() == Problem.Note.Kind.HELP ? style.help(word) : style.bold(word))
            + ": ";
    int room = Math.max(20, style.width() - indent.length());
    List<String> lines = note.text().lines().limit(LONGEST_NOTE).toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = Cells.cut(style.text(lines.get(i)), 1000, style.cut());
      // What follows the first line is laid out by whoever wrote it; it may be code.
      List<String> parts = i == 0 ? Wrap.lines(line, room) : List.of(line);
      for (String part : parts) {
        out.add((head + part).stripTrailing());
        head = indent;
      }
    }
  }
}

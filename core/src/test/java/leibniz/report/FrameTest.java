package leibniz.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Source;
import leibniz.ir.Span;
import org.junit.jupiter.api.Test;

final class FrameTest {
  private static final Style ASCII = new Style(false, false, 100, Style.Detail.NORMAL);
  private static final Style COLOUR = new Style(true, true, 100, Style.Detail.NORMAL);
  private static final Style QUIET = new Style(false, true, 100, Style.Detail.QUIET);

  // ------------------------------------------------------------------------- as one meets them

  @Test
  void marksOnOneLine() {
    golden("two-marks", LINEAR, clash(LINEAR));
  }

  @Test
  void colours() {
    Golden.check("two-marks-colour", text(List.of(clash(LINEAR)), LINEAR, COLOUR));
  }

  @Test
  void ascii() {
    Problem problem =
        Problem.error(
                Code.LBZ103, "∂ℓ/∂ŷ: (B,) − (B, 1) is (B, B)", at(UNICODE, "ŷ - y"), "ŷ − y → ρ")
            .also(at(UNICODE, "层"), "这 is Σ_j δ_ij ⋅ W′ᵀ…")
            .with(Kind.NOTE, "“naïve” ≤ 2·n² × ∞");
    Golden.check("ascii", text(List.of(problem), UNICODE, ASCII));
    assertThat(text(List.of(problem), UNICODE, ASCII)).matches("[\\n -~]*");
  }

  @Test
  void labelsBelowTheirMarks() {
    golden(
        "labels-below",
        EINSUM,
        Problem.error(
                Code.LBZ103,
                "the gradient has shape (B, N, N), the general rule asks for (B, 1, N)",
                at(EINSUM, "np.ones(N)"),
                "gives it size N = 10; loss has an output axis of size 1")
            .also(at(EINSUM, "\"i,bj->bij\""), "axis i is the output axis")
            .with(Kind.RULE, "loss (B, 1) ++ phat (B, N), sharing B  =  (B, 1, N)")
            .help(
                "the 10 rows of axis i are copies of the right answer; one is enough:\n"
                    + "np.ones(1), p / phat)  # Shape: (B, 1, N)")
            .with(Kind.MORE, "leibniz explain LBZ103"));
  }

  @Test
  void aLabelThatWouldPassTheEdge() {
    Source source =
        new Source("linear_loss.py", "    np.einsum(\"bij,bjjk->bjk\", dloss_dyhat, dyhat_dW),\n");
    golden(
        "label-moved-left",
        source,
        Problem.error(
            Code.LBZ105,
            "jj takes a diagonal of dyhat_dW",
            at(source, "bjjk->bjk"),
            "two different axes share the letter j, and the output axis i is dropped"),
        Problem.error(
            Code.LBZ105,
            "a label that is a whole paragraph",
            at(source, "dyhat_dW"),
            "two different axes share the letter j, and the output axis i is dropped, which no"
                + " chain rule does: it sums over j and keeps the axis that follows it"));
  }

  @Test
  void aGapBetweenLines() {
    Source source =
        new Source("gap.py", "a = 1\n".repeat(8) + "bb = a\na = 2\nc = a\nd = bb + a\n");
    golden(
        "gap",
        source,
        Problem.error(Code.LBZ103, "it is so", at(source, "bb + a"), "here")
            .also(at(source, "bb = a"), "from there")
            .also(new Span("gap.py", 2, 1, 2, 2), "")
            .also(new Span("gap.py", 3, 1, 3, 6), "next to it"));
  }

  @Test
  void severalLines() {
    Source source =
        new Source("long.py", "y = f(\n    a,\n    b)\nz = g(  \n  1,\n  2,\n  3)  \n\n");
    golden(
        "several-lines",
        source,
        Problem.error(Code.LBZ103, "three lines", new Span("long.py", 1, 5, 3, 7), "the call"),
        Problem.error(Code.LBZ103, "four lines", new Span("long.py", 4, 5, 7, 5), "the call"),
        Problem.error(Code.LBZ001, "the end of a line", new Span("long.py", 1, 7, 2, 1), "here"),
        Problem.error(Code.LBZ001, "the end of the text", new Span("long.py", 9, 1, 9, 1), "here"),
        Problem.error(Code.LBZ001, "an empty line", new Span("long.py", 8, 1, 8, 1), "here"),
        Problem.error(Code.LBZ001, "far behind", new Span("long.py", 99, 9, 99, 12), "nothing"));
  }

  @Test
  void withoutAPlace() {
    golden(
        "no-place",
        LINEAR,
        Problem.error(Code.LBZ211, "--of z: the program has no tensor of that name")
            .help("its names are yhat, W, x"),
        Problem.error(Code.LBZ103, "elsewhere", new Span("other.py", 3, 1, 3, 2), "over there"));
  }

  @Test
  void manyAreCounted() {
    List<Problem> many = new ArrayList<>();
    for (int i = 1; i <= 25; i++) {
      many.add(Problem.error(Code.LBZ002, "number " + i));
    }
    Golden.check("many", text(many, LINEAR, Style.PLAIN));
  }

  @Test
  void quietIsALineEach() {
    Problem warning =
        new Problem(
            Code.LBZ103, Problem.Level.WARNING, "two\nlines", clash(LINEAR).marks(), List.of());
    List<Problem> all = List.of(clash(LINEAR), warning, Problem.error(Code.LBZ006, "no place"));
    Golden.check("quiet", text(all, LINEAR, QUIET));
  }

  // ------------------------------------------------------------------------------ odd characters

  @Test
  void cellsAreCounted() {
    Source source = new Source("层.py", "层 = y\u0302 + ŷ\t@ 🙂x # e\u0301nd\n");
    golden(
        "cells",
        source,
        Problem.error(Code.LBZ001, "marks under cells", at(source, "x #"), "behind an emoji")
            .also(at(source, "层"), "two cells")
            .also(at(source, "y\u0302"), "one cell")
            .also(at(source, "@"), "behind a tab")
            .also(at(source, "e\u0301nd"), "accents"));
  }

  @Test
  void controlCharactersAreShown() {
    Source source =
        new Source(
            "a\u001b[2Jb\n.py",
            "x = '\u001b[31m\u0000\u007f\u202e\u200b\u0085\ud800'\r\ny = 1\f\n");
    Problem problem =
        Problem.error(Code.LBZ001, "\u001b]0;title\u0007", at(source, "'\u001b"), "\u001b[1m\ttab")
            .help("\u001b[5mblink");
    String drawn = text(List.of(problem), source, Style.PLAIN);
    Golden.check("control", drawn);
    assertThat(drawn.codePoints().filter(c -> c != '\n')).noneMatch(Character::isISOControl);
  }

  @Test
  void longLinesAreCut() {
    String junk = "0123456789".repeat(1_000_000);
    Source source = new Source("long.py", "a = " + junk + "\nb = " + junk + "+ here + " + junk);
    Problem begin = Problem.error(Code.LBZ001, "at the start", at(source, "a ="), "here");
    Problem middle = Problem.error(Code.LBZ001, "in the middle", at(source, "here"), "here");
    Problem all =
        Problem.error(Code.LBZ001, "all", new Span("long.py", 1, 5, 1, 10_000_005), "all");
    int end = 20_000_013;
    Problem last = Problem.error(Code.LBZ001, "end", new Span("long.py", 2, end, 2, end), "end");
    Problem both = middle.also(new Span("long.py", 2, 1, 2, 2), "far away");
    golden("long-lines", source, begin, middle, all, last, both);
    Golden.check("long-lines-ascii", text(List.of(middle, all), source, ASCII));
  }

  @Test
  void nothingIsWiderThanTheStyle() {
    String name = "n".repeat(5_000);
    Source source = new Source("wide.py", "层".repeat(500) + "\t" + "e\u0301".repeat(500) + name);
    for (int width : new int[] {40, 60, 100}) {
      for (int column : new int[] {1, 30, 499, 500, 501, 502, 700, 1400, 6000, 6502, 9999}) {
        Problem problem =
            Problem.error(
                Code.LBZ001,
                "wide",
                new Span("wide.py", 1, column, 1, column + 7),
                "some words here");
        for (boolean unicode : new boolean[] {true, false}) {
          for (String line :
              Frame.lines(problem, source, new Style(false, unicode, width, Style.Detail.NORMAL))) {
            assertThat(Cells.of(line)).as(line).isLessThanOrEqualTo(width);
          }
        }
      }
    }
  }

  @Test
  void nothingIsTooOdd() {
    String signs = "ab ,(\t\n\r\f\u0000\u001b\u0302层🙂\ud83d\ude42\u202e\uFFFF\u200dŷΣ";
    Random random = new Random(7);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(200); i > 0; i--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      Source source = new Source("odd.py", text.toString());
      int line = random.nextInt(5);
      Span span =
          new Span(
              "odd.py", line, random.nextInt(90), line + random.nextInt(3), random.nextInt(90));
      Span other =
          new Span("odd.py", random.nextInt(4), 1 + random.nextInt(30), 3, random.nextInt(9));
      Problem problem =
          Problem.error(Code.LBZ001, "odd", span, text.substring(0, text.length() / 3))
              .also(other, "more")
              .help(text.toString());
      Style style = new Style(false, round % 2 == 0, 60, Style.Detail.NORMAL);
      for (String drawn : Frame.lines(problem, source, style)) {
        assertThat(drawn.codePoints()).noneMatch(Character::isISOControl);
        assertThat(drawn.endsWith(" ") && !drawn.contains("│ ") && !drawn.contains("| ")).isFalse();
        assertThat(style.unicode() || drawn.chars().allMatch(c -> c < 0x80)).as(drawn).isTrue();
        assertThat(drawn.startsWith("   =") || drawn.startsWith("      ") || Cells.of(drawn) <= 60)
            .as(drawn)
            .isTrue();
      }
    }
  }

  // ------------------------------------------------------------------------------------- helpers

  private static final Source LINEAR =
      new Source(
          "linear.py",
          """
          import numpy as np
          B, input_dim, output_dim = 256, 20, 10
          x: (B, input_dim)

          yhat = np.einsum("ij,bj->bi", W, y)   # (B, output_dim)
          """);

  private static final Source EINSUM =
      new Source(
          "cross_entropy.py",
          """
          dloss_dphat = -np.einsum("i,bj->bij",
                                   np.ones(N), p / phat)  # Shape: (B, 1, N)
          """);

  private static final Source UNICODE = new Source("ŷ.py", "dŷ = (ŷ - y) @ 层  # δ\n");

  private static Problem clash(Source source) {
    return Problem.error(
            Code.LBZ102,
            "axis j is input_dim = 20 in W and output_dim = 10 in y",
            at(source, "W, y"),
            "W is (10, 20), y is (256, 10)")
        .also(at(source, "\"ij,bj->bi\""), "j is the 2nd axis of both operands")
        .help(
            "x has shape (B, input_dim) and fits: did you mean\n"
                + "yhat = np.einsum(\"ij,bj->bi\", W, x)   # (B, output_dim)")
        .with(
            Kind.NOTE,
            "numpy says: operands could not be broadcast together with remapped shapes"
                + " [original->remapped]: (10,20)->(10,20) (256,10)->(256,newaxis,10)");
  }

  /// Where a piece of the text stands.
  private static Span at(Source source, String piece) {
    int at = source.text().indexOf(piece);
    assertThat(at).as(piece).isNotNegative();
    String before = source.text().substring(0, at);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = at - before.lastIndexOf('\n');
    return new Span(source.name(), line, column, line, column + piece.length());
  }

  private static void golden(String name, Source source, Problem... problems) {
    Golden.check(name, text(List.of(problems), source, Style.PLAIN));
  }

  private static String text(List<Problem> problems, Source source, Style style) {
    return String.join("\n", Frame.lines(problems, source, style)) + "\n";
  }
}

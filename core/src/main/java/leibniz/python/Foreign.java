package leibniz.python;

import java.util.Locale;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// Tells texts that are no programs at all, so that the user hears that rather than twenty errors.
final class Foreign {
  private static final int LOOKED_AT = 4096;

  private Foreign() {}

  /// What is wrong with the text as a whole, if anything.
  static @Nullable Problem problem(Source source) {
    String text = source.text();
    if (text.length() > Bounds.LENGTH) {
      return Problem.error(
          Code.LBZ007,
          source.name() + " has " + text.length() + " characters; " + Bounds.LENGTH + " are read");
    }
    String what = kind(text);
    if (!what.isEmpty()) {
      return notPython(source, what);
    }
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      Span span = new Lines(source).span(nul, nul + 1);
      return Problem.error(
          Code.LBZ006, source.name() + " is not Python: it holds a NUL character", span, "");
    }
    return null;
  }

  /// Whether so much is wrong that the text is something else.
  static boolean isProse(int problems, int good) {
    return problems >= 10 && good * 2 < problems;
  }

  /// Says so instead of listing every line.
  static Problem prose(Source source, Problem first) {
    Problem problem = notPython(source, "most of its lines are no statements");
    return first.marks().isEmpty()
        ? problem
        : problem.also(first.marks().getFirst().span(), first.headline());
  }

  private static Problem notPython(Source source, String why) {
    return Problem.error(Code.LBZ006, source.name() + " is not Python: " + why);
  }

  private static String kind(String text) {
    int from = text.startsWith("\uFEFF") ? 1 : 0;
    String head = text.substring(from, Math.min(text.length(), LOOKED_AT)).stripLeading();
    String lower = head.substring(0, Math.min(head.length(), 32)).toLowerCase(Locale.ROOT);
    if (lower.startsWith("%pdf-")) {
      return "it is a PDF document";
    }
    if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
      return "it is an HTML page";
    }
    if (lower.startsWith("<?xml") || lower.startsWith("<svg") || lower.startsWith("<!--")) {
      return "it is XML";
    }
    if (lower.startsWith("pk\u0003\u0004")) {
      return "it is a ZIP archive";
    }
    if (lower.startsWith("{\\rtf")) {
      return "it is an RTF document";
    }
    if (lower.startsWith("\\documentclass")) {
      return "it is a LaTeX document";
    }
    if (head.startsWith("{") && text.contains("\"nbformat\"") && text.contains("\"cells\"")) {
      return "it is a notebook (JSON); jupyter nbconvert --to script makes a program of it";
    }
    return isBinary(head) ? "it is binary" : "";
  }

  /// More than a tenth of the beginning is characters that no text has.
  private static boolean isBinary(String head) {
    long odd =
        head.chars().filter(c -> c < ' ' && "\t\n\r\f".indexOf(c) < 0 || c == 0xFFFD).count();
    return odd * 10 > head.length();
  }
}

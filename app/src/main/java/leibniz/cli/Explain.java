package leibniz.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import leibniz.ir.Code;
import leibniz.report.Style;
import leibniz.trace.Trace;

/// What a code means, with a program that brings it about and one that does not; and the functions
/// that are known.
final class Explain {
  private Explain() {}

  /// Whether there is a page of that name.
  static boolean knows(String topic) {
    return topic.equals("functions") || pages().containsKey(topic.toUpperCase(Locale.ROOT));
  }

  /// The page of a topic.
  static List<String> lines(String topic, Style style) throws WrongUse {
    if (topic.equals("functions")) {
      return Trace.functions().stream().map(style::text).toList();
    }
    Map<String, List<String>> pages = pages();
    List<String> page = pages.get(topic.toUpperCase(Locale.ROOT));
    if (page == null) {
      String near = Words.near(topic.toUpperCase(Locale.ROOT), pages.keySet());
      throw WrongUse.because("there is nothing to explain under " + Values.quoted(topic))
          .help(
              (near.isEmpty() ? "" : "did you mean " + near + "?   ")
                  + "known are functions by their names, such as softmax, functions for a list of"
                  + " them, the codes of messages, such as LBZ103, and FILE:STEP");
    }
    Code code = Code.valueOf(topic.toUpperCase(Locale.ROOT));
    List<String> lines = new ArrayList<>();
    lines.add(style.bold(code.name()) + "  " + style.text(code.title()));
    lines.add("");
    for (String line : page) {
      boolean program = line.matches("(wrong|right)( .*)?");
      if (program && (line.length() == 5 || !lines.getLast().startsWith("  "))) {
        lines.add("");
      }
      lines.add((program || line.startsWith("    ") ? "  " : "") + style.text(line));
    }
    return lines;
  }

  /// The text of each code, in the order of the codes.
  static Map<String, List<String>> pages() {
    Map<String, List<String>> pages = new LinkedHashMap<>();
    List<String> page = new ArrayList<>();
    for (String line : text().lines().toList()) {
      if (line.matches("LBZ[0-9]{3}")) {
        page = new ArrayList<>();
        pages.put(line, page);
      } else if (!line.isBlank()) {
        page.add(line.stripTrailing());
      }
    }
    return pages;
  }

  private static String text() {
    try (InputStream in = Explain.class.getResourceAsStream("explain.txt")) {
      if (in == null) {
        throw new IllegalStateException("explain.txt is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

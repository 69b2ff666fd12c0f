package leibniz;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Source;
import leibniz.ir.Span;

/// Finds the call of a function in a line, to point at it and at nothing else.
final class Called {
  private Called() {}

  /// The call on the line where a value is defined, if it is called there once and on one line;
  /// else where the value is defined.
  ///
  /// @param function as in `np.log`
  static Span of(Source source, Span definition, String function) {
    String line = source.text().lines().skip(definition.line() - 1L).findFirst().orElse("");
    String name = function.substring(function.lastIndexOf('.') + 1);
    Matcher call =
        Pattern.compile("(?<![\\w.])(?:\\w+\\.)*" + Pattern.quote(name) + "\\(").matcher(line);
    if (!definition.file().equals(source.name()) || !call.find()) {
      return definition;
    }
    int from = call.start();
    int to = call.end();
    for (int depth = 1; depth > 0; to++) {
      if (to == line.length()) {
        return definition;
      }
      depth += line.charAt(to) == '(' ? 1 : line.charAt(to) == ')' ? -1 : 0;
    }
    return call.find()
        ? definition
        : new Span(source.name(), definition.line(), from + 1, definition.line(), to + 1);
  }
}

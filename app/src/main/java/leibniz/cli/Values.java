package leibniz.cli;

import java.util.List;
import picocli.CommandLine.ParseResult;

/// The values of options.
final class Values {
  private Values() {}

  /// The values of an option, in order.
  static List<String> all(ParseResult parsed, String option) {
    return parsed.matchedOptionValue(option, List.of());
  }

  /// The last value of an option.
  static String last(ParseResult parsed, String option, String otherwise) {
    List<String> values = all(parsed, option);
    return values.isEmpty() ? otherwise : values.getLast();
  }

  /// A value that is none of those an option takes.
  static WrongUse choice(String option, String value, List<String> known) {
    String near = Words.near(value, known);
    return WrongUse.because(option + " takes " + Words.or(known) + ", not " + quoted(value))
        .help(near.isEmpty() ? "" : "did you mean " + option + " " + near + "?");
  }

  static String quoted(String word) {
    return word.isEmpty() ? "an empty word" : word;
  }
}

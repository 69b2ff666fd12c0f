package leibniz.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/// The options of `run`.
final class RunOptions {
  private RunOptions() {}

  static Command.DoRun of(ParseResult parsed, List<String> texts, Look look) throws WrongUse {
    List<String> files = parsed.matchedPositionalValue(0, List.of());
    texts.addAll(Values.all(parsed, "-e"));
    if (files.size() + (texts.isEmpty() ? 0 : 1) != 1) {
      throw WrongUse.because("leibniz run needs one program: FILE, -e TEXT, or - for stdin")
          .help("for instance  leibniz run examples/softmax.py --grad q:v");
    }
    List<Command.DoRun.Gradient> gradients = new ArrayList<>();
    for (String asked : Values.all(parsed, "--grad")) {
      gradients.add(gradient(asked));
    }
    return new Command.DoRun(
        look,
        files.isEmpty() ? "" : files.getFirst(),
        texts,
        gradients,
        DeriveOptions.sizes(Values.all(parsed, "--size")),
        DeriveOptions.batch(Values.all(parsed, "--batch")),
        Values.all(parsed, "--data"),
        number(parsed, "--seed", 0, Integer.MAX_VALUE, 0),
        number(parsed, "--repeat", 1, 1_000_000, 0),
        number(parsed, "--threads", 1, 1024, 1),
        isSingle(parsed),
        parsed.hasMatchedOption("--profile"),
        Values.last(parsed, "--out", ""));
  }

  static boolean isSingle(ParseResult parsed) throws WrongUse {
    String type = Values.last(parsed, "--dtype", "float64");
    return switch (type) {
      case "float64" -> false;
      case "float32" -> true;
      default -> throw Values.choice("--dtype", type, List.of("float64", "float32"));
    };
  }

  private static Command.DoRun.Gradient gradient(String asked) throws WrongUse {
    int colon = asked.indexOf(':');
    if (colon <= 0 || colon == asked.length() - 1) {
      throw WrongUse.because("--grad takes OUTPUT:INPUT, not " + Values.quoted(asked))
          .help("for instance  --grad q:v, or --grad loss:W,b, or --grad f:x:x for the second one");
    }
    return new Command.DoRun.Gradient(
        asked.substring(0, colon).strip(),
        DeriveOptions.names("--grad", asked.substring(colon + 1)));
  }

  private static int number(ParseResult parsed, String option, int least, int most, int otherwise)
      throws WrongUse {
    String digits = Values.last(parsed, option, "");
    if (Values.all(parsed, option).isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(digits.replace("_", ""));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw WrongUse.because(
        option + " " + digits + ": a whole number from " + least + " to " + most + " is needed");
  }
}

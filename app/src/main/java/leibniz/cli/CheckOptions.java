package leibniz.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import leibniz.cli.Command.DoCheck.Format;
import leibniz.cli.Command.DoCheck.Mending;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import picocli.CommandLine.ParseResult;

/// The options of `check`.
final class CheckOptions {
  private CheckOptions() {}

  static Command.DoCheck of(ParseResult parsed, Look look) throws WrongUse {
    List<String> files = parsed.matchedPositionalValue(0, List.of());
    if (files.isEmpty()) {
      throw WrongUse.because("leibniz check needs a program: FILE, DIRECTORY, or - for stdin")
          .help("for instance  leibniz check src/");
    }
    boolean watch = parsed.hasMatchedOption("--watch");
    if (watch && files.contains("-")) {
      throw WrongUse.because("--watch watches files, and - is stdin");
    }
    Mending mending = mending(parsed);
    if (mending != Mending.NONE && files.contains("-")) {
      throw WrongUse.because("--fix changes files, and - is stdin");
    }
    return new Command.DoCheck(
        look,
        files,
        format(parsed, look),
        new CodeFilter(codes(parsed, "--select"), codes(parsed, "--ignore")),
        failOn(Values.last(parsed, "--fail-on", "error")),
        mending,
        addShapes(parsed, mending),
        watch,
        Values.last(parsed, "--stdin-name", ""),
        Values.last(parsed, "--out", ""));
  }

  private static Format format(ParseResult parsed, Look look) throws WrongUse {
    if (parsed.hasMatchedOption("--sarif")) {
      return Format.SARIF;
    }
    if (look.json()) {
      return Format.JSON;
    }
    String said = Values.last(parsed, "--format", "auto");
    List<String> known =
        Arrays.stream(Format.values()).map(f -> f.name().toLowerCase(Locale.ROOT)).toList();
    if (!known.contains(said)) {
      throw Values.choice("--format", said, known);
    }
    return Format.valueOf(said.toUpperCase(Locale.ROOT));
  }

  private static Optional<Problem.Level> failOn(String word) throws WrongUse {
    return switch (word) {
      case "error" -> Optional.of(Problem.Level.ERROR);
      case "warning" -> Optional.of(Problem.Level.WARNING);
      case "remark" -> Optional.of(Problem.Level.REMARK);
      case "never" -> Optional.empty();
      default ->
          throw Values.choice("--fail-on", word, List.of("error", "warning", "remark", "never"));
    };
  }

  private static Mending mending(ParseResult parsed) throws WrongUse {
    boolean all = parsed.hasMatchedOption("--unsafe-fixes");
    boolean show = parsed.hasMatchedOption("--diff");
    if (!parsed.hasMatchedOption("--fix")) {
      if (all || show) {
        throw WrongUse.because((all ? "--unsafe-fixes" : "--diff") + " goes with --fix")
            .help("leibniz check --fix " + (all ? "--unsafe-fixes" : "--diff") + " FILE");
      }
      return Mending.NONE;
    }
    return show ? (all ? Mending.SHOW_ALL : Mending.SHOW_SAFE) : all ? Mending.ALL : Mending.SAFE;
  }

  private static boolean addShapes(ParseResult parsed, Mending mending) throws WrongUse {
    boolean asked = parsed.hasMatchedOption("--add-shapes");
    if (asked && mending == Mending.NONE) {
      throw WrongUse.because("--add-shapes goes with --fix")
          .help("leibniz check --fix --add-shapes FILE");
    }
    return asked;
  }

  private static List<String> codes(ParseResult parsed, String option) throws WrongUse {
    List<String> codes = new ArrayList<>();
    for (String list : Values.all(parsed, option)) {
      for (String word : Words.parts(list)) {
        String code = word.toUpperCase(Locale.ROOT);
        if (Arrays.stream(Code.values()).noneMatch(c -> c.name().startsWith(code))) {
          String near = Words.near(code, Arrays.stream(Code.values()).map(Code::name).toList());
          throw WrongUse.because(option + ": there is no code " + word)
              .help(near.isEmpty() ? "codes are such as LBZ203, or LBZ2" : "did you mean " + near);
        }
        codes.add(code);
      }
    }
    return codes;
  }
}

package leibniz.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.report.Style;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The words of a command, understood.
final class Arguments {
  /// The commands there are.
  static final List<String> COMMANDS =
      List.of("derive", "check", "run", "plan", "explain", "equal", "help");

  /// The commands to which a program may be given as words.
  private static final Set<String> TAKE_TEXT = Set.of("derive", "equal", "run", "plan");

  private static final List<String> DIRECTIONS = List.of("--jvp", "--vjp", "--hvp");

  /// A list of names, as a direction may be given; a file is no such thing.
  private static final Pattern NAMES = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_,\\[\\]@]*");

  private static final Set<String> TELLINGS = Set.of("all", "short", "none");

  private Arguments() {}

  /// What the words ask for.
  static Command parse(String[] words) throws WrongUse {
    CommandLine line = new CommandLine(program());
    line.setExpandAtFiles(false);
    line.setOverwrittenOptionsAllowed(true);
    List<String> texts = new ArrayList<>();
    ParseResult all;
    try {
      all = line.parseArgs(plain(words, texts).toArray(new String[0]));
    } catch (CommandLine.ParameterException e) {
      throw wrong(e);
    }
    ParseResult own = all.hasSubcommand() ? all.subcommand() : all;
    Look look = look(all, own);
    if (!all.hasSubcommand()) {
      return all.hasMatchedOption("--version")
          ? new Command.ShowVersion(look)
          : new Command.ShowHelp(look, "");
    }
    if (own.commandSpec().name().equals("help")) {
      return new Command.ShowHelp(look, topic(own));
    }
    if (own.commandSpec().name().equals("explain") && !own.hasMatchedOption("--help")) {
      return new Command.DoExplain(
          look,
          explained(own),
          DeriveOptions.of(own),
          DeriveOptions.wrt(own),
          DeriveOptions.batch(Values.all(own, "--batch")));
    }
    if (own.commandSpec().name().equals("equal") && !own.hasMatchedOption("--help")) {
      return equal(own, texts, look);
    }
    if (own.commandSpec().name().equals("run") && !own.hasMatchedOption("--help")) {
      return RunOptions.of(own, texts, look);
    }
    if (own.commandSpec().name().equals("plan") && !own.hasMatchedOption("--help")) {
      return new Command.DoPlan(DeriveOptions.of(own, texts, look), RunOptions.isSingle(own));
    }
    if (own.commandSpec().name().equals("check") && !own.hasMatchedOption("--help")) {
      return CheckOptions.of(own, look);
    }
    return own.hasMatchedOption("--help")
        ? new Command.ShowHelp(look, own.commandSpec().name())
        : DeriveOptions.of(own, texts, look);
  }

  // ------------------------------------------------------------------------------ what there is

  static CommandSpec program() {
    CommandSpec help = CommandSpec.create().name("help").addPositional(words());
    CommandSpec explain = CommandSpec.create().name("explain").addPositional(words());
    CommandSpec derive = CommandSpec.create().name("derive").addPositional(words());
    CommandSpec check = CommandSpec.create().name("check").addPositional(words());
    CommandSpec equal = CommandSpec.create().name("equal").addPositional(words());
    value(equal, "-e");
    value(equal, "--in");
    value(equal, "--of");
    value(equal, "--size");
    CommandSpec run = CommandSpec.create().name("run").addPositional(words());
    CommandSpec plan = CommandSpec.create().name("plan").addPositional(words());
    List.of(
            "-e",
            "--grad",
            "--data",
            "--seed",
            "--repeat",
            "--threads",
            "--dtype",
            "--size",
            "--batch")
        .forEach(option -> value(run, option));
    value(run, "-o", "--out");
    flag(run, "--profile");
    List.of("-e", "--of", "--wrt", "--order", "--layout", "--batch", "--size", "--dtype")
        .forEach(option -> value(plan, option));
    DIRECTIONS.forEach(option -> value(plan, option));
    value(explain, "--of");
    value(explain, "--wrt");
    value(explain, "--batch");
    value(derive, "-e");
    value(derive, "--of");
    value(derive, "--wrt");
    value(derive, "--order");
    value(derive, "--layout");
    value(derive, "--batch");
    value(derive, "--size");
    value(derive, "--steps");
    value(derive, "--to");
    value(derive, "--style");
    flag(derive, "--self-check");
    DIRECTIONS.forEach(option -> value(derive, option));
    value(check, "--select");
    value(check, "--ignore");
    value(check, "--fail-on");
    value(check, "--format");
    value(check, "--stdin-name");
    value(check, "-o", "--out");
    flag(check, "--sarif");
    flag(check, "--fix");
    flag(check, "--unsafe-fixes");
    flag(check, "--add-shapes");
    flag(check, "--diff");
    flag(check, "--watch");
    flag(derive, "--no-fold");
    CommandSpec program = CommandSpec.create().name("leibniz");
    flag(program, "-V", "--version");
    for (CommandSpec spec : List.of(program, help, explain, check, equal, derive, run, plan)) {
      flag(spec, "-h", "--help");
      flag(spec, "-q", "--quiet");
      flag(spec, "-v", "--verbose");
      flag(spec, "--ascii");
      flag(spec, "--json");
      value(spec, "--color");
    }
    return program
        .addSubcommand("derive", derive)
        .addSubcommand("check", check)
        .addSubcommand("run", run)
        .addSubcommand("plan", plan)
        .addSubcommand("explain", explain)
        .addSubcommand("equal", equal)
        .addSubcommand("help", help);
  }

  private static void flag(CommandSpec spec, String... names) {
    spec.addOption(OptionSpec.builder(names[0], names).type(boolean.class).arity("0").build());
  }

  /// An option with a value; whoever gives it twice gives two values.
  private static void value(CommandSpec spec, String... names) {
    spec.addOption(
        OptionSpec.builder(names[0], names)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .build());
  }

  private static PositionalParamSpec words() {
    return PositionalParamSpec.builder()
        .index("0..*")
        .arity("0..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .build();
  }

  /// The words for picocli, without the things it would read otherwise: the program behind `-e` may
  /// look like an option, and the values of `--steps` and of a direction may be left out.
  ///
  /// @param texts where the programs go
  private static List<String> plain(String[] words, List<String> texts) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      boolean more = i + 1 < words.length;
      switch (words[i]) {
        case "--" -> {
          out.addAll(List.of(words).subList(i, words.length));
          return out;
        }
        case "-e" -> {
          if (more && out.stream().anyMatch(TAKE_TEXT::contains)) {
            texts.add(words[++i]);
          } else {
            out.add(words[i]);
          }
        }
        case "--jvp", "--vjp", "--hvp" ->
            out.add(
                words[i] + "=" + (more && NAMES.matcher(words[i + 1]).matches() ? words[++i] : ""));
        case "--steps" ->
            out.add("--steps=" + (more && isTelling(words[i + 1]) ? words[++i] : "all"));
        default -> out.add(words[i]);
      }
    }
    return out;
  }

  private static boolean isTelling(String word) {
    return TELLINGS.contains(word) || DeriveOptions.step(word) > 0;
  }

  // ----------------------------------------------------------------------------- what is common

  private static Look look(ParseResult all, ParseResult own) throws WrongUse {
    String when = Values.last(own, "--color", Values.last(all, "--color", "auto"));
    Look.Color color =
        switch (when) {
          case "auto" -> Look.Color.AUTO;
          case "always" -> Look.Color.ALWAYS;
          case "never" -> Look.Color.NEVER;
          default -> throw Values.choice("--color", when, List.of("auto", "always", "never"));
        };
    Style.Detail detail =
        has(all, own, "--quiet")
            ? Style.Detail.QUIET
            : has(all, own, "--verbose") ? Style.Detail.VERBOSE : Style.Detail.NORMAL;
    return new Look(color, has(all, own, "--ascii"), has(all, own, "--json"), detail);
  }

  private static boolean has(ParseResult all, ParseResult own, String flag) {
    return all.hasMatchedOption(flag) || own.hasMatchedOption(flag);
  }

  private static String explained(ParseResult explain) throws WrongUse {
    List<String> topics = explain.matchedPositionalValue(0, List.of());
    if (topics.size() != 1) {
      throw WrongUse.because(
              "leibniz explain needs one word: a code, a function, functions, or FILE:STEP")
          .help("for instance  leibniz explain softmax");
    }
    return topics.getFirst();
  }

  private static Command.DoEqual equal(ParseResult parsed, List<String> texts, Look look)
      throws WrongUse {
    texts.addAll(Values.all(parsed, "-e"));
    List<String> of = new ArrayList<>();
    for (String list : Values.all(parsed, "--of")) {
      of.addAll(DeriveOptions.names("--of", list));
    }
    List<String> sides = new ArrayList<>(parsed.matchedPositionalValue(0, List.of()));
    sides.addAll(texts);
    boolean two = sides.size() == 2 && of.size() <= 2 || sides.size() == 1 && of.size() == 2;
    if (!two) {
      throw WrongUse.because(
              "leibniz equal compares two programs, or two names of one: A B, or A --of p,q")
          .help("for instance  leibniz equal \"X: (m, n); trace(X.T @ X)\" \"sum(X**2)\"");
    }
    return new Command.DoEqual(
        look,
        sides,
        Values.all(parsed, "--in"),
        of,
        DeriveOptions.sizes(Values.all(parsed, "--size")));
  }

  private static String topic(ParseResult help) throws WrongUse {
    List<String> topics = help.matchedPositionalValue(0, List.of());
    String topic = topics.isEmpty() ? "" : topics.getFirst();
    if (!topic.isEmpty() && !COMMANDS.contains(topic)) {
      throw noCommand(topic);
    }
    return topic.equals("help") ? "" : topic;
  }

  // ---------------------------------------------------------------------------- what went wrong

  private static WrongUse wrong(CommandLine.ParameterException e) {
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    boolean program = spec.parent() == null;
    String command = program ? "leibniz" : "leibniz " + spec.name();
    return switch (e) {
      case CommandLine.UnmatchedArgumentException unmatched -> {
        String word = unmatched.getUnmatched().getFirst();
        yield word.startsWith("-") && word.length() > 1
            ? noOption(word, spec, command)
            : program ? noCommand(word) : WrongUse.because(command + " takes no " + word);
      }
      case CommandLine.MissingParameterException missing when !missing.getMissing().isEmpty() -> {
        String option = ((OptionSpec) missing.getMissing().getFirst()).longestName();
        yield WrongUse.because(option + " needs a value").help(command + " --help shows which");
      }
      default -> {
        String said = String.valueOf(e.getMessage());
        yield WrongUse.because(said.substring(0, 1).toLowerCase(Locale.ROOT) + said.substring(1))
            .help(command + " --help");
      }
    };
  }

  private static WrongUse noOption(String word, CommandSpec spec, String command) {
    String name = word.indexOf('=') > 0 ? word.substring(0, word.indexOf('=')) : word;
    List<String> known = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      known.addAll(List.of(option.names()));
    }
    String near = name.length() > 2 ? Words.near(name, known) : "";
    String all = command + " --help";
    return WrongUse.because("there is no option " + name + " for " + command)
        .help(near.isEmpty() ? "all options: " + all : "did you mean " + near + "?");
  }

  private static WrongUse noCommand(String word) {
    String near = Words.near(word, COMMANDS);
    boolean program = word.endsWith(".py") || word.equals("-");
    String meant = program ? "leibniz derive " + word : near;
    return WrongUse.because("there is no command " + Values.quoted(word))
        .help(
            (meant.isEmpty() ? "" : "did you mean " + meant + "?   ")
                + "all commands: leibniz --help");
  }
}

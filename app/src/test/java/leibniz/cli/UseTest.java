package leibniz.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What is said about the words of a command.
final class UseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "derve x.py | there is no command derve | did you mean derive?   all commands: leibniz"
            + " --help",
        "x.py --of q | there is no command x.py |"
            + " did you mean leibniz derive x.py?   all commands: leibniz --help",
        "zzz | there is no command zzz | all commands: leibniz --help",
        "help derve | there is no command derve |"
            + " did you mean derive?   all commands: leibniz --help",
        "--jsn | there is no option --jsn for leibniz | did you mean --json?",
        "-e x | there is no option -e for leibniz | all options: leibniz --help",
        "derive x.py --off q | there is no option --off for leibniz derive | did you mean --of?",
        "derive x.py --colour=never | there is no option --colour for leibniz derive |"
            + " did you mean --color?",
        "derive x.py -x | there is no option -x for leibniz derive |"
            + " all options: leibniz derive --help",
        "derive | leibniz derive needs a program: FILE, DIRECTORY, -e TEXT, or - for stdin |"
            + " for instance  leibniz derive -e \"v: (B, D); q = softmax(v)\"",
        "derive -e W @ x | -e W and @: leibniz derive takes either files or -e |"
            + " a program of several words is quoted:  -e \"v: (B, D); q = softmax(v)\"",
        "derive x.py --of | --of needs a value | leibniz derive --help shows which",
        "derive -e | -e needs a value | leibniz derive --help shows which",
        "derive x.py --of a,b | --of takes one name, not 2 | ask once for each of a or b",
        "derive x.py --of= | --of needs a name of the program |",
        "derive x.py --wrt , | --wrt needs a name of the program |",
        "derive x.py --layout generl | --layout takes general or like-input, not generl |"
            + " did you mean --layout general?",
        "derive x.py --steps=shrt | --steps takes all, short, none or a number, not shrt |"
            + " did you mean --steps short?",
        "derive x.py --to torhc | --to takes math, numpy, latex, torch, jax, java, java-library, cores"
            + " or layout, not torhc |"
            + " did you mean --to torch?",
        "derive x.py --jvp --vjp | --jvp and --vjp: one at a time | ask once for each",
        "derive x.py --color blue | --color takes auto, always or never, not blue |",
        "derive x.py --size B | --size takes NAME=NUMBER, not B |"
            + " for instance  --size B=256,D=10",
        "derive x.py --size B=x | --size B=x: a size is a whole number above 0 |",
        "derive x.py --size B=0 | --size B=0: a size is a whole number above 0 |",
        "derive x.py --json=3 | option '--json' should be specified without '3' parameter |"
            + " leibniz derive --help",
        "derive nosuch.py | nosuch.py: no such file |",
        "derive softmax(v) | softmax(v): no such file |"
            + " a program given as words stands behind -e:  -e \"softmax(v)\"",
      })
  void wrongUse(String words, String headline, String help) {
    Ran.of(words.split(" "))
        .leaves(
            Exit.USE,
            "",
            "error: " + headline + "\n" + (help == null ? "" : "   = help: " + help + "\n"));
  }

  @Test
  void wrongUseIsToldInJsonToo() {
    Ran ran = Ran.of("derive", "x.py", "--json", "--off");
    assertThat(ran.exit()).isEqualTo(Exit.USE);
    assertThat(ran.err()).startsWith("error: there is no option --off");
    assertThat(ran.json())
        .containsEntry("schema", "leibniz-derive/1")
        .containsEntry("results", List.of())
        .extractingByKey("errors")
        .asInstanceOf(LIST)
        .singleElement()
        .hasFieldOrPropertyWithValue("level", "error")
        .hasFieldOrPropertyWithValue("code", null)
        .hasFieldOrPropertyWithValue("help", "did you mean --of?");
  }

  @Test
  void version() {
    assertThat(Ran.of("--version").out()).matches("leibniz \\d+\\.\\d+\\.\\d+\\S*\n");
    assertThat(Ran.of("-V")).isEqualTo(Ran.of("--version"));
  }

  @Test
  void helpIsOneTextHoweverItIsAskedFor() {
    Ran.of("--help").leaves(Exit.OK, Help.PROGRAM, "");
    Ran.of().leaves(Exit.OK, Help.PROGRAM, "");
    Ran.of("help").leaves(Exit.OK, Help.PROGRAM, "");
    Ran.of("help", "help").leaves(Exit.OK, Help.PROGRAM, "");
    Ran.of("help", "derive").leaves(Exit.OK, Help.DERIVE, "");
    Ran.of("derive", "--help").leaves(Exit.OK, Help.DERIVE, "");
    Ran.of("derive", "nosuch.py", "-h", "--of", "q").leaves(Exit.OK, Help.DERIVE, "");
    assertThat(Ran.in(new Ran.Setting().seen(), "--help").out()).contains("\u001b[1mCommands");
  }

  @Test
  void helpNamesEveryOptionAndFits() {
    CommandSpec program = Arguments.program();
    CommandSpec derive = program.subcommands().get("derive").getCommandSpec();
    assertThat(Help.PROGRAM).contains(names(program)).contains(Arguments.COMMANDS);
    assertThat(Help.DERIVE).contains(names(derive));
    for (String text : List.of(Help.PROGRAM, Help.DERIVE)) {
      assertThat(text.lines())
          .allMatch(line -> line.length() <= 100)
          .noneMatch(l -> l.endsWith(" "));
      assertThat(text).matches("[\\n -~]*");
      for (Matcher m = Pattern.compile("--[a-z]+").matcher(text); m.find(); ) {
        assertThat(names(program) + " " + names(derive)).contains(m.group());
      }
    }
  }

  @Test
  void examplesOfTheHelpRun() {
    Matcher example =
        Pattern.compile("(?m)^ +leibniz (derive .*)$").matcher(Help.PROGRAM + Help.DERIVE);
    int count = 0;
    while (example.find()) {
      Ran ran = Ran.of(words(example.group(1).replace("examples/", "../examples/")));
      assertThat(ran.err()).as(example.group(1)).isEmpty();
      assertThat(ran.exit()).as(example.group(1)).isEqualTo(Exit.OK);
      count++;
    }
    assertThat(count).isEqualTo(6);
  }

  private static List<String> names(CommandSpec spec) {
    List<String> names = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      names.addAll(List.of(option.names()));
    }
    return names;
  }

  /// As a shell cuts it.
  private static String[] words(String line) {
    List<String> words = new ArrayList<>();
    for (Matcher m = Pattern.compile("\"([^\"]*)\"|\\S+").matcher(line); m.find(); ) {
      words.add(m.group(1) == null ? m.group() : m.group(1));
    }
    return words.toArray(String[]::new);
  }
}

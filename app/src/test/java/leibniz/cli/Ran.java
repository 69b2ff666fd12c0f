package leibniz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.jr.ob.JSON;

/// A command that was run in this process, and what it left.
record Ran(int exit, String out, String err) {

  /// Runs a command as in a pipe, in a UTF-8 locale.
  static Ran of(String... words) {
    return in(new Setting(), words);
  }

  /// Runs a command in a setting.
  static Ran in(Setting setting, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            setting.in,
            out,
            err,
            setting.environment,
            setting.outIsSeen,
            setting.errIsSeen,
            setting.utf8);
    int exit = Cli.run(words, terminal);
    Ran ran =
        new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    assertThat(
            (ran.out + ran.err).replace("throw new IllegalArgumentException(", "")) // of Java code
        .doesNotContain("\tat ")
        .doesNotContain("Exception");
    return ran;
  }

  /// What a command is connected to.
  static final class Setting {
    InputStream in = new ByteArrayInputStream(new byte[0]);
    Map<String, String> environment = Map.of();
    boolean outIsSeen;
    boolean errIsSeen;
    boolean utf8 = true;

    Setting in(String text) {
      in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      return this;
    }

    Setting seen() {
      outIsSeen = true;
      errIsSeen = true;
      return this;
    }

    Setting with(String variable, String value) {
      environment = Map.of(variable, value);
      return this;
    }

    Setting posix() {
      utf8 = false;
      return this;
    }
  }

  /// Both streams must be as said.
  void leaves(int exitCode, String stdout, String stderr) {
    assertThat(out).isEqualTo(stdout);
    assertThat(err).isEqualTo(stderr);
    assertThat(exit).isEqualTo(exitCode);
  }

  /// The object on stdout.
  Map<String, Object> json() {
    return JSON.std.mapFrom(out);
  }
}

package leibniz.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import leibniz.report.Style;

/// A run, from words to an exit code. Whatever goes wrong is told in words.
final class Cli {
  private Cli() {}

  /// Runs one command.
  static int run(String[] words, Terminal terminal) {
    Look look = Look.first(words);
    Output out = out(look, terminal);
    Output err = err(look, terminal);
    try {
      readable(words, terminal);
      Command command = Arguments.parse(words);
      look = command.look();
      out = out(look, terminal);
      err = err(look, terminal);
      int exit = run(command, terminal, out, err);
      return out.failure().isEmpty() ? exit : cannotWrite(out.failure(), err);
    } catch (WrongUse e) {
      tell(e, err);
      if (look.json()) {
        Json.print(List.of(), List.of(Json.error(e, null)), out);
      }
      return e.exit();
    } catch (OutOfMemoryError e) {
      String heap = Runtime.getRuntime().maxMemory() / 1_000_000 + " MB";
      err.line(
          err.style()
              .bold(err.style().error("error") + ": the memory of " + heap + " is not enough"));
      note("help", "give it fewer lines, or smaller sizes with --size", err);
      return Exit.RUN;
    } catch (Throwable e) {
      Bug bug = Bug.of(e);
      err.lines(bug.lines(err.style()));
      if (look.json()) {
        Json.print(List.of(), List.of(Json.error(bug, null)), out);
      }
      return Exit.BUG;
    }
  }

  private static int run(Command command, Terminal terminal, Output out, Output err) {
    switch (command) {
      case Command.ShowVersion _ -> out.line("leibniz " + version());
      case Command.ShowHelp help -> out.lines(Help.lines(help.topic(), out.style()));
      case Command.DoDerive derive -> {
        return new Derive(derive, terminal, out, err).run();
      }
    }
    return Exit.OK;
  }

  /// In a locale without UTF-8 the JVM has already lost what else a word held.
  private static void readable(String[] words, Terminal terminal) throws WrongUse {
    for (String word : words) {
      if (!terminal.utf8() && word.indexOf('\uFFFD') >= 0) {
        throw WrongUse.because("this locale has no such characters as in " + word)
            .help("set LC_ALL=C.UTF-8, or give the program in a file");
      }
    }
  }

  /// The version this was built as.
  static String version() {
    try (InputStream in = Objects.requireNonNull(Cli.class.getResourceAsStream("version.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  // ------------------------------------------------------------------------------------- streams

  private static Output out(Look look, Terminal terminal) {
    Charset charset = look.unicode(terminal) ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
    return new Output(terminal.out(), charset, look.out(terminal));
  }

  private static Output err(Look look, Terminal terminal) {
    Charset charset = look.unicode(terminal) ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
    return new Output(terminal.err(), charset, look.err(terminal));
  }

  private static int cannotWrite(String why, Output err) {
    err.line(
        err.style()
            .bold(
                err.style().error("error")
                    + ": the answer cannot be written: "
                    + err.style().text(why)));
    return Exit.RUN;
  }

  // ---------------------------------------------------------------------------------- wrong use

  /// `error: there is no command derve`, and what can be done.
  static void tell(WrongUse wrong, Output err) {
    Style style = err.style();
    err.line(style.bold(style.error("error") + ": " + style.text(wrong.headline())));
    if (!wrong.help().isEmpty() && style.detail() != Style.Detail.QUIET) {
      note("help", wrong.help(), err);
    }
  }

  private static void note(String word, String text, Output err) {
    Style style = err.style();
    err.line("   " + style.frame("=") + " " + style.help(word) + ": " + style.text(text));
  }
}

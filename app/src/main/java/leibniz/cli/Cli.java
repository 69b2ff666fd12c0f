package leibniz.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
      if (!out.failure().isEmpty()) {
        throw WrongUse.run("the answer cannot be written: " + out.failure());
      }
      return exit;
    } catch (WrongUse e) {
      return fail(e, look, out, err);
    } catch (OutOfMemoryError e) {
      String heap = Runtime.getRuntime().maxMemory() / 1_000_000 + " MB";
      WrongUse full = WrongUse.run("the memory of " + heap + " is not enough");
      return fail(full.help("give it fewer lines, or smaller sizes with --size"), look, out, err);
    } catch (Throwable e) {
      Bug bug = Bug.of(e);
      err.lines(bug.lines(err.style()));
      if (look.json()) {
        Json.print(List.of(), List.of(Json.error(bug, null)), out);
      }
      return Exit.BUG;
    }
  }

  private static int run(Command command, Terminal terminal, Output out, Output err)
      throws WrongUse {
    switch (command) {
      case Command.ShowVersion _ -> out.line("leibniz " + Version.text());
      case Command.ShowHelp help -> out.lines(Help.lines(help.topic(), out.style()));
      case Command.DoExplain explain -> {
        return new Explaining(explain, terminal, out, err).run();
      }
      case Command.DoEqual equal -> {
        return new Equal(equal, terminal, out, err).run();
      }
      case Command.DoCheck check -> {
        return new Checking(check, terminal, out, err).run();
      }
      case Command.DoRun run -> {
        return new Running(run, terminal, out, err).run();
      }
      case Command.DoPlan plan -> {
        return new Planning(plan, terminal, out, err).run();
      }
      case Command.DoDerive derive -> {
        return new Derive(derive, terminal, out, err).run();
      }
    }
    return Exit.OK;
  }

  private static int fail(WrongUse wrong, Look look, Output out, Output err) {
    err.lines(wrong.lines(err.style()));
    if (look.json()) {
      Json.print(List.of(), List.of(Json.error(wrong, null)), out);
    }
    return wrong.exit();
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

  // ------------------------------------------------------------------------------------- streams

  private static Output out(Look look, Terminal terminal) {
    Charset charset = look.unicode(terminal) ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
    return new Output(terminal.out(), charset, look.out(terminal));
  }

  private static Output err(Look look, Terminal terminal) {
    Charset charset = look.unicode(terminal) ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
    return new Output(terminal.err(), charset, look.err(terminal));
  }
}

package leibniz.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import leibniz.check.Finding;
import leibniz.cli.Command.DoCheck.Format;
import leibniz.cli.Command.DoCheck.Mending;
import leibniz.document.Document;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;

/// The command `check`: looks at each program, several at a time, and tells in their order what is
/// wrong and what was verified.
final class Checking {
  private final Command.DoCheck asked;
  private final Terminal terminal;
  private final Output out;
  private final Output err;
  private int exit = Exit.OK;

  Checking(Command.DoCheck asked, Terminal terminal, Output out, Output err) {
    this.asked = asked;
    this.terminal = terminal;
    this.out = out;
    this.err = err;
  }

  int run() throws WrongUse {
    if (asked.watch()) {
      return new Watching(asked, terminal, out).run();
    }
    if (asked.into().isEmpty()) {
      all(out);
      return exit;
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    all(new Output(text, StandardCharsets.UTF_8, asked.look().file(terminal)));
    if (!Files.exists(Inputs.path(asked.into()))) {
      create(asked.into());
    }
    Mender.write(asked.into(), text.toByteArray());
    return exit;
  }

  private static void create(String name) throws WrongUse {
    try {
      Files.createFile(Inputs.path(name));
    } catch (java.io.IOException e) {
      throw WrongUse.run(name + ": cannot be written: " + e.getMessage());
    }
  }

  private void all(Output answer) {
    long start = System.nanoTime();
    List<String> files = new ArrayList<>();
    List<WrongUse> missing = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (String word : asked.files()) {
      try {
        files.addAll(Inputs.files(word, Document.ENDINGS));
      } catch (WrongUse e) {
        missing.add(e);
        words.add(word);
      }
    }
    Findings findings = findings(answer, files.size() + missing.size() > 1);
    for (int k = 0; k < missing.size(); k++) {
      findings.failed(words.get(k), missing.get(k));
      exit = Math.max(exit, missing.get(k).exit());
    }
    examine(files, findings, answer);
    findings.end((System.nanoTime() - start) / 1e9);
  }

  private Findings findings(Output answer, boolean many) {
    Format format = format();
    boolean workflow = terminal.environment().getOrDefault("GITHUB_ACTIONS", "").equals("true");
    return switch (format) {
      case AUTO ->
          workflow
              ? new BothFindings(
                  new FullFindings(answer, err, many, asked.failOn()),
                  new GithubFindings(answer, err))
              : new FullFindings(answer, err, many, asked.failOn());
      case FULL -> new FullFindings(answer, err, many, asked.failOn());
      case CONCISE -> new ConciseFindings(answer, err);
      case GITHUB -> new GithubFindings(answer, err);
      case JSON -> new JsonFindings(answer);
      case SARIF -> new SarifFindings(answer);
    };
  }

  /// The format that was asked for, or that the environment sets for good.
  private Format format() {
    String usual = terminal.environment().getOrDefault("LEIBNIZ_FORMAT", "");
    if (asked.format() != Format.AUTO) {
      return asked.format();
    }
    for (Format format : Format.values()) {
      if (format.name().equalsIgnoreCase(usual)) {
        return format;
      }
    }
    return Format.AUTO;
  }

  // ----------------------------------------------------------------------------- file after file

  private void examine(List<String> files, Findings findings, Output answer) {
    int threads = Math.clamp(files.size(), 1, Runtime.getRuntime().availableProcessors());
    try (ExecutorService pool =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory())) {
      List<Future<Outcome>> running = new ArrayList<>();
      for (String file : files) {
        Callable<Outcome> task = () -> outcome(file);
        running.add(pool.submit(task));
      }
      Progress progress = new Progress(terminal, files.size());
      for (int k = 0; k < files.size(); k++) {
        progress.at(k);
        Outcome outcome = result(running.get(k));
        progress.clear();
        tell(files.get(k), outcome, findings, answer);
      }
    }
  }

  /// What became of a file: it was checked, or is no program, or Leibniz failed.
  private record Outcome(
      Optional<Examined> one, Optional<WrongUse> wrong, Optional<Bug> bug, List<String> diff) {
    static Outcome of(Examined one, List<String> diff) {
      return new Outcome(Optional.of(one), Optional.empty(), Optional.empty(), diff);
    }

    static Outcome of(WrongUse wrong) {
      return new Outcome(Optional.empty(), Optional.of(wrong), Optional.empty(), List.of());
    }

    static Outcome of(Bug bug) {
      return new Outcome(Optional.empty(), Optional.empty(), Optional.of(bug), List.of());
    }
  }

  private static Outcome result(Future<Outcome> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      return Outcome.of(Bug.of(e.getCause() == null ? e : e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.of(WrongUse.run("interrupted"));
    }
  }

  private Outcome outcome(String file) {
    try {
      Inputs.Read read = Inputs.file(file, terminal.in());
      String name = file.equals("-") && !asked.stdinName().isEmpty() ? asked.stdinName() : file;
      Document document = Document.of(name, read.source().text());
      Examined one = Examined.of(document).told(asked.filter());
      return mend(read, one);
    } catch (WrongUse e) {
      return Outcome.of(e);
    } catch (LeibnizException e) {
      return Outcome.of(WrongUse.unreadable(e.problems().getFirst().headline()));
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return Outcome.of(Bug.of(e));
    }
  }

  private Outcome mend(Inputs.Read read, Examined one) throws WrongUse {
    String raw = read.source().text();
    Mending mending = asked.mending();
    if (mending == Mending.NONE || !one.report().understood()) {
      return Outcome.of(one, List.of());
    }
    boolean unsafe = mending == Mending.ALL || mending == Mending.SHOW_ALL;
    Mender.Mended mended = Mender.mend(raw, one, asked.filter(), unsafe);
    if (asked.addShapes()) {
      mended = Mender.stated(mended, asked.filter());
    }
    if (mended.made() == 0) {
      return Outcome.of(one, List.of());
    }
    if (mending == Mending.SHOW_ALL || mending == Mending.SHOW_SAFE) {
      return Outcome.of(one, Mender.diff(one.name(), raw, mended.text()));
    }
    Mender.write(one.name(), read.encoding().write(one.name(), mended.text()));
    String made = one.name() + ": " + Tally.count(mended.made(), "fix").replace("fixs", "fixes");
    return Outcome.of(mended.left(), List.of(made + " made"));
  }

  private void tell(String file, Outcome outcome, Findings findings, Output answer) {
    outcome
        .one()
        .ifPresent(one -> {
          Format format = format();
          boolean people = format != Format.JSON && format != Format.SARIF;
          (people ? answer : err).lines(outcome.diff().stream().map(answer.style()::text).toList());
          findings.file(one);
          if (!one.report().understood()) {
            exit = Math.max(exit, Exit.PROGRAM);
          } else if (one.report().findings().stream().anyMatch(this::fails)) {
            exit = Math.max(exit, Exit.FINDINGS);
          }
        });
    outcome
        .wrong()
        .ifPresent(wrong -> {
          findings.failed(file, wrong);
          exit = Math.max(exit, wrong.exit());
        });
    outcome
        .bug()
        .ifPresent(bug -> {
          findings.failed(file, bug);
          exit = Exit.BUG;
        });
  }

  private boolean fails(Finding finding) {
    Problem.Level level = finding.problem().level();
    return asked.failOn().isPresent() && level.compareTo(asked.failOn().get()) <= 0;
  }
}

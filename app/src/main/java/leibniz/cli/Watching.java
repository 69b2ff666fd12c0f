package leibniz.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import leibniz.check.Finding;
import leibniz.document.Document;
import leibniz.ir.LeibnizException;
import leibniz.ir.Span;

/// `check --watch`: checks again whenever a file is saved, and says in one line what holds now.
/// Ends when it is interrupted.
final class Watching {
  private static final long REST_MILLIS = 200;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final Command.DoCheck asked;
  private final Terminal terminal;
  private final Output out;

  Watching(Command.DoCheck asked, Terminal terminal, Output out) {
    this.asked = asked;
    this.terminal = terminal;
    this.out = out;
  }

  /// When a file was written, and how long it was: either may stay the same when the other does
  /// not.
  private record State(FileTime written, long bytes) {}

  int run() throws WrongUse {
    Map<String, State> known = new HashMap<>();
    boolean many = files().size() > 1;
    while (out.failure().isEmpty()) {
      for (Map.Entry<String, State> now : states().entrySet()) {
        if (!now.getValue().equals(known.put(now.getKey(), now.getValue()))) {
          out.line(
              CLOCK.format(LocalTime.now(ZoneId.systemDefault()))
                  + "  "
                  + said(now.getKey(), many));
        }
      }
      try {
        Thread.sleep(REST_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return Exit.OK;
  }

  private List<String> files() throws WrongUse {
    List<String> files = new ArrayList<>();
    for (String word : asked.files()) {
      files.addAll(Inputs.files(word, Document.ENDINGS));
    }
    return files;
  }

  /// The files as they are; one that is just being replaced is there again the next time.
  private Map<String, State> states() {
    Map<String, State> states = new LinkedHashMap<>();
    List<String> files;
    try {
      files = files();
    } catch (WrongUse e) {
      return states;
    }
    for (String file : files) {
      try {
        Path path = Path.of(file);
        states.put(file, new State(Files.getLastModifiedTime(path), Files.size(path)));
      } catch (IOException e) {
        states.remove(file);
      }
    }
    return states;
  }

  /// `2 errors 5:49 LBZ101 7:26 LBZ203 12 ms`.
  private String said(String file, boolean many) {
    String name = many ? file + "  " : "";
    long start = System.nanoTime();
    try {
      String text = Inputs.read(file, terminal.in()).text();
      Examined one = Examined.of(Document.of(file, text)).told(asked.filter());
      List<String> counts = Tally.counts(one);
      String found = counts.isEmpty() ? "ok" : String.join(", ", counts);
      List<String> parts = new ArrayList<>(List.of(String.format(Locale.ROOT, "%-8s", found)));
      if (counts.isEmpty()) {
        parts.add(String.join(", ", Tally.held(one)));
      }
      for (Finding finding : one.report().findings()) {
        String place = "";
        if (!finding.problem().marks().isEmpty()) {
          Span span = one.source().shown(finding.problem().marks().getFirst().span());
          String cell = span.file().equals(file) ? "" : span.file().substring(file.length() + 1);
          place = (cell.isEmpty() ? "" : cell + ":") + span.line() + ":" + span.column() + " ";
        }
        parts.add(place + finding.problem().code());
      }
      parts.add("  " + (System.nanoTime() - start) / 1_000_000 + " ms");
      return out.style().text(name + String.join("  ", parts));
    } catch (WrongUse e) {
      return out.style().text(name + e.headline());
    } catch (LeibnizException e) {
      return out.style().text(name + e.problems().getFirst().headline());
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return out.style().text(name + Bug.of(e).what());
    }
  }
}

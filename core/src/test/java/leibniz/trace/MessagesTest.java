package leibniz.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.ir.Span;
import leibniz.python.Parser;
import org.junit.jupiter.api.Test;

/// What the user reads of programs that cannot be traced: `messages.txt` holds programs and their
/// messages. `-Dgolden=update` writes it anew.
final class MessagesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/leibniz/trace/messages.txt");

  @Test
  void theMessagesAreThoseOnFile() throws IOException {
    String file = Files.readString(GOLDEN);
    List<String> cases = new ArrayList<>();
    for (String part : file.split("(?m)^====\n")) {
      String program = part.split("(?m)^----\n")[0];
      cases.add(program + "----\n" + messages(program.substring(0, program.length() - 1)));
    }
    String now = String.join("====\n", cases);
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(GOLDEN, now);
    } else {
      assertThat(now).isEqualTo(file);
    }
  }

  private static String messages(String program) {
    StringBuilder out = new StringBuilder();
    try {
      Trace.of(Parser.parse(new Source("t.py", program)), Options.NONE);
    } catch (LeibnizException e) {
      for (Problem problem : e.problems()) {
        write(out, problem);
      }
    }
    return out.toString();
  }

  private static void write(StringBuilder out, Problem problem) {
    out.append(problem.code()).append(' ').append(problem.headline()).append('\n');
    for (Problem.Mark mark : problem.marks()) {
      Span s = mark.span();
      out.append("  at ").append(s.line()).append(':').append(s.column()).append('-');
      out.append(s.endLine()).append(':').append(s.endColumn());
      out.append(mark.label().isEmpty() ? "" : " " + mark.label()).append('\n');
    }
    for (Problem.Note note : problem.notes()) {
      String text = note.text().replaceAll("all \\d+ functions", "all functions"); // they grow
      out.append("  ").append(note.kind()).append(' ').append(text).append('\n');
    }
  }
}

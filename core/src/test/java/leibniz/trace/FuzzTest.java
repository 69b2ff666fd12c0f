package leibniz.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.python.Module;
import leibniz.python.Parser;
import org.junit.jupiter.api.Test;

/// Programs that were tampered with are read or refused, and nothing else happens.
final class FuzzTest {
  private static final int CASES = Integer.getInteger("leibniz.cases", 3_000);
  private static final long SEED = Long.getLong("leibniz.seed", 1);
  private static final List<String> ODD =
      List.of(
          "0",
          "-1",
          "1e9",
          "None",
          "x",
          "[]",
          "()",
          "'a'",
          "x[0]",
          "x.T",
          "x.shape",
          "np",
          "@",
          "**",
          "//",
          "[:, None]",
          "[::-1]",
          "axis=0",
          "axis=5",
          "lambda: 0",
          "2 ** 100",
          "True",
          "np.eye(3)",
          "np.zeros(0)",
          "x[...]",
          "10 ** 20",
          "+=",
          "*rest",
          "**more",
          "W",
          "{}");

  @Test
  void nothingEscapes() throws IOException {
    List<Source> programs = ProgramsTest.programs().toList();
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      Random random = new Random(seed);
      Source program = programs.get(random.nextInt(programs.size()));
      String text = tampered(program.text(), random);
      try {
        Module module = Parser.parse(new Source("t.py", text));
        Script script = Trace.reading(module, Options.NONE);
        for (Problem problem : script.problems()) {
          assertThat(problem.headline()).as(text).isNotBlank().doesNotContain("null");
          assertThat(problem.marks()).as(text).isNotEmpty();
          assertThat(problem.marks()).allMatch(m -> m.span().file().equals("t.py"));
        }
      } catch (LeibnizException e) {
        assertThat(e.problems()).isNotEmpty();
      } catch (RuntimeException | StackOverflowError e) {
        fail("seed " + seed + ":\n" + text, e);
      }
    }
  }

  private static String tampered(String text, Random random) {
    List<String> words = new ArrayList<>(Arrays.asList(text.split("(?<=\\W)|(?=\\W)")));
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      int at = random.nextInt(words.size());
      int other = random.nextInt(words.size());
      switch (random.nextInt(5)) {
        case 0 -> words.set(at, words.get(other));
        case 1 -> words.remove(at);
        case 2 -> words.set(at, ODD.get(random.nextInt(ODD.size())));
        case 3 -> words.add(at, ODD.get(random.nextInt(ODD.size())));
        default -> {
          String kept = words.get(at);
          words.set(at, words.get(other));
          words.set(other, kept);
        }
      }
    }
    return String.join("", words);
  }
}

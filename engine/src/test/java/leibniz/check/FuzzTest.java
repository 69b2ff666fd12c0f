package leibniz.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import leibniz.ir.LeibnizException;
import leibniz.ir.Source;
import leibniz.python.Parser;
import leibniz.trace.Trace;
import org.junit.jupiter.api.Test;

/// The reader and the checker answer whatever they are given. `-Dfuzz.seconds=600` looks for
/// longer; what is found is made small, and belongs into `corpus/check`.
final class FuzzTest {
  private static final long SECONDS = Long.getLong("fuzz.seconds", 4);
  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final long SLOW = 60; // seconds for one program

  @Test
  void theReaderAnswers() {
    hunt(
        source -> {
          try {
            var _ = Trace.of(Parser.parse(source), leibniz.trace.Options.NONE);
          } catch (LeibnizException e) {
            assertThat(e.problems()).isNotEmpty();
          }
        },
        SEED);
  }

  @Test
  void theCheckerAnswers() {
    hunt(
        source -> {
          Report report = Check.of(source, Options.NONE);
          report.findings().forEach(f -> assertThat(f.problem().headline()).isNotBlank());
        },
        SEED + 1);
  }

  private static void hunt(Consumer<Source> target, long seed) {
    List<String> seeds = CheckCorpus.all().stream().map(s -> s.source().text()).toList();
    Mutants mutants = new Mutants(seed, seeds);
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    int tried = 0;
    while (System.nanoTime() < end) {
      String text = mutants.next();
      long start = System.nanoTime();
      if (fails(text, target)) {
        String small = Mutants.shrunk(text, t -> fails(t, target));
        report(small, target);
      }
      long seconds = (System.nanoTime() - start) / 1_000_000_000L;
      assertThat(seconds).as(text).isLessThan(SLOW);
      tried++;
    }
    assertThat(tried).isPositive();
  }

  private static boolean fails(String text, Consumer<Source> target) {
    Predicate<String> fails =
        t -> {
          try {
            target.accept(new Source("fuzz.py", t));
            return false;
          } catch (RuntimeException | Error e) {
            return true;
          }
        };
    return fails.test(text);
  }

  private static void report(String text, Consumer<Source> target) {
    try {
      target.accept(new Source("fuzz.py", text));
    } catch (RuntimeException | Error e) {
      fail("this program brings it about:\n" + text, e);
    }
  }
}

package leibniz.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// No text makes the parser overflow its stack, hang, or take more than linear time. Everything
/// runs on a stack that is smaller than what Java gives a thread.
@Timeout(600)
final class LimitsTest {
  /// The deepest nesting takes 480 KB where the parser is interpreted and up to 680 KB where the
  /// quick compiler has put methods into one another; a thread has 1024 KB.
  private static final int SMALL_STACK = 832 * 1024;

  /// Loading classes for the first time takes a stack of its own, so each text is parsed before.
  private static final int LARGE_STACK = 64 * 1024 * 1024;

  /// The code of the first problem, or `fine`; fails on any other exception.
  private static String outcome(String text) {
    outcome(text, LARGE_STACK);
    return outcome(text, SMALL_STACK);
  }

  private static String outcome(String text, int stack) {
    AtomicReference<Object> result = new AtomicReference<>("nothing");
    Runnable parse =
        () -> {
          try {
            Module module = Parser.parse(new Source("t.py", text));
            result.set("fine");
            module.body().forEach(LimitsTest::walk);
          } catch (LeibnizException e) {
            result.set(e.problems().getFirst().code().name());
          } catch (Throwable e) {
            result.set(e.getClass().getSimpleName());
          }
        };
    Thread thread = new Thread(null, parse, "parser", stack);
    thread.start();
    try {
      thread.join(Duration.ofMinutes(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return result.get().toString();
  }

  /// A reader that recurses, as readers do.
  private static int walk(Statement statement) {
    return statement instanceof Statement.Evaluate evaluate ? height(evaluate.value()) : 0;
  }

  private static int height(Expression expression) {
    int height = 0;
    for (Expression child : expression.children()) {
      height = Math.max(height, height(child));
    }
    return height + 1;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      textBlock =
          """
          `(`             → `)`  → 100   → fine
          `(`             → `)`  → 101   → LBZ007
          `(`             → `)`  → 10000 → LBZ007
          `[`             → `]`  → 10000 → LBZ007
          `f(`            → `)`  → 99    → fine
          `f(`            → `)`  → 10000 → LBZ007
          `x[`            → `]`  → 10000 → LBZ007
          `{1: `          → `}`  → 10000 → LBZ007
          `(`             → ``   → 10000 → LBZ007
          `-`             → ``   → 100   → fine
          `-`             → ``   → 10000 → LBZ007
          `not `          → ``   → 10000 → LBZ007
          `lambda: `      → ``   → 100   → fine
          `lambda: `      → ``   → 10000 → LBZ007
          `lambda x=`     → `:1` → 10000 → LBZ007
          `x**`           → ``   → 10000 → LBZ007
          `x if x else `  → ``   → 10000 → LBZ007
          `(x for x in `  → `)`  → 10000 → LBZ007
          `1+(`           → `)`  → 10000 → LBZ007
          `not (1+-(`     → `))` → 10000 → LBZ007
          `a or b and c<d|e^f&g<<h+i*(` → `)` → 99 → fine
          `a or b and c<d|e^f&g<<h+i*(` → `)` → 10000 → LBZ007
          `x = `          → ``   → 10000 → fine
          """)
  void nestings(String before, String after, int times, String outcome) {
    String text = before.repeat(times) + "x" + after.repeat(times);
    assertThat(outcome(text)).isEqualTo(outcome);
  }

  @Test
  void chains() {
    assertThat(outcome("x" + ".b".repeat(100_000))).isEqualTo("LBZ007");
    assertThat(outcome("1" + "+1".repeat(100_000))).isEqualTo("LBZ007");
    assertThat(outcome("1" + "+1".repeat(900))).isEqualTo("fine");
    assertThat(outcome("1" + " and 1".repeat(100_000))).isEqualTo("fine");
    assertThat(outcome("1" + " < 1".repeat(100_000))).isEqualTo("fine");
    assertThat(outcome("'a' ".repeat(100_000))).isEqualTo("fine");
    assertThat(outcome("if a: b\n" + "elif c: d\n".repeat(50_000))).isEqualTo("fine");
    assertThat(outcome("f'" + "{f\"".repeat(10_000))).isEqualTo("LBZ007");
    assertThat(outcome("f'{x:" + "{x:".repeat(10_000))).isEqualTo("LBZ007");
    assertThat(outcome("f'{" + "{x}".repeat(10_000))).isEqualTo("LBZ001");
  }

  @Test
  void heightsAddUp() {
    String chain = "1" + "+1".repeat(500);
    assertThat(outcome("(" + chain + ")" + "+1".repeat(400))).isEqualTo("fine");
    assertThat(outcome("(" + chain + ")" + "+1".repeat(500))).isEqualTo("LBZ007");
    assertThat(outcome("for x" + "[0]".repeat(2000) + " in y: z")).isEqualTo("LBZ007");
    assertThat(outcome("lambda: x" + "[0]".repeat(2000))).isEqualTo("LBZ007");
    assertThat(outcome("def f(x=1" + "+1".repeat(2000) + "): y")).isEqualTo("LBZ007");
    assertThat(outcome("class A(1" + "+1".repeat(2000) + "): y")).isEqualTo("LBZ007");
    assertThat(outcome("if (x := 1" + "+1".repeat(2000) + "): y")).isEqualTo("LBZ007");
    assertThat(outcome("*x" + "[0]".repeat(2000) + ", y = z")).isEqualTo("LBZ007");
    assertThat(outcome("del x" + "[0]".repeat(2000))).isEqualTo("LBZ007");
    assertThat(outcome("with x as x" + "[0]".repeat(2000) + ": z")).isEqualTo("LBZ007");
  }

  @Test
  void blocks() {
    assertThat(outcome(nested(100))).isEqualTo("fine");
    assertThat(outcome(nested(101))).isEqualTo("LBZ007");
    assertThat(outcome(nested(5_000))).isEqualTo("LBZ007");
  }

  private static String nested(int depth) {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, depth).forEach(i -> text.append(" ".repeat(i)).append("if x:\n"));
    return text.append(" ".repeat(depth)).append("x\n").toString();
  }

  @Test
  void numbersAndNames() {
    assertThat(outcome("9".repeat(4_300))).isEqualTo("fine");
    assertThat(outcome("9".repeat(4_301))).isEqualTo("LBZ007");
    assertThat(outcome("0x" + "f".repeat(1_000_000))).isEqualTo("LBZ007");
    assertThat(outcome("0." + "9".repeat(1_000_000))).isEqualTo("fine");
    assertThat(outcome("1e" + "9".repeat(1_000_000))).isEqualTo("fine");
    assertThat(outcome("x" + "\u0316\u0301".repeat(1_000_000))).isEqualTo("LBZ007");
    assertThat(outcome("x".repeat(1_000_000))).isEqualTo("LBZ007");
  }

  @Test
  void tenMegabytes() {
    int size = 10_000_000;
    assertThat(outcome("(".repeat(size))).isEqualTo("LBZ007");
    assertThat(outcome(")".repeat(size))).isEqualTo("LBZ001");
    assertThat(outcome("x ".repeat(size / 2))).isEqualTo("LBZ001");
    assertThat(outcome("\0".repeat(size))).isEqualTo("LBZ006");
    assertThat(outcome("x\0\n".repeat(size / 3))).isEqualTo("LBZ006");
    assertThat(outcome("$?\u00A0\n".repeat(size / 4))).isEqualTo("LBZ006");
    assertThat(outcome("x = (\n".repeat(size / 6))).isEqualTo("LBZ001");
    assertThat(outcome("x = [ '\n".repeat(size / 8))).isEqualTo("LBZ001");
    assertThat(outcome("f'\\N{".repeat(size / 5))).isEqualTo("LBZ001");
    assertThat(outcome("'" + "x".repeat(size))).isEqualTo("LBZ001");
    assertThat(outcome("'''" + "\\N{".repeat(size / 3))).isEqualTo("LBZ001");
    assertThat(outcome("#" + "x".repeat(size))).isEqualTo("fine");
    assertThat(outcome(" ".repeat(size) + "x")).isEqualTo("LBZ001");
    assertThat(outcome("x = 1\n".repeat(size / 60))).isEqualTo("fine");
    assertThat(outcome("[" + "1,".repeat(size / 20) + "]")).isEqualTo("fine");
    assertThat(outcome("x".repeat(Bounds.LENGTH + 1))).isEqualTo("LBZ007");
  }

  @Test
  void theBoundsAreNamed() {
    try {
      Parser.parse(new Source("t.py", "y = " + "(".repeat(300)));
    } catch (LeibnizException e) {
      assertThat(e.problems().getFirst().code()).isEqualTo(Code.LBZ007);
      assertThat(e.problems().getFirst().headline())
          .isEqualTo("brackets are nested more than 100 deep");
      assertThat(e.problems().getFirst().marks().getFirst().span().column()).isEqualTo(105);
    }
  }
}

package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Makes programs nobody would write out of programs people do: for what must not fail on either.
final class Mutants {
  private static final List<String> WORDS =
      List.of(
          "np.",
          "(",
          ")",
          "[",
          "]",
          ":",
          ",",
          "=",
          "+=",
          "-",
          "*",
          "/",
          "@",
          "**",
          "if ",
          "for ",
          " in ",
          "range(",
          "def f(x):\n",
          "return ",
          "class A:\n",
          "lambda x: ",
          "None",
          "True",
          "0",
          "1",
          "-1",
          "1e308",
          "10**9",
          "axis=0",
          "keepdims=True",
          ".T",
          ".shape",
          ".sum()",
          "[:, None]",
          "[::-1]",
          "[0]",
          "...",
          "'a'",
          "f'{x}'",
          "# (N, D)",
          "# Shape: (",
          "\n",
          "\n    ",
          "\t",
          "\\",
          "\"\"\"",
          "é",
          "\uD835\uDEFC",
          "while True:\n    ",
          "x",
          "dx",
          "loss",
          "grad",
          "*args",
          "**kw",
          "yield ",
          "del ",
          "global x\n",
          "not ",
          "==",
          ":=",
          ";");

  private final SplittableRandom random;
  private final List<String> seeds;

  Mutants(long seed, List<String> seeds) {
    this.random = new SplittableRandom(seed);
    this.seeds = seeds;
  }

  /// The next one: lines dropped, doubled, swapped or taken from elsewhere, pieces cut out and put
  /// in.
  String next() {
    String text = one();
    int changes = 1 + random.nextInt(6);
    for (int k = 0; k < changes; k++) {
      text = random.nextBoolean() ? lines(text) : pieces(text);
    }
    return text;
  }

  private String one() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private String lines(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      return text;
    }
    int at = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(other, lines.get(at));
      case 2 -> lines.set(at, lines.set(other, lines.get(at)));
      default -> {
        List<String> more = one().lines().toList();
        lines.add(at, more.isEmpty() ? "" : more.get(random.nextInt(more.size())));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private String pieces(String text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(12));
    String now = random.nextInt(3) == 0 ? "" : WORDS.get(random.nextInt(WORDS.size()));
    return text.substring(0, from) + now + text.substring(random.nextBoolean() ? from : to);
  }

  /// The smallest text found that still fails, by leaving out lines and then halves of lines.
  static String shrunk(String text, java.util.function.Predicate<String> fails) {
    String best = text;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      List<String> lines = best.lines().toList();
      for (int k = 0; k < lines.size() && !smaller; k++) {
        List<String> less = new ArrayList<>(lines);
        less.remove(k);
        String shorter = String.join("\n", less) + "\n";
        if (fails.test(shorter)) {
          best = shorter;
          smaller = true;
        }
      }
    }
    return best;
  }
}

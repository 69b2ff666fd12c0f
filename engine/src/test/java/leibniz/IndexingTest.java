package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leibniz.ir.Expr;
import leibniz.ir.Source;
import leibniz.ir.Values;
import leibniz.python.Parser;
import leibniz.run.Evaluate;
import leibniz.trace.Definition;
import leibniz.trace.Options;
import leibniz.trace.Script;
import leibniz.trace.Trace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Indices of all kinds, read and written, beside what NumPy answered: where the axes go, what
/// counts from the end, what adds up. A line is a program, its inputs, and the result, each with a
/// shape and entries.
final class IndexingTest {

  static List<String> cases() throws IOException {
    try (InputStream file = IndexingTest.class.getResourceAsStream("indexing.txt")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isWhatNumPySays(String line) {
    List<String> parts = List.of(line.split("\\|"));
    Script script = Trace.of(Parser.parse(new Source("-e", parts.getFirst())), Options.NONE);
    Map<Expr, Values> point = new HashMap<>();
    for (String part : parts.subList(1, parts.size() - 1)) {
      String name = part.substring(0, part.indexOf(':'));
      point.put(script.find(name).getFirst().value(), values(part));
    }
    Definition result = Objects.requireNonNull(script.result());
    Values found = Evaluate.of(List.of(result.value()), point, s -> 0).get(result.value());
    Values expected = values(parts.getLast());
    assertThat(Objects.requireNonNull(found).shape()).isEqualTo(expected.shape());
    assertThat(found.re()).containsExactly(expected.re(), within());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-12);
  }

  /// `name:2,3:1.0,2.0,…`.
  private static Values values(String part) {
    String[] words = part.split(":", -1);
    int[] shape =
        words[1].isEmpty()
            ? new int[0]
            : Arrays.stream(words[1].split(",")).mapToInt(Integer::parseInt).toArray();
    double[] entries =
        Arrays.stream(words[2].split(",")).mapToDouble(Double::parseDouble).toArray();
    return Values.real(shape, entries);
  }
}

package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leibniz.equal.Equality;
import leibniz.equal.Options;
import leibniz.equal.Verdict;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Source;
import leibniz.python.Parser;
import leibniz.trace.Definition;
import leibniz.trace.Trace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The NumPy that is printed for the corpus, in both styles, is read by our own reader, called with
/// the inputs of the problem, and means the derivative it was printed for.
final class RereadTest {
  private static final Pattern KEYWORDS = Pattern.compile("(?s)def \\w+\\([^)]*\\*, ([^)]*)\\)");

  /// What is printed with a loop over a size, or with a slice backwards from a position, which the
  /// reader follows only where the size is a number.
  private static final Set<String> NEED_NUMBERS =
      Set.of(
          "windows/conv2d.txt",
          "windows/convolution.txt",
          "windows/depthwise.txt",
          "windows/fir-filter.txt",
          "windows/reflected.txt");

  static List<Corpus> problems() {
    return Corpus.all().stream().filter(p -> !NEED_NUMBERS.contains(p.name())).toList();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void whatIsPrintedIsRead(Corpus problem) {
    Derivation derivation = problem.derive();
    Map<String, Integer> fixed = new HashMap<>();
    derivation.script().needed().forEach((size, value) -> fixed.put(size, value.intValue()));
    for (Answer answer : derivation.answers()) {
      for (CodeStyle style : CodeStyle.values()) {
        String program = program(answer, answer.code(Language.NUMPY, style));
        Expr read = read(program, answer);
        assertThat(read.shape()).as(program).isEqualTo(answer.value().shape());
        Verdict verdict = Equality.ofCode(answer.value(), read, Options.PLAIN.at(fixed));
        assertThat(verdict.holds()).as("%s\n%s", verdict, program).isTrue();
      }
    }
  }

  /// What it means, over the inputs of the problem.
  private static Expr read(String program, Answer answer) {
    Source source = new Source("printed.py", program);
    Definition result = Trace.of(Parser.parse(source), leibniz.trace.Options.NONE).result();
    Expr value = Objects.requireNonNull(result).value();
    Map<Expr, Expr> known = new HashMap<>();
    for (Expr node : value.inOrder()) {
      if (node.head() instanceof Head.Var v) {
        answer.inputs().stream()
            .filter(input -> input.name().identifier().equals(v.name()))
            .forEach(input -> known.put(node, input.value()));
      }
    }
    return value.substitute(known);
  }

  /// The function, declarations of the inputs, and a call.
  private static String program(Answer answer, PrintedCode code) {
    StringBuilder out = new StringBuilder(code.function()).append("\n\n");
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (Definition input : answer.inputs()) {
      String name = input.name().identifier();
      if (code.arguments().contains(input.name().unindexed().identifier())) {
        out.append(name).append(": ").append(declared(input.value())).append('\n');
      }
      if (!input.name().index().isEmpty()) {
        lists
            .computeIfAbsent(input.name().unindexed().identifier(), _ -> new ArrayList<>())
            .add(name);
      }
    }
    List<String> arguments = new ArrayList<>(code.arguments());
    for (String argument : code.arguments()) {
      if (lists.containsKey(argument)) {
        out.append(argument).append(" = ").append(lists.get(argument)).append('\n');
      }
    }
    Matcher keywords = KEYWORDS.matcher(code.function());
    if (keywords.find()) {
      for (String word : keywords.group(1).split(",\\s*")) {
        String size = word.split("=")[0];
        out.append("of_%s: (%s,)\n".formatted(size, size));
        arguments.add("%s=of_%s.shape[0]".formatted(size, size));
      }
    }
    String call = code.name() + "(" + String.join(", ", arguments) + ")";
    return out.append("read = ").append(call).append('\n').toString();
  }

  private static String declared(Expr input) {
    String properties =
        input.head() instanceof Head.Var v
            ? v.properties().stream().map(RereadTest::word).collect(Collectors.joining())
            : "";
    return properties.isEmpty() ? input.shape().toString() : "(" + input.shape() + properties + ")";
  }

  private static String word(Head.Property property) {
    return switch (property) {
      case ROWS_SUM_TO_ONE -> ", rows_sum_to_1";
      case POSITIVE -> ", positive";
      case WHOLE -> ", int";
      case TRUTH -> ", bool";
      case SYMMETRIC -> ", symmetric";
      case POSITIVE_DEFINITE -> ", positive_definite";
      case ORTHOGONAL -> ", orthogonal";
      case DIAGONAL -> ", diagonal";
      case LOWER_TRIANGULAR -> ", lower_triangular";
    };
  }
}

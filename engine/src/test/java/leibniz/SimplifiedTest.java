package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leibniz.calculus.Differentiate;
import leibniz.equal.Equality;
import leibniz.equal.Options;
import leibniz.equal.Verdict;
import leibniz.ir.Expr;
import leibniz.python.Parser;
import leibniz.simplify.Simplify;
import leibniz.trace.Definition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No law changes a value: over the whole corpus, derivatives as the calculus leaves them are equal
/// to what simplification makes of them, by values alone, mostly those in a field without rounding.
final class SimplifiedTest {

  static List<Corpus> problems() {
    return Corpus.all();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void isEqualToWhatItWas(Corpus problem) {
    for (Question question :
        Question.all(Parser.parse(problem.request().source()), problem.request())) {
      Expr output = question.of().value();
      List<Expr> by = question.variables().stream().map(Definition::value).toList();
      Map<Expr, Expr> derived = Differentiate.of(output, by);
      List<Expr> raw = new ArrayList<>(List.of(output));
      by.forEach(variable -> raw.add(Objects.requireNonNull(derived.get(variable))));
      List<Expr> simple = Simplify.of(raw).expressions();
      List<Expr> shortest = Simplify.thoroughly(simple, List.of()).expressions();
      for (int k = 0; k < raw.size(); k++) {
        assertThat(Equality.of(raw.get(k), simple.get(k), Options.VALUES))
            .as("%s and %s", raw.get(k), simple.get(k))
            .satisfies(SimplifiedTest::holds);
        assertThat(Equality.of(raw.get(k), shortest.get(k), Options.VALUES))
            .as("%s and %s", raw.get(k), shortest.get(k))
            .satisfies(SimplifiedTest::holds);
      }
    }
  }

  private static void holds(Verdict verdict) {
    assertThat(verdict.holds()).as(verdict.toString()).isTrue();
  }
}

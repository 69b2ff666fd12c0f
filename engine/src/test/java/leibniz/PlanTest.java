package leibniz;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import leibniz.ir.Expr;
import leibniz.kernel.Crew;
import leibniz.kernel.Form;
import leibniz.kernel.Type;
import leibniz.verify.Sizes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every derivative of the corpus: a plan gives what the reference evaluation gives.
final class PlanTest {

  static Stream<Corpus> problems() {
    return Corpus.all().stream();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void givesWhatTheReferenceGives(Corpus problem) {
    List<Expr> values = problem.derive().answers().stream().map(Answer::value).toList();
    if (!values.isEmpty()) {
      Map<String, Long> sizes = new HashMap<>();
      Sizes.of(values, Map.of()).second().forEach((name, size) -> sizes.put(name, (long) size));
      Form form = Form.values()[Math.floorMod(problem.name().hashCode(), Form.values().length)];
      Plans.check(values, sizes, Type.F64, form, Crew.alone());
    }
  }
}

package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every problem of the corpus: each derivative is verified, and printed as it was.
/// `-Dgolden=update` rewrites the answers in the files.
final class CorpusTest {
  private static final int WIDEST = 100;

  static List<Corpus> problems() {
    return Corpus.all();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void isVerifiedAndPrintedAsItWas(Corpus problem) throws IOException {
    Derivation derivation = problem.derive();
    for (Answer answer : derivation.answers()) {
      assertThat(answer.verified().ok()).as("%s", answer).isTrue();
      assertThat(answer.code().function().lines())
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(WIDEST));
    }
    String answers = Corpus.answers(derivation);
    if ("update".equals(System.getProperty("golden"))) {
      problem.update(answers);
    } else {
      assertThat(answers).isEqualTo(problem.expected());
    }
  }
}

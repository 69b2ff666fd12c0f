package leibniz.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every script of the corpus gets what its header says, and what is right is left alone.
final class CheckCorpusTest {

  static List<CheckCorpus> scripts() {
    return CheckCorpus.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isJudgedAsItsHeaderSays(CheckCorpus script) {
    Report report = Check.of(script.source(), Options.NONE);
    List<Finding> told = told(report);
    List<Finding> left = new ArrayList<>(told);
    for (CheckCorpus.Expected expected : script.expected()) {
      assertThat(told)
          .as("%s\n%s", expected, report.checked())
          .anyMatch(f ->
              expected.isKind(f)
                  && expected.isPlace(f)
                  && f.problem().headline().contains(expected.of()));
      left.removeIf(f -> expected.isKind(f) && expected.isPlace(f));
    }
    assertThat(left).as("%s", report.checked()).isEmpty();
    for (String name : script.verified()) {
      assertThat(report.checked())
          .anyMatch(c -> c.name().equals(name) && c.status() == Checked.Status.VERIFIED);
    }
  }

  @Test
  void whatIsReportedIsWrongAndWhatIsWrongIsReported() {
    int found = 0;
    int missed = 0;
    int falseAlarms = 0;
    int placed = 0;
    int decided = 0;
    int undecided = 0;
    for (CheckCorpus script : scripts()) {
      Report report = Check.of(script.source(), Options.NONE);
      boolean told = report.findings().stream().anyMatch(Finding::isError);
      boolean wrong = !script.isClean();
      found += told && wrong ? 1 : 0;
      missed += !told && wrong ? 1 : 0;
      falseAlarms += told && !wrong ? 1 : 0;
      placed +=
          script.expected().stream().anyMatch(e -> report.findings().stream().anyMatch(e::isPlace))
              ? 1
              : 0;
      for (Checked checked : report.checked()) {
        if (checked.kind() == Checked.Kind.GRADIENT) {
          decided += checked.status() == Checked.Status.UNVERIFIED ? 0 : 1;
          undecided += checked.status() == Checked.Status.UNVERIFIED ? 1 : 0;
        }
      }
    }
    double precision = found / Math.max(1.0, found + falseAlarms);
    double recall = found / Math.max(1.0, found + missed);
    System.out.printf(
        "corpus/check: %d scripts, precision %.3f, recall %.3f, right line %d of %d, gradients"
            + " decided %d of %d%n",
        scripts().size(), precision, recall, placed, found, decided, decided + undecided);
    assertThat(precision).isGreaterThanOrEqualTo(0.98);
    assertThat(recall).isGreaterThanOrEqualTo(0.95);
  }

  private static List<Finding> told(Report report) {
    return report.findings().stream()
        .filter(f -> f.problem().level() != Problem.Level.REMARK)
        .toList();
  }
}

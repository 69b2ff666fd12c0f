package leibniz.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import leibniz.ir.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every script of the corpus gets what its header says, and what is right is left alone.
final class CheckCorpusTest {

  private static final Map<String, Report> REPORTS = new ConcurrentHashMap<>();

  static List<CheckCorpus> scripts() {
    return CheckCorpus.all();
  }

  /// The right scripts of `corpus/slips`, and one for each slip.
  static List<CheckCorpus> slips() {
    return CheckCorpus.slips();
  }

  private static Report report(CheckCorpus script) {
    return REPORTS.computeIfAbsent(
        script.source().text(), _ -> Check.of(script.source(), Options.NONE));
  }

  @Test
  void thereAreMany() {
    assertThat(scripts()).hasSizeGreaterThanOrEqualTo(120);
    assertThat(slips()).hasSizeGreaterThanOrEqualTo(80);
  }

  @ParameterizedTest
  @MethodSource("slips")
  void whatIsRightIsLeftAlone(CheckCorpus script) {
    if (script.isClean()) {
      assertThat(report(script).findings()).noneMatch(Finding::isError);
    } else {
      assertThat(report(script).understood()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isJudgedAsItsHeaderSays(CheckCorpus script) {
    Report report = report(script);
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
    Tally tally = Tally.of(scripts(), CheckCorpusTest::report);
    System.out.println("corpus/check: " + tally);
    assertThat(tally.precision()).isGreaterThanOrEqualTo(0.98);
    assertThat(tally.recall()).isGreaterThanOrEqualTo(0.95);
    assertThat(tally.decided()).isGreaterThanOrEqualTo(0.85);
    assertThat(tally.placed()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void slipsAreFoundWhereTheyAre() {
    Tally tally = Tally.of(slips(), CheckCorpusTest::report);
    System.out.println("corpus/slips: " + tally);
    assertThat(tally.precision()).isGreaterThanOrEqualTo(0.98);
    assertThat(tally.recall()).isGreaterThanOrEqualTo(0.9);
    assertThat(tally.decided()).isGreaterThanOrEqualTo(0.85);
    assertThat(tally.placed()).isGreaterThanOrEqualTo(0.8);
  }

  private static List<Finding> told(Report report) {
    return report.findings().stream()
        .filter(f -> f.problem().level() != Problem.Level.REMARK)
        .toList();
  }
}

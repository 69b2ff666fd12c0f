package leibniz.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leibniz.check.Check;
import leibniz.check.Finding;
import leibniz.check.Options;
import leibniz.check.Report;
import leibniz.document.Document;
import leibniz.ir.Problem;
import leibniz.ir.Source;

/// A file that was checked.
record Examined(Document document, Report report) {

  /// Checks the program of a document. A piece of it that is not Python is left out, and listed
  /// under what could not be read.
  static Examined of(Document document) {
    List<Problem> broken = new ArrayList<>();
    Document rest = document;
    while (true) {
      Report report = Check.of(rest.program(), Options.NONE);
      Optional<Document> less = report.understood() ? Optional.empty() : without(rest, report);
      if (less.isEmpty()) {
        List<Problem> unread = new ArrayList<>(broken);
        unread.addAll(report.unread());
        return new Examined(
            rest,
            new Report(
                report.source(),
                report.findings(),
                report.checked(),
                unread,
                report.missing(),
                report.understood()));
      }
      report.findings().forEach(f -> broken.add(f.problem()));
      rest = less.get();
    }
  }

  private static Optional<Document> without(Document document, Report report) {
    return report.findings().stream()
        .flatMap(f -> f.problem().marks().stream())
        .findFirst()
        .flatMap(mark -> document.without(mark.span().line()));
  }

  /// The same with fewer findings.
  Examined told(CodeFilter filter) {
    List<Finding> told = report.findings().stream().filter(filter::tells).toList();
    return new Examined(
        document,
        new Report(
            report.source(),
            told,
            report.checked(),
            report.unread(),
            report.missing(),
            report.understood()));
  }

  Source source() {
    return report.source();
  }

  String name() {
    return report.source().name();
  }

  long count(Problem.Level level) {
    return report.count(level);
  }

  /// Whether nothing was there to be checked.
  boolean isSilent() {
    return report.findings().isEmpty() && report.checked().isEmpty();
  }
}

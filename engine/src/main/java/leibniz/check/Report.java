package leibniz.check;

import java.util.List;
import leibniz.ir.Problem;
import leibniz.ir.Source;

/// What a check found in one program.
///
/// @param findings in the order of the text
/// @param checked in the order of the text
/// @param unread what lies outside the language that is read, so that nothing is said of it and of
///   what depends on it
/// @param missing comments that would state the shapes that are not stated
/// @param understood whether the text could be read as a program at all
public record Report(
    Source source,
    List<Finding> findings,
    List<Checked> checked,
    List<Problem> unread,
    List<Fix.Edit> missing,
    boolean understood) {

  /// Takes copies of the lists.
  public Report {
    findings = List.copyOf(findings);
    checked = List.copyOf(checked);
    unread = List.copyOf(unread);
    missing = List.copyOf(missing);
  }

  /// How many things of a kind have a verdict.
  public long count(Checked.Kind kind, Checked.Status status) {
    return checked.stream().filter(c -> c.kind() == kind && c.status() == status).count();
  }

  /// How many findings have a level.
  public long count(Problem.Level level) {
    return findings.stream().filter(f -> f.problem().level() == level).count();
  }
}

package leibniz.ir;

import java.util.List;
import java.util.stream.Collectors;

/// The one exception for what a user can mend: it carries problems, and its message is their
/// headlines.
public class LeibnizException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /// Carries at least one problem.
  public LeibnizException(List<Problem> problems) {
    super(problems.stream().map(Problem::headline).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /// What is wrong, in the order of the text.
  public List<Problem> problems() {
    return problems;
  }
}

package leibniz.check;

import leibniz.ir.Problem;
import org.jspecify.annotations.Nullable;

/// Something to be told of a checked program.
///
/// @param problem code, level, headline, places, notes
/// @param fix what would mend it, tried before it was offered; null if nothing is offered
public record Finding(Problem problem, Kind kind, @Nullable Fix fix) {

  /// What it is about.
  public enum Kind {
    /// The program cannot run as it stands.
    READING,
    /// A stated shape.
    SHAPE,
    /// A hand-written gradient.
    GRADIENT,
    /// Domains and overflow.
    NUMBER,
    /// An ignore that silences nothing.
    STYLE
  }

  /// Whether it makes the check fail.
  public boolean isError() {
    return problem.level() == Problem.Level.ERROR;
  }

  /// The headline with code and place.
  @Override
  public String toString() {
    String place = problem.marks().isEmpty() ? "" : problem.marks().getFirst().span() + ": ";
    return place + problem.code() + " " + problem.headline();
  }
}

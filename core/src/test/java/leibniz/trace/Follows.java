package leibniz.trace;

import java.util.List;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.python.Parser;

/// Programs followed, for the tests.
final class Follows {
  private Follows() {}

  static Following of(String text) {
    return of(text, Options.NONE);
  }

  static Following of(String text, Options options) {
    return Trace.following(Parser.parse(new Source("t.py", text)), options);
  }

  /// `kind target shape` of each event of a frame.
  static List<String> shown(Following f, int frame) {
    return f.events().stream()
        .filter(e -> e.frame() == frame)
        .map(e -> e.kind() + " " + e.target() + " " + e.value().shape())
        .toList();
  }

  static List<String> errors(Following f) {
    return f.problems().stream()
        .filter(p -> p.level() == Problem.Level.ERROR)
        .map(Problem::headline)
        .toList();
  }

  static List<String> functions(Following f) {
    return f.frames().stream().map(Frame::function).toList();
  }
}

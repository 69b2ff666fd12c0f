package leibniz.code;

import java.util.ArrayList;
import java.util.List;

/// One assignment of a printed program.
///
/// @param target the identifier; empty for a call that changes an array
/// @param code the expression, on one line
/// @param shape what stands in the comment: `(B, D)`, or `(B | D ++ D)` for a derivative
public record Statement(String target, String code, String shape) {

  /// The whole statement with its comment, broken into lines where it is long.
  public String text() {
    return String.join("\n", Layout.lines(start(), code, "  # " + shape, 0));
  }

  /// What stands before the expression; nothing where it is a call that changes an array.
  String start() {
    return target.isEmpty() ? "" : target + " = ";
  }

  /// The statements one below the other, comments in one column where that reads well.
  public static String text(List<Statement> statements) {
    List<Layout.Block> blocks = new ArrayList<>();
    for (Statement s : statements) {
      blocks.add(new Layout.Block(s.start(), s.code, s.shape));
    }
    return String.join("\n", Layout.aligned(blocks, 0));
  }
}

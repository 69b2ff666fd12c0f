package leibniz.python;

import java.util.List;
import leibniz.ir.Source;

/// A whole program.
///
/// @param body its statements; those that share a line by `;` are separate
/// @param comments all comments of the text, at whatever depth, in the order of the text
public record Module(Source source, List<Statement> body, List<Comment> comments) {

  /// Takes copies of the lists.
  public Module {
    body = List.copyOf(body);
    comments = List.copyOf(comments);
  }
}

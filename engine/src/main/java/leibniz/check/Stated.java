package leibniz.check;

import java.util.List;
import leibniz.python.Expression;

/// A shape that a text states.
///
/// @param form how firmly it is stated
/// @param name what it is said of, as written; empty if the text does not say
/// @param axes the sizes as written; only the last ones after an ellipsis
/// @param ellipsis whether any axes may come before
/// @param others shapes that may stand instead: `(n, m) or (n,)`
/// @param from where it begins in the text
/// @param to where it ends, exclusive
record Stated(
    Form form,
    String name,
    List<Expression> axes,
    boolean ellipsis,
    List<Stated> others,
    int from,
    int to) {

  /// How firmly a shape is stated.
  enum Form {
    /// With the word, as in `shape (B, D)`.
    SHAPE,
    /// As a tuple, a list, with crosses, or behind an arrow.
    PLAIN,
    /// Without brackets, or after other words: a shape only if every axis is known.
    LOOSE
  }

  Stated {
    axes = List.copyOf(axes);
    others = List.copyOf(others);
  }

  Stated or(List<Stated> more) {
    return new Stated(form, name, axes, ellipsis, more, from, to);
  }
}

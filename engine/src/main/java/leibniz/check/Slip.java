package leibniz.check;

import java.util.List;

/// A slip of the pen that may have happened, and how to undo it.
///
/// @param kind what it is called
/// @param edits what undoes it
/// @param words what is wrong, to be read after the place: `the axis is 1`
record Slip(Kind kind, List<Fix.Edit> edits, String words) {

  /// What people get wrong, the likeliest first.
  enum Kind {
    /// `s * (1 - s)` where a softmax is differentiated.
    DIAGONAL,
    SIGN,
    FACTOR,
    OPERAND,
    /// The same operands are bracketed otherwise.
    GROUP,
    /// The same name has another value in another function.
    TWIN,
    AXIS,
    NAME,
    /// Another list of arrays is meant.
    LIST,
    /// Another function of the program is meant.
    CALLED,
    FUNCTION,
    NUMBER,
    COMPARISON,
    SUBSCRIPT,
    INDEX,
    LINK,
    TERM,
    UPDATE,
    SUM,
    /// An array of the script in a function that is handed all it uses.
    FOREIGN,
    /// The statement comes too late.
    ORDER
  }

  Slip {
    edits = List.copyOf(edits);
  }

  /// Whether something else stands in a place: a name, or the list that an element is of.
  boolean isName() {
    return kind == Kind.NAME || kind == Kind.LIST;
  }

  /// Whether an array is copied before it is changed.
  boolean isCopy() {
    return kind == Kind.UPDATE && edits.getFirst().text().endsWith(".copy()");
  }

  boolean isTwin() {
    return kind == Kind.TWIN;
  }
}

package leibniz.python;

import leibniz.ir.Span;

/// A comment: from its `#` to the end of the line.
///
/// @param text the comment with its `#`, as written, without trailing blanks
/// @param ownLine whether nothing but blanks stands before it on its line
public record Comment(String text, boolean ownLine, Span span) {}

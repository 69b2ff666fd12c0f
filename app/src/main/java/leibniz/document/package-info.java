/// Files that hold programs: a script is one, a Markdown text and a notebook have them in pieces.
///
/// ```java
/// Document document = Document.of("notes.md", text);
/// Report report = Check.of(document.program(), options);    // places are those of notes.md
/// String better = document.edited(report.findings().get(0).fix().edits());
/// ```
///
/// The pieces of one document share their names, in order: they are one program to the reader, in
/// which each line knows where it came from.
@NullMarked
package leibniz.document;

import org.jspecify.annotations.NullMarked;

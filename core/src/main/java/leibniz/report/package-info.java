/// How things look on a terminal: the styles of text, and a problem drawn over its source.
///
/// ```java
/// Style style = Style.PLAIN;                       // no colour, Unicode, 100 columns
/// style.error("error");                            // red where there is colour
/// style.axes(axes);                                // (B | D ++ D), each part in its colour
/// Frame.lines(problem, source, style);             // the headline, the frame, the notes
/// Frame.lines(problems, source, style);            // many, told apart by empty lines
/// ```
///
/// **Colour.** Only the 16 colours of the terminal's own palette, asked for by what a text *is* (an
/// error, a batch axis, secondary text), never by name. Nothing is told by colour alone.
///
/// **Text of others.** Whatever comes from a program, a file name or an argument passes through
/// [Style#text]: control characters become visible signs, so that no file can steer the terminal,
/// and without Unicode every character becomes ASCII. Formulas do not come here for that; they have
/// an ASCII printer of their own, which knows what they mean.
///
/// **Columns** are cells of the terminal ([Cells]), not characters: `ŷ` may be two characters in
/// one cell, and a Chinese character takes two cells.
///
/// **Bounds.** A frame never prints more of a line than fits the width: a line that is too long is
/// cut around its marks. Of many problems the first [Frame#MOST] are drawn and the rest counted.
@NullMarked
package leibniz.report;

import org.jspecify.annotations.NullMarked;

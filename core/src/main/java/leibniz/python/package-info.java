/// Python source becomes a syntax tree: what was written, and where, and nothing of what it means.
///
/// ```java
/// Module module = Parser.parse(new Source("softmax.py", text));
/// for (Statement statement : module.body()) {
///   switch (statement) { … }   // sealed: the compiler lists what must be answered
/// }
/// ```
///
/// **The language.** Python 3.12 as scripts are written, and of Python 2 what old scripts need: the
/// `print` statement. A program of the command line (`W: (m, n); x: (n,); W @ x`) needs no dialect:
/// it is three simple statements on a line. Refused by name, as LBZ005: `async`, `await`, `match`,
/// `type` statements, `except*`, type parameters, and Python 2's backticks, `exec`, `<>`, `10L`,
/// `0777`, `ur""`, `raise E, "text"`, `except E, e` and tuple parameters.
///
/// **The tree.** [Module] holds [Statement]s, these hold [Expression]s; all are records without
/// parents. It follows CPython's `ast` with four exceptions, each to keep the tree flat or exact:
/// an `elif` chain is one `If` with branches; calls keep positional and keyword arguments in one
/// list in the order of the text; a float keeps its spelling; adjacent string pieces with an
/// f-string among them are one `FString`. Parentheses leave no node; a span is the extent of the
/// node without the parentheses around it.
///
/// **Places.** Columns count UTF-16 units from 1, a byte order mark included, so that a span cuts
/// the right piece out of `Source.lines()`. Names are normalised (NFKC), as Python does: `ŷ` is one
/// name however it was typed, and its span is as long as what was typed.
///
/// **Comments** are kept in [Module#comments], in the order of the text: shape claims live there.
///
/// **Failure.** A [leibniz.ir.LeibnizException] with at most 20 problems, one a statement: LBZ001
/// (not valid Python), LBZ005 (refused), LBZ006 (not Python at all), LBZ007 (too deep or large).
/// After an error reading goes on at the next logical line; the block below a broken header is read
/// for its own errors.
///
/// **Bounds**, all far beyond what people write, all LBZ007: [Bounds#NESTING] brackets, unary signs
/// and other right-nested forms; [Bounds#BLOCKS] nested blocks; [Bounds#HEIGHT] levels of an
/// expression's tree, so that whoever reads it may recurse (`a + b + …` and `a.b.c…` lean to the
/// left and grow a level a term); [Bounds#DIGITS] digits of an integer; [Bounds#LENGTH] characters
/// of text. Time is linear in the text.
///
/// **How it works.** `Lexer`, with `Strings`, `Numbers` and `Indentation` around one `Scan`, turns
/// the text into `Tokens` (parallel arrays: ten megabytes of text are ten million tokens), lexical
/// errors included as tokens. `Blocks` reads runs of statements from a `Cursor` in them, `Simple`
/// and `Compound` read one, `Expressions` (a Pratt parser) and `Atoms` what they are made of. A
/// failure is an exception that `Blocks` catches at the statement.
@NullMarked
package leibniz.python;

import org.jspecify.annotations.NullMarked;

/// A program becomes expressions.
///
/// ```java
/// Script script = Trace.of(Parser.parse(source), Options.NONE);
/// Expr q = script.find("q").getFirst().value();
/// ```
///
/// [leibniz.trace.Trace] follows a program as Python would, with expressions in place of arrays: an
/// assignment names an expression, a loop is gone through, a function is called. Nothing is run, no
/// number is drawn, and nothing in a program can touch a file, the network or the process.
///
/// **What is an input.** A declaration (`v: (B, D)`), random data (`np.random.randn(B, D)`), and
/// what the caller cuts ([leibniz.trace.Options]). Random data is the input of the name it gets,
/// whatever it is scaled by; what has no name of its own is called `random1`, `random2`, …
///
/// **Sizes** are symbols: a name in a declared shape that nothing defines, and an integer (`B =
/// 256`) whose name stands in a shape or a range somewhere in the program. Two sizes are equal when
/// their formulas are. Where a program is right only because two sizes have the same value (`D =
/// 20` and a literal 20; an axis of a size that is 1), reading starts again with one for the other.
///
/// **Arrays** are objects, as in NumPy: `W -= g` changes what every name, list and view sees.
///
/// **Following.** [leibniz.trace.Trace#following] runs the same machine for whoever checks gradient
/// code: every binding is an [leibniz.trace.Event], every call a [leibniz.trace.Frame], and any
/// bound value can be replaced ([leibniz.trace.Replacement]). A statement that fails costs only
/// what it would have named. Loops that only repeat are left after a few rounds, sizes that loops
/// go along are made small, data decides where a [leibniz.trace.Valuation] is given, and functions
/// that are never called are called with drawn arguments; all that is told in the assumptions.
///
/// **Inside.** `Evaluator` answers for expressions and `Runner` for statements. What is known by
/// name is a row, `Native`, in a table: `Elementary`, `Reductions`, `Layouts`, `Creation`,
/// `Builtins`; to add a function, add a row. Functions that can be written in the language are in
/// `prelude.py`. `Tensors` and `Contract` check shapes and speak of them in the user's words, so
/// that [leibniz.ir.Build] is only ever called with what fits. `Ledger` keeps what was named,
/// `Journal` what was bound. `Definitions` and `Classes` know functions and classes, `Views` how
/// one array looks at another. `Uncalled` calls what is never called, in the ways of `DrawnCalls`:
/// `Said` reads what the text states of a parameter, `Uses` what the body does with it, `Guesses`
/// makes both a choice, `Needs` another where that fails, `Pairs` knows which function goes forward
/// and which back.
///
/// **Bounds** (`Bounds`, all LBZ007) on steps, tensor operations, nested calls, the length of texts
/// and numbers: reading always ends.
@NullMarked
package leibniz.trace;

import org.jspecify.annotations.NullMarked;

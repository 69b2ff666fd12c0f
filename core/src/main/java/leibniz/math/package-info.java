/// How an expression is *written*: a formula tree, and its print in Unicode, ASCII and LaTeX.
///
/// *For callers.* [leibniz.math.Typeset] makes an [leibniz.math.Equation] from a derivative or a
/// definition; what has a name, or a symbol in [leibniz.math.Symbols], is written by it and not
/// looked into. [leibniz.math.Unicode] and [leibniz.math.Latex] print its formulas.
///
/// ```
/// ∂q_bi/∂v_bj = q_bi (δ_ij − q_bj)
/// ```
///
/// *From expression to formula*, in the order of the work:
///
/// 1. `Known` collects what has a symbol, also where the normal form of expressions hides it.
/// 2. `Locals` gives names to parts of what would be too long or too deep. What comes after may
///    recurse, because from here on a formula is small.
/// 3. `Opening` turns an expression into a `Term`, a product in index notation: nested products
///    melt into one, deltas are used up, and `Factoring` takes common factors out of sums.
/// 4. `Chains` finds the matrix products in a term.
/// 5. `Writer` makes the formula: `Scope` has the letters, `Reading` the order of factors and
///    terms, `Fractions` sets numbers, bars and deltas.
///
/// *From formula to text.* [leibniz.math.Formula] knows no alphabet and no brackets. A printer is
/// one file with one switch; it decides how tightly each kind of formula holds together, and
/// brackets follow. How identifiers are written (`yhat` is ŷ) is in `Spelling`, for all printers.
///
/// No file here knows an operation; an operation's [leibniz.ir.Notation] says what it looks like.
@org.jspecify.annotations.NullMarked
package leibniz.math;

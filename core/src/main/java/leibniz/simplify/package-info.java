/// Laws with names, applied to a fixed point.
///
/// Much is done before this room is entered: [leibniz.ir.Build] keeps every node in normal form.
/// What is left are facts about functions: `log(exp(x)) = x`, a ratio that is a softmax, a sum that
/// is known to be 1. Each is a [leibniz.simplify.Law] with its sentence, and each sentence is
/// tested on random values of its domain.
///
/// [leibniz.simplify.Simplify] simplifies before differentiation as well as after: a softmax that
/// was recognised as `exp(x - logsumexp(x))` differentiates to `q (δ - q)` at once, because the
/// derivative of exp is the node itself.
@org.jspecify.annotations.NullMarked
package leibniz.simplify;

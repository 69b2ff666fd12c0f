/// What an expression *is*.
///
/// An [leibniz.ir.Expr] is a [leibniz.ir.Head], arguments and a [leibniz.ir.Shape]. Six heads are
/// enough: an input, a known scalar, a product summed over indices (einsum), a sum, a function
/// entry by entry, and a special operation. [leibniz.ir.Build] makes them and [leibniz.ir.Product]
/// and [leibniz.ir.Terms] hold the normal form; whatever an `Expr` is, it is well shaped and the
/// only object of its kind.
///
/// Two ideas carry the rest of the system.
///
/// *Deltas are repeated letters.* `q_i δ_ij` is the product with factor `q[i]` and result `[i, i]`.
/// Merging two letters is delta elimination, a letter twice in the result is a delta that is kept,
/// and a letter of the result that no factor carries is a broadcast. Nothing is ever multiplied out
/// to be zero.
///
/// *Operations are rows.* [leibniz.ir.Elementwise] and [leibniz.ir.Special] are values with all
/// facts about an operation: derivative, reference computation, notation, spelling. No pass asks
/// which operation it meets.
///
/// Here too is how a failure is told: [leibniz.ir.Problem], with [leibniz.ir.Span] for the place.
@org.jspecify.annotations.NullMarked
package leibniz.ir;

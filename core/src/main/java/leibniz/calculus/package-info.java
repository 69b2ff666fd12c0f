/// The derivative.
///
/// [leibniz.calculus.Differentiate] has one rule for each head: for products, for sums, for
/// functions entry by entry (by the row's partials) and for special operations (by the row's
/// pullback). The derivative of an output of shape (X, Y, …) by an input of shape (A, B, …) has
/// shape (X, Y, …, A, B, …), output axes first; nothing is ever transposed.
///
/// Reverse mode on tensors of any rank: Laue, Mitterreiter and Giesen, *Computing higher order
/// derivatives of matrix and tensor expressions*, NeurIPS 2018.
@org.jspecify.annotations.NullMarked
package leibniz.calculus;

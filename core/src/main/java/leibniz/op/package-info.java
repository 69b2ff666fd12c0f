/// What is *known* of each operation.
///
/// A function that is applied entry by entry is a row in [leibniz.op.Maps]: in words, its partial
/// derivatives, its plain computation, how it is written in a formula and in NumPy, where it is
/// defined and where it has no derivative. Everything that is neither entry by entry nor a product
/// is a record of its own file that implements [leibniz.ir.Special].
///
/// To add a function, add a row and name it in the list at the end of [leibniz.op.Maps]: the
/// reader, the printers, the evaluation, the verification and the tests take it from there.
/// Composites (softmax, losses) have no row; they are sentences in `prelude.py`.
@org.jspecify.annotations.NullMarked
package leibniz.op;

/// A program becomes text that runs.
///
/// A [leibniz.code.Dialect] prints a [leibniz.program.Program]: as statements, one a step, each
/// with its shape, or as a whole function that runs as pasted. [leibniz.code.NumPy],
/// [leibniz.code.Torch] and [leibniz.code.Jax] share [leibniz.code.Python] and differ in their
/// words ([leibniz.code.Library]); [leibniz.code.Java] writes [leibniz.code.Loops].
///
/// The style of the Python is that of the page this project grew from: products with a sum,
/// Kronecker deltas and new axes are written as `np.einsum`, with `np.eye(D)` and `np.ones(1)` as
/// operands; everything entry by entry is written with operators, and the axes are lined up as a
/// person would do it: with `[:, None]` where that is needed, with `keepdims=True` where a
/// reduction is used beside what it reduced.
///
/// How it works. A [leibniz.code.Piece] is text with what one must know to use it: how strongly its
/// outermost operator binds, and along which axes it runs. Pieces are put side by side by
/// [leibniz.code.Arithmetic], which is the only place that writes brackets around operands.
/// [leibniz.code.Products] writes einsums, [leibniz.code.Expressions] all other heads. What an
/// operation is called stands in its row ([leibniz.code.Template]), never here.
@org.jspecify.annotations.NullMarked
package leibniz.code;

/// Products of matrices and contractions of tensors on Java arrays.
///
/// A [leibniz.blas.Contraction] is made for places in memory and then run often. It sorts its
/// letters into the axes of matrices ([leibniz.blas.Product]) and chooses how to compute them:
/// [leibniz.blas.TiledProduct] and [leibniz.blas.RowsProduct] with vectors,
/// [leibniz.blas.LineProduct] without; [leibniz.blas.PlainProduct] is the definition, which all are
/// tested against. The innermost loops are classes made at run time ([leibniz.blas.TileClass],
/// [leibniz.blas.RowsClass]).
@org.jspecify.annotations.NullMarked
package leibniz.blas;

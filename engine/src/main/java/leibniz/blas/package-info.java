/// Products of matrices and contractions of tensors on Java arrays.
///
/// A [leibniz.blas.Contraction] is made for places in memory and then run often. It sorts its
/// letters into the axes of matrices ([leibniz.blas.Product]) and chooses how to compute them:
/// [leibniz.blas.TiledProduct] with vectors, [leibniz.blas.PlainProduct] by the definition, which
/// is what everything else is tested against.
@org.jspecify.annotations.NullMarked
package leibniz.blas;

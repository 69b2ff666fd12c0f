package leibniz.check;

import java.util.List;
import java.util.stream.Stream;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Shape;
import leibniz.op.Reshape;

/// Jacobians of what a function returns with all its entries in a row: where `project(camera)` is
/// (n, 2), that of `project(camera).ravel()` has 2 * n rows. The entries may be in a row one column
/// after the other, too.
final class Flattened {
  private Flattened() {}

  /// The same derivative of the entries in a row; none where a Jacobian has no such shape.
  static List<Claim.Pair> of(Claim.Pair pair, Shape jacobian) {
    Shape output = pair.loss().shape();
    Shape variable = pair.variable().shape();
    boolean fits =
        output.rank() > 1
            && jacobian.rank() == 1 + variable.rank()
            && jacobian.get(0).equals(output.count())
            && output.dims().stream().noneMatch(Dim::isOne)
            && jacobian.dims().subList(1, jacobian.rank()).equals(variable.dims());
    if (!fits) {
      return List.of();
    }
    Expr f = pair.loss().parts().getFirst().function();
    List<Integer> back = Build.range(0, output.rank()).reversed();
    return Stream.of(f, Build.transpose(f, back)).map(e -> row(pair, e)).toList();
  }

  private static Claim.Pair row(Claim.Pair pair, Expr f) {
    Loss loss = pair.loss();
    Expr row = Reshape.of(f, f.shape(), new Shape(List.of(f.shape().count())));
    Loss flat = new Loss(loss.name(), loss.event(), List.of(new Loss.Part(row, null)));
    return new Claim.Pair(flat, pair.name(), pair.event(), pair.variable());
  }
}

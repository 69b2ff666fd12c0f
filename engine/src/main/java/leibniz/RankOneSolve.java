package leibniz;

import java.util.List;
import java.util.function.Function;
import leibniz.ir.Expr;

/// Systems with a diagonal plus an outer product (Sherman and Morrison, *Adjustment of an inverse
/// matrix*, 1950): `(D + β u vᵀ)⁻¹ b = D⁻¹ b − β D⁻¹ u (vᵀ D⁻¹ b) / (1 + β vᵀ D⁻¹ u)`.
final class RankOneSolve {
  private static final double NEGLIGIBLE = 1e-13; // beside 1

  private final double[] diagonal;
  private final double alpha;
  private final double[] u;
  private final double[] v;
  private final double beta;

  /// @param parts the diagonal, and the outer product
  /// @param value the numbers of a core
  RankOneSolve(List<Part> parts, Function<Expr, double[]> value) {
    Part first = parts.getFirst();
    Part outer = parts.getLast();
    diagonal = value.apply(first.cores().getFirst().value());
    alpha = value.apply(first.number())[0];
    beta = value.apply(outer.number())[0];
    boolean inOrder = outer.cores().getFirst().letters().equals(outer.out().subList(0, 1));
    u = value.apply(outer.cores().get(inOrder ? 0 : 1).value());
    v = value.apply(outer.cores().get(inOrder ? 1 : 0).value());
  }

  double[] of(double[] right) {
    double inner = 0;
    double pivot = 1;
    double size = 1;
    for (int k = 0; k < right.length; k++) {
      double d = alpha * diagonal(k);
      if (d == 0) {
        throw Factored.singular();
      }
      inner += v[k] * right[k] / d;
      pivot += beta * v[k] * u[k] / d;
      size += Math.abs(beta * v[k] * u[k] / d);
    }
    if (Math.abs(pivot) <= NEGLIGIBLE * size) {
      throw Factored.singular();
    }
    double[] solution = new double[right.length];
    for (int k = 0; k < right.length; k++) {
      solution[k] = (right[k] - beta * u[k] * inner / pivot) / (alpha * diagonal(k));
    }
    return solution;
  }

  private double diagonal(int k) {
    return diagonal.length == 1 ? diagonal[0] : diagonal[k];
  }
}

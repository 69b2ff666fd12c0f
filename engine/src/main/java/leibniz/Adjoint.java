package leibniz;

import java.util.List;
import java.util.Map;
import leibniz.calculus.Differentiate;
import leibniz.calculus.PushForward;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.verify.Claim;
import leibniz.verify.Identity;
import leibniz.verify.Sizes;
import leibniz.verify.Verification;

/// Holds a product with a direction against one that was found from the other end: what was found
/// backwards is found forwards from the program as it was read, and the other way round. The two
/// are contracted to one number each.
final class Adjoint {
  private Adjoint() {}

  /// @param output the output, as it was read
  static Verification of(Along along, Expr output, Claim claim, Sizes sizes) {
    Expr probe = Build.var("probe", claim.derivative().shape());
    Expr derived = Along.inner(probe, claim.derivative());
    return switch (along.kind()) {
      case NONE -> throw new IllegalArgumentException("along nothing");
      case JVP ->
          Identity.verify(1, "adjoint identity", derived, back(along, output, probe), sizes);
      case VJP -> {
        Expr x = claim.variables().getFirst();
        Expr moved = PushForward.of(claim.function(), Map.of(x, probe), Shape.SCALAR);
        yield Identity.verify(1, "adjoint identity", derived, moved, sizes);
      }
      case HVP -> {
        Expr x = claim.variables().getFirst();
        Expr slope = Along.inner(probe, Differentiate.of(total(output), x));
        Expr moved = PushForward.of(slope, along.tangents(), Shape.SCALAR);
        yield Identity.verify(2, "symmetry", derived, moved, sizes);
      }
    };
  }

  /// A number that has axes of size 1 without them.
  private static Expr total(Expr output) {
    return Build.reduce(output, Build.range(0, output.rank()));
  }

  /// `⟨Jᵀ w, v⟩`, backwards.
  private static Expr back(Along along, Expr output, Expr cotangent) {
    Map<Expr, Expr> tangents = along.tangents();
    List<Expr> variables = List.copyOf(tangents.keySet());
    List<Expr> parts =
        Differentiate.pullBack(output, variables, cotangent, Shape.SCALAR).entrySet().stream()
            .map(e -> Along.inner(e.getValue(), tangents.getOrDefault(e.getKey(), e.getKey())))
            .toList();
    return Build.sum(Shape.SCALAR, parts.stream().map(p -> Rational.ONE).toList(), parts);
  }
}

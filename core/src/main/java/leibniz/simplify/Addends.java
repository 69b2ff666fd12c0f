package leibniz.simplify;

import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// The terms of a sum, or of a multiple of one: the normal form keeps a common factor, such as a
/// sign, outside.
record Addends(List<Rational> coefficients, List<Expr> terms) {

  /// The terms, or null if the expression is no sum.
  static @Nullable Addends of(Expr e) {
    return switch (e.head()) {
      case Head.Sum(List<Rational> coefficients) -> new Addends(coefficients, e.args());
      case Head.Einsum view when isMultiple(e, view) -> {
        Addends inner = of(e.arg(0));
        yield inner == null
            ? null
            : new Addends(
                inner.coefficients.stream().map(c -> c.times(view.coefficient())).toList(),
                inner.terms);
      }
      case Head.Einsum product -> null;
      case Head.Var v -> null;
      case Head.Num n -> null;
      case Head.Map m -> null;
      case Head.Special s -> null;
    };
  }

  private static boolean isMultiple(Expr e, Head.Einsum view) {
    return e.args().size() == 1
        && e.arg(0).head() instanceof Head.Sum
        && Build.scale(view.coefficient(), e.arg(0)) == e;
  }
}

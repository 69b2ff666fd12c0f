package leibniz.program;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// Which expressions have a value so far, while a program is read from the top.
///
/// Relatives of a value are had with it, because people name them: where `err` is minus a sum, that
/// sum is minus `err`; where `s` is a sum with axes of size 1 kept, the sum without them is `s`
/// read through those axes; where `n` is the root of a sum of squares, other roots and inverse
/// roots of that sum are powers of `n`.
public final class Scope {
  private final Map<Expr, Reference> known = new IdentityHashMap<>();
  private final Map<Expr, Reference> roots = new IdentityHashMap<>();

  /// How an expression is had from a value.
  ///
  /// @param negative whether it is minus the value
  /// @param ones the axes of the value, of size 1 each, that the expression does not have
  /// @param power the whole power of the value that it is
  public record Reference(Name name, boolean negative, List<Integer> ones, int power) {}

  /// From here on `node` has the value called `name`.
  public void define(Name name, Expr node) {
    known.put(node, new Reference(name, false, List.of(), 1));
    Relation relation = Relation.of(node);
    if (relation != null) {
      Reference reference =
          new Reference(name, relation.negative(), relation.ones(), relation.power());
      (relation.power() == 1 ? known : roots).putIfAbsent(relation.inner(), reference);
    }
  }

  /// How the expression is had, or null if it has to be computed. The power is 1.
  public @Nullable Reference find(Expr node) {
    return known.get(node);
  }

  /// How this power of the expression is had as a whole power of one of its roots, or null. Not for
  /// whole powers: they have a value where the root has none.
  public @Nullable Reference root(Expr node, Rational power) {
    Reference root = roots.get(node);
    return root != null && !power.isInteger() && power.times(Rational.of(root.power())).isInteger()
        ? root
        : null;
  }
}

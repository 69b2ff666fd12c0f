package leibniz.program;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// Which expressions have a value so far, while a program is read from the top.
///
/// Two relatives of a value are had with it, because people name them: where `err` is minus a sum,
/// that sum is minus `err`; and where `s` is a sum with axes of size 1 kept, the sum without them
/// is `s` read through those axes.
public final class Scope {
  private final Map<Expr, Reference> known = new IdentityHashMap<>();

  /// How an expression is had from a value.
  ///
  /// @param negative whether it is minus the value
  /// @param ones the axes of the value, of size 1 each, that the expression does not have
  public record Reference(Name name, boolean negative, List<Integer> ones) {}

  /// From here on `node` has the value called `name`.
  public void define(Name name, Expr node) {
    known.put(node, new Reference(name, false, List.of()));
    Expr opposite = opposite(node);
    if (opposite != null) {
      known.putIfAbsent(opposite, new Reference(name, true, List.of()));
    }
    List<Integer> ones = onesAround(node);
    if (ones != null) {
      known.putIfAbsent(node.arg(0), new Reference(name, false, ones));
    }
  }

  /// How the expression is had, or null if it has to be computed.
  public @Nullable Reference find(Expr node) {
    return known.get(node);
  }

  /// The sum that `node` is minus of, or null.
  static @Nullable Expr opposite(Expr node) {
    return node.head() instanceof Head.Einsum e
            && e.factors().size() == 1
            && e.coefficient().equals(Rational.MINUS_ONE)
            && e.factors().get(0).power().isOne()
            && e.factors().get(0).letters().equals(e.out())
            && e.out().stream().distinct().count() == e.out().size()
            && node.arg(0).head() instanceof Head.Sum
        ? node.arg(0)
        : null;
  }

  /// The axes of size 1 that `node` adds to its argument, or null if it does anything else.
  static @Nullable List<Integer> onesAround(Expr node) {
    if (!(node.head() instanceof Head.Einsum e)
        || e.factors().size() != 1
        || !e.coefficient().isOne()
        || !e.factors().get(0).power().isOne()
        || node.arg(0).shape().dims().stream().anyMatch(d -> d.isOne())) {
      return null;
    }
    List<Integer> ones =
        Build.range(0, node.rank()).stream().filter(k -> node.shape().get(k).isOne()).toList();
    List<Integer> others =
        Build.range(0, node.rank()).stream()
            .filter(k -> !ones.contains(k))
            .map(k -> e.out().get(k))
            .toList();
    boolean plain = others.stream().distinct().count() == others.size();
    return plain && others.equals(e.factors().get(0).letters()) ? ones : null;
  }
}

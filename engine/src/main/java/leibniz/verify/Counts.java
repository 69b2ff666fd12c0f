package leibniz.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Values;

/// Values for inputs that hold whole numbers or truth values. What an index may hold is said by the
/// axes it is taken along, and is read off the expressions.
public final class Counts {
  private static final int OTHERWISE = 3; // numbers that are no positions are 0, 1 or 2

  private final Map<Expr, Set<Dim>> along = new IdentityHashMap<>();

  /// @param roots what is evaluated
  public Counts(Collection<Expr> roots) {
    for (Expr node : Expr.inOrder(roots)) {
      Dim size = node.head() instanceof Head.Special s ? s.op().positions() : null;
      if (size != null) {
        for (Expr below : node.arg(0).inOrder()) {
          along.computeIfAbsent(below, b -> new HashSet<>()).add(size);
        }
      }
    }
  }

  /// Whether an input is one of these.
  public static boolean is(Expr input) {
    return input.head() instanceof Head.Var v
        && (v.properties().contains(Head.Property.WHOLE)
            || v.properties().contains(Head.Property.TRUTH));
  }

  /// Values for such an input.
  ///
  /// @param different whether all are to differ as long as there are enough; else one at least
  ///   occurs twice, where there are two
  public Values draw(
      Expr input, ToLongFunction<String> sizes, SplittableRandom random, boolean different) {
    int bound = bound(input, sizes);
    Values values = Values.zeros(input.shape().at(sizes));
    List<Integer> order = new ArrayList<>();
    for (int k = 0; k < bound; k++) {
      order.add(random.nextInt(order.size() + 1), k);
    }
    for (int k = 0; k < values.count(); k++) {
      values.re()[k] = different ? order.get(k % bound) : random.nextInt(bound);
    }
    if (!different && values.count() > 1) {
      values.re()[values.count() - 1] = values.re()[0];
    }
    return values;
  }

  private int bound(Expr input, ToLongFunction<String> sizes) {
    boolean truth =
        input.head() instanceof Head.Var v && v.properties().contains(Head.Property.TRUTH);
    long bound = truth ? 2 : along.containsKey(input) ? Integer.MAX_VALUE : OTHERWISE;
    for (Dim size : along.getOrDefault(input, Set.of())) {
      bound = Math.min(bound, size.at(sizes));
    }
    return (int) Math.max(1, bound);
  }
}

package leibniz.simplify;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import leibniz.ir.Expr;
import leibniz.ir.Field;
import leibniz.ir.Head;
import leibniz.ir.Rational;

/// A number for what a product is made of when everything in it is multiplied out: that of each
/// factor times its power, added up. It does not depend on how factors are grouped, on letters,
/// numbers and sizes. So products that are equal when they are multiplied out have equal numbers,
/// and where all numbers differ, none need be multiplied out to see it.
final class Makeup {
  private static final Map<Expr, Long> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

  private Makeup() {}

  /// The terms that may be equal to another one when they are multiplied out.
  static List<Expr> meeting(List<Expr> terms) {
    Map<Long, Integer> counts = new HashMap<>();
    terms.forEach(term -> counts.merge(of(term), 1, Integer::sum));
    return terms.stream().filter(term -> !Integer.valueOf(1).equals(counts.get(of(term)))).toList();
  }

  static long of(Expr term) {
    Long known = KNOWN.get(term);
    if (known != null) {
      return known;
    }
    long number = 0;
    for (Expr node : Expr.inOrder(List.of(term), Makeup::isAtom)) {
      Long before = KNOWN.get(node);
      number = before == null ? number(node) : before;
      KNOWN.putIfAbsent(node, number);
    }
    return number;
  }

  /// Whether a product ends here.
  private static boolean isAtom(Expr node) {
    return !(node.head() instanceof Head.Einsum) || KNOWN.containsKey(node);
  }

  private static long number(Expr node) {
    return switch (node.head()) {
      case Head.Num _ -> 0;
      case Head.Einsum product -> {
        long sum = 0;
        for (int k = 0; k < node.args().size(); k++) {
          Rational power = product.factors().get(k).power();
          long one = of(node.arg(k));
          sum = Field.plus(sum, power.isOne() ? one : Field.times(Field.of(power), one));
        }
        yield sum;
      }
      case Head.Var _, Head.Sum _, Head.Map _, Head.Special _ -> Field.of(node.key());
    };
  }
}

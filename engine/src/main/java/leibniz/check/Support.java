package leibniz.check;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// Which entries of a gradient depend on what it is put together from: if all wrong ones come from
/// one part, and right ones do not, that part is wrong and not the putting together.
final class Support {
  private static final double EQUAL = 2e-6;

  private final Chain chain;
  private final Judge judge;

  Support(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
  }

  /// The part that the wrong entries come from; null if it is not one alone.
  Chain.@Nullable Link part(Judgement wrong) {
    List<Point> points = judge.scene().points();
    if (wrong.reading() == null || wrong.pair() == null || wrong.claim().isStep()) {
      return null;
    }
    Expr function = made(wrong.claim().function(chain));
    Point point = points.getFirst();
    double[] written = judge.written(wrong.claim()).getFirst().re();
    Set<Integer> differ = different(written, judge.right(wrong).getFirst().re());
    Chain.Link found = null;
    boolean others = false; // that other entries are made of
    for (Chain.Link parent : chain.parents(function)) {
      Set<Integer> own = dependent(function, parent, point, written);
      if (!own.isEmpty() && own.containsAll(differ)) {
        if (found != null) {
          return null;
        }
        found = parent;
      } else {
        others |= !own.isEmpty() && Collections.disjoint(own, differ);
      }
    }
    return others ? found : null;
  }

  /// What a value is made of that only got another name, as where a call returns it.
  private Expr made(Expr function) {
    Expr made = function;
    while (made.head() instanceof Head.Var && chain.parents(made).size() == 1) {
      made = chain.parents(made).iterator().next().function();
    }
    return made;
  }

  private static Set<Integer> different(double[] a, double[] b) {
    double most = Arrays.stream(b).map(Math::abs).max().orElse(0);
    Set<Integer> differ = new HashSet<>();
    for (int k = 0; k < Math.min(a.length, b.length); k++) {
      if (!(Math.abs(a[k] - b[k]) <= EQUAL * most)) {
        differ.add(k);
      }
    }
    return differ;
  }

  private Set<Integer> dependent(Expr function, Chain.Link parent, Point point, double[] written) {
    Values now = point.number(parent.variable());
    if (now == null) {
      return Set.of();
    }
    SplittableRandom random = new SplittableRandom(1);
    double[] other = Arrays.stream(now.re()).map(x -> x + random.nextGaussian()).toArray();
    try {
      Point moved = point.with(Map.of(parent.variable(), Values.real(now.shape(), other)));
      return different(moved.value(function).re(), written);
    } catch (LeibnizException e) {
      return Set.of(); // it has no value there, so nothing is known of it
    }
  }
}

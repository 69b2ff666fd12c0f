package leibniz.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import leibniz.ir.Dim;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.op.Maps;
import leibniz.op.OneHot;
import leibniz.op.Positions;
import leibniz.op.Slice;
import org.jspecify.annotations.Nullable;

/// Where the whole numbers lie that an input of a program has.
///
/// @param from the least
/// @param end behind the largest
/// @param met numbers that they are compared with: as many are these as are others
/// @param along the axis that they say where on; null where they are no positions
record WholeRange(int from, int end, NavigableSet<Integer> met, @Nullable Dim along) {
  /// Few, so that many are alike.
  static final WholeRange FEW = new WholeRange(0, 2);

  private static final int FAR = 1000; // numbers that are compared with

  private WholeRange(int from, int end) {
    this(from, end, new TreeSet<>(), null);
  }

  int draw(SplittableRandom random) {
    int[] near = met.stream().mapToInt(n -> n).filter(n -> from <= n && n < end).toArray();
    return near.length > 0 && random.nextInt(2) == 0
        ? near[random.nextInt(near.length)]
        : from + random.nextInt(Math.max(1, end - from));
  }

  /// Another one than those of the same axis have, if there is one: who takes two items takes two,
  /// as `b[i] - b[j]`.
  ///
  /// @param others what such have
  int apart(int drawn, Set<Integer> others) {
    int place = drawn;
    for (int k = from; k < end && others.contains(place); k++) {
      place = place + 1 < end ? place + 1 : from;
    }
    return place;
  }

  /// Positions, and lengths: of a sequence that is padded, as `np.arange(L) < lengths` says, at
  /// least one step is there.
  ///
  /// @param far whether they go as far as the axes that they say where on
  static Map<Expr, WholeRange> of(
      Collection<Expr> roots, boolean far, ToLongFunction<String> sizes) {
    Map<Expr, WholeRange> ranges = new HashMap<>();
    Map<Expr, WholeRange> met = new HashMap<>();
    for (Expr node : Expr.inOrder(roots)) {
      if (node.head() instanceof Head.Special s && s.op() instanceof OneHot hot) {
        int end = far ? (int) hot.size().at(sizes) : FEW.end;
        WholeRange places = new WholeRange(0, end, new TreeSet<>(), hot.size());
        ranges.merge(source(node.arg(0)), places, WholeRange::both);
      } else if (node.head() instanceof Head.Map m) {
        compared(m.op(), node, met);
        for (int k = 0; k < ORDERS.size(); k++) {
          if (ORDERS.get(k).contains(m.op())
              && viewed(node.arg(k)).head() instanceof Head.Special s
              && s.op() instanceof Positions(var size)) {
            int end = far ? (int) size.at(sizes) + 1 : FEW.end + 1;
            ranges.merge(viewed(node.arg(1 - k)), new WholeRange(1, end), WholeRange::both);
          }
        }
      }
    }
    met.forEach((input, near) -> ranges.merge(input, near, WholeRange::near));
    return ranges;
  }

  /// Numbers that are compared with known ones reach those, and one more.
  private static void compared(Elementwise op, Expr node, Map<Expr, WholeRange> met) {
    for (int k = 0; COMPARING.contains(op) && k < 2; k++) {
      Rational number = node.arg(k).constant();
      if (number != null && number.isInt() && Math.abs(number.doubleValue()) < FAR) {
        int n = number.intValue();
        int from = Math.min(n, FEW.from);
        int end = Math.max(n + 2, FEW.end);
        NavigableSet<Integer> these = new TreeSet<>(Set.of(n, n + 1));
        WholeRange near = new WholeRange(from, end, these, null);
        met.merge(source(node.arg(1 - k)), near, WholeRange::either);
      }
    }
  }

  private static final Set<Elementwise> COMPARING =
      Set.of(
          Maps.EQUAL, Maps.NOT_EQUAL, Maps.LESS, Maps.LESS_EQUAL, Maps.GREATER, Maps.GREATER_EQUAL);

  /// What says that a position lies before a length or behind it, by the side that it stands on.
  private static final List<Set<Elementwise>> ORDERS =
      List.of(Set.of(Maps.LESS, Maps.GREATER_EQUAL), Set.of(Maps.GREATER, Maps.LESS_EQUAL));

  /// What entries are taken from.
  private static Expr source(Expr e) {
    Expr of = e;
    while (of.isView() && !of.args().isEmpty()
        || of.head() instanceof Head.Special s && s.op() instanceof Slice) {
      of = of.arg(0);
    }
    return of;
  }

  /// What is seen along other axes.
  static Expr viewed(Expr e) {
    return e.isView() && !e.args().isEmpty() ? e.arg(0) : e;
  }

  private static WholeRange both(WholeRange one, WholeRange other) {
    Dim along = one.along == null ? other.along : one.along;
    int from = Math.min(one.from, other.from);
    return new WholeRange(from, Math.min(one.end, other.end), new TreeSet<>(), along);
  }

  private static WholeRange near(WholeRange limit, WholeRange met) {
    return new WholeRange(limit.from, limit.end, met.met, limit.along);
  }

  private static WholeRange either(WholeRange one, WholeRange other) {
    NavigableSet<Integer> met = new TreeSet<>(one.met);
    met.addAll(other.met);
    int from = Math.min(one.from, other.from);
    return new WholeRange(from, Math.max(one.end, other.end), met, null);
  }
}

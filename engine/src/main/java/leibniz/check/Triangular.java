package leibniz.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import leibniz.ir.Shape;
import leibniz.ir.Values;

/// Gradients by matrices that start with nothing on one side of the diagonal, and are kept so: of
/// `L = np.eye(d)` the gradient `np.tril(…)` has no entries where `L` has none. There may be one
/// for each component, `np.stack([np.eye(d) for _ in range(k)])`.
final class Triangular {
  private static final Pattern STARTS =
      Pattern.compile("(?s).*\\b(?:eye|identity|diag|tril|triu|cholesky)\\(.*");

  private final Chain chain;
  private final Judge judge;
  private final Text text;

  Triangular(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
    this.text = new Text(chain.base().program().source());
  }

  /// Whether a gradient is 0 on one side of the diagonal, and right everywhere else.
  boolean is(Judgement j) {
    return may(j) && (isKept(j, true) || isKept(j, false));
  }

  /// The entries of a gradient at the first point that are on the side of the diagonal where it is
  /// kept at 0; none if it is no such gradient.
  Set<Integer> outside(Judgement j) {
    Set<Integer> outside = new HashSet<>();
    for (boolean lower : may(j) ? List.of(true, false) : List.<Boolean>of()) {
      Set<Integer> side = new HashSet<>();
      boolean kept = judge.written(j.claim()).stream().allMatch(v -> isZeroOn(v, lower, side));
      if (kept) {
        outside.addAll(side);
      }
    }
    return outside;
  }

  private boolean may(Judgement j) {
    Claim.Pair pair = j.pair();
    if (j.outcome() != Judgement.Outcome.DIFFERENT || pair == null || j.reading() == null) {
      return false;
    }
    Shape shape = pair.variable().shape();
    int rank = shape.rank();
    return rank >= 2
        && shape.get(rank - 1).equals(shape.get(rank - 2))
        && chain.occurrences().of(pair.event().value()).stream()
            .anyMatch(e -> STARTS.matcher(text.at(e.statement())).matches());
  }

  private boolean isKept(Judgement j, boolean lower) {
    List<Values> written = judge.written(j.claim());
    List<Values> right = judge.right(j);
    for (int k = 0; k < written.size(); k++) {
      Differing entries = Differing.of(written.get(k), right.get(k));
      for (int i = 0; i < entries.differ().length; i++) {
        boolean outside = isOutside(written.get(k).shape(), i, lower);
        if (outside ? written.get(k).re()[i] != 0 : entries.differ()[i]) {
          return false;
        }
      }
    }
    return true;
  }

  /// @param side gets the entries there
  private static boolean isZeroOn(Values values, boolean lower, Set<Integer> side) {
    side.clear();
    IntStream.range(0, values.count())
        .filter(i -> isOutside(values.shape(), i, lower))
        .forEach(side::add);
    return side.stream().allMatch(i -> values.re()[i] == 0);
  }

  private static boolean isOutside(int[] shape, int entry, boolean lower) {
    int columns = shape[shape.length - 1];
    int row = entry / columns % shape[shape.length - 2];
    int column = entry % columns;
    return lower ? row < column : row > column;
  }
}

package leibniz.check;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// Gradients that are right where an input holds the probabilities of pairs: in neighbour
/// embeddings they sum to 1, are the same either way, and 0 on the diagonal.
final class Probabilities {
  private static final double NONE = 1e-12; // of something with itself; its logarithm is finite

  private final Chain chain;
  private final Losses losses;

  Probabilities(Chain chain, Losses losses) {
    this.chain = chain;
    this.losses = losses;
  }

  static final String NEEDED =
      "it is right where the matrix it is handed is symmetric, 0 on its diagonal and sums to 1, which nothing says";

  /// Whether it is right where square matrices are all that, and not where they are symmetric
  /// alone: then a transpose may be missing.
  boolean need(Judgement j) {
    if (j.outcome() != Judgement.Outcome.DIFFERENT) {
      return false;
    }
    Scene scene = Judge.of(chain, losses, List.of(j.claim()), 1).scene();
    Set<Expr> pairs = pairs(j, scene);
    boolean called = !pairs.isEmpty() && pairs.stream().allMatch(Probabilities::isCalledSo);
    return !pairs.isEmpty()
        && isRight(j, scene, pairs, true)
        && (called || !isRight(j, scene, pairs, false));
  }

  /// Whether a matrix is called like probabilities, which go both ways where the program makes them
  /// sum to 1 itself.
  private static boolean isCalledSo(Expr matrix) {
    return matrix.head() instanceof Head.Var v && CALLED.matcher(v.name()).matches();
  }

  private static final Pattern CALLED =
      Pattern.compile(
          "(?i)(?:.*[·_.])?(?:p|p_?ij|pjoint|probs?|affinit\\w*|similarit\\w*)(?:@\\d+)?");

  private Set<Expr> pairs(Judgement j, Scene scene) {
    Set<Expr> roots = new LinkedHashSet<>();
    j.claim().pairs().forEach(p -> p.loss().parts().forEach(part -> roots.add(part.function())));
    Set<Expr> found = new LinkedHashSet<>();
    List<Expr> nodes = Expr.inOrder(roots.stream().map(chain::inInputs).toList());
    if (nodes.stream().noneMatch(Probabilities::isLogarithm)) {
      return found; // divergences are made of logarithms
    }
    for (Expr e : nodes) {
      boolean square =
          e.head() instanceof Head.Var
              && e.rank() == 2
              && scene.points().stream().allMatch(p -> isSquare(p.number(e)));
      if (square) {
        found.add(e);
      }
    }
    return found;
  }

  private static boolean isLogarithm(Expr e) {
    return e.head() instanceof Head.Map m && m.op().name().equals("log");
  }

  private static boolean isSquare(@Nullable Values values) {
    return values != null && values.shape()[0] == values.shape()[1];
  }

  private boolean isRight(Judgement j, Scene scene, Set<Expr> pairs, boolean all) {
    Scene other =
        scene.with(
            chain,
            point -> {
              Map<Expr, Values> numbers = new LinkedHashMap<>();
              for (Expr matrix : pairs) {
                Values now = point.number(matrix);
                if (now != null) {
                  numbers.put(matrix, symmetric(now, all));
                }
              }
              return numbers;
            });
    Judge judge = new Judge(chain, losses, other);
    return judge.of(j.claim()).isEqual()
        && judge.written(j.claim()).stream()
            .allMatch(v -> Arrays.stream(v.re()).anyMatch(x -> Math.abs(x) > NONE));
  }

  /// @param all whether it has the other properties, too
  private static Values symmetric(Values now, boolean all) {
    int n = now.shape()[0];
    double[] a = now.re();
    double[] both = new double[a.length];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        both[i * n + k] = all && i == k ? NONE : Math.abs(a[i * n + k]) + Math.abs(a[k * n + i]);
      }
    }
    double sum = all ? Arrays.stream(both).sum() : 1;
    return Values.real(now.shape(), Arrays.stream(both).map(x -> x / sum).toArray());
  }
}

package leibniz.check;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Shape;
import leibniz.ir.Values;
import leibniz.trace.Event;

/// Matrices that begin symmetric, as a covariance by `np.eye(d)`, and stay so with every step: of
/// such `inv(S)` and its transpose are one, and gradients are written for such.
final class Symmetric {
  private static final Pattern BEGINS =
      Pattern.compile("(?s).*\\b(?:eye|identity|diag|cov|corrcoef)\\(.*");
  private static final double EXACT = 1e-9;

  private final Chain chain;
  private final Losses losses;

  Symmetric(Chain chain, Losses losses) {
    this.chain = chain;
    this.losses = losses;
  }

  /// The judgement for symmetric ones, if it is right for these; else what it was.
  Judgement of(Judge judge, Judgement j) {
    Set<String> names = new HashSet<>();
    Set<Expr> begun = j.outcome() == Judgement.Outcome.DIFFERENT ? begun(names) : Set.of();
    if (begun.isEmpty()) {
      return j;
    }
    Scene scene = new Structured(chain, losses, judge).symmetric(begun);
    boolean stay =
        chain.base().events().stream()
            .filter(e -> names.contains(e.target()) && isSquare(e.value().shape()))
            .allMatch(e -> scene.points().stream().allMatch(p -> isSymmetric(p, e.value())));
    Judgement again = stay ? new Judge(chain, losses, scene).after(judge.work()).of(j.claim()) : j;
    return again.isEqual() ? again : j;
  }

  /// What begins so, and is changed later.
  ///
  /// @param names gets what the program calls these
  private Set<Expr> begun(Set<String> names) {
    Text text = new Text(chain.base().program().source());
    Set<Expr> begun = new LinkedHashSet<>();
    for (Event event : chain.base().events()) {
      Shape shape = event.value().shape();
      if (event.kind() == Event.Kind.ASSIGN
          && isSquare(shape)
          && BEGINS.matcher(text.at(event.statement())).matches()) {
        List<Expr> starts =
            event.value().inOrder().stream().filter(e -> e.head() instanceof Head.Var).toList();
        if (!starts.isEmpty() && starts.stream().allMatch(Symmetric::isStart)) {
          begun.addAll(starts);
          begun.add(chain.variable(event.value()));
          names.add(event.target());
        }
      }
    }
    return begun;
  }

  /// Whether it stands for where a parameter begins, and is no data: of `rng.normal(size=(n, n)) +
  /// n * np.eye(n)` nothing is symmetric.
  private static boolean isStart(Expr e) {
    return e.head() instanceof Head.Var v && v.name().startsWith("start") && isSquare(e.shape());
  }

  private static boolean isSquare(Shape shape) {
    return shape.rank() == 2 && shape.get(0).equals(shape.get(1));
  }

  private static boolean isSymmetric(Point point, Expr value) {
    if (!point.knows(value)) {
      return false;
    }
    Values x = point.value(value);
    int n = x.shape()[0];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        double a = x.re()[i * n + k];
        double b = x.re()[k * n + i];
        if (Math.abs(a - b) > EXACT * Math.max(1, Math.abs(a))) {
          return false;
        }
      }
    }
    return true;
  }
}

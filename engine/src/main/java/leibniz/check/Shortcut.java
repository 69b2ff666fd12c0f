package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Product;
import leibniz.ir.Values;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// A gradient that takes a Jacobian to be diagonal which is not: `da * softmax_prime(z)` is right
/// for functions that act entry by entry alone. It is known by its values, however it is written.
final class Shortcut {
  private static final double SAME = 1e-9;
  private static final int MOST = 8; // functions of the variable that are looked at

  private final Chain chain;
  private final Judge judge;
  private final Losses losses;

  /// @param output the function of the variable whose Jacobian has entries off the diagonal
  /// @param name what the program calls it where the gradient stands
  /// @param made where the diagonal is made; null if it has no name
  record Taken(Event output, String name, @Nullable Event made) {}

  Shortcut(Chain chain, Judge judge, Losses losses) {
    this.chain = chain;
    this.judge = judge;
    this.losses = losses;
  }

  /// What is taken to be diagonal; null if the gradient is wrong for another reason.
  @Nullable Taken of(Judgement j) {
    Claim.Pair pair = Objects.requireNonNull(j.pair());
    Reading reading = j.reading();
    if (reading == null || pair.variable().rank() == 0 || j.claim().isStep()) {
      return null;
    }
    return losses.derivatives(pair.loss()).entrySet().stream()
        .filter(e -> e.getKey().shape().equals(pair.variable().shape()))
        .filter(e -> !e.getKey().equals(pair.variable()))
        .limit(MOST)
        .map(e -> taken(j, reading, e.getValue(), e.getKey()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /// @param by the derivative by the output
  private @Nullable Taken taken(Judgement j, Reading reading, Expr by, Expr output) {
    Expr variable = Objects.requireNonNull(j.pair()).variable();
    Event event = visible(output, j.claim().event());
    Expr jacobian = event == null ? null : jacobian(event, variable);
    if (event == null || jacobian == null) {
      return null;
    }
    List<Integer> axes = Build.range(0, variable.rank());
    List<Integer> twice = new ArrayList<>(axes);
    twice.addAll(axes);
    Expr diagonal = Product.one().times(jacobian, twice).out(axes);
    Expr outer = reading.of(by); // of equal shapes, so laid out as the gradient is
    int before = outer.rank() - variable.rank();
    List<Integer> last =
        axes.stream().map(a -> a == 0 && reading.isShared() ? 0 : a + before).toList();
    List<Integer> all = Build.range(0, outer.rank());
    Expr product = Product.one().times(outer, all).times(diagonal, last).out(all);
    return equals(product, j.claim().function(chain))
        ? new Taken(event, event.target(), made(diagonal, j.claim().event()))
        : null;
  }

  private @Nullable Expr jacobian(Event output, Expr variable) {
    Chain.Link link = chain.link(output.value());
    Map<Expr, Expr> all = link == null ? Map.of() : chain.derivatives(link.function(), Set.of());
    return all.get(variable);
  }

  private boolean equals(Expr a, Expr b) {
    try {
      List<Values> left = judge.scene().values(a);
      List<Values> right = judge.scene().values(b);
      return IntStream.range(0, left.size())
          .allMatch(k -> Judge.distance(left.get(k).re(), right.get(k).re()) < SAME);
    } catch (LeibnizException e) {
      return false; // it has no value there
    }
  }

  /// Where a value got the name by which it is known where an event stands.
  private @Nullable Event visible(Expr variable, Event near) {
    return chain.base().events().subList(0, near.index()).reversed().stream()
        .filter(e -> e.frame() == near.frame() || e.frame() == 0)
        .filter(e -> e.target().matches("[\\w.]+") && e.kind() != Event.Kind.RETURN)
        .filter(e -> chain.variable(e.value()).equals(variable))
        .findFirst()
        .orElse(null);
  }

  private @Nullable Event made(Expr diagonal, Event near) {
    return chain.base().events().subList(0, near.index()).reversed().stream()
        .filter(e -> e.value().shape().equals(diagonal.shape()) && e.value().constant() == null)
        .filter(e -> equals(diagonal, chain.function(e)))
        .findFirst()
        .orElse(null);
  }

  /// The product with all of the Jacobian, if the statement is a product, and if that is right.
  Trial.@Nullable Found remedy(Judgement j, Taken taken, Trial trial) {
    Statement statement = trial.statements().at(j.claim().event().statement());
    if (!(statement instanceof Statement.Assign(_, Expression.Binary product, _))
        || product.operator() != Expression.Operator.MULTIPLY) {
      return null;
    }
    return Stream.of(product.left(), product.right())
        .map(operand -> trial.text().at(operand.span()))
        .flatMap(rest -> Rewrites.diagonal(product.span(), taken.name(), rest).stream())
        .filter(slip -> trial.helps(slip, List.of(j)))
        .map(slip -> new Trial.Found(slip, statement, trial.text()))
        .findFirst()
        .orElse(null);
  }
}

package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Shape;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Walk;
import org.jspecify.annotations.Nullable;

/// Gradients of the mean over the samples where the loss adds these up, and is divided by their
/// number only where it is reported: `total += nll.sum()` of each batch, `dz = (p - y) / len(y)`,
/// `print(total / n)`. The loss is what is reported then.
final class ReportedMean {
  private static final double NEAR = 1e-6;

  private final Chain chain;
  private final Judge judge;
  private final Map<Event, Loss> means = new HashMap<>();

  /// @param found all gradients, by what they were compared with: if one is right for the sum, that
  ///   is meant
  ReportedMean(Chain chain, Judge judge, List<Judgement> found) {
    this.chain = chain;
    this.judge = judge;
    for (Judgement j : found) {
      if (j.pair() != null && j.outcome() == Judgement.Outcome.SCALED && isMultiple(j.scales())) {
        Event sum = j.pair().loss().event();
        boolean right = found.stream().anyMatch(o -> o.isEqual() && isOf(o, sum));
        Loss mean = right || means.containsKey(sum) ? null : mean(j, j.pair().loss());
        if (mean != null) {
          means.put(sum, mean);
        }
      }
    }
  }

  /// The same gradient of the mean, where that is the loss.
  Claim of(Claim claim) {
    return claim.of(this::mean);
  }

  private Loss mean(Loss loss) {
    return loss.isWeighted() ? loss : means.getOrDefault(loss.event(), loss);
  }

  private static boolean isOf(Judgement j, Event sum) {
    return j.pair() != null && j.pair().loss().event().equals(sum);
  }

  private boolean isMultiple(List<Double> scales) {
    return scales.size() == judge.scene().points().size()
        && scales.stream().allMatch(s -> 0 < s && s < 1 && isWhole(1 / s));
  }

  private static boolean isWhole(double x) {
    return Math.abs(x - Math.rint(x)) < NEAR * x;
  }

  /// A loss divided by the number of samples that a gradient is divided by, if the loss is divided
  /// by a multiple of that elsewhere; else null.
  private @Nullable Loss mean(Judgement j, Loss sum) {
    if (sum.isWeighted() || sum.shape().rank() > 0) {
      return null;
    }
    List<Expression.Binary> reports = new ArrayList<>();
    List<Expression> divisors = new ArrayList<>();
    divisors(j.claim(), sum.event().target(), reports, divisors);
    for (Expression.Binary report : reports) {
      Expr all = value(report.right());
      if (all == null || !isMultiple(all, j)) {
        continue;
      }
      for (Expression divisor : divisors) {
        Expr samples = value(divisor);
        if (samples != null && isCount(samples, j)) {
          Expr function = Build.divide(sum.parts().getFirst().function(), samples);
          String name = new Text(chain.base().program().source()).at(report.span());
          return new Loss(
              name, sum.event(), List.of(new Loss.Part(function, null)), sum.ends(), sum.calls());
        }
      }
    }
    return null;
  }

  /// @param reports gets where the loss is divided
  /// @param divisors gets what is divided by on the way to the gradient
  private void divisors(
      Claim claim, String loss, List<Expression.Binary> reports, List<Expression> divisors) {
    Set<Integer> lines =
        chain.ancestors(claim.function(chain)).stream()
            .map(l -> l.event().statement().line())
            .collect(Collectors.toSet());
    lines.add(claim.event().statement().line());
    Walk.expressions(
        chain.base().program().body(),
        e -> {
          if (e instanceof Expression.Binary b && b.operator() == Expression.Operator.DIVIDE) {
            if (Spelled.text(b.left()).equals(loss)) {
              reports.add(b);
            } else if (lines.contains(b.span().line())) {
              divisors.add(b.right());
            }
          }
        });
    for (Statement s : new Statements(chain.base().program()).all()) {
      if (s instanceof Statement.AugmentedAssign a
          && a.operator() == Expression.Operator.DIVIDE
          && lines.contains(a.span().line())) {
        divisors.add(a.value());
      }
    }
  }

  private boolean isCount(Expr value, Judgement j) {
    return compare(value, j, (x, n) -> Math.abs(x - n) < NEAR * n);
  }

  private boolean isMultiple(Expr value, Judgement j) {
    return compare(value, j, (x, n) -> x > n * (1 - NEAR) && isWhole(x / n));
  }

  @FunctionalInterface
  private interface Test {
    boolean of(double value, double count);
  }

  /// Compares a number with what a gradient is divided by, at each point.
  private boolean compare(Expr number, Judgement j, Test test) {
    for (int k = 0; k < j.scales().size(); k++) {
      Point point = judge.scene().points().get(k);
      if (!point.knows(number) || !test.of(point.value(number).re()[0], 1 / j.scales().get(k))) {
        return false;
      }
    }
    return true;
  }

  /// The value of `n`, `len(x)` and `x.shape[0]`; null of anything else.
  private @Nullable Expr value(Expression e) {
    return switch (e) {
      case Expression.Name(String id, _) -> number(id);
      case Expression.Call(Expression.Name(String id, _), var handed, _)
          when id.equals("len") && handed.size() == 1 ->
          rows(Spelled.text(handed.getFirst().value()));
      case Expression.Subscript(Expression.Attribute shape, Expression.Int(var at, _), _)
          when shape.name().equals("shape") && at.signum() == 0 ->
          rows(Spelled.text(shape.value()));
      default -> null;
    };
  }

  private @Nullable Expr number(String name) {
    Expr known = last(name);
    if (known != null) {
      return known.rank() == 0 && known.constant() != null ? known : null;
    }
    boolean size = chain.base().following().script().sizes().containsKey(name);
    return size ? Build.size(Dim.symbol(name)) : null;
  }

  private @Nullable Expr rows(String name) {
    Expr known = last(name);
    Shape shape = known == null ? Shape.SCALAR : known.shape();
    return shape.rank() == 0 ? null : Build.size(shape.get(0));
  }

  private @Nullable Expr last(String name) {
    return chain.base().events().stream()
        .filter(e -> e.target().equals(name))
        .map(Event::value)
        .reduce((_, later) -> later)
        .orElse(null);
  }
}

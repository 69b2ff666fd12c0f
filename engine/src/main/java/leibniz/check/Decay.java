package leibniz.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Rational;

/// Gradients behind an error that no loss says the penalty of: of `-e * Q[j] + beta * P[i]`, which
/// is by `P`, the last term is that of half its square, however large `beta` is.
final class Decay {
  private final Chain chain;
  private final Judge judge;

  Decay(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
  }

  /// What is right but for such a term is right.
  Judgement of(Judgement j) {
    Claim claim = j.claim();
    Expr rest = rest(j);
    if (rest.equals(whole(claim))) {
      return j;
    }
    try {
      Judgement now = judge.of(claim, claim.pairs(), rest.shape(), judge.scene().values(rest));
      boolean downhill =
          claim.isStep() && now.outcome() == Judgement.Outcome.SCALED && now.sign() < 0;
      return now.isEqual() || downhill ? now : j;
    } catch (LeibnizException e) {
      return j; // it has no value there
    }
  }

  /// What is wrong, without such terms: the gradient, or the step along it.
  Expr rest(Judgement j) {
    Claim.Pair pair = j.pair();
    Claim claim = j.claim();
    if (!j.isWrong() || pair == null || !pair.loss().isWeighted()) {
      return whole(claim);
    }
    Expr variable = pair.variable();
    return claim.isStep()
        ? along(claim, gradient -> Build.minus(gradient, penalty(gradient, variable)))
        : Build.minus(whole(claim), penalty(whole(claim), variable));
  }

  private Expr whole(Claim claim) {
    return claim.isStep() ? along(claim, gradient -> gradient) : made(claim);
  }

  /// What a gradient is made of, where another function returns it and has no name for it.
  private Expr made(Claim claim) {
    Expr function = claim.function(chain);
    Chain.Link link = chain.link(claim.event().value());
    return link != null && link.variable().equals(function) ? link.function() : function;
  }

  /// A step along the gradient that it is made with, or along what becomes of that.
  private Expr along(Claim step, UnaryOperator<Expr> gradient) {
    Expr function = step.function(chain);
    Map<Expr, Expr> gradients = new HashMap<>();
    for (Chain.Link link : chain.parents(function)) {
      if (GradientName.of(link.event().target()) != null) {
        gradients.put(link.variable(), gradient.apply(link.function()));
      }
    }
    return function.substitute(gradients);
  }

  private Expr penalty(Expr function, Expr variable) {
    return penalty(function, variable, 1);
  }

  /// The terms of a sum that are a number above 0 times the variable, or times entries of it.
  ///
  /// @param outer what the sum is multiplied by
  private Expr penalty(Expr function, Expr variable, double outer) {
    Expr all = Build.zeros(function.shape());
    if (function.head() instanceof Head.Einsum view
        && function.args().size() == 1
        && function.arg(0).head() instanceof Head.Sum
        && view.factors().getFirst().power().equals(Rational.ONE)) {
      double factor = outer * view.coefficient().doubleValue();
      Expr inner = penalty(function.arg(0), variable, factor);
      return inner.isZero() ? all : function.substitute(Map.of(function.arg(0), inner));
    }
    if (function.head() instanceof Head.Sum sum) {
      for (int k = 0; k < function.args().size(); k++) {
        Expr term = function.arg(k);
        Rational factor = sum.coefficients().get(k);
        if (isMultiple(term, outer * factor.doubleValue(), variable)) {
          all = Build.plus(all, Build.scale(factor, term));
        }
      }
    }
    return all;
  }

  private boolean isMultiple(Expr term, double factor, Expr variable) {
    List<Expr> inputs =
        term.inOrder().stream().filter(e -> e.head() instanceof Head.Var).distinct().toList();
    double sign =
        term.head() instanceof Head.Einsum p ? factor * p.coefficient().doubleValue() : factor;
    return sign > 0
        && inputs.contains(variable)
        && inputs.stream().allMatch(v -> v.equals(variable) || isNumber(v))
        && !term.any(e -> e.head() instanceof Head.Map);
  }

  /// Whether it is a number that nothing is computed for, as the weight of a penalty.
  private boolean isNumber(Expr v) {
    return v.rank() == 0 && chain.parents(v).isEmpty();
  }
}

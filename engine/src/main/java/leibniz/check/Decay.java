package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// Gradients behind an error that no loss says the penalty of: of `-e * Q[j] + beta * P[i]`, which
/// is by `P`, the last term is that of half its square, however large `beta` is.
final class Decay {
  private static final int UP = 1; // a gradient has more of what is penalised
  private static final int DOWN = -1; // and a step along it less

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
      return now.isEqual() || isDownhill(now) ? now : j;
    } catch (LeibnizException e) {
      return j; // it has no value there
    }
  }

  private static boolean isDownhill(Judgement j) {
    return j.claim().isStep() && j.outcome() == Judgement.Outcome.SCALED && j.sign() < 0;
  }

  /// What is wrong, without such terms: the gradient, or the step along it.
  Expr rest(Judgement j) {
    Claim.Pair pair = j.pair();
    return !j.isWrong() || pair == null || !pair.loss().isWeighted()
        ? whole(j.claim())
        : without(j.claim(), pair.variable(), UP);
  }

  /// What a gradient has become in another run, without such terms.
  Expr without(Expr value, Judgement wrong) {
    Claim.Pair pair = wrong.pair();
    int sign = wrong.claim().isStep() ? DOWN : UP;
    return pair == null || !pair.loss().isWeighted()
        ? value
        : without(value, pair.variable(), sign);
  }

  /// The same without terms that are known to be mistakes, as other gradients behind the same error
  /// have penalties that are right: such a term of another array, as in a line that was copied, and
  /// one of its own with the other sign.
  ///
  /// @param all the gradients behind that error, judged
  Expr rest(Judgement j, List<Judgement> all) {
    return all.stream().anyMatch(o -> !o.equals(j) && isPenalised(o))
        ? withoutMistakes(j)
        : rest(j);
  }

  /// Whether it has such terms.
  boolean isMistaken(Judgement j) {
    return !withoutMistakes(j).equals(rest(j));
  }

  private Expr withoutMistakes(Judgement j) {
    Expr rest = rest(j);
    Claim.Pair pair = j.pair();
    if (!j.isWrong() || pair == null || !pair.loss().isWeighted()) {
      return rest;
    }
    int sign = j.claim().isStep() ? DOWN : UP;
    for (Expr other : pair.loss().reached(chain)) {
      if (other.rank() > 0 && !other.equals(pair.variable())) {
        rest = opened(rest, other, sign);
      }
    }
    return opened(rest, pair.variable(), -sign);
  }

  /// Whether a gradient is right, or a step goes down along it, and there is a penalty of what it
  /// is by.
  private boolean isPenalised(Judgement j) {
    Claim.Pair by = j.pair();
    return by != null
        && (j.isEqual() || isDownhill(j))
        && by.loss().isWeighted()
        && !without(j.claim(), by.variable(), UP).equals(whole(j.claim()));
  }

  private Expr without(Claim claim, Expr variable, int sign) {
    Expr whole = whole(claim);
    if (isNameless(claim)) {
      return opened(whole, variable, -sign);
    }
    return claim.isStep()
        ? along(claim, gradient -> without(gradient, variable, sign))
        : without(whole, variable, sign);
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

  private boolean isNameless(Claim claim) {
    return claim.isStep()
        && chain.parents(claim.function(chain)).stream()
            .noneMatch(link -> GradientName.of(link.event().target()) != null);
  }

  /// Without these terms where what has a name of its own is entries of the variable, as `p` of `p
  /// = P[i].copy()`.
  private Expr opened(Expr function, Expr variable, int sign) {
    Map<Expr, Expr> parts = new HashMap<>();
    for (Chain.Link link : chain.parents(function)) {
      if (chain.variables(link.function()).equals(Set.of(variable))
          && !link.function().any(e -> e.head() instanceof Head.Map)) {
        parts.put(link.variable(), link.function());
      }
    }
    Expr open = parts.isEmpty() ? function : function.substitute(parts);
    Expr without = without(open, variable, sign);
    return without.equals(open) ? function : without;
  }

  /// A sum without the terms that are a number times the variable, or times entries of it.
  ///
  /// @param outer what the sum is multiplied by, as far as that says which numbers are above 0: of
  ///   these alone there are penalties
  private Expr without(Expr function, Expr variable, double outer) {
    Expr viewed = viewed(function);
    if (viewed != null) {
      double factor =
          function.head() instanceof Head.Einsum view ? view.coefficient().doubleValue() : 1;
      Expr inner = without(viewed, variable, outer * factor);
      return inner.equals(viewed) ? function : function.substitute(Map.of(viewed, inner));
    }
    if (!(function.head() instanceof Head.Sum sum)) {
      return function;
    }
    List<Rational> factors = new ArrayList<>();
    List<Expr> terms = new ArrayList<>();
    for (int k = 0; k < function.args().size(); k++) {
      Rational factor = sum.coefficients().get(k);
      if (!isMultiple(function.arg(k), outer * factor.doubleValue(), variable)) {
        factors.add(factor);
        terms.add(function.arg(k));
      }
    }
    return terms.size() == function.args().size()
        ? function
        : Build.sum(function.shape(), factors, terms);
  }

  /// What it holds entries of, and nothing else than these and zeros; null if that is no array.
  private static @Nullable Expr viewed(Expr function) {
    List<Expr> varying =
        function.args().stream().filter(a -> a.any(e -> e.head() instanceof Head.Var)).toList();
    if (varying.size() != 1) {
      return null;
    }
    int k = function.args().indexOf(varying.getFirst());
    boolean linear =
        switch (function.head()) {
          case Head.Einsum e -> e.factors().get(k).power().equals(Rational.ONE);
          case Head.Special s -> s.op().isLinearIn(k);
          case Head.Var _, Head.Num _, Head.Sum _, Head.Map _ -> false;
        };
    return linear ? varying.getFirst() : null;
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

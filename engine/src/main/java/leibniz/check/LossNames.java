package leibniz.check;

import java.util.Set;
import java.util.regex.Pattern;

/// What losses are called.
final class LossNames {
  private static final Set<String> FIRST =
      Set.of("loss", "cost", "J", "L", "E", "objective", "total_loss", "loss_value", "Loss", "obj");
  private static final Set<String> OTHER =
      Set.of(
          "l",
          "e",
          "err",
          "error",
          "nll",
          "NLL",
          "mse",
          "MSE",
          "sse",
          "SSE",
          "rss",
          "RSS",
          "ce",
          "bce",
          "energy",
          "elbo",
          "kl",
          "ll",
          "logp",
          "log_lik",
          "loglik",
          "log_likelihood",
          "neg_log_lik",
          "f",
          "fx",
          "fval",
          "fun",
          "F",
          "Q",
          "cross_entropy",
          "xent",
          "penalty",
          "potential",
          "likelihood",
          "logL",
          "lnL",
          "hinge",
          "C",
          "total",
          "score",
          "out",
          "y",
          "z",
          "q",
          "s",
          "value",
          "val",
          "jcost");
  private static final Pattern LIKE =
      Pattern.compile(
          "(?i).*(?:loss|cost|objective|nll|energy|likelihood|loglik|entropy|misfit|chi2|deviance).*");
  private static final Pattern PART =
      Pattern.compile("(?i).*(?:reg|data|hist|list|acc|all|prev|best).*");
  private static final Pattern FUNCTION =
      Pattern.compile(
          "(?i).*(?:loss|cost|objective|nll|energy|lik(?:elihood)?(?:_|$)|entropy|mse|criterion|error|logp|logl|loglik"
              + "|deviance|misfit|risk|elbo|potential|chi2|chisq|sse|rss|hamiltonian|lagrangian|penalty"
              + "|bce|xent|pinball|(?:^|_)(?:kl|ce|rss|ssr)(?:_|$)|huber|hinge|surrogate|divergence|stress|distortion|objecti[fv]|(?:^|_)(?:perte|co[uû]t|kosten|verlust|perda|custo)(?:_|$)"
              + "|energi[ae]|zielfunktion).*");

  private LossNames() {}

  /// How likely a value of this name is a loss: 0 is the best, -1 is not one.
  static int rank(String target) {
    GradientName.Key key = GradientName.Key.of(target);
    String name = key.field().isEmpty() ? key.base() : key.field();
    if (FIRST.contains(name)) {
      return 0;
    }
    if (LIKE.matcher(name).matches()) {
      return PART.matcher(name).matches() ? 3 : 1;
    }
    return OTHER.contains(name) ? 4 : -1;
  }

  /// Whether it is one of the names that come first.
  static boolean isFirst(String target) {
    return FIRST.contains(target);
  }

  /// Whether nothing else is called so. A single letter may be any array, and an `error` may be a
  /// difference, or be printed only.
  static boolean isFirm(String target, boolean array) {
    GradientName.Key key = GradientName.Key.of(target);
    String name = key.field().isEmpty() ? key.base() : key.field();
    int rank = rank(target);
    return array
        ? (rank == 0 || rank == 1) && name.length() > 1
        : rank >= 0 && !LOOSE.contains(name) || rank < 0;
  }

  private static final Set<String> LOOSE =
      Set.of(
          "err", "error", "e", "l", "total", "score", "out", "y", "z", "q", "s", "value", "val",
          "logp");

  /// Whether a function is called as one that returns a loss.
  static boolean isFunction(String function) {
    String name = Spelled.last(function);
    return FUNCTION.matcher(name).matches()
        && !DERIVATIVE.matcher(name).matches()
        && GradientName.of(name) == null;
  }

  private static final Pattern DERIVATIVE =
      Pattern.compile("(?i)\\w+_?(?:prime|deriv(?:ative)?|grad(?:ient)?s?|jac(?:obian)?)");

  /// Whether a function is called as what is gone down, and not as what else says how far off a
  /// model is: `rmse` is printed.
  static boolean isGoneDown(String function) {
    return DOWN.matcher(function).matches();
  }

  /// Whether a function says how well a model fits, beside what is fitted.
  static boolean isMeasure(String function) {
    return MEASURE.matcher(function).matches();
  }

  private static final Pattern MEASURE =
      Pattern.compile("(?i).*(?:deviance|error|mse|rmse|accuracy).*");

  /// Whether what is called so is as often to become large as small.
  static boolean isEither(String target) {
    return EITHER.matcher(target).matches();
  }

  private static final Pattern EITHER = Pattern.compile("(?i)(?:.*[._])?obj(?:ective)?");

  private static final Pattern DOWN = Pattern.compile("(?i).*(?:loss|cost|objective|nll).*");
}

package leibniz.check;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What derivatives are called, and the functions that they are of.
final class DerivativeNames {
  private DerivativeNames() {}

  /// The names of a derivative and its function; `%s` stands for what both have in common.
  static final List<List<String>> NAMES =
      List.of(
          List.of("%s_prime", "%s"),
          List.of("%s_derivative", "%s"),
          List.of("%s_deriv", "%s"),
          List.of("%s_der", "%s"),
          List.of("%s_grad", "%s"),
          List.of("%s_gradient", "%s"),
          List.of("%sgrad", "%s"),
          List.of("%sprime", "%s"),
          List.of("%sPrime", "%s"),
          List.of("%sDerivative", "%s"),
          List.of("%sGradient", "%s"),
          List.of("%sGrad", "%s"),
          List.of("grad_%s", "%s"),
          List.of("gradient_%s", "%s"),
          List.of("gradient_of_%s", "%s"),
          List.of("d_%s", "%s"),
          List.of("d%s", "%s"),
          List.of("deriv_%s", "%s"),
          List.of("derivative_%s", "%s"),
          List.of("derivative_of_%s", "%s"),
          List.of("jac_%s", "%s"),
          List.of("jacobian_%s", "%s"),
          List.of("%s_jac", "%s"),
          List.of("%s_jacobian", "%s"),
          List.of("nabla_%s", "%s"),
          List.of("%s2deriv", "%s"),
          List.of("hess_%s", "grad_%s"),
          List.of("hessian_%s", "gradient_%s"),
          List.of("hessian_%s", "grad_%s"),
          List.of("%s_hess", "%s_grad"),
          List.of("%s_hessian", "%s_gradient"),
          List.of("%s_hessian", "%s_grad"),
          List.of("d2%s", "d%s"),
          List.of("d2_%s", "d_%s"),
          List.of("d2%s", "grad_%s"),
          List.of("d2%s", "%s_grad"),
          List.of("hess_%s", "d%s"),
          List.of("hess", "grad"),
          List.of("hessian", "gradient"),
          List.of("hessian", "grad"),
          List.of("hess", "jac"),
          List.of("grad_fn", "loss_fn"),
          List.of("%s_gradient", "%s_cost"),
          List.of("%s_grad", "%s_loss"),
          List.of("%s_gradient", "%s_loss"),
          List.of("%s_gradient", "%s_objective"),
          List.of("%s_grad", "%s_objective"),
          List.of("%s_grad", "%s_obj"),
          List.of("%s_derivative", "%s_loss"),
          List.of("%s_grad", "%s_cost"),
          List.of("%s_score", "%s_loglik"),
          List.of("%s_score", "%s_loglike"),
          List.of("%s_score", "%s_loglikelihood"),
          List.of("%s_score", "%s_log_likelihood"),
          List.of("%s_grad", "%s_ratio"),
          List.of("%s_gradient", "%s_ratio"),
          List.of("gradient_function", "cost_function"),
          List.of("compute_gradient", "compute_cost"),
          List.of("compute_gradient", "compute_loss"),
          List.of("compute_grad", "compute_loss"),
          List.of("compute_grad", "compute_cost"),
          List.of("compute_gradients", "compute_loss"),
          List.of("compute_gradients", "compute_cost"));

  /// The names of two methods of one class: of `Sigmoid()(x)` the derivative is
  /// `Sigmoid().gradient(x)`.
  static final List<List<String>> METHODS =
      List.of(
          List.of("gradient", "__call__"),
          List.of("grad", "__call__"),
          List.of("derivative", "__call__"),
          List.of("deriv", "__call__"),
          List.of("prime", "__call__"),
          List.of("gradient", "loss"),
          List.of("grad", "loss"),
          List.of("gradient", "function"),
          List.of("derivative", "function"),
          List.of("gradient", "fn"),
          List.of("grad", "fn"),
          List.of("derivative", "fn"),
          List.of("gradient", "forward"),
          List.of("grad", "forward"),
          List.of("derivative", "forward"),
          List.of("deriv", "forward"));

  /// Gradients and derivatives in other languages.
  private static final String ELSEWHERE =
      "(?:gradientes?|gradienten|ableitung(?:en)?|d[eé]riv[eé]es?|derivad[ao]s?|derivat[ae])";

  /// Names that say that something is a derivative, and not of what.
  static final Pattern ALONE =
      Pattern.compile(
          "(?:\\w+_)?(?:score|gradients?|grads?|jac|jacobian|nabla|forces?)(?:_\\w+)?|\\w{0,3}_?prime|d\\w{1,3}"
              + "|derivatives?|deriv|dfun|dfdx|df_dx|dJ\\w*|dL\\w*|"
              + ELSEWHERE);

  static final Pattern MINIMIZE =
      Pattern.compile(
          "(?:.*\\.)?(?:minimize|least_squares|leastsq|root|fsolve|fmin_\\w+|check_grad|gradient_check\\w*|grad_check\\w*)");

  static final Pattern LOSS =
      Pattern.compile("f|fun|func|fn|F|J|L|E|U|V|phi|obj|value|target|criterion|\\w*posterior\\w*");

  /// A name with underscores before its words: `dev_grad`, for `devGrad`.
  static String apart(String name) {
    return WORD.matcher(name).replaceAll("_$1").toLowerCase(Locale.ROOT);
  }

  private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])([A-Z])(?=[a-z])");

  /// What the function is called if the derivative is called like the pattern; else null.
  static @Nullable String other(String derivative, String pattern, String other) {
    int hole = pattern.indexOf("%s");
    if (hole < 0) {
      return derivative.equals(pattern) ? other : null;
    }
    String before = pattern.substring(0, hole);
    String after = pattern.substring(hole + 2);
    int end = derivative.length() - after.length();
    if (!derivative.startsWith(before) || !derivative.endsWith(after) || end <= before.length()) {
      return null;
    }
    return other.replace("%s", derivative.substring(before.length(), end));
  }

  /// What a name says that a derivative is of, in the words in which another has the name of its
  /// function: beside `entropy` and `grad_entropy`, `grad_log_policy` is of a `log_policy`. Empty
  /// if it says nothing, or the same.
  static String ofOther(String derivative, String another, String function) {
    return NAMES.stream()
        .filter(names -> function.equals(other(another, names.getFirst(), names.getLast())))
        .map(names -> other(derivative, names.getFirst(), names.getLast()))
        .filter(of -> of != null && !of.equals(function))
        .findFirst()
        .orElse("");
  }

  /// What the name of a derivative says it is by; empty if it says nothing.
  static String by(String derivative) {
    Matcher by = BY.matcher(derivative);
    return by.matches() ? by.group(1) != null ? by.group(1) : by.group(2) : "";
  }

  private static final Pattern BY =
      Pattern.compile(
          "(?:gradient|grad|derivative|deriv|d)_(?:wrt_|by_|of_)?(\\w+)"
              + "|(?:get_|compute_|calc_)?(\\w+)_grad(?:ient)?s?");

  /// What stands below in the name of a derivative: `p` of `df_dp` and of `dice_dp`; empty if
  /// nothing does.
  static String over(String derivative) {
    Matcher over = OVER.matcher(derivative);
    return over.matches() ? over.group(1) : "";
  }

  private static final Pattern OVER = Pattern.compile("\\w+_d_?([A-Za-z]\\w*)");

  /// Whether that is a part of a model: `input_grad` goes back to what a layer was handed, whatever
  /// the function beside it is handed.
  static boolean isPart(String by) {
    return PART.matcher(by).matches();
  }

  private static final Pattern PART =
      Pattern.compile("(?:inputs?|hidden|weights?|bias(?:es)?|params?|parameters|layers?)");

  /// Whether a derivative is minus the gradient by its name, as a force is of an energy, and what
  /// is called `neg_gradient`; but not `neg_loglik_grad`.
  static boolean isMinus(String derivative) {
    return MINUS.matcher(derivative).matches();
  }

  private static final Pattern MINUS =
      Pattern.compile(
          "(?i)(?:\\w+_)?forces?(?:_\\w+)?"
              + "|(?:\\w+_)?(?:neg|negative|minus)_?(?:grad|gradient)s?(?:_\\w+)?");

  /// Whether a function is called like one that returns a value and its derivative.
  static boolean isTogether(String function) {
    return TOGETHER.matcher(function).matches();
  }

  private static final Pattern TOGETHER =
      Pattern.compile(
          "(?i)(?:.*_)?(?:energy|potential)_(?:and_)?forces?(?:_.*)?"
              + "|(?:.*_)?forces?_(?:and_)?(?:energy|potential)(?:_.*)?");

  /// Whether it is a direction to go in that is made of the gradient, by its name: a natural one is
  /// the gradient times a matrix.
  static boolean isDirection(String derivative) {
    return DIRECTION.matcher(derivative).matches();
  }

  private static final Pattern DIRECTION =
      Pattern.compile(
          "(?i)(?:.*_)?(?:nat(?:ural)?|conj(?:ugate)?|newton|precond\\w*|proj(?:ected)?|riemann\\w*|functional)_.*");

  /// Whether a function is called like one that returns gradients, with or without its class.
  static boolean isGradients(String function) {
    return GRADIENTS.matcher(function).matches() && !isDirection(function);
  }

  private static final Pattern GRADIENTS =
      Pattern.compile(
          "(?i)(?!.*(?:descen|ascen|check|step|norm|clip|num|approx|update|apply|boost))"
              + "(?:.*\\.)?_?(?:\\w+_)?(?:grads?|gradients?|score|"
              + ELSEWHERE
              + ")(?:_\\w+)?");

  /// Whether a function is called like one that computes derivatives by differences, to compare.
  static boolean isNumerical(String function) {
    return NUMERICAL.matcher(function).matches();
  }

  private static final Pattern NUMERICAL =
      Pattern.compile(
          "(?i)(?:.*_)?(?:num(?:eric(?:al|ally)?)?|approx(?:imate|imation)?|finite|fd|differences?)(?:_?(?:grad|deriv|jac|hess|diff).*)?"
              + "|(?:.*_)?(?:grad|gradients?|jac|jacobian|hess|hessian)_(?:num|numeric|numerical|fd|approx)"
              + "|(?:.*_)?(?:check|verify|test)_?(?:grad|jac|hess|deriv).*|(?:grad|gradient)_?check.*");

  /// Whether a function is called like a loss.
  static boolean isLoss(String name) {
    return LossNames.isFunction(name) || LOSS.matcher(name).matches();
  }

  /// Whether it is the loss of a derivative that has the same words before: `g_loss`, which alone
  /// may be a gradient by a loss, beside `g_grad`.
  static boolean isLossBeside(String name, String derivative) {
    return NAMES.stream()
            .filter(names -> BESIDE.matcher(names.get(1)).matches())
            .anyMatch(names -> name.equals(other(derivative, names.get(0), names.get(1))))
        || JACOBIAN.matcher(derivative).matches() && RESIDUALS.matcher(name).matches();
  }

  private static final Pattern BESIDE = Pattern.compile("%s_(?:loss|cost)");
  private static final Pattern JACOBIAN = Pattern.compile("(?:\\w+_)?[jJ]ac(?:obian)?(?:_\\w+)?");
  private static final Pattern RESIDUALS =
      Pattern.compile("(?:\\w+_)?res(?:id(?:ual)?s?)?(?:_\\w+)?");
}

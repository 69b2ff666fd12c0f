package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.ir.Expr;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// A function and the function that is its derivative: `sigmoid` and `sigmoid_prime`, `cost` and
/// `cost_gradient`, what is handed to `minimize` as `fun` and `jac`. Both are called with the same
/// arguments, behind the end of the program.
final class Partners {
  private static final String X = "x__";
  private static final String F = "value__";
  private static final String G = "derivative__";
  private static final String A = "at_output__";

  /// @param start the program with both calls
  /// @param output the same derivative, called with what the function returns; null if that fails
  /// @param place where the derivative is defined
  /// @param guessed whether nobody calls them, so that the shapes of the arguments are guessed
  record Pair(
      String function,
      String derivative,
      Start start,
      Event f,
      Event g,
      Event x,
      @Nullable Event output,
      Span place,
      boolean guessed) {}

  /// The names of a function and its derivative; the last words stand for what both have in common.
  private static final List<List<String>> NAMES =
      List.of(
          List.of("%s_prime", "%s"),
          List.of("%s_derivative", "%s"),
          List.of("%s_deriv", "%s"),
          List.of("%s_der", "%s"),
          List.of("%s_grad", "%s"),
          List.of("%s_gradient", "%s"),
          List.of("%sgrad", "%s"),
          List.of("%sPrime", "%s"),
          List.of("%sDerivative", "%s"),
          List.of("%sGradient", "%s"),
          List.of("grad_%s", "%s"),
          List.of("gradient_%s", "%s"),
          List.of("gradient_of_%s", "%s"),
          List.of("d_%s", "%s"),
          List.of("d%s", "%s"),
          List.of("derivative_%s", "%s"),
          List.of("jac_%s", "%s"),
          List.of("jacobian_%s", "%s"),
          List.of("%s_jac", "%s"),
          List.of("%s_jacobian", "%s"),
          List.of("%s2deriv", "%s"),
          List.of("gradient", "objective"),
          List.of("gradient", "cost"),
          List.of("gradient", "loss"),
          List.of("grad", "objective"),
          List.of("grad", "cost"),
          List.of("grad", "loss"),
          List.of("grad", "f"),
          List.of("gradient", "f"),
          List.of("jac", "fun"),
          List.of("grad_fn", "loss_fn"),
          List.of("%s_gradient", "%s_cost"),
          List.of("%s_grad", "%s_loss"),
          List.of("%s_gradient", "%s_loss"),
          List.of("gradient_function", "cost_function"),
          List.of("compute_gradient", "compute_cost"),
          List.of("compute_gradient", "compute_loss"),
          List.of("compute_grad", "compute_loss"),
          List.of("compute_gradients", "compute_loss"));

  private static final Pattern TARGET =
      Pattern.compile(
          "(y_?)?(true|targets?|labels?|truth|expected|actual|real|gt)|[yYtT]|targets?_?y|desired");

  private static final Pattern MINIMIZE =
      Pattern.compile(
          "(?:.*\\.)?(?:minimize|fmin_\\w+|check_grad|gradient_check\\w*|grad_check\\w*)");

  private final Run run;
  private final Map<String, Statement.Function> functions = new LinkedHashMap<>();
  private final Map<String, String> points = new LinkedHashMap<>(); // where a search begins

  private Partners(Run run) {
    this.run = run;
    for (Statement s : run.program().body()) {
      if (s instanceof Statement.Function f) {
        functions.put(f.name(), f);
      }
    }
  }

  /// All pairs of a program.
  static List<Pair> of(Start start) {
    Partners partners = new Partners(start.run());
    List<Pair> pairs = new ArrayList<>();
    partners
        .names()
        .forEach((derivative, function) -> {
          Pair pair = partners.pair(start, function, derivative);
          if (pair != null) {
            pairs.add(pair);
          }
        });
    return pairs;
  }

  private Map<String, String> names() {
    Map<String, String> found = new LinkedHashMap<>();
    for (String derivative : functions.keySet()) {
      for (List<String> names : NAMES) {
        String function = function(derivative, names.get(0), names.get(1));
        if (function != null && !function.equals(derivative)) {
          found.putIfAbsent(derivative, function);
        }
      }
    }
    for (Statement s : new Statements(run.program()).all()) {
      handed(s, found);
    }
    return found;
  }

  private @Nullable String function(String derivative, String pattern, String other) {
    int hole = pattern.indexOf("%s");
    if (hole < 0) {
      return derivative.equals(pattern) && functions.containsKey(other) ? other : null;
    }
    String before = pattern.substring(0, hole);
    String after = pattern.substring(hole + 2);
    int end = derivative.length() - after.length();
    if (!derivative.startsWith(before) || !derivative.endsWith(after) || end <= before.length()) {
      return null;
    }
    String function = other.replace("%s", derivative.substring(before.length(), end));
    return functions.containsKey(function) ? function : null;
  }

  /// `minimize(fun, x0, jac=grad)`.
  private void handed(Statement s, Map<String, String> found) {
    Expression value =
        switch (s) {
          case Statement.Assign a -> a.value();
          case Statement.Evaluate e -> e.value();
          default -> null;
        };
    if (!(value instanceof Expression.Call call)
        || !MINIMIZE.matcher(Training.text(call.function())).matches()) {
      return;
    }
    List<String> names =
        call.arguments().stream()
            .map(a -> Training.text(a.value()))
            .filter(functions::containsKey)
            .toList();
    if (names.size() == 2) {
      found.put(names.get(1), names.get(0));
      call.arguments().stream()
          .filter(a -> a.kind() == Expression.ArgumentKind.POSITIONAL)
          .map(a -> Training.text(a.value()))
          .filter(a -> !functions.containsKey(a))
          .findFirst()
          .ifPresent(x -> points.put(names.get(1), x));
    }
  }

  // --------------------------------------------------------------------------------------- calls

  private @Nullable Pair pair(Start start, String function, String derivative) {
    List<Expression.Parameter> of = required(function);
    List<Expression.Parameter> by = required(derivative);
    if (of.isEmpty() || of.size() != by.size()) {
      return null;
    }
    Map<String, Event> arguments = arguments(function, derivative);
    StringBuilder text = new StringBuilder(run.program().source().text());
    text.append("\n");
    List<String> names = new ArrayList<>();
    int variable = variable(of);
    for (int k = 0; k < of.size(); k++) {
      Event begin = k == variable ? last(run, points.getOrDefault(derivative, "")) : null;
      Event argument = begin != null ? begin : arguments.get(of.get(k).name());
      if (argument == null) {
        return null;
      }
      String name = k == variable ? X : "argument" + k + "__";
      names.add(name);
      text.append(name).append(": ").append(argument.value().shape()).append('\n');
    }
    String all = String.join(", ", names);
    text.append(F).append(" = ").append(function).append('(').append(all).append(")\n");
    text.append(G).append(" = ").append(derivative).append('(').append(all).append(")\n");
    Start with = new Start(start.sizes(), Set.of(), false, run);
    Run other = with.again(text.toString());
    Event f = other == null ? null : last(other, F);
    boolean entrywise =
        other != null && f != null && names.size() == 1 && isAlike(f, last(other, X));
    if (entrywise) {
      text.append(A).append(" = ").append(derivative).append('(').append(F).append(")\n");
      other = with.again(text.toString());
      f = other == null ? null : last(other, F);
    }
    Event g = other == null ? null : last(other, G);
    Event x = other == null ? null : last(other, X);
    if (other == null || f == null || g == null || x == null) {
      return null;
    }
    Start both = new Start(start.sizes(), Set.of(), false, other);
    Statement.Function own = functions.get(derivative);
    boolean guessed =
        !points.containsKey(derivative)
            && run.following().frames().stream()
                .filter(frame -> frame.function().equals(derivative))
                .allMatch(Frame::drawn);
    Span place = own == null ? g.statement() : own.nameSpan();
    return new Pair(function, derivative, both, f, g, x, last(other, A), place, guessed);
  }

  /// Which parameter the derivative is by: the first that is no target, as in `loss(y_true, y)`.
  private static int variable(List<Expression.Parameter> parameters) {
    for (int k = 0; k < parameters.size(); k++) {
      if (!TARGET.matcher(parameters.get(k).name()).matches()) {
        return k;
      }
    }
    return 0;
  }

  private static boolean isAlike(Event f, @Nullable Event x) {
    return x != null && f.value().shape().equals(x.value().shape());
  }

  private List<Expression.Parameter> required(String function) {
    Statement.Function f = functions.get(function);
    return f == null ? List.of() : required(f);
  }

  private static List<Expression.Parameter> required(Statement.Function f) {
    return f.parameters().list().stream().filter(p -> p.value() == null).toList();
  }

  private static @Nullable Event last(Run run, String target) {
    Event found = null;
    for (Event event : run.events()) {
      found = event.target().equals(target) && event.frame() == 0 ? event : found;
    }
    return found;
  }

  /// What the functions are called with, by the parameters of the first.
  private Map<String, Event> arguments(String function, String derivative) {
    Map<String, Event> found = new LinkedHashMap<>();
    for (String name : List.of(derivative, function)) {
      for (Event event : run.events()) {
        Frame frame = run.frame(event);
        boolean bound = event.kind() == Event.Kind.ARGUMENT || event.kind() == Event.Kind.INPUT;
        if (bound && frame.function().equals(name) && event.target().matches("\\w+")) {
          found.putIfAbsent(event.target(), event);
        }
      }
    }
    rename(function, derivative, found);
    return found;
  }

  /// The parameters of the two may have different names.
  private void rename(String function, String derivative, Map<String, Event> found) {
    List<Expression.Parameter> of = required(function);
    List<Expression.Parameter> by = required(derivative);
    for (int k = 0; k < Math.min(of.size(), by.size()); k++) {
      Event event = found.get(by.get(k).name());
      if (event != null) {
        found.putIfAbsent(of.get(k).name(), event);
      }
    }
  }

  // -------------------------------------------------------------------------------------- claims

  /// What the derivative claims.
  ///
  /// @param event where it is called
  static Claim claim(Pair pair, Chain chain, Event event) {
    Loss loss = Loss.of(pair.function(), pair.f(), chain);
    String x =
        pair.start().run().program().body().stream()
            .filter(s -> s instanceof Statement.Function f && f.name().equals(pair.function()))
            .map(s -> required((Statement.Function) s))
            .map(parameters -> parameters.get(variable(parameters)).name())
            .findFirst()
            .orElse("x");
    Expr variable = chain.variable(pair.x().value());
    Group group = new Group(0, event.target(), List.of(event));
    GradientName said = new GradientName("", List.of(x), true);
    List<Claim.Pair> pairs = List.of(new Claim.Pair(loss, x, pair.x(), variable));
    return new Claim(group, said, pairs, pair.derivative(), null);
  }

  /// Whether a program has functions that may be pairs.
  static boolean mayBe(Module program) {
    return program.body().stream().filter(s -> s instanceof Statement.Function).count() > 1;
  }
}

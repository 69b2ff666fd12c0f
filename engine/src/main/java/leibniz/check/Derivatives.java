package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import leibniz.trace.Walk;
import org.jspecify.annotations.Nullable;

/// Which functions of a program are by their names, or by what is done with them, the derivatives
/// of which others.
final class Derivatives {

  /// A function that can be called behind the end of the program.
  ///
  /// @param receivers what it may be called on there, the likeliest first: a variable, a call that
  ///   makes an object, a class; the empty text for a function of the program itself
  /// @param scope the class it is in, or empty
  /// @param required its parameters without a default, without `self`
  record Callable(
      List<String> receivers,
      String scope,
      Statement.Function function,
      List<Expression.Parameter> required) {
    Callable {
      receivers = List.copyOf(receivers);
      required = List.copyOf(required);
    }

    /// By its place: functions are trees, and maps would walk them.
    @Override
    public int hashCode() {
      return 31 * scope.hashCode() + function.span().hashCode();
    }

    /// As it is called there: `cost`, `net.cost`.
    String call() {
      return call(receivers.getFirst());
    }

    String call(String receiver) {
      return receiver.isEmpty()
          ? name()
          : name().equals("__call__") ? receiver : receiver + "." + name();
    }

    String name() {
      return function.name();
    }

    /// The parameter that it is the partial derivative of a function by, as its name says; null if
    /// it says none.
    @Nullable String by(Callable of) {
      return Partials.by(name(), required, of.name());
    }

    /// What it returns, if it is several things, as it is written.
    List<String> results() {
      return !function.body().isEmpty()
              && function.body().getLast()
                  instanceof Statement.Return(Expression.Tuple(var each, _), _)
          ? each.stream().map(Spelled::text).toList()
          : List.of();
    }

    /// As calls of it are named.
    String frame() {
      return scope.isEmpty() ? name() : scope + "." + name();
    }
  }

  /// A derivative and what it is of.
  ///
  /// @param at where a search with it begins; empty if nothing says so
  record Named(Callable function, Callable derivative, String at) {
    /// Whether one function returns both: `energy_and_forces(x)`.
    boolean isTogether() {
      return function.equals(derivative);
    }

    /// What of the function's result is the value.
    String value() {
      return isTogether() ? "[" + (isBehind() ? 1 : 0) + "]" : "";
    }

    /// What of the derivative's result is the derivative.
    String slope() {
      return isTogether() ? "[" + (isBehind() ? 0 : 1) + "]" : "";
    }

    private boolean isBehind() {
      return DerivativeNames.isMinus(derivative.results().getFirst());
    }
  }

  private final Module program;
  private final List<Callable> all = new ArrayList<>();
  private final Map<Callable, Named> found = new LinkedHashMap<>();
  private final Set<String> names; // of the variables

  private Derivatives(Module program) {
    this.program = program;
    this.names = variables(program);
  }

  private static Set<String> variables(Module program) {
    Set<String> names = new HashSet<>();
    for (Statement s : new Statements(program).all()) {
      if (s instanceof Statement.Assign a) {
        a.targets().forEach(t -> names(t, names));
      }
    }
    return names;
  }

  private static void names(Expression target, Set<String> names) {
    switch (target) {
      case Expression.Name(String id, _) -> names.add(id);
      case Expression.Tuple(var elements, _) -> elements.forEach(e -> names(e, names));
      default -> {}
    }
  }

  /// All of a program.
  static List<Named> of(Module program) {
    Derivatives derivatives = new Derivatives(program);
    derivatives.look();
    List<Named> all = new ArrayList<>(derivatives.found.values());
    all.sort(
        Comparator.comparingInt(n -> isDerivative(n.function(), all) ? 1 : 0)); // Hessians last
    return List.copyOf(all);
  }

  private static boolean isDerivative(Callable function, List<Named> all) {
    return all.stream().anyMatch(n -> n.derivative().equals(function));
  }

  private void look() {
    functions();
    List<String> apart = all.stream().map(c -> DerivativeNames.apart(c.name())).toList();
    for (int d = 0; d < all.size(); d++) {
      Callable derivative = all.get(d);
      for (List<String> names : DerivativeNames.NAMES) {
        String other = DerivativeNames.other(derivative.name(), names.get(0), names.get(1));
        String words = DerivativeNames.other(apart.get(d), names.get(0), names.get(1));
        if (other == null && words == null) {
          continue;
        }
        boolean exact = all.stream().anyMatch(c -> c.name().equals(other)); // and no `F` beside `f`
        for (int f = 0; f < all.size(); f++) {
          Callable function = all.get(f);
          if ((function.name().equals(other) || !exact && apart.get(f).equals(words))
              && !goesAlong(function, derivative)
              && !isInside(function, derivative)
              && function.scope().equals(derivative.scope())
              && !function.equals(derivative)) {
            found.putIfAbsent(derivative, new Named(function, derivative, ""));
          }
        }
      }
      methods(derivative);
      byParameter(derivative);
      if (DerivativeNames.isTogether(derivative.name()) && derivative.results().size() > 1) {
        found.putIfAbsent(derivative, new Named(derivative, derivative, ""));
      }
    }
    List<Statement> statements = new Statements(program).all();
    for (Minimised.Pair pair : new Minimised(program, c -> function(c) != null).pairs()) {
      Callable derivative = Objects.requireNonNull(function(pair.derivative()));
      Callable function = Objects.requireNonNull(function(pair.function()));
      found.put(derivative, new Named(function, derivative, pair.at()));
    }
    for (Callable derivative : all) {
      boolean stepped =
          statements.stream().anyMatch(s -> Climbing.stepsAlong(s, derivative.call()));
      boolean named = DerivativeNames.ALONE.matcher(derivative.name()).matches();
      boolean direction =
          DerivativeNames.isDirection(derivative.name())
              || DerivativeNames.isNumerical(derivative.name());
      if (!found.containsKey(derivative) && (stepped || named) && !direction) {
        List<Callable> losses =
            all.stream()
                .filter(f -> isLossOf(f, derivative) && !isByAnother(derivative, f))
                .filter( // `score` may be a part of it
                    f -> !calls(f, derivative) || isSteppedBehind(f, derivative, statements))
                .toList();
        List<Callable> fitted =
            losses.size() == 1
                ? losses
                : losses.stream().filter(f -> !LossNames.isMeasure(f.name())).toList();
        if (fitted.size() == 1 && !hasDerivative(fitted.getFirst())) {
          found.put(derivative, new Named(fitted.getFirst(), derivative, ""));
        }
      }
    }
  }

  /// Whether something goes a step along it elsewhere than in a function: `energy +=
  /// pair_energy(r)` adds a part of the energy.
  private static boolean isSteppedBehind(
      Callable function, Callable derivative, List<Statement> statements) {
    Span own = function.function().span();
    return statements.stream()
        .filter(s -> s.span().line() < own.line() || own.endLine() < s.span().line())
        .anyMatch(s -> Climbing.stepsAlong(s, derivative.call()));
  }

  /// Whether a function of that name calls the derivative, and is no loss: `tsne` goes down along
  /// `tsne_grad`, of whatever that is the gradient.
  private static boolean goesAlong(Callable function, Callable derivative) {
    return calls(function, derivative) && !DerivativeNames.isLoss(function.name());
  }

  private static boolean calls(Callable function, Callable other) {
    return calls(function.function(), other.name());
  }

  /// Whether a function calls another one, or a method called so.
  static boolean calls(Statement.Function function, String other) {
    boolean[] calls = {false};
    Walk.expressions(
        function.body(),
        e ->
            calls[0] |=
                e instanceof Expression.Call call
                    && Spelled.text(call.function()).matches("(?:\\w+\\.)?" + other));
    return calls[0];
  }

  /// Whether the function is handed less than the derivative, or called by it, and one called like
  /// a loss is handed the same and calls the function: of `policy(theta, s)` and `objective(theta,
  /// episode, b)` that is what `policy_gradient(theta, episode, b)` is of.
  private boolean isInside(Callable function, Callable derivative) {
    boolean less = function.required().size() < derivative.required().size();
    boolean called = calls(derivative, function);
    return (less || called)
        && !DerivativeNames.isLoss(function.name())
        && all.stream()
            .anyMatch(f ->
                isLossOf(f, derivative)
                    && isHandedLike(f, derivative)
                    && (less || calls(f, function)));
  }

  private static boolean isHandedLike(Callable f, Callable derivative) {
    return derivative.required().stream()
        .allMatch(p -> f.required().stream().anyMatch(o -> o.name().equals(p.name())));
  }

  /// Whether another function is its derivative by name: then this one may be a step along it, as a
  /// natural gradient is.
  private boolean hasDerivative(Callable loss) {
    return found.values().stream().anyMatch(n -> n.function().equals(loss));
  }

  /// Whether the name of a derivative says by what it is, and that is nothing the function is
  /// handed: `derivative_b(z, y)` is one by `b`, and `gradient_hidden(g)` one of several steps back
  /// through layers.
  private boolean isByAnother(Callable derivative, Callable function) {
    String by = DerivativeNames.by(derivative.name());
    return !by.isEmpty()
        && function.required().stream().noneMatch(p -> p.name().equalsIgnoreCase(by))
        && (DerivativeNames.isPart(by)
            || names.contains(by)
            || all.stream()
                .anyMatch(d ->
                    !d.equals(derivative)
                        && !DerivativeNames.by(d.name()).isEmpty()
                        && !DerivativeNames.by(d.name()).equals(by)));
  }

  private void methods(Callable derivative) {
    for (List<String> names : DerivativeNames.METHODS) {
      for (Callable function : all) {
        if (!derivative.scope().isEmpty()
            && function.scope().equals(derivative.scope())
            && derivative.name().equals(names.get(0))
            && function.name().equals(names.get(1))
            && function.required().size() == derivative.required().size()) {
          found.putIfAbsent(derivative, new Named(function, derivative, ""));
        }
      }
    }
  }

  /// `dice_dp(p, m)` beside `dice_loss(p, m)`, `df_dp(p, m)` beside `f(p, m)`: by the name of a
  /// parameter that both have.
  private void byParameter(Callable derivative) {
    String by = DerivativeNames.over(derivative.name());
    boolean handed = derivative.required().stream().anyMatch(p -> p.name().equals(by));
    String of = derivative.name().replaceFirst("_d_?" + by + "$", "");
    List<Callable> functions =
        all.stream()
            .filter(f -> handed && isCalled(f.name(), of) || derivative.by(f) != null)
            .filter(f -> f.scope().equals(derivative.scope()) && !f.equals(derivative))
            .filter(f -> isHandedLike(f, derivative) && isHandedLike(derivative, f))
            .toList();
    if (functions.size() == 1) {
      found.putIfAbsent(derivative, new Named(functions.getFirst(), derivative, ""));
    }
  }

  private static boolean isCalled(String function, String of) {
    return function.equals(of) || function.startsWith(of + "_") && LossNames.isFunction(function);
  }

  /// Functions, and methods of objects that the program makes or that are made of nothing.
  private void functions() {
    for (Statement s : program.body()) {
      if (s instanceof Statement.Function f) {
        all.add(new Callable(List.of(""), "", f, required(f, false)));
      } else if (s instanceof Statement.ClassDefinition c) {
        List<String> objects = objects(c.name());
        for (Statement member : c.body()) {
          if (member instanceof Statement.Function f
              && (!f.name().startsWith("__") || f.name().equals("__call__"))) {
            boolean alone =
                f.decorators().stream().anyMatch(d -> Spelled.text(d).equals("staticmethod"));
            List<String> receivers = alone ? List.of(c.name()) : objects;
            all.add(new Callable(receivers, c.name(), f, required(f, !alone)));
          }
        }
      }
    }
  }

  /// An object that the program never makes, and [Partners] does.
  static final String OBJECT = "object__";

  private static final int RECEIVERS = 3; // that are tried

  /// Where an object of a class may be had: variables of the program itself that hold one, calls
  /// that make one, and one of ours.
  private List<String> objects(String type) {
    List<String> found = new ArrayList<>();
    for (Statement s : new Statements(program).top()) {
      if (s instanceof Statement.Assign(var targets, var value, _)
          && makes(value, type)
          && targets.size() == 1
          && targets.getFirst() instanceof Expression.Name(String name, _)) {
        found.add(name);
      }
    }
    Text text = new Text(program.source());
    Walk.expressions(
        program.body(),
        e -> {
          if (e instanceof Expression.Call(Expression.Name(String id, _), _, var span)
              && id.equals(type)) {
            found.add(text.at(span));
          }
        });
    found.add(OBJECT);
    return found.stream().distinct().limit(RECEIVERS).toList();
  }

  /// `Model(…)`, `Model(…).fit(X, y)`.
  private static boolean makes(Expression value, String type) {
    return value instanceof Expression.Call call
        && (Spelled.text(call.function()).equals(type)
            || call.function() instanceof Expression.Attribute a && makes(a.value(), type));
  }

  /// The parameters without a default, but for `self`.
  static List<Expression.Parameter> required(Statement.Function f, boolean method) {
    List<Expression.Parameter> list = f.parameters().list();
    return list.subList(method && !list.isEmpty() ? 1 : 0, list.size()).stream()
        .filter(p -> p.value() == null)
        .toList();
  }

  private @Nullable Callable function(String call) {
    return all.stream()
        .filter(f ->
            f.receivers().stream().anyMatch(r -> f.call(r).equals(call))
                || !f.scope().isEmpty() && f.call("self").equals(call))
        .findFirst()
        .orElse(null);
  }

  /// Whether a function may be what a derivative is of: it is called like a loss and has the same
  /// parameters.
  private static boolean isLossOf(Callable f, Callable derivative) {
    return (DerivativeNames.isLoss(f.name())
            || DerivativeNames.isLossBeside(f.name(), derivative.name()))
        && !f.equals(derivative)
        && f.scope().equals(derivative.scope())
        && !f.required().isEmpty()
        && f.required().size() == derivative.required().size()
        && !isPullback(derivative);
  }

  /// Whether it is handed a cotangent: `normalize_backward(grad_e, e, norm)` goes back through one
  /// layer, whatever the loss behind it is.
  private static boolean isPullback(Callable derivative) {
    return derivative.required().stream().anyMatch(p -> GradientName.of(p.name()) != null);
  }
}

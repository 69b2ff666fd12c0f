package leibniz.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Recognises steps along a gradient that is written where it is used.
final class Steps {
  private Steps() {}

  /// What is changed along gradients, each as `step of w`; where it is one row after the other, as
  /// `b[u] -= lr * gb`, also as `rows of b`.
  static Set<String> targets(Module program) {
    Set<String> names = new LinkedHashSet<>();
    Set<String> velocities = velocities(program);
    Set<String> gathered = Gathered.in(program);
    for (Statement s : new Statements(program).all()) {
      Expression change = changed(s) == null ? null : change(s);
      boolean kept = change != null && velocities.stream().anyMatch(v -> has(change, v));
      boolean step = isAlongGradient(s) || kept;
      if (step && !gathered.contains(Spelled.text(target(s)))) {
        add(target(s), names);
      }
      if (ListSteps.loop(s) != null) {
        add(((Statement.Assign) s).targets().getFirst(), names);
      }
    }
    return names;
  }

  /// Whether a variable, and no gradient, goes a step down along one; null of others. A step
  /// forward in time is none: `x = x + dt * dx`.
  static @Nullable Expression descending(Statement s) {
    boolean down = isAlongGradient(s) && GradientName.of(Spelled.text(target(s))) == null;
    return down && (isMinus(s) || hasLength(value(s))) ? target(s) : null;
  }

  /// Whether the gradient comes from a function there: `theta = theta - eta * gradient(theta)`.
  static boolean asksForGradient(Statement s) {
    return asks(value(s));
  }

  private static boolean asks(Expression e) {
    return e instanceof Expression.Call c && GRADIENT.matcher(Spelled.text(c.function())).matches()
        || e.children().stream().anyMatch(Steps::asks);
  }

  /// Whether a step takes something off.
  static boolean isMinus(Statement s) {
    return switch (plain(s)) {
      case Statement.AugmentedAssign a -> a.operator() == Expression.Operator.SUBTRACT;
      case Statement.Assign(_, Expression.Binary b, _) ->
          b.operator() == Expression.Operator.SUBTRACT;
      default -> false;
    };
  }

  private static Expression value(Statement s) {
    return plain(s) instanceof Statement.AugmentedAssign a
        ? a.value()
        : ((Statement.Assign) s).value();
  }

  /// Whether a length of steps is called so, without its underscores.
  static boolean isLength(String name) {
    return name.matches("lr|eta|learningrate|stepsize|alphalr|rate|alpha");
  }

  private static boolean hasLength(Expression e) {
    return LENGTH.matcher(Spelled.text(e)).matches()
        || e.children().stream().anyMatch(Steps::hasLength);
  }

  private static boolean isAlongGradient(Statement s) {
    return switch (plain(s)) {
      case Statement.AugmentedAssign a ->
          isSum(a.operator()) && descends(a.value()) && !gathers(a) || isOfEntries(a);
      case Statement.Assign(var targets, Expression.Binary b, _) ->
          isSum(b.operator())
              && descends(b.right())
              && Spelled.text(targets.getFirst()).equals(Spelled.text(b.left()));
      default -> false;
    };
  }

  /// `P[u] += alpha * (e * Q[i] - beta * P[u])`: entries go as far as a length says along what has
  /// no name.
  static boolean isOfEntries(Statement.AugmentedAssign a) {
    return isSum(a.operator())
        && isPart(a.target())
        && a.value() instanceof Expression.Binary b
        && b.operator() == Expression.Operator.MULTIPLY
        && (isLengthName(Spelled.text(b.left())) && b.right() instanceof Expression.Binary
            || isLengthName(Spelled.text(b.right())) && b.left() instanceof Expression.Binary);
  }

  /// `delta = rate * g`.
  static boolean isOfLength(@Nullable Statement s) {
    return s instanceof Statement.Assign(_, Expression.Binary b, _)
        && b.operator() == Expression.Operator.MULTIPLY
        && (isLengthName(Spelled.text(b.left())) || isLengthName(Spelled.text(b.right())));
  }

  /// Whether the length of a step is called so, and perhaps something else.
  static boolean isLengthName(String name) {
    return LENGTHS.matcher(name).matches();
  }

  private static final Pattern LENGTHS =
      Pattern.compile("(?i)(?:self\\.)?(?:\\w*(?:rate|lr|step)\\w*|eta|alpha|pas|schritt\\w*)");

  /// `dp[h] += w * dz[h]`: what goes back into parts of an array is added up there.
  private static boolean gathers(Statement.AugmentedAssign a) {
    return a.operator() == Expression.Operator.ADD
        && a.target() instanceof Expression.Subscript(_, var index, _)
        && !(index instanceof Expression.Str)
        && !hasLength(a.value())
        && !(a.value() instanceof Expression.Binary && isAlong(a.value()));
  }

  /// `W[i] += d` for `np.add.at(W, i, d)`; what is anything else is left as it is.
  private static Statement plain(Statement s) {
    if (!(s instanceof Statement.Evaluate(Expression.Call(var function, var handed, var place), _))
        || handed.size() != 3) {
      return s;
    }
    Matcher at = AT.matcher(Spelled.text(function));
    return at.matches()
        ? new Statement.AugmentedAssign(
            new Expression.Subscript(handed.get(0).value(), handed.get(1).value(), place),
            at.group(1).equals("add") ? Expression.Operator.ADD : Expression.Operator.SUBTRACT,
            handed.get(2).value(),
            s.span())
        : s;
  }

  private static final Pattern AT = Pattern.compile("\\w+\\.(add|subtract)\\.at");

  static Expression target(Statement s) {
    return plain(s) instanceof Statement.AugmentedAssign a
        ? a.target()
        : ((Statement.Assign) s).targets().getFirst();
  }

  /// The dicts and lists whose entries are changed along gradients: `g` of `g[k] -= eta *
  /// grads[k]`, by which gradients are though it is called like one.
  static Set<String> containers(Module program) {
    Set<String> names = new LinkedHashSet<>();
    for (Statement s : new Statements(program).all()) {
      Expression change = change(s);
      if (change != null
          && isMinus(s)
          && changed(s) instanceof Expression.Subscript(Expression.Name(String id, _), _, _)
          && descends(change)) {
        names.add(id);
      }
    }
    return names;
  }

  /// Whether a target is an entry of one of these.
  static boolean isIn(String target, Set<String> containers) {
    GradientName.Key key = GradientName.Key.of(target);
    boolean entry = !key.field().isEmpty() || !key.index().isEmpty();
    return entry && key.owner().isEmpty() && containers.contains(key.base());
  }

  /// Whether a gradient or a length of steps stands in it: an accumulator is no variable, nor is
  /// what adds squares up, `G += dW ** 2`.
  private static boolean descends(Expression e) {
    if (isSquare(e)) {
      return false;
    }
    boolean here =
        switch (e) {
          case Expression.Name _, Expression.Attribute _, Expression.Subscript _ -> {
            String text = Spelled.text(e);
            yield GradientName.of(text) != null || LENGTH.matcher(text).matches();
          }
          case Expression.Call c -> GRADIENT.matcher(Spelled.text(c.function())).matches();
          default -> false;
        };
    return here || e.children().stream().anyMatch(Steps::descends);
  }

  private static boolean isSquare(Expression e) {
    return switch (e) {
      case Expression.Binary b when b.operator() == Expression.Operator.POWER -> true;
      case Expression.Binary b when b.operator() == Expression.Operator.MULTIPLY ->
          b.left() instanceof Expression.Name(String id, _) && Spelled.text(b.right()).equals(id);
      case Expression.Call c -> Spelled.text(c.function()).endsWith("square");
      default -> false;
    };
  }

  private static final Pattern LENGTH =
      Pattern.compile("(?:self\\.)?(?:lr|eta|learning_rate|step_size|stepsize|alpha_lr|rate)");

  private static final Pattern GRADIENT =
      Pattern.compile("(?i)(?:.*\\.)?\\w*(?:grad|jac(?:obian)?$|deriv|prime|nabla)\\w*");

  private static final Pattern ROWS = Pattern.compile("(?:self\\.)?(\\w+)\\[\\w+\\]");

  private static void add(Expression target, Set<String> names) {
    add(Spelled.text(target), names);
  }

  /// Adds the names by which what goes a step is asked for.
  static void add(String target, Set<String> names) {
    String text = target.replaceFirst("\\[\\?]$", ""); // `w[1:]` is a part of w
    if (GradientName.of(text) == null && LossNames.rank(text) < 0) {
      String last = GradientName.Key.of(text).last();
      names.add("step of " + last.replace("_", "").toLowerCase(Locale.ROOT));
      Matcher rows = ROWS.matcher(text);
      if (rows.matches()) {
        names.add("rows of " + rows.group(1).replace("_", "").toLowerCase(Locale.ROOT));
      }
    }
  }

  /// What a statement adds something to or takes something off: `W` of `W = W - d`; null of others.
  static @Nullable Expression changed(Statement s) {
    return switch (plain(s)) {
      case Statement.AugmentedAssign a -> isSum(a.operator()) ? a.target() : null;
      case Statement.Assign(var targets, Expression.Binary b, _) ->
          isSum(b.operator())
                  && targets.size() == 1
                  && Spelled.text(targets.getFirst()).equals(Spelled.text(b.left()))
              ? b.left()
              : null;
      default -> null;
    };
  }

  /// What such a statement adds or takes off.
  static @Nullable Expression change(Statement s) {
    return switch (plain(s)) {
      case Statement.AugmentedAssign a -> a.value();
      case Statement.Assign(_, Expression.Binary b, _) -> b.right();
      default -> null;
    };
  }

  /// `W -= lr * X.T @ d`, `W = W - lr * np.dot(X.T, d)`: something with a product or a sum is taken
  /// off or added.
  ///
  /// @param velocities what steps go along that is kept from one to the next
  static boolean isStep(Statement statement, Set<String> velocities) {
    return switch (plain(statement)) {
      case Statement.AugmentedAssign a ->
          isSum(a.operator())
              && (isMade(a.value())
                  || velocities.contains(Spelled.text(a.value()))
                  || isPart(a.target()) && isAlong(a.value())
                  || isOfEntries(a));
      case Statement.Assign(var targets, Expression.Binary b, _) ->
          targets.size() == 1
              && isSum(b.operator())
              && Spelled.text(targets.getFirst()).equals(Spelled.text(b.left()))
              && (isMade(b.right()) || velocities.contains(Spelled.text(b.right())));
      default -> false;
    };
  }

  /// Whether a statement makes a step of Newton's: `delta = -np.linalg.solve(H, g)`.
  static boolean isSolved(@Nullable Statement s) {
    return solved(s) != null;
  }

  /// Whether it does so of what is called a gradient and nothing else: then it is a step, however
  /// it is called.
  static boolean isNewton(@Nullable Statement s) {
    Expression.Call call = solved(s);
    GradientName last =
        call == null || call.arguments().size() != 2
            ? null
            : GradientName.of(Spelled.text(call.arguments().getLast().value()));
    return last != null && last.wrt().isEmpty();
  }

  private static Expression.@Nullable Call solved(@Nullable Statement s) {
    if (!(s instanceof Statement.Assign(var _, Expression value, _))) {
      return null;
    }
    Expression plain = value instanceof Expression.Unary(var _, var of, _) ? of : value;
    return plain instanceof Expression.Call call && isSolving(call) ? call : null;
  }

  /// Whether a call solves linear equations.
  static boolean isSolving(Expression.Call call) {
    return SOLVED.matcher(Spelled.text(call.function())).matches();
  }

  private static final Pattern SOLVED = Pattern.compile("(?:.*\\.)?(?:solve|lstsq|cho_solve)");

  /// Whether an average of gradients, or of their squares, goes on: `s['dW'] = beta * s['dW'] + (1
  /// - beta) * dW ** 2`.
  static boolean isAverage(Statement s) {
    return s instanceof Statement.Assign(var targets, Expression.Binary b, _)
        && isSum(b.operator())
        && b.left() instanceof Expression.Binary kept
        && kept.operator() == Expression.Operator.MULTIPLY
        && isKept(kept, Spelled.text(targets.getFirst()))
        && hasGradient(b.right());
  }

  private static boolean isKept(Expression.Binary kept, String target) {
    return Spelled.text(kept.left()).equals(target) || Spelled.text(kept.right()).equals(target);
  }

  private static boolean hasGradient(Expression e) {
    return GradientName.of(Spelled.text(e)) != null
        || e.children().stream().anyMatch(Steps::hasGradient);
  }

  private static boolean has(Expression e, String name) {
    return Spelled.text(e).equals(name) || e.children().stream().anyMatch(c -> has(c, name));
  }

  /// `v` of `v = momentum * v - lr * X.T @ d`, which is no gradient by its name, and of `v =
  /// momentum
  /// * v - lr * dW`.
  static Set<String> velocities(Module program) {
    Set<String> names = new LinkedHashSet<>();
    for (Statement s : new Statements(program).all()) {
      if (isAverage(s)) {
        names.add(Spelled.text(target(s)));
      }
      if (s instanceof Statement.Assign(var targets, Expression.Binary b, _)
          && isSum(b.operator())
          && isMade(b.right())
          && b.left() instanceof Expression.Binary kept
          && kept.operator() == Expression.Operator.MULTIPLY) {
        String name = Spelled.text(targets.getFirst());
        if (isKept(kept, name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /// `b -= lr * dc`, by the names of both.
  static boolean isAlongAnother(@Nullable Statement statement) {
    if (statement == null
        || !(plain(statement) instanceof Statement.AugmentedAssign a)
        || !isSum(a.operator())
        || isPart(a.target()) // only the step says by what its gradient is
        || !isAlong(a.value())) {
      return false;
    }
    String target = GradientName.Key.of(Spelled.text(a.target())).last();
    List<String> by = by(a.value());
    return !by.isEmpty() && by.stream().noneMatch(target::equalsIgnoreCase);
  }

  /// What the gradient in a step is by, as its name says.
  private static List<String> by(Expression e) {
    GradientName said = e instanceof Expression.Name(String id, _) ? GradientName.of(id) : null;
    return said != null ? said.wrt() : e.children().stream().flatMap(c -> by(c).stream()).toList();
  }

  private static boolean isPart(Expression target) {
    return target instanceof Expression.Subscript s && !(s.index() instanceof Expression.Str);
  }

  /// Whether it is a gradient times a number: of `Q[i] -= lr * dqi` only the step says by what.
  private static boolean isAlong(Expression e) {
    return switch (e) {
      case Expression.Name(String id, _) -> GradientName.of(id) != null;
      case Expression.Binary b when b.operator() == Expression.Operator.MULTIPLY ->
          isFactor(b.left()) && isAlong(b.right()) || isAlong(b.left()) && isFactor(b.right());
      default -> false;
    };
  }

  private static boolean isFactor(Expression e) {
    return switch (e) {
      case Expression.Int _, Expression.Float _ -> true;
      case Expression.Name _, Expression.Attribute _ ->
          LENGTH.matcher(Spelled.text(e)).matches() || Spelled.text(e).equals("alpha");
      default -> false;
    };
  }

  private static boolean isSum(Expression.Operator operator) {
    return operator == Expression.Operator.ADD || operator == Expression.Operator.SUBTRACT;
  }

  /// Whether it is made with a product or a sum.
  static boolean isMade(Expression e) {
    boolean here =
        switch (e) {
          case Expression.Binary b -> b.operator() == Expression.Operator.MATMUL;
          case Expression.Call c ->
              Spelled.text(c.function()).matches("(?:.*\\.)?(?:dot|matmul|einsum|outer|sum|mean)");
          case Expression.Name(String id, _) -> id.matches("(?:\\w*_)?deltas?\\w*");
          default -> false;
        };
    return here || e.children().stream().anyMatch(Steps::isMade);
  }
}

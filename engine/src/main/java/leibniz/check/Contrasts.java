package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import leibniz.trace.Walk;
import org.jspecify.annotations.Nullable;

/// What contrastive divergence goes along: the energy of the data minus that of samples of the
/// model, and not the energy of either. So where `cd(self, v0)` calls `self.sample_h(v0)` and
/// `self.sample_h(v)`, and `free_energy(self, v)` is beside it, the loss of its gradients is
/// `free_energy(v0) - free_energy(v)`.
final class Contrasts {
  private static final Pattern ENERGY = Pattern.compile("(?i).*energy.*");

  private final Text text;
  private final Map<String, Statement.Function> functions;
  private final boolean down;
  private final boolean up;

  Contrasts(Module program) {
    List<Statement> all = new Statements(program).all();
    this.text = new Text(program.source());
    this.functions =
        all.stream()
            .filter(s -> s instanceof Statement.Function)
            .map(s -> (Statement.Function) s)
            .collect(Collectors.toMap(Statement.Function::name, Function.identity(), (a, _) -> a));
    this.down = all.stream().anyMatch(s -> isStep(s, Expression.Operator.SUBTRACT));
    this.up = all.stream().anyMatch(s -> isStep(s, Expression.Operator.ADD));
  }

  /// The energy of what a function is handed and of something else, if it hands both to others as
  /// the energy is; null if there is none. Something else may call it, as a likelihood that sums
  /// over all states.
  Statement.@Nullable Function energy(Statement.Function f, boolean method) {
    for (Statement.Function energy : functions.values()) {
      List<Expression.Parameter> needed = Derivatives.required(energy, method);
      if (ENERGY.matcher(energy.name()).matches() && needed.size() == 1 && !energy.equals(f)) {
        List<String> both = both(f, energy, needed.getFirst().name());
        if (both.size() == 2
            && !weighs(f, energy, both)
            && f.parameters().list().stream().anyMatch(p -> p.name().equals(both.getFirst()))) {
          return energy;
        }
      }
    }
    return null;
  }

  /// Whether a function asks for the energy of what is no data alone: of all states, which count as
  /// much as it says, it takes the mean.
  private static boolean weighs(
      Statement.Function f, Statement.Function energy, List<String> both) {
    Set<String> asked = new LinkedHashSet<>();
    Walk.expressions(
        f.body(),
        e -> {
          if (e instanceof Expression.Call call
              && call.arguments().size() == 1
              && Spelled.last(Spelled.text(call.function())).equals(energy.name())) {
            asked.add(Spelled.text(call.arguments().getFirst().value()));
          }
        });
    return asked.equals(Set.of(both.getLast()));
  }

  /// A function's body where the call of an energy that was put there ([LossCall]) is that of both.
  ///
  /// @param body with the call
  /// @param self what the function calls its object; empty if it is of none
  List<Statement> in(
      List<Statement> body, Statement.Function f, Statement.Function energy, String self) {
    String by = Derivatives.required(energy, !self.isEmpty()).getFirst().name();
    return replaced(body, energy, contrast(f, energy, self, both(f, energy, by)));
  }

  /// What others are handed; where that is not two things, what stands in products as the energy
  /// does in its own.
  private List<String> both(Statement.Function f, Statement.Function energy, String parameter) {
    List<String> handed = handed(f, parameter);
    return handed.size() == 2 ? handed : multiplied(f, energy, parameter);
  }

  /// `v0` and `vk` of `v0 @ self.W + self.hbias` and `vk @ self.W + self.hbias`, where the energy
  /// has `v @ self.W + self.hbias`, in the order of the parameters: the data come first.
  private List<String> multiplied(
      Statement.Function f, Statement.Function energy, String parameter) {
    Set<Pattern> products = new LinkedHashSet<>();
    Walk.expressions(
        energy.body(),
        e -> {
          if (isProduct(e) && Spelled.names(e, parameter)) {
            String own =
                Arrays.stream(written(e).split("\\b" + parameter + "\\b", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining("([A-Za-z_]\\w*)"));
            products.add(Pattern.compile(own));
          }
        });
    Set<String> names = new LinkedHashSet<>();
    Walk.expressions(
        f.body(),
        e -> {
          for (Pattern product : products) {
            Matcher same = product.matcher(isProduct(e) ? written(e) : "");
            if (same.matches()) {
              names.add(same.group(1));
            }
          }
        });
    List<String> parameters =
        f.parameters().list().stream().map(Expression.Parameter::name).toList();
    return names.stream()
        .sorted(Comparator.comparingInt(n -> (parameters.indexOf(n) + MANY) % MANY))
        .toList();
  }

  private static final int MANY = 1000; // what is no parameter comes last

  /// Whether it multiplies matrices: `v @ W`, `np.dot(v, W)`.
  private static boolean isProduct(Expression e) {
    return e instanceof Expression.Binary b && b.operator() == Expression.Operator.MATMUL
        || e instanceof Expression.Call c && Spelled.text(c.function()).endsWith("dot");
  }

  private String written(Expression e) {
    return text.at(e.span()).replaceAll("\\s", "");
  }

  /// What a function hands others that call it as the energy does, each once; one empty name if it
  /// hands them nothing, or more than names.
  private List<String> handed(Statement.Function f, String parameter) {
    Set<String> names = new LinkedHashSet<>();
    Walk.expressions(
        f.body(),
        e -> {
          if (e instanceof Expression.Call call) {
            boolean method = call.function() instanceof Expression.Attribute;
            Statement.Function other = functions.get(Spelled.last(Spelled.text(call.function())));
            List<Expression.Parameter> by =
                other == null ? List.of() : Derivatives.required(other, method);
            for (int k = 0; k < Math.min(by.size(), call.arguments().size()); k++) {
              if (by.get(k).name().equals(parameter)) {
                Expression value = call.arguments().get(k).value();
                names.add(value instanceof Expression.Name(String id, _) ? id : "");
              }
            }
          }
        });
    return names.isEmpty() || names.contains("") ? List.of("") : List.copyOf(names);
  }

  /// `free_energy = self.free_energy(v0) - self.free_energy(v)`; the other way round where the
  /// program climbs, and both where it does not say.
  private List<Statement> contrast(
      Statement.Function f, Statement.Function loss, String self, List<String> both) {
    Span place = f.nameSpan(); // not that of the energy: neither alone is a loss
    Expression data = call(loss, self, both.getFirst(), place);
    Expression samples = call(loss, self, both.getLast(), place);
    List<Statement> all = new ArrayList<>();
    Expression target = new Expression.Name(loss.name(), place);
    if (down || !up) {
      all.add(new Statement.Assign(List.of(target), minus(data, samples, place), place));
    }
    if (!down) {
      Expression other =
          all.isEmpty() ? target : new Expression.Name("minus_" + loss.name(), place);
      all.add(new Statement.Assign(List.of(other), minus(samples, data, place), place));
    }
    return all;
  }

  private static Expression minus(Expression a, Expression b, Span place) {
    return new Expression.Binary(Expression.Operator.SUBTRACT, a, b, place, place);
  }

  private static Expression call(
      Statement.Function loss, String self, String argument, Span place) {
    Expression function =
        self.isEmpty()
            ? new Expression.Name(loss.name(), place)
            : new Expression.Attribute(new Expression.Name(self, place), loss.name(), place, place);
    Expression.Argument handed =
        new Expression.Argument(
            Expression.ArgumentKind.POSITIONAL, "", new Expression.Name(argument, place), place);
    return new Expression.Call(function, List.of(handed), place);
  }

  private static List<Statement> replaced(
      List<Statement> body, Statement.Function loss, List<Statement> contrast) {
    List<Statement> all = new ArrayList<>();
    for (Statement s : body) {
      if (s instanceof Statement.Evaluate e && e.span().equals(loss.nameSpan())) {
        all.addAll(contrast);
      } else {
        all.add(
            s instanceof Statement.Compound c
                ? c.withBlocks(inside -> replaced(inside, loss, contrast))
                : s);
      }
    }
    return all;
  }

  // --------------------------------------------------------------------------------------- steps

  /// Whether a statement takes off, or adds, a length times something, a gradient, or what is kept
  /// from one step to the next: `m * v - lr * g` is down, too.
  private static boolean isStep(Statement s, Expression.Operator operator) {
    return switch (s) {
      case Statement.AugmentedAssign a ->
          a.operator() == operator && !isGradient(a.target()) && isAlong(a.value());
      case Statement.Assign(var targets, Expression.Binary b, _) ->
          b.operator() == operator
              && !isGradient(targets.getFirst())
              && isKept(b.left(), Spelled.text(targets.getFirst()))
              && isAlong(b.right());
      default -> false;
    };
  }

  /// `W`, or `m * W`.
  private static boolean isKept(Expression left, String target) {
    return Spelled.text(left).equals(target)
        || left instanceof Expression.Binary b
            && b.operator() == Expression.Operator.MULTIPLY
            && b.children().stream().anyMatch(e -> Spelled.text(e).equals(target));
  }

  private static boolean isGradient(Expression e) {
    return GradientName.of(Spelled.text(e)) != null;
  }

  /// What steps go along that is kept from one to the next: `vel[i]`, `vW`, `momentum`.
  private static final Pattern VELOCITY =
      Pattern.compile("(?i)(?:\\w+\\.)?(?:\\w*vel\\w*|v\\w|\\w*mom\\w*|inc\\w*)\\b.*");

  private static boolean isAlong(Expression e) {
    String text = Spelled.text(e);
    return Steps.isLengthName(text)
        || isGradient(e)
        || VELOCITY.matcher(text).matches()
        || e.children().stream().anyMatch(Contrasts::isAlong);
  }
}

package leibniz.steps;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.calculus.Differentiate;
import leibniz.calculus.General;
import leibniz.calculus.PushForward;
import leibniz.ir.Axes;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.simplify.Simplify;
import leibniz.trace.Definition;
import leibniz.trace.Script;
import org.jspecify.annotations.Nullable;

/// A derivation told line by line, by the chain rule.
///
/// [#forward] goes from the variable to the result and finds the derivative of each line by the
/// variable: the way for a result with many entries and one variable. [#reverse] goes from the
/// result to the variables and finds the derivative of the result by each line: the way for a loss
/// and many parameters.
public final class Steps {
  private final Path path;
  private final Definition result;
  private final Set<String> batch;
  private final int most;
  private final List<LocalStep> steps = new ArrayList<>();

  private Steps(Path path, Definition result, Set<String> batch, int most) {
    this.path = path;
    this.most = most;
    this.result = result;
    this.batch = batch;
  }

  /// From the variable to the result.
  ///
  /// @param local the program with every line cut ([leibniz.trace.Options#EVERYTHING])
  /// @param batch the batch axes that are shared; empty for none
  /// @param most how many steps at the most; the rest is left out
  public static List<LocalStep> forward(
      Script script,
      Script local,
      Definition result,
      Definition variable,
      Set<String> batch,
      int most) {
    Steps walk = new Steps(Path.of(script, local, result, List.of(variable)), result, batch, most);
    walk.goForward(variable);
    return walk.steps;
  }

  /// From the result to the variables.
  ///
  /// @param local the program with every line cut ([leibniz.trace.Options#EVERYTHING])
  /// @param batch the batch axes that are shared; empty for none
  /// @param most how many steps at the most; the rest is left out
  public static List<LocalStep> reverse(
      Script script,
      Script local,
      Definition result,
      List<Definition> variables,
      Set<String> batch,
      int most) {
    Steps walk = new Steps(Path.of(script, local, result, variables), result, batch, most);
    walk.goBack(null);
    return walk.steps;
  }

  /// From a cotangent of the result to those of the variables.
  ///
  /// @param cotangent that of the result, an input
  /// @param local the program with every line cut ([leibniz.trace.Options#EVERYTHING])
  /// @param batch the batch axes
  /// @param most how many steps at the most; the rest is left out
  public static List<LocalStep> reverse(
      Script script,
      Script local,
      Definition result,
      Expr cotangent,
      List<Definition> variables,
      Set<String> batch,
      int most) {
    Steps walk = new Steps(Path.of(script, local, result, variables), result, batch, most);
    walk.goBack(cotangent);
    return walk.steps;
  }

  /// From the variables to the result, along their tangents.
  ///
  /// @param tangents the tangent of each variable
  /// @param local the program with every line cut ([leibniz.trace.Options#EVERYTHING])
  /// @param batch the batch axes
  /// @param most how many steps at the most; the rest is left out
  public static List<LocalStep> along(
      Script script,
      Script local,
      Definition result,
      Map<Definition, Definition> tangents,
      Set<String> batch,
      int most) {
    Path path = Path.of(script, local, result, List.copyOf(tangents.keySet()));
    Steps walk = new Steps(path, result, batch, most);
    walk.goAlong(tangents);
    return walk.steps;
  }

  private void goAlong(Map<Definition, Definition> tangents) {
    Map<Expr, Derivative> known = new LinkedHashMap<>();
    Map<Expr, Expr> moves = new IdentityHashMap<>();
    tangents.forEach((variable, tangent) -> moves.put(variable.value(), tangent.value()));
    Map<Expr, Expr> byLine = new IdentityHashMap<>(moves); // a line's symbol -> that of its tangent
    for (Line line : path.lines()) {
      if (steps.size() >= most) {
        return;
      }
      Axes axes = General.axes(line.local().shape(), List.of(), batch);
      Derivative found = new Derivative(Derivative.Kind.TANGENT, name(line), name(line), axes);
      Map<Expr, Expr> used = new IdentityHashMap<>();
      line.uses().forEach(u -> used.put(u, byLine.getOrDefault(u, u)));
      Expr chain = simplified(PushForward.of(line.local(), used, Shape.SCALAR));
      Expr whole = simplified(line.definition().value());
      Expr value = simplified(PushForward.of(whole, moves, Shape.SCALAR));
      steps.add(step(List.of(line), line.uses(), found, chain, value, known));
      Expr symbol = Build.var(found.identifier(), axes.shape());
      known.put(symbol, found);
      byLine.put(line.symbol(), symbol);
    }
  }

  private void goForward(Definition variable) {
    Expr x = variable.value();
    Map<Expr, Derivative> known = new LinkedHashMap<>();
    Map<Expr, Expr> byLine = new IdentityHashMap<>(); // a line's symbol -> its full derivative
    for (Line line : path.lines()) {
      if (steps.size() >= most) {
        return;
      }
      Axes axes = axes(line.local().shape(), x.shape(), line.definition().value(), x);
      Derivative found = new Derivative(name(line), variable.name(), axes);
      List<Expr> parts = new ArrayList<>();
      for (Expr used : line.uses()) {
        Expr local = Differentiate.of(line.local(), used);
        Expr before = byLine.get(used);
        parts.add(before == null ? local : contract(local, line.local().shape(), before, used));
      }
      Expr chain = share(total(line.local().shape().concat(x.shape()), parts), axes);
      Expr value = share(derivative(line.definition().value(), x), axes);
      steps.add(step(List.of(line), line.uses(), found, chain, value, known));
      Expr symbol = Build.var(found.identifier(), axes.shape());
      known.put(symbol, found);
      byLine.put(line.symbol(), General.unshare(symbol, axes));
    }
  }

  /// The result is called as it was asked for, even if its line gives it another name.
  private Name name(Line line) {
    return isResult(line)
        ? result.name()
        : path.names().getOrDefault(line.symbol(), line.definition().name());
  }

  private boolean isResult(Line line) {
    return line.symbol().equals(path.lines().getLast().symbol());
  }

  /// @param seed the cotangent of the result; null for its whole derivative
  private void goBack(@Nullable Expr seed) {
    Shape out = seed == null ? result.value().shape() : Shape.SCALAR;
    Map<Expr, Derivative> known = new LinkedHashMap<>();
    Map<Expr, List<Expr>> parts = new IdentityHashMap<>(); // a symbol -> what its users gave it
    Map<Expr, Integer> waiting = new IdentityHashMap<>(); // a variable -> users still to come
    Map<Expr, List<Line>> users = new IdentityHashMap<>();
    path.lines().forEach(l -> l.uses().forEach(u -> waiting.merge(u, 1, Integer::sum)));
    for (Line line : path.lines().reversed()) {
      if (steps.size() >= most) {
        return;
      }
      boolean top = isResult(line);
      Expr cotangent = seed;
      if (!top) {
        cotangent = found(users, name(line), seed, parts, known, line.symbol());
      }
      Map<Expr, Expr> back =
          cotangent == null
              ? Differentiate.of(line.local(), line.uses())
              : Differentiate.pullBack(line.local(), line.uses(), cotangent, out);
      for (Expr used : line.uses()) {
        Expr part = back.get(used);
        if (part != null) {
          parts.computeIfAbsent(used, u -> new ArrayList<>()).add(part);
        }
        users.computeIfAbsent(used, u -> new ArrayList<>()).add(line);
        waiting.merge(used, -1, Integer::sum);
        Definition variable = path.variables().get(used);
        if (variable != null && waiting.getOrDefault(used, 0) == 0) {
          found(users, variable.name(), seed, parts, known, used);
        }
      }
    }
  }

  /// Adds the step that sums what the users of a symbol gave it; returns the symbol of that
  /// derivative, with axes `output ++ symbol`.
  private Expr found(
      Map<Expr, List<Line>> users,
      Name name,
      @Nullable Expr seed,
      Map<Expr, List<Expr>> parts,
      Map<Expr, Derivative> known,
      Expr symbol) {
    Shape out = seed == null ? result.value().shape() : Shape.SCALAR;
    Shape shape = symbol.shape();
    Expr full = total(out.concat(shape), parts.getOrDefault(symbol, List.of()));
    Axes axes =
        seed == null ? General.axes(out, List.of(shape), batch) : General.likeInput(shape, batch);
    Expr chain = General.share(full, axes);
    if (chain == null) {
      axes = General.axes(out, List.of(shape), Set.of());
      chain = full;
    }
    Derivative.Kind kind = seed == null ? Derivative.Kind.WHOLE : Derivative.Kind.COTANGENT;
    Derivative found = new Derivative(kind, result.name(), name, axes);
    List<Line> through = users.getOrDefault(symbol, List.of());
    steps.add(step(through, List.of(symbol), found, chain, chain, known));
    Expr derivative = Build.var(found.identifier(), axes.shape());
    known.put(derivative, found);
    return General.unshare(derivative, axes);
  }

  private LocalStep step(
      List<Line> through,
      List<Expr> uses,
      Derivative found,
      Expr chain,
      Expr value,
      Map<Expr, Derivative> known) {
    Map<Expr, Derivative> symbols = new LinkedHashMap<>();
    Map<Expr, Name> names = new LinkedHashMap<>();
    for (Expr node : Expr.inOrder(List.of(chain, value))) {
      Derivative symbol = known.get(node);
      Name name = path.names().get(node);
      if (name != null) {
        names.put(node, name);
      }
      if (symbol != null) {
        symbols.put(node, symbol);
      }
    }
    Rule rule = Rule.of(through, uses, path.names());
    return new LocalStep(
        found,
        rule.title(),
        rule.law(),
        chain,
        value,
        symbols,
        names,
        through.get(0).definition().span());
  }

  /// `Σ ∂line/∂used · ∂used/∂x` over the axes of `used`.
  private static Expr contract(Expr local, Shape line, Expr before, Expr used) {
    int first = line.rank();
    int inner = first + used.rank();
    List<Integer> middle = Build.range(first, inner);
    List<Integer> last = Build.range(inner, inner + before.rank() - used.rank());
    List<Integer> left = new ArrayList<>(Build.range(0, first));
    List<Integer> out = new ArrayList<>(left);
    left.addAll(middle);
    List<Integer> right = new ArrayList<>(middle);
    right.addAll(last);
    out.addAll(last);
    return Product.one().times(local, left).times(before, right).out(out);
  }

  private static Expr total(Shape shape, List<Expr> parts) {
    return simplified(Build.sum(shape, parts.stream().map(p -> Rational.ONE).toList(), parts));
  }

  private static Expr derivative(Expr value, Expr x) {
    return simplified(Differentiate.of(simplified(value), x));
  }

  private static Expr simplified(Expr e) {
    return Simplify.of(List.of(e)).expressions().get(0);
  }

  /// The shared layout where the samples are not mixed, else the full one.
  private Axes axes(Shape line, Shape variable, Expr value, Expr x) {
    Axes axes = General.axes(line, List.of(variable), batch);
    Expr shared = General.share(derivative(value, x), axes);
    return shared == null ? General.axes(line, List.of(variable), Set.of()) : axes;
  }

  private static Expr share(Expr full, Axes axes) {
    @Nullable Expr shared = General.share(full, axes);
    if (shared == null) {
      throw new IllegalStateException("a layout was shared that mixes samples: " + full);
    }
    return shared;
  }
}

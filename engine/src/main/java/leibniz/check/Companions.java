package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import leibniz.trace.Frame;
import leibniz.trace.Walk;
import org.jspecify.annotations.Nullable;

/// Calls of a loss where its gradient is computed. Many programs never compute the loss that they
/// go down, or compute it elsewhere: of other values, at the end. So `def gradients(self, X, y)`
/// has a line `self.loss(X, y)` here, if there is one loss beside it that can be called with what
/// is known there.
final class Companions {
  private final Set<Statement.Function> paired = new HashSet<>(); // with a derivative by its name
  private final Map<Statement.Function, Statement.Function> derivatives = new HashMap<>();

  private final Computes computes;
  private final Contrasts contrasts;
  private final CostObjects costs;

  private Companions(Module program) {
    this.computes = new Computes(program);
    this.contrasts = new Contrasts(program);
    this.costs = new CostObjects(program);
    for (Derivatives.Named named : Derivatives.of(program)) {
      if (!named.isTogether() && DerivativeNames.isLoss(named.function().name())) {
        paired.add(named.function().function());
        derivatives.put(named.derivative().function(), named.function().function());
      }
    }
  }

  /// The program with these calls; the same one if there are none.
  static Module in(Module program) {
    Companions companions = new Companions(program);
    List<Statement.Function> losses = companions.losses(program.body());
    List<Statement> inside = companions.scope(program.body(), losses, false);
    List<Statement> called = companions.inserted(inside, losses, "", new LinkedHashSet<>());
    List<Statement> body = companions.late(program).of(called);
    return body.equals(program.body())
        ? program
        : new Module(program.source(), body, program.comments());
  }

  /// What calls those that are only asked for behind a step.
  private LateLosses late(Module program) {
    List<Statement.Function> all = new ArrayList<>(losses(program.body()));
    for (Statement s : program.body()) {
      if (s instanceof Statement.ClassDefinition c) {
        all.addAll(losses(c.body()));
      }
    }
    return new LateLosses(program, computes, all);
  }

  /// Whether a call is one of these: it is written where the function is defined, or nowhere.
  static boolean calls(Frame frame) {
    Span call = frame.call();
    Span all = frame.definition();
    boolean nowhere =
        call != null && call.line() == call.endLine() && call.column() == call.endColumn();
    return nowhere
        || call != null
            && call.file().equals(all.file())
            && call.line() == all.line()
            && all.column() < call.column();
  }

  /// @param losses that can be called in these functions
  /// @param methods whether these are of the object that the functions are of
  private List<Statement> scope(
      List<Statement> body, List<Statement.Function> losses, boolean methods) {
    List<Statement> all = new ArrayList<>();
    for (Statement s : body) {
      all.add(
          switch (s) {
            case Statement.Function f -> {
              List<Statement.Function> own = losses.stream().filter(l -> !isOfOther(f, l)).toList();
              Statement.Function more = function(costs.in(f), own, methods);
              yield more.equals(f) ? ofSample(f, own, methods) : more;
            }
            case Statement.ClassDefinition c -> {
              List<Statement.Function> own = losses(c.body());
              yield c.withBlocks(
                  inside -> scope(inside, own.isEmpty() ? losses : own, !own.isEmpty()));
            }
            default -> s;
          });
    }
    return all;
  }

  /// The functions that are called like losses and return nothing else, and that no other one of
  /// them calls.
  private List<Statement.Function> losses(List<Statement> body) {
    List<Statement.Function> all = new ArrayList<>();
    for (Statement s : body) {
      if (s instanceof Statement.Function f
          && (LossNames.isFunction(f.name()) || paired.contains(f))
          && f.decorators().isEmpty()
          && !computes.makesGradients(f.body())
          && !Computes.goesSteps(f.body())) {
        all.add(f);
      }
    }
    List<Statement.Function> outer = new ArrayList<>(all);
    outer.removeIf(
        f -> all.stream().anyMatch(g -> !g.equals(f) && Computes.isCalled(f.name(), g.body())));
    return outer;
  }

  private Statement.Function function(
      Statement.Function f, List<Statement.Function> losses, boolean method) {
    List<Expression.Parameter> parameters = f.parameters().list();
    if (isNoPlace(f, losses)) {
      return f;
    }
    Set<String> known = new LinkedHashSet<>();
    parameters.forEach(p -> known.add(p.name()));
    String self = method && !parameters.isEmpty() ? parameters.getFirst().name() : "";
    Statement.Function loss = derivatives.get(f);
    boolean other =
        Computes.inside(f.body()).stream().anyMatch(Computes::isLoss); // an entropy, perhaps
    if (loss != null
        && losses.contains(loss)
        && method
        && (other || !computes.makesGradients(f.body()))) {
      return f.withBlocks(inside -> begun(inside, List.of(loss), self, known));
    }
    boolean several = Computes.inside(f.body()).stream().anyMatch(Companions::isTuple);
    boolean whole = loss == null || several; // else what it returns is looked at for itself
    if (whole && DerivativeNames.isGradients(f.name()) && !computes.makesGradients(f.body())) {
      return f.withBlocks(inside -> begun(inside, losses, self, known));
    }
    Statement.Function energy = contrasts.energy(f, method);
    List<Statement.Function> both = // that compare the energies themselves: `cost(v_data, v_model)`
        losses.stream().filter(l -> energy != null && isContrast(l, energy, method)).toList();
    if (!LossCall.of(both, self, known).isEmpty()) {
      return f.withBlocks(inside -> inserted(inside, both, self, known));
    }
    if (energy == null || losses.stream().noneMatch(l -> isMadeOf(l, energy))) {
      boolean named = loss != null && losses.contains(loss);
      List<Statement.Function> own = named ? List.of(loss) : losses;
      return f.withBlocks(inside -> inserted(inside, own, self, known));
    }
    // whatever it calls what it is handed: both are put there
    Derivatives.required(energy, method).forEach(p -> known.add(p.name()));
    return f.withBlocks(
        inside -> contrasts.in(inserted(inside, List.of(energy), self, known), f, energy, self));
  }

  /// Whether a function is no gradient of losses, or is handed one.
  private static boolean isNoPlace(Statement.Function f, List<Statement.Function> losses) {
    boolean handed = // a pullback
        f.parameters().list().stream()
            .map(Expression.Parameter::name)
            .anyMatch(p -> GradientName.of(p) != null && !isParameter(p, losses));
    boolean part =
        losses.stream().anyMatch(l -> Computes.isCalled(f.name(), l.body())); // of a loss
    return handed || part || losses.contains(f) || f.name().equals("__init__");
  }

  /// A function that is handed one sample, behind the call of the loss that adds up those of all.
  private Statement.Function ofSample(
      Statement.Function f, List<Statement.Function> losses, boolean method) {
    if (isNoPlace(f, losses)
        || !computes.makesGradients(f.body())
        || computes.hasLoss(f.body(), losses)) {
      return f;
    }
    Set<String> handed = new LinkedHashSet<>();
    f.parameters().list().forEach(p -> handed.add(p.name()));
    String self = method && !handed.isEmpty() ? handed.iterator().next() : "";
    return f.withBlocks(body -> before(body, LossCall.ofSample(losses, self, handed)));
  }

  private static List<Statement> before(List<Statement> body, List<Statement> call) {
    List<Statement> all = new ArrayList<>(body);
    boolean doc = body.getFirst() instanceof Statement.Evaluate(Expression.Str _, _);
    all.addAll(doc ? 1 : 0, call);
    return all;
  }

  /// Whether a function is called like the derivative of something else than a loss that has one:
  /// of what has no name in it, so that it says of what, and not by what it is.
  private boolean isOfOther(Statement.Function f, Statement.Function loss) {
    return derivatives.entrySet().stream()
        .filter(d -> d.getValue().equals(loss) && !d.getKey().equals(f))
        .map(d -> DerivativeNames.ofOther(f.name(), d.getKey().name(), loss.name()))
        .anyMatch(of -> !of.isEmpty() && !names(f, of));
  }

  private static boolean names(Statement.Function f, String name) {
    boolean[] found = {f.parameters().list().stream().anyMatch(p -> p.name().equals(name))};
    Walk.expressions(
        f.body(),
        e -> {
          String last = Spelled.last(Spelled.text(e));
          found[0] |= last.equalsIgnoreCase(name) || last.equalsIgnoreCase(name + "s");
        });
    return found[0];
  }

  private boolean isContrast(Statement.Function loss, Statement.Function energy, boolean method) {
    return energy.equals(contrasts.energy(loss, method));
  }

  private static boolean isMadeOf(Statement.Function loss, Statement.Function part) {
    return loss.equals(part) || Computes.isCalled(part.name(), loss.body());
  }

  private static boolean isTuple(Statement s) {
    return s instanceof Statement.Return(Expression.Tuple _, _);
  }

  /// The body of a derivative behind the call of its function: nothing in it is called like a
  /// gradient, or something else like a loss.
  private List<Statement> begun(
      List<Statement> body, List<Statement.Function> losses, String self, Set<String> known) {
    return losses.stream().noneMatch(loss -> Computes.isCalled(loss.name(), body))
        ? before(body, LossCall.of(losses, self, known))
        : body;
  }

  /// A body with the call before the first gradient; at its begin, if what is handed gets other
  /// values before that, as where data are sorted.
  private List<Statement> inserted(
      List<Statement> body, List<Statement.Function> losses, String self, Set<String> known) {
    if (losses.isEmpty() || computes.hasLoss(body, losses)) {
      return body;
    }
    List<Statement> call = LossCall.of(losses, self, known);
    if (!call.isEmpty() && computes.makesGradients(body) && rebinds(body, names(call.getFirst()))) {
      List<Statement> all = new ArrayList<>(call);
      all.addAll(body);
      return all;
    }
    List<Statement> found = before(body, losses, self, known, new Samples());
    return found == null ? body : found;
  }

  /// The call is put into the block in which the first gradient is; null if there is no gradient.
  private @Nullable List<Statement> before(
      List<Statement> body,
      List<Statement.Function> losses,
      String self,
      Set<String> known,
      Samples samples) {
    for (int k = 0; k < body.size(); k++) {
      Statement s = body.get(k);
      List<Statement> now = new ArrayList<>(body);
      List<Statement> call =
          computes.isGradient(s) || fills(s) ? LossCall.of(losses, self, known) : List.of();
      boolean later = isStart(s) && call.isEmpty(); // `dY = np.zeros(…)`, to be filled in a loop
      if (!call.isEmpty() && samples.miss(s, call)) {
        return null;
      }
      if (computes.isGradient(s) && !later || !call.isEmpty()) {
        now.addAll(k, call);
        return now;
      }
      Statement changed =
          switch (s) {
            case Statement.For f -> {
              bind(f.target(), known);
              List<Statement> inside = before(f.body(), losses, self, known, samples.within(f));
              yield inside == null
                  ? null
                  : new Statement.For(
                      f.target(), f.iterable(), inside, f.orElse(), f.header(), f.span());
            }
            case Statement.If i when i.branches().size() == 1 -> {
              Statement.Branch branch = i.branches().getFirst();
              List<Statement> inside = before(branch.body(), losses, self, known, samples);
              yield inside == null
                  ? null
                  : new Statement.If(
                      List.of(new Statement.Branch(branch.test(), inside, branch.header())),
                      i.orElse(),
                      i.header(),
                      i.span());
            }
            case Statement.Assign a -> {
              a.targets().forEach(t -> bind(t, known));
              samples.follow(a);
              yield null;
            }
            default -> null;
          };
      if (changed != null) {
        now.set(k, changed);
        return now;
      }
    }
    return null;
  }

  private static boolean isStart(Statement s) {
    return s instanceof Statement.Assign(_, Expression.Call c, _)
        && Computes.name(c).startsWith("zeros");
  }

  /// `for i in range(n): dY[i] = …`: one round makes a part of a gradient.
  private boolean fills(Statement s) {
    return s instanceof Statement.For f
        && f.body().stream()
            .anyMatch(inside ->
                inside instanceof Statement.Assign(var targets, _, _)
                    && targets.getFirst() instanceof Expression.Subscript
                    && computes.isGradient(targets.getFirst()));
  }

  private boolean rebinds(List<Statement> body, Set<String> names) {
    return body.stream()
        .takeWhile(s -> !computes.isGradient(s))
        .anyMatch(s -> {
          Set<String> bound = new LinkedHashSet<>();
          if (s instanceof Statement.Assign a) {
            a.targets().forEach(t -> bind(t, bound));
          }
          return bound.stream().anyMatch(names::contains);
        });
  }

  private static Set<String> names(Statement call) {
    Set<String> names = new LinkedHashSet<>();
    if (call instanceof Statement.Evaluate(Expression.Call c, _)) {
      c.arguments().forEach(a -> bind(a.value(), names));
    }
    return names;
  }

  private static void bind(Expression target, Set<String> known) {
    switch (target) {
      case Expression.Name(String id, _) -> known.add(id);
      case Expression.Tuple(var elements, _) -> elements.forEach(e -> bind(e, known));
      default -> {}
    }
  }

  /// Whether a loss is handed it, too: the `delta` of Huber's.
  private static boolean isParameter(String name, List<Statement.Function> losses) {
    return losses.stream()
        .flatMap(f -> f.parameters().list().stream())
        .anyMatch(p -> p.name().equals(name));
  }
}

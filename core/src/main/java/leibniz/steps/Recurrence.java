package leibniz.steps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import leibniz.calculus.Differentiate;
import leibniz.calculus.General;
import leibniz.ir.Axes;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.simplify.Simplify;
import leibniz.steps.Layers.Family;
import leibniz.steps.Layers.Part;
import leibniz.steps.Layers.State;
import org.jspecify.annotations.Nullable;

/// The derivative of a result through equal layers, for any number of them: behind the last layer,
/// back through one, before the first. Each of the three is an ordinary pull-back, done once.
///
/// @param layers the layers
/// @param output the result over the states after the last layer, inputs, and lines before the
///   layers
/// @param values what lines compute: those of a layer over its variables, those after the layers
///   over the last states, those before them over inputs
/// @param flows the cotangents of the states
/// @param families what layers have of their own, of what was asked for
/// @param gradients other inputs that were asked for
/// @param sources lines before the layers through which inputs that were asked for come in, in the
///   order of the program
/// @param wrt the inputs that were asked for, in that order; of a family all or none
/// @param batch the batch axes that are shared; none if samples are mixed
public record Recurrence(
    Layers layers,
    Expr output,
    Map<Expr, Expr> values,
    List<Flow> flows,
    List<OfFamily> families,
    List<Gradient> gradients,
    List<Gradient> sources,
    List<Expr> wrt,
    Set<String> batch) {

  /// The cotangent of a state.
  ///
  /// @param cotangent the variable that stands for it after a layer
  /// @param start the variable that stands for it before the first layer
  /// @param last its value after the last layer
  /// @param before its value before a layer, over those after it
  public record Flow(State state, Axes axes, Expr cotangent, Expr start, Expr last, Expr before) {
    /// Whether a layer hands it back as it is.
    public boolean isSame() {
      return before == cotangent;
    }
  }

  /// The derivative by what each layer has one of.
  ///
  /// @param each by the member of a layer
  /// @param others by members that no layer uses
  public record OfFamily(
      Family family, Axes axes, Expr each, SortedMap<Integer, Gradient> others) {}

  /// The derivative by an input, or by a line before the layers: what it gives after the layers,
  /// plus the sum of what it gives in each, plus what it gives before them.
  ///
  /// @param cotangent the variable that stands for the whole
  public record Gradient(
      Expr variable, Axes axes, Expr cotangent, Expr after, Expr each, Expr before) {

    private Gradient with(UnaryOperator<Expr> put) {
      return new Gradient(variable, axes, cotangent, after, put.apply(each), put.apply(before));
    }
  }

  /// The derivative of what the last line computes.
  ///
  /// @param wrt the inputs; of a family all or none
  /// @param batch the batch axes that are shared, unless a layer mixes samples
  public static Recurrence of(Layers layers, Expr result, List<Expr> wrt, Set<String> batch) {
    Recurrence shared = new Task(layers, result, wrt, batch).run();
    Recurrence found = shared == null ? new Task(layers, result, wrt, Set.of()).run() : shared;
    if (found == null) {
      throw new IllegalStateException("a layout without shared axes always fits");
    }
    return found;
  }

  /// Where a state only adds up what layers give, its cotangent is the same before and after each
  /// layer; where that is a number, it is put in.
  private Recurrence withoutConstants() {
    Map<Expr, Expr> known = new HashMap<>();
    for (Flow flow : flows) {
      if (flow.isSame() && Block.variables(flow.last()).isEmpty()) {
        known.put(flow.cotangent(), flow.last());
        known.put(flow.start(), flow.last());
      }
    }
    if (known.isEmpty()) {
      return this;
    }
    UnaryOperator<Expr> put =
        e -> Simplify.of(List.of(e.substitute(known))).expressions().getFirst();
    return new Recurrence(
        layers,
        output,
        values,
        flows.stream()
            .filter(f -> !known.containsKey(f.cotangent()))
            .map(f ->
                new Flow(
                    f.state(), f.axes(), f.cotangent(), f.start(), f.last(), put.apply(f.before())))
            .toList(),
        families.stream()
            .map(f -> new OfFamily(f.family(), f.axes(), put.apply(f.each()), f.others()))
            .toList(),
        gradients.stream().map(g -> g.with(put)).toList(),
        sources.stream().map(g -> g.with(put)).toList(),
        wrt,
        batch);
  }

  private static final class Task {
    private final Layers layers;
    private final List<Expr> wrt;
    private final Set<String> batch;
    private final Map<Expr, Expr> before = new LinkedHashMap<>(); // a line's value over inputs
    private final Map<Expr, Expr> layer = new LinkedHashMap<>();
    private final Map<Expr, Expr> after = new LinkedHashMap<>();
    private final Set<Expr> sources;
    private final List<Expr> inputs = new ArrayList<>(); // asked for, or on the way; no members
    private final Expr output;
    private final Shape out;
    private boolean mixes;

    Task(Layers layers, Expr result, List<Expr> wrt, Set<String> batch) {
      this.layers = layers;
      this.wrt = wrt;
      this.batch = batch;
      compose(layers.before(), before);
      compose(layers.layer(), layer);
      compose(layers.after(), after);
      this.output = after.getOrDefault(result, result);
      this.out = output.shape();
      this.sources = sources();
      Set<Expr> members = new HashSet<>();
      layers.families().forEach(family -> members.addAll(family.members()));
      inputs.addAll(sources);
      wrt.stream().filter(v -> !members.contains(v)).forEach(inputs::add);
    }

    private static void compose(List<Part> parts, Map<Expr, Expr> values) {
      for (Part part : parts) {
        values.put(part.symbol(), part.value().substitute(values));
      }
      List<Expr> simple = Simplify.of(List.copyOf(values.values())).expressions();
      int k = 0;
      for (Part part : parts) {
        values.put(part.symbol(), simple.get(k++));
      }
    }

    /// The lines before the layers that are used in them or after them, and lead to what was asked.
    private Set<Expr> sources() {
      Set<Expr> used = new LinkedHashSet<>();
      layers.states().forEach(s -> used.add(s.start()));
      layers.layer().forEach(part -> used.addAll(Block.variables(part.value())));
      layers.after().forEach(part -> used.addAll(Block.variables(part.value())));
      Set<Expr> found = new LinkedHashSet<>();
      before.forEach((symbol, value) -> {
        if (used.contains(symbol) && Block.variables(value).stream().anyMatch(wrt::contains)) {
          found.add(symbol);
        }
      });
      return found;
    }

    @Nullable Recurrence run() {
      List<Expr> ends = new ArrayList<>(layers.states().stream().map(State::end).toList());
      ends.addAll(inputs);
      List<Expr> cotangents = new ArrayList<>();
      layers.states().forEach(state -> cotangents.add(cotangent(state.after(), state.after())));
      Map<Expr, Expr> last = simplified(Differentiate.of(output, ends));
      Map<Expr, Expr> back = simplified(totals(back(cotangents)));
      Map<Expr, Expr> below = simplified(totals(below()));
      List<Flow> flows = new ArrayList<>();
      for (int k = 0; k < cotangents.size(); k++) {
        State state = layers.states().get(k);
        Expr end = Objects.requireNonNull(last.get(state.end()));
        flows.add(
            new Flow(
                state,
                axes(state.after()),
                cotangents.get(k),
                cotangent(state.before(), state.start()),
                share(end, axes(state.end())),
                share(part(state.before(), back), axes(state.before()))));
      }
      List<OfFamily> families = new ArrayList<>();
      for (Family family : layers.families()) {
        if (wrt.containsAll(family.members())) {
          Axes axes = axes(family.member());
          Expr each = share(part(family.member(), back), axes);
          families.add(new OfFamily(family, axes, each, new TreeMap<>()));
        }
      }
      List<Gradient> gradients = gradients(last, back, below);
      Map<Expr, Gradient> rest = new LinkedHashMap<>();
      gradients.forEach(gradient -> rest.put(gradient.variable(), gradient));
      for (OfFamily family : families) {
        family
            .family()
            .others()
            .forEach((number, variable) -> {
              Gradient gradient = rest.remove(variable);
              if (gradient != null) {
                family.others().put(number, gradient);
              }
            });
      }
      Map<Expr, Expr> values = new LinkedHashMap<>(before);
      values.putAll(layer);
      values.putAll(after);
      sources.forEach(rest::remove);
      List<Gradient> through =
          gradients.stream().filter(g -> sources.contains(g.variable())).toList();
      return mixes
          ? null
          : new Recurrence(
                  layers,
                  output,
                  values,
                  flows,
                  families,
                  List.copyOf(rest.values()),
                  through,
                  wrt,
                  batch)
              .withoutConstants();
    }

    /// What one layer gives to the states before it, to its members and to what is the same in all.
    private Map<Expr, List<Expr>> back(List<Expr> cotangents) {
      List<Expr> variables = new ArrayList<>(inputs);
      layers.states().forEach(state -> variables.add(state.before()));
      layers.families().forEach(family -> variables.add(family.member()));
      Map<Expr, List<Expr>> parts = new LinkedHashMap<>();
      for (int k = 0; k < cotangents.size(); k++) {
        Expr state = layers.states().get(k).after();
        pullBack(
            layer.getOrDefault(state, state), variables, cotangents.get(k), axes(state), parts);
      }
      return parts;
    }

    private void pullBack(
        Expr value, List<Expr> variables, Expr cotangent, Axes axes, Map<Expr, List<Expr>> parts) {
      Differentiate.pullBack(value, variables, General.unshare(cotangent, axes), out)
          .forEach((v, part) -> parts.computeIfAbsent(v, _ -> new ArrayList<>()).add(part));
    }

    /// What the states before the first layer, and lines before the layers, give to inputs.
    private Map<Expr, List<Expr>> below() {
      Map<Expr, List<Expr>> below = new LinkedHashMap<>();
      for (State state : layers.states()) {
        if (inputs.contains(state.start())) {
          Expr start = cotangent(state.before(), state.start());
          pullBack(state.start(), List.of(state.start()), start, axes(state.start()), below);
        }
      }
      for (Expr source : sources) {
        Expr value = before.getOrDefault(source, source);
        pullBack(value, wrt, cotangent(source, source), axes(source), below);
      }
      return below;
    }

    private List<Gradient> gradients(
        Map<Expr, Expr> last, Map<Expr, Expr> back, Map<Expr, Expr> below) {
      List<Gradient> gradients = new ArrayList<>();
      for (Expr input : inputs) {
        Axes axes = axes(input);
        gradients.add(
            new Gradient(
                input,
                axes,
                cotangent(input, input),
                share(Objects.requireNonNull(last.get(input)), axes),
                share(part(input, back), axes),
                share(part(input, below), axes)));
      }
      return gradients;
    }

    private Axes axes(Expr variable) {
      return General.axes(out, List.of(variable.shape()), batch);
    }

    /// The variable that stands for the derivative by something.
    private Expr cotangent(Expr of, Expr shaped) {
      return Build.var("cotangent of " + of, axes(shaped).shape());
    }

    private Map<Expr, Expr> totals(Map<Expr, List<Expr>> parts) {
      Map<Expr, Expr> totals = new LinkedHashMap<>();
      parts.forEach((variable, mine) -> {
        List<Rational> ones = mine.stream().map(p -> Rational.ONE).toList();
        totals.put(variable, Build.sum(out.concat(variable.shape()), ones, mine));
      });
      return totals;
    }

    /// All together: the derivatives by a dozen weights share nearly all of their way.
    private static Map<Expr, Expr> simplified(Map<Expr, Expr> values) {
      List<Expr> simple = Simplify.of(List.copyOf(values.values())).expressions();
      Map<Expr, Expr> all = new LinkedHashMap<>();
      int k = 0;
      for (Expr variable : values.keySet()) {
        all.put(variable, simple.get(k++));
      }
      return all;
    }

    private Expr part(Expr variable, Map<Expr, Expr> parts) {
      Expr part = parts.get(variable);
      return part == null ? Build.zeros(out.concat(variable.shape())) : part;
    }

    private Expr share(Expr full, Axes axes) {
      Expr shared = General.share(full, axes);
      mixes |= shared == null;
      return shared == null ? Build.zeros(axes.shape()) : shared;
    }
  }
}

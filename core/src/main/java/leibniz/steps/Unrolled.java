package leibniz.steps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.calculus.General;
import leibniz.ir.Axes;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Renaming;
import leibniz.ir.Shape;
import leibniz.steps.Layers.Family;
import leibniz.steps.Layers.State;
import leibniz.steps.Layers.Width;
import org.jspecify.annotations.Nullable;

/// A recurrence run for some number of layers on expressions in place of arrays: the result of the
/// program of that depth, and what the recurrence says its derivatives are.
///
/// @param output the result, over inputs
/// @param derivatives by each variable
public record Unrolled(Expr output, List<Derivative> derivatives) {

  /// @param variable an input
  /// @param value with these axes
  public record Derivative(Expr variable, Axes axes, Expr value) {}

  /// The recurrence for that many layers; null where the program could not have so many, because an
  /// input must fit what the last layer gives and something else too.
  public static @Nullable Unrolled of(Recurrence recurrence, int depth) {
    return new Run(recurrence, depth).run();
  }

  private static final class Run {
    private final Recurrence recurrence;
    private final Layers layers;
    private final int depth;
    private final List<Map<Expr, Expr>> states = new ArrayList<>(); // before each layer
    private final List<Map<Expr, Expr>> members = new ArrayList<>(); // of each layer
    private final Map<Expr, Expr> ends = new HashMap<>();
    private final Map<Expr, Expr> endInputs = new HashMap<>();
    private final Map<Expr, Expr> total = new LinkedHashMap<>(); // of what is no member
    private final Map<Expr, Expr> before = new HashMap<>(); // lines before the layers
    private final List<Derivative> derivatives = new ArrayList<>();

    Run(Recurrence recurrence, int depth) {
      this.recurrence = recurrence;
      this.layers = recurrence.layers();
      this.depth = depth;
      layers.before().forEach(p -> before.put(p.symbol(), value(p.symbol())));
    }

    private Expr value(Expr symbol) {
      return Objects.requireNonNull(recurrence.values().get(symbol));
    }

    @Nullable Unrolled run() {
      if (!findEndInputs()) {
        return null;
      }
      forward();
      Renaming atEnd = atEnd();
      Expr output = atEnd.of(recurrence.output());
      Map<Expr, Expr> cotangents = new HashMap<>();
      recurrence.flows().forEach(f -> cotangents.put(f.cotangent(), atEnd.of(f.last())));
      List<Recurrence.Gradient> all = new ArrayList<>(recurrence.sources());
      all.addAll(recurrence.gradients());
      recurrence.families().forEach(f -> all.addAll(f.others().values()));
      all.forEach(g -> total.put(g.cotangent(), atEnd.of(g.after())));
      for (int layer = depth - 1; layer >= 0; layer--) {
        back(layer, output.shape(), cotangents, all);
      }
      Map<Expr, Expr> first = new HashMap<>(before);
      for (Recurrence.Flow flow : recurrence.flows()) {
        Expr start = Objects.requireNonNull(cotangents.get(flow.cotangent()));
        first.put(flow.start(), start);
      }
      for (Recurrence.Gradient g : all) {
        Expr part = new Renaming(first, sizes(0)).of(g.before());
        Expr sum = Objects.requireNonNull(total.get(g.cotangent()));
        Expr whole = part.isZero() ? sum : Build.plus(sum, part);
        first.put(g.cotangent(), whole);
        if (!before.containsKey(g.variable())) {
          Expr variable = endInputs.getOrDefault(g.variable(), g.variable());
          derivatives.add(derivative(variable, whole, output.shape()));
        }
      }
      return new Unrolled(output, derivatives);
    }

    private void forward() {
      Map<Expr, Expr> now = new HashMap<>();
      for (State state : layers.states()) {
        now.put(state.before(), before.getOrDefault(state.start(), state.start()));
      }
      for (int layer = 0; layer < depth; layer++) {
        Map<Expr, Expr> mine = new HashMap<>();
        for (Family family : layers.families()) {
          Shape shape = new Renaming(Map.of(), sizes(layer)).of(family.member().shape());
          Head.Property[] properties =
              family.members().getFirst().head() instanceof Head.Var v
                  ? v.properties().toArray(Head.Property[]::new)
                  : new Head.Property[0];
          String name = family.base() + " of layer " + layer;
          mine.put(family.member(), Build.var(name, shape, properties));
        }
        states.add(Map.copyOf(now));
        members.add(mine);
        Renaming here = at(layer, Map.of());
        Map<Expr, Expr> next = new HashMap<>();
        for (State state : layers.states()) {
          next.put(state.before(), here.of(value(state.after())));
          ends.put(state.end(), Objects.requireNonNull(next.get(state.before())));
        }
        now = next;
      }
    }

    private void back(
        int layer, Shape output, Map<Expr, Expr> cotangents, List<Recurrence.Gradient> all) {
      Renaming here = at(layer, cotangents);
      for (Recurrence.OfFamily f : recurrence.families()) {
        Expr variable = Objects.requireNonNull(members.get(layer).get(f.family().member()));
        derivatives.add(derivative(variable, here.of(f.each()), output));
      }
      for (Recurrence.Gradient g : all) {
        if (!g.each().isZero()) {
          total.computeIfPresent(g.cotangent(), (_, sum) -> Build.plus(sum, here.of(g.each())));
        }
      }
      Map<Expr, Expr> lower = new HashMap<>();
      recurrence.flows().forEach(f -> lower.put(f.cotangent(), here.of(f.before())));
      cotangents.putAll(lower);
    }

    private Derivative derivative(Expr variable, Expr value, Shape output) {
      Axes axes = General.axes(output, List.of(variable.shape()), recurrence.batch());
      return new Derivative(variable, axes, value);
    }

    private Renaming at(int layer, Map<Expr, Expr> more) {
      Map<Expr, Expr> leaves = new HashMap<>(before);
      leaves.putAll(states.get(layer));
      leaves.putAll(members.get(layer));
      leaves.putAll(more);
      return new Renaming(leaves, sizes(layer));
    }

    // --- after the layers, where other sizes may end
    // ----------------------------------------------

    private Renaming atEnd() {
      Map<Expr, Expr> leaves = new HashMap<>(before);
      leaves.putAll(endInputs);
      leaves.putAll(ends);
      return new Renaming(leaves, endSizes());
    }

    /// The inputs that have other sizes behind this many layers; false if one of them has another
    /// part to play.
    private boolean findEndInputs() {
      Set<Expr> elsewhere = new HashSet<>();
      layers.states().forEach(s -> elsewhere.add(s.start()));
      layers.before().forEach(p -> elsewhere.addAll(Block.variables(p.value())));
      layers.layer().forEach(p -> elsewhere.addAll(Block.variables(p.value())));
      Renaming renaming = new Renaming(Map.of(), endSizes());
      Set<Expr> states = layers.states().stream().map(State::end).collect(Collectors.toSet());
      for (Expr input : Block.variables(recurrence.output())) {
        Shape shape = renaming.of(input.shape());
        if (!shape.equals(input.shape()) && !states.contains(input)) {
          if (elsewhere.contains(input) || !(input.head() instanceof Head.Var v)) {
            return false;
          }
          Head.Property[] properties = v.properties().toArray(Head.Property[]::new);
          endInputs.put(input, Build.var(v.name(), shape, properties));
        }
      }
      return true;
    }

    private Map<Dim, Dim> endSizes() {
      Map<Dim, Dim> sizes = new HashMap<>();
      for (Width width : layers.widths()) {
        sizes.put(width.sizes().get(layers.count() - 1), size(width, depth - 1));
      }
      return sizes;
    }

    // --- sizes
    // ------------------------------------------------------------------------------------

    private Map<Dim, Dim> sizes(int layer) {
      Map<Dim, Dim> sizes = endSizes(); // those of the output
      layers.widths().forEach(width -> sizes.put(width.size(), size(width, layer)));
      return sizes;
    }

    /// The size in a layer: the program's own, and further layers go on from the last.
    private Dim size(Width width, int layer) {
      if (layer < layers.count()) {
        return width.sizes().get(layer);
      }
      for (Width other : layers.widths()) {
        List<Dim> shifted = other.sizes().subList(0, layers.count() - 1);
        if (width.sizes().subList(1, layers.count()).equals(shifted)) {
          return size(other, layer - 1);
        }
      }
      return Dim.symbol(width.size() + "_" + layer);
    }
  }
}

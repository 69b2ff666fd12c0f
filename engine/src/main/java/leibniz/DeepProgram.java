package leibniz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.program.Layered;
import leibniz.program.Program;
import leibniz.steps.Layers;
import leibniz.steps.Layers.Family;
import leibniz.steps.Layers.State;
import leibniz.steps.Recurrence;
import org.jspecify.annotations.Nullable;

/// Puts a recurrence in the order in which it is computed: forward through the layers, storing what
/// the way back needs, and back.
final class DeepProgram {
  private final Recurrence recurrence;
  private final Layers layers;
  private final DeepNames names;
  private final DeepParts parts;
  private final boolean java;

  /// @param java whether a value cannot be given a new one of its name
  DeepProgram(
      Recurrence recurrence, DeepNames names, Name of, Map<String, Long> sizes, boolean java) {
    this.recurrence = recurrence;
    this.layers = recurrence.layers();
    this.names = names;
    this.java = java;
    this.parts = new DeepParts(recurrence, names, of, sizes, java);
  }

  /// The parts it is put together from.
  DeepParts parts() {
    return parts;
  }

  Layered of(List<String> inputs) {
    Program trial = parts.back(parts.inner());
    Set<Expr> kept = new LinkedHashSet<>(parts.inner());
    kept.retainAll(parts.used(trial));
    Program back = parts.back(kept);
    Program top = parts.top();
    Set<State> states = states(parts.used(back), parts.used(top), kept);
    Program layer = parts.layer(states, kept);
    Program bottom = parts.bottom();
    Set<Expr> before = new LinkedHashSet<>();
    layers.before().forEach(part -> before.add(part.symbol()));
    Set<Expr> needed = new LinkedHashSet<>();
    List.of(layer, top, back, bottom).forEach(part -> needed.addAll(parts.used(part)));
    states.forEach(state -> needed.add(state.start()));
    before.retainAll(needed);
    Program start = parts.start(before, states);
    List<Layered.Kept> lists = new ArrayList<>();
    for (State state : states) {
      lists.add(new Layered.Kept(names.list(state), parts.first(state)));
    }
    layers.layer().stream()
        .filter(part -> kept.contains(part.symbol()))
        .forEach(part -> lists.add(new Layered.Kept(names.list(part), null)));
    return new Layered(
        names.letter(),
        names.from(),
        names.count(),
        length(),
        inputs(List.of(start, layer, top, back, bottom), states, inputs),
        start,
        lists,
        layer,
        top,
        collected(),
        back,
        carried(back),
        bottom,
        results(),
        widths(),
        layers.states().stream()
            .filter(states::contains)
            .map(s -> new Program.Input(Name.at(names.list(s), names.count()), s.end()))
            .toList());
  }

  // --- what is stored and returned
  // ----------------------------------------------------------------

  /// The states that the way back needs, and those that these are made from.
  private Set<State> states(Set<Expr> back, Set<Expr> top, Set<Expr> kept) {
    Set<State> needed = new LinkedHashSet<>();
    Set<Expr> used = new HashSet<>(back);
    kept.forEach(symbol -> used.addAll(parts.value(symbol).inOrder()));
    boolean more = true;
    while (more) {
      more = false;
      for (State state : layers.states()) {
        boolean asked =
            used.contains(state.before())
                || used.contains(state.after())
                || top.contains(state.end());
        if (asked && needed.add(state)) {
          used.addAll(parts.value(state.after()).inOrder());
          more = true;
        }
      }
    }
    return needed;
  }

  private Layered.@Nullable Length length() {
    for (Family family : layers.families()) {
      if (family.kind() == Layers.Kind.NUMBERED) {
        return new Layered.Length(family.base(), 0);
      }
      if (family.kind() == Layers.Kind.LIST || java) {
        return new Layered.Length(family.base(), family.others().size());
      }
    }
    return null;
  }

  private List<Layered.Collected> collected() {
    List<Layered.Collected> lists = new ArrayList<>();
    for (Recurrence.OfFamily f : recurrence.families()) {
      Family family = f.family();
      Map<String, Name> single = new TreeMap<>();
      int more = family.kind() == Layers.Kind.NUMBERED ? 0 : family.others().size();
      if (family.kind() != Layers.Kind.NUMBERED) {
        f.others()
            .forEach((number, g) -> {
              int beyond = number - family.first() - layers.count();
              Dim place =
                  beyond < 0
                      ? Dim.of(number)
                      : names.count().plus(Dim.of(family.first() + (long) beyond));
              single.put(place.toString(), parts.target(g));
            });
      }
      int axis = -1;
      if (family.kind() == Layers.Kind.ROWS && !java) {
        axis = f.axes().axes().size();
        for (int k = f.axes().axes().size() - 1; k >= 0; k--) {
          if (f.axes().axes().get(k).inputs().getFirst() >= family.axis()) {
            axis = k;
          }
        }
      }
      lists.add(
          new Layered.Collected(
              parts.derivative(family.base()).base(),
              names.count().plus(Dim.of(more)),
              single,
              axis));
    }
    return lists;
  }

  private List<Layered.Carried> carried(Program back) {
    List<Layered.Carried> carried = new ArrayList<>();
    for (Program.Root root : back.results()) {
      String name = root.name().base();
      if (root.name().index().isEmpty() && name.endsWith("_next")) {
        carried.add(
            new Layered.Carried(Name.of(name.substring(0, name.length() - 5)), root.name()));
      }
    }
    return carried;
  }

  /// In the order in which they were asked for; a list stands where the first of its variables
  /// does.
  private List<String> results() {
    Map<String, Integer> places = new LinkedHashMap<>();
    for (Recurrence.OfFamily f : recurrence.families()) {
      Set<Expr> variables = new HashSet<>(f.family().members());
      if (f.family().kind() == Layers.Kind.NUMBERED) {
        f.others().values().forEach(g -> places.put(parts.target(g).base(), place(g)));
      } else {
        variables.addAll(f.family().others().values());
      }
      int first = variables.stream().mapToInt(this::asked).min().orElseThrow();
      places.put(parts.derivative(f.family().base()).base(), first);
    }
    for (Recurrence.Gradient g : recurrence.gradients()) {
      boolean more = !g.after().isZero() || !g.each().isZero();
      Name name = DeepParts.next(parts.target(g), java && more && !g.before().isZero());
      places.put(name.base(), place(g));
    }
    return places.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  private int place(Recurrence.Gradient gradient) {
    return asked(gradient.variable());
  }

  /// What was not asked for stands behind all that was.
  private int asked(Expr variable) {
    int place = recurrence.wrt().indexOf(variable);
    return place < 0 ? recurrence.wrt().size() : place;
  }

  private List<Program.Input> inputs(List<Program> parts, Set<State> states, List<String> order) {
    Map<String, Program.Input> inputs = new LinkedHashMap<>();
    for (State state : states) {
      Name name = names.name(state.start());
      if (order.contains(name.toString())) {
        inputs.put(name.base(), new Program.Input(name, state.start()));
      }
    }
    Map<Expr, Family> members = new HashMap<>();
    for (Family family : layers.families()) {
      members.put(family.member(), family);
      family.others().values().forEach(v -> members.put(v, family));
    }
    Set<String> lists = new HashSet<>();
    layers.states().forEach(state -> lists.add(names.list(state)));
    for (Program part : parts) {
      for (Program.Input input : part.inputs()) {
        Family family = members.get(input.node());
        if (family != null
            && (family.kind() != Layers.Kind.NUMBERED || input.node() == family.member())) {
          inputs.putIfAbsent(family.base(), input(family));
        } else if (order.contains(input.name().base())) {
          inputs.putIfAbsent(input.name().base(), input);
        }
      }
    }
    List<Program.Input> sorted = new ArrayList<>();
    order.forEach(name -> {
      Program.Input input = inputs.remove(name);
      if (input != null) {
        sorted.add(input);
      }
    });
    sorted.addAll(inputs.values());
    return sorted;
  }

  private Program.Input input(Family family) {
    Expr tensor = family.tensor();
    if (tensor != null && !java) {
      return new Program.Input(Name.of(family.base()), tensor);
    }
    int place = family.kind() == Layers.Kind.NUMBERED ? 0 : family.first();
    return new Program.Input(Name.at(family.base(), Dim.of(place)), family.members().getFirst());
  }

  /// Sizes that differ from layer to layer are read from what has them.
  private Map<String, String> widths() {
    Map<String, String> widths = new LinkedHashMap<>();
    for (Layers.Width width : layers.widths()) {
      String text = width.size().toString();
      for (Family family : layers.families()) {
        int axis = family.member().shape().dims().indexOf(width.size());
        if (axis >= 0 && !java) {
          Name element = names.element(family, false);
          widths.put(text, element + ".shape[" + axis + "]");
          break;
        }
      }
      widths.putIfAbsent(text, text);
    }
    return widths;
  }
}

package leibniz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import leibniz.calculus.General;
import leibniz.ir.Axes;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.program.Linearize;
import leibniz.program.Program;
import leibniz.steps.Layers;
import leibniz.steps.Layers.Family;
import leibniz.steps.Layers.State;
import leibniz.steps.Recurrence;

/// The parts of a recurrence as programs: before the layers, one layer, behind them, back through
/// one, and behind that.
final class DeepParts {
  private final Recurrence recurrence;
  private final Layers layers;
  private final DeepNames names;
  private final Name of;
  private final Map<String, Long> sizes;
  private final boolean java;
  private final List<Recurrence.Gradient> all = new ArrayList<>(); // of what is no member
  private final Map<Expr, Name> targets = new HashMap<>();

  /// @param java whether a value cannot be given a new one of its name
  DeepParts(
      Recurrence recurrence, DeepNames names, Name of, Map<String, Long> sizes, boolean java) {
    this.recurrence = recurrence;
    this.layers = recurrence.layers();
    this.names = names;
    this.of = of;
    this.sizes = sizes;
    this.java = java;
    all.addAll(recurrence.sources());
    all.addAll(recurrence.gradients());
    all.forEach(g -> targets.put(g.variable(), derivative(names.name(g.variable()).identifier())));
    for (Recurrence.OfFamily f : recurrence.families()) {
      f.others()
          .forEach((number, g) -> {
            int beyond = number - f.family().first() - layers.count();
            String place = beyond < 0 ? "_" + number : "_last" + (beyond == 0 ? "" : beyond);
            all.add(g);
            targets.put(g.variable(), derivative(f.family().base() + place));
          });
    }
  }

  Name derivative(String by) {
    return Name.ofDerivative(of, List.of(Name.of(by)));
  }

  /// What the derivative by something that is no member of a layer is called.
  Name target(Recurrence.Gradient gradient) {
    return Objects.requireNonNull(targets.get(gradient.variable()));
  }

  private Program program(List<Program.Root> roots, Map<Expr, Name> known, Set<Expr> hidden) {
    Map<Expr, Name> names = new LinkedHashMap<>(known);
    List<Expr> given = new ArrayList<>();
    known.forEach((e, name) -> {
      if (!hidden.contains(e)) {
        given.add(e);
      }
    });
    return Linearize.of(given, roots, new Names(names), sizes);
  }

  Set<Expr> inner() {
    Set<Expr> inner = new LinkedHashSet<>();
    layers.layer().forEach(part -> inner.add(part.symbol()));
    layers.states().forEach(state -> inner.remove(state.after()));
    return inner;
  }

  /// The symbols whose values a part takes as given.
  Set<Expr> used(Program part) {
    Map<Expr, Expr> symbols = new HashMap<>();
    recurrence.values().forEach((symbol, value) -> symbols.put(value, symbol));
    Set<Expr> used = new HashSet<>();
    part.inputs()
        .forEach(i -> {
          used.add(i.node());
          used.add(symbols.getOrDefault(i.node(), i.node()));
        });
    return used;
  }

  Expr value(Expr symbol) {
    return recurrence.values().getOrDefault(symbol, symbol);
  }

  Program back(Set<Expr> kept) {
    Map<Expr, Name> known = names.codeInLayer(kept, java);
    List<Program.Root> roots = new ArrayList<>();
    for (Recurrence.OfFamily f : recurrence.families()) {
      roots.add(new Program.Root(member(f.family()), f.each(), f.axes()));
    }
    for (Recurrence.Gradient g : all) {
      if (!g.each().isZero()) {
        known.put(g.cotangent(), target(g));
        roots.add(
            new Program.Root(next(target(g), java), Build.plus(g.cotangent(), g.each()), g.axes()));
      }
    }
    boolean several = recurrence.flows().stream().filter(f -> !f.isSame()).count() > 1;
    int own = roots.size();
    flows(roots, java || several);
    Set<Expr> open = new HashSet<>();
    inner()
        .forEach(symbol -> {
          if (!kept.contains(symbol)) {
            open.add(value(symbol));
          }
        });
    Program back = program(roots, known, open);
    if (java || several || isLast(back)) {
      return back;
    }
    roots.subList(own, roots.size()).clear();
    flows(roots, true);
    return program(roots, known, open);
  }

  private void flows(List<Program.Root> roots, boolean other) {
    for (Recurrence.Flow f : recurrence.flows()) {
      if (!f.isSame()) {
        Name g = Name.of(names.cotangent(f.state()));
        roots.add(new Program.Root(next(g, other), f.before(), axes(f.state().before())));
      }
    }
  }

  /// Whether the cotangent before the layer is computed last, when the one after it is not needed
  /// any more.
  private boolean isLast(Program back) {
    Set<Expr> cotangents = new HashSet<>();
    recurrence.flows().forEach(f -> cotangents.add(f.cotangent()));
    return !back.steps().isEmpty()
        && back.steps().getLast().target().equals(back.results().getLast().name())
        && back.results().stream().noneMatch(r -> cotangents.contains(r.node()));
  }

  static Name next(Name name, boolean other) {
    return other ? Name.of(name.identifier() + "_next") : name;
  }

  private Axes axes(Expr shaped) {
    return General.axes(recurrence.output().shape(), List.of(shaped.shape()), recurrence.batch());
  }

  /// Where the gradient by a member of the layer stands in the list of them.
  Name member(Family family) {
    int first = family.kind() == Layers.Kind.NUMBERED ? 0 : family.first();
    return Name.at(derivative(family.base()).base(), names.layer(first - names.from()));
  }

  Program top() {
    List<Program.Root> roots = new ArrayList<>();
    for (Recurrence.Gradient g : all) {
      if (!g.after().isZero() || !g.each().isZero() || g.before().isZero()) {
        roots.add(new Program.Root(target(g), g.after(), g.axes()));
      }
    }
    for (Recurrence.Flow f : recurrence.flows()) {
      roots.add(
          new Program.Root(Name.of(names.cotangent(f.state())), f.last(), axes(f.state().end())));
    }
    Set<Expr> open = new HashSet<>();
    layers
        .after()
        .forEach(part -> {
          open.add(part.symbol());
          open.add(value(part.symbol()));
        });
    return program(roots, names.codeBehind(java), open);
  }

  Program layer(Set<State> states, Set<Expr> kept) {
    Map<Expr, Name> known = names.codeInLayer(kept, java);
    List<Program.Root> roots = new ArrayList<>();
    Set<Expr> open = new HashSet<>();
    for (Layers.Part part : layers.layer()) {
      open.add(part.symbol());
      open.add(value(part.symbol()));
      boolean state = states.stream().anyMatch(s -> s.after() == part.symbol());
      if (state || kept.contains(part.symbol())) {
        Name name = Objects.requireNonNull(known.get(part.symbol()));
        roots.add(new Program.Root(name, value(part.symbol()), null));
      }
    }
    return program(roots, known, open);
  }

  Program bottom() {
    Map<Expr, Name> known = names.codeInFront(java);
    List<Program.Root> roots = new ArrayList<>();
    for (Recurrence.Gradient g : all) {
      known.put(g.cotangent(), target(g));
    }
    for (Recurrence.Gradient g : all) {
      if (!g.before().isZero()) {
        boolean more = !g.after().isZero() || !g.each().isZero();
        Expr whole = more ? Build.plus(g.cotangent(), g.before()) : g.before();
        roots.add(new Program.Root(next(target(g), java && more), whole, g.axes()));
      }
    }
    Set<Expr> open = new HashSet<>();
    return program(roots, known, open);
  }

  Program start(Set<Expr> before, Set<State> states) {
    Map<Expr, Name> known = names.codeInFront(java);
    List<Program.Root> roots = new ArrayList<>();
    Set<Expr> open = new HashSet<>();
    layers
        .before()
        .forEach(part -> {
          open.add(part.symbol());
          open.add(value(part.symbol()));
          if (before.contains(part.symbol())) {
            Name name = Objects.requireNonNull(known.get(part.symbol()));
            roots.add(new Program.Root(name, value(part.symbol()), null));
          }
        });
    for (State state : states) {
      if (state.start().isZero()) {
        roots.add(new Program.Root(zeros(state), state.start(), null));
      }
    }
    return program(roots, known, open);
  }

  Name zeros(State state) {
    return Name.of(names.list(state) + "_0");
  }

  Name first(State state) {
    return state.start().isZero()
        ? zeros(state)
        : Objects.requireNonNull(names.codeInFront(java).get(state.start()));
  }
}

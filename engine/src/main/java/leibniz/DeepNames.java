package leibniz;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.steps.Layers;
import leibniz.steps.Layers.Family;
import leibniz.steps.Layers.State;
import leibniz.steps.Recurrence;
import leibniz.trace.Definition;
import leibniz.trace.Script;

/// What everything is called in a program whose layers are folded: in a formula by the number of
/// the layer, in code by the place in a list.
final class DeepNames {
  private final Recurrence recurrence;
  private final Layers layers;
  private final String letter;
  private final Dim count;
  private final int from; // the number of the first layer
  private final Map<Expr, Name> lines = new HashMap<>(); // of lines by their symbols
  private final Map<Expr, String> lists = new HashMap<>(); // of states, in code

  DeepNames(Recurrence recurrence, Script local, String letter, Dim count) {
    this.recurrence = recurrence;
    this.layers = recurrence.layers();
    this.letter = letter;
    this.count = count;
    this.from = layers.families().isEmpty() ? 1 : layers.families().getFirst().first();
    Set<String> taken = new HashSet<>(Set.of(letter, count.toString()));
    for (Definition definition : local.definitions()) {
      lines.put(definition.value(), definition.name()); // of two names the later says more
      if (definition.was() == null) {
        taken.add(definition.name().base());
      }
    }
    layers.families().forEach(family -> taken.add(family.base()));
    for (State state : layers.states()) {
      String list = state.stem();
      while (!taken.add(list)) {
        list += "s";
      }
      lists.put(state.before(), list);
      cotangents.put(state.before(), cotangent(state, taken));
    }
  }

  private final Map<Expr, String> cotangents = new HashMap<>();

  private String cotangent(State state, Set<String> taken) {
    String name = layers.states().size() == 1 ? "g" : "g" + state.stem();
    while (!taken.add(name)) {
      name += "_";
    }
    return name;
  }

  String letter() {
    return letter;
  }

  Dim count() {
    return count;
  }

  int from() {
    return from;
  }

  /// The number of the layer, plus something.
  Dim layer(int more) {
    return Dim.symbol(letter).plus(Dim.of(more));
  }

  /// The number of the last layer.
  Dim last() {
    return count.plus(Dim.of(from - 1L));
  }

  /// How far the number of a state after a layer is from that of the layer: 1 where layers are
  /// counted from 0, so that the first state is number 0.
  private int ahead(State state) {
    String own = name(state.end()).base();
    String digits = own.startsWith(state.stem()) ? own.substring(state.stem().length()) : "";
    boolean numbered = !digits.isEmpty() && digits.chars().allMatch(Character::isDigit);
    return numbered
        ? Integer.parseInt(digits) - (from + layers.count() - 1)
        : from == 0 ? 1 : 1 - from;
  }

  Name before(State state) {
    return Name.at(state.stem(), layer(ahead(state) - 1));
  }

  Name after(State state) {
    return Name.at(state.stem(), layer(ahead(state)));
  }

  Name start(State state) {
    return Name.at(state.stem(), Dim.of(from + ahead(state) - 1L));
  }

  Dim numberOfEnd(State state) {
    return last().plus(Dim.of(ahead(state)));
  }

  /// The state after the last layer: by its own name if it has another one than the others.
  Name end(State state) {
    Name own = name(state.end());
    String plain = own.index().isEmpty() && own.version() == 0 ? own.base() : state.stem();
    boolean same = plain.equals(state.stem()) || plain.matches(state.stem() + "[0-9]+");
    return same ? Name.at(state.stem(), last().plus(Dim.of(ahead(state)))) : own;
  }

  /// The cotangent of a state, by the number of the state.
  Name cotangent(State state, Name of) {
    String name = Objects.requireNonNull(cotangents.get(state.before()));
    Dim number = of.index().isEmpty() ? last().plus(Dim.of(ahead(state))) : of.index().getFirst();
    return Name.at(name, number);
  }

  /// The name of a line or an input.
  Name name(Expr symbol) {
    Name known = lines.get(symbol);
    if (known != null) {
      return known;
    }
    return Name.of(symbol.head() instanceof Head.Var v ? v.name() : "result");
  }

  /// The number of a member that no layer uses, counted from the last layer if it is behind it.
  private Dim number(Family family, int number) {
    int beyond = number - family.first() - layers.count();
    return beyond < 0 ? Dim.of(number) : count.plus(Dim.of(family.first() + (long) beyond));
  }

  Name other(Family family, int number) {
    return family.kind() == Layers.Kind.NUMBERED
        ? Name.of(family.base() + number)
        : Name.at(family.base(), number(family, number));
  }

  // --- in formulas
  // --------------------------------------------------------------------------------

  /// The names in the formulas of one layer.
  Names inLayer() {
    Map<Expr, Name> names = common();
    for (State state : layers.states()) {
      names.put(state.before(), before(state));
      both(names, state.after(), after(state));
    }
    for (Layers.Part part : layers.layer()) {
      Name own = Name.at(inner(part), layer(0));
      names.putIfAbsent(part.symbol(), own);
      names.putIfAbsent(Objects.requireNonNull(recurrence.values().get(part.symbol())), own);
    }
    for (Family family : layers.families()) {
      names.put(family.member(), Name.at(family.base(), layer(family.first() - from)));
    }
    for (Recurrence.Flow flow : recurrence.flows()) {
      names.put(flow.cotangent(), cotangent(flow.state(), after(flow.state())));
    }
    return new Names(names);
  }

  /// What the derivative by a member is taken by.
  Name member(Family family) {
    return Name.at(family.base(), layer(family.first() - from));
  }

  /// The names behind the layers.
  Names behind() {
    Map<Expr, Name> names = common();
    layers.after().forEach(part -> both(names, part.symbol(), name(part.symbol())));
    layers.states().forEach(state -> names.put(state.end(), end(state)));
    return new Names(names);
  }

  /// The names before the layers.
  Names inFront() {
    Map<Expr, Name> names = common();
    for (Recurrence.Flow flow : recurrence.flows()) {
      names.put(flow.start(), cotangent(flow.state(), start(flow.state())));
    }
    recurrence
        .sources()
        .forEach(s -> names.put(s.cotangent(), Name.of("g" + name(s.variable()).identifier())));
    return new Names(names);
  }

  private Map<Expr, Name> common() {
    Map<Expr, Name> names = new LinkedHashMap<>();
    lines.forEach((symbol, name) -> {
      if (symbol.head() instanceof Head.Var) {
        names.put(symbol, name);
      }
    });
    layers.before().forEach(part -> both(names, part.symbol(), name(part.symbol())));
    for (Family family : layers.families()) {
      family.others().forEach((number, variable) -> names.put(variable, other(family, number)));
    }
    return names;
  }

  private void both(Map<Expr, Name> names, Expr symbol, Name name) {
    names.put(symbol, name);
    Expr value = recurrence.values().get(symbol);
    if (value != null && value.constant() == null) {
      names.put(value, name);
    }
  }

  private static String inner(Layers.Part part) {
    String base = part.definition().name().base();
    String stem = base.replaceAll("[0-9]+$", "");
    return stem.isEmpty() ? base : stem;
  }

  // --- in code
  // ------------------------------------------------------------------------------------

  /// The place of a layer in a list that begins with the first, plus something.
  private Dim place(int more) {
    return layer(more - from);
  }

  String list(State state) {
    return Objects.requireNonNull(lists.get(state.before()));
  }

  String cotangent(State state) {
    return Objects.requireNonNull(cotangents.get(state.before()));
  }

  Name element(Family family, boolean java) {
    int first = family.kind() == Layers.Kind.NUMBERED ? 0 : family.first();
    return element(family, place(first), java);
  }

  private static Name element(Family family, Dim place, boolean java) {
    return family.axis() == 0 || java
        ? Name.at(family.base(), place)
        : Name.at(family.base(), Dim.symbol(":, ".repeat(family.axis()) + place));
  }

  /// The names in the code of one layer.
  ///
  /// @param kept the lines whose values are in lists
  Map<Expr, Name> codeInLayer(Set<Expr> kept, boolean java) {
    Map<Expr, Name> names = codeCommon(java);
    for (State state : layers.states()) {
      names.put(state.before(), Name.at(list(state), place(0)));
      both(names, state.after(), Name.at(list(state), place(1)));
    }
    for (Layers.Part part : layers.layer()) {
      String stem = inner(part);
      Name own = kept.contains(part.symbol()) ? Name.at(stem, place(0)) : Name.of(stem);
      names.putIfAbsent(part.symbol(), own);
      names.putIfAbsent(Objects.requireNonNull(recurrence.values().get(part.symbol())), own);
    }
    layers.families().forEach(family -> names.put(family.member(), element(family, java)));
    recurrence
        .flows()
        .forEach(flow -> names.put(flow.cotangent(), Name.of(cotangent(flow.state()))));
    return names;
  }

  /// The names in the code behind the layers.
  Map<Expr, Name> codeBehind(boolean java) {
    Map<Expr, Name> names = codeCommon(java);
    layers.after().forEach(part -> both(names, part.symbol(), plain(name(part.symbol()))));
    layers.states().forEach(state -> names.put(state.end(), Name.at(list(state), count)));
    return names;
  }

  /// The names in the code before the layers, and behind the way back.
  Map<Expr, Name> codeInFront(boolean java) {
    Map<Expr, Name> names = codeCommon(java);
    recurrence.flows().forEach(f -> names.put(f.start(), Name.of(cotangent(f.state()))));
    return names;
  }

  private Map<Expr, Name> codeCommon(boolean java) {
    Map<Expr, Name> names = common();
    names.replaceAll((_, name) -> name.version() == 0 ? name : plain(name));
    for (Family family : layers.families()) {
      if (family.kind() != Layers.Kind.NUMBERED) {
        family
            .others()
            .forEach((number, variable) ->
                names.put(variable, element(family, number(family, number), java)));
      }
    }
    return names;
  }

  private static Name plain(Name name) {
    return name.version() == 0 ? name : Name.of(name.identifier());
  }

  String list(Layers.Part part) {
    return inner(part);
  }
}

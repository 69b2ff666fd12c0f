package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.calculus.Differentiate;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.trace.Event;
import leibniz.trace.Replacement;
import org.jspecify.annotations.Nullable;

/// A run as a chain of small functions: each value it binds is a variable, and a function of
/// variables before it. So the derivative by any of them is found, and it can be asked what a
/// statement makes of other values than those it gets.
///
/// A value that is bound again, or computed a second time, is the same variable. What decides which
/// way the program goes is none: it stands in the functions as it is computed.
final class Chain {

  /// One value.
  ///
  /// @param event where it is first bound
  /// @param variable what stands for it in the functions of later links
  /// @param function what it is computed from: variables of earlier links, and inputs
  /// @param value what it is in terms of the inputs alone
  record Link(Event event, Expr variable, Expr function, Expr value) {
    @Override
    public int hashCode() {
      return event.index();
    }
  }

  private final Run base;
  private final SequencedMap<Expr, Link> byValue = new LinkedHashMap<>();
  private final Map<Expr, Link> byVariable = new IdentityHashMap<>();
  private final Map<Expr, Set<Expr>> variables = new IdentityHashMap<>();
  private final Map<Expr, Set<Link>> parents = new IdentityHashMap<>();
  private final Map<Integer, Expr> functions = new LinkedHashMap<>();
  private @Nullable Ancestry<Link> ancestry; // once it is asked for
  private @Nullable Occurrences occurrences; // once they are asked for

  /// @param cut the run with variables in place of its values
  /// @param variables what stands for each value
  private Chain(Run base, Run cut, Map<Expr, Expr> variables) {
    this.base = base;
    for (Event event : base.events()) {
      Expr variable = variables.get(event.value());
      if (variable != null && !byValue.containsKey(event.value())) {
        Expr function = cut.event(event.index()).computed();
        Link link = new Link(event, variable, function, event.value());
        byValue.put(event.value(), link);
        byVariable.put(variable, link);
      }
    }
    cut.events().forEach(e -> functions.put(e.index(), e.computed()));
  }

  /// The chain of a run; null if the run depends on its values in such a way that they cannot be
  /// replaced by variables.
  static @Nullable Chain of(Run base) {
    Set<Expr> kept = new HashSet<>();
    for (int k = 0; k < TRIES; k++) {
      Map<Expr, Expr> variables = new LinkedHashMap<>();
      Run cut = base.with(cuts(base, k > 0, kept, variables)); // a constant may be an index
      if (base.goesLike(cut) && isAlike(base, cut)) {
        return new Chain(base, cut, variables);
      }
      if (k > 0 && !kept.addAll(Deciding.of(base, cut.following()))) {
        break;
      }
    }
    return null;
  }

  /// Whether each event still computes what has its shape: what is drawn for a function by what
  /// others have may be something else once that has other values.
  private static boolean isAlike(Run base, Run cut) {
    return base.events().stream()
        .allMatch(e -> cut.event(e.index()).computed().shape().equals(e.computed().shape()));
  }

  private static final int TRIES = 5;

  /// What is put in place of values.
  ///
  /// @param kept values that decide where the run goes: they are no variables
  /// @param variables gets what stands for each value
  private static List<Replacement> cuts(
      Run base, boolean keepConstants, Set<Expr> kept, Map<Expr, Expr> variables) {
    Holds inputs = new Holds(_ -> true);
    Holds reals = new Holds(Discrete::isReal);
    Discrete discrete = new Discrete();
    List<Replacement> cuts = new ArrayList<>();
    for (Event event : base.events()) {
      Expr value = event.value();
      boolean keeps = keepConstants || inputs.in(value);
      if (isLeaf(value, discrete) || !reals.in(value) && keeps || kept.contains(value)) {
        continue; // a constant array is none, unless constants are to stay
      }
      Expr variable =
          variables.computeIfAbsent(
              value, v -> Build.var("link" + variables.size() + "·", v.shape()));
      cuts.add(new Replacement(event.index(), variable));
    }
    return cuts;
  }

  /// Inputs and numbers, and what is made of whole numbers alone, by which no derivative is taken.
  private static boolean isLeaf(Expr value, Discrete discrete) {
    return value.head() instanceof Head.Var
        || value.constant() != null
        || discrete.isTruth(value)
        || discrete.arePositions(value)
        || discrete.areWhole(value);
  }

  Run base() {
    return base;
  }

  /// The events of the run by their values and their calls.
  Occurrences occurrences() {
    if (occurrences == null) {
      occurrences = new Occurrences(base.events());
    }
    return occurrences;
  }

  /// The links in the order of the run.
  List<Link> links() {
    return List.copyOf(byValue.values());
  }

  /// The link of a value, or null if it is an input or a constant.
  @Nullable Link link(Expr value) {
    return byValue.get(value);
  }

  /// What an event computes, in terms of the variables of links before it.
  Expr function(Event event) {
    return functions.getOrDefault(event.index(), event.value());
  }

  /// What stands for a value: the variable of its link, or an input itself.
  Expr variable(Expr value) {
    Link link = byValue.get(value);
    return link == null ? value : link.variable();
  }

  /// The variables and inputs a function is made of.
  Set<Expr> variables(Expr function) {
    return variables.computeIfAbsent(
        function,
        f ->
            f.inOrder().stream()
                .filter(e -> e.head() instanceof Head.Var)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /// The links a function is directly made of.
  Set<Link> parents(Expr function) {
    return parents.computeIfAbsent(function, this::direct);
  }

  private Set<Link> direct(Expr function) {
    Set<Link> parents = new LinkedHashSet<>();
    for (Expr node : variables(function)) {
      Link link = byVariable.get(node);
      if (link != null) {
        parents.add(link);
      }
    }
    return parents;
  }

  /// Everything a function is made of, directly or not, the last of the run first.
  Set<Link> ancestors(Expr function) {
    return ancestry().all(parents(function));
  }

  /// Whether a link is among the ancestors of a function.
  boolean isMadeOf(Expr function, Link link) {
    return ancestry().isIn(link, parents(function));
  }

  /// Whether anything that has its value is called like a gradient.
  boolean isGradient(Link link) {
    return occurrences().of(link.value()).stream()
        .anyMatch(e -> GradientName.of(e.target()) != null);
  }

  /// Whether a link is made of a variable, directly or not.
  boolean isMadeOf(Link link, Expr variable) {
    return link.function().contains(variable)
        || ancestors(link.function()).stream()
            .anyMatch(l -> l.variable().equals(variable) || l.function().contains(variable));
  }

  /// Whether two functions have ancestors that are the same.
  boolean meet(Expr function, Expr other) {
    return ancestry().meet(parents(function), parents(other));
  }

  /// The values at the end of the run that are made of a link, in terms of inputs.
  List<Expr> ends(Link link) {
    Set<Link> used = new HashSet<>();
    byValue.values().forEach(other -> used.addAll(parents(other.function())));
    return byValue.values().stream()
        .filter(end -> !used.contains(end))
        .filter(end -> end.equals(link) || isMadeOf(end.function(), link))
        .map(Link::value)
        .toList();
  }

  private Ancestry<Link> ancestry() {
    if (ancestry == null) {
      ancestry = new Ancestry<>(links(), link -> parents(link.function()));
    }
    return ancestry;
  }

  private Set<Link> ancestors(Expr function, Set<Expr> ends) {
    if (ends.isEmpty()) {
      return ancestors(function);
    }
    Set<Link> found = new LinkedHashSet<>();
    List<Link> open = new ArrayList<>(parents(function));
    while (!open.isEmpty()) {
      Link link = open.removeLast();
      if (found.add(link) && !ends.contains(link.variable())) {
        open.addAll(parents(link.function()));
      }
    }
    return found;
  }

  /// The variables and inputs that a function depends on, directly or not.
  ///
  /// @param ends variables behind which nothing is looked at
  Set<Expr> reached(Expr function, Set<Expr> ends) {
    Set<Expr> reached = new LinkedHashSet<>(variables(function));
    for (Link link : ancestors(function, ends)) {
      reached.add(link.variable());
      if (!ends.contains(link.variable())) {
        reached.addAll(variables(link.function()));
      }
    }
    return reached;
  }

  /// The derivative of an output by every link and input it depends on, with axes `output ++
  /// variable`, in terms of variables.
  ///
  /// @param output a function of variables
  /// @param ends variables behind which nothing is differentiated
  Map<Expr, Expr> derivatives(Expr output, Set<Expr> ends) {
    Shape shape = output.shape();
    List<Integer> once = Build.range(0, shape.rank());
    List<Integer> twice = new ArrayList<>(once);
    twice.addAll(once);
    Expr identity = Product.one().letters(once, shape).out(twice);
    return cotangents(output, identity, shape, ends);
  }

  /// What a cotangent of an output becomes at every link and input it depends on; a cotangent has
  /// axes `prefix ++ output`.
  ///
  /// @param ends variables behind which nothing is differentiated
  Map<Expr, Expr> cotangents(Expr output, Expr cotangent, Shape prefix, Set<Expr> ends) {
    Map<Expr, List<Expr>> parts = new IdentityHashMap<>();
    Map<Expr, Expr> total = new LinkedHashMap<>();
    List<Link> order = new ArrayList<>(ancestors(output, ends));
    order.sort((a, b) -> b.event().index() - a.event().index());
    handOn(output, cotangent, prefix, parts);
    for (Link link : order) {
      Expr sum = sum(parts.remove(link.variable()), prefix.concat(link.variable().shape()));
      total.put(link.variable(), sum);
      if (ends.contains(link.variable())) {
        continue;
      }
      handOn(link.function(), sum, prefix, parts);
    }
    parts.forEach((input, all) -> total.put(input, sum(all, prefix.concat(input.shape()))));
    return total;
  }

  /// The part of derivatives that goes through what some calls compute.
  ///
  /// @param whole the derivatives by everything
  /// @param prefix the axes they have before those of the variable
  Map<Expr, Expr> through(Map<Expr, Expr> whole, Shape prefix, Set<Integer> calls) {
    Map<Expr, List<Expr>> parts = new LinkedHashMap<>();
    for (Link link : byVariable.values()) {
      Expr own = whole.get(link.variable());
      if (own != null && calls.contains(link.event().frame())) {
        handOn(link.function(), own, prefix, parts);
      }
    }
    Map<Expr, Expr> total = new LinkedHashMap<>();
    parts.forEach(
        (variable, all) -> total.put(variable, sum(all, prefix.concat(variable.shape()))));
    return total;
  }

  private static void handOn(
      Expr function, Expr cotangent, Shape prefix, Map<Expr, List<Expr>> parts) {
    List<Expr> variables =
        function.inOrder().stream().filter(e -> e.head() instanceof Head.Var).toList();
    Differentiate.pullBack(function, variables, cotangent, prefix)
        .forEach((v, part) -> parts.computeIfAbsent(v, _ -> new ArrayList<>()).add(part));
  }

  private static Expr sum(@Nullable List<Expr> parts, Shape shape) {
    if (parts == null) {
      return Build.zeros(shape);
    }
    return Build.sum(shape, parts.stream().map(_ -> Rational.ONE).toList(), parts);
  }

  /// An expression of variables in terms of the inputs alone.
  Expr inInputs(Expr function) {
    Map<Expr, Expr> values = new LinkedHashMap<>();
    for (Expr node : variables(function)) {
      Link link = byVariable.get(node);
      if (link != null) {
        values.put(node, link.value());
      }
    }
    return values.isEmpty() ? function : function.substitute(values);
  }
}

package leibniz.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.python.Module;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// The part of a program that its gradients are made by. What is no part of them, as the reading of
/// data or the layers of another network, need not be followed again with every change that is
/// tried.
///
/// @param left the numbers of the statements that are left out, in the order of the text
/// @param once the numbers of the loops that are followed for one round
/// @param count how many statements the program has
/// @param run the rest, followed
/// @param indices where the events of the whole program are in that run
/// @param names the inputs of that run, and those of the whole program that they are: an input that
///   has no name is called by its number
/// @param same the gradients that are there what they are in the whole program
record Focus(
    Set<Integer> left,
    Set<Integer> once,
    int count,
    Run run,
    Map<Integer, Integer> indices,
    Map<Expr, Expr> names,
    Set<Event> same) {
  /// How much is left out. What gradients are may depend on it: the sizes that are drawn for others
  /// may get other names where functions are left out that the program never calls.
  enum Cut {
    /// Functions that are never called, what binds nothing for the first time, and all rounds of a
    /// loop but the first if what is needed is made there.
    ROUNDS,
    FUNCTIONS,
    STATEMENTS
  }

  private static final int FEW = 60; // events: so little is followed as it is

  /// The part that gradients are made by; null if it is nearly all.
  static @Nullable Focus of(Chain chain, List<Claim> claims, Cut cut) {
    Run base = chain.base();
    if (base.events().size() < FEW) {
      return null;
    }
    Set<Expr> needed = needed(chain, claims);
    Set<Integer> first = places(chain, claims, needed);
    Set<Integer> calls = new HashSet<>(); // that make something: what they get of others is read
    first.forEach(k -> calls.add(base.event(k).frame()));
    Extents extents =
        new Extents(
            base,
            k ->
                needed.contains(base.event(k).value())
                    && (cut != Cut.ROUNDS
                        || first.contains(k)
                        || calls.contains(base.event(k).frame())));
    Set<Integer> left = extents.left(cut != Cut.STATEMENTS);
    Set<Integer> once = cut == Cut.ROUNDS ? new Rounds(base, first).once() : Set.of();
    return left.isEmpty() && once.isEmpty() ? null : followed(base, left, once, claims);
  }

  /// Where everything on the way to the gradients is bound first.
  private static Set<Integer> places(Chain chain, List<Claim> claims, Set<Expr> needed) {
    Set<Integer> places = new HashSet<>();
    Set<Expr> bound = new HashSet<>();
    for (Event event : chain.base().events()) {
      if (needed.contains(event.value()) && bound.add(event.value())) {
        places.add(event.index());
      }
    }
    for (Claim claim : claims) {
      claim.group().events().forEach(e -> places.add(e.index()));
    }
    return places;
  }

  /// Everything on the way to the gradients: what is bound, and what it is computed from.
  private static Set<Expr> needed(Chain chain, List<Claim> claims) {
    Set<Expr> values = new HashSet<>();
    for (Claim claim : claims) {
      claim.group().events().forEach(e -> values.add(e.value()));
      Expr function = claim.function(chain);
      values.addAll(function.inOrder());
      for (Chain.Link link : chain.ancestors(function)) {
        values.add(link.value());
        values.addAll(link.function().inOrder());
      }
    }
    values.removeIf(v -> v.constant() != null);
    return values;
  }

  private static @Nullable Focus followed(
      Run base, Set<Integer> left, Set<Integer> once, List<Claim> claims) {
    Module rest = Pruned.of(base.program(), left, once);
    Run bare = Run.of(rest, base.elsewhere().replacing(List.of()));
    Map<Integer, Integer> indices =
        once.isEmpty() ? Alignment.of(base, bare) : Alignment.ofFirst(base, bare);
    Run run = bare.replacing(Alignment.moved(base.options().replacing(), indices));
    if (run == null) {
      return null;
    }
    Focus all =
        new Focus(
            left,
            once,
            Pruned.count(base.program()),
            run,
            indices,
            names(base, run, indices),
            Set.of());
    Set<Event> same = new HashSet<>();
    claims.stream().filter(c -> all.keeps(c)).forEach(c -> same.add(c.event()));
    return new Focus(left, once, all.count, run, indices, all.names, same);
  }

  private static Map<Expr, Expr> names(Run base, Run run, Map<Integer, Integer> indices) {
    Map<Expr, Expr> names = new HashMap<>();
    indices.forEach((whole, part) -> {
      Expr now = run.event(part).value();
      Expr before = base.event(whole).value();
      boolean input = now.head() instanceof Head.Var && before.head() instanceof Head.Var;
      if (input && !now.equals(before) && now.shape().equals(before.shape())) {
        names.put(now, before);
      }
    });
    return names;
  }

  private boolean keeps(Claim claim) {
    for (Event event : claim.group().events()) {
      Integer index = indices.get(event.index());
      Event same = index == null ? null : run.event(index);
      if (same == null
          || !same.target().equals(event.target())
          || !inWhole(same).value().equals(event.value())) {
        return false;
      }
    }
    return claim.before() == null || indices.containsKey(claim.before().index());
  }

  /// The same part of another text; null if its statements are others, so that it is not known.
  @Nullable Module of(Module program) {
    return Pruned.count(program) == count ? Pruned.of(program, left, once) : null;
  }

  /// Where a gradient of the whole program is in the run of the part; null if it is not there, or
  /// something else.
  @Nullable Event event(Event whole) {
    Integer index = indices.get(whole.index());
    return index == null || !same.contains(whole) ? null : run.event(index);
  }

  /// Whether gradients are all in it.
  boolean holds(List<Judgement> all) {
    return all.stream().allMatch(j -> same.contains(j.claim().event()));
  }

  /// An event of the part, or of a change of it, in terms of the inputs of the whole program.
  Event inWhole(Event event) {
    return names.isEmpty()
        ? event
        : new Event(
            event.index(),
            event.frame(),
            event.kind(),
            event.target(),
            event.owner(),
            event.value().substitute(names),
            event.computed().substitute(names),
            event.statement(),
            event.expression());
  }
}

package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Span;
import leibniz.python.Module;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// The part of a program that its gradients are made by. What is no part of them, as the reading of
/// data or the layers of another network, need not be followed again with every change that is
/// tried.
///
/// @param left the numbers of the statements that are left out, in the order of the text
/// @param count how many statements the program has
/// @param run the rest, followed
/// @param indices where the events of the whole program are in that run
/// @param names the inputs of that run, and those of the whole program that they are: an input that
///   has no name is called by its number
/// @param same the gradients that are there what they are in the whole program
record Focus(
    Set<Integer> left,
    int count,
    Run run,
    Map<Integer, Integer> indices,
    Map<Expr, Expr> names,
    Set<Event> same) {
  private static final int FEW = 60; // events: so little is followed as it is
  private static final int COSTLY = 20; // events that are worth leaving out

  /// The part that gradients are made by; null if it is nearly all.
  ///
  /// @param functions whether those are left out, too, that the program never calls: the sizes that
  ///   are drawn for others may get other names then
  static @Nullable Focus of(Chain chain, List<Claim> claims, boolean functions) {
    Run base = chain.base();
    if (base.events().size() < FEW) {
      return null;
    }
    Set<Integer> left = new Extents(base, needed(chain, claims)).left(functions);
    return left.isEmpty() ? null : followed(base, left, claims);
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

  private static @Nullable Focus followed(Run base, Set<Integer> left, List<Claim> claims) {
    Module rest = Pruned.of(base.program(), left);
    Run bare = Run.of(rest, base.elsewhere().replacing(List.of()));
    Map<Integer, Integer> indices = Alignment.of(base, bare);
    Run run = bare.replacing(Alignment.moved(base.options().replacing(), indices));
    if (run == null) {
      return null;
    }
    Focus all =
        new Focus(
            left, Pruned.count(base.program()), run, indices, names(base, run, indices), Set.of());
    Set<Event> same = new HashSet<>();
    claims.stream().filter(c -> all.keeps(c)).forEach(c -> same.add(c.event()));
    return new Focus(left, all.count, run, indices, all.names, same);
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
    return Pruned.count(program) == count ? Pruned.of(program, left) : null;
  }

  /// Where a gradient of the whole program is in the run of the part; null if it is not there, or
  /// something else.
  @Nullable Event event(Event whole) {
    Integer index = indices.get(whole.index());
    return index == null || !same.contains(whole) ? null : run.event(index);
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

  /// What happens while a statement runs.
  private static final class Extents {
    private final Run run;
    private final Set<Expr> needed;
    private final List<Statement> statements;
    private final List<Set<Integer>> extents = new ArrayList<>(); // by the number of a statement
    private final Set<Span> called = new HashSet<>(); // functions that the program calls

    Extents(Run run, Set<Expr> needed) {
      this.run = run;
      this.needed = needed;
      this.statements = Pruned.statements(run.program());
      statements.forEach(_ -> extents.add(new LinkedHashSet<>()));
      List<Frame> frames = run.following().frames();
      frames.stream().filter(f -> f.call() != null).forEach(f -> called.add(f.definition()));
      Map<Span, List<Integer>> around = new HashMap<>();
      for (Event event : run.events()) {
        add(event, event.statement(), around);
        for (int f = event.frame(); f != 0; f = frames.get(f).caller()) {
          Span call = frames.get(f).call();
          add(event, call == null ? frames.get(f).definition() : call, around);
        }
      }
    }

    private void add(Event event, Span place, Map<Span, List<Integer>> around) {
      for (int n : around.computeIfAbsent(place, this::around)) {
        extents.get(n).add(event.index());
      }
    }

    private List<Integer> around(Span place) {
      List<Integer> numbers = new ArrayList<>();
      for (int n = 0; n < statements.size(); n++) {
        if (isInside(place, statements.get(n).span())) {
          numbers.add(n);
        }
      }
      return numbers;
    }

    private static boolean isInside(Span inner, Span outer) {
      return inner.file().equals(outer.file())
          && outer.line() <= inner.line()
          && inner.endLine() <= outer.endLine();
    }

    /// The statements to leave out.
    Set<Integer> left(boolean functions) {
      Set<Integer> left = new HashSet<>();
      for (int n = 0; n < statements.size(); n++) {
        Set<Integer> extent = extents.get(n);
        boolean goes =
            switch (statements.get(n)) {
              case Statement.Function f -> functions && !called.contains(f.span());
              case Statement.For _, Statement.While _ -> true; // however little it binds
              case Statement.ClassDefinition _ -> false;
              default -> extent.size() >= COSTLY;
            };
        if (goes && extent.stream().noneMatch(k -> needed.contains(run.event(k).value()))) {
          left.add(n);
        }
      }
      return left;
    }
  }
}

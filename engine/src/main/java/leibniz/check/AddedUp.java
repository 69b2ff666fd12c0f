package leibniz.check;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.ir.Expr;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// Gradients that several calls add up before a step, as those of small batches: `self.dW += …`,
/// set to 0 elsewhere.
final class AddedUp {
  private final Chain chain;
  private final Losses losses;

  AddedUp(Chain chain, Losses losses) {
    this.chain = chain;
    this.losses = losses;
  }

  /// What all calls that add to a gradient go back from, as one loss; null if there is only one, or
  /// if one goes on with what another returns, as from step to step of a recurrence.
  @Nullable Loss loss(Group group) {
    Set<Integer> frames = frames(group);
    Set<Loss> all = new LinkedHashSet<>();
    for (int frame : frames) {
      Loss one = losses.weighted(frame);
      if (one != null) {
        all.add(one);
      }
    }
    if (all.size() < 2 || all.stream().anyMatch(loss -> goesOn(loss, frames))) {
      return null;
    }
    Set<Expr> ends = all.stream().flatMap(l -> l.ends().stream()).collect(Collectors.toSet());
    List<Loss.Part> parts = all.stream().flatMap(l -> l.parts().stream()).toList();
    Loss first = all.iterator().next();
    return new Loss(first.name(), first.event(), parts, ends);
  }

  private boolean goesOn(Loss loss, Set<Integer> frames) {
    return loss.parts().stream()
        .map(Loss.Part::cotangent)
        .filter(Objects::nonNull)
        .flatMap(c -> chain.ancestors(c).stream())
        .anyMatch(link -> frames.contains(link.event().frame()));
  }

  private static Set<Integer> frames(Group group) {
    return group.events().stream()
        .map(Event::frame)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// Whether a function is handed a part of a cotangent so small that the calls which add up have
  /// all of it together: `net.backward(grad / n)` of each of `n` batches.
  boolean isPart(Judgement j) {
    Claim claim = j.claim();
    if (j.outcome() != Judgement.Outcome.SCALED || claim.event().kind() != Event.Kind.ARGUMENT) {
      return false;
    }
    boolean cut = new CutLoops(chain).isAround(claim.event());
    int calls = calls(claim.event().frame());
    return calls > 1
        && j.scales().stream()
            .map(scale -> 1 / scale)
            .allMatch(n ->
                Math.abs(n - Math.round(n)) < CLOSE
                    && (Math.abs(n - calls) < CLOSE || cut && n > calls));
  }

  private static final double CLOSE = 1e-6;

  /// How many calls of the function of a call add to the same gradients as this one.
  private int calls(int frame) {
    List<Frame> frames = chain.base().following().frames();
    Map<Integer, Integer> outer = new LinkedHashMap<>(); // the call of that function around each
    for (Frame f : frames) {
      boolean same = f.function().equals(frames.get(frame).function());
      outer.put(f.id(), same ? f.id() : f.id() == 0 ? 0 : outer.getOrDefault(f.caller(), 0));
    }
    return Group.of(chain, t -> GradientName.of(t) != null).stream()
        .map(
            g -> frames(g).stream().map(outer::get).filter(f -> f != 0).collect(Collectors.toSet()))
        .filter(calls -> calls.contains(frame))
        .mapToInt(Set::size)
        .max()
        .orElse(1);
  }
}

package leibniz.check;

import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// Losses of samples that nothing adds up: a function calls another for each sample and adds the
/// gradients that it returns, `nw + dnw`. What they are of is the sum of what the losses that were
/// put there ([Companions]) return below it.
final class EachCall {
  private static final int MOST = 100; // calls

  private EachCall() {}

  /// The sum; null if there are not two of them, or one is in the call itself.
  static @Nullable Loss of(Chain chain, List<Event> results, Group gradient) {
    List<Frame> frames = chain.base().following().frames();
    List<Event> below =
        results.stream()
            .filter(e -> Companions.calls(frames.get(e.frame())) && Beside.isScalar(e))
            .filter(e -> e.index() < gradient.last().index())
            .filter(e -> isBelow(frames, e.frame(), gradient.frame()))
            .toList();
    if (below.size() < 2
        || below.size() > MOST
        || below.stream().anyMatch(e -> frames.get(e.frame()).caller() == gradient.frame())) {
      return null;
    }
    Expr sum = below.stream().map(chain::function).reduce(Build::plus).orElseThrow();
    String name = frames.get(below.getFirst().frame()).function();
    return new Loss(name, below.getLast(), List.of(new Loss.Part(sum, null)));
  }

  private static boolean isBelow(List<Frame> frames, int frame, int caller) {
    int f = frame;
    while (f > caller) { // a caller is before what it calls
      f = frames.get(f).caller();
    }
    return f == caller && frame != caller;
  }
}

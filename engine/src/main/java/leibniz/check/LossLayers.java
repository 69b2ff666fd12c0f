package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.ir.Expr;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// Losses that are layers: what `backward()` returns, which is handed nothing, is the gradient of
/// the number that `forward(p, t)` of the same object returned, by what that was handed.
final class LossLayers {
  private static final Pattern BACK =
      Pattern.compile("(?i)_?(?:backward|backprop\\w*|bprop|backpropagate|back)");
  private static final Pattern AHEAD =
      Pattern.compile("(?i)_?(?:forward|fprop|__call__|call|loss|compute\\w*|calc\\w*|cost)");

  private final Chain chain;
  private final Run run;
  private final Losses losses;

  LossLayers(Chain chain, Losses losses) {
    this.chain = chain;
    this.run = chain.base();
    this.losses = losses;
  }

  /// Those that are not looked at by a name.
  List<Claim> of(Set<Expr> claimed) {
    List<Claim> all = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (Event event : run.events()) {
      String function = run.frame(event).function();
      if (event.kind() != Event.Kind.RETURN
          || !event.target().equals("return")
          || event.value().rank() == 0
          || run.frame(event).drawn()
          || chain.link(event.value()) == null
          || claimed.contains(event.value())
          || !BACK.matcher(run.frame(event).name()).matches()
          || losses.weighted(event.frame()) != null) {
        continue;
      }
      Event value = value(event);
      List<Claim.Pair> pairs = value == null ? List.of() : pairs(event, value);
      if (!pairs.isEmpty() && done.add(function)) {
        claimed.add(event.value());
        Group group = new Group(event.frame(), event.target(), List.of(event));
        GradientName said = new GradientName("", List.of(pairs.getFirst().name()), true);
        all.add(new Claim(group, said, pairs, Nameless.name(function, event), null));
      }
    }
    return all;
  }

  /// The number that the same class returned last before; null if it returned none.
  private @Nullable Event value(Event gradient) {
    String scope = run.frame(gradient).scope();
    Event found = null;
    for (Event event : run.events().subList(0, gradient.index())) {
      Frame frame = run.frame(event);
      if (event.kind() == Event.Kind.RETURN
          && event.target().equals("return")
          && Judge.squeezed(event.value().shape()).isEmpty()
          && chain.link(event.value()) != null
          && frame.scope().equals(scope)
          && AHEAD.matcher(frame.name()).matches()) {
        found = event;
      }
    }
    return found;
  }

  /// By each of what the function was handed, or made of it, that has the shape of the gradient.
  private List<Claim.Pair> pairs(Event gradient, Event value) {
    Loss loss = Loss.of(run.frame(value).function(), value, chain);
    List<Claim.Pair> pairs = new ArrayList<>();
    for (Event event : chain.occurrences().in(value.frame())) {
      Expr variable = chain.variable(event.value());
      if (event.kind() != Event.Kind.RETURN
          && event.value().shape().equals(gradient.value().shape())
          && losses.reached(loss).contains(variable)) {
        pairs.add(new Claim.Pair(loss, event.target(), event, variable));
      }
    }
    return pairs;
  }
}

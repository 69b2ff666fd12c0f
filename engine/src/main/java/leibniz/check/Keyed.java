package leibniz.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What is called like a gradient and is a parameter: a dict of gradients has one of that key. Of
/// `g['d_b']` the parameter is `self.d_b`, the bias of a decoder. Where all keys of such a dict are
/// called like gradients, they are the gradients' own: `grads['dW1']`, beside the moments
/// `v['dW1']`. So is what is kept of a parameter `g`, `state['g'][0]`.
final class Keyed {
  private final Set<String> keys = new HashSet<>();
  private final KeyedSteps steps;

  Keyed(Run run) {
    this.steps = new KeyedSteps(run.program());
    Map<String, Set<String>> dicts = new HashMap<>();
    run.events()
        .forEach(e -> {
          GradientName.Key key = GradientName.Key.of(e.target());
          if (!key.field().isEmpty() && isOfGradients(key)) {
            dicts.computeIfAbsent(key.base(), _ -> new HashSet<>()).add(key.field());
          }
        });
    dicts.values().stream()
        .filter(fields -> fields.stream().anyMatch(f -> GradientName.of(f) == null))
        .forEach(keys::addAll);
  }

  private static boolean isOfGradients(GradientName.Key key) {
    return GradientName.of(key.base()) != null;
  }

  /// Whether a target is such a parameter.
  boolean is(String target) {
    GradientName.Key key = GradientName.Key.of(target);
    boolean attribute = key.field().isEmpty() && key.owner().equals("self.");
    boolean entry = !key.field().isEmpty() && !isOfGradients(key);
    if (!key.field().isEmpty() && steps.parameters().contains(key.owner() + key.base())) {
      return true;
    }
    return attribute && key.index().isEmpty() && keys.contains(key.last())
        || entry && keys.contains(key.field());
  }
}

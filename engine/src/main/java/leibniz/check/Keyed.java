package leibniz.check;

import java.util.HashSet;
import java.util.Set;

/// What is called like a gradient and is a parameter: a dict of gradients has one of that key. Of
/// `g['d_b']` the parameter is `self.d_b`, the bias of a decoder.
final class Keyed {
  private final Set<String> keys = new HashSet<>();

  Keyed(Run run) {
    run.events()
        .forEach(e -> {
          GradientName.Key key = GradientName.Key.of(e.target());
          if (!key.field().isEmpty() && isOfGradients(key)) {
            keys.add(key.field());
          }
        });
  }

  private static boolean isOfGradients(GradientName.Key key) {
    return GradientName.of(key.base()) != null;
  }

  /// Whether a target is such a parameter.
  boolean is(String target) {
    GradientName.Key key = GradientName.Key.of(target);
    boolean attribute = key.field().isEmpty() && key.owner().equals("self.");
    boolean entry = !key.field().isEmpty() && !isOfGradients(key);
    return (attribute || entry) && key.index().isEmpty() && keys.contains(key.last());
  }
}

package leibniz.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Shape;
import leibniz.trace.Frame;

/// The sizes that a program hands on by the same word wherever it does: `n_hidden` of `def init(
/// n_features, n_hidden, n_classes)`. What texts call so elsewhere is that.
final class HandedSizes {
  private static final int WORD = 3; // letters; a shorter one may be two things

  private final Map<String, Dim> sizes;
  private final Run run;

  private HandedSizes(Map<String, Dim> sizes, Run run) {
    this.sizes = sizes;
    this.run = run;
  }

  static HandedSizes of(Run run) {
    Map<String, Set<Dim>> all = new HashMap<>();
    for (Frame call : run.following().frames()) {
      if (call.id() != 0 && !run.isOurs(call)) {
        LocalSizes.handed(run, Set.of(call.id()))
            .forEach((name, size) -> all.computeIfAbsent(name, _ -> new HashSet<>()).add(size));
      }
    }
    Map<String, Dim> sizes = new HashMap<>();
    all.forEach((name, each) -> {
      if (name.length() >= WORD && each.size() == 1) {
        sizes.put(name, each.iterator().next());
      }
    });
    return new HandedSizes(sizes, run);
  }

  /// Whether a shape is stated the other way round by these words alone.
  boolean isReversed(Stated stated, Shape actual) {
    return SizeNames.of(run, sizes::get).isReversed(stated, actual);
  }
}

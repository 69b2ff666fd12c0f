package leibniz.check;

import org.jspecify.annotations.Nullable;

/// The chain of a run, made when it is asked for, and once.
final class Chained {
  private final Run run;
  private boolean made;
  private @Nullable Chain chain;

  Chained(Run run) {
    this.run = run;
  }

  /// The chain; null if the run is none.
  @Nullable Chain get() {
    if (!made) {
      chain = Chain.of(run);
      made = true;
    }
    return chain;
  }
}

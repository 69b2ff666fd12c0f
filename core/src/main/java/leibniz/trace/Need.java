package leibniz.trace;

import java.util.Set;
import java.util.TreeSet;

/// What a drawn argument has to be, as the place shows where a function fails with it.
sealed interface Need {

  /// A number that counts.
  enum Count implements Need {
    /// The size of an axis.
    SIZE,
    /// How often, or where.
    NUMBER
  }

  /// A dict with these keys, besides those that it has.
  record Keys(Set<String> names) implements Need {
    /// Takes a copy.
    public Keys {
      names = Set.copyOf(names);
    }
  }

  /// What has to be both.
  default Need and(Need other) {
    if (!(this instanceof Keys(var own) && other instanceof Keys(var more))) {
      return this;
    }
    Set<String> all = new TreeSet<>(own);
    all.addAll(more);
    return new Keys(all);
  }
}

package leibniz.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where an array that began as zeros was written to: everywhere else it still is 0, and a loop
/// that fills it entry by entry need not look at what is there.
///
/// @param bounds for each axis where it begins and ends; what has no known bounds is whole
/// @param before the boxes before this one; null if there are none
record Boxes(List<long[]> bounds, @Nullable Boxes before) {
  static final Boxes NONE = new Boxes(List.of(), null);

  Boxes {
    bounds = List.copyOf(bounds);
  }

  /// With one more box.
  static Boxes with(Boxes before, List<long[]> box) {
    return new Boxes(box, before);
  }

  /// Whether none of these has an entry in common with a box.
  @SuppressWarnings("ReferenceEquality") // there is one that ends every chain
  boolean isApartFrom(List<long[]> box) {
    for (Boxes one = this; one != null && !one.bounds.isEmpty(); one = one.before) {
      if (!areApart(one.bounds, box)) {
        return false;
      }
    }
    return true;
  }

  private static boolean areApart(List<long[]> a, List<long[]> b) {
    for (int axis = 0; axis < Math.min(a.size(), b.size()); axis++) {
      if (a.get(axis)[1] <= b.get(axis)[0] || b.get(axis)[1] <= a.get(axis)[0]) {
        return true;
      }
    }
    return false;
  }
}

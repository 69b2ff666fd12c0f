package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where an array that began as zeros was written to: everywhere else it still is 0, and a loop
/// that fills it entry by entry need not look at what is there. A loop writes thousands of boxes,
/// so those that came one after the other are told by the smallest box around them, in groups of 2,
/// 4, 8 and so on.
///
/// @param last the group that was written last
/// @param before the groups before it, larger ones; null if there are none
record Boxes(@Nullable Group last, @Nullable Boxes before) {
  static final Boxes NONE = new Boxes(null, null);

  /// @param bounds for each axis where all of it begins and ends; what has no known bounds is whole
  /// @param size how many boxes there are
  /// @param parts the halves; none of a single box
  private record Group(List<long[]> bounds, int size, List<Group> parts) {
    static Group of(Group a, Group b) {
      List<long[]> around = new ArrayList<>();
      for (int axis = 0; axis < a.bounds.size(); axis++) {
        long[] one = a.bounds.get(axis);
        long[] other = b.bounds.get(axis);
        around.add(new long[] {Math.min(one[0], other[0]), Math.max(one[1], other[1])});
      }
      return new Group(around, a.size + b.size, List.of(a, b));
    }

    boolean isApartFrom(List<long[]> box) {
      return areApart(bounds, box)
          || !parts.isEmpty() && parts.stream().allMatch(part -> part.isApartFrom(box));
    }
  }

  /// With one more box.
  static Boxes with(Boxes before, List<long[]> box) {
    Group group = new Group(List.copyOf(box), 1, List.of());
    Boxes rest = before;
    while (rest.last != null && rest.last.size == group.size) {
      group = Group.of(rest.last, group);
      rest = rest.before == null ? NONE : rest.before;
    }
    return new Boxes(group, rest);
  }

  /// Whether none of these has an entry in common with a box.
  boolean isApartFrom(List<long[]> box) {
    for (Boxes one = this; one != null && one.last != null; one = one.before) {
      if (!one.last.isApartFrom(box)) {
        return false;
      }
    }
    return true;
  }

  private static boolean areApart(List<long[]> a, List<long[]> b) {
    for (int axis = 0; axis < a.size(); axis++) {
      if (a.get(axis)[1] <= b.get(axis)[0] || b.get(axis)[1] <= a.get(axis)[0]) {
        return true;
      }
    }
    return false;
  }
}

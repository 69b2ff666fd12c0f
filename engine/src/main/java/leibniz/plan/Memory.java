package leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import leibniz.kernel.Type;

/// Which arrays share memory: two that are not needed at the same time.
final class Memory {
  private final int[] slot; // of each array; -1 for those that are given
  private final List<Integer> lengths = new ArrayList<>(); // of the slots

  private Memory(int arrays) {
    slot = new int[arrays];
    Arrays.fill(slot, -1);
  }

  /// @param lengths of the arrays
  /// @param given how many are not ours
  static Memory of(List<Step> steps, List<Integer> lengths, int given) {
    Memory memory = new Memory(lengths.size());
    int[] last = new int[lengths.size()];
    for (int k = 0; k < steps.size(); k++) {
      for (int array : steps.get(k).arrays()) {
        last[array] = k;
      }
    }
    NavigableMap<Integer, List<Integer>> free = new TreeMap<>();
    for (int k = 0; k < steps.size(); k++) {
      for (int array : steps.get(k).arrays()) {
        if (array >= given && memory.slot[array] < 0) {
          memory.slot[array] = memory.take(free, lengths.get(array));
        }
      }
      for (int array : steps.get(k).arrays()) {
        if (array >= given && last[array] == k) {
          int mine = memory.slot[array];
          free.computeIfAbsent(memory.lengths.get(mine), l -> new ArrayList<>()).add(mine);
        }
      }
    }
    return memory;
  }

  /// A free slot that is large enough and not more than twice as large, or a new one.
  private int take(NavigableMap<Integer, List<Integer>> free, int length) {
    Integer fits = free.ceilingKey(length);
    if (fits != null && fits <= 2L * length) {
      List<Integer> slots = Lookup.in(free, fits);
      int taken = slots.removeLast();
      if (slots.isEmpty()) {
        free.remove(fits);
      }
      return taken;
    }
    lengths.add(length);
    return lengths.size() - 1;
  }

  /// New memory: an array for each number, null where it is given.
  Object[] arrays(Type type) {
    Object[] slots = lengths.stream().map(type::array).toArray();
    Object[] arrays = new Object[slot.length];
    for (int k = 0; k < arrays.length; k++) {
      if (slot[k] >= 0) {
        arrays[k] = slots[slot[k]];
      }
    }
    return arrays;
  }

  /// The entries of the largest array.
  long largest() {
    return lengths.stream().mapToLong(l -> l).max().orElse(0);
  }

  /// The entries of all of it.
  long entries() {
    return lengths.stream().mapToLong(l -> l).sum();
  }
}

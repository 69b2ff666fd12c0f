package leibniz.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A kernel in which the numbers of arrays and the offsets are arguments, so that equal layers of a
/// network share one class.
///
/// @param kernel its arrays are numbered in the order they occur, and so are its offsets
/// @param arrays the number of each array in a run
/// @param offsets each offset
record Canonical(Kernel kernel, int[] arrays, int[] offsets) {

  /// With the row stride, so that one row more is as much for all that have an offset.
  private record Offset(int array, int entry, int row) {}

  static Canonical of(Kernel kernel) {
    Map<Integer, Integer> arrays = new LinkedHashMap<>();
    Map<Offset, Integer> offsets = new LinkedHashMap<>();
    List<Loop> loops = new ArrayList<>();
    for (Loop loop : kernel.loops()) {
      loops.add(
          loop.map(
              loop.extents(),
              loop.kept(),
              a ->
                  new Access(
                      number(arrays, a.array()),
                      number(offsets, new Offset(a.array(), a.offset(), a.row())),
                      a.row(),
                      a.strides())));
    }
    return new Canonical(
        new Kernel(kernel.rows(), loops, List.of()),
        arrays.keySet().stream().mapToInt(a -> a).toArray(),
        offsets.keySet().stream().mapToInt(Offset::entry).toArray());
  }

  private static <T> int number(Map<T, Integer> numbers, T of) {
    int next = numbers.size();
    return numbers.computeIfAbsent(of, _ -> next);
  }
}

package leibniz.blas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Letters of a contraction that are one axis of a matrix: `n` positions, and where each lies in
/// the result and in both factors. Letters that lie behind each other everywhere are one letter.
///
/// @param n how many positions
/// @param strides of the three tensors: a position is at `position · stride`, if its table is empty
/// @param tables of the three tensors: where each position lies
record Axis(int n, int[] strides, int[][] tables) {
  /// The numbers of the tensors.
  static final int C = 0;

  static final int A = 1;
  static final int B = 2;

  /// One letter: how many values, and the strides of the three tensors.
  record Letter(int n, int c, int a, int b) {
    int stride(int tensor) {
      return tensor == C ? c : tensor == A ? a : b;
    }

    /// This letter around another is one letter, if it goes on where the other ends.
    boolean around(Letter inner) {
      return c == inner.c * inner.n && a == inner.a * inner.n && b == inner.b * inner.n;
    }
  }

  /// The axis of some letters, the widest steps of `tensor` outermost.
  static Axis of(List<Letter> letters, int tensor) {
    List<Letter> merged = merge(letters, tensor);
    int n = 1;
    for (Letter letter : merged) {
      n = Math.multiplyExact(n, letter.n());
    }
    int[] strides = new int[3];
    int[][] tables = new int[3][];
    for (int t = 0; t < 3; t++) {
      int[] table = merged.size() > 1 ? table(merged, t, n) : new int[0];
      strides[t] = merged.isEmpty() ? 0 : table.length > 1 ? table[1] : merged.getLast().stride(t);
      tables[t] = isEven(table, strides[t]) ? new int[0] : table;
    }
    return new Axis(n, strides, tables);
  }

  private static boolean isEven(int[] table, int stride) {
    for (int k = 0; k < table.length; k++) {
      if (table[k] != k * stride) {
        return false;
      }
    }
    return true;
  }

  /// Sorted by the strides of a tensor, and neighbours joined where they can be.
  static List<Letter> merge(List<Letter> letters, int tensor) {
    List<Letter> sorted = new ArrayList<>(letters);
    sorted.removeIf(letter -> letter.n() == 1);
    sorted.sort(
        Comparator.comparingInt((Letter letter) -> Math.abs(letter.stride(tensor))).reversed());
    List<Letter> merged = new ArrayList<>();
    for (Letter letter : sorted) {
      if (!merged.isEmpty() && merged.getLast().around(letter)) {
        Letter outer = merged.removeLast();
        merged.add(new Letter(outer.n() * letter.n(), letter.c(), letter.a(), letter.b()));
      } else {
        merged.add(letter);
      }
    }
    return merged;
  }

  private static int[] table(List<Letter> letters, int tensor, int n) {
    int[] table = new int[n];
    int filled = 1;
    for (Letter letter : letters.reversed()) {
      for (int k = filled; k < Math.min(n, filled * letter.n()); k++) {
        table[k] = table[k % filled] + k / filled * letter.stride(tensor);
      }
      filled *= letter.n();
    }
    return table;
  }

  /// Whether positions of a tensor are a constant number of entries apart.
  boolean isEven(int tensor) {
    return tables[tensor].length == 0;
  }

  /// Whether the positions of a tensor lie one behind the other.
  boolean isDense(int tensor) {
    return n <= 1 || isEven(tensor) && strides[tensor] == 1;
  }

  /// How many positions of a tensor lie one behind the other, and so on from there.
  int run(int tensor) {
    if (tables[tensor].length == 0) {
      return n <= 1 || strides[tensor] == 1 ? Math.max(1, n) : 1;
    }
    int run = 1;
    while (tables[tensor][run] == run) {
      run++;
    }
    return run;
  }

  /// Where a position lies.
  int at(int tensor, int position) {
    int[] table = tables[tensor];
    return table.length == 0 ? position * strides[tensor] : table[position];
  }

  /// The same axis, with the factors exchanged.
  Axis exchanged() {
    return new Axis(
        n,
        new int[] {strides[C], strides[B], strides[A]},
        new int[][] {tables[C], tables[B], tables[A]});
  }
}

package leibniz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import leibniz.ir.Expr;

/// Systems with a matrix that is one core on tied axes: for each index of those there is a block of
/// its own, or the same one if the core does not change along them, which is then eliminated once.
final class BlockSolve {
  private final Part part;
  private final double[] core;
  private final double number;
  private final int half;
  private final int[] sizes;
  private final List<Integer> tied = new ArrayList<>(); // axes of the left half
  private final List<Integer> open = new ArrayList<>();

  /// @param value the numbers of a core
  /// @param axis the size of an axis
  BlockSolve(Part part, Function<Expr, double[]> value, IntUnaryOperator axis) {
    this.part = part;
    this.core = value.apply(part.cores().getFirst().value());
    this.number = value.apply(part.number())[0];
    this.half = part.out().size() / 2;
    this.sizes = new int[2 * half];
    List<Integer> left = part.ties().stream().map(List::getFirst).toList();
    for (int k = 0; k < 2 * half; k++) {
      sizes[k] = axis.applyAsInt(k);
      if (k < half) {
        (left.contains(k) ? tied : open).add(k);
      }
    }
  }

  double[] of(double[] right) {
    int blocks = count(tied);
    int n = count(open);
    boolean same = tied.stream().noneMatch(k -> letters().contains(part.out().get(k)));
    double[] solution = new double[right.length];
    int[] index = new int[2 * half];
    int[] places = new int[n];
    double[] column = new double[n];
    Factored factored = null;
    for (int block = 0; block < blocks; block++) {
      set(index, tied, block, 0);
      for (int k : tied) {
        index[half + k] = index[k];
      }
      for (int row = 0; row < n; row++) {
        set(index, open, row, 0);
        places[row] = place(index);
        column[row] = right[places[row]];
      }
      if (factored == null || !same) {
        factored = new Factored(matrix(index, n));
      }
      double[] solved = factored.solve(column);
      for (int row = 0; row < n; row++) {
        solution[places[row]] = solved[row];
      }
    }
    return solution;
  }

  private double[][] matrix(int[] index, int n) {
    double[][] matrix = new double[n][n];
    for (int row = 0; row < n; row++) {
      set(index, open, row, 0);
      for (int column = 0; column < n; column++) {
        set(index, open, column, half);
        matrix[row][column] = number * core[entry(index)];
      }
    }
    return matrix;
  }

  private List<Integer> letters() {
    return part.cores().getFirst().letters();
  }

  private int entry(int... index) {
    int entry = 0;
    for (int letter : letters()) {
      int axis = part.out().indexOf(letter);
      entry = axis < 0 ? entry : entry * sizes[axis] + index[axis];
    }
    return entry;
  }

  /// Where an index of the left half is in an array.
  private int place(int... index) {
    int place = 0;
    for (int k = 0; k < half; k++) {
      place = place * sizes[k] + index[k];
    }
    return place;
  }

  private int count(List<Integer> axes) {
    int count = 1;
    for (int k : axes) {
      count *= sizes[k];
    }
    return count;
  }

  private void set(int[] index, List<Integer> axes, int number, int from) {
    int rest = number;
    for (int k : axes.reversed()) {
      index[from + k] = rest % sizes[k];
      rest /= sizes[k];
    }
  }
}

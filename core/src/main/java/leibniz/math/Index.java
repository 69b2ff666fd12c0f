package leibniz.math;

import leibniz.ir.Dim;

/// An index of the formula being written, before it has a letter. Lower numbers are read first.
record Index(int number, Dim size) implements Comparable<Index> {

  /// The index of every axis of size 1, so that it does not matter which it is.
  private static final Index SILENT = new Index(-1, Dim.ONE);

  static Index of(int number, Dim size) {
    return size.isOne() ? SILENT : new Index(number, size);
  }

  /// Axes of size 1 have nothing to count; they get no letter.
  boolean isSilent() {
    return size.isOne();
  }

  @Override
  public int compareTo(Index other) {
    return Integer.compare(number, other.number);
  }
}

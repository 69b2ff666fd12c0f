package leibniz.code;

import java.util.ArrayList;
import java.util.List;

/// A Python expression, with what one must know to use it.
///
/// @param level how strongly its outermost operator binds
/// @param kind what its entries are
/// @param axes for each axis of the array, the axis of the *frame* it runs along, or [#ONE] for an
///   axis of size 1. The frame is the shape the text is meant to broadcast to; a number has no axes
///   and fits every frame.
record Piece(String text, Level level, Kind kind, List<Integer> axes) {
  static final int ONE = -1;

  /// From weak to strong, as Python binds.
  enum Level {
    COMPARISON,
    SUM,
    PRODUCT,
    UNARY,
    POWER,
    ATOM
  }

  /// What the entries are. Truth values and whole numbers do not always behave like floats: Python
  /// adds truth values by "or", and has no negative powers of whole numbers. A number is a float
  /// that is no entry of an array: some libraries have functions for arrays only.
  enum Kind {
    FLOAT,
    NUMBER,
    INT,
    BOOL;

    /// What one is together with the other.
    static Kind joined(Kind a, Kind b) {
      return a.compareTo(b) < 0 ? a : b;
    }
  }

  /// How another order of axes is written.
  interface Turn {
    String transpose(String value, String axes);
  }

  Piece {
    axes = List.copyOf(axes);
  }

  /// Text that runs along all axes of its frame.
  static Piece of(String text, Level level, int rank) {
    return new Piece(text, level, Kind.FLOAT, all(rank));
  }

  static List<Integer> all(int rank) {
    List<Integer> axes = new ArrayList<>();
    for (int k = 0; k < rank; k++) {
      axes.add(k);
    }
    return axes;
  }

  /// The text for a place that asks for at least this level.
  String at(Level least) {
    return level.compareTo(least) >= 0 ? text : "(" + text + ")";
  }

  Piece with(String newText, Level newLevel) {
    return new Piece(newText, newLevel, kind, axes);
  }

  Piece with(Kind newKind) {
    return new Piece(text, level, newKind, axes);
  }

  Piece along(List<Integer> newAxes) {
    return new Piece(text, level, kind, newAxes);
  }

  /// Whether it is a number of the language itself. A count of entries is none where it matters.
  boolean isNumber() {
    return axes.isEmpty() && (kind == Kind.NUMBER || kind == Kind.INT);
  }

  /// The same entries for another frame, so that its axes stand where that frame has them.
  ///
  /// @param home the axis of the new frame for each axis of the old one; [#ONE] where the size is 1
  ///   and any place will do
  /// @param rank of the new frame
  /// @param full whether leading axes must be there too; else they may be missing, as broadcasting
  ///   does not need them
  /// @param turn the words for another order of axes
  Piece placed(List<Integer> home, int rank, boolean full, Turn turn) {
    List<Integer> moved = new ArrayList<>();
    axes.forEach(a -> moved.add(a == ONE ? ONE : home.get(a)));
    List<Integer> sorted = moved.stream().filter(a -> a != ONE).sorted().toList();
    if (!sorted.equals(moved.stream().filter(a -> a != ONE).toList())) {
      return along(moved).transposed(turn).placed(all(rank), rank, full, turn);
    }
    if (moved.isEmpty()) {
      return this;
    }
    List<String> index = new ArrayList<>();
    List<Integer> result = new ArrayList<>();
    int at = 0;
    int next = 0; // the first axis of the frame that has no axis of the array yet
    while (at < moved.size() || next < rank) {
      int ones = 0;
      while (at < moved.size() && moved.get(at) == ONE) {
        at++;
        ones++;
      }
      int end = at < moved.size() ? moved.get(at) : rank;
      boolean leading = result.isEmpty() && !full && (end < rank || !sorted.isEmpty());
      for (int gap = end - next; ones > gap; ones--) {
        index.add("0");
      }
      for (int gap = end - next; gap > 0; gap--) {
        if (ones > 0 && (gap <= ones || !leading)) {
          index.add(":");
          result.add(ONE);
          ones--;
        } else if (!leading && (full || !sorted.isEmpty())) {
          index.add("None");
          result.add(ONE);
        }
      }
      if (at < moved.size()) {
        index.add(":");
        result.add(end);
        at++;
      }
      next = end + 1;
    }
    return indexed(index, result);
  }

  private Piece indexed(List<String> index, List<Integer> result) {
    while (!index.isEmpty() && index.getLast().equals(":")) {
      index.removeLast();
    }
    return index.isEmpty()
        ? along(result)
        : new Piece(
            at(Level.ATOM) + "[" + String.join(", ", index) + "]", Level.ATOM, kind, result);
  }

  /// With its axes in the order of the frame.
  private Piece transposed(Turn turn) {
    List<Integer> order = new ArrayList<>(all(axes.size()));
    order.sort((p, q) -> {
      int a = axes.get(p);
      int b = axes.get(q);
      return a == ONE || b == ONE ? Integer.compare(p, q) : Integer.compare(a, b);
    });
    if (axes.contains(ONE)) { // axes of size 1 go last, where an index takes them away or adds them
      order.sort((p, q) -> Integer.compare(last(axes.get(p)), last(axes.get(q))));
    }
    List<Integer> sorted = order.stream().map(axes::get).toList();
    String numbers = order.stream().map(String::valueOf).reduce((a, b) -> a + ", " + b).orElse("");
    return order.equals(List.of(1, 0))
        ? new Piece(at(Level.ATOM) + ".T", Level.ATOM, kind, sorted)
        : new Piece(turn.transpose(text, numbers), Level.ATOM, kind, sorted);
  }

  private static int last(int axis) {
    return axis == ONE ? Integer.MAX_VALUE : axis;
  }
}

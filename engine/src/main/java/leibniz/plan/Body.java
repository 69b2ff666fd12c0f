package leibniz.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import leibniz.ir.Elementwise;
import leibniz.ir.Rational;
import leibniz.kernel.Access;
import leibniz.kernel.Function;
import leibniz.kernel.Op;

/// The lines of a loop's body while they are written. Equal lines are one.
final class Body {
  private static final int MOST_FACTORS = 16; // of an integer power written as a product

  private final List<Op> lines = new ArrayList<>();
  private final Map<Op, Integer> numbers = new HashMap<>();
  private final List<Integer> depths = new ArrayList<>();

  /// The lines; the last of them is `result`.
  List<Op> ending(int result) {
    if (result == lines.size() - 1) {
      return lines;
    }
    List<Op> needed = new ArrayList<>();
    int[] moved = new int[lines.size()];
    boolean[] used = used(result);
    for (int line = 0; line <= result; line++) {
      if (used[line]) {
        moved[line] = needed.size();
        needed.add(moved(lines.get(line), moved));
      }
    }
    return needed;
  }

  private boolean[] used(int result) {
    boolean[] used = new boolean[lines.size()];
    used[result] = true;
    for (int line = result; line >= 0; line--) {
      if (used[line]) {
        switch (lines.get(line)) {
          case Op.Apply(Function f, int a, int b, int c) -> {
            used[a] = true;
            used[b] |= f.arity() > 1;
            used[c] |= f.arity() > 2;
          }
          case Op.Other(Elementwise _, List<Integer> args) -> args.forEach(a -> used[a] = true);
          case Op.Load _, Op.Constant _, Op.Reduced _ -> {
            // uses nothing
          }
        }
      }
    }
    return used;
  }

  private static Op moved(Op line, int[] to) {
    return switch (line) {
      case Op.Apply(Function f, int a, int b, int c) ->
          new Op.Apply(f, to[a], f.arity() > 1 ? to[b] : 0, f.arity() > 2 ? to[c] : 0);
      case Op.Other(Elementwise row, List<Integer> args) ->
          new Op.Other(row, args.stream().map(a -> to[a]).toList());
      case Op.Load _, Op.Constant _, Op.Reduced _ -> line;
    };
  }

  private int add(Op line) {
    return numbers.computeIfAbsent(
        line,
        l -> {
          lines.add(l);
          depths.add(depth(l));
          return lines.size() - 1;
        });
  }

  int load(Access from) {
    return add(new Op.Load(from));
  }

  int constant(double value) {
    return add(new Op.Constant(value));
  }

  int reduced() {
    return add(new Op.Reduced());
  }

  int other(Elementwise row, List<Integer> args) {
    return add(new Op.Other(row, List.copyOf(args)));
  }

  int apply(Function function, int a) {
    return add(new Op.Apply(function, a, 0, 0));
  }

  int apply(Function function, int a, int b) {
    return add(new Op.Apply(function, a, b, 0));
  }

  int apply(Function function, int a, int b, int c) {
    return add(new Op.Apply(function, a, b, c));
  }

  /// `c · a`.
  int scaled(double c, int a) {
    if (c == 1) {
      return a;
    }
    return c == -1 ? apply(Function.NEGATE, a) : apply(Function.MULTIPLY, constant(c), a);
  }

  /// `a + c · b`.
  int plus(int a, double c, int b) {
    if (c == 1) {
      return apply(Function.ADD, a, b);
    }
    return c == -1 ? apply(Function.SUBTRACT, a, b) : apply(Function.ADD, a, scaled(c, b));
  }

  /// `c · Π above / Π below`. What changes with outer axes alone is multiplied first, so that it is
  /// computed outside the inner loops.
  int quotient(double c, List<Integer> above, List<Integer> below) {
    SortedSet<Integer> depths = new TreeSet<>();
    above.forEach(line -> depths.add(depth(line)));
    below.forEach(line -> depths.add(depth(line)));
    int result = -1;
    double left = c;
    for (int depth : depths) {
      for (int line : above) {
        if (depth(line) == depth) {
          result = result < 0 ? scaled(left, line) : apply(Function.MULTIPLY, result, line);
          left = 1;
        }
      }
      int divisor = -1;
      for (int line : below) {
        if (depth(line) == depth) {
          divisor = divisor < 0 ? line : apply(Function.MULTIPLY, divisor, line);
        }
      }
      if (divisor >= 0) {
        result = apply(Function.DIVIDE, result < 0 ? constant(left) : result, divisor);
        left = 1;
      }
    }
    return result < 0 ? constant(left) : result;
  }

  /// How far inside a line changes: 0 never, 1 with the row, then with each axis of the loop.
  private int depth(int line) {
    return depths.get(line);
  }

  private int depth(Op line) {
    return switch (line) {
      case Op.Load(Access from) -> {
        int depth = from.row() == 0 ? 0 : 1;
        for (int axis = 0; axis < from.strides().length; axis++) {
          depth = from.strides()[axis] == 0 ? depth : axis + 2;
        }
        yield depth;
      }
      case Op.Apply(Function f, int a, int b, int c) ->
          Math.max(depth(a), Math.max(f.arity() > 1 ? depth(b) : 0, f.arity() > 2 ? depth(c) : 0));
      case Op.Other(Elementwise _, List<Integer> args) ->
          args.stream().mapToInt(this::depth).max().orElse(0);
      case Op.Constant _, Op.Reduced _ -> 0;
    };
  }

  /// A line to a power that is not negative: by products and roots where that is exact.
  int power(int line, Rational power) {
    if (power.isInt() && power.intValue() <= MOST_FACTORS) {
      return power(line, power.intValue());
    }
    Rational twice = power.times(Rational.TWO);
    if (twice.isInt() && twice.intValue() <= MOST_FACTORS) {
      int root = apply(Function.ROOT, line);
      int whole = twice.intValue() / 2;
      return whole == 0 ? root : apply(Function.MULTIPLY, power(line, whole), root);
    }
    return apply(Function.POWER, line, constant(power.doubleValue()));
  }

  private int power(int line, int power) {
    if (power == 0) {
      return constant(1);
    }
    int half = power == 1 ? line : power(line, power / 2);
    int square = power == 1 ? line : apply(Function.MULTIPLY, half, half);
    return power == 1 || power % 2 == 0 ? square : apply(Function.MULTIPLY, square, line);
  }
}

package leibniz.op;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Effort;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// Some entries along the last axis: those at `offset`, `offset + step`, …
///
/// @param offset the position of the first
/// @param length how many
/// @param step from one to the next, negative when they are taken backwards
public record Slice(Dim offset, Dim length, long step) implements Special {

  /// The entries of `x`, or `x` itself if they are all.
  public static Expr of(Expr x, Dim offset, Dim length, long step) {
    Dim size = x.shape().get(x.rank() - 1);
    boolean all = step == 1 && length.equals(size);
    return all ? x : new Slice(offset, length, step).apply(x, new HashMap<>());
  }

  /// An array that was written to again and again is a sum of sums, and the same terms are met on
  /// many ways through it.
  ///
  /// @param known what was found so far of a slice of an expression; itself where it stays
  private Expr apply(Expr x, Map<Of, Expr> known) {
    return Trailing.apply(y -> of(y, known), 1, x);
  }

  private static final long TERM = 2; // units of work for a term that is looked into

  private record Of(Slice slice, Expr x) {}

  /// Of what was put together from parts along this axis: the part itself, where it is one.
  private Expr of(Expr x, Map<Of, Expr> known) {
    Of key = new Of(this, x);
    Expr found = known.get(key);
    if (found == null) {
      Expr part = step == 1 ? part(x, known) : null;
      found = part != null ? part : Build.special(this, x);
      known.put(key, found);
    }
    return found;
  }

  private @Nullable Expr part(Expr x, Map<Of, Expr> known) {
    return switch (x.head()) {
      case Head.Special(Pad p) when p.step() == 1 -> within(x.arg(0), p.offset(), x, known);
      case Head.Special(Slice s) when s.step == 1 -> taken(x.arg(0), s.offset.plus(offset), known);
      case Head.Special(Concatenate _) -> joined(x, known);
      case Head.Special(Positions _) -> {
        Expr first = Build.broadcast(Build.size(offset), Shape.of(length));
        yield Build.plus(Positions.of(length), first);
      }
      case Head.Sum s -> sum(x, x, s, x.rank() - 1, known);
      case Head.Einsum e
          when x.isView()
              && !e.factors().isEmpty()
              && e.factors().get(0).power().isOne()
              && x.arg(0).head() instanceof Head.Sum s ->
          sum(x, x.arg(0), s, e.factors().get(0).letters().indexOf(e.out().getLast()), known);
      case Head.Special _, Head.Var _, Head.Num _, Head.Einsum _, Head.Map _ -> null;
    };
  }

  /// As many entries of another array, or from another position.
  private Expr taken(Expr x, Dim from, Map<Of, Expr> known) {
    boolean all = length.equals(x.shape().get(x.rank() - 1));
    return all ? x : new Slice(from, length, 1).apply(x, known);
  }

  /// What this takes of `part`, which starts at `start` and has zeros around it; null if only the
  /// values of sizes tell, or if it takes some of both.
  private @Nullable Expr within(Expr part, Dim start, Expr whole, Map<Of, Expr> known) {
    Dim size = part.shape().get(part.rank() - 1);
    Dim end = offset.plus(length);
    if (atMost(start, offset) && atMost(end, start.plus(size))) {
      return taken(part, offset.minus(start), known);
    }
    boolean beside = isBeside(start, size);
    return beside ? Build.zeros(shape(List.of(whole.shape()))) : null;
  }

  /// Whether this takes nothing of what starts there.
  private boolean isBeside(Dim start, Dim size) {
    return atMost(offset.plus(length), start) || atMost(start.plus(size), offset);
  }

  private static boolean atMost(Dim a, Dim b) {
    return b.isAtLeastByNumber(a);
  }

  private @Nullable Expr joined(Expr x, Map<Of, Expr> known) {
    Dim start = Dim.of(0);
    for (Expr part : x.args()) {
      Dim size = part.shape().get(part.rank() - 1);
      Expr taken = isBeside(start, size) ? null : within(part, start, x, known);
      if (taken != null) {
        return taken;
      }
      start = start.plus(size);
    }
    return null;
  }

  /// Term by term, where some of them are parts of this kind.
  ///
  /// @param x the sum, or a view of it
  /// @param axis the axis of the sum that is the last of `x`, or -1
  private @Nullable Expr sum(Expr x, Expr sum, Head.Sum s, int axis, Map<Of, Expr> known) {
    List<Rational> kept = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    List<Rational> factors = new ArrayList<>();
    List<Expr> parts = new ArrayList<>();
    int beside = 0;
    Effort.spend(1 + sum.args().size());
    Dim end = offset.plus(length);
    for (int k = 0; k < sum.args().size(); k++) {
      if (axis >= 0 && isZero(sum.arg(k), axis, end, 3)) {
        beside++;
        continue;
      }
      Effort.spend(TERM);
      boolean[] sliced = new boolean[1];
      Expr term = viewed(x, sum.arg(k));
      Expr part = Trailing.apply(y -> of(y, sliced, known), 1, term);
      (sliced[0] ? kept : factors).add(s.coefficients().get(k));
      (sliced[0] ? rest : parts).add(sliced[0] ? term : part);
    }
    if (parts.isEmpty() && beside == 0) {
      return null;
    }
    if (!rest.isEmpty()) {
      factors.add(Rational.ONE);
      parts.add(apply(Build.sum(x.shape(), kept, rest), known));
    }
    return Build.sum(shape(List.of(x.shape())), factors, parts);
  }

  private Expr of(Expr x, boolean[] sliced, Map<Of, Expr> known) {
    Expr part = of(x, known);
    sliced[0] |= part == Build.special(this, x);
    return part;
  }

  /// Whether `x` is zero all along this stretch of an axis, seen without building anything.
  private boolean isZero(Expr x, int axis, Dim end, int levels) {
    return switch (x.head()) {
      case Head.Special(Pad p) when axis == x.rank() - 1 && p.step() == 1 ->
          atMost(end, p.offset()) || atMost(p.offset().plus(x.arg(0).shape().get(axis)), offset);
      case Head.Einsum e when levels > 0 -> {
        Integer letter = e.out().get(axis);
        boolean zero = false;
        for (int k = 0; k < e.factors().size() && !zero; k++) {
          int inner = e.factors().get(k).letters().indexOf(letter);
          zero =
              inner >= 0
                  && e.factors().get(k).power().signum() > 0
                  && isZero(x.arg(k), inner, end, levels - 1);
        }
        yield zero;
      }
      case Head.Special _, Head.Var _, Head.Num _, Head.Einsum _, Head.Map _, Head.Sum _ -> false;
    };
  }

  /// What a view of a sum makes of one of its terms.
  private static Expr viewed(Expr view, Expr term) {
    return view.head() instanceof Head.Einsum e
        ? Build.product(view).times(term, e.factors().get(0).letters()).out(e.out())
        : term;
  }

  @Override
  public String name() {
    return "slice[" + offset + "; " + length + "; " + step + "]";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    Shape x = arguments.get(0);
    return x.slice(0, x.rank() - 1).concat(Shape.of(length));
  }

  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    Shape x = self.arg(0).shape();
    return Pad.of(cotangent, offset, x.get(x.rank() - 1), step);
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values x = arguments.get(0);
    Values result = Values.zeros(shape);
    int n = x.inner(1);
    int m = result.inner(1);
    int first = Math.toIntExact(offset.at(sizes));
    for (int k = 0; k < result.count(); k++) {
      result.set(k, x.at(k / m * n + first + Math.toIntExact(k % m * step)));
    }
    return result;
  }

  @Override
  public Special resized(UnaryOperator<Dim> sizes) {
    return new Slice(sizes.apply(offset), sizes.apply(length), step);
  }

  /// Along the last axis: index `step · i + offset` of the argument.
  @Override
  public boolean isLinearIn(int argument) {
    return true;
  }

  @Override
  public Notation notation() {
    return new Notation.Reindexed(List.of(new Notation.Reindexed.Index(0, Dim.of(step), offset)));
  }

  /// PyTorch takes no negative step: there the entries are taken forwards and turned around.
  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    Shape given = shapes.get(0);
    Dim size = given.get(given.rank() - 1);
    String before = given.rank() > 3 ? "..., " : ":, ".repeat(given.rank() - 1);
    String range =
        step == 1 ? range(offset, offset.plus(length), size) : range(offset, length, step, size);
    String python = x + "[" + before + range + "]";
    Dim first = step > 0 ? offset : offset.plus(length.minus(Dim.ONE).times(Dim.of(step)));
    String torch = x + "[..., " + range(first, length, Math.abs(step), size) + "]";
    String java = "slice(" + x + ", " + size + ", " + offset + ", " + length;
    return new Spelling(
        python,
        step > 0 ? python : "torch.flip(" + torch + ", (-1,))",
        python,
        java + ", " + step + ")",
        METHOD);
  }

  /// `1:`, `:-1`, `2:n`: from one position to another of an axis.
  private static String range(Dim from, Dim to, Dim size) {
    String start = from.equals(Dim.of(0)) ? "" : position(from, size);
    return start + ":" + (to.equals(size) ? "" : position(to, size));
  }

  /// Counted from the end where that is a number and the size is none.
  private static String position(Dim at, Dim size) {
    OptionalLong back = size.minus(at).constant();
    boolean fromEnd = size.constant().isEmpty() && back.isPresent() && back.getAsLong() > 0;
    return fromEnd ? "-" + back.getAsLong() : at.toString();
  }

  private static final String METHOD =
      """
      /** Of each n entries those at offset, offset + step and so on. */
      static double[] slice(double[] x, int n, int offset, int length, int step) {
        double[] result = new double[x.length / n * length];
        for (int k = 0; k < result.length; k++) {
          result[k] = x[k / length * n + offset + k % length * step];
        }
        return result;
      }
      """;

  /// The slice of an axis of a size, as Python writes it.
  static String range(Dim first, Dim count, long step, Dim axis) {
    if (step == -1 && count.equals(axis)) {
      return "::-1";
    }
    Dim end = first.plus(count.times(Dim.of(step)));
    OptionalLong last = end.constant();
    boolean beyond = step < 0 && last.isPresent() && last.getAsLong() < 0;
    return (first.equals(Dim.of(0)) && step > 0 ? "" : first.toString())
        + ":"
        + (beyond ? "" : end)
        + (step == 1 ? "" : ":" + step);
  }
}

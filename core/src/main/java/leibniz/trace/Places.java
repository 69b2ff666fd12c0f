package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Constants;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.op.Positions;
import leibniz.trace.Place.Cut;
import leibniz.trace.Place.Pick;
import org.jspecify.annotations.Nullable;

/// What an index of a tensor says: integers, slices, new axes, arrays of positions, by NumPy's
/// rules of where the axes go.
final class Places {
  private final Session session;

  Places(Session session) {
    this.session = session;
  }

  /// The place an index names.
  Place of(Expr x, Value.Operand container, Value index, Span at) {
    List<Value> items =
        new ArrayList<>(index instanceof Value.Tuple t ? t.elements() : List.of(index));
    items.replaceAll(Places::number);
    items.forEach(item -> Masks.check(item, at));
    long taken = items.stream().filter(Places::takesAxis).count();
    if (taken > x.rank()) {
      throw tooMany(x, container, taken, at);
    }
    open(items, x.rank() - (int) taken, at);
    boolean arrays = items.stream().anyMatch(Places::isArray);
    boolean alone = items.stream().filter(Places::isArray).count() == 1;
    List<Cut> cuts = new ArrayList<>();
    List<Pick> picks = new ArrayList<>();
    List<Place.Known> lists = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    Joined joined = new Joined();
    int axis = 0;
    for (Value item : items) {
      boolean joins = isArray(item) || arrays && isWhole(item);
      joined.next(joins, out.size());
      switch (item) {
        case Value.Single _ -> out.add(Place.ADDED + out.size()); // None: a new axis
        case Value.Slice slice -> {
          if (!isWhole(slice)) {
            cuts.add(slice(x, axis, slice, at));
          }
          out.add(axis++);
        }
        case Value.Number _, Value.Size _ ->
            cuts.add(new Cut(axis, offset(x, axis++, item, container, at), Dim.ONE, 1));
        case Value.Tensor _, Value.Listing _, Value.Tuple _ -> {
          Value.Operand operand = new Value.Operand(item, at, "", null);
          Expr positions = Whole.index(operand, session);
          List<Dim> known = alone ? known(x, axis, positions, container, at) : List.of();
          if (!known.isEmpty()) {
            long step = step(known);
            if (step != 0) {
              cuts.add(new Cut(axis, known.get(0), Dim.of(known.size()), step));
            } else {
              lists.add(new Place.Known(axis, known));
            }
            joined.letters.add(axis);
          } else {
            picks.add(new Pick(axis, positions));
          }
          axis++;
        }
        default -> throw refused(item, container, at);
      }
    }
    for (Pick pick : picks.size() > 1 ? picks : List.<Pick>of()) {
      if (pick.positions().head() instanceof Head.Special(Positions _)) {
        session.sizes().paired(pick.positions().shape().get(0), x.shape().get(pick.axis()));
      }
    }
    Shape met = met(picks, at);
    joined.letters.addAll(Build.range(Place.MET, Place.MET + met.rank()));
    out.addAll(joined.position(), joined.letters);
    return new Place(x.rank(), cuts, lists, picks, met, out);
  }

  /// Where the axes of the arrays go: in the place of the arrays, or in front if something stands
  /// between them.
  private static final class Joined {
    private final List<Integer> letters = new ArrayList<>();
    private int first = -1;
    private boolean ended;
    private boolean apart;

    void next(boolean joins, int position) {
      ended |= first >= 0 && !joins;
      apart |= ended && joins;
      first = first < 0 && joins ? position : first;
    }

    int position() {
      return apart ? 0 : Math.max(0, first);
    }
  }

  /// Whether an index has an array of positions or of truth values in it.
  static boolean hasArrays(Value index) {
    return index instanceof Value.Tuple t
        ? t.elements().stream().anyMatch(Places::isArray)
        : isArray(index);
  }

  /// The one shape that all arrays of positions are broadcast to.
  private Shape met(List<Pick> picks, Span at) {
    Shape met = Shape.SCALAR;
    for (Pick pick : picks) {
      Value.Operand before = new Value.Operand(Value.Single.NONE, at, "an array", null);
      Value.Operand next = new Value.Operand(Value.Single.NONE, at, "another", null);
      met = Tensors.broadcast(before, met, next, pick.positions().shape(), "as indices", session);
    }
    return met;
  }

  /// A scalar of a known whole number is that number.
  private static Value number(Value item) {
    Rational known =
        item instanceof Value.Tensor t && t.shape().rank() == 0 ? t.expr().constant() : null;
    return known != null && known.isInteger() ? new Value.Number(known, true) : item;
  }

  private static boolean isArray(Value item) {
    return item instanceof Value.Tensor
        || item instanceof Value.Listing
        || item instanceof Value.Tuple;
  }

  private static boolean isWhole(Value item) {
    return item instanceof Value.Number || item instanceof Value.Size;
  }

  private static final int MOST = 64; // known positions that are taken one by one

  /// The positions of a list, counted from the start; empty if they are not known.
  private List<Dim> known(Expr x, int axis, Expr positions, Value.Operand container, Span at) {
    List<Rational> numbers = Constants.of(positions);
    if (numbers == null || numbers.size() > MOST || !numbers.stream().allMatch(Rational::isInt)) {
      return List.of();
    }
    List<Dim> known = new ArrayList<>();
    for (Rational number : numbers) {
      known.add(offset(x, axis, Value.Number.of(number.intValue()), container, at));
    }
    return known;
  }

  /// The distance of each position to the next, if it is one and not 0; else 0.
  private static long step(List<Dim> positions) {
    long step = 0;
    for (int k = 1; k < positions.size(); k++) {
      long next = positions.get(k).minus(positions.get(k - 1)).constant().orElse(0);
      if (next == 0 || k > 1 && next != step) {
        return 0;
      }
      step = next;
    }
    return positions.size() == 1 ? 1 : step;
  }

  private static RuntimeException tooMany(Expr x, Value.Operand container, long taken, Span at) {
    return Problem.error(
            Code.LBZ106,
            container.or("the tensor")
                + " "
                + x.shape()
                + " has "
                + axes(x.rank())
                + ", and "
                + taken
                + (taken == 1 ? " is" : " are")
                + " indexed",
            at,
            "")
        .raise();
  }

  private static String axes(int rank) {
    return rank == 1 ? "1 axis" : rank + " axes";
  }

  private static boolean takesAxis(Value item) {
    return !(item instanceof Value.Single);
  }

  /// Puts full slices in place of the ellipsis, or at the end.
  private static void open(List<Value> items, int left, Span at) {
    int dots = items.indexOf(Value.Single.ELLIPSIS);
    if (dots >= 0) {
      items.remove(dots);
      if (items.contains(Value.Single.ELLIPSIS)) {
        throw Faults.unfit("an index has two ellipses", at).raise();
      }
    }
    for (int k = 0; k < left; k++) {
      items.add(dots >= 0 ? dots : items.size(), new Value.Slice(null, null, null));
    }
  }

  private static LeibnizException refused(Value item, Value.Operand container, Span at) {
    Problem problem = Faults.refused("a tensor is not indexed with " + Value.kind(item), at);
    return item instanceof Value.Text(String key)
        ? new Misfit(problem, container.value(), new Need.Keys(Set.of(key)))
        : problem.raise();
  }

  /// A position along an axis; where the size has no value, that it fits is taken on trust.
  private Dim offset(Expr x, int axis, Value item, Value.Operand container, Span at) {
    Dim size = x.shape().get(axis);
    Dim index = signed(item, at);
    OptionalLong position = session.sizes().value(index);
    OptionalLong length = session.sizes().value(size);
    boolean negative = position.isPresent() && position.getAsLong() < 0;
    boolean beyond =
        position.isPresent()
            && length.isPresent()
            && (position.getAsLong() >= length.getAsLong()
                || position.getAsLong() < -length.getAsLong());
    if (beyond) {
      throw Problem.error(
              Code.LBZ106,
              "index "
                  + index
                  + " of axis "
                  + axis
                  + " of "
                  + container.or("the tensor")
                  + " "
                  + x.shape()
                  + ": its size is "
                  + length.getAsLong(),
              at,
              "")
          .raise();
    }
    return negative ? size.plus(index) : index;
  }

  private static Dim signed(Value value, Span at) {
    return switch (value) {
      case Value.Size s -> s.dim();
      case Value.Number n when n.whole() && n.value().numerator().bitLength() < 48 ->
          Dim.of(n.value().numerator().longValueExact());
      default ->
          throw Faults.unfit("an index needs an integer, not " + Value.kind(value), at).raise();
    };
  }

  private Cut slice(Expr x, int axis, Value.Slice written, Span at) {
    Dim size = x.shape().get(axis);
    Value.Slice slice = DrawnSlice.of(written, session.sizes().value(size), session, at);
    int step = whole(slice.step(), 1, at);
    if (step == 0) {
      throw Faults.unfit("a slice with step 0", at).raise();
    }
    if (step < 0) {
      return backwards(x, axis, slice, step, at);
    }
    Dim start = slice.start() == null ? Dim.of(0) : bound(slice.start(), size, at);
    Dim stop = slice.stop() == null ? size : bound(slice.stop(), size, at);
    Dim length = stop.minus(start);
    if (step > 1) {
      length = stepped(length, step, at);
    }
    OptionalLong known = session.sizes().value(length);
    boolean nothing = known.isPresent() && known.getAsLong() <= 0;
    return new Cut(axis, start, nothing ? Dim.of(0) : length, step);
  }

  /// A bound of a slice: counted from the end if negative, cut off at the ends; where a size has no
  /// value, if it is so at every value.
  private Dim bound(Value value, Dim size, Span at) {
    Dim k = signed(value, at);
    if (isAtLeast(Dim.of(0), k) && !isAtLeast(k, Dim.of(0))) {
      Dim fromStart = size.plus(k);
      return isAtLeast(Dim.of(0), fromStart) ? Dim.of(0) : fromStart;
    }
    return isAtLeast(k, size) ? size : k;
  }

  private boolean isAtLeast(Dim large, Dim small) {
    OptionalLong difference = session.sizes().value(large.minus(small));
    return difference.isPresent() ? difference.getAsLong() >= 0 : large.isAtLeast(small);
  }

  private Dim stepped(Dim length, int step, Span at) {
    Dim exact = Arithmetic.quotient(length, Dim.of(step));
    if (exact != null) {
      return exact;
    }
    long known = session.sizes().need(length, "a slice with step " + step, at);
    return Dim.of((known + step - 1) / step);
  }

  private Cut backwards(Expr x, int axis, Value.Slice slice, int step, Span at) {
    Dim size = x.shape().get(axis);
    if (slice.start() == null && slice.stop() == null && step == -1) {
      return new Cut(axis, size.minus(Dim.ONE), size, -1);
    }
    int n = Math.toIntExact(session.sizes().need(size, "a slice with a negative step", at));
    session.bounds().steps(n, at);
    List<Integer> positions = positions(slice, n, at);
    if (positions.isEmpty()) {
      throw Problem.error(Code.LBZ106, "the slice takes nothing from axis " + axis, at, "").raise();
    }
    return new Cut(axis, Dim.of(positions.get(0)), Dim.of(positions.size()), step);
  }

  private static boolean isWhole(Value.Slice slice) {
    return slice.start() == null && slice.stop() == null && slice.step() == null;
  }

  /// The positions a slice takes from a list.
  List<Integer> positions(Value.Slice written, int length, Span at) {
    Value.Slice slice = DrawnSlice.of(written, OptionalLong.of(length), session, at);
    int step = whole(slice.step(), 1, at);
    if (step == 0) {
      throw Faults.unfit("a slice with step 0", at).raise();
    }
    int low = step > 0 ? 0 : -1;
    int high = step > 0 ? length : length - 1;
    int start = clamp(slice.start(), step > 0 ? low : high, length, low, high, at);
    int stop = clamp(slice.stop(), step > 0 ? high : low, length, low, high, at);
    List<Integer> positions = new ArrayList<>();
    for (long k = start; step > 0 ? k < stop : k > stop; k += step) {
      positions.add((int) k);
    }
    return positions;
  }

  private int clamp(@Nullable Value value, int otherwise, int length, int low, int high, Span at) {
    if (value == null) {
      return otherwise;
    }
    int k = whole(value, 0, at);
    return Math.clamp(k < 0 ? (long) k + length : k, low, high);
  }

  private int whole(@Nullable Value value, int otherwise, Span at) {
    return value == null ? otherwise : Concrete.integer(value, "a slice", at, session.sizes());
  }
}

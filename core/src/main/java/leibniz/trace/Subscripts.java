package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// `x[…]`: elements of lists and dicts, entries and slices of tensors.
final class Subscripts {
  private final Session session;

  Subscripts(Session session) {
    this.session = session;
  }

  /// @param at where the index stands
  Value get(Value.Operand container, Value index, Span at, Span span) {
    return switch (container.value()) {
      case Value.Tuple t -> sequence(t.elements(), index, container, at, true);
      case Value.Listing l -> sequence(l.elements(), index, container, at, false);
      case Value.Text t -> text(t.text(), index, at);
      case Value.Dict d -> entry(d, index, container, at);
      case Value.Tensor t -> tensor(t, container, index, at, span);
      case Value.Foreign f -> throw Concrete.foreign(f, container.span());
      case Value.Broken b -> throw new Faults.Silenced();
      case Value.Single _,
          Value.Number _,
          Value.Size _,
          Value.Bool _,
          Value.Slice _,
          Value.Function _,
          Value.Module _ ->
          throw Faults.unfit(
                  container.or("this")
                      + " is "
                      + Value.kind(container.value())
                      + ", which has no elements",
                  container.span())
              .raise();
    };
  }

  // --- lists, texts and dicts ----------------------------------------------------------------

  private Value sequence(
      List<Value> elements, Value index, Value.Operand container, Span at, boolean tuple) {
    if (index instanceof Value.Slice slice) {
      List<Value> part = positions(slice, elements.size(), at).stream().map(elements::get).toList();
      session.bounds().steps(part.size(), at);
      return tuple ? new Value.Tuple(part) : Value.Listing.of(part);
    }
    return elements.get(position(index, elements.size(), container.or("the list"), at));
  }

  /// A position in a list of that length, counted from the end if it is negative.
  int position(Value index, int length, String what, Span at) {
    int k = Concrete.integer(index, "an index", at, session.sizes());
    if (k < -length || k >= length) {
      throw Problem.error(
              Code.LBZ106,
              "index " + k + " of " + what + ": it has " + Faults.count(length, "element"),
              at,
              "")
          .raise();
    }
    return k < 0 ? k + length : k;
  }

  /// The positions a slice takes from a list.
  List<Integer> positions(Value.Slice slice, int length, Span at) {
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

  private Value text(String text, Value index, Span at) {
    if (index instanceof Value.Slice slice) {
      StringBuilder part = new StringBuilder();
      positions(slice, text.length(), at).forEach(k -> part.append(text.charAt(k)));
      return new Value.Text(part.toString());
    }
    int k = position(index, text.length(), "the text", at);
    return new Value.Text(text.substring(k, k + 1));
  }

  private Value entry(Value.Dict dict, Value index, Value.Operand container, Span at) {
    Value.Dict.Entry found = dict.entries().get(Sequences.key(index, at, session));
    if (found == null) {
      String key = Sequences.text(index, at, session);
      List<String> keys =
          dict.entries().keySet().stream()
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .toList();
      String meant = Suggest.near(key, keys);
      throw Problem.error(
              Code.LBZ106,
              container.or("the dict") + " has no key '" + key + "'",
              at,
              meant == null ? "" : "did you mean '" + meant + "'?")
          .raise();
    }
    return found.value();
  }

  // --- tensors -------------------------------------------------------------------------------

  private Value tensor(
      Value.Tensor tensor, Value.Operand container, Value index, Span at, Span span) {
    Expr x = Tensors.current(tensor, container);
    Plan plan = plan(x, container, index, at);
    Expr result = plan.take(x);
    return tensor.view(result == x ? x : session.made(result, span));
  }

  /// The tensor with other values at an index.
  Expr set(Value.Operand container, Value index, Value.Operand value, Span at, Span span) {
    Expr x = Tensors.of(container, session);
    Plan plan = plan(x, container, index, at);
    Expr old = plan.take(x);
    Expr put = Tensors.of(value, session);
    Shape met = Tensors.broadcast(container, old.shape(), value, put.shape(), "=", session);
    if (!met.equals(old.shape())) {
      throw Problem.error(
              Code.LBZ103,
              "the place has shape " + old.shape() + ", the value " + put.shape(),
              span,
              "")
          .raise();
    }
    Expr change = Build.minus(Build.broadcast(put, old.shape()), old);
    return session.made(Build.plus(x, plan.putBack(change, x.shape())), span);
  }

  /// Entries along one axis.
  private record Cut(int axis, Dim offset, Dim length, long step) {}

  /// What an index takes.
  ///
  /// @param dropped axes indexed by an integer, as numbered in the tensor
  /// @param added axes of size 1, as numbered in the result
  private record Plan(List<Cut> cuts, List<Integer> dropped, List<Integer> added) {
    Expr take(Expr x) {
      Expr part = x;
      for (Cut cut : cuts) {
        part = Layouts.slice(part, cut.axis, cut.offset, cut.length, cut.step);
      }
      return Build.expand(Build.reduce(part, dropped), added);
    }

    /// Zeros of the given shape with the part in its place.
    Expr putBack(Expr part, Shape whole) {
      Expr all = Build.expand(Build.reduce(part, added), dropped);
      for (Cut cut : cuts) {
        all = Layouts.pad(all, cut.axis, cut.offset, whole.get(cut.axis), cut.step);
      }
      return all;
    }
  }

  private Plan plan(Expr x, Value.Operand container, Value index, Span at) {
    List<Value> items =
        new ArrayList<>(index instanceof Value.Tuple t ? t.elements() : List.of(index));
    long taken = items.stream().filter(Subscripts::takesAxis).count();
    if (taken > x.rank()) {
      throw Problem.error(
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
    open(items, x.rank() - (int) taken, at);
    List<Cut> cuts = new ArrayList<>();
    List<Integer> dropped = new ArrayList<>();
    List<Integer> added = new ArrayList<>();
    int axis = 0;
    int out = 0;
    for (Value item : items) {
      switch (item) {
        case Value.Single s -> added.add(out++); // None: a new axis
        case Value.Slice slice -> {
          if (!isWhole(slice)) {
            cuts.add(slice(x, axis, slice, container, at));
          }
          axis++;
          out++;
        }
        case Value.Number _, Value.Size _ -> {
          cuts.add(new Cut(axis, offset(x, axis, item, container, at), Dim.ONE, 1));
          dropped.add(axis++);
        }
        default -> throw advanced(item, at);
      }
    }
    return new Plan(cuts, dropped, added);
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

  private static RuntimeException advanced(Value item, Span at) {
    String what =
        item instanceof Value.Tensor t && t.isMask()
            ? "a mask"
            : item instanceof Value.Tensor || item instanceof Value.Listing
                ? "an array of positions"
                : Value.kind(item);
    Problem problem = Faults.refused("indexing a tensor with " + what + " is not read yet", at);
    return (what.equals("a mask")
            ? problem.help("multiply with the mask, or use  np.where(mask, a, b)")
            : problem)
        .raise();
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

  private Cut slice(Expr x, int axis, Value.Slice slice, Value.Operand container, Span at) {
    Dim size = x.shape().get(axis);
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
    if (known.isPresent() && known.getAsLong() <= 0) {
      throw Problem.error(
              Code.LBZ106,
              "the slice takes nothing from axis "
                  + axis
                  + " of "
                  + container.or("the tensor")
                  + " "
                  + x.shape(),
              at,
              "")
          .raise();
    }
    return new Cut(axis, start, length, step);
  }

  /// A bound of a slice: counted from the end if negative, cut off at the ends if both are known.
  private Dim bound(Value value, Dim size, Span at) {
    Dim k = signed(value, at);
    OptionalLong position = session.sizes().value(k);
    OptionalLong length = session.sizes().value(size);
    if (position.isPresent() && position.getAsLong() < 0) {
      boolean before = length.isPresent() && position.getAsLong() < -length.getAsLong();
      return before ? Dim.of(0) : size.plus(k);
    }
    boolean beyond =
        position.isPresent() && length.isPresent() && position.getAsLong() >= length.getAsLong();
    return beyond ? size : k;
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
}

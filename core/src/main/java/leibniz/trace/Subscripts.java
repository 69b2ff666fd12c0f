package leibniz.trace;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.op.Maps;
import leibniz.python.Expression.Operator;
import org.jspecify.annotations.Nullable;

/// `x[…]`: elements of lists and dicts, entries and slices of tensors.
final class Subscripts {
  private final Session session;
  private final Places places;

  Subscripts(Session session) {
    this.session = session;
    this.places = new Places(session);
  }

  /// @param at where the index stands
  Value get(Value.Operand container, Value index, Span at, Span span) {
    return switch (container.value()) {
      case Value.Tuple t -> sequence(t.elements(), index, container, at, true);
      case Value.Listing l -> sequence(l.elements(), index, container, at, false);
      case Value.Text t -> text(t.text(), index, at);
      case Value.Dict d -> {
        Value missing =
            d.entries().containsKey(Sequences.key(index, at, session))
                ? null
                : Defaults.of(d, index, at, session);
        yield missing == null ? Sequences.entry(d, index, container, at, session) : missing;
      }
      case Value.Tensor t -> tensor(t, container, index, at, span);
      case Value.Foreign f -> throw Concrete.foreign(f, container.span());
      case Value.Broken b -> throw new Faults.Silenced();
      case Value.Single _,
          Value.Number _,
          Value.Size _,
          Value.Bool _,
          Value.Slice _,
          Value.Set _,
          Value.Function _,
          Value.Module _,
          Value.Thing _ ->
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
      List<Value> part =
          places.positions(slice, elements.size(), at).stream().map(elements::get).toList();
      session.bounds().steps(part.size(), at);
      return tuple ? new Value.Tuple(part) : Value.Listing.of(part);
    }
    if (index instanceof Value.Text(String key)) {
      Problem problem = Faults.unfit("an index needs an integer, not " + Value.kind(index), at);
      throw new Misfit(problem, container.value(), new Need.Keys(Set.of(key)));
    }
    if (index instanceof Value.Tensor t && session.follows() && !elements.isEmpty()) {
      Value.Operand drawn = new Value.Operand(t, at, "the index", null);
      OptionalLong k = DrawnPosition.of(Whole.index(drawn, session));
      if (k.isPresent()) {
        session.assume("line " + at.line() + ": positions that are drawn come in their order");
        return elements.get((int) Math.floorMod(k.getAsLong(), (long) elements.size()));
      }
    }
    return elements.get(position(index, elements.size(), container.or("the list"), at));
  }

  /// The positions a slice takes from a list.
  List<Integer> positions(Value.Slice slice, int length, Span at) {
    return places.positions(slice, length, at);
  }

  /// A position in a list of that length, counted from the end if it is negative.
  int position(Value index, int length, String what, Span at) {
    int k = Concrete.integer(index, "an index", at, session.sizes());
    boolean isShort = session.hasShortLists() || session.sizes().areShort();
    if ((k < -length || k >= length) && isShort) {
      throw Faults.refused(
              "index "
                  + k
                  + " of "
                  + what
                  + ", which loops make longer that are not followed to their end",
              at)
          .raise();
    }
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

  private Value text(String text, Value index, Span at) {
    if (index instanceof Value.Slice slice) {
      String beyond = StandIn.is(text) ? beyond(slice, at) : null;
      if (beyond != null) {
        return new Value.Text(beyond);
      }
      StringBuilder part = new StringBuilder();
      places.positions(slice, text.length(), at).forEach(k -> part.append(text.charAt(k)));
      return new Value.Text(part.toString());
    }
    int k = position(index, text.length(), "the text", at);
    return new Value.Text(text.substring(k, k + 1));
  }

  /// `data[p : p + 25]` of a file that nobody reads.
  private @Nullable String beyond(Value.Slice slice, Span at) {
    if (slice.start() == null || slice.stop() == null || slice.step() != null) {
      return null;
    }
    int start = Concrete.integer(slice.start(), "a slice", at, session.sizes());
    int stop = Concrete.integer(slice.stop(), "a slice", at, session.sizes());
    return StandIn.beyond(start, stop);
  }

  // --- tensors -------------------------------------------------------------------------------

  private Value tensor(
      Value.Tensor tensor, Value.Operand container, Value index, Span at, Span span) {
    Expr x = Tensors.current(tensor, container);
    Masks.Among among = Masks.among(index);
    if (among != null && (among.before() == 0 || session.follows())) {
      Expr held = Masks.over(among, x, container, at, session);
      Value.Held which = new Value.Held(held, among.mask().shape().rank(), among.before());
      return session.follows()
          ? Held.within(tensor.like(Held.orOne(x, held)), which)
          : tensor.within(which);
    }
    Masks.Rows rows = Masks.rows(index);
    if (rows != null) {
      rows.check(x, container, at, session);
      Place each = places.of(x, container, rows.index(), at);
      return Held.within(tensor.like(session.made(taken(each, x), span)), rows.held());
    }
    Masks.Row row = Masks.row(index);
    if (row != null) {
      Value part = tensor(tensor, container, row.first(), at, span);
      return get(new Value.Operand(part, span, "", null), row.rest(), at, span);
    }
    Place place = places.of(x, container, index, at);
    if (place.isEmpty()) {
      return tensor.like(Build.zeros(place.shape(x.shape())));
    }
    Expr result = taken(place, x);
    if (!place.isView()) {
      return tensor.like(session.made(result, span));
    }
    Lens lens =
        Views.part(
            whole -> taken(place, whole),
            place::putBack,
            (whole, part) -> session.kept().taken().put(place, whole, part));
    return tensor.view(lens, result == x ? x : session.made(result, span));
  }

  private Expr taken(Place place, Expr x) {
    Taken taken = session.kept().taken();
    return taken.of(place, x, whole -> place.take(whole, taken));
  }

  /// What is put somewhere may have more axes than the place, if they are of size 1 and stand
  /// first.
  private static Expr led(Expr value, int rank) {
    int more = 0;
    while (value.rank() - more > rank && value.shape().get(more).isOne()) {
      more++;
    }
    List<Integer> letters = Build.range(0, value.rank());
    return more == 0
        ? value
        : Product.one().times(value, letters).out(letters.subList(more, letters.size()));
  }

  /// The tensor with other values at an index.
  Expr set(Value.Operand container, Value index, Value.Operand value, Span at, Span span) {
    Expr x = Tensors.of(container, session);
    Masks.Among mask = Masks.among(index);
    if (mask != null) {
      return session.made(Masks.set(mask, x, container, value, at, session), span);
    }
    Masks.Row row = Masks.row(index);
    if (row != null) {
      Expr now = set(part(x, row, container, at), row.rest(), value, at, span);
      return set(container, row.first(), operand(now, span), at, span);
    }
    Place place = places.of(x, container, index, at);
    if (place.isEmpty()) {
      return x;
    }
    Shape shape = place.shape(x.shape());
    Expr put = led(Tensors.of(value, session), shape.rank());
    Shape met = Tensors.broadcast(container, shape, value, put.shape(), "=", session);
    if (!met.equals(shape)) {
      throw Problem.error(
              Code.LBZ103, "the place has shape " + shape + ", the value " + put.shape(), span, "")
          .raise();
    }
    Expr wide = Build.broadcast(put, shape);
    if (place.isSlices()) {
      List<long[]> box = place.bounds();
      Boxes written = session.written(x);
      boolean fresh = written != null && written.isApartFrom(box);
      Expr change = fresh ? wide : Build.minus(wide, taken(place, x));
      Expr now = session.made(Build.plus(x, place.putBack(change, x.shape())), span);
      session.writes(x, box, now);
      return now;
    }
    if (place.picks().isEmpty() && place.isDistinct()) {
      Expr change = Build.minus(wide, taken(place, x));
      return session.made(Build.plus(x, place.putBack(change, x.shape())), span);
    }
    return session.made(placed(place, x, put, wide, container, span), span);
  }

  /// What stands elsewhere, and the new values. One number may go to an entry more than once.
  private static Expr placed(
      Place place, Expr x, Expr put, Expr wide, Value.Operand container, Span span) {
    Expr hits = place.hits(x.shape());
    if (place.isDistinct()) {
      Expr others = Build.times(x, Build.minus(Build.ones(x.shape()), hits));
      return Build.plus(others, place.putBack(wide, x.shape()));
    }
    if (put.constant() == null) {
      throw Faults.refused(
              container.or("the tensor")
                  + " gets several values at one place where the index names it twice, and the last"
                  + " of them stays: that is not read",
              span)
          .help(
              "if they are to be added, write  np.add.at(" + container.or("x") + ", index, value)")
          .raise();
    }
    Expr number = Build.broadcast(put.rank() == 0 ? put : Build.number(known(put)), x.shape());
    return Build.map(Maps.WHERE, Build.map(Maps.GREATER, hits, Build.zeros(x.shape())), number, x);
  }

  private static Rational known(Expr put) {
    Rational number = put.constant();
    return number == null ? Rational.ZERO : number;
  }

  /// What the numbers before a mask name.
  private Value.Operand part(Expr x, Masks.Row row, Value.Operand container, Span at) {
    return operand(taken(places.of(x, container, row.first(), at), x), at);
  }

  private static Value.Operand operand(Expr x, Span at) {
    return new Value.Operand(Value.Tensor.of(x), at, "", null);
  }

  /// What `x[index] op= value` makes of the tensor where the index has arrays or is a mask; null
  /// for any other index. Where an array names a place twice, NumPy adds once.
  @Nullable Expr augmented(
      Operator operator,
      Value.Operand container,
      Value index,
      Value.Operand value,
      Span at,
      Span span) {
    Expr x = Tensors.of(container, session);
    Masks.Among mask = Masks.among(index);
    if (mask != null) {
      return session.made(
          Masks.augmented(operator, mask, x, container, value, span, session), span);
    }
    Masks.Rows rows = Masks.rows(index);
    if (rows != null && (operator == Operator.ADD || operator == Operator.SUBTRACT)) {
      rows.check(x, container, at, session);
      Value.Operand added = Masks.added(rows, value, session);
      return augmented(operator, container, rows.index(), added, at, span);
    }
    Masks.Row row = Masks.row(index);
    if (row != null) {
      Expr now = augmented(operator, part(x, row, container, at), row.rest(), value, at, span);
      return now == null ? null : set(container, row.first(), operand(now, span), at, span);
    }
    Place place = places.of(x, container, index, at);
    if (place.isEmpty()) {
      return x;
    }
    boolean sum = operator == Operator.ADD || operator == Operator.SUBTRACT;
    if (place.isSlices() && session.follows() && sum) {
      Expr now = session.made(changed(operator, place, x, container, value, span), span);
      session.writes(x, place.bounds(), now);
      return now;
    }
    if (!place.isDistinct() && session.follows() && sum) {
      Expr put = fitting(place, x, container, value, span);
      Expr change = place.putBack(place.lasting(put), x.shape());
      Expr now = operator == Operator.ADD ? Build.plus(x, change) : Build.minus(x, change);
      return session.made(now, span);
    }
    if (place.picks().isEmpty()) {
      return null;
    }
    if (!place.isDistinct()) {
      String written = container.or("x");
      throw Faults.refused(
              "where the index names an entry of "
                  + written
                  + " twice, NumPy's "
                  + operator.symbol()
                  + "= changes it once",
              span)
          .help(
              "to change it each time, write  np."
                  + function(operator)
                  + ".at("
                  + written
                  + ", index, value)")
          .raise();
    }
    return session.made(changed(operator, place, x, container, value, span), span);
  }

  private static String function(Operator operator) {
    return switch (operator) {
      case SUBTRACT -> "subtract";
      case MULTIPLY -> "multiply";
      case DIVIDE -> "divide";
      case ADD, MATMUL, FLOOR_DIVIDE, MODULO, POWER, SHIFT_LEFT, SHIFT_RIGHT, AND, OR, XOR -> "add";
    };
  }

  private Expr changed(
      Operator operator,
      Place place,
      Expr x,
      Value.Operand container,
      Value.Operand value,
      Span span) {
    boolean sum = operator == Operator.ADD || operator == Operator.SUBTRACT;
    if (sum) {
      return added(operator == Operator.ADD, place, x, container, value, span);
    }
    Expr old = taken(place, x);
    Value.Operand left = new Value.Operand(Value.Tensor.of(old), span, "", null);
    Value result = new Arithmetic(session).apply(operator, left, value, span);
    Expr now = Tensors.of(new Value.Operand(result, span, "", null), session);
    return placed(place, x, now, now, container, span);
  }

  /// `x` with the values added where the index says, each time that it does.
  Expr added(
      boolean plus, Place place, Expr x, Value.Operand container, Value.Operand value, Span span) {
    Expr change = place.putBack(fitting(place, x, container, value, span), x.shape());
    return plus ? Build.plus(x, change) : Build.minus(x, change);
  }

  /// A value with the shape of the place that it is put to.
  private Expr fitting(
      Place place, Expr x, Value.Operand container, Value.Operand value, Span span) {
    Shape shape = place.shape(x.shape());
    Expr put = Tensors.of(value, session);
    Shape met = Tensors.broadcast(container, shape, value, put.shape(), "+=", session);
    if (!met.equals(shape)) {
      throw Problem.error(
              Code.LBZ103, "the place has shape " + shape + ", the value " + put.shape(), span, "")
          .raise();
    }
    return Build.broadcast(put, shape);
  }

  Place place(Value.Operand container, Value index, Span at) {
    Expr x = Tensors.of(container, session);
    Place place = places.of(x, container, index, at);
    if (place.isEmpty()) {
      throw Nothing.problem(container.or("the tensor"), x.shape(), at);
    }
    return place;
  }
}

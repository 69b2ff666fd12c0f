package leibniz.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import leibniz.ir.Build;
import leibniz.ir.Constants;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.op.Concatenate;
import leibniz.op.Maps;
import leibniz.op.OneHot;
import leibniz.op.Positions;

/// The entries that an index takes from a tensor. Slices are slices; what arrays of positions pick
/// is a product with a one-hot matrix for each axis, whose letters tell which entries go together.
/// Putting back is the transposed product.
///
/// Letters: the axes of the tensor are 0, 1, …; those that the arrays of positions have together
/// start at [#MET], axes of size 1 that are added at [#ADDED].
///
/// @param rank of the tensor
/// @param cuts slices along single axes
/// @param lists known positions along single axes
/// @param picks arrays of positions along single axes
/// @param met the shape the arrays are broadcast to
/// @param out the letters of the result
record Place(
    int rank, List<Cut> cuts, List<Known> lists, List<Pick> picks, Shape met, List<Integer> out) {
  static final int MET = 1000;
  static final int ADDED = 2000;
  private static final int REPEATED = 3000; // axes of size 1 of arrays that are broadcast

  /// Entries along one axis at `offset`, `offset + step`, ….
  record Cut(int axis, Dim offset, Dim length, long step) {}

  /// The entries along one axis at these positions, one after the other.
  record Known(int axis, List<Dim> positions) {}

  /// The entries along one axis at the positions that an array holds.
  record Pick(int axis, Expr positions) {}

  /// @param taken what was taken before: an outer loop gives the first cuts of an inner one
  Expr take(Expr x, Taken taken) {
    Expr part = x;
    for (Cut cut : cuts) {
      part = taken.of(cut, part, y -> Views.taken(y, cut.axis, cut.offset, cut.length, cut.step));
    }
    for (Known list : lists) {
      Expr whole = part;
      List<Expr> each =
          list.positions.stream()
              .map(at ->
                  Tensors.toEnd(Views.taken(whole, list.axis, at, Dim.ONE, 1), List.of(list.axis)))
              .toList();
      part = Tensors.fromEnd(Build.special(Concatenate.OP, each), List.of(list.axis));
    }
    return picked(Product.one().times(part, Build.range(0, rank)), x.shape()).out(out);
  }

  /// Zeros of the given shape with the part in its place; parts that go to the same place add up.
  Expr putBack(Expr part, Shape whole) {
    Product product = picked(Product.one().times(part, out), whole);
    for (int axis = 0; axis < rank; axis++) {
      boolean dropped = !out.contains(axis) && pick(axis) == null;
      if (dropped) {
        product.letter(axis, Dim.ONE);
      }
    }
    Expr all = product.out(Build.range(0, rank));
    for (Known list : lists) {
      List<Expr> each = new ArrayList<>();
      for (int k = 0; k < list.positions.size(); k++) {
        Expr one = Views.taken(all, list.axis, Dim.of(k), Dim.ONE, 1);
        Dim size = whole.get(list.axis);
        each.add(Views.padded(one, list.axis, list.positions.get(k), size, 1));
      }
      List<Rational> ones = each.stream().map(e -> Rational.ONE).toList();
      all = Build.sum(each.get(0).shape(), ones, each);
    }
    for (Cut cut : cuts) {
      all = Views.padded(all, cut.axis, cut.offset, whole.get(cut.axis), cut.step);
    }
    return all;
  }

  /// The part with 0 for what is put where something of it is put later: where an index names a
  /// place twice, NumPy's `x[i] += v` keeps only the last.
  Expr lasting(Expr part) {
    Dim count = met.count();
    List<Integer> both = List.of(0, 1);
    Expr same = Build.ones(new Shape(List.of(count, count)));
    for (Pick pick : picks) {
      Expr flat = Regroup.regroup(Build.broadcast(pick.positions, met), Shape.of(count));
      Expr here = Product.one().times(flat, List.of(0)).letter(1, count).out(both);
      Expr there = Product.one().times(flat, List.of(1)).letter(0, count).out(both);
      same = Build.times(same, Build.map(Maps.EQUAL, here, there));
    }
    Expr position = Positions.of(count);
    Expr here = Product.one().times(position, List.of(0)).letter(1, count).out(both);
    Expr there = Product.one().times(position, List.of(1)).letter(0, count).out(both);
    Expr later = Build.reduce(Build.times(same, Build.map(Maps.GREATER, there, here)), List.of(1));
    Expr last = Build.map(Maps.EQUAL, later, Build.zeros(later.shape()));
    List<Integer> letters = Build.range(MET, MET + met.rank());
    Product product = Product.one().times(part, out).times(Regroup.regroup(last, met), letters);
    for (Known list : lists) {
      product = product.times(lasting(list.positions), List.of(list.axis));
    }
    return product.out(out);
  }

  /// 1 for each position that does not come again, 0 for the others.
  private static Expr lasting(List<Dim> positions) {
    List<Expr> each = new ArrayList<>();
    for (int k = 0; k < positions.size(); k++) {
      boolean again = positions.subList(k + 1, positions.size()).contains(positions.get(k));
      Shape one = Shape.of(Dim.ONE);
      each.add(again ? Build.zeros(one) : Build.ones(one));
    }
    return Build.special(Concatenate.OP, each);
  }

  /// 1 where an entry is taken, times how often it is.
  Expr hits(Shape whole) {
    return putBack(Build.ones(shape(whole)), whole);
  }

  private Product picked(Product product, Shape whole) {
    for (Pick pick : picks) {
      List<Integer> letters = new ArrayList<>();
      Shape shape = pick.positions.shape();
      int missing = met.rank() - shape.rank();
      for (int axis = 0; axis < shape.rank(); axis++) {
        boolean repeats = shape.get(axis).isOne() && !met.get(missing + axis).isOne();
        letters.add((repeats ? REPEATED + 100 * pick.axis : MET) + missing + axis);
      }
      letters.add(pick.axis);
      product.times(OneHot.of(pick.positions, whole.get(pick.axis)), letters);
    }
    for (int axis = 0; axis < met.rank(); axis++) {
      product.letter(MET + axis, met.get(axis));
    }
    out.stream().filter(l -> l >= ADDED).forEach(l -> product.letter(l, Dim.ONE));
    return product;
  }

  private @org.jspecify.annotations.Nullable Pick pick(int axis) {
    return picks.stream().filter(p -> p.axis == axis).findFirst().orElse(null);
  }

  /// Where each axis begins and ends that slices are taken along; what has no known bounds is
  /// whole.
  List<long[]> bounds() {
    List<long[]> bounds = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      bounds.add(new long[] {0, Long.MAX_VALUE});
    }
    for (Cut cut : cuts) {
      Dim last = cut.offset.plus(cut.length.minus(Dim.ONE).times(Dim.of(cut.step)));
      if (cut.offset.constant().isPresent() && last.constant().isPresent()) {
        long from = cut.offset.constant().getAsLong();
        long to = last.constant().getAsLong();
        bounds.set(cut.axis, new long[] {Math.min(from, to), Math.max(from, to) + 1});
      }
    }
    return bounds;
  }

  /// Whether a slice takes nothing.
  boolean isEmpty() {
    return cuts.stream().anyMatch(cut -> cut.length.equals(Dim.of(0)));
  }

  /// The shape of what it takes.
  Shape shape(Shape whole) {
    List<Dim> dims = new ArrayList<>();
    for (int letter : out) {
      dims.add(
          letter >= ADDED ? Dim.ONE : letter >= MET ? met.get(letter - MET) : size(letter, whole));
    }
    return new Shape(dims);
  }

  private Dim size(int axis, Shape whole) {
    for (Cut cut : cuts) {
      if (cut.axis == axis) {
        return cut.length;
      }
    }
    for (Known list : lists) {
      if (list.axis == axis) {
        return Dim.of(list.positions.size());
      }
    }
    return whole.get(axis);
  }

  /// Whether it is made of slices and known positions alone.
  boolean isSlices() {
    return picks.isEmpty() && lists.isEmpty();
  }

  /// Whether NumPy gives a view of it: where slices and single positions take it, those that data
  /// holds (`P[user]`), too. A single entry is a number of its own.
  boolean isView() {
    return !out.isEmpty()
        && lists.isEmpty()
        && picks.stream().allMatch(pick -> pick.positions.rank() == 0);
  }

  /// Whether no entry is taken twice: for every axis of the arrays, one of them holds other
  /// positions all along it, and varies along no other axis.
  boolean isDistinct() {
    if (lists.stream().anyMatch(l -> new HashSet<>(l.positions).size() < l.positions.size())) {
      return false;
    }
    if (namesEachOnce()) {
      return true;
    }
    for (int axis = 0; axis < met.rank(); axis++) {
      int here = axis;
      if (!met.get(axis).isOne()
          && picks.stream().noneMatch(p -> isInjective(p.positions, met.rank() - 1 - here))) {
        return false;
      }
    }
    return true;
  }

  /// Whether the arrays are lists of known positions, and together name no place twice: the indices
  /// of a triangle do not.
  private boolean namesEachOnce() {
    List<List<Rational>> places = new ArrayList<>();
    for (Pick pick : picks) {
      List<Rational> numbers = Constants.of(pick.positions);
      if (numbers == null || numbers.stream().anyMatch(n -> n.signum() < 0)) {
        return false;
      }
      for (int k = 0; k < numbers.size(); k++) {
        if (places.size() <= k) {
          places.add(new ArrayList<>());
        }
        places.get(k).add(numbers.get(k));
      }
    }
    return met.rank() == 1
        && places.stream().allMatch(place -> place.size() == picks.size())
        && new HashSet<>(places).size() == places.size();
  }

  /// Whether positions differ all along an axis, counted from the right, and vary along no other.
  private static boolean isInjective(Expr positions, int fromRight) {
    Shape shape = positions.shape();
    for (int axis = 0; axis < shape.rank(); axis++) {
      boolean along = axis == shape.rank() - 1 - fromRight;
      boolean varies = !shape.get(axis).isOne() && !positions.isRepeatedAlong(axis);
      if (along != varies) {
        return false;
      }
    }
    Expr core = OneHot.inside(positions);
    return shape.rank() > fromRight && differ(core == null ? positions : core);
  }

  /// Whether stretches of positions follow one another with nothing twice, as those of `np.r_[0:i,
  /// i + 1:n]` do.
  private static boolean areApart(List<Expr> parts) {
    long end = Long.MIN_VALUE;
    for (Expr part : parts) {
      long start = start(part);
      if (start < 0 || start < end) {
        return false;
      }
      end = start + part.shape().get(0).constant().orElse(Integer.MAX_VALUE);
    }
    return true;
  }

  /// Where a stretch of positions starts; -1 if it is none, or that is not known.
  private static long start(Expr e) {
    if (e.head() instanceof Head.Special(Positions _)) {
      return 0;
    }
    Rational only = e.constant();
    if (only != null) {
      return only.isInt() && e.shape().get(0).isOne() ? only.intValue() : -1;
    }
    if (!(e.head() instanceof Head.Sum(var coefficients)) || e.args().size() != 2) {
      return -1;
    }
    long start = -1;
    boolean counts = false;
    for (int k = 0; k < 2; k++) {
      Rational number = e.arg(k).constant();
      boolean one = coefficients.get(k).isOne();
      counts |= one && e.arg(k).head() instanceof Head.Special(Positions _);
      start =
          number != null && number.isInt() ? number.times(coefficients.get(k)).intValue() : start;
    }
    return counts ? start : -1;
  }

  /// Whether the entries of a vector are known to be all different.
  private static boolean differ(Expr e) {
    List<Rational> numbers = Constants.of(e);
    if (numbers != null) {
      boolean mixed = numbers.stream().map(n -> n.signum() < 0).distinct().count() > 1;
      return !mixed && new HashSet<>(numbers).size() == numbers.size();
    }
    return switch (e.head()) {
      case Head.Special(Positions _) -> true;
      case Head.Special(Special op) when op.joins() -> areApart(e.args());
      case Head.Sum s -> {
        List<Expr> varying =
            e.args().stream()
                .filter(a -> a.rank() != 1 || !a.isRepeatedAlong(0))
                .collect(Collectors.toList());
        yield varying.size() == 1 && differ(varying.get(0));
      }
      case Head.Einsum p when e.isView() && p.factors().size() == 1 ->
          !p.coefficient().isZero()
              && p.factors().get(0).power().isOne()
              && e.arg(0).rank() == 1
              && differ(e.arg(0));
      case Head.Einsum _, Head.Var _, Head.Num _, Head.Map _, Head.Special _ -> false;
    };
  }
}

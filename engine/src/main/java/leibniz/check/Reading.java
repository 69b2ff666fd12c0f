package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;

/// One way to lay out a derivative: what becomes of each axis of the output.
///
/// @param output the axes of the output
/// @param variable the axes of the variable
/// @param fates for each axis of the output, what becomes of it
/// @param row whether it is the one row of the variable that the output depends on
record Reading(Shape output, Shape variable, List<Fate> fates, boolean row) {

  /// What becomes of an axis of the output.
  enum Fate {
    /// It stands before those of the variable.
    KEPT,
    /// It is one axis with the first of the variable: sample b of the output depends on sample b of
    /// the variable alone.
    SHARED,
    SUMMED,
    AVERAGED
  }

  Reading {
    fates = List.copyOf(fates);
  }

  /// All ways of a whole variable, the likeliest first.
  static List<Reading> all(Shape output, Shape variable) {
    List<List<Fate>> ways = List.of(List.of());
    for (int axis = 0; axis < output.rank(); axis++) {
      List<Fate> fates = new ArrayList<>();
      boolean alike = variable.rank() > 0 && variable.get(0).equals(output.get(axis));
      if (axis == 0 && alike && !output.get(0).isOne()) {
        fates.add(Fate.SHARED);
      }
      fates.add(Fate.KEPT);
      if (!output.get(axis).isOne()) {
        fates.add(Fate.SUMMED);
        fates.add(Fate.AVERAGED);
      }
      List<List<Fate>> longer = new ArrayList<>();
      for (List<Fate> way : ways) {
        for (Fate fate : fates) {
          List<Fate> next = new ArrayList<>(way);
          next.add(fate);
          longer.add(next);
        }
      }
      ways = longer;
    }
    return ways.stream().map(way -> new Reading(output, variable, way, false)).toList();
  }

  /// That of the row that a number depends on: `-2 * e * V[j]` by `U[i]`, where `U` is the
  /// variable.
  static List<Reading> rows(Shape output, Shape variable) {
    return output.rank() == 0 && variable.rank() > 0
        ? List.of(new Reading(output, variable, List.of(), true))
        : List.of();
  }

  boolean isShared() {
    return !fates.isEmpty() && fates.getFirst() == Fate.SHARED;
  }

  /// The derivative so laid out.
  ///
  /// @param full with axes `output ++ variable`
  Expr of(Expr full) {
    List<Integer> letters = letters();
    List<Integer> out = new ArrayList<>();
    Expr factor = Build.number(Rational.ONE);
    for (int axis = 0; axis < fates.size(); axis++) {
      switch (fates.get(axis)) {
        case KEPT, SHARED -> out.add(axis);
        case SUMMED -> {}
        case AVERAGED -> factor = Build.divide(factor, Build.size(output.get(axis)));
      }
    }
    out.addAll(letters.subList(fates.size() + left(), letters.size()));
    return Product.one().times(full, letters).times(factor, List.of()).out(out);
  }

  /// What the full derivative is if nothing lies off the shared axis.
  Expr spread(Expr full) {
    List<Integer> letters = letters();
    return Product.one().times(full, letters).out(letters);
  }

  private List<Integer> letters() {
    List<Integer> letters = Build.range(0, output.rank() + variable.rank());
    if (isShared()) {
      letters.set(output.rank(), 0);
    }
    return letters;
  }

  Shape shape() {
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < output.rank(); axis++) {
      if (fates.get(axis) == Fate.KEPT || fates.get(axis) == Fate.SHARED) {
        dims.add(output.get(axis));
      }
    }
    dims.addAll(variable.dims().subList(left(), variable.rank()));
    return new Shape(dims);
  }

  /// How many axes of the variable are none of their own.
  private int left() {
    return row || isShared() ? 1 : 0;
  }

  /// How it is to be told: `general, batch shared`, `like-input, mean over B`.
  String words() {
    boolean kept =
        IntStream.range(0, fates.size())
            .anyMatch(k ->
                fates.get(k) == Fate.SHARED || fates.get(k) == Fate.KEPT && !output.get(k).isOne());
    String layout = kept ? isShared() ? "general, batch shared" : "general" : "like-input";
    if (row) {
      return layout + ", one row";
    }
    String summed = axes(Fate.SUMMED);
    String averaged = axes(Fate.AVERAGED);
    return layout
        + (summed.isEmpty() ? "" : ", summed over " + summed)
        + (averaged.isEmpty() ? "" : ", mean over " + averaged);
  }

  private String axes(Fate fate) {
    return IntStream.range(0, fates.size())
        .filter(k -> fates.get(k) == fate)
        .mapToObj(k -> output.get(k).toString())
        .collect(Collectors.joining(", "));
  }
}

package leibniz.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.code.Arithmetic.Powered;
import leibniz.code.Piece.Level;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// Writes what an einsum says by what is fast: `@` for matrix products and stacks of them, a factor
/// along fewer axes by broadcasting, products with nothing summed by broadcasting or as an outer
/// product, a sum over what both sides share entry by entry as a sum.
///
/// Two operands are joined at a time. Of the letters both have, those that nothing else needs are
/// *contracted*, the others are *shared*; a letter that one alone has is *free*.
final class Matmul {
  private static final int LARGEST = 12; // letters of a result that is written with indices

  private final Library library;
  private final Arithmetic arithmetic;

  Matmul(Library library) {
    this.library = library;
    this.arithmetic = new Arithmetic(library);
  }

  /// The text in the frame of `out`, where it may lack axes along which it repeats; null where an
  /// einsum says it better.
  @Nullable Piece of(List<Part> parts, List<Integer> out) {
    List<Part> open = new ArrayList<>();
    for (Part part : parts) {
      if (new HashSet<>(part.letters()).size() < part.letters().size() || out.size() > LARGEST) {
        return null; // a diagonal
      }
      open.add(new Part(library.numbers(part.piece()), part.letters()));
    }
    Piece diagonal = diagonal(open, out);
    if (diagonal != null) {
      return diagonal;
    }
    while (true) {
      for (int k = 0; k < open.size(); k++) {
        open.set(k, withoutPrivate(k, open, out));
      }
      if (!join(open, out)) {
        boolean summed = open.stream().anyMatch(p -> !out.containsAll(p.letters()));
        return summed ? null : multiplied(open, out);
      }
    }
  }

  /// Joins the first two operands that belong together; false if none do.
  private boolean join(List<Part> open, List<Integer> out) {
    for (int i = 0; i < open.size(); i++) {
      for (int j = i + 1; j < open.size(); j++) {
        Part joined = joined(i, j, open, out);
        if (joined != null) {
          open.remove(j);
          open.set(i, joined);
          return true;
        }
      }
    }
    return false;
  }

  /// `np.diag(v)`, where nothing but one vector and one delta is left.
  private @Nullable Piece diagonal(List<Part> parts, List<Integer> out) {
    boolean matrix = parts.size() == 2 && out.size() == 2;
    for (int k = 0; k < 2 && matrix; k++) {
      Part vector = parts.get(k);
      Part eye = parts.get(1 - k);
      if (vector.letters().size() == 1
          && eye.isDelta()
          && new HashSet<>(eye.letters()).containsAll(out)) {
        String text = library.module() + ".diag(" + vector.piece().text() + ")";
        return Piece.of(text, Level.ATOM, 2);
      }
    }
    return null;
  }

  /// The letters of the result and of all operands but one or two.
  private static Set<Integer> needed(List<Part> parts, int one, int other, List<Integer> out) {
    Set<Integer> needed = new HashSet<>(out);
    for (int k = 0; k < parts.size(); k++) {
      if (k != one && k != other) {
        needed.addAll(parts.get(k).letters());
      }
    }
    return needed;
  }

  /// Summed over the letters that nothing else has.
  private Part withoutPrivate(int k, List<Part> all, List<Integer> out) {
    Part part = all.get(k);
    Set<Integer> needed = needed(all, k, k, out);
    List<Integer> gone = part.letters().stream().filter(l -> !needed.contains(l)).toList();
    return gone.isEmpty() ? part : summed(part.piece(), part.letters(), gone);
  }

  private Part summed(Piece piece, List<Integer> letters, List<Integer> gone) {
    List<Integer> left = new ArrayList<>(letters);
    left.removeAll(gone);
    String axes = gone.stream().map(l -> "" + letters.indexOf(l)).collect(Collectors.joining(", "));
    String along =
        left.isEmpty() ? "" : library.along(gone.size() == 1 ? axes : "(" + axes + ")", false);
    String text = library.module() + ".sum(" + piece.text() + along + ")";
    return new Part(Piece.of(text, Level.ATOM, left.size()), left);
  }

  /// Two operands as one, or null where they do not belong together yet.
  private @Nullable Part joined(int i, int j, List<Part> all, List<Integer> out) {
    Part a = all.get(i);
    Part b = all.get(j);
    Set<Integer> needed = needed(all, i, j, out);
    List<Integer> both = new ArrayList<>(a.letters());
    both.retainAll(b.letters());
    List<Integer> contracted = both.stream().filter(l -> !needed.contains(l)).toList();
    if (contracted.isEmpty()) {
      boolean within =
          !both.isEmpty()
              && (both.size() == a.letters().size() || both.size() == b.letters().size());
      boolean sums = all.stream().anyMatch(p -> !out.containsAll(p.letters()));
      return within && sums ? scaled(a, b) : null;
    }
    Set<Integer> shared = new LinkedHashSet<>(both);
    shared.removeAll(contracted);
    List<Integer> freeA = new ArrayList<>(a.letters());
    freeA.removeAll(both);
    List<Integer> freeB = new ArrayList<>(b.letters());
    freeB.removeAll(both);
    if (freeA.isEmpty() && freeB.isEmpty() && (contracted.size() > 1 || !shared.isEmpty())) {
      return entrywise(a, b, contracted);
    }
    boolean turned = comesFirst(freeB, freeA, out);
    Part left = turned ? b : a;
    Part right = turned ? a : b;
    List<Integer> freeLeft = turned ? freeB : freeA;
    List<Integer> freeRight = turned ? freeA : freeB;
    if (contracted.size() == 1) {
      return shared.isEmpty()
          ? matrix(left, freeLeft, right, freeRight, contracted.getFirst())
          : stacked(left, freeLeft, right, freeRight, contracted.getFirst(), out);
    }
    return shared.isEmpty() ? tensordot(left, freeLeft, right, freeRight, contracted) : null;
  }

  /// Whether the result names the free letters of the second operand before those of the first.
  private static boolean comesFirst(List<Integer> second, List<Integer> first, List<Integer> out) {
    return !first.isEmpty()
        && !second.isEmpty()
        && out.contains(second.getFirst())
        && out.contains(first.getFirst())
        && out.indexOf(second.getFirst()) < out.indexOf(first.getFirst());
  }

  /// One runs along some of the axes of the other.
  private Part scaled(Part a, Part b) {
    List<Integer> frame = a.letters().size() >= b.letters().size() ? a.letters() : b.letters();
    return new Part(multiplied(List.of(a, b), frame), frame);
  }

  /// `sum(a * b)` over some axes of both.
  private Part entrywise(Part a, Part b, List<Integer> contracted) {
    return summed(multiplied(List.of(a, b), a.letters()), a.letters(), contracted);
  }

  // --- matrix products ---------------------------------------------------------------------------

  /// Nothing is shared: one of both sides may have any number of free axes.
  private @Nullable Part matrix(
      Part left, List<Integer> freeLeft, Part right, List<Integer> freeRight, int contracted) {
    if (freeLeft.size() > 1 && freeRight.size() > 1) {
      return tensordot(left, freeLeft, right, freeRight, List.of(contracted));
    }
    if (freeRight.size() > 1 && !freeLeft.isEmpty()) {
      return tensordot(left, freeLeft, right, freeRight, List.of(contracted));
    }
    List<Integer> wantedLeft = new ArrayList<>(freeLeft);
    wantedLeft.add(contracted);
    List<Integer> wantedRight = new ArrayList<>(freeRight);
    wantedRight.add(Math.max(0, freeRight.size() - 1), contracted);
    List<Integer> letters = new ArrayList<>(freeLeft);
    letters.addAll(freeRight);
    String text = times(ordered(left, wantedLeft), ordered(right, wantedRight));
    return new Part(Piece.of(text, Level.PRODUCT, letters.size()), letters);
  }

  /// A stack of products: what is shared leads on both sides.
  private @Nullable Part stacked(
      Part left,
      List<Integer> freeLeft,
      Part right,
      List<Integer> freeRight,
      int contracted,
      List<Integer> out) {
    if (freeLeft.size() > 1 || freeRight.size() > 1) {
      return null;
    }
    List<Integer> shared = new ArrayList<>(left.letters());
    shared.retainAll(right.letters());
    shared.remove((Integer) contracted);
    shared.sort(Comparator.comparingInt(l -> out.contains(l) ? out.indexOf(l) : 99));
    List<Integer> rows = and(shared, freeLeft);
    rows.add(contracted);
    List<Integer> columns = new ArrayList<>(shared);
    columns.add(contracted);
    columns.addAll(freeRight);
    List<Integer> letters = and(and(shared, freeLeft), freeRight);
    String colons = ":, ".repeat(shared.size());
    Piece a = ordered(left, rows);
    Piece b = ordered(right, columns);
    String text;
    if (freeLeft.isEmpty()) { // a row for each
      text = "(" + times(indexed(a, colons + "None"), b) + ")[" + colons + "0]";
    } else if (freeRight.isEmpty()) { // a column for each
      text = "(" + times(a, indexed(b, colons + ":, None")) + ")[" + colons + ":, 0]";
    } else {
      return new Part(Piece.of(times(a, b), Level.PRODUCT, letters.size()), letters);
    }
    return new Part(Piece.of(text, Level.ATOM, letters.size()), letters);
  }

  private static List<Integer> and(List<Integer> some, List<Integer> others) {
    List<Integer> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private static Piece indexed(Piece piece, String index) {
    return piece.with(piece.at(Level.ATOM) + "[" + index + "]", Level.ATOM);
  }

  private Part tensordot(
      Part left, List<Integer> freeLeft, Part right, List<Integer> freeRight, List<Integer> sums) {
    List<Integer> letters = and(freeLeft, freeRight);
    String text =
        library.tensordot(
            left.piece().text(),
            right.piece().text(),
            sums.stream().map(left.letters()::indexOf).toList(),
            sums.stream().map(right.letters()::indexOf).toList());
    return new Part(Piece.of(text, Level.ATOM, letters.size()), letters);
  }

  /// The operand with its axes in an order.
  private Piece ordered(Part part, List<Integer> wanted) {
    List<Integer> home = part.letters().stream().map(wanted::indexOf).toList();
    return part.piece().placed(home, wanted.size(), true, library);
  }

  /// A chain of products needs no brackets on its left.
  private static String times(Piece left, Piece right) {
    boolean chain =
        left.level() == Level.PRODUCT
            && left.text().contains(" @ ")
            && !left.text().contains(" * ")
            && !left.text().contains(" / ");
    return left.at(chain ? Level.PRODUCT : Level.POWER) + " @ " + right.at(Level.POWER);
  }

  // --- nothing left to sum -----------------------------------------------------------------------

  private Piece multiplied(List<Part> parts, List<Integer> frame) {
    boolean outer =
        parts.size() == 2
            && frame.size() == 2
            && parts.stream().allMatch(p -> p.letters().size() == 1);
    if (outer && !parts.get(0).letters().equals(parts.get(1).letters())) {
      boolean turned = parts.get(0).letters().getFirst().equals(frame.get(1));
      String first = parts.get(turned ? 1 : 0).piece().text();
      String second = parts.get(turned ? 0 : 1).piece().text();
      String text = library.module() + ".outer(" + first + ", " + second + ")";
      return Piece.of(text, Level.ATOM, 2);
    }
    List<Part> sorted = new ArrayList<>(parts);
    sorted.sort(
        Comparator.comparing(Part::isDelta)
            .thenComparingInt(p -> p.letters().stream().mapToInt(frame::indexOf).min().orElse(0)));
    List<Powered> factors = new ArrayList<>();
    for (Part part : sorted) {
      List<Integer> home = part.letters().stream().map(frame::indexOf).toList();
      Piece placed = part.piece().placed(home, frame.size(), parts.size() == 1, library);
      factors.add(new Powered(placed, Rational.ONE, factors.size()));
    }
    return arithmetic.product(Rational.ONE, factors);
  }
}

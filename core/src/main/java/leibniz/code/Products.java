package leibniz.code;

import static leibniz.code.Piece.ONE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.code.Arithmetic.Powered;
import leibniz.code.Piece.Kind;
import leibniz.code.Piece.Level;
import leibniz.ir.Expr;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import org.jspecify.annotations.Nullable;

/// Writes products: entry by entry with operators where one factor runs along all axes, as a
/// reduction where nothing but that is left, and as `np.einsum` otherwise.
final class Products {
  /// More factors that run along the same axes are multiplied before they are summed.
  private static final int OPERANDS = 3;

  private final Operands operands;
  private final Library library;
  private final Arithmetic arithmetic;
  private final Einsum einsum;
  private final Indexing indexing;

  Products(Operands operands, Library library, Einsum einsum) {
    this.library = library;
    this.arithmetic = new Arithmetic(library);
    this.operands = operands;
    this.einsum = einsum;
    this.indexing = new Indexing(operands, library, einsum);
  }

  /// The text of `scale · node`, in the frame of its axes, up to a sign.
  Operand of(Expr node, Rational scale, Extent extent) {
    Term term = Term.of(node, operands::computed);
    Rational c = term.coefficient().times(scale);
    List<Fac> arrays = new ArrayList<>();
    List<Powered> scalars = new ArrayList<>();
    boolean negative = read(term, c.signum() < 0, arrays, scalars);
    term = indexing.picked(term, arrays);
    Core core = core(term, arrays, extent);
    int order = Arithmetic.COMPUTED;
    if (core == null) {
      Piece number = arithmetic.product(c.abs(), scalars);
      return new Operand(negative, number, null, order);
    }
    Piece plain = core.piece.placed(Piece.all(node.rank()), node.rank(), full(extent), library);
    Piece kept = core.kept;
    if (kept != null && kept.axes().size() == node.rank()) {
      Piece other = kept.placed(Piece.all(node.rank()), node.rank(), full(extent), library);
      if (other.text().equals(kept.text()) && !plain.text().equals(core.piece.text())) {
        plain = other;
      }
    }
    if (c.abs().isOne() && scalars.isEmpty()) {
      return new Operand(negative, plain, kept, arrays.size() == 1 ? arrays.get(0).order() : order);
    }
    return new Operand(
        negative, scaled(c, scalars, plain), kept == null ? null : scaled(c, scalars, kept), order);
  }

  private static boolean full(Extent extent) {
    return extent != Extent.BROADCAST;
  }

  private Piece scaled(Rational c, List<Powered> scalars, Piece piece) {
    List<Powered> all = new ArrayList<>(scalars);
    all.add(new Powered(piece, Rational.ONE, Arithmetic.COMPUTED));
    return arithmetic.product(c.abs(), all);
  }

  /// Texts for the factors; the sign of a difference is turned where that saves a minus. Answers
  /// whether the product is minus that of the texts.
  private boolean read(Term term, boolean negative, List<Fac> arrays, List<Powered> scalars) {
    boolean minus = negative;
    for (Term.Factor written : term.factors()) {
      Operands.Root root = operands.root(written.value(), written.power());
      Rational power = written.power().times(Rational.of(root == null ? 1 : root.power()));
      Term.Factor factor = new Term.Factor(written.value(), written.letters(), power);
      boolean odd = power.isInteger() && power.numerator().testBit(0);
      Operand operand = root == null ? operands.of(factor.value(), odd && minus) : root.operand();
      if (operand.negative() && !power.isInteger()) {
        operand = Operand.of(operand.signed(arithmetic));
      } else if (operand.negative()) {
        minus ^= odd;
        operand = operand.negated();
      }
      if (factor.value().rank() == 0) {
        Piece piece = operand.placed(List.of(), 0, true, library);
        scalars.add(new Powered(piece, factor.power(), operand.order()));
      } else {
        arrays.add(diagonal(new Fac(operand, factor), term));
      }
    }
    arrays.sort(Comparator.comparingInt(Fac::order));
    return minus;
  }

  /// The diagonal first, then its power: entries beside it are often 0, and need none.
  private Fac diagonal(Fac fac, Term term) {
    Term.Factor factor = fac.factor();
    List<Integer> letters = factor.letters().stream().distinct().toList();
    if (factor.power().isOne() || letters.size() == factor.letters().size()) {
      return fac;
    }
    Shape shape = new Shape(factor.letters().stream().map(term::size).toList());
    int rank = shape.rank();
    Piece whole = fac.operand().placed(Piece.all(rank), rank, true, library);
    Term entries = new Term(Rational.ONE, List.of(factor), letters, term.sizes());
    Part part = new Part(einsum.filled(whole, shape), factor.letters());
    Piece piece = einsum.of(entries, List.of(part), Extent.BROADCAST);
    return new Fac(Operand.of(piece), new Term.Factor(factor.value(), letters, factor.power()));
  }

  // --- what is added by position
  // -------------------------------------------------------------

  /// A sum by position, or null if the product is none.
  @Nullable Added added(Expr node) {
    Term all = Term.of(node, operands::computed);
    List<Fac> arrays = new ArrayList<>();
    List<Powered> scalars = new ArrayList<>();
    boolean negative = read(all, all.coefficient().signum() < 0, arrays, scalars);
    Term term = indexing.picked(all, arrays);
    List<Fac> adds = new ArrayList<>(arrays);
    adds.removeIf(f -> !indexing.adds(f, term, arrays));
    if (adds.isEmpty() || term.hasDelta() || !term.uncarried().isEmpty()) {
      return null;
    }
    Picking picking = indexing.of(term, term.out(), adds);
    if (picking == null) {
      return null;
    }
    arrays.removeAll(adds);
    List<Term.Factor> factors = arrays.stream().map(Fac::factor).toList();
    Term values = new Term(Rational.ONE, factors, picking.letters(), term.sizes());
    Core core = core(values, arrays, Extent.BROADCAST);
    int rank = picking.letters().size();
    Piece plain = core == null ? null : core.piece.placed(Piece.all(rank), rank, false, library);
    Piece scaled =
        plain == null
            ? arithmetic.product(all.coefficient().abs(), scalars)
            : all.coefficient().abs().isOne() && scalars.isEmpty()
                ? plain
                : scaled(all.coefficient(), scalars, plain);
    Shape shape = new Shape(term.out().stream().map(term::size).toList());
    Piece number = library.numbers(negative ? arithmetic.negate(scaled) : scaled);
    return new Added(shape, picking.index(), !picking.index().contains(":"), number);
  }

  // --- three ways
  // ---------------------------------------------------------------------------------

  /// The product without its scalars, in the frame of the result but not yet placed in it.
  private record Core(Piece piece, @Nullable Piece kept) {}

  private @Nullable Core core(Term term, List<Fac> arrays, Extent extent) {
    boolean delta = term.hasDelta();
    Fac cover = cover(term, arrays);
    boolean plain = !delta && (cover != null || arrays.isEmpty());
    boolean ones = extent == Extent.DERIVATIVE && onesMissing(term, arrays);
    boolean wide = extent != Extent.BROADCAST && !term.uncarried().isEmpty();
    if (plain && term.summed().isEmpty()) {
      if (arrays.isEmpty()) {
        return null;
      }
      if (!ones && !wide) {
        return entrywise(term, arrays);
      }
    }
    if (cover == null || delta || wide || !reduces(term, cover.letters())) {
      return new Core(einsum(term, arrays, extent), null);
    }
    Core reduced = reduction(term, arrays, cover);
    boolean sum =
        arrays.size() == 1
            || arrays.size() > OPERANDS
            || arrays.stream().anyMatch(a -> a.factor().power().signum() < 0);
    Piece kept = reduced.kept;
    if (ones) {
      return kept == null || !fits(kept, term)
          ? new Core(einsum(term, arrays, extent), null)
          : sum ? reduced : new Core(kept, kept);
    }
    return sum ? reduced : new Core(einsum(term, arrays, extent), kept);
  }

  private boolean fits(Piece kept, Term term) {
    int rank = term.out().size();
    return kept.axes().size() == rank
        && kept.placed(Piece.all(rank), rank, true, library).text().equals(kept.text());
  }

  private static boolean onesMissing(Term term, List<Fac> arrays) {
    return term.out().stream()
        .anyMatch(l -> !term.big(l) && arrays.stream().noneMatch(a -> a.letters().contains(l)));
  }

  /// A factor that runs along all axes of all others, each once.
  private static @Nullable Fac cover(Term term, List<Fac> arrays) {
    for (Fac candidate : arrays) {
      Set<Integer> own = new HashSet<>(candidate.letters());
      if (own.size() == candidate.letters().size()
          && arrays.stream()
              .allMatch(a ->
                  own.containsAll(term.big(a.letters()))
                      && new HashSet<>(a.letters()).size() == a.letters().size())) {
        return candidate;
      }
    }
    return null;
  }

  /// Factors multiplied in the frame of the given letters.
  private Piece multiplied(Term term, List<Fac> arrays, List<Integer> frame, boolean full) {
    List<Powered> factors = new ArrayList<>();
    for (Fac a : arrays) {
      List<Integer> home =
          a.letters().stream().map(l -> term.big(l) ? frame.indexOf(l) : ONE).toList();
      Piece placed = a.operand().placed(home, frame.size(), full, library);
      factors.add(new Powered(placed, a.factor().power(), a.order()));
    }
    return arithmetic.product(Rational.ONE, factors);
  }

  private Core entrywise(Term term, List<Fac> arrays) {
    List<Integer> out = term.out();
    if (arrays.size() == 1) {
      Piece piece = multiplied(term, arrays, out, false);
      Operand only = arrays.get(0).operand();
      Piece kept = null;
      if (only.kept() != null && inOrder(term, arrays.get(0).letters())) {
        kept =
            arithmetic.product(
                Rational.ONE,
                List.of(
                    new Powered(only.kept(), arrays.get(0).factor().power(), Arithmetic.COMPUTED)));
        List<Integer> axes = new ArrayList<>();
        for (Integer axis : only.kept().axes()) {
          int letter = axis == ONE ? ONE : arrays.get(0).letters().get(axis);
          axes.add(axis == ONE || !term.big(letter) ? ONE : out.indexOf(letter));
        }
        kept = kept.along(axes);
      }
      return new Core(piece, kept);
    }
    List<List<Integer>> covers =
        arrays.stream()
            .map(a -> term.big(a.letters()))
            .filter(l -> l.size() == out.stream().filter(o -> carries(term, o)).count())
            .distinct()
            .toList();
    boolean other = covers.size() == 1 && !inOrder(term, covers.get(0));
    List<Integer> frame = new ArrayList<>(other ? covers.get(0) : out); // transposed at the end
    frame.removeIf(l -> !term.carried(l));
    Piece piece = multiplied(term, arrays, frame, false);
    List<Integer> axes = new ArrayList<>();
    for (int axis : piece.axes()) {
      axes.add(axis == ONE || !term.big(frame.get(axis)) ? ONE : out.indexOf(frame.get(axis)));
    }
    return new Core(piece.along(axes), null);
  }

  private static boolean carries(Term term, int letter) {
    return term.big(letter) && term.carried(letter);
  }

  private static boolean inOrder(Term term, List<Integer> letters) {
    List<Integer> kept = new ArrayList<>(term.big(term.out()));
    kept.retainAll(letters);
    return kept.equals(term.big(letters));
  }

  /// Whether summing over axes of the covering factor leaves the result's axes in their order.
  private static boolean reduces(Term term, List<Integer> cover) {
    List<Integer> left = new ArrayList<>(term.big(cover));
    left.removeAll(term.summed());
    List<Integer> out = new ArrayList<>(term.big(term.out()));
    return !term.summed().isEmpty() && left.equals(out);
  }

  private Core reduction(Term term, List<Fac> arrays, Fac cover) {
    List<Integer> frame = cover.letters();
    Shape shape = new Shape(frame.stream().map(term::size).toList());
    Piece inner = einsum.filled(multiplied(term, arrays, frame, true), shape);
    boolean outOnes = term.out().stream().anyMatch(l -> !term.big(l));
    List<Integer> reduced = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    for (int axis = 0; axis < frame.size(); axis++) {
      int letter = frame.get(axis);
      boolean gone = term.big(letter) ? !term.out().contains(letter) : !outOnes;
      int home = term.big(letter) ? term.out().indexOf(letter) : ONE;
      if (gone) {
        reduced.add(axis);
      } else {
        left.add(home);
      }
      kept.add(gone ? ONE : home);
    }
    String axis =
        reduced.size() == 1
            ? reduced.get(0).toString()
            : reduced.stream()
                .map(String::valueOf)
                .toList()
                .toString()
                .replace('[', '(')
                .replace(']', ')');
    if (!library.counts()) {
      inner = library.numbers(inner);
    }
    String start = library.module() + ".sum(" + inner.text();
    Kind kind = inner.kind() == Kind.BOOL ? Kind.INT : inner.kind();
    String which = left.isEmpty() ? ")" : library.along(axis, false) + ")";
    return new Core(
        new Piece(start + which, Level.ATOM, kind, left),
        new Piece(start + library.along(axis, true) + ")", Level.ATOM, kind, kept));
  }

  // --- einsum
  // -------------------------------------------------------------------------------------

  private Piece einsum(Term term, List<Fac> arrays, Extent extent) {
    List<Part> parts = new ArrayList<>();
    for (List<Fac> group : groups(term, arrays)) {
      List<Integer> letters = group.get(0).letters();
      List<Integer> frame = new HashSet<>(letters).size() < letters.size() ? null : letters;
      Shape shape = new Shape(letters.stream().map(term::size).toList());
      Piece piece;
      if (frame == null || group.stream().allMatch(f -> f.letters().equals(letters))) {
        List<Powered> factors = new ArrayList<>();
        for (Fac f : group) {
          Piece placed = f.operand().placed(Piece.all(shape.rank()), shape.rank(), true, library);
          factors.add(new Powered(placed, f.factor().power(), f.order()));
        }
        piece = arithmetic.product(Rational.ONE, factors);
      } else {
        piece = multiplied(term, group, frame, true);
      }
      parts.add(new Part(einsum.filled(piece, shape), letters));
    }
    return einsum.of(term, parts, extent);
  }

  /// Factors that become one operand: those with the same axes, and, where nothing is summed, those
  /// that run along some of the axes of another.
  private static List<List<Fac>> groups(Term term, List<Fac> arrays) {
    boolean sums = !term.summed().isEmpty();
    boolean separate =
        sums
            && arrays.size() <= OPERANDS
            && arrays.stream().map(Fac::letters).distinct().count() == 1
            && arrays.stream().allMatch(a -> a.factor().power().signum() > 0);
    List<List<Fac>> groups = new ArrayList<>();
    List<Fac> sorted = new ArrayList<>(arrays);
    sorted.sort((a, b) -> Integer.compare(b.letters().size(), a.letters().size()));
    for (Fac fac : sorted) {
      List<Fac> home = null;
      for (List<Fac> group : groups) {
        List<Integer> letters = group.get(0).letters();
        boolean once = new HashSet<>(letters).size() == letters.size();
        boolean within =
            !sums
                && once
                && new HashSet<>(fac.letters()).size() == fac.letters().size()
                && new HashSet<>(letters).containsAll(term.big(fac.letters()));
        if (home == null && !separate && (letters.equals(fac.letters()) || within)) {
          home = group;
        }
      }
      if (home == null) {
        groups.add(new ArrayList<>(List.of(fac)));
      } else {
        home.add(fac);
      }
    }
    return groups;
  }
}

package leibniz.code;

import static leibniz.code.Piece.ONE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import leibniz.code.Piece.Level;
import leibniz.ir.Shape;
import leibniz.program.Adds;
import org.jspecify.annotations.Nullable;

/// One-hot factors of products as indices: what they pick is `p[np.arange(N), y]`, and no one-hot
/// row is ever computed for it.
final class Indexing {
  private final Operands operands;
  private final Library library;
  private final Einsum einsum;

  Indexing(Operands operands, Library library, Einsum einsum) {
    this.operands = operands;
    this.library = library;
    this.einsum = einsum;
  }

  /// One-hot factors whose positions are summed are indices of the factors they pick from.
  Term picked(Term term, List<Fac> arrays) {
    List<Fac> picks = new ArrayList<>(arrays);
    picks.removeIf(f -> !isOneHot(f) || !picks(f, term, arrays));
    List<Fac> used = new ArrayList<>();
    for (int k = 0; k < arrays.size() && !picks.isEmpty(); k++) {
      Fac base = arrays.get(k);
      List<Fac> mine = new ArrayList<>(picks);
      mine.removeIf(p -> !base.letters().contains(p.letters().getLast()));
      if (picks.contains(base) || mine.isEmpty()) {
        continue;
      }
      Picking picking = of(term, base.letters(), mine);
      if (picking == null) {
        continue;
      }
      Shape shape = new Shape(base.letters().stream().map(term::size).toList());
      int rank = shape.rank();
      Piece array = base.operand().placed(Piece.all(rank), rank, true, library);
      Piece whole = library.numbers(einsum.filled(array, shape));
      String text = whole.at(Level.ATOM) + "[" + picking.text() + "]";
      Piece piece = new Piece(text, Level.ATOM, whole.kind(), Piece.all(picking.letters().size()));
      Term.Factor factor =
          new Term.Factor(base.factor().value(), picking.letters(), base.factor().power());
      arrays.set(k, new Fac(Operand.of(piece), factor));
      used.addAll(mine);
    }
    arrays.removeIf(used::contains);
    List<Term.Factor> factors = new ArrayList<>(arrays.stream().map(Fac::factor).toList());
    term.factors().stream().filter(f -> f.value().rank() == 0).forEach(factors::add);
    return used.isEmpty() ? term : new Term(term.coefficient(), factors, term.out(), term.sizes());
  }

  private boolean isOneHot(Fac factor) {
    return Adds.isOneHot(factor.factor().value(), factor.factor().power())
        && !operands.given(factor.factor().value());
  }

  /// Whether the position is summed, and other factors have it once each that are not one-hot by
  /// it.
  private boolean picks(Fac oneHot, Term term, List<Fac> arrays) {
    Integer last = oneHot.letters().getLast();
    boolean found = false;
    for (Fac other : arrays) {
      long uses = other.letters().stream().filter(last::equals).count();
      boolean once = new HashSet<>(other.letters()).size() == other.letters().size();
      if (uses > 1 || uses == 1 && !other.equals(oneHot) && (isOneHot(other) || !once)) {
        return false;
      }
      found |= uses == 1 && !other.equals(oneHot);
    }
    return found && !term.out().contains(last);
  }

  /// The index by these one-hot factors of an array with these letters.
  @Nullable Picking of(Term term, List<Integer> letters, List<Fac> picks) {
    List<List<Integer>> indices =
        picks.stream().map(p -> p.letters().subList(0, p.letters().size() - 1)).toList();
    List<Integer> met = Picking.met(indices, term.out());
    Map<Integer, Piece> positions = new HashMap<>();
    for (int k = 0; k < picks.size(); k++) {
      Piece index = operands.index(picks.get(k).factor().value().arg(0));
      List<Integer> home =
          indices.get(k).stream().map(l -> term.big(l) ? met.indexOf(l) : ONE).toList();
      positions.put(
          picks.get(k).letters().getLast(), index.placed(home, met.size(), false, library));
    }
    return Picking.of(
        letters,
        positions,
        met,
        letter ->
            Piece.of(library.positions(einsum.size(term, letter)), Level.ATOM, 1)
                .placed(List.of(met.indexOf(letter)), met.size(), false, library));
  }

  /// Whether a one-hot factor brings in an axis of the result, and an axis of its index is summed.
  boolean adds(Fac oneHot, Term term, List<Fac> arrays) {
    Integer last = oneHot.letters().getLast();
    List<Integer> index = oneHot.letters().subList(0, oneHot.letters().size() - 1);
    return isOneHot(oneHot)
        && term.out().contains(last)
        && arrays.stream().noneMatch(f -> !f.equals(oneHot) && f.letters().contains(last))
        && !index.contains(last)
        && index.stream().anyMatch(l -> !term.out().contains(l));
  }
}

package leibniz.math;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Constants;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Notation;
import leibniz.ir.Rational;
import leibniz.math.Reading.Kind;
import leibniz.math.Reading.Piece;

/// Writes one side of an equation. It goes down as deep as the formula is, which [Locals] has
/// bounded.
final class Writer implements Ranges.Pen {
  private final Known known;
  private final Opening opening;
  private final Set<Formula.Letter> bound = new LinkedHashSet<>();

  /// @param next the number of the first index that is free to use
  Writer(Known known, int next) {
    this.known = known;
    this.opening = new Opening(known, next);
  }

  /// The letters that were bound, in the order of the alphabet they were taken in.
  Set<Formula.Letter> bound() {
    return bound;
  }

  /// The expression at these indices, one for each axis.
  @Override
  public Formula write(Expr e, List<Index> indices, Scope scope) {
    return plain(term(opening.of(e, indices), scope));
  }

  /// A formula and its sign, kept apart for the sum it may stand in.
  private record Signed(boolean minus, Formula value) {}

  private static Formula plain(Signed signed) {
    return Formula.signed(signed.minus, signed.value);
  }

  @Override
  public Index fresh(Dim size) {
    return opening.fresh(size);
  }

  @Override
  public Scope bind(Scope scope, List<Index> indices) {
    Scope inner = scope.bind(indices);
    bound.addAll(inner.letters(indices));
    return inner;
  }

  // --- sums
  // ---------------------------------------------------------------------------------------

  private Formula sum(List<Term> terms, Scope scope) {
    record Written(Term term, Signed signed) {}
    List<Written> all = new ArrayList<>();
    long positive = terms.stream().filter(t -> t.coefficient().signum() > 0).count();
    for (Term term : terms) {
      boolean plus = term.coefficient().signum() > 0;
      Term liked = term.inSum(positive > (plus ? 1 : 0));
      positive += (liked.coefficient().signum() > 0 ? 1 : 0) - (plus ? 1 : 0);
      all.add(new Written(term, product(liked, scope)));
    }
    if (all.size() == 1) {
      return plain(all.get(0).signed);
    }
    all.sort(
        Comparator.comparing((Written w) -> w.signed.minus)
            .thenComparing(Written::term, Reading.TERMS)
            .thenComparing(w -> w.signed.value.toString()));
    List<Formula.Term> written = new ArrayList<>();
    for (Written w : all) {
      if (w.signed.value instanceof Formula.Sum inner && !w.signed.minus) {
        written.addAll(inner.terms());
      } else {
        written.add(new Formula.Term(w.signed.minus, w.signed.value));
      }
    }
    return new Formula.Sum(Reading.placed(written));
  }

  // --- products
  // -----------------------------------------------------------------------------------

  private Signed term(Term term, Scope scope) {
    return product(term.balanced().turned(), scope);
  }

  private Signed product(Term term, Scope scope) {
    boolean minus = term.coefficient().signum() < 0;
    Rational number = term.coefficient().abs();
    if (number.isZero()) {
      return new Signed(false, Formula.ZERO);
    }
    Chains.Found found = Chains.in(term, e -> Whole.fits(e, known), scope::isBatch);
    Term rest = found.rest();
    Map<Index, Integer> ranks = Reading.ranks(rest, term.free());
    List<Index> summed = new ArrayList<>(rest.bound());
    summed.sort(Comparator.comparing(i -> ranks.getOrDefault(i, Integer.MAX_VALUE)));
    Map<Index, Term.Atom.Node> picked = Picked.in(rest, known);
    summed.removeAll(picked.keySet());
    Scope inner = bind(scope, summed);
    for (Map.Entry<Index, Term.Atom.Node> one : picked.entrySet()) {
      inner = inner.place(one.getKey(), Scope.Place.of(position(one.getValue(), inner)));
    }
    List<Piece> pieces = new ArrayList<>();
    for (Chains.Chain chain : found.chains()) {
      pieces.add(
          new Piece(
              Kind.TENSOR, chain(chain, scope), Rational.ONE, places(chain.ends(), ranks, scope)));
    }
    List<Term.Factor> free = new ArrayList<>(rest.factors());
    for (List<Term.Factor> group : Chains.groups(rest.factors(), rest.bound())) {
      free.removeAll(group);
      List<Term.Factor> left = new ArrayList<>(group);
      left.removeIf(f -> picked.containsValue(f.atom()));
      pieces.addAll(operator(left, group, summed, ranks, inner));
    }
    for (Term.Factor factor : free) {
      pieces.addAll(parts(piece(factor, ranks, inner)));
    }
    List<Piece> plain = new ArrayList<>();
    for (Piece piece : pieces) {
      boolean negative =
          piece.power().isOne()
              && piece.formula() instanceof Formula.Sum(List<Formula.Term> terms)
              && terms.size() == 1
              && terms.get(0).minus();
      minus ^= negative;
      plain.addAll(negative ? parts(opposite(piece)) : List.of(piece));
    }
    return new Signed(minus, Fractions.of(number, plain, deltas(term, scope)));
  }

  /// What is a product itself (`x_0 δ_i0`) needs no brackets among factors.
  private static List<Piece> parts(Piece piece) {
    if (!piece.power().isOne() || !(piece.formula() instanceof Formula.Product product)) {
      return List.of(piece);
    }
    return product.factors().stream()
        .map(f ->
            new Piece(isSize(f) ? Kind.CONSTANT : piece.kind(), f, Rational.ONE, piece.places()))
        .toList();
  }

  /// Without the minus that is all that is added up in it.
  private static Piece opposite(Piece piece) {
    Formula inside = ((Formula.Sum) piece.formula()).terms().get(0).value();
    return new Piece(piece.kind(), inside, piece.power(), piece.places());
  }

  /// `1/n`.
  private static boolean isSize(Formula formula) {
    return formula instanceof Formula.Fraction(Formula above, Formula below)
        && above instanceof Formula.Numeral
        && (below instanceof Formula.Size || below instanceof Formula.Numeral);
  }

  private static List<Integer> places(List<Index> indices, Map<Index, Integer> ranks, Scope scope) {
    return indices.stream()
        .filter(i -> !i.isSilent() && !scope.isBatch(i))
        .map(i -> ranks.getOrDefault(i, Integer.MAX_VALUE))
        .toList();
  }

  private Fractions.Deltas deltas(Term term, Scope scope) {
    List<Formula> written = new ArrayList<>();
    Set<Integer> touched = new HashSet<>();
    Map<Index, Integer> ranks = Reading.ranks(term, term.free());
    for (Term.Delta d : term.deltas()) {
      List<Index> both = List.of(d.first(), d.second());
      written.add(Formula.indexed(Formula.DELTA, scope.of(both)));
      touched.addAll(places(both, ranks, scope));
    }
    return new Fractions.Deltas(written, touched);
  }

  /// `Σ` over the summed indices of a group of factors.
  ///
  /// @param shown the factors without those that only say which entries the others are
  private List<Piece> operator(
      List<Term.Factor> shown,
      List<Term.Factor> group,
      List<Index> summed,
      Map<Index, Integer> ranks,
      Scope inner) {
    Set<Index> mine = new HashSet<>();
    group.forEach(f -> mine.addAll(f.atom().indices()));
    List<Index> letters = summed.stream().filter(mine::contains).toList();
    List<Formula.Letter> under = inner.letters(letters);
    if (under.isEmpty() && shown.size() == 1) {
      return parts(piece(shown.get(0), ranks, inner));
    }
    List<Piece> inside = new ArrayList<>();
    shown.forEach(f -> inside.add(piece(f, ranks, inner)));
    Formula body = Fractions.of(Rational.ONE, inside, new Fractions.Deltas(List.of(), Set.of()));
    List<Index> outside = mine.stream().filter(i -> !summed.contains(i)).sorted().toList();
    Kind kind = under.isEmpty() ? Kind.BRACKET : Kind.OPERATOR;
    Formula whole = under.isEmpty() ? body : new Formula.Big(Formula.SIGMA, under, body);
    return List.of(new Piece(kind, whole, Rational.ONE, places(outside, ranks, inner)));
  }

  /// What a delta puts in the place of its last index.
  private Formula position(Term.Atom.Node pick, Scope scope) {
    List<Index> front = pick.indices().subList(0, pick.indices().size() - 1);
    return write(pick.value().arg(0), front, scope);
  }

  private Piece piece(Term.Factor factor, Map<Index, Integer> ranks, Scope scope) {
    List<Integer> places = places(factor.atom().indices(), ranks, scope);
    return switch (factor.atom()) {
      case Term.Atom.Bracket b ->
          new Piece(Kind.BRACKET, sum(b.terms(), scope), factor.power(), places);
      case Term.Atom.Node n ->
          new Piece(
              Kinds.of(n.value(), known),
              node(n.value(), n.indices(), scope),
              factor.power(),
              places);
    };
  }

  private Formula chain(Chains.Chain chain, Scope scope) {
    List<Formula> links = new ArrayList<>();
    for (Chains.Link link : chain.links()) {
      List<Formula.Term> terms = new ArrayList<>();
      for (Chains.Addend addend : link.of()) {
        terms.add(new Formula.Term(addend.minus(), whole(addend.value(), link.batch(), scope)));
      }
      Formula whole = terms.size() == 1 ? terms.get(0).value() : new Formula.Sum(terms);
      links.add(link.transposed() ? new Formula.Marked(whole, Formula.TRANSPOSED) : whole);
    }
    return Formula.indexed(Formula.product(links), scope.of(chain.ends()));
  }

  // --- single expressions
  // -------------------------------------------------------------------------

  private Formula node(Expr e, List<Index> indices, Scope scope) {
    Symbol symbol = known.symbol(e);
    if (symbol != null) {
      return switch (symbol) {
        case Symbol.Called(Name name) ->
            Formula.indexed(new Formula.Named(name), scope.of(indices));
        case Symbol.Derivative d -> Partials.of(d, scope.each(indices));
        case Symbol.Applied a ->
            applied(
                new Formula.Word(a.ascii(), a.unicode(), a.latex()),
                -1,
                List.of(a.argument()),
                indices,
                scope);
      };
    }
    return switch (e.head()) {
      case Head.Var v -> Formula.indexed(new Formula.Named(Name.of(v.name())), scope.of(indices));
      case Head.Num n -> constant(n.value());
      case Head.Map m -> notation(m.op().notation(), e, indices, scope);
      case Head.Special s -> {
        List<Rational> numbers = Constants.of(e);
        yield numbers == null
            ? notation(s.op().notation(), e, indices, scope)
            : Formula.indexed(Spelling.listed(numbers), scope.of(indices));
      }
      case Head.Sum s -> write(e, indices, scope);
      case Head.Einsum p -> write(e, indices, scope);
    };
  }

  static Formula constant(Head.Constant constant) {
    return switch (constant) {
      case Head.Constant.Size(Dim size) -> Sizes.formula(size);
      case Head.Constant.Named n ->
          new Formula.Word(n.spelling().numpy().substring("np.".length()), n.unicode(), n.latex());
    };
  }

  private Formula notation(Notation notation, Expr e, List<Index> indices, Scope scope) {
    boolean entryByEntry = e.head() instanceof Head.Map;
    return switch (notation) {
      case Notation.Call c when entryByEntry ->
          new Formula.Applied(word(c), arguments(e, indices, scope));
      case Notation.Call c -> applied(word(c), c.own(), e.args(), indices, scope);
      case Notation.Relation r ->
          new Formula.Holds(
              new Formula.Word(r.ascii(), r.unicode(), r.latex()),
              write(e.arg(0), indices, scope),
              write(e.arg(1), indices, scope));
      case Notation.Bars b -> new Formula.Bars(write(e.arg(0), indices, scope));
      case Notation.Cases c ->
          new Formula.Choice(
              write(e.arg(0), indices, scope),
              write(e.arg(1), indices, scope),
              write(e.arg(2), indices, scope));
      case Notation.Power p ->
          new Formula.Raised(write(e.arg(0), indices, scope), write(e.arg(1), indices, scope));
      case Notation.Bound b -> Ranges.over(b, e.arg(0), indices, scope, this);
      case Notation.Among a -> Ranges.among(a, e, indices, scope, this);
      case Notation.Windowed w -> Ranges.window(w, e, indices, scope, this);
      case Notation.Overlapped o -> Ranges.overlap(o, e, indices, scope, this);
      case Notation.Superscript s -> {
        int labels = indices.size() - 2;
        Formula matrix = whole(e, indices.subList(0, labels), scope);
        yield Formula.indexed(matrix, scope.of(indices.subList(labels, indices.size())));
      }
      case Notation.Reindexed r -> {
        List<Index> front = indices.subList(0, e.arg(0).rank() - r.indices().size());
        yield read(e.arg(0), front, Shifted.indices(r, e.arg(0), indices, scope), scope);
      }
      case Notation.Padded p -> Shifted.padded(p, e, indices, scope, this);
      case Notation.Position p -> scope.of(indices).get(0);
      case Notation.Delta d -> {
        List<Formula> both =
            new ArrayList<>(scope.of(indices.subList(indices.size() - 1, indices.size())));
        both.add(position(new Term.Atom.Node(e, indices), scope));
        yield Formula.indexed(Formula.DELTA, both);
      }
    };
  }

  @Override
  public Formula read(Expr e, List<Index> front, List<Scope.Place> computed, Scope scope) {
    return Shifted.read(e, front, computed, scope, known, this);
  }

  private List<Formula> arguments(Expr e, List<Index> indices, Scope scope) {
    return e.args().stream().map(a -> write(a, indices, scope)).toList();
  }

  private static Formula.Word word(Notation.Call c) {
    return new Formula.Word(c.ascii(), c.unicode(), c.latex());
  }

  /// `f(x_b)_i`: leading batch indices are labels of the arguments; a function of one tensor that
  /// keeps no axis of it has labels alone.
  private Formula applied(
      Formula.Word name, int own, List<Expr> arguments, List<Index> indices, Scope scope) {
    boolean reduces = arguments.size() == 1 && indices.size() < arguments.get(0).rank();
    int most = indices.size() - Math.max(0, own);
    int labels = 0;
    while (labels < most && (own >= 0 || reduces || scope.isBatch(indices.get(labels)))) {
      labels++;
    }
    List<Index> inside = indices.subList(0, labels);
    List<Formula> written = arguments.stream().map(a -> whole(a, inside, scope)).toList();
    Formula value = new Formula.Applied(name, written);
    return Formula.indexed(value, scope.of(indices.subList(labels, indices.size())));
  }

  @Override
  public Formula whole(Expr e, List<Index> labels, Scope scope) {
    if (known.symbol(e) instanceof Symbol.Called(Name name)) {
      return Formula.indexed(new Formula.Named(name), scope.of(labels));
    }
    if (known.symbol(e) instanceof Symbol.Derivative d) {
      return Partials.whole(d);
    }
    Expr under = Whole.transposed(e);
    if (under != null) {
      boolean row = labels.size() > e.rank() - 2; // (Xᵀ)_k, not the transposed of X_k
      Formula turned = whole(under, row ? List.of() : labels, scope);
      Formula whole = new Formula.Marked(turned, Formula.TRANSPOSED);
      return row ? Formula.indexed(whole, scope.of(labels)) : whole;
    }
    if (e.head() instanceof Head.Special s
        && s.op().notation() instanceof Notation.Superscript(String a, String u, String l)) {
      return new Formula.Marked(whole(e.arg(0), labels, scope), new Formula.Word(a, u, l));
    }
    throw new IllegalStateException("no name for a whole tensor: " + e);
  }
}

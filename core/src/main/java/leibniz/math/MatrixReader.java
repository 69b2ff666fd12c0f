package leibniz.math;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import leibniz.ir.Axes;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.ir.Rational;
import leibniz.math.Matrix.Chain;
import leibniz.math.Matrix.Diagonal;
import leibniz.math.Matrix.Leaf;
import leibniz.math.Matrix.Link;
import leibniz.math.Matrix.Ones;
import leibniz.math.Matrix.Power;
import leibniz.math.Matrix.Term;
import org.jspecify.annotations.Nullable;

/// Reads expressions as matrix expressions. Axes of size 1 are not there: what has one longer axis
/// is a column, also where the program has it as a row. It goes down as deep as the formula is,
/// which whoever asks has bounded.
final class MatrixReader {
  /// How many terms products of sums may be multiplied out into.
  private static final int EXPANDED = 64;

  private final Known known;
  private final Map<Expr, Optional<Term>> done = new HashMap<>();
  private int expanded;

  MatrixReader(Known known) {
    this.known = known;
  }

  /// The expression, or null if it cannot be written without indices.
  @Nullable Term of(Expr e) {
    Optional<Term> before = done.get(e);
    if (before == null) {
      before = Optional.ofNullable(read(e));
      done.put(e, before);
    }
    return before.orElse(null);
  }

  /// The number of axes that are longer than 1.
  static int rank(Expr e) {
    return (int) e.shape().dims().stream().filter(d -> !d.isOne()).count();
  }

  private @Nullable Term read(Expr e) {
    if (rank(e) > 2) {
      return null;
    }
    Known.Found found = known.find(e);
    if (found != null) {
      Leaf leaf = symbol(found.value());
      return leaf == null ? null : Term.of(leaf).scaled(sign(found.negative()));
    }
    Term turned = transposed(e);
    if (turned != null) {
      return turned;
    }
    return switch (e.head()) {
      case Head.Var v -> null; // has a symbol
      case Head.Num n -> Term.of(scalar(Writer.constant(n.value()), true));
      case Head.Einsum p -> product(LetterGraph.of(e, p, known));
      case Head.Sum s -> sum(e, s);
      case Head.Map m -> entries(m.op().notation(), e);
      case Head.Special s -> special(s.op().notation(), e);
    };
  }

  /// A multiple of something that has a name, or of its transposed.
  private @Nullable Term transposed(Expr e) {
    Known.Alias alias = e.rank() == 2 ? known.alias(e, Rational.ONE) : null;
    if (alias == null || !alias.power().isOne() || alias.named().rank() != 2) {
      return null;
    }
    boolean turned = alias.axes().equals(List.of(1, 0));
    Leaf leaf = turned || alias.axes().equals(List.of(0, 1)) ? symbol(alias.named()) : null;
    return leaf == null
        ? null
        : Term.of(turned ? Matrices.transposed(leaf) : leaf).scaled(alias.scale().inverse());
  }

  private static Rational sign(boolean negative) {
    return negative ? Rational.MINUS_ONE : Rational.ONE;
  }

  // --- leaves ----------------------------------------------------------------------------------

  private static Leaf scalar(Formula written, boolean constant) {
    return new Leaf(written, written, 0, constant);
  }

  private static Leaf leaf(Formula written, int rank) {
    return new Leaf(
        written,
        rank == 0 ? written : new Formula.Marked(written, Formula.TRANSPOSED),
        rank,
        false);
  }

  private @Nullable Leaf symbol(Expr e) {
    Symbol symbol = known.symbol(e);
    if (symbol instanceof Symbol.Called c
        && e.head() instanceof Head.Var v
        && v.is(Head.Property.SYMMETRIC)
        && rank(e) == 2) {
      Formula named = new Formula.Named(c.name());
      return new Leaf(named, /* transposed= */ named, 2, false);
    }
    return switch (symbol) {
      case Symbol.Called c -> shaped(new Formula.Named(c.name()), e);
      case Symbol.Derivative d ->
          hasMatrix(d.axes()) ? shaped(Formula.partial(d.of(), d.wrt()), e) : null;
      case Symbol.Applied a -> {
        Formula argument = whole(a.argument());
        Formula.Word function = new Formula.Word(a.ascii(), a.unicode(), a.latex());
        yield argument == null
            ? null
            : leaf(new Formula.Applied(function, List.of(argument)), rank(e));
      }
      case null -> null;
    };
  }

  /// Whether a derivative with these axes is a matrix: nothing is shared between its parts.
  static boolean hasMatrix(Axes axes) {
    return axes.axes().size() <= 2
        && axes.axes().stream().noneMatch(a -> a.role() == Axes.Role.BATCH);
  }

  /// A row stays a row: its column is the transposed.
  private static @Nullable Leaf shaped(Formula written, Expr e) {
    if (e.rank() > 2) {
      return null;
    }
    boolean row = e.rank() == 2 && e.shape().get(0).isOne() && !e.shape().get(1).isOne();
    if (!row) {
      return leaf(written, rank(e));
    }
    Formula column = new Formula.Marked(written, Formula.TRANSPOSED);
    return new Leaf(column, /* transposed= */ written, 1, false);
  }

  /// The argument of a function of whole rows or matrices.
  private @Nullable Formula whole(Expr argument) {
    Term term = rank(argument) == argument.rank() ? of(argument) : null;
    return term == null ? null : MatrixWriter.write(term);
  }

  // --- products --------------------------------------------------------------------------------

  private @Nullable Term product(LetterGraph graph) {
    List<LetterGraph.Factor> factors = graph.factors();
    if (graph.coefficient().isZero()) {
      return Term.ZERO;
    }
    for (LetterGraph.Factor f : factors) {
      if (f.letters().size() > 2) {
        boolean opens = known.find(f.value()) == null;
        return opens && f.value().head() instanceof Head.Sum s ? expanded(graph, f, s) : null;
      }
    }
    Rational coefficient = graph.coefficient();
    List<Power> scalars = new ArrayList<>();
    List<SeriesParallel.Edge> edges = new ArrayList<>();
    Set<Integer> carried = new HashSet<>();
    for (LetterGraph.Factor f : factors) {
      Term term = factor(f, coefficient);
      if (term == null) {
        return null;
      }
      Rational power = f.power();
      if (!power.isInt() || term.coefficient().isZero() && power.signum() < 0) {
        term = new Term(Rational.ONE, List.of(), term.whole(f.letters().size()));
      } else {
        coefficient = coefficient.times(term.coefficient().power(power.intValue()));
        term.scalars().forEach(s -> add(scalars, s.base(), s.exponent().times(power)));
      }
      Matrix body = term.body();
      if (body != null && body.rank() == 0) {
        add(scalars, body, power);
      } else if (body != null && !(body instanceof Ones)) {
        edges.add(edge(body, f.letters(), power));
        carried.addAll(f.letters());
      }
    }
    if (coefficient.isZero()) {
      return Term.ZERO;
    }
    for (Dim size : graph.orphans(carried)) {
      coefficient = coefficient.times(size(size, scalars));
    }
    SeriesParallel.Result result = SeriesParallel.of(edges, graph.out(), graph.sizes());
    if (result == null) {
      return null;
    }
    result.scalars().forEach(s -> add(scalars, s, Rational.ONE));
    return Signs.settled(new Term(coefficient, scalars, result.body()));
  }

  /// A factor of a product; what is under an inverse may take a number from in front of it.
  private @Nullable Term factor(LetterGraph.Factor factor, Rational front) {
    Expr value = factor.value();
    if (factor.power().isOne()
        && value.rank() == 2
        && known.find(value) == null
        && value.head() instanceof Head.Special special
        && special.op().notation() instanceof Notation.Superscript s
        && Superscripts.isInverse(s)) {
      Term under = of(value.arg(0));
      if (under != null && under.body() instanceof Matrix.Sum(List<Term> terms, int rank)) {
        List<Rational> inside = terms.stream().map(Term::coefficient).toList();
        Rational before = front.dividedBy(under.coefficient());
        return Superscripts.of(s, under, MatrixNumbers.underInverse(inside, before));
      }
    }
    return of(value);
  }

  private static SeriesParallel.Edge edge(Matrix body, List<Integer> letters, Rational power) {
    boolean repeated = letters.size() == 2 && letters.get(0).equals(letters.get(1));
    Matrix value = !repeated ? body : body instanceof Diagonal(Matrix of) ? of : new Diagonal(body);
    return new SeriesParallel.Edge(
        Matrices.hadamard(List.of(new Power(value, power)), value.rank()),
        repeated ? letters.subList(0, 1) : letters);
  }

  private static void add(List<Power> scalars, Matrix base, Rational exponent) {
    for (int k = 0; k < scalars.size(); k++) {
      if (scalars.get(k).base().equals(base)) {
        Rational sum = scalars.remove(k).exponent().plus(exponent);
        if (!sum.isZero()) {
          scalars.add(k, new Power(base, sum));
        }
        return;
      }
    }
    scalars.add(new Power(base, exponent));
  }

  /// A size as factors: the number is returned.
  private static Rational size(Dim size, List<Power> scalars) {
    Dim.Product product = size.product();
    if (product == null) {
      add(scalars, scalar(Sizes.formula(size), true), Rational.ONE);
      return Rational.ONE;
    }
    product.symbols().forEach(s -> add(scalars, scalar(new Formula.Size(s), true), Rational.ONE));
    return Rational.of(product.number());
  }

  /// Multiplied out over a sum that is no matrix, though its terms may be.
  private @Nullable Term expanded(LetterGraph graph, LetterGraph.Factor factor, Head.Sum head) {
    expanded += factor.value().args().size();
    if (!factor.power().isOne() || expanded > EXPANDED) {
      return null;
    }
    List<Term> terms = new ArrayList<>();
    for (Known.Part part : known.parts(factor.value(), head)) {
      Term term = product(graph.with(factor, part.value()));
      if (term == null) {
        return null;
      }
      terms.add(term.scaled(part.coefficient()));
    }
    return CommonWords.sum(terms, graph.out().size());
  }

  private @Nullable Term sum(Expr e, Head.Sum head) {
    List<Term> terms = new ArrayList<>();
    for (Known.Part part : known.parts(e, head)) {
      Term term = of(part.value());
      if (term == null) {
        return null;
      }
      terms.add(term.scaled(part.coefficient()));
    }
    return CommonWords.sum(terms, rank(e));
  }

  // --- functions -------------------------------------------------------------------------------

  /// Entry by entry; an argument with equal entries is written as that number.
  private @Nullable Term entries(Notation notation, Expr e) {
    List<Formula> arguments = new ArrayList<>();
    for (Expr argument : e.args()) {
      Term term = of(argument);
      if (term == null) {
        return null;
      }
      arguments.add(MatrixWriter.write(isFull(term.body()) ? term.with(null) : term));
    }
    boolean scalar = rank(e) == 0;
    Formula written =
        switch (notation) {
          case Notation.Call c -> new Formula.Applied(word(c), arguments);
          case Notation.Relation r ->
              new Formula.Holds(
                  new Formula.Word(r.ascii(), r.unicode(), r.latex()),
                  arguments.get(0),
                  arguments.get(1));
          case Notation.Bars b -> new Formula.Bars(arguments.get(0));
          case Notation.Power p ->
              scalar
                  ? new Formula.Raised(arguments.get(0), arguments.get(1))
                  : new Formula.EntrywisePower(arguments.get(0), arguments.get(1));
          case Notation.Cases c ->
              scalar
                  ? new Formula.Choice(arguments.get(0), arguments.get(1), arguments.get(2))
                  : null;
          case Notation.Bound b -> null;
          case Notation.Among a -> null;
          case Notation.Windowed w -> null;
          case Notation.Overlapped o -> null;
          case Notation.Superscript s -> null;
          case Notation.Reindexed r -> null;
          case Notation.Padded p -> null;
          case Notation.Position p -> null;
          case Notation.Delta d -> null;
        };
    return written == null ? null : Term.of(leaf(written, rank(e)));
  }

  private static boolean isFull(@Nullable Matrix body) {
    return body instanceof Ones
        || body instanceof Chain(List<Link> links)
            && links.stream().allMatch(l -> l.value() instanceof Ones);
  }

  /// Functions of a whole vector or matrix that give a scalar, and superscripts.
  private @Nullable Term special(Notation notation, Expr e) {
    List<Formula> arguments = new ArrayList<>();
    for (Expr argument : e.args()) {
      Formula written = whole(argument);
      if (written == null) {
        return null;
      }
      arguments.add(written);
    }
    return switch (notation) {
      case Notation.Call c ->
          e.rank() == Math.max(0, c.own()) && rank(e) == e.rank()
              ? Term.of(leaf(new Formula.Applied(word(c), arguments), e.rank()))
              : null;
      case Notation.Bound b ->
          e.rank() == 0 ? Term.of(leaf(new Formula.Applied(operator(b), arguments), 0)) : null;
      case Notation.Superscript s ->
          e.rank() == 2 ? Superscripts.of(s, of(e.arg(0)), Rational.ONE) : null;
      case Notation.Among a -> null;
      case Notation.Windowed w -> null;
      case Notation.Overlapped o -> null;
      case Notation.Relation r -> null;
      case Notation.Bars b -> null;
      case Notation.Cases c -> null;
      case Notation.Power p -> null;
      case Notation.Reindexed r -> null;
      case Notation.Padded p -> null;
      case Notation.Position p -> null;
      case Notation.Delta d -> null;
    };
  }

  /// An operator over all entries as a function of the whole: `max(x)`, `log Σ exp(x)`.
  private static Formula.Word operator(Notation.Bound b) {
    Formula.Word before = word(b.before());
    if (b.after().isEmpty()) {
      return before;
    }
    Formula.Word after = Spelling.function(b.after());
    return new Formula.Word(
        before.ascii() + " " + after.ascii(),
        before.unicode() + " " + after.unicode(),
        before.latex() + " " + after.latex());
  }

  private static Formula.Word word(Notation.Call c) {
    return new Formula.Word(c.ascii(), c.unicode(), c.latex());
  }
}

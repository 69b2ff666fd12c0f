package leibniz.code;

import static leibniz.code.Piece.ONE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.code.Arithmetic.Signed;
import leibniz.code.Piece.Kind;
import leibniz.code.Piece.Level;
import leibniz.ir.Constants;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Notation;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Spelling;
import leibniz.program.Scope;
import org.jspecify.annotations.Nullable;

/// Writes any expression down to what has a name. The recursion is as deep as one statement nests,
/// which the program keeps small.
final class Expressions implements Operands {
  private final Scope scope = new Scope();
  private final Map<Name, Kind> kinds = new HashMap<>();
  private final Map<Name, Integer> order = new HashMap<>();
  private final Set<Expr> given = new HashSet<>();
  private final Identifiers names;
  private final Library library;
  private final Arithmetic arithmetic;
  private final Products products;
  private final Einsum einsum;

  Expressions(Identifiers names, Library library, Einsum einsum) {
    this.library = library;
    this.arithmetic = new Arithmetic(library);
    this.names = names;
    this.products = new Products(this, library, einsum);
    this.einsum = einsum;
  }

  /// From here on the expression is had by its name.
  void define(Name name, Expr node, Kind kind) {
    scope.define(name, node);
    kinds.put(name, kind);
    order.put(name, order.size());
  }

  /// From here on the value that is given is had by its name.
  void give(Name name, Expr node, Kind kind) {
    given.add(node);
    define(name, node, kind);
  }

  @Override
  public boolean given(Expr e) {
    return given.contains(e);
  }

  @Override
  public boolean computed(Expr e) {
    return scope.find(e) == null;
  }

  @Override
  public Operand of(Expr e, boolean minus) {
    Operand named = named(e);
    return named != null ? named : written(e, minus, Extent.BROADCAST);
  }

  @Override
  public @Nullable Root root(Expr e, Rational power) {
    Scope.Reference root = scope.root(e, power);
    return root == null ? null : new Root(reference(e, root), root.power());
  }

  /// The expression with all of its entries and its sign.
  Piece exact(Expr e, boolean derivative) {
    Operand named = named(e);
    return finished(
        named != null ? named : written(e, false, derivative ? Extent.DERIVATIVE : Extent.FULL),
        e.shape());
  }

  private Piece finished(Operand operand, Shape shape) {
    int rank = shape.rank();
    boolean number = operand.piece().axes().isEmpty();
    Piece placed = number ? operand.piece() : operand.placed(Piece.all(rank), rank, true, library);
    Piece signed = operand.negative() ? arithmetic.negate(placed) : placed;
    return number ? einsum.constant(signed, shape) : einsum.filled(signed, shape);
  }

  private @Nullable Operand named(Expr e) {
    Scope.Reference known = scope.find(e);
    return known == null ? null : reference(e, known);
  }

  /// What is added by position, or null.
  @Nullable Added added(Expr e) {
    return products.added(e);
  }

  private Operand reference(Expr e, Scope.Reference known) {
    List<Integer> axes = new ArrayList<>();
    int next = 0;
    for (int axis = 0; axis < e.rank() + known.ones().size(); axis++) {
      axes.add(known.ones().contains(axis) ? ONE : next++);
    }
    Kind kind = kinds.getOrDefault(known.name(), Kind.FLOAT);
    Piece piece = new Piece(names.of(known.name()), Level.ATOM, kind, axes);
    return new Operand(known.negative(), piece, null, order.getOrDefault(known.name(), 0));
  }

  private Operand written(Expr e, boolean minus, Extent extent) {
    return switch (e.head()) {
      case Head.Var v -> throw new IllegalStateException("an input without a name: " + v.name());
      case Head.Num(Head.Constant.Size(Dim size)) -> Operand.of(Dims.piece(names.here(size)));
      case Head.Num(Head.Constant.Named named) ->
          Operand.of(
              new Piece(library.spelled(named.spelling()), Level.ATOM, Kind.NUMBER, List.of()));
      case Head.Einsum _ -> {
        Piece cut = e.isView() ? cut(e) : null;
        yield cut != null ? Operand.of(cut) : products.of(e, Rational.ONE, extent);
      }
      case Head.Sum s -> sum(e, s.coefficients(), minus);
      case Head.Map m ->
          called(
              Template.of(library.spelled(m.op().spelling()), e.args().size()),
              m.op().notation(),
              e.args().stream().map(a -> of(a, false)).toList(),
              e.rank());
      case Head.Special s -> special(s.op(), e);
    };
  }

  // --- sums
  // ---------------------------------------------------------------------------------------

  private Operand sum(Expr e, List<Rational> coefficients, boolean minus) {
    boolean mixed = coefficients.stream().anyMatch(c -> c.signum() < 0);
    boolean turned = minus && mixed;
    List<Operand> terms = new ArrayList<>();
    for (int k = 0; k < coefficients.size(); k++) {
      Rational c = coefficients.get(k);
      terms.add(term(e.arg(k), turned ? c.negate() : c));
    }
    return new Operand(turned, added(terms, false), kept(terms), Arithmetic.COMPUTED);
  }

  /// The terms of a sum, each with all the text it needs, for a statement that adds them in turns.
  List<Signed> terms(Expr e, List<Rational> coefficients) {
    List<Signed> terms = new ArrayList<>();
    for (int k = 0; k < coefficients.size(); k++) {
      Operand term = term(e.arg(k), coefficients.get(k));
      terms.add(new Signed(term.negative(), term.piece(), term.order()));
    }
    return terms;
  }

  private Operand term(Expr argument, Rational c) {
    int rank = argument.rank();
    Operand term;
    if (named(argument) == null && argument.head() instanceof Head.Einsum) {
      term = products.of(argument, c, Extent.BROADCAST);
    } else {
      Operand of = of(argument, false);
      Piece piece =
          c.abs().isOne()
              ? of.piece()
              : arithmetic.product(
                  c.abs(), List.of(new Arithmetic.Powered(of.piece(), Rational.ONE, of.order())));
      term =
          new Operand(
              of.negative() ^ c.signum() < 0,
              piece,
              c.abs().isOne() ? of.kept() : null,
              c.abs().isOne() ? of.order() : Arithmetic.COMPUTED);
    }
    if (term.piece().axes().size() > rank || term.piece().axes().isEmpty()) {
      Piece placed =
          term.piece().axes().isEmpty()
              ? term.piece()
              : term.placed(Piece.all(rank), rank, false, library);
      return new Operand(term.negative(), placed, term.kept(), term.order());
    }
    return term;
  }

  private Piece added(List<Operand> terms, boolean kept) {
    List<Signed> signed = new ArrayList<>();
    for (Operand term : terms) {
      Piece form = kept && term.kept() != null ? term.kept() : term.piece();
      signed.add(new Signed(term.negative(), form, term.order()));
    }
    return arithmetic.sum(signed);
  }

  /// With the axes kept, where one term has that form and all others are numbers.
  private @Nullable Piece kept(List<Operand> terms) {
    long arrays = terms.stream().filter(t -> !t.piece().axes().isEmpty()).count();
    long forms = terms.stream().filter(t -> t.kept() != null).count();
    return arrays <= 1 && forms == 1 && terms.stream().allMatch(Expressions::fits)
        ? added(terms, true)
        : null;
  }

  private static boolean fits(Operand term) {
    return term.kept() != null || term.piece().axes().isEmpty();
  }

  // --- functions
  // ----------------------------------------------------------------------------------

  private Operand called(Template template, Notation notation, List<Operand> args, int rank) {
    List<Piece> plain = new ArrayList<>();
    List<Piece> kept = new ArrayList<>();
    boolean keeps = args.stream().filter(a -> a.kept() != null).count() == 1;
    boolean whole = args.stream().allMatch(a -> isInt(a.piece()));
    for (Operand argument : args) {
      Piece placed =
          argument.piece().axes().isEmpty()
              ? argument.piece()
              : argument.placed(Piece.all(rank), rank, false, library);
      Piece piece = argument.negative() ? arithmetic.negate(placed) : placed;
      boolean based = notation instanceof Notation.Power && plain.isEmpty() && isInt(piece);
      plain.add(whole && args.size() > 1 || based ? asFloat(piece) : piece);
      Piece form = argument.kept() == null ? argument.piece() : argument.kept();
      kept.add(argument.negative() ? arithmetic.negate(form) : form);
      keeps &= fits(argument);
    }
    Kind kind = notation instanceof Notation.Relation ? Kind.BOOL : Kind.FLOAT;
    return new Operand(
        false,
        call(template, kind, plain),
        keeps ? call(template, kind, kept) : null,
        Arithmetic.COMPUTED);
  }

  private static boolean isInt(Piece piece) {
    return piece.kind() == Kind.INT;
  }

  private Piece asFloat(Piece whole) {
    return whole.axes().isEmpty()
        ? library.decimal(whole)
        : new Piece("1.0 * " + whole.at(Level.PRODUCT), Level.PRODUCT, Kind.FLOAT, whole.axes());
  }

  private Piece call(Template template, Kind kind, List<Piece> args) {
    List<Integer> axes = List.of();
    boolean alone = args.stream().allMatch(Piece::isNumber);
    List<Piece> fit = new ArrayList<>();
    for (Piece argument : args) {
      axes = Arithmetic.union(axes, argument.axes());
      fit.add(library.argument(argument, template.calls(), alone));
    }
    return new Piece(template.fill(fit, library), template.level(), kind, axes);
  }

  @Override
  public Piece index(Expr e) {
    List<Rational> numbers = Constants.of(e);
    if (numbers != null && numbers.size() > 1 && numbers.stream().allMatch(Rational::isInteger)) {
      return listed(numbers.stream().map(n -> n.numerator().toString()).toList(), true);
    }
    Operand operand = of(e, false);
    Piece whole = operand.negative() ? arithmetic.negate(operand.piece()) : operand.piece();
    return isGiven(e) ? whole : library.index(whole);
  }

  /// Whether the numbers are those of an input, or of a part of one.
  private boolean isGiven(Expr e) {
    boolean part =
        switch (e.head()) {
          case Head.Special s -> s.op().notation() instanceof Notation.Reindexed;
          case Head.Einsum view -> e.isView() && view.coefficient().isOne();
          case Head.Var _, Head.Num _, Head.Sum _, Head.Map _ -> false;
        };
    return given(e) || computed(e) && part && isGiven(e.arg(0));
  }

  /// The same with all of its entries.
  private Piece row(Expr e) {
    return finished(Operand.of(index(e)), e.shape()).with(Kind.INT);
  }

  private Piece listed(List<String> numbers, boolean whole) {
    String text = library.array(numbers.toString(), whole);
    return Piece.of(text, Level.ATOM, 1).with(whole ? Kind.INT : Kind.FLOAT);
  }

  private String decimal(Rational number) {
    Piece piece = arithmetic.number(number.abs());
    String text = (piece.kind() == Kind.INT ? library.decimal(piece) : piece).text();
    return number.signum() < 0 ? "-" + text : text;
  }

  /// Slices along several axes, or of what is turned, as one index; null for anything else.
  private @Nullable Piece cut(Expr e) {
    Cuts cuts = Cuts.of(e, this::computed);
    boolean turned = !cuts.axes().equals(Piece.all(e.rank()));
    if (cuts.ranges().isEmpty() || !turned && cuts.ranges().size() == 1) {
      return null;
    }
    Piece whole = exact(cuts.base(), false);
    String text = whole.at(Level.ATOM) + "[" + cuts.index() + "]";
    return new Piece(text, Level.ATOM, whole.kind(), cuts.home())
        .placed(Piece.all(e.rank()), e.rank(), false, library);
  }

  /// An index, numbers, or entries of whatever kind, of which a part is taken: that is of the same.
  private Piece argument(Expr e, boolean index, boolean part) {
    return index ? row(e) : part ? exact(e, false) : library.numbers(exact(e, false));
  }

  private Operand special(leibniz.ir.Special op, Expr e) {
    List<Rational> numbers = Constants.of(e);
    if (numbers != null) {
      return Operand.of(listed(numbers.stream().map(this::decimal).toList(), false));
    }
    Piece cut = cut(e);
    if (cut != null) {
      return Operand.of(cut);
    }
    List<Shape> shapes = e.args().stream().map(a -> names.here(a.shape())).toList();
    Shape result = names.here(e.shape());
    List<String> places = Template.places(shapes.size());
    boolean oneHot = op.positions() != null;
    boolean part = op.notation() instanceof Notation.Reindexed;
    List<Piece> args = new ArrayList<>();
    e.args().forEach(a -> args.add(argument(a, oneHot, part)));
    Template plain = Template.of(library.spelled(op.spelling(places, shapes, result)), 0);
    Kind kind =
        oneHot
            ? library.oneHot()
            : op.givesPositions() ? Kind.INT : part ? args.getFirst().kind() : Kind.FLOAT;
    args.replaceAll(a -> part ? a.with(Kind.FLOAT) : a); // a part is taken of what it is
    Piece piece = Piece.of(plain.fill(args, library), plain.level(), e.rank()).with(kind);
    Spelling spelling = op.kept(places, shapes, result);
    if (spelling == null) {
      return Operand.of(piece);
    }
    Template kept = Template.of(library.spelled(spelling), 0);
    List<Integer> axes = new ArrayList<>(Piece.all(e.rank()));
    axes.addAll(Collections.nCopies(e.arg(0).rank() - e.rank(), ONE));
    Piece other = new Piece(kept.fill(args, library), kept.level(), Kind.FLOAT, axes);
    return new Operand(false, piece, other, Arithmetic.COMPUTED);
  }
}

package leibniz.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The constructors. What they return is well shaped, interned and tidy: constants folded, views
/// melted ([Product]), sums flat ([Terms]). Shapes that do not fit are a bug of the caller, not of
/// the user: who reads the user's text checks first and says it in the user's words.
public final class Build {
  private Build() {}

  /// An input.
  public static Expr var(String name, Shape shape, Head.Property... properties) {
    SortedSet<Head.Property> declared = new TreeSet<>(Arrays.asList(properties));
    return Interner.intern(new Head.Var(name, declared), List.of(), shape);
  }

  /// The number of entries along an axis, as a scalar.
  public static Expr size(Dim size) {
    return Product.one().times(sizeAtom(size), List.of()).out(List.of());
  }

  static Expr sizeAtom(Dim size) {
    return Interner.intern(new Head.Num(new Head.Constant.Size(size)), List.of(), Shape.SCALAR);
  }

  /// A mathematical constant.
  public static Expr constant(Head.Constant.Named value) {
    return Interner.intern(new Head.Num(value), List.of(), Shape.SCALAR);
  }

  /// A fraction, as a scalar.
  public static Expr number(Rational value) {
    return full(value, Shape.SCALAR);
  }

  public static Expr full(Rational value, Shape shape) {
    List<Integer> letters = range(0, shape.rank());
    return Product.of(value).letters(letters, shape).out(letters);
  }

  public static Expr zeros(Shape shape) {
    return full(Rational.ZERO, shape);
  }

  public static Expr ones(Shape shape) {
    return full(Rational.ONE, shape);
  }

  /// The identity matrix: one Kronecker delta.
  public static Expr eye(Dim size) {
    return Product.one().letter(0, size).out(List.of(0, 0));
  }

  /// The identity in the last two axes of a shape, of which the sizes are equal.
  public static Expr eye(Shape matrices) {
    int i = matrices.rank() - 2;
    List<Integer> out = range(0, i + 1);
    Product product = Product.one().letters(out, matrices.slice(0, i + 1));
    out.add(i);
    return product.out(out);
  }

  /// `start`, `start + 1`, … up to `end`, exclusive: letters, mostly.
  public static List<Integer> range(int start, int end) {
    List<Integer> numbers = new ArrayList<>();
    for (int k = start; k < end; k++) {
      numbers.add(k);
    }
    return numbers;
  }

  /// `Σ coefficient_k · term_k`; the terms have the given shape.
  public static Expr sum(Shape shape, List<Rational> coefficients, List<Expr> terms) {
    return Terms.sum(shape, coefficients, terms);
  }

  public static Expr plus(Expr a, Expr b) {
    return sum(a.shape(), List.of(Rational.ONE, Rational.ONE), List.of(a, b));
  }

  public static Expr minus(Expr a, Expr b) {
    return sum(a.shape(), List.of(Rational.ONE, Rational.MINUS_ONE), List.of(a, b));
  }

  public static Expr negate(Expr a) {
    return scale(Rational.MINUS_ONE, a);
  }

  public static Expr scale(Rational factor, Expr a) {
    List<Integer> letters = range(0, a.rank());
    return Product.of(factor).times(a, letters).out(letters);
  }

  /// The entrywise product of tensors of one shape.
  public static Expr times(Expr... factors) {
    List<Integer> letters = range(0, factors[0].rank());
    Product product = Product.one();
    for (Expr factor : factors) {
      product.times(factor, letters);
    }
    return product.out(letters);
  }

  public static Expr power(Expr a, Rational exponent) {
    List<Integer> letters = range(0, a.rank());
    return Product.one().letters(letters, a.shape()).times(a, letters, exponent).out(letters);
  }

  public static Expr divide(Expr a, Expr b) {
    return times(a, power(b, Rational.MINUS_ONE));
  }

  /// Sums over the axes, which vanish.
  public static Expr reduce(Expr a, List<Integer> axes) {
    List<Integer> letters = range(0, a.rank());
    List<Integer> out = new ArrayList<>(letters);
    out.removeAll(axes);
    return Product.one().times(a, letters).out(out);
  }

  /// The axes in another order: axis k of the result is axis `order[k]` of `a`.
  public static Expr transpose(Expr a, List<Integer> order) {
    return Product.one().times(a, range(0, a.rank())).out(order);
  }

  /// Repeats along leading and size-1 axes until the shape is `to`, as NumPy does.
  public static Expr broadcast(Expr a, Shape to) {
    if (a.shape().equals(to)) {
      return a;
    }
    List<Integer> out = range(0, to.rank());
    List<Integer> letters = new ArrayList<>();
    Product product = Product.one().letters(out, to);
    int missing = to.rank() - a.rank();
    for (int axis = 0; axis < a.rank(); axis++) {
      boolean repeats = a.shape().get(axis).isOne() && !to.get(missing + axis).isOne();
      letters.add(repeats ? to.rank() + axis : missing + axis);
    }
    return product.times(a, letters).out(out);
  }

  /// Without an axis along which it repeats ([Expr#isRepeatedAlong]).
  public static Expr dropRepeated(Expr a, int axis) {
    List<Integer> kept = range(0, a.rank());
    kept.remove(axis);
    return View.first(a, kept);
  }

  /// Inserts axes of size 1 so that they stand at the given positions of the result.
  public static Expr expand(Expr a, List<Integer> positions) {
    int rank = a.rank() + positions.size();
    List<Integer> letters = range(0, rank);
    letters.removeAll(positions);
    Product product = Product.one().times(a, letters);
    positions.forEach(p -> product.letter(p, Dim.ONE));
    return product.out(range(0, rank));
  }

  /// A function applied entry by entry; the arguments have one shape.
  public static Expr map(Elementwise op, Expr... args) {
    return map(op, List.of(args));
  }

  public static Expr map(Elementwise op, List<Expr> args) {
    Shape shape = args.get(0).shape();
    for (Expr argument : args) {
      if (!argument.shape().equals(shape)) {
        throw new IllegalArgumentException(op + " of " + shape + " and " + argument.shape());
      }
    }
    Rational known = args.size() == 1 ? args.get(0).constant() : null;
    Rational value = known == null ? null : op.exact(known);
    if (value != null) {
      return full(value, shape);
    }
    View view = View.around(args);
    if (view == null) {
      return Interner.intern(new Head.Map(op), args, shape);
    }
    return view.of(map(op, view.inside()));
  }

  /// An operation of its own kind.
  public static Expr special(Special op, Expr... args) {
    return special(op, List.of(args));
  }

  public static Expr special(Special op, List<Expr> args) {
    Shape shape = op.shape(args.stream().map(Expr::shape).toList());
    return Interner.intern(new Head.Special(op), args, shape);
  }

  /// The node with other arguments of the same shapes.
  public static Expr like(Expr node, List<Expr> args) {
    if (node.args().equals(args)) {
      return node;
    }
    return switch (node.head()) {
      case Head.Var v -> node;
      case Head.Num n -> node;
      case Head.Einsum e -> {
        Product product = product(node);
        for (int k = 0; k < args.size(); k++) {
          Head.Factor factor = e.factors().get(k);
          product.times(args.get(k), factor.letters(), factor.power());
        }
        yield product.out(e.out());
      }
      case Head.Sum s -> sum(node.shape(), s.coefficients(), args);
      case Head.Map m -> map(m.op(), args);
      case Head.Special s -> special(s.op(), args);
    };
  }

  /// An einsum's coefficient and the letters of its result, ready for factors.
  public static Product product(Expr einsum) {
    if (!(einsum.head() instanceof Head.Einsum e)) {
      throw new IllegalArgumentException("no einsum: " + einsum);
    }
    return Product.of(e.coefficient()).letters(e.out(), einsum.shape());
  }
}

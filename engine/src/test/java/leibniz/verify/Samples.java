package leibniz.verify;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.op.Determinant;
import leibniz.op.Extremum;
import leibniz.op.Inverse;
import leibniz.op.LogSumExp;
import leibniz.op.Maps;

/// Expressions as one meets them, written with the constructors.
final class Samples {
  private Samples() {}

  private static final Dim B = Dim.symbol("B");
  private static final Dim D = Dim.symbol("D");
  private static final Dim N = Dim.symbol("n");
  private static final Dim M = Dim.symbol("m");

  private static final Expr V = Build.var("v", Shape.of(B, D));
  private static final Expr X = Build.var("x", Shape.of(N));
  private static final Expr Y = Build.var("y", Shape.of(N));
  private static final Expr S = Build.var("s", Shape.SCALAR);
  private static final Expr A = Build.var("A", Shape.of(M, N));
  private static final Expr C = Build.var("C", Shape.of(N, N));
  private static final Expr W = Build.var("W", Shape.of(N, D));
  private static final Expr BIAS = Build.var("b", Shape.of(N));
  private static final Expr ROW = Build.var("g", Shape.of(Dim.ONE, D));
  private static final Expr LABELS = Build.var("p", Shape.of(B, D), Head.Property.ROWS_SUM_TO_ONE);
  private static final Expr POSITIVE = Build.var("q", Shape.of(B, D), Head.Property.POSITIVE);

  private static List<Integer> at(Integer... letters) {
    return List.of(letters);
  }

  private static Expr number(long numerator, long denominator) {
    return Build.number(Rational.of(numerator, denominator));
  }

  private static Expr square(Expr x) {
    return Build.power(x, Rational.TWO);
  }

  private static Expr all(Expr x) {
    return Build.reduce(x, Build.range(0, x.rank()));
  }

  private static Expr dot(Expr x, Expr y) {
    return Product.one().times(x, at(0)).times(y, at(0)).out(at());
  }

  private static Expr norm(Expr x) {
    return Build.power(all(square(x)), Rational.HALF);
  }

  /// Spread along the last axis of `like`.
  private static Expr along(Expr rows, Expr like) {
    List<Integer> letters = Build.range(0, like.rank());
    return Product.one()
        .letters(letters, like.shape())
        .times(rows, letters.subList(0, rows.rank()))
        .out(letters);
  }

  private static Expr softmax(Expr v) {
    Expr e = Build.map(Maps.EXP, v);
    return Build.divide(e, along(Build.reduce(e, at(1)), e));
  }

  private static Expr linear(Expr x, Expr w, Expr b) {
    Expr product = Product.one().times(x, at(0, 1)).times(w, at(2, 1)).out(at(0, 2));
    return Build.plus(product, Build.broadcast(b, product.shape()));
  }

  private static Expr over(Expr a, Expr b) {
    return Build.divide(a, Build.broadcast(b, a.shape()));
  }

  private static Expr centred(Expr v) {
    Expr mean =
        Product.one().times(v, at(0, 1)).times(Build.size(B), at(), Rational.MINUS_ONE).out(at(1));
    return Build.minus(v, Build.broadcast(mean, v.shape()));
  }

  private static Expr batchNorm(Expr v) {
    Expr c = centred(v);
    Expr variance =
        Product.one()
            .times(square(c), at(0, 1))
            .times(Build.size(B), at(), Rational.MINUS_ONE)
            .out(at(1));
    Expr safe = Build.plus(variance, Build.full(Rational.of(1, 100), variance.shape()));
    return Build.divide(c, Build.broadcast(Build.power(safe, Rational.HALF), c.shape()));
  }

  static List<Expr> all() {
    List<Expr> e = new ArrayList<>();
    // softmax and its relatives
    e.add(softmax(V));
    e.add(Build.map(Maps.LOG, softmax(V)));
    e.add(LogSumExp.softmax(V));
    e.add(LogSumExp.logSoftmax(V));
    e.add(Build.special(LogSumExp.OP, V));
    e.add(Build.negate(Build.reduce(Build.times(LABELS, LogSumExp.logSoftmax(V)), at(1))));
    e.add(Build.reduce(Build.times(LABELS, Build.map(Maps.LOG, POSITIVE)), at(0, 1)));
    e.add(softmax(softmax(V)));
    // norms and quotients
    e.add(all(square(X)));
    e.add(norm(X));
    e.add(over(X, norm(X)));
    e.add(Build.divide(dot(X, Y), Build.times(norm(X), norm(Y))));
    e.add(Build.divide(X, Build.plus(square(Y), Build.ones(Y.shape()))));
    e.add(all(Build.map(Maps.ABS, X)));
    e.add(Build.power(all(Build.power(square(X), Rational.of(3, 2))), Rational.of(1, 3)));
    e.add(over(V, all(V)));
    e.add(Build.divide(Build.map(Maps.SIN, X), Build.map(Maps.COSH, X)));
    // linear layers and what is on top of them
    e.add(linear(V, W, BIAS));
    e.add(Build.map(Maps.TANH, linear(V, W, BIAS)));
    e.add(Build.map(Maps.RELU, linear(V, W, BIAS)));
    e.add(Build.map(Maps.SIGMOID, linear(V, W, BIAS)));
    e.add(softmax(linear(V, W, BIAS)));
    e.add(Build.reduce(square(linear(V, W, BIAS)), at(1)));
    e.add(linear(Build.map(Maps.SOFTPLUS, linear(V, W, BIAS)), C, X));
    e.add(Build.times(linear(V, W, BIAS), Build.map(Maps.SIGMOID, linear(V, W, BIAS))));
    // batch and layer norm
    e.add(centred(V));
    e.add(batchNorm(V));
    e.add(Build.plus(Build.times(batchNorm(V), Build.broadcast(ROW, V.shape())), V));
    e.add(all(Build.power(centred(V), Rational.of(3))));
    // einsum, letters repeated and absent
    e.add(Product.one().times(C, at(0, 0)).out(at()));
    e.add(Product.one().times(C, at(0, 0)).out(at(0)));
    e.add(Product.one().times(X, at(0)).out(at(0, 0)));
    e.add(Product.one().times(X, at(0)).times(Y, at(1)).out(at(0, 1)));
    e.add(Product.one().times(X, at(0)).times(X, at(1)).out(at(0, 1)));
    e.add(Product.one().times(C, at(0, 1)).times(C, at(1, 0)).out(at()));
    e.add(Product.one().times(C, at(0, 1)).times(C, at(1, 2)).times(C, at(2, 3)).out(at(0, 3)));
    e.add(Product.one().times(X, at(0)).times(C, at(0, 1)).times(X, at(1)).out(at()));
    e.add(Product.one().times(A, at(0, 1)).times(A, at(0, 2)).out(at(1, 2)));
    e.add(Product.one().times(A, at(0, 1)).times(X, at(1)).out(at(0)));
    e.add(Product.one().times(X, at(0)).letter(1, M).out(at(0)));
    e.add(Product.one().times(X, at(0)).letter(1, M).out(at(1, 0)));
    e.add(Product.one().times(C, at(0, 1)).times(X, at(0)).times(X, at(0)).out(at(0, 1, 0)));
    e.add(Build.minus(C, Build.transpose(C, at(1, 0))));
    e.add(Build.plus(C, Product.one().times(C, at(0, 0)).letter(1, N).out(at(1, 1))));
    // broadcasting and axes of size 1
    e.add(Build.times(V, Build.broadcast(ROW, V.shape())));
    e.add(Build.expand(Build.map(Maps.EXP, X), at(0, 2)));
    e.add(Build.map(Maps.TANH, Build.broadcast(ROW, V.shape())));
    e.add(Build.broadcast(S, V.shape()));
    e.add(over(V, Build.map(Maps.EXP, Build.reduce(ROW, at(0)))));
    // powers and functions
    e.add(Build.power(S, Rational.of(-3)));
    e.add(Build.power(Build.plus(square(S), Build.ones(Shape.SCALAR)), Rational.of(-1, 2)));
    e.add(Build.map(Maps.POWER, Build.map(Maps.EXP, X), Y));
    e.add(Build.map(Maps.LOG, Build.minus(Build.ones(X.shape()), X)));
    e.add(Build.map(Maps.LOG, Build.minus(X, Build.ones(X.shape()))));
    e.add(Build.power(Build.minus(Build.ones(X.shape()), square(X)), Rational.HALF));
    e.add(Build.map(Maps.EXP, Build.map(Maps.SIN, Build.map(Maps.EXP, S))));
    e.add(Build.map(Maps.ARCTAN, Build.divide(X, Build.map(Maps.EXP, Y))));
    e.add(Build.times(S, Build.constant(Maps.PI), number(2, 3), Build.size(N.times(M))));
    e.add(Build.map(Maps.POWER, S, S));
    // with kinks
    e.add(Build.map(Maps.MAXIMUM, X, Y));
    e.add(Build.map(Maps.MAXIMUM, X, X));
    e.add(Build.map(Maps.WHERE, Build.map(Maps.GREATER, X, Y), square(X), Build.negate(Y)));
    e.add(Build.special(new Extremum(true, 1), V));
    e.add(Build.minus(V, along(Build.special(new Extremum(true, 1), V), V)));
    e.add(Build.special(new Extremum(false, 2), Build.map(Maps.SIN, V)));
    // matrices
    e.add(Build.special(Inverse.OP, C));
    e.add(Product.one().times(Build.special(Inverse.OP, C), at(0, 1)).times(X, at(1)).out(at(0)));
    e.add(Build.special(new Determinant(true), C));
    e.add(Build.special(new Determinant(false), Build.map(Maps.EXP, C)));
    return e;
  }

  /// The inputs of an expression, in order.
  static List<Expr> inputs(Expr e) {
    return e.inOrder().stream().filter(node -> node.head() instanceof Head.Var).toList();
  }
}

package leibniz.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import leibniz.ir.Axes;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Dim;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Values;
import leibniz.op.Concatenate;
import leibniz.op.Determinant;
import leibniz.op.Extremum;
import leibniz.op.Inverse;
import leibniz.op.LogSumExp;
import leibniz.op.Maps;
import leibniz.op.Ops;
import leibniz.op.Pad;
import leibniz.op.Reshape;
import leibniz.op.Slice;
import leibniz.program.Program;

/// Random programs over small sizes, with their values: all heads, deltas, broadcasts, axes of size
/// 1, powers. Values that grow or are not numbers are thrown away, so that what is left must agree
/// to the last digits.
final class RandomExpressions {
  static final Map<String, Long> SIZES = Map.of("B", 3L, "D", 4L, "n", 2L, "m", 5L);

  private static final List<Dim> DIMS =
      List.of(
          Dim.symbol("B"),
          Dim.symbol("D"),
          Dim.symbol("n"),
          Dim.symbol("m"),
          Dim.ONE,
          Dim.of(2),
          Dim.symbol("D").minus(Dim.ONE),
          Dim.symbol("n").times(Dim.of(2)));
  private static final List<Rational> POWERS =
      List.of(
          Rational.ONE,
          Rational.ONE,
          Rational.ONE,
          Rational.ONE,
          Rational.TWO,
          Rational.of(3),
          Rational.MINUS_ONE,
          Rational.of(-2),
          Rational.HALF,
          Rational.of(-1, 2),
          Rational.of(1, 3));
  private static final List<Rational> FACTORS =
      List.of(
          Rational.ONE,
          Rational.MINUS_ONE,
          Rational.TWO,
          Rational.of(-3),
          Rational.HALF,
          Rational.of(-1, 3),
          Rational.of(2, 3));

  private final Random random;
  private final List<Expr> pool = new ArrayList<>();
  final List<Expr> inputs = new ArrayList<>();
  final Map<Expr, Values> values = new IdentityHashMap<>();
  final Map<Expr, Name> names = new LinkedHashMap<>();
  final List<Program.Root> asked = new ArrayList<>();

  RandomExpressions(long seed) {
    random = new Random(seed);
    int count = 1 + random.nextInt(4);
    for (int k = 0; k < count; k++) {
      Shape shape = shape(random.nextInt(4));
      boolean listed = k > 0 && random.nextInt(4) == 0;
      Expr input = Build.var(listed ? "W[" + k + "]" : "xyzw".substring(k, k + 1), shape);
      int[] sizes = shape.at(SIZES::get);
      boolean positive = random.nextInt(3) == 0;
      double[] entries =
          IntStream.range(0, Values.count(sizes))
              .mapToDouble(i -> random.nextGaussian())
              .map(v -> positive ? Math.abs(v) + 0.1 : v)
              .toArray();
      inputs.add(input);
      values.put(input, Values.real(sizes, entries));
      pool.add(input);
    }
  }

  /// Results to ask for; also fills [#names].
  List<Program.Root> roots() {
    int wanted = 2 + random.nextInt(9);
    for (int tries = 0; tries < 200 && pool.size() < inputs.size() + wanted; tries++) {
      Expr e = next();
      if (tame(e)) {
        pool.add(e);
        if (random.nextInt(5) == 0 && e.args().size() > 0) {
          names.putIfAbsent(e, name("u" + pool.size()));
        }
      }
    }
    List<Program.Root> roots = asked;
    int count = 1 + random.nextInt(3);
    for (int k = 0; k < count; k++) {
      Expr e = k == 0 ? pool.get(pool.size() - 1) : pick();
      roots.add(new Program.Root(name("r" + k), e, random.nextBoolean() ? null : axes(e)));
    }
    return roots;
  }

  private Name name(String base) {
    return random.nextInt(8) == 0 ? new Name(base, List.of(), 2) : Name.of(base);
  }

  private Axes axes(Expr e) {
    int batch = random.nextInt(e.rank() + 1);
    List<Axes.Axis> axes = new ArrayList<>();
    for (int k = 0; k < e.rank(); k++) {
      axes.add(
          new Axes.Axis(
              k < batch && k < 1 ? Axes.Role.BATCH : k < batch ? Axes.Role.OUTPUT : Axes.Role.INPUT,
              e.shape().get(k),
              k,
              List.of(-1)));
    }
    return new Axes(e.shape().slice(0, batch), List.of(e.shape().slice(batch, e.rank())), axes);
  }

  private Expr pick() {
    return pool.get(random.nextInt(pool.size()));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private Shape shape(int rank) {
    return new Shape(IntStream.range(0, rank).mapToObj(k -> pick(DIMS)).toList());
  }

  private boolean tame(Expr e) {
    if (Values.count(e.shape().at(SIZES::get)) > 2_000) {
      return false;
    }
    Plain plain = new Plain(values, SIZES::get);
    for (Expr node : e.inOrder()) {
      if (!values.containsKey(node)) {
        Values v = plain.of(node);
        for (double x : v.re()) {
          if (!(Math.abs(x) < 60)) {
            return false;
          }
        }
        values.put(node, v);
        if (node.head() instanceof Head.Map m && hangsOnTheSignOfZero(m.op(), node)) {
          return false;
        }
      }
    }
    return true;
  }

  /// As the angle of the origin does: which sign a zero has is not for arithmetic to say.
  private boolean hangsOnTheSignOfZero(Elementwise row, Expr node) {
    for (int k = 0; k < values.get(node).count(); k++) {
      int entry = k;
      List<Complex> args = node.args().stream().map(a -> values.get(a).at(entry)).toList();
      List<Complex> turned =
          args.stream().map(z -> z.re() == 0 ? Complex.real(-z.re()) : z).toList();
      if (row.at(args).re() != row.at(turned).re()) {
        return true;
      }
    }
    return false;
  }

  private Expr next() {
    return switch (random.nextInt(13)) {
      case 0, 1, 2, 3 -> product();
      case 4, 5 -> sum();
      case 6 -> Build.map(unary(), pick());
      case 7 -> binary();
      case 8 -> special();
      case 9 -> constant();
      case 10 -> broadcast();
      case 11 -> Build.reduce(pick(), List.of(0)).rank() >= 0 ? reduce() : pick();
      default -> {
        Expr x = pick();
        yield Build.plus(x, Build.full(pick(FACTORS), x.shape()));
      }
    };
  }

  private Elementwise unary() {
    return pick(
        Ops.MAPS.values().stream()
            .filter(r -> r.arity() == 1)
            .sorted(java.util.Comparator.comparing(Elementwise::name))
            .toList());
  }

  private Expr reduce() {
    Expr x = pick();
    List<Integer> axes = new ArrayList<>();
    for (int k = 0; k < x.rank(); k++) {
      if (random.nextBoolean()) {
        axes.add(k);
      }
    }
    Expr reduced = Build.reduce(x, axes);
    if (random.nextBoolean()) {
      return reduced;
    }
    Expr kept = Build.expand(reduced, axes);
    Expr some = random.nextBoolean() ? kept : Build.map(unary(), kept);
    return random.nextBoolean() ? kept : Build.times(x, Build.broadcast(some, x.shape()));
  }

  private Expr binary() {
    Expr a = pick();
    Expr b = sameShape(a);
    List<Elementwise> rows =
        Ops.MAPS.values().stream()
            .filter(r -> r.arity() > 1)
            .sorted(java.util.Comparator.comparing(Elementwise::name))
            .toList();
    Elementwise row = pick(rows);
    return row.arity() == 2
        ? Build.map(row, a, b)
        : Build.map(row, Build.map(Maps.GREATER, a, b), sameShape(a), sameShape(a));
  }

  private Expr sameShape(Expr a) {
    List<Expr> same = pool.stream().filter(e -> e.shape().equals(a.shape())).toList();
    return switch (random.nextInt(4)) {
      case 0 -> Build.full(pick(FACTORS), a.shape());
      case 1 -> {
        List<Expr> small = pool.stream().filter(e -> fits(e.shape(), a.shape())).toList();
        yield Build.broadcast(pick(small), a.shape());
      }
      default -> pick(same);
    };
  }

  private static boolean fits(Shape from, Shape to) {
    int missing = to.rank() - from.rank();
    for (int k = 0; k < from.rank(); k++) {
      if (missing < 0 || !from.get(k).isOne() && !from.get(k).equals(to.get(missing + k))) {
        return false;
      }
    }
    return missing >= 0;
  }

  private Expr sum() {
    Expr a = pick();
    List<Expr> terms = new ArrayList<>(List.of(a));
    List<Rational> coefficients = new ArrayList<>(List.of(pick(FACTORS)));
    int more = 1 + random.nextInt(3);
    for (int k = 0; k < more; k++) {
      terms.add(sameShape(a));
      coefficients.add(pick(FACTORS));
    }
    return Build.sum(a.shape(), coefficients, terms);
  }

  private Expr special() {
    Expr x = pick();
    if (x.rank() == 0) {
      return x;
    }
    Dim last = x.shape().get(x.rank() - 1);
    int before = x.rank() - 1;
    return switch (random.nextInt(9)) {
      case 0, 1 -> Build.special(LogSumExp.OP, x);
      case 2 -> LogSumExp.softmax(x);
      case 3, 4 ->
          Build.special(new Extremum(random.nextBoolean(), 1 + random.nextInt(x.rank())), x);
      case 5 -> moved(x, last);
      case 6 -> Build.special(Concatenate.OP, x, Build.map(Maps.SIN, x), x);
      case 7 ->
          before == 0
              ? x
              : Reshape.of(
                  x,
                  x.shape().slice(before - 1, x.rank()),
                  Shape.of(x.shape().get(before - 1).times(last)));
      default ->
          before == 0 || !x.shape().get(before - 1).equals(last)
              ? x
              : Build.special(
                  random.nextBoolean() ? Inverse.OP : new Determinant(random.nextBoolean()), x);
    };
  }

  private Expr moved(Expr x, Dim last) {
    Dim twice = last.plus(last);
    return switch (random.nextInt(7)) {
      case 0 -> Pad.of(x, Dim.ONE, last.plus(Dim.of(3)), 1);
      case 1 -> Pad.of(x, Dim.ONE, twice, 2);
      case 2 -> Pad.of(x, twice.minus(Dim.ONE), twice, -2);
      case 3 -> Slice.of(Build.special(Concatenate.OP, x, x), Dim.of(0), last, 2);
      case 4 -> Slice.of(Build.special(Concatenate.OP, x, x), twice.minus(Dim.ONE), last, -2);
      case 5 -> Slice.of(x, last.minus(Dim.ONE), last, -1);
      default -> last.constant().isPresent() ? x : Slice.of(x, Dim.ONE, last.minus(Dim.ONE), 1);
    };
  }

  private Expr constant() {
    return switch (random.nextInt(5)) {
      case 0 -> Build.full(pick(FACTORS), shape(random.nextInt(3)));
      case 1 -> Build.eye(pick(DIMS));
      case 2 -> Build.size(pick(DIMS));
      case 3 -> Build.constant(Maps.PI);
      default -> Build.scale(pick(FACTORS), Build.ones(shape(1)));
    };
  }

  private Expr broadcast() {
    Expr x = pick();
    List<Dim> dims = new ArrayList<>(x.shape().dims());
    dims.replaceAll(d -> d.isOne() && random.nextBoolean() ? pick(DIMS) : d);
    if (random.nextBoolean()) {
      dims.add(0, pick(DIMS));
    }
    return Build.broadcast(x, new Shape(dims));
  }

  private Expr product() {
    Map<Dim, List<Integer>> letters = new HashMap<>();
    Product product = Product.of(pick(FACTORS));
    List<Integer> used = new ArrayList<>();
    Map<Integer, Dim> sizes = new HashMap<>();
    int count = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(4);
    for (int k = 0; k < count; k++) {
      Expr x = pick();
      List<Integer> indices = new ArrayList<>();
      for (Dim dim : x.shape().dims()) {
        indices.add(letter(dim, letters, sizes));
      }
      used.addAll(indices);
      product.times(x, indices, pick(POWERS));
    }
    List<Integer> out = new ArrayList<>();
    int rank = random.nextInt(5);
    for (int k = 0; k < rank; k++) {
      boolean old = !used.isEmpty() && random.nextInt(4) > 0;
      out.add(old ? pick(used) : letter(pick(DIMS), letters, sizes));
    }
    sizes.forEach(product::letter);
    return product.out(out);
  }

  private int letter(Dim dim, Map<Dim, List<Integer>> letters, Map<Integer, Dim> sizes) {
    List<Integer> known = letters.computeIfAbsent(dim, d -> new ArrayList<>());
    if (known.isEmpty() || random.nextInt(3) == 0) {
      int letter = sizes.size();
      sizes.put(letter, dim);
      known.add(letter);
    }
    return pick(known);
  }
}

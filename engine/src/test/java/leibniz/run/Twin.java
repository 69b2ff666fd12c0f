package leibniz.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Dim;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Values;
import leibniz.op.Concatenate;
import leibniz.op.Determinant;
import leibniz.op.Extremum;
import leibniz.op.Inverse;
import leibniz.op.LogSumExp;
import leibniz.op.Maps;
import leibniz.op.Reshape;
import leibniz.op.Slice;

/// Random expressions, each with its value computed on the way by plain loops that know nothing of
/// normal forms.
///
/// @param value by the plain loops
/// @param text what was written, before anything was simplified
record Twin(Expr expr, double[] value, String text) {

  int[] shape(Map<String, Integer> sizes) {
    return expr.shape().at(sizes::get);
  }

  /// Makes twins at random; the same seed makes the same.
  static final class Maker {
    private static final List<Elementwise> SMOOTH =
        List.of(
            Maps.TANH, Maps.SIN, Maps.COS, Maps.SIGMOID, Maps.SOFTPLUS, Maps.ARCTAN, Maps.EXPM1);
    private static final List<Elementwise> KINKED = List.of(Maps.ABS, Maps.RELU, Maps.SIGN);
    private static final List<Elementwise> TWO =
        List.of(Maps.MAXIMUM, Maps.MINIMUM, Maps.GREATER, Maps.LESS_EQUAL);
    private static final Rational[] POWERS = {
      Rational.ONE,
      Rational.TWO,
      Rational.of(3),
      Rational.MINUS_ONE,
      Rational.HALF,
      Rational.of(-1, 2),
      Rational.of(-2),
      Rational.of(3, 2),
      Rational.of(1, 3),
      Rational.ZERO
    };

    final SplittableRandom random;
    final Map<String, Integer> sizes = new TreeMap<>();
    final Map<Expr, Values> inputs = new LinkedHashMap<>();
    final List<Dim> dims;
    private final boolean smooth;

    /// @param smooth nothing with a kink, and no power that leaves its domain
    Maker(long seed, boolean smooth) {
      random = new SplittableRandom(seed);
      this.smooth = smooth;
      sizes.put("n", smooth ? 2 : random.nextInt(1, 4));
      sizes.put("m", smooth ? 3 : random.nextInt(1, 4));
      dims = List.of(Dim.symbol("n"), Dim.symbol("m"), Dim.ONE, Dim.of(2));
    }

    Shape shape(int most) {
      int rank = random.nextInt(0, most + 1);
      return new Shape(IntStream.range(0, rank).mapToObj(_ -> dim()).toList());
    }

    private Dim dim() {
      return dims.get(random.nextInt(dims.size()));
    }

    private boolean chance(double p) {
      return random.nextDouble() < p;
    }

    private int[] at(Shape shape) {
      return shape.at(sizes::get);
    }

    Twin make(Shape shape, int depth) {
      if (depth == 0) {
        return leaf(shape);
      }
      return switch (random.nextInt(11)) {
        case 0, 1, 2, 3 -> einsum(shape, depth);
        case 4, 5 -> sum(shape, depth);
        case 6 -> map(shape, depth);
        case 7 -> special(shape, depth);
        case 8 -> broadcast(shape, depth);
        case 9 -> transpose(shape, depth);
        default -> chance(0.3) ? leaf(shape) : map(shape, depth);
      };
    }

    /// Entries all above zero.
    Twin positive(Shape shape, int depth) {
      Twin x = make(shape, Math.max(0, depth - 1));
      if (chance(0.5)) {
        return entrywise(Maps.EXP, entrywise(Maps.TANH, x));
      }
      Expr square = Build.power(x.expr, Rational.TWO);
      double[] value = Arrays.stream(x.value).map(v -> v * v + 0.5).toArray();
      Expr half = Build.full(Rational.HALF, shape);
      return new Twin(Build.plus(square, half), value, "(" + x.text + "**2 + 0.5)");
    }

    // --- leaves
    // -----------------------------------------------------------------------------------

    private Twin leaf(Shape shape) {
      int n = Values.count(at(shape));
      switch (random.nextInt(8)) {
        case 0 -> {
          Rational c = Rational.of(random.nextInt(-2, 4), random.nextInt(1, 4));
          double[] value = new double[n];
          Arrays.fill(value, c.doubleValue());
          return new Twin(Build.full(c, shape), value, c + "");
        }
        case 1 -> {
          if (shape.rank() == 2 && shape.get(0).equals(shape.get(1))) {
            int side = at(shape)[0];
            double[] value = new double[n];
            IntStream.range(0, side).forEach(k -> value[k * side + k] = 1);
            return new Twin(Build.eye(shape.get(0)), value, "eye");
          }
        }
        case 2 -> {
          if (shape.rank() == 0) {
            Dim size = dim().times(dim());
            double[] value = {size.at(sizes::get)};
            return new Twin(Build.size(size), value, "size(" + size + ")");
          }
        }
        default -> {}
      }
      String name = "x" + random.nextInt(2) + shape.toString().replaceAll("[^a-z0-9]", "");
      Expr var = Build.var(name, shape);
      Values value =
          inputs.computeIfAbsent(
              var, _ -> Values.real(at(shape), random.doubles(n, -1.5, 1.5).toArray()));
      return new Twin(var, value.re(), name);
    }

    // --- products
    // ---------------------------------------------------------------------------------

    private Twin einsum(Shape shape, int depth) {
      List<Dim> letters = new ArrayList<>();
      List<Integer> out = new ArrayList<>();
      for (int axis = 0; axis < shape.rank(); axis++) {
        List<Integer> same = new ArrayList<>(Build.range(0, letters.size()));
        final Dim size = shape.get(axis);
        same.removeIf(l -> !letters.get(l).equals(size));
        if (!same.isEmpty() && chance(0.25)) {
          out.add(same.get(random.nextInt(same.size())));
        } else {
          out.add(letters.size());
          letters.add(size);
        }
      }
      int summed = random.nextInt(3);
      for (int k = 0; k < summed; k++) {
        letters.add(dim());
      }
      Rational coefficient =
          chance(0.7) ? Rational.ONE : Rational.of(random.nextInt(-3, 4), random.nextInt(1, 3));
      Product product = Product.of(coefficient);
      for (int l = 0; l < letters.size(); l++) {
        product.letter(l, letters.get(l));
      }
      List<Twin> factors = new ArrayList<>();
      List<List<Integer>> indices = new ArrayList<>();
      List<Rational> powers = new ArrayList<>();
      StringBuilder text = new StringBuilder("einsum(" + coefficient);
      int count = random.nextInt(1, 4);
      for (int k = 0; k < count; k++) {
        List<Integer> mine = new ArrayList<>();
        int rank = letters.isEmpty() ? 0 : random.nextInt(0, 4);
        for (int axis = 0; axis < rank; axis++) {
          mine.add(random.nextInt(letters.size()));
        }
        Shape inner = new Shape(mine.stream().map(letters::get).toList());
        Rational power = chance(0.6) ? Rational.ONE : POWERS[random.nextInt(POWERS.length)];
        boolean safe = power.isInteger() && power.signum() >= 0;
        Twin factor =
            safe || !smooth && chance(0.3) ? make(inner, depth - 1) : positive(inner, depth - 1);
        factors.add(factor);
        indices.add(mine);
        powers.add(power);
        product.times(factor.expr, mine, power);
        text.append(", ").append(factor.text).append(mine);
        text.append(power.isOne() ? "" : "**" + power);
      }
      int[] sides = letters.stream().mapToInt(d -> (int) d.at(sizes::get)).toArray();
      double[] value = new double[Values.count(at(shape))];
      Naive.einsum(
          coefficient.doubleValue(),
          factors.stream().map(Twin::value).toList(),
          indices,
          powers.stream().map(Rational::doubleValue).toList(),
          sides,
          out,
          value);
      return new Twin(product.out(out), value, text + " -> " + out + ")");
    }

    // --- sums, functions
    // ----------------------------------------------------------------------------

    private Twin sum(Shape shape, int depth) {
      int count = random.nextInt(2, 4);
      List<Twin> terms = new ArrayList<>();
      List<Rational> coefficients = new ArrayList<>();
      double[] value = new double[Values.count(at(shape))];
      StringBuilder text = new StringBuilder("(");
      for (int k = 0; k < count; k++) {
        Twin term = make(shape, random.nextInt(depth));
        Rational c = Rational.of(random.nextInt(-2, 3), random.nextInt(1, 3));
        for (int i = 0; i < value.length; i++) {
          value[i] += c.doubleValue() * term.value[i];
        }
        terms.add(term);
        coefficients.add(c);
        text.append(k == 0 ? "" : " + ").append(c).append('·').append(term.text);
      }
      Expr sum = Build.sum(shape, coefficients, terms.stream().map(Twin::expr).toList());
      return new Twin(sum, value, text + ")");
    }

    private Twin map(Shape shape, int depth) {
      int kind = random.nextInt(smooth ? 5 : 8);
      if (kind < 3) {
        return entrywise(SMOOTH.get(random.nextInt(SMOOTH.size())), make(shape, depth - 1));
      } else if (kind == 3) {
        return entrywise(Maps.LOG, positive(shape, depth));
      } else if (kind == 4) {
        return entrywise(Maps.POWER, positive(shape, depth), make(shape, depth - 1));
      } else if (kind == 5) {
        return entrywise(KINKED.get(random.nextInt(KINKED.size())), make(shape, depth - 1));
      } else if (kind == 6) {
        Twin left = make(shape, depth - 1);
        return entrywise(TWO.get(random.nextInt(TWO.size())), left, make(shape, depth - 1));
      }
      Twin condition = entrywise(Maps.GREATER, make(shape, depth - 1), make(shape, 0));
      return entrywise(Maps.WHERE, condition, make(shape, depth - 1), make(shape, 0));
    }

    private static Twin entrywise(Elementwise op, Twin... args) {
      double[] value = new double[args[0].value.length];
      for (int k = 0; k < value.length; k++) {
        final int entry = k;
        List<Complex> at = Arrays.stream(args).map(a -> Complex.real(a.value[entry])).toList();
        boolean defined = at.stream().noneMatch(c -> Double.isNaN(c.re()));
        value[k] = defined ? op.at(at).re() : Double.NaN; // also where a relation would hide it
      }
      List<Expr> exprs = Arrays.stream(args).map(Twin::expr).toList();
      List<String> texts = Arrays.stream(args).map(Twin::text).toList();
      return new Twin(Build.map(op, exprs), value, op + "(" + String.join(", ", texts) + ")");
    }

    // --- operations of their own kind
    // ------------------------------------------------------------------

    private Twin special(Shape shape, int depth) {
      int last = shape.rank() - 1;
      switch (random.nextInt(7)) {
        case 0 -> {
          int axes = random.nextInt(1, 3);
          Shape more =
              shape.concat(new Shape(IntStream.range(0, axes).mapToObj(_ -> dim()).toList()));
          if (!smooth) {
            return apply(new Extremum(chance(0.5), axes), make(more, depth - 1));
          }
        }
        case 1 -> {
          return apply(LogSumExp.OP, make(shape.concat(Shape.of(dim())), depth - 1));
        }
        case 2 -> {
          if (last >= 0) {
            Dim before = Dim.of(random.nextInt(2));
            Dim length = shape.get(last).plus(before).plus(Dim.of(random.nextInt(2)));
            Twin x = make(shape.slice(0, last).concat(Shape.of(length)), depth - 1);
            Special slice = new Slice(before, shape.get(last), 1);
            return new Twin(
                Slice.of(x.expr, before, shape.get(last), 1),
                apply(slice, x).value,
                slice.name() + x.text);
          }
        }
        case 3 -> {
          if (last >= 0 && shape.get(last).equals(Dim.of(2))) {
            Shape part = shape.slice(0, last).concat(Shape.of(Dim.ONE));
            return apply(Concatenate.OP, make(part, depth - 1), make(part, depth - 1));
          }
        }
        case 4 -> {
          if (last >= 1) {
            Shape to = shape.slice(last - 1, last + 1);
            Shape from = Shape.of(to.count());
            Twin x = make(shape.slice(0, last - 1).concat(from), depth - 1);
            return new Twin(Reshape.of(x.expr, from, to), x.value, "reshape(" + x.text + ")");
          }
        }
        case 5 -> {
          if (last >= 1 && shape.get(last).equals(shape.get(last - 1))) {
            return apply(Inverse.OP, invertible(shape, depth - 1));
          }
        }
        default -> {
          Dim side = dim();
          Twin x = invertible(shape.concat(Shape.of(side, side)), depth - 1);
          return apply(new Determinant(chance(0.5)), x);
        }
      }
      return make(shape, depth - 1);
    }

    /// Matrices with a strong diagonal.
    private Twin invertible(Shape shape, int depth) {
      Twin x = entrywise(Maps.TANH, make(shape, depth));
      int rank = shape.rank();
      int side = at(shape)[rank - 1];
      List<Integer> out = Build.range(0, rank);
      out.set(rank - 1, rank - 2);
      Product eye = Product.of(Rational.of(4)).letters(out, shape);
      double[] value = x.value.clone();
      for (int k = 0; k < value.length; k++) {
        value[k] += k / side % side == k % side ? 4 : 0;
      }
      return new Twin(Build.plus(x.expr, eye.out(out)), value, "(" + x.text + " + 4 eye)");
    }

    private Twin apply(Special op, Twin... args) {
      List<Values> values =
          Arrays.stream(args).map(a -> Values.real(a.shape(sizes), a.value)).toList();
      List<Expr> exprs = Arrays.stream(args).map(Twin::expr).toList();
      List<String> texts = Arrays.stream(args).map(Twin::text).toList();
      Shape shape = op.shape(exprs.stream().map(Expr::shape).toList());
      double[] value = op.at(values, at(shape), sizes::get).re();
      return new Twin(
          Build.special(op, exprs), value, op.name() + "(" + String.join(", ", texts) + ")");
    }

    // --- views
    // ------------------------------------------------------------------------------------

    private Twin broadcast(Shape shape, int depth) {
      int drop = random.nextInt(shape.rank() + 1);
      List<Dim> inner = new ArrayList<>();
      for (int axis = drop; axis < shape.rank(); axis++) {
        inner.add(chance(0.4) ? Dim.ONE : shape.get(axis));
      }
      Twin x = make(new Shape(inner), depth - 1);
      int[] small = at(new Shape(inner));
      int[] large = at(shape);
      double[] value = Naive.broadcast(x.value, small, large);
      return new Twin(
          Build.broadcast(x.expr, shape), value, "broadcast(" + x.text + ", " + shape + ")");
    }

    private Twin transpose(Shape shape, int depth) {
      List<Integer> order = new ArrayList<>(Build.range(0, shape.rank()));
      Collections.shuffle(order, new java.util.Random(random.nextInt()));
      Dim[] inner = new Dim[shape.rank()];
      for (int k = 0; k < inner.length; k++) {
        inner[order.get(k)] = shape.get(k);
      }
      Twin x = make(Shape.of(inner), depth - 1);
      int[] from = at(x.expr.shape());
      int[] to = at(shape);
      double[] value = Naive.transpose(x.value, from, to, order);
      return new Twin(
          Build.transpose(x.expr, order), value, "transpose(" + x.text + ", " + order + ")");
    }

    boolean hasInputs(Expr e) {
      return e.inOrder().stream().anyMatch(n -> n.head() instanceof Head.Var);
    }
  }
}

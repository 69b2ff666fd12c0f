package leibniz.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import leibniz.ir.Expr;
import leibniz.ir.Field;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.ir.Residues;
import leibniz.ir.Special;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// Expressions made ready for evaluation over the [Field] at fixed sizes, where sums, products,
/// quotients and inverses are exact.
///
/// What is no rational function (an exponential, a root, the larger of two) has no value there. It
/// stands for itself: a random element for each list of arguments, the same for the same ones. So
/// two expressions that are equal here are equal whatever those functions are; two that are not may
/// still be equal, by what these functions are.
public final class FieldEvaluator {
  private static final int PART_BITS = 21; // a residue in three parts that a double can count
  private static final int PARTS = 3;
  private static final long WHOLE = 1L << 32; // the largest whole number that is a position

  private record Step(Expr node, int[] args, int[] shape, @Nullable Contraction product) {}

  /// Values, and the names of what stood for itself in them.
  public record Point(Map<Expr, Residues> values, Set<String> opaque) {
    /// Of a root.
    public Residues value(Expr root) {
      return Objects.requireNonNull(values.get(root), "no root");
    }
  }

  private final List<Step> steps = new ArrayList<>();
  private final Map<Expr, Integer> numbers = new IdentityHashMap<>();
  private final List<Expr> roots;
  private final ToLongFunction<String> sizes;

  private FieldEvaluator(Collection<Expr> roots, ToLongFunction<String> sizes) {
    this.roots = List.copyOf(roots);
    this.sizes = sizes;
    for (Expr node : Expr.inOrder(roots)) {
      int[] args = node.args().stream().mapToInt(this::number).toArray();
      int[] shape = Size.of(node.shape(), sizes);
      List<int[]> shapes = Arrays.stream(args).mapToObj(k -> steps.get(k).shape).toList();
      Contraction product =
          node.head() instanceof Head.Einsum e ? new Contraction(e, shapes, shape) : null;
      numbers.put(node, steps.size());
      steps.add(new Step(node, args, shape, product));
    }
  }

  /// Prepares the roots for sizes that `sizes` gives to every symbol.
  public static FieldEvaluator of(Collection<Expr> roots, ToLongFunction<String> sizes) {
    return new FieldEvaluator(roots, sizes);
  }

  private int number(Expr node) {
    return Objects.requireNonNull(numbers.get(node), "no part of what is evaluated");
  }

  /// A rough count of the operations of one evaluation.
  public double cost() {
    return steps.stream()
        .mapToDouble(s -> s.product == null ? Size.count(s.shape) : s.product.cost())
        .sum();
  }

  /// The values of the roots.
  ///
  /// @param inputs a value for every input
  /// @param seed chooses the random elements that stand for what is no rational function
  /// @throws ArithmeticException where a division by zero occurs
  public Point at(Map<Expr, Residues> inputs, long seed) {
    List<Residues> values = new ArrayList<>(steps.size());
    Set<String> opaque = new TreeSet<>();
    Opaque functions = new Opaque(seed, opaque);
    for (Step step : steps) {
      List<Residues> args = Arrays.stream(step.args).mapToObj(values::get).toList();
      Residues given = inputs.get(step.node);
      values.add(given != null ? given : value(step, args, functions));
    }
    Map<Expr, Residues> results = new IdentityHashMap<>();
    roots.forEach(root -> results.put(root, values.get(number(root))));
    return new Point(results, opaque);
  }

  private Residues value(Step step, List<Residues> args, Opaque functions) {
    return switch (step.node.head()) {
      case Head.Var v ->
          throw new IllegalArgumentException("the input " + v.name() + " has no value");
      case Head.Num n -> new Residues(step.shape, new long[] {number(n.value(), functions)});
      case Head.Einsum e -> {
        List<long[]> factors = new ArrayList<>();
        for (int k = 0; k < args.size(); k++) {
          factors.add(power(args.get(k).values(), e.factors().get(k).power(), functions));
        }
        Contraction product = Objects.requireNonNull(step.product);
        yield new Residues(step.shape, product.run(factors, Field.of(e.coefficient())));
      }
      case Head.Sum s -> {
        Residues sum = Residues.zeros(step.shape);
        for (int k = 0; k < args.size(); k++) {
          long factor = Field.of(s.coefficients().get(k));
          add(factor, args.get(k).values(), sum.values());
        }
        yield sum;
      }
      case Head.Map m -> {
        Residues result = Residues.zeros(step.shape);
        for (int k = 0; k < result.count(); k++) {
          int entry = k;
          long[] entries = args.stream().mapToLong(a -> a.values()[entry]).toArray();
          result.values()[k] = functions.at(m.op().name(), entries);
        }
        yield result;
      }
      case Head.Special s -> special(s.op(), args, step.shape, functions);
    };
  }

  private long number(Head.Constant constant, Opaque functions) {
    return switch (constant) {
      case Head.Constant.Size s -> Field.of(s.size().at(sizes));
      case Head.Constant.Named n -> functions.constant(n.unicode());
    };
  }

  private static void add(long factor, long[] term, long[] sum) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] = Field.plus(sum[k], Field.times(factor, term[k]));
    }
  }

  private static long[] power(long[] values, Rational power, Opaque functions) {
    if (power.isOne()) {
      return values;
    }
    long[] result = new long[values.length];
    long exponent = power.numerator().longValueExact();
    for (int k = 0; k < values.length; k++) {
      long base =
          power.isInteger()
              ? values[k]
              : functions.at("root " + power.denominator(), new long[] {values[k]});
      result[k] = Field.power(base, exponent);
    }
    return result;
  }

  // --- operations of their own kind ------------------------------------------------------------

  private Residues special(Special row, List<Residues> args, int[] shape, Opaque functions) {
    boolean[] linear = new boolean[args.size()];
    boolean any = false;
    boolean known = true;
    for (int k = 0; k < linear.length; k++) {
      linear[k] = row.isLinearIn(k);
      any |= linear[k];
      known &= linear[k] || Arrays.stream(args.get(k).values()).allMatch(FieldEvaluator::isWhole);
    }
    Residues exact = any ? null : row.inField(args, shape);
    if (exact != null) {
      return exact;
    }
    return any && known ? linear(row, args, linear, shape) : functions.at(row.name(), args, shape);
  }

  private static boolean isWhole(long residue) {
    return residue < WHOLE || Field.P - residue < WHOLE;
  }

  private static double whole(long residue) {
    return residue < WHOLE ? residue : residue - Field.P;
  }

  /// The operation on each part of the residues' digits: the numbers are so small that doubles are
  /// exact.
  private Residues linear(Special row, List<Residues> args, boolean[] linear, int[] shape) {
    Residues result = Residues.zeros(shape);
    for (int part = 0; part < PARTS; part++) {
      int shift = part * PART_BITS;
      List<Values> some = new ArrayList<>();
      for (int k = 0; k < linear.length; k++) {
        long[] values = args.get(k).values();
        Values digits = Values.zeros(args.get(k).shape());
        for (int i = 0; i < values.length; i++) {
          long digit = values[i] >>> shift & (1L << PART_BITS) - 1;
          digits.re()[i] = linear[k] ? digit : whole(values[i]);
        }
        some.add(digits);
      }
      double[] sums = row.at(some, shape, sizes).re();
      for (int i = 0; i < sums.length; i++) {
        long whole = (long) sums[i];
        if (whole != sums[i] || Math.abs(sums[i]) > 0x1p53) {
          throw new IllegalStateException(row.name() + " has factors that are not small and whole");
        }
        long digits = Field.times(Field.of(whole), Field.of(1L << shift));
        result.values()[i] = Field.plus(result.values()[i], digits);
      }
    }
    return result;
  }

  /// Random elements for functions of lists of elements.
  private record Opaque(long seed, Set<String> used) {

    /// A constant such as π obeys no equation, so nothing is lost by its standing for itself.
    long constant(String name) {
      return element(mix(seed, name.hashCode()));
    }

    long at(String function, long[] arguments) {
      used.add(function);
      long hash = mix(seed, function.hashCode());
      for (long argument : arguments) {
        hash = mix(hash, argument);
      }
      return element(hash);
    }

    /// Each entry is a function of all entries of all arguments.
    Residues at(String function, List<Residues> arguments, int[] shape) {
      used.add(function);
      long hash = mix(seed, function.hashCode());
      for (Residues argument : arguments) {
        hash = mix(hash, Arrays.hashCode(argument.shape()));
        for (long value : argument.values()) {
          hash = mix(hash, value);
        }
      }
      Residues result = Residues.zeros(shape);
      for (int k = 0; k < result.count(); k++) {
        result.values()[k] = element(mix(hash, k));
      }
      return result;
    }

    /// Not 0, so that it can be divided by.
    private static long element(long hash) {
      return 1 + Long.remainderUnsigned(hash, Field.P - 1);
    }

    /// The finalizer of SplitMix64 (Steele, Lea and Flood 2014) on a running sum.
    private static long mix(long hash, long next) {
      long z = hash * 0x9E3779B97F4A7C15L + next + 0x632BE59BD9B4E019L;
      z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
      z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
      return z ^ z >>> 31;
    }
  }
}

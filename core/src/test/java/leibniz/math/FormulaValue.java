package leibniz.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import leibniz.ir.Complex;
import leibniz.ir.Elementwise;
import leibniz.ir.Notation;
import leibniz.ir.Values;
import leibniz.op.Ops;

/// The value of a formula, read as a mathematician reads it. It knows nothing of expressions, so
/// that a wrong letter, bracket or factor shows.
final class FormulaValue {
  private static final Map<String, Elementwise> FUNCTIONS =
      Ops.MAPS.values().stream()
          .filter(m -> m.notation() instanceof Notation.Call)
          .collect(Collectors.toMap(m -> ((Notation.Call) m.notation()).ascii(), m -> m));

  private final ToLongFunction<String> sizes;
  private final Map<String, Values> names; // without axes of size 1
  private final Map<String, Integer> letters = new HashMap<>();

  FormulaValue(ToLongFunction<String> sizes, Map<String, Values> names) {
    this.sizes = sizes;
    this.names = names;
  }

  /// The values of the right side for all values of the letters on the left.
  Values of(Equation equation, List<Formula.Letter> free) {
    for (Equation part : equation.where()) {
      List<Formula.Letter> own = List.of();
      Formula left = part.left();
      if (left instanceof Formula.Indexed i) {
        own = i.indices().stream().map(x -> (Formula.Letter) x).toList();
        left = i.base();
      }
      names.put(((Formula.Named) left).name().toString(), of(part, own));
    }
    int[] shape = free.stream().mapToInt(l -> (int) l.size().at(sizes)).toArray();
    Values result = Values.zeros(shape);
    int[] at = new int[shape.length];
    for (int entry = 0; entry < result.count(); entry++) {
      for (int k = 0; k < at.length; k++) {
        letters.put(free.get(k).text(), at[k]);
      }
      result.set(entry, Complex.real(scalar(equation.right())));
      Evaluation.next(at, shape);
    }
    free.forEach(l -> letters.remove(l.text()));
    return result;
  }

  private double scalar(Formula formula) {
    Values value = value(formula);
    if (value.count() != 1) {
      throw new IllegalStateException("no scalar: " + Unicode.print(formula));
    }
    return value.re()[0];
  }

  private static Values scalar(double value) {
    return Values.real(new int[0], new double[] {value});
  }

  private Values value(Formula formula) {
    return switch (formula) {
      case Formula.Named n -> tensor(n.name().toString());
      case Formula.Word w -> scalar(w.ascii().equals("pi") ? Math.PI : Math.E);
      case Formula.Letter l -> scalar(letters.get(l.text()));
      case Formula.Numeral n -> scalar(n.value().doubleValue());
      case Formula.Size s -> scalar((double) sizes.applyAsLong(s.symbol()));
      case Formula.Indexed i -> indexed(i);
      case Formula.Raised r -> scalar(Math.pow(scalar(r.base()), scalar(r.exponent())));
      case Formula.Marked m -> transposed(value(m.base()));
      case Formula.Root r -> scalar(Math.sqrt(scalar(r.of())));
      case Formula.Product p -> product(p.factors().stream().map(this::value).toList());
      case Formula.Fraction f -> scalar(scalar(f.above()) / scalar(f.below()));
      case Formula.Sum s ->
          scalar(
              s.terms().stream().mapToDouble(t -> (t.minus() ? -1 : 1) * scalar(t.value())).sum());
      case Formula.Big b -> scalar(big(b));
      case Formula.Applied a ->
          scalar(
              FUNCTIONS
                  .get(a.function().ascii())
                  .at(a.arguments().stream().map(x -> Complex.real(scalar(x))).toList())
                  .re());
      case Formula.Bars b -> scalar(Math.abs(scalar(b.of())));
      case Formula.Holds h -> scalar(holds(h) ? 1 : 0);
      case Formula.Choice c ->
          scalar(scalar(c.condition()) != 0 ? scalar(c.yes()) : scalar(c.no()));
      case Formula.Entrywise x -> throw new IllegalStateException("no value: " + x);
      case Formula.EntrywisePower x -> throw new IllegalStateException("no value: " + x);
      case Formula.Partial p -> throw new IllegalStateException("no value: " + p);
      case Formula.Equal e -> throw new IllegalStateException("no value: " + e);
    };
  }

  private Values tensor(String name) {
    if (!names.containsKey(name)) {
      throw new IllegalStateException("nothing is called " + name);
    }
    return names.get(name);
  }

  private boolean holds(Formula.Holds h) {
    double left = scalar(h.left());
    double right = scalar(h.right());
    return switch (h.relation().ascii()) {
      case ">" -> left > right;
      case ">=" -> left >= right;
      case "<" -> left < right;
      case "<=" -> left <= right;
      case "=" -> close(left, right);
      default -> !close(left, right);
    };
  }

  /// Rounding may not decide whether an entry is the largest.
  private static boolean close(double a, double b) {
    return Math.abs(a - b) <= 1e-12 * (Math.abs(a) + Math.abs(b));
  }

  private Values indexed(Formula.Indexed i) {
    List<Integer> at = new ArrayList<>();
    i.indices().forEach(x -> at.add((int) scalar(x)));
    if (i.base() instanceof Formula.Word) {
      return scalar(at.get(0).equals(at.get(1)) ? 1 : 0);
    }
    Values base = value(i.base());
    int[] rest = Arrays.copyOfRange(base.shape(), at.size(), base.shape().length);
    int start = 0;
    for (int k = 0; k < at.size(); k++) {
      start = start * base.shape()[k] + at.get(k);
    }
    int n = Values.count(rest);
    return Values.real(rest, Arrays.copyOfRange(base.re(), start * n, start * n + n));
  }

  /// A vector becomes a row.
  private static Values transposed(Values v) {
    if (v.shape().length == 1) {
      return Values.real(new int[] {1, v.shape()[0]}, v.re());
    }
    int rows = v.shape()[0];
    int columns = v.shape()[1];
    Values result = Values.zeros(columns, rows);
    for (int k = 0; k < rows * columns; k++) {
      result.set(k % columns * rows + k / columns, v.at(k));
    }
    return result;
  }

  private static Values product(List<Values> factors) {
    Values product = factors.get(0);
    for (Values factor : factors.subList(1, factors.size())) {
      product = times(product, factor);
    }
    return factors.get(0).shape().length == 2 && product.shape()[0] == 1
        ? Evaluation.squeezed(product)
        : product;
  }

  private static Values times(Values a, Values b) {
    if (a.count() == 1 && b.count() == 1) {
      return scalar(a.re()[0] * b.re()[0]);
    }
    int inner = a.shape()[1];
    if (b.shape()[0] != inner) {
      throw new IllegalStateException("matrices do not fit");
    }
    boolean vector = b.shape().length == 1;
    int columns = vector ? 1 : b.shape()[1];
    Values result = vector ? Values.zeros(a.shape()[0]) : Values.zeros(a.shape()[0], columns);
    for (int entry = 0; entry < result.count(); entry++) {
      double sum = 0;
      for (int k = 0; k < inner; k++) {
        sum += a.re()[entry / columns * inner + k] * b.re()[k * columns + entry % columns];
      }
      result.set(entry, Complex.real(sum));
    }
    return result;
  }

  private double big(Formula.Big b) {
    for (Formula.Letter letter : b.letters()) {
      if (letters.containsKey(letter.text())) {
        throw new IllegalStateException(letter.text() + " is bound twice");
      }
    }
    int[] shape = b.letters().stream().mapToInt(l -> (int) l.size().at(sizes)).toArray();
    int[] at = new int[shape.length];
    List<Double> all = new ArrayList<>();
    do {
      for (int k = 0; k < at.length; k++) {
        letters.put(b.letters().get(k).text(), at[k]);
      }
      all.add(scalar(b.body()));
    } while (Evaluation.next(at, shape));
    b.letters().forEach(l -> letters.remove(l.text()));
    double sum = all.stream().mapToDouble(x -> x).sum();
    return switch (b.operator().ascii()) {
      case "sum" -> sum;
      case "prod" -> all.stream().mapToDouble(x -> x).reduce(1, (x, y) -> x * y);
      case "log sum" -> Math.log(sum);
      case "max" -> all.stream().mapToDouble(x -> x).max().orElseThrow();
      case "min" -> all.stream().mapToDouble(x -> x).min().orElseThrow();
      default -> throw new IllegalStateException(b.operator().ascii());
    };
  }
}

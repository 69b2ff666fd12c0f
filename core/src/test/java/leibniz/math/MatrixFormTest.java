package leibniz.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Names;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Values;
import org.junit.jupiter.api.Test;

/// Random products of vectors and matrices: a form is found exactly where there is one, and means
/// what the product means.
final class MatrixFormTest {
  private static final int TERMS = 6000;

  /// A factor and its letters.
  ///
  /// @param power what its entries are raised to
  private record Factor(Expr value, List<Integer> letters, int power) {}

  private record Sample(List<Factor> factors, List<Integer> out) {
    Expr product() {
      Product product = Product.one();
      factors.forEach(f -> product.times(f.value, f.letters, Rational.of(f.power)));
      return product.out(out);
    }
  }

  private final Random random = new Random(20260101);
  private final Map<String, Values> values = new TreeMap<>();

  /// Letters share three sizes, so that one matrix can stand at different letters.
  private static int size(int letter) {
    return 2 + letter % 3;
  }

  private static Dim dim(int letter) {
    return Dim.symbol("kmn".substring(letter % 3, letter % 3 + 1));
  }

  private static long sizeOf(String symbol) {
    return 2L + "kmn".indexOf(symbol);
  }

  @Test
  void aFormIsFoundWhereThereIsOneAndIsRight() {
    int found = 0;
    int none = 0;
    for (int k = 0; k < TERMS; k++) {
      Sample sample = sample();
      if (sample == null) {
        continue;
      }
      if (isRight(sample)) {
        found++;
      } else {
        none++;
      }
    }
    assertThat(found).isGreaterThan(5000);
    assertThat(none).isGreaterThan(20);
  }

  /// Whether there is a form; it is there where it has to be, and means what the product means.
  private boolean isRight(Sample sample) {
    Formula formula = MatrixForm.of(sample.product(), Symbols.of(new Names(Map.of())));
    assertThat(formula != null).as("%s", sample).isEqualTo(hasTreewidth2(sample));
    if (formula == null) {
      return false;
    }
    int[] shape = sample.out.stream().mapToInt(MatrixFormTest::size).toArray();
    Values expected = naive(sample, shape);
    Values got = new MatrixValue(MatrixFormTest::sizeOf, values).of(formula, shape);
    assertThat(distance(expected, got)).as("%s as %s", sample, formula).isLessThan(1e-9);
    return true;
  }

  private static double distance(Values a, Values b) {
    double scale = 1;
    double most = 0;
    for (int i = 0; i < a.count(); i++) {
      scale = Math.max(scale, Math.abs(a.re()[i]));
      most = Math.max(most, Math.abs(a.re()[i] - b.re()[i]));
    }
    return most / scale;
  }

  /// Products of different factors with entries raised to powers, by which some are divided.
  @Test
  void entriesMayBeRaisedToPowers() {
    int found = 0;
    for (int k = 0; k < TERMS / 3; k++) {
      Sample sample = sample(true);
      if (sample != null && isRight(sample)) {
        found++;
      }
    }
    assertThat(found).isGreaterThan(TERMS / 4);
  }

  private Sample sample() {
    return sample(false);
  }

  private Sample sample(boolean powers) {
    int letters = 1 + random.nextInt(8);
    int n = 1 + random.nextInt(12);
    List<Factor> factors = new ArrayList<>();
    Set<Integer> used = new TreeSet<>();
    for (int k = 0; k < n; k++) {
      List<Integer> at = new ArrayList<>();
      at.add(random.nextInt(letters));
      if (random.nextInt(4) > 0) {
        at.add(random.nextInt(letters));
      }
      used.addAll(at);
      Expr input = input(at);
      int sign = input.toString().endsWith("c") ? -1 : 1; // of one input, so that none cancels
      factors.add(new Factor(input, at, powers ? sign * (1 + random.nextInt(3)) : 1));
    }
    List<Integer> all = new ArrayList<>(used);
    Collections.shuffle(all, random);
    int rank = random.nextInt(3);
    if (all.size() < rank) {
      return null;
    }
    List<Integer> out = new ArrayList<>(all.subList(0, rank));
    if (rank == 2 && random.nextInt(5) == 0) {
      out.set(1, out.get(0));
    }
    return new Sample(factors, out);
  }

  /// One of few inputs of that shape, so that a factor may come twice.
  private Expr input(List<Integer> letters) {
    Shape shape = new Shape(letters.stream().map(MatrixFormTest::dim).toList());
    String kind = letters.size() == 1 ? "v" : "M";
    StringBuilder name = new StringBuilder(kind);
    shape.dims().forEach(name::append);
    name.append((char) ('a' + random.nextInt(3)));
    int[] sizes = letters.stream().mapToInt(MatrixFormTest::size).toArray();
    values.computeIfAbsent(
        name.toString(),
        key -> {
          Values fresh = Values.zeros(sizes);
          for (int k = 0; k < fresh.count(); k++) {
            fresh.set(k, Complex.real(random.nextGaussian()));
          }
          return fresh;
        });
    return Build.var(name.toString(), shape);
  }

  /// Sums over all values of all letters.
  private Values naive(Sample sample, int[] shape) {
    Set<Integer> all = new TreeSet<>(sample.out);
    sample.factors.forEach(f -> all.addAll(f.letters));
    List<Integer> letters = new ArrayList<>(all);
    List<Values> inputs = sample.factors.stream().map(f -> values.get(f.value.toString())).toList();
    int[] at = new int[8];
    Values result = Values.zeros(shape);
    while (true) {
      double product = 1;
      for (int k = 0; k < inputs.size(); k++) {
        List<Integer> own = sample.factors.get(k).letters;
        int entry = 0;
        for (int letter : own) {
          entry = entry * size(letter) + at[letter];
        }
        product *= Math.pow(inputs.get(k).re()[entry], sample.factors.get(k).power);
      }
      int entry = 0;
      for (int letter : sample.out) {
        entry = entry * size(letter) + at[letter];
      }
      result.set(entry, result.at(entry).plus(Complex.real(product)));
      int k = 0;
      while (k < letters.size() && ++at[letters.get(k)] == size(letters.get(k))) {
        at[letters.get(k++)] = 0;
      }
      if (k == letters.size()) {
        return result;
      }
    }
  }

  /// Whether vertices of degree at most 2 can be taken away, joining their neighbours, until none
  /// is left; the letters of the result are joined.
  private static boolean hasTreewidth2(Sample sample) {
    Map<Integer, Set<Integer>> neighbours = new TreeMap<>();
    List<List<Integer>> cliques = new ArrayList<>();
    sample.factors.forEach(f -> cliques.add(f.letters));
    cliques.add(sample.out);
    for (List<Integer> clique : cliques) {
      for (Integer a : clique) {
        neighbours.computeIfAbsent(a, l -> new HashSet<>()).addAll(clique);
        neighbours.get(a).remove(a);
      }
    }
    while (!neighbours.isEmpty()) {
      Integer low =
          neighbours.keySet().stream()
              .filter(l -> neighbours.get(l).size() <= 2)
              .findAny()
              .orElse(null);
      if (low == null) {
        return false;
      }
      Set<Integer> around = neighbours.remove(low);
      for (Integer a : around) {
        neighbours.get(a).addAll(around);
        neighbours.get(a).removeAll(Set.of(a, low));
      }
    }
    return true;
  }
}

package leibniz.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import leibniz.kernel.Crew;
import leibniz.kernel.Lanes;
import leibniz.kernel.Team;
import leibniz.kernel.Type;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Every way to compute a contraction against its definition.
final class ContractionTest {

  /// A contraction with its arrays.
  private record Case(
      Type type,
      int[] extents,
      List<Operand> operands,
      double alpha,
      boolean adds,
      boolean symmetric,
      Object[] arrays) {

    Product product() {
      return Product.of(
          type, extents, operands.get(0), operands.get(1), operands.get(2), alpha, adds, symmetric);
    }

    /// The arrays, with a result of its own.
    Object[] fresh() {
      Object[] fresh = arrays.clone();
      fresh[0] = type == Type.F64 ? ((double[]) fresh[0]).clone() : ((float[]) fresh[0]).clone();
      return fresh;
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(type + " " + Arrays.toString(extents));
      operands.forEach(o -> text.append(" ").append(Arrays.toString(o.strides())));
      return text.toString();
    }
  }

  private static final Crew TWO = Team.of(2);

  @AfterAll
  static void close() {
    TWO.close();
  }

  @Test
  void vectorsAreThereWhereTheModuleIsAskedFor() {
    assumeThat(System.getProperty("tests.vectors")).isNotEmpty();
    assertThat(Lanes.USED).as(Lanes.why()).isTrue();
  }

  @Test
  void randomLettersInRandomOrders() {
    Random random = new Random(1);
    for (int k = 0; k < 120; k++) {
      compare(letters(random));
    }
  }

  /// Sizes at the edges of tiles and blocks, in all four orders of the factors.
  @Test
  void matricesOfManySizes() {
    Random random = new Random(2);
    int[] sizes = {0, 1, 7, 13, 64, 207};
    for (int m : sizes) {
      for (int n : sizes) {
        for (int k : sizes) {
          compare(matrices(random, m, n, k));
        }
      }
    }
  }

  /// Fewer columns than a vector has, and some more than a whole tile.
  @Test
  void smallMatrices() {
    Random random = new Random(4);
    for (int m : new int[] {2, 5, 17}) {
      for (int n : new int[] {1, 2, 3, 5, 6, 9, 17, 33, 34, 65, 70}) {
        for (int k : new int[] {1, 2, 9}) {
          compare(matrices(random, m, n, k));
          compare(matrices(random, n, m, k));
        }
      }
    }
  }

  /// Long sums of few rows and columns, of which the last rows end with their array.
  @Test
  void fewRowsAndColumnsOfLongSums() {
    Random random = new Random(8);
    for (int m : new int[] {2, 3, 4, 7, 20}) {
      for (int n : new int[] {2, 3, 5, 7}) {
        for (int k : new int[] {63, 64, 67, 1024, 2500}) {
          for (Type type : Type.values()) {
            int[] extents = {m, n, k};
            int[] c = {n, 1, 0};
            int[] b = {0, 1, n};
            compare(fill(random, type, extents, List.of(c, new int[] {1, 0, m}, b)));
            compare(fill(random, type, extents, List.of(c, new int[] {k, 0, 1}, b)));
          }
        }
      }
    }
  }

  /// Sums that are cut into stretches, rows into blocks, and columns into ranges.
  @Test
  void whatDoesNotStayInTheCaches() {
    Random random = new Random(5);
    int[][] sizes = {
      {5, 9, 2500},
      {70, 40, 2100},
      {207, 33, 1100},
      {40, 1300, 1030},
      {2, 700, 300},
      {1, 1501, 1130},
      {1, 9001, 260},
      {1, 70, 20_000},
      {1, 304, 1100},
      {210, 301, 403},
      {190, 299, 411},
      {220, 310, 405},
      {200, 290, 1101},
      {233, 40, 61},
      {520, 70, 1100},
      {5, 400, 203},
      {8, 151, 520},
      {3, 90, 1500},
      {40, 5000, 60},
      {40_000, 1, 9}
    };
    for (int[] size : sizes) {
      compare(matrices(random, size[0], size[1], size[2]));
      compare(matrices(random, size[1], size[0], size[2]));
    }
  }

  /// Few, many and very many sums of each length.
  @Test
  void matricesTimesVectors() {
    Random random = new Random(6);
    for (int n : new int[] {1, 2, 3, 7, 8, 15, 16, 17, 100, 1500, 5000}) {
      for (int k : new int[] {1, 3, 7, 8, 9, 12, 21, 50, 100, 70_000}) {
        if ((long) n * k < 2_000_000) {
          compare(matrices(random, 1, n, k));
          compare(matrices(random, n, 1, k));
        }
      }
    }
  }

  /// Batches of small matrices, of such with vectors, of high ones that are narrower than a vector,
  /// and of some that come from memory; of one left factor for all, too.
  @Test
  void batches() {
    Random random = new Random(7);
    int[][] sizes = {
      {300, 2, 2, 2},
      {200, 3, 3, 3},
      {100, 5, 6, 4},
      {50, 7, 5, 9},
      {60, 104, 102, 101},
      {40, 10, 1, 3},
      {40, 20, 1, 6},
      {30, 33, 1, 20},
      {20, 150, 3, 4},
      {1, 5000, 3, 8},
      {2, 4000, 7, 40}
    };
    for (int[] size : sizes) {
      for (Type type : Type.values()) {
        int[] c = {size[1] * size[2], size[2], 1, 0};
        int[] b = {size[3] * size[2], 0, 1, size[2]};
        int[] transposed = {size[3] * size[2], 0, size[3], 1};
        int a = size[1] * size[3];
        compare(fill(random, type, size, List.of(c, new int[] {a, size[3], 0, 1}, b)));
        compare(fill(random, type, size, List.of(c, new int[] {a, 1, 0, size[1]}, transposed)));
        compare(fill(random, type, size, List.of(c, new int[] {0, 1, 0, size[1]}, b)));
      }
    }
  }

  /// Two matrices in any order of their axes.
  private static Case matrices(Random random, int m, int n, int k) {
    boolean left = random.nextBoolean();
    boolean right = random.nextBoolean();
    boolean result = random.nextBoolean();
    return fill(
        random,
        Type.values()[random.nextInt(2)],
        new int[] {m, n, k},
        List.of(
            result ? new int[] {1, m, 0} : new int[] {n, 1, 0},
            left ? new int[] {1, 0, m} : new int[] {k, 0, 1},
            right ? new int[] {0, k, 1} : new int[] {0, 1, n}));
  }

  /// `Xᵀ diag(s) X` for each matrix of a batch: the half that is copied is the other half.
  @Test
  void symmetricResults() {
    Random random = new Random(3);
    for (int n : new int[] {1, 7, 13, 64, 207}) {
      for (int k : new int[] {1, 13, 1100}) {
        for (int batch : new int[] {1, 3}) {
          int[] extents = {batch, n, n, k};
          Case given =
              fill(
                  random,
                  Type.values()[random.nextInt(2)],
                  extents,
                  List.of(
                      new int[] {n * n, n, 1, 0},
                      new int[] {k * n, 1, 0, n},
                      new int[] {k * n, 0, 1, n}));
          double s = 0.5 + random.nextDouble();
          for (int e = 0; e < batch * k * n; e++) {
            int to = given.operands.get(2).offset() + e;
            int from = given.operands.get(1).offset() + e;
            if (given.arrays[1] instanceof double[] a) {
              ((double[]) given.arrays[2])[to] = s * a[from];
            } else {
              ((float[]) given.arrays[2])[to] = (float) s * ((float[]) given.arrays[1])[from];
            }
          }
          Case symmetric =
              new Case(given.type, extents, given.operands, given.alpha, false, true, given.arrays);
          double[] result = compare(symmetric);
          int offset = given.operands.get(0).offset();
          for (int e = 0; e < batch * n * n; e++) {
            int across = e / (n * n) * n * n + e % n * n + e / n % n;
            if (Lanes.USED && n > 1 && n * k > 100) { // plain loops do not mirror
              assertThat(result[offset + e]).isEqualTo(result[offset + across]);
            }
          }
        }
      }
    }
  }

  /// Several letters of each kind, with strides in any order, gaps and offsets.
  private static Case letters(Random random) {
    int[] sizes = {1, 2, 7, 13, 33, 64, 207};
    int[] extents = new int[1 + random.nextInt(6)];
    boolean[][] has = new boolean[3][extents.length];
    long points = 1;
    for (int l = 0; l < extents.length; l++) {
      int extent = sizes[random.nextInt(random.nextInt(3) == 0 ? 7 : 4)];
      extents[l] = points * extent > 300_000 ? 2 : extent;
      points *= extents[l];
      switch (random.nextInt(5)) {
        case 0 -> has[0][l] = has[1][l] = true;
        case 1 -> has[0][l] = has[2][l] = true;
        case 2 -> has[1][l] = has[2][l] = true;
        case 3 -> has[0][l] = has[1][l] = has[2][l] = true;
        default -> has[random.nextInt(2)][l] = has[2][l] = true;
      }
    }
    List<int[]> strides = new ArrayList<>();
    for (boolean[] mine : has) {
      strides.add(strides(random, extents, mine));
    }
    return fill(random, Type.values()[random.nextInt(2)], extents, strides);
  }

  private static int[] strides(Random random, int[] extents, boolean[] has) {
    List<Integer> letters = new ArrayList<>();
    for (int l = 0; l < extents.length; l++) {
      if (has[l]) {
        letters.add(l);
      }
    }
    Collections.shuffle(letters, random);
    if (random.nextInt(3) > 0) {
      letters.sort(Comparator.reverseOrder());
    }
    int[] strides = new int[extents.length];
    int next = random.nextInt(4) == 0 ? 3 : 1;
    int gap = random.nextInt(4) == 0 ? 1 : 0;
    for (int l : letters) {
      strides[l] = next;
      next = next * extents[l] + gap;
    }
    return strides;
  }

  /// Arrays of random numbers, some of them with what is no number, in which the tensors lie.
  private static Case fill(Random random, Type type, int[] extents, List<int[]> strides) {
    List<Operand> operands = new ArrayList<>();
    Object[] arrays = new Object[3];
    boolean wild = random.nextInt(8) == 0;
    for (int t = 0; t < 3; t++) {
      int offset = random.nextInt(5);
      int last = offset;
      for (int l = 0; l < extents.length; l++) {
        last += strides.get(t)[l] * Math.max(0, extents[l] - 1);
      }
      operands.add(new Operand(t, offset, strides.get(t)));
      double[] values = random.doubles(last + 4, -1, 1).toArray();
      if (wild && t > 0) {
        values[random.nextInt(values.length)] =
            random.nextBoolean() ? Double.NaN : Double.POSITIVE_INFINITY;
      }
      arrays[t] = type == Type.F64 ? values : floats(values);
    }
    double alpha = random.nextBoolean() ? 1 : -0.75;
    return new Case(type, extents, operands, alpha, random.nextBoolean(), false, arrays);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int k = 0; k < values.length; k++) {
      floats[k] = (float) values[k];
    }
    return floats;
  }

  /// The definition, and all that is faster, whose bits do not depend on the threads.
  private static double[] compare(Case given) {
    Product product = given.product();
    double[] expected = run(given, new PlainProduct(product), Crew.alone());
    List<Function<Product, Runner>> ways =
        product.flops() == 0 || !Lanes.USED
            ? List.of(LineProduct::new)
            : List.of(LineProduct::new, Contraction::inVectors);
    double[] actual = expected;
    for (Function<Product, Runner> way : ways) {
      actual = run(given, way.apply(product), Crew.alone());
      assertThat(run(given, way.apply(product), TWO)).as(given::toString).isEqualTo(actual);
      assertClose(given, actual, expected);
    }
    return actual;
  }

  private static void assertClose(Case given, double[] actual, double[] expected) {
    // What is lost in a sum grows as the sum of random numbers does.
    double longer = Math.max(1, Math.sqrt(given.product().inner().n()) / 50);
    double tolerance = (given.type == Type.F64 ? 1e-12 : 1e-4) * longer;
    for (int k = 0; k < expected.length; k++) {
      double scale = Math.max(1, Math.abs(expected[k]));
      boolean same =
          Double.isFinite(expected[k])
              ? Math.abs(actual[k] - expected[k]) <= tolerance * scale
              : Double.compare(actual[k], expected[k]) == 0;
      if (!same) {
        assertThat(actual[k]).as("%s at %d", given, k).isEqualTo(expected[k]);
      }
    }
  }

  /// The whole array of the result, what lies between its entries included.
  private static double[] run(Case given, Runner way, Crew crew) {
    Contraction contraction = new Contraction(given.product(), way);
    Object[] arrays = given.fresh();
    contraction.run(arrays, given.type.array(contraction.scratch(crew.threads())), crew);
    if (arrays[0] instanceof double[] values) {
      return values;
    }
    float[] values = (float[]) arrays[0];
    double[] wide = new double[values.length];
    for (int k = 0; k < wide.length; k++) {
      wide[k] = values[k];
    }
    return wide;
  }
}

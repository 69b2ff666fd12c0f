package leibniz.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import leibniz.kernel.RandomKernels.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Loops that read along one axis what they write along another.
final class TransposedTest {
  private static final int[] EXTENTS = {0, 1, 7, 13, 32, 37, 64, 67, 128, 150, 207};

  /// What is read along the rows and across them, and numbers for each row, each column and all, in
  /// one batch or several.
  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "SCALAR"})
  void blocksAreTheSame(Form form) {
    for (int seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      int m = EXTENTS[random.nextInt(EXTENTS.length)];
      int n = EXTENTS[random.nextInt(EXTENTS.length)];
      boolean isBatch = random.nextInt(4) == 0;
      Case one = isBatch ? batch(random, m, n) : rows(random, m, n);
      int width = form == Form.SCALAR ? 1 : 8;
      boolean isFit = Math.min(m, n) >= 32 && (width == 1 || !isFloored(one));
      assertThat(Transposed.of(one.kernel(), width).isPresent()).isEqualTo(isFit);
      Twins.compare(one, Type.F64, form, seed, seed % 3 == 0, 0);
      Twins.compare(one, Type.F32, form, seed, seed % 3 == 0, 0);
    }
  }

  private static boolean isFloored(Case one) {
    return one.kernel().loops().getFirst().body().stream()
        .anyMatch(line -> line instanceof Op.Apply a && a.function() == Function.FLOOR);
  }

  /// The rows of the kernel are one of the two axes: that which is read along, or that which is
  /// written along.
  private static Case rows(Random random, int m, int n) {
    int gap = random.nextInt(3);
    boolean isAcross = random.nextInt(3) == 0;
    int rows = isAcross ? n : m;
    int[] extents = {isAcross ? m : n};
    List<Op> body = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    // The entry of row i and column j of the result.
    int[][] strides = {{n + gap, 1}, {1, m + gap}, {1, m}, {0, 1}, {1, 0}, {2, 2 * m}};
    for (int[] ij : strides) {
      int row = isAcross ? ij[1] : ij[0];
      int along = isAcross ? ij[0] : ij[1];
      Access access = new Access(sizes.size(), sizes.size(), row, new int[] {along});
      sizes.add(sizes.size() + 1 + ij[0] * m + ij[1] * n);
      body.add(new Op.Load(access));
    }
    Access first = ((Op.Load) body.getFirst()).from();
    Access target = new Access(sizes.size(), first.offset(), first.row(), first.strides());
    sizes.add(sizes.getFirst());
    return new Case(kernel(rows, extents, computed(random, body), target), sizes);
  }

  /// `A_kij` and `A_kji` for some k.
  private static Case batch(Random random, int m, int n) {
    int batch = random.nextInt(4);
    int size = m * n + random.nextInt(3);
    List<Op> body = new ArrayList<>();
    body.add(new Op.Load(new Access(0, 1, size, new int[] {n, 1})));
    for (int k = 1; k < 4; k++) {
      body.add(new Op.Load(new Access(k, k, size, new int[] {1, m})));
    }
    body.add(new Op.Load(new Access(4, 0, 1, new int[] {0, 0})));
    body.add(new Op.Load(new Access(5, 0, n, new int[] {0, 1})));
    int all = 5 + size * batch;
    List<Integer> sizes = List.of(all, all, all, all, batch, batch * n, all);
    Access target = new Access(6, 2, size, new int[] {n, 1});
    Kernel kernel = kernel(batch, new int[] {m, n}, computed(random, body), target);
    Loop loop = kernel.loops().getFirst();
    List<Op> finish = List.of(new Op.Reduced(), new Op.Apply(Function.NEGATE, 0, 0, 0));
    Loop finished =
        new Loop(loop.extents(), 2, loop.reduction(), loop.body(), finish, target, false);
    return new Case(new Kernel(batch, List.of(finished), List.of()), sizes);
  }

  /// A few functions of what is loaded, the transposed among it.
  private static List<Op> computed(Random random, List<Op> body) {
    List<Function> functions =
        List.of(Function.ADD, Function.MULTIPLY, Function.SUBTRACT, Function.GREATER);
    int loads = body.size();
    body.add(new Op.Constant(2));
    body.add(new Op.Apply(random.nextInt(6) == 0 ? Function.FLOOR : Function.NEGATE, 4, 0, 0));
    int before = 1;
    for (int k = random.nextInt(3); k >= 0; k--) {
      Function function = functions.get(random.nextInt(functions.size()));
      body.add(new Op.Apply(function, before, random.nextInt(loads + 2), 0));
      before = body.size() - 1;
    }
    if (random.nextBoolean()) {
      body.add(new Op.Apply(Function.SELECT, before, random.nextInt(loads), 1));
    }
    return body;
  }

  private static Kernel kernel(int rows, int[] extents, List<Op> body, Access target) {
    Loop loop =
        new Loop(extents, extents.length, Loop.Reduction.SUM, body, List.of(), target, false);
    return new Kernel(rows, List.of(loop), List.of());
  }

  @Test
  void inItsPlaceNothingIsTurned() {
    Access there = new Access(0, 0, 100, new int[] {1});
    Op turned = new Op.Load(new Access(1, 0, 1, new int[] {100}));
    List<Op> body = List.of(new Op.Load(there), turned, new Op.Apply(Function.ADD, 0, 1, 0));
    assertThat(Transposed.of(kernel(100, new int[] {100}, body, there), 8)).isEmpty();
    Access apart = new Access(2, 0, 100, new int[] {1});
    assertThat(Transposed.of(kernel(100, new int[] {100}, body, apart), 8)).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsAllocatedInARun(Type type) {
    int n = 70;
    Op turned = new Op.Load(new Access(0, 0, 1, new int[] {n}));
    Kernel kernel = kernel(n, new int[] {n}, List.of(turned), new Access(1, 0, n, new int[] {1}));
    assertThat(Transposed.of(kernel, 16)).isPresent();
    Object[] arrays = {type.array(n * n), type.array(n * n)};
    assertThat(Twins.allocated(Generated.of(kernel, type).runner(), arrays, n)).isZero();
  }
}

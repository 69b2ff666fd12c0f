package leibniz.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import leibniz.kernel.RandomKernels.Case;
import leibniz.op.Maps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is generated against the plain twin.
final class GeneratedTest {

  /// On numbers of few digits every sum is exact in whatever order.
  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "SCALAR"})
  void exactNumbersAreTheSame(Form form) {
    for (int seed = 0; seed < 300; seed++) {
      Case one = RandomKernels.next(new Random(seed), RandomKernels.EXACT);
      Form used = Twins.compare(one, Type.F64, form, seed, seed % 3 == 0, 0);
      assertThat(used).isEqualTo(Lanes.USED ? form : Form.SCALAR);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "SCALAR"})
  void functionsAreTheSameButForRounding(Form form) {
    for (int seed = 0; seed < 100; seed++) {
      Case one = RandomKernels.next(new Random(seed), RandomKernels.SMOOTH);
      Twins.compare(one, Type.F64, form, seed, false, 1e-11);
      Twins.compare(one, Type.F32, form, seed, false, 1e-3);
    }
  }

  /// q = f(v), then q_i (δ_ij - q_j) by several loops, of which one is in between and writes
  /// elsewhere.
  @Test
  void loopsThatRunTogetherInStepsAreTheSame() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int n = 2 + random.nextInt(40);
      boolean adds = random.nextBoolean();
      Access beside = new Access(3, 0, 0, new int[] {1});
      Access everywhere = new Access(1, 3, n * n, new int[] {n, 1});
      List<Loop> loops = new ArrayList<>(List.of(square(n), outer(n, everywhere)));
      if (random.nextBoolean()) {
        loops.add(map(List.of(entry(n)), beside, false, n));
      } else {
        loops.addFirst(map(List.of(entry(n)), beside, false, n));
      }
      if (random.nextBoolean()) {
        loops.add(map(List.of(new Op.Load(beside)), everywhere, true, n, n));
      }
      Access diagonal = new Access(1, 3, n * n, new int[] {n + 1});
      loops.add(map(List.of(new Op.Load(beside)), diagonal, adds, n));
      Kernel kernel = new Kernel(5, loops, List.of(2, 3));
      assertThat(Stepped.of(kernel, Type.F64, 1)).isPresent();
      Case one = new Case(kernel, List.of(5 * n, 5 * n * n + 3, n, n));
      for (Form form : List.of(Form.VECTOR, Form.SCALAR)) {
        Twins.compare(one, Type.F64, form, seed, seed % 3 == 0, 0, 1);
        Twins.compare(one, Type.F32, form, seed, seed % 3 == 0, 0, 1);
      }
    }
  }

  @Test
  void aLoopThatOverwritesWhatStepsReadIsNotDoneBeforeThem() {
    int n = 20;
    Access there = new Access(1, 0, n * n, new int[] {n, 1});
    Access diagonal = new Access(1, 0, n * n, new int[] {n + 1});
    Loop late = map(List.of(new Op.Constant(7)), new Access(2, 0, 0, new int[] {1}), false, n);
    Loop last = map(List.of(entry(n)), diagonal, false, n);
    Kernel kernel = new Kernel(5, List.of(square(n), outer(n, there), late, last), List.of(2));
    assertThat(Stepped.of(kernel, Type.F64, 1)).isEmpty();
  }

  @Test
  void aLongRowAndItsDiagonalAreWrittenStepByStep() {
    int n = 150;
    Access there = new Access(1, 0, n * n, new int[] {n, 1});
    Loop last = map(List.of(entry(n)), new Access(1, 0, n * n, new int[] {n + 1}), true, n);
    Kernel kernel = new Kernel(5, List.of(square(n), outer(n, there), last), List.of(2));
    assertThat(Stepped.of(kernel, Type.F64, Stepped.LEAST_BYTES))
        .hasValue(new Stepped(n, n, List.of(-1, 0, 0)));
  }

  /// Rows of 2 n_0 n_1 n_2 entries that repeat along some of the axes, short and long.
  @Test
  void whatALoopWouldWriteAgainIsTheSame() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int[] n = {1 + random.nextInt(30), 1 + random.nextInt(20), 1 + random.nextInt(90)};
      int[] strides = new int[3];
      int step = 1;
      for (int axis = 2; axis >= 0; axis--) {
        strides[axis] = random.nextBoolean() ? 0 : step;
        step *= strides[axis] == 0 ? 1 : n[axis];
      }
      int row = random.nextBoolean() ? 0 : step;
      int block = n[0] * n[1] * n[2] + (random.nextBoolean() ? 0 : 3);
      List<Op> body =
          List.of(
              new Op.Load(new Access(0, 1, row, strides)), new Op.Apply(Function.NEGATE, 0, 0, 0));
      Access target = new Access(1, 2, block, new int[] {n[1] * n[2], n[2], 1});
      Loop first = map(body, target, false, n);
      Loop second = map(List.of(entry(7)), new Access(2, 0, 7, new int[] {1}), false, 7);
      List<Loop> loops = random.nextBoolean() ? List.of(first) : List.of(first, second);
      int rows = 1 + random.nextInt(6);
      Case one =
          new Case(
              new Kernel(rows, loops, List.of()),
              List.of(1 + step * rows + 7 * rows, 2 + block * rows, 7 * rows));
      for (Form form : List.of(Form.VECTOR, Form.SCALAR)) {
        Twins.compare(one, Type.F64, form, seed, seed % 3 == 0, 0);
        Twins.compare(one, Type.F32, form, seed, seed % 3 == 0, 0);
      }
    }
  }

  /// Outer products whose shorter side stays in registers, and what is added to them.
  @Test
  void whatIsHeldInRegistersIsTheSame() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int n = 4 + random.nextInt(20);
      int lane = 16 + random.nextInt(60);
      int row = n * lane + random.nextInt(2);
      List<Op> body = new ArrayList<>();
      body.add(new Op.Load(new Access(0, 1, n, new int[] {1, 0})));
      body.add(new Op.Load(new Access(1, 2, lane * random.nextInt(2), new int[] {0, 1})));
      body.add(new Op.Apply(random.nextBoolean() ? Function.MULTIPLY : Function.MAXIMUM, 1, 0, 0));
      if (random.nextBoolean()) {
        body.add(new Op.Load(new Access(2, 0, row, new int[] {lane, 1})));
        body.add(new Op.Apply(Function.SUBTRACT, 2, 3, 0));
      }
      Loop loop = map(body, new Access(3, 3, row, new int[] {lane, 1}), false, n, lane);
      Kernel kernel = new Kernel(6, List.of(loop), List.of());
      assertThat(Held.of(Nest.of(loop, 6, true, 16), true, 16, Float.BYTES).isHeld()).isTrue();
      Case one = new Case(kernel, List.of(1 + 6 * n, 2 + 6 * lane, 6 * row, 3 + 6 * row));
      Twins.compare(one, Type.F64, Form.VECTOR, seed, seed % 3 == 0, 0);
      Twins.compare(one, Type.F32, Form.VECTOR, seed, seed % 3 == 0, 0);
    }
  }

  /// `A x` and `Aᵀ y` for four or eight rows at a time; the latter for all of them, or for each
  /// with a loop that reads it. The last of them are so many that they are read ahead.
  @Test
  void productsFromBothSidesAreTheSame() {
    for (int seed = 0; seed < 62; seed++) {
      Random random = new Random(seed);
      boolean ahead = seed >= 60;
      int n = ahead ? 128 : 128 + random.nextInt(160);
      boolean adds = !ahead && random.nextBoolean();
      int line = ahead ? n + 50 : n + random.nextInt(3);
      int beside = ahead ? 128 : 4 + 4 * random.nextInt(2);
      int rows = ahead ? 260 : 1 + random.nextInt(5);
      int all = beside * rows;
      Op a = new Op.Load(new Access(0, 3, beside * line, new int[] {line, 1}));
      Op turned = new Op.Load(new Access(0, 3, beside * line, new int[] {1, line}));
      Op x = new Op.Load(new Access(1, 1, 0, new int[] {0, 1}));
      Op y = new Op.Load(new Access(2, 0, beside, new int[] {0, 1}));
      Op times = new Op.Apply(Function.MULTIPLY, 0, 1, 0);
      Loop along =
          new Loop(
              new int[] {beside, n},
              1,
              Loop.Reduction.SUM,
              List.of(a, x, times),
              List.of(),
              new Access(3, 2, beside, new int[] {1}),
              false);
      Loop down =
          new Loop(
              new int[] {n, beside},
              1,
              Loop.Reduction.SUM,
              List.of(turned, y, times),
              List.of(),
              new Access(4, 1, adds || random.nextBoolean() ? 0 : n, new int[] {1}),
              adds);
      List<Loop> loops = new ArrayList<>(List.of(along, down));
      if (random.nextBoolean()) {
        Collections.reverse(loops);
      }
      assertThat(BothSides.of(loops.getFirst(), loops.getLast(), 16))
          .hasValue(new BothSides(down, along));
      if (!adds) {
        loops.add(
            map(List.of(new Op.Load(down.target())), new Access(5, 0, n, new int[] {1}), false, n));
      }
      boolean isScratch = !adds && down.target().row() == 0;
      Kernel kernel = new Kernel(rows, loops, isScratch ? List.of(4) : List.of());
      Case one =
          new Case(
              kernel,
              List.of(3 + all * line - (line - n), 1 + n, all, 2 + all, 1 + n * rows, n * rows));
      for (Form form : List.of(Form.VECTOR, Form.SCALAR)) {
        Twins.compare(one, Type.F64, form, seed, seed % 3 == 0, 0);
        Twins.compare(one, Type.F32, form, seed, seed % 3 == 0, 0);
      }
    }
  }

  private static Op entry(int n) {
    return new Op.Load(new Access(0, 0, n, new int[] {1}));
  }

  private static Loop square(int n) {
    List<Op> square = List.of(entry(n), new Op.Apply(Function.MULTIPLY, 0, 0, 0));
    return map(square, new Access(2, 0, 0, new int[] {1}), false, n);
  }

  private static Loop outer(int n, Access target) {
    List<Op> outer =
        List.of(
            new Op.Load(new Access(2, 0, 0, new int[] {1, 0})),
            new Op.Load(new Access(2, 0, 0, new int[] {0, 1})),
            new Op.Apply(Function.NEGATE, 0, 0, 0),
            new Op.Apply(Function.MULTIPLY, 2, 1, 0));
    return map(outer, target, false, n, n);
  }

  private static Loop map(List<Op> body, Access target, boolean adds, int... extents) {
    return new Loop(extents, extents.length, Loop.Reduction.SUM, body, List.of(), target, adds);
  }

  /// Negative zero, a number and what stays in the caches are written by a loop, which threads
  /// share.
  @Test
  void largeZerosAreClearedByOneThread() {
    boolean isPossible = Generated.class.getModule().isNativeAccessEnabled();
    assertThat(constant(10_000_000, 0).isBoundByMemory()).isEqualTo(isPossible);
    assertThat(constant(10_000_000, -0.0).isBoundByMemory()).isFalse();
    assertThat(constant(10_000_000, 1).isBoundByMemory()).isFalse();
    assertThat(constant(1000, 0).isBoundByMemory()).isFalse();
  }

  private static Kernel.Runner constant(int rows, double number) {
    Loop loop = map(List.of(new Op.Constant(number)), new Access(0, 0, 1, new int[0]), false);
    return Generated.of(new Kernel(rows, List.of(loop), List.of()), Type.F64).runner();
  }

  /// Loops so long that each line is written but once, or no vectors are used.
  @Test
  void longLoopsAreTheSame() {
    Set<Form> forms = EnumSet.noneOf(Form.class);
    for (int seed = 0; seed < 60; seed++) {
      Case one = RandomKernels.next(new Random(seed), RandomKernels.SHORT, 200);
      forms.add(Twins.compare(one, Type.F64, Form.VECTOR, seed, seed % 3 == 0, 0));
    }
    assertThat(forms).contains(Form.SCALAR);
  }

  @Test
  void layersThatDifferInTheirArraysShareAClass() {
    Generated first = Generated.of(scaled(0, 0, 1), Type.F64);
    Generated second = Generated.of(scaled(7, 20, 3), Type.F64);
    assertThat(second.runner().getClass()).isSameAs(first.runner().getClass());
    double[] numbers = new double[60];
    Arrays.setAll(numbers, k -> k);
    double[] to = new double[40];
    Object[] arrays = new Object[8];
    arrays[7] = numbers;
    arrays[3] = to;
    second.runner().run(arrays, 0, 4);
    for (int k = 0; k < 40; k++) {
      assertThat(to[k]).isEqualTo(3.0 * (20 + k));
    }
  }

  @Test
  void whatHasNoFormulaIsInterpretedAndSaysSo() {
    Loop loop = scaled(0, 0, 1).loops().getFirst();
    List<Op> body = List.of(loop.body().getFirst(), new Op.Other(Maps.ERF, List.of(0)));
    Loop other =
        new Loop(loop.extents(), 1, loop.reduction(), body, List.of(), loop.target(), loop.adds());
    Generated generated = Generated.of(new Kernel(4, List.of(other), List.of()), Type.F64);
    assertThat(generated.form()).isEqualTo(Form.INTERPRETED);
    assertThat(generated.because()).isEqualTo("erf has no formula of its own");
  }

  /// Numbers first, then vectors: exact all the way.
  @Test
  void vectorsTakeOverWhenTheyAreCompiled() {
    List<Op> body =
        List.of(
            new Op.Load(new Access(0, 0, 10, new int[] {1})),
            new Op.Load(new Access(1, 0, 10, new int[] {1})),
            new Op.Apply(Function.ADD, 0, 1, 0));
    Access target = new Access(1, 0, 10, new int[] {1}); // in its place: a trial must not add to it
    Kernel kernel = new Kernel(4, List.of(map(body, target, false, 10)), List.of());
    Kernel.Runner runner = Generated.of(kernel, Type.F64, Form.WARMED).runner();
    double[] numbers = new double[40];
    Arrays.setAll(numbers, k -> k);
    double[] sums = new double[40];
    long end = System.nanoTime() + 20_000_000_000L;
    int runs = 0;
    while (!Warming.isOver(runner) && System.nanoTime() < end || runs < 1000) {
      runner.run(new Object[] {numbers, sums}, 0, 4);
      runs++;
    }
    assertThat(Warming.isOver(runner)).isTrue();
    for (int k = 0; k < 40; k++) {
      assertThat(sums[k]).isEqualTo((double) k * runs);
    }
  }

  @Test
  void nothingIsAllocatedInARun() {
    Kernel kernel = scaled(0, 0, 1);
    Kernel.Runner runner = Generated.of(kernel, Type.F64).runner();
    Object[] arrays = {new double[40], new double[40]};
    assertThat(Twins.allocated(runner, arrays, 4)).isZero();
  }

  /// Three times each entry, for 4 rows of 10.
  private static Kernel scaled(int from, int offset, int to) {
    List<Op> body =
        List.of(
            new Op.Load(new Access(from, offset, 10, new int[] {1})),
            new Op.Constant(3),
            new Op.Apply(Function.MULTIPLY, 0, 1, 0));
    Access target = new Access(to, 0, 10, new int[] {1});
    Loop loop = new Loop(new int[] {10}, 1, Loop.Reduction.SUM, body, List.of(), target, false);
    return new Kernel(4, List.of(loop), List.of());
  }
}

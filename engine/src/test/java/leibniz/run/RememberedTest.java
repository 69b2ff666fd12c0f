package leibniz.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Effort;
import leibniz.ir.Expr;
import leibniz.ir.Shape;
import leibniz.ir.Values;
import leibniz.op.Maps;
import org.junit.jupiter.api.Test;

/// What is remembered is what a fresh evaluation gives, whatever was asked before.
final class RememberedTest {
  private static final Shape VECTOR = Shape.of(Dim.symbol("n"));
  private static final int N = 3;

  private final SplittableRandom random = new SplittableRandom(7);
  private final List<Expr> inputs = new ArrayList<>();
  private final List<Expr> nodes = new ArrayList<>();

  private void program(int length) {
    for (int k = 0; k < 4; k++) {
      inputs.add(Build.var("x" + k, VECTOR));
    }
    nodes.addAll(inputs);
    for (int k = 0; k < length; k++) {
      Expr a = nodes.get(random.nextInt(nodes.size()));
      Expr b = nodes.get(random.nextInt(nodes.size()));
      nodes.add(
          switch (random.nextInt(3)) {
            case 0 -> Build.plus(a, b);
            case 1 -> Build.map(Maps.TANH, Build.plus(a, b));
            default -> Build.map(Maps.SIN, a);
          });
    }
  }

  private Values drawn() {
    return Values.real(new int[] {N}, random.doubles(N).toArray());
  }

  private static Map<Expr, Values> fresh(List<Expr> roots, Map<Expr, Values> at) {
    return Evaluate.of(roots, at, _ -> N);
  }

  @Test
  void likeAFreshEvaluationWhereInputsChange() {
    program(60);
    Map<Expr, Values> at = new HashMap<>();
    inputs.forEach(x -> at.put(x, drawn()));
    Remembered base = Remembered.at(_ -> N).with(at);
    for (int round = 0; round < 40; round++) {
      Map<Expr, Values> other = new HashMap<>();
      other.put(inputs.get(random.nextInt(inputs.size())), drawn());
      Remembered moved = base.with(other);
      for (int k = 0; k < 6; k++) {
        if (k == 3) {
          Expr input = inputs.get(random.nextInt(inputs.size()));
          Values value = drawn();
          moved.put(input, value);
          other.put(input, value);
        }
        Map<Expr, Values> now = new HashMap<>(at);
        now.putAll(other);
        assertSame(moved, now);
        assertSame(base, at);
      }
    }
  }

  private void assertSame(Remembered remembered, Map<Expr, Values> at) {
    List<Expr> roots =
        List.of(nodes.get(random.nextInt(nodes.size())), nodes.get(random.nextInt(nodes.size())));
    Map<Expr, Values> expected = fresh(roots, at);
    Map<Expr, Values> found = remembered.values(roots);
    for (Expr root : roots) {
      assertThat(Objects.requireNonNull(found.get(root)).re())
          .isEqualTo(Objects.requireNonNull(expected.get(root)).re());
    }
  }

  @Test
  void whatIsKnownTakesNoWork() {
    program(60);
    Map<Expr, Values> at = new HashMap<>();
    inputs.forEach(x -> at.put(x, drawn()));
    Remembered base = Remembered.at(_ -> N).with(at);
    base.values(nodes);
    assertThat(Effort.within(5, () -> base.values(nodes.subList(0, 30)))).isNotEmpty();
    assertThatThrownBy(() -> Effort.within(5, () -> fresh(nodes, at)))
        .isInstanceOf(Effort.Spent.class);
  }

  /// More than is kept is computed all the same.
  @Test
  void valuesThatHaveNoRoom() {
    Expr x = Build.var("x", Shape.of(Dim.of(1_500_000)));
    Expr sum = Build.map(Maps.SIN, Build.map(Maps.TANH, Build.map(Maps.SIN, x)));
    double[] numbers = new double[1_500_000];
    Arrays.fill(numbers, 0.5);
    Remembered at =
        Remembered.at(_ -> 1).with(Map.of(x, Values.real(new int[] {numbers.length}, numbers)));
    double expected = Math.sin(Math.tanh(Math.sin(0.5)));
    for (int k = 0; k < 2; k++) {
      assertThat(Objects.requireNonNull(at.values(List.of(sum)).get(sum)).re()[7])
          .isEqualTo(expected, within(1e-15));
    }
  }
}

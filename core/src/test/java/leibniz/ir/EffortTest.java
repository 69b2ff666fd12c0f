package leibniz.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Work is counted, wherever it is done.
final class EffortTest {
  private static long made(int nodes) {
    for (int k = 0; k < nodes; k++) {
      Build.var("effort" + k, Shape.SCALAR);
    }
    return nodes;
  }

  @Test
  void withoutABoundThereIsNone() {
    assertThat(made(1_000)).isEqualTo(1_000);
    assertThat(Effort.isSpent()).isFalse();
  }

  @Test
  void whatIsEnoughIsNotNoticed() {
    assertThat(Effort.<Long>within(100, () -> made(100))).isEqualTo(100);
  }

  @Test
  void whatIsNotEnoughEnds() {
    assertThatThrownBy(() -> Effort.<Long>within(99, () -> made(100)))
        .isInstanceOf(Effort.Spent.class);
    assertThat(Effort.isSpent()).isFalse(); // of what is around it there is no bound
  }

  @Test
  void aPartIsTakenFromTheWhole() {
    assertThatThrownBy(() ->
            Effort.<Long>within(100, () -> Effort.<Long>within(60, () -> made(60)) + made(60)))
        .isInstanceOf(Effort.Spent.class);
  }

  @Test
  void bitsOfWorkAddUp() {
    Effort some = Effort.of(100);
    assertThat(some.<Long>in(() -> made(60))).isEqualTo(60);
    assertThatThrownBy(() -> some.<Long>in(() -> made(60))).isInstanceOf(Effort.Spent.class);
  }

  @Test
  void anotherThreadCountsToo() throws InterruptedException {
    Throwable[] thrown = new Throwable[1];
    Supplier<Long> work = Effort.within(50, () -> Effort.carried(() -> made(60)));
    Thread other =
        new Thread(() -> {
          try {
            var _ = work.get();
          } catch (Effort.Spent e) {
            thrown[0] = e;
          }
        });
    other.start();
    other.join();
    assertThat(thrown[0]).isInstanceOf(Effort.Spent.class);
  }
}

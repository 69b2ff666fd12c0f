package leibniz.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AsideTest {
  @Test
  void itGoesOnMeanwhile() {
    CountDownLatch asked = new CountDownLatch(1);
    Aside<String> aside =
        Aside.of(() -> {
          await(asked);
          return Thread.currentThread().getName();
        });
    asked.countDown();
    assertThat(aside.get()).isEqualTo("leibniz-aside").isSameAs(aside.get());
  }

  @Test
  void whatItThrowsIsThrownWhereItIsAskedFor() {
    Aside<String> aside =
        Aside.of(() -> {
          throw new ArithmeticException("division by zero");
        });
    assertThatThrownBy(aside::get).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void workThatIsCountedIsDoneByWhoAsks() {
    Thread own = Thread.currentThread();
    boolean here =
        Effort.within(10, () -> Aside.of(() -> Thread.currentThread().equals(own)).get());
    assertThat(here).isTrue();
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() {
    CountDownLatch never = new CountDownLatch(1);
    Aside<Boolean> aside = Aside.of(() -> await(never));
    Thread.currentThread().interrupt();
    assertThatThrownBy(aside::get).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

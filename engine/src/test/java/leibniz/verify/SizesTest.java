package leibniz.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Shape;
import leibniz.op.Slice;
import org.junit.jupiter.api.Test;

final class SizesTest {
  private static final Dim B = Dim.symbol("B");
  private static final Dim D = Dim.symbol("D");
  private static final Dim N = Dim.symbol("n");

  private static Sizes of(Map<String, Integer> given, Dim... dims) {
    return Sizes.of(List.of(Build.var("x", Shape.of(dims))), given);
  }

  @Test
  void symbolsDifferFromEachOtherAndFromLiterals() {
    Sizes sizes = of(Map.of(), B, D, N, Dim.of(3));
    assertThat(sizes.first()).isEqualTo(Map.of("B", 2, "D", 4, "n", 5));
    assertThat(sizes.second()).isEqualTo(Map.of("B", 4, "D", 5, "n", 6));
  }

  @Test
  void givenSizesStay() {
    Sizes sizes = of(Map.of("B", 7), B, D);
    assertThat(sizes.first()).containsEntry("B", 7);
    assertThat(sizes.second()).containsEntry("B", 7).containsEntry("D", 4);
    assertThat(sizes.first().get("D")).isEqualTo(3);
  }

  @Test
  void noAxisIsEmpty() {
    Sizes sizes = of(Map.of(), B, D.minus(Dim.of(6)), N.minus(D));
    for (Map<String, Integer> choice : sizes.both()) {
      assertThat(D.minus(Dim.of(6)).at(choice::get)).isPositive();
      assertThat(N.minus(D).at(choice::get)).isPositive();
    }
    assertThat(of(Map.of(), Dim.of(0), B).first()).containsEntry("B", 2);
  }

  @Test
  void aSliceIsWithinItsArgument() {
    Expr x = Build.var("x", Shape.of(B, D));
    Sizes sizes = Sizes.of(List.of(Slice.of(x, Dim.of(3), Dim.of(4), 1)), Map.of());
    assertThat(sizes.first()).containsEntry("D", 7);
    Sizes back = Sizes.of(List.of(Slice.of(x, Dim.of(8), Dim.of(3), -4)), Map.of());
    assertThat(back.second()).containsEntry("D", 9);
  }

  @Test
  void whatCannotBeIsSaid() {
    assertThatThrownBy(() -> of(Map.of("D", 4), D.minus(Dim.of(6))))
        .isInstanceOf(LeibnizException.class)
        .hasMessage("no sizes were found at which no axis is empty");
    assertThatThrownBy(() -> Sizes.at(Map.of()).applyAsLong("B"))
        .hasMessage("the size B has no value");
  }
}

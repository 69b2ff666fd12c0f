package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Source;
import leibniz.ir.Values;
import leibniz.python.Parser;
import leibniz.run.Evaluate;
import leibniz.simplify.Law;
import leibniz.simplify.Simplify;
import leibniz.trace.Definition;
import leibniz.trace.Options;
import leibniz.trace.Trace;
import leibniz.verify.Counts;
import leibniz.verify.Structure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every law: its sentence holds on random values of its domain, and its code does what the
/// sentence says.
final class LawTest {
  private static final List<Map<String, Long>> SIZES =
      List.of(Map.of("B", 3L, "D", 4L), Map.of("B", 1L, "D", 5L), Map.of("B", 4L, "D", 1L));

  static Stream<Law> laws() {
    return Simplify.LAWS.stream();
  }

  @ParameterizedTest
  @MethodSource("laws")
  void theSentenceHolds(Law law) {
    Expr left = read(law, law.left());
    Expr right = read(law, law.right());
    for (Map<String, Long> sizes : SIZES) {
      for (int seed = 0; seed < 20; seed++) {
        Map<Expr, Values> point = draw(List.of(left, right), sizes, seed);
        double[] a = evaluate(left, point, sizes);
        double[] b = evaluate(right, point, sizes);
        assertThat(a).as("%s at %s, seed %s", law, sizes, seed).hasSameSizeAs(b);
        for (int k = 0; k < a.length; k++) {
          assertThat(Math.abs(a[k] - b[k]))
              .as("%s at %s, seed %s: %s and %s", law, sizes, seed, a[k], b[k])
              .isLessThanOrEqualTo(1e-11 * Math.max(1, Math.abs(a[k])));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("laws")
  void theCodeTurnsTheLeftSideIntoTheRight(Law law) {
    Simplify left = Simplify.of(List.of(read(law, law.left())));
    Simplify right = Simplify.of(List.of(read(law, law.right())));
    assertThat(left.expressions()).isEqualTo(right.expressions());
    assertThat(left.laws()).contains(law.name());
  }

  private static Expr read(Law law, String side) {
    Source source = new Source("-e", law.given() + "; " + side);
    Definition result = Trace.of(Parser.parse(source), Options.NONE).result();
    return Objects.requireNonNull(result).value();
  }

  private static Map<Expr, Values> draw(List<Expr> roots, Map<String, Long> sizes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Expr, Values> point = new HashMap<>();
    for (Expr node : Expr.inOrder(roots)) {
      if (Counts.is(node)) {
        point.put(node, new Counts(roots).draw(node, value(sizes), random, seed % 2 == 0));
      } else if (node.head() instanceof Head.Var input) {
        Values values = Values.zeros(node.shape().at(value(sizes)));
        boolean positive =
            input.properties().contains(Head.Property.POSITIVE)
                || input.properties().contains(Head.Property.ROWS_SUM_TO_ONE);
        for (int k = 0; k < values.count(); k++) {
          values.re()[k] = positive ? random.nextDouble(0.01, 5) : random.nextGaussian() * 3;
        }
        Structure.impose(input, values);
        point.put(node, values);
      }
    }
    return point;
  }

  private static double[] evaluate(Expr e, Map<Expr, Values> point, Map<String, Long> sizes) {
    return Objects.requireNonNull(Evaluate.of(List.of(e), point, value(sizes)).get(e)).re();
  }

  private static ToLongFunction<String> value(Map<String, Long> sizes) {
    return name -> Objects.requireNonNull(sizes.get(name), name);
  }
}

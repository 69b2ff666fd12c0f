package leibniz.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContractionOrderTest {

  /// What a list of joins costs.
  private static double cost(
      List<List<Integer>> operands, List<Integer> out, double[] sizes, List<Join> joins) {
    List<Set<Integer>> parts = new ArrayList<>();
    operands.forEach(o -> parts.add(new HashSet<>(o)));
    Set<Integer> gone = new HashSet<>();
    double total = 0;
    for (Join join : joins) {
      assertThat(gone.add(join.left()) && gone.add(join.right())).isTrue();
      Set<Integer> all = new HashSet<>(parts.get(join.left()));
      all.addAll(parts.get(join.right()));
      Set<Integer> needed = new HashSet<>(out);
      for (int k = 0; k < parts.size(); k++) {
        if (!gone.contains(k)) {
          needed.addAll(parts.get(k));
        }
      }
      total += product(all, sizes);
      all.retainAll(needed);
      total += 64 * product(all, sizes);
      parts.add(all);
    }
    return total;
  }

  private static double product(Set<Integer> letters, double[] sizes) {
    return letters.stream().mapToDouble(l -> sizes[l]).reduce(1, (a, b) -> a * b);
  }

  /// The cheapest of all orders, joins of unconnected parts left out.
  private static double least(
      List<List<Integer>> operands, List<Integer> out, double[] sizes, List<Join> so, int total) {
    if (so.size() == operands.size() - 1) {
      return cost(operands, out, sizes, so);
    }
    Set<Integer> gone = new HashSet<>();
    so.forEach(j -> gone.addAll(List.of(j.left(), j.right())));
    double best = Double.POSITIVE_INFINITY;
    for (int a = 0; a < total; a++) {
      for (int b = a + 1; b < total; b++) {
        if (!gone.contains(a) && !gone.contains(b)) {
          List<Join> more = new ArrayList<>(so);
          more.add(new Join(a, b));
          best = Math.min(best, least(operands, out, sizes, more, total + 1));
        }
      }
    }
    return best;
  }

  @Test
  void chainsGetTheBestOfAllOrders() {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      int n = 2 + random.nextInt(4);
      double[] sizes = IntStream.range(0, n + 1).mapToDouble(k -> 2 + random.nextInt(30)).toArray();
      List<List<Integer>> operands =
          IntStream.range(0, n).mapToObj(k -> List.of(k, k + 1)).toList();
      List<Integer> out = List.of(0, n);
      List<Join> joins = ContractionOrder.of(operands, out, l -> sizes[l]);
      assertThat(joins).hasSize(n - 1);
      assertThat(cost(operands, out, sizes, joins))
          .isEqualTo(least(operands, out, sizes, List.of(), n));
    }
  }

  @Test
  void theSearchFindsTheBestOrderOfSmallNetworks() {
    Random random = new Random(11);
    for (int round = 0; round < 40; round++) {
      int letters = 7;
      double[] sizes =
          IntStream.range(0, letters).mapToDouble(k -> 2 + random.nextInt(9)).toArray();
      List<List<Integer>> operands = new ArrayList<>();
      for (int k = 0; k < 5; k++) {
        operands.add(random.ints(3, 0, letters).distinct().boxed().toList());
      }
      List<Integer> out = random.nextBoolean() ? List.of() : List.of(0);
      double best = least(operands, out, sizes, List.of(), operands.size());
      assertThat(cost(operands, out, sizes, search(operands, out, sizes))).isEqualTo(best);
    }
  }

  /// Cubic graphs, whose letters all have one size: what is known to be reached.
  @ParameterizedTest
  @CsvSource({
    "'atu,abv,bcw,cdv,deu,efx,fgy,ghz,hiA,ijy,jkB,klw,lmx,mnC,noD,opA,pqB,qrC,rsD,stz', 4, 480000",
    "'aDE,abF,bcG,cdH,deI,efJ,fgK,ghI,hiK,ijG,jkL,klM,lmN,mnO,noL,opM,pqP,qrQ,rsR,stE,tuS,uvR,vwP,"
        + "wxJ,xyF,yzN,zAS,ABQ,BCO,CDH', 3, 290000"
  })
  void largeNetworksGetAGoodOrder(String network, double size, double most) {
    List<List<Integer>> operands =
        Stream.of(network.split(",")).map(o -> o.chars().boxed().toList()).toList();
    double[] sizes = new double[128];
    Arrays.fill(sizes, size);
    List<Join> joins = ContractionOrder.of(operands, List.of(), l -> size);
    assertThat(cost(operands, List.of(), sizes, joins)).isLessThan(most);
    assertThat(ContractionOrder.of(operands, List.of(), l -> size)).isEqualTo(joins);
  }

  private static List<Join> search(
      List<List<Integer>> operands, List<Integer> out, double[] sizes) {
    List<BitSet> sets = operands.stream().map(ContractionOrderTest::set).toList();
    return ContractionSearch.of(sets, set(out), sizes, 64);
  }

  private static BitSet set(List<Integer> letters) {
    BitSet set = new BitSet();
    letters.forEach(set::set);
    return set;
  }

  @Test
  void manyFactorsThatAllMeetAreStillOrdered() {
    int n = 80;
    List<List<Integer>> operands = IntStream.range(0, n).mapToObj(k -> List.of(0, k + 1)).toList();
    assertThat(ContractionOrder.of(operands, List.of(), l -> 4)).hasSize(n - 1);
  }
}

package leibniz.program;

import static leibniz.ir.Build.map;
import static leibniz.ir.Build.plus;
import static leibniz.ir.Build.power;
import static leibniz.ir.Build.reduce;
import static leibniz.ir.Build.times;
import static leibniz.ir.Build.var;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.calculus.Differentiate;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.op.Maps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class LinearizeTest {
  private static final Dim B = Dim.symbol("B");
  private static final Dim D = Dim.symbol("D");
  private final Expr x = var("x", Shape.of(B, D));

  private static Program program(Expr... roots) {
    List<Program.Root> list = new ArrayList<>();
    for (Expr root : roots) {
      list.add(new Program.Root(Name.of("r" + list.size()), root));
    }
    return Linearize.of(List.of(), list, new Names(Map.of()), Map.of());
  }

  private static List<String> targets(Program program) {
    return program.steps().stream().map(s -> s.target().toString()).toList();
  }

  /// The largest number of axes that a product with a sum has, those that are summed included.
  private static int widest(Program program) {
    List<Expr> roots = program.results().stream().map(Program.Root::node).toList();
    return Expr.inOrder(roots).stream()
        .mapToInt(node ->
            node.head() instanceof Head.Einsum e && !node.isView()
                ? (int) e.factors().stream().flatMap(f -> f.letters().stream()).distinct().count()
                : 0)
        .max()
        .orElse(0);
  }

  /// `Σ_k A_ik (B_kj u_l + C_kj u_l)`, once with the sum used twice: `u` is multiplied last.
  @Test
  void whatAllTermsOfASumHaveIsMultipliedAfterIt() {
    Expr a = var("A", Shape.of(D, D));
    Expr b = var("B", Shape.of(D, D));
    Expr c = map(Maps.EXP, b);
    Expr u = var("u", Shape.of(D));
    Expr bu = Product.one().times(b, List.of(0, 1)).times(u, List.of(2)).out(List.of(0, 1, 2));
    Expr cu = Product.one().times(c, List.of(0, 1)).times(u, List.of(2)).out(List.of(0, 1, 2));
    Expr sum = plus(bu, cu);
    Expr one =
        Product.one().times(a, List.of(0, 1)).times(sum, List.of(1, 2, 3)).out(List.of(0, 2, 3));
    Expr other =
        Product.one().times(a, List.of(0, 1)).times(sum, List.of(2, 1, 3)).out(List.of(0, 2, 3));
    Program program = program(plus(one, map(Maps.EXP, other)));
    isOrdered(program);
    assertThat(widest(program)).isEqualTo(3);
    assertThat(widest(program(one, other))).isEqualTo(3);
  }

  @Test
  void aPartThatOtherFactorsLieAlongStaysInTheSum() {
    Expr b = var("b", Shape.of(D));
    Expr one = times(x, Build.broadcast(b, x.shape()));
    Expr two = times(map(Maps.EXP, x), Build.broadcast(b, x.shape()));
    Expr sum = plus(one, two);
    assertThat(program(sum).results().getFirst().node()).isSameAs(sum);
  }

  /// Every step computes from inputs and earlier steps.
  private static void isOrdered(Program program) {
    Set<Expr> done = new HashSet<>();
    program.inputs().forEach(i -> done.add(i.node()));
    for (Program.Step step : program.steps()) {
      List<Expr> below =
          Graph.inOrder(List.of(step.node()), n -> done.contains(n) ? List.of() : n.args());
      assertThat(below).noneMatch(n -> n.head() instanceof Head.Var && !done.contains(n));
      done.add(step.node());
    }
    program.results().forEach(r -> assertThat(done).contains(r.node()));
  }

  @Test
  void whatIsUsedTwiceIsAStepAndWhatIsUsedOnceIsNot() {
    Expr e = map(Maps.EXP, x);
    Expr s = map(Maps.SIN, plus(x, Build.ones(x.shape())));
    Program program = program(times(e, map(Maps.COS, e)), s);
    assertThat(targets(program)).containsExactly("t1", "r0", "r1");
    assertThat(program.steps().get(0).node()).isSameAs(e);
  }

  @Test
  void whatCostsNothingIsWrittenAgain() {
    Expr minus = Build.negate(x);
    assertThat(targets(program(map(Maps.EXP, minus), map(Maps.SIN, minus))))
        .containsExactly("r0", "r1");
  }

  @Test
  void aNameIsAStep() {
    Expr e = map(Maps.EXP, x);
    Program program =
        Linearize.of(
            List.of(x),
            List.of(new Program.Root(Name.of("r"), map(Maps.SIN, e))),
            new Names(Map.of(e, Name.of("e"))),
            Map.of());
    assertThat(targets(program)).containsExactly("e", "r");
  }

  @Test
  @Timeout(10)
  void aProductOfFortyMatricesAndAVectorIsFortyProductsWithAVector() {
    Product product = Product.one();
    for (int k = 0; k < 40; k++) {
      Shape shape = Shape.of(Dim.symbol("n" + k), Dim.symbol("n" + (k + 1)));
      product.times(var("A" + k, shape), List.of(k, k + 1));
    }
    product.times(var("v", Shape.of(Dim.symbol("n40"))), List.of(40));
    long start = System.nanoTime();
    Program program = program(product.out(List.of(0)));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(program.steps()).hasSize(40).allMatch(s -> s.node().rank() == 1);
    isOrdered(program);
  }

  @Test
  void theOrderFollowsTheSizes() {
    Expr a = var("A", Shape.of(Dim.symbol("p"), Dim.symbol("q")));
    Expr b = var("B", Shape.of(Dim.symbol("q"), Dim.symbol("r")));
    Expr c = var("C", Shape.of(Dim.symbol("r"), Dim.symbol("s")));
    Expr abc =
        Product.one()
            .times(a, List.of(0, 1))
            .times(b, List.of(1, 2))
            .times(c, List.of(2, 3))
            .out(List.of(0, 3));
    List<Program.Root> root = List.of(new Program.Root(Name.of("abc"), abc));
    Names none = new Names(Map.of());
    Program left = Linearize.of(List.of(), root, none, Map.of("p", 2L, "q", 9L, "r", 9L, "s", 90L));
    Program right =
        Linearize.of(List.of(), root, none, Map.of("p", 90L, "q", 9L, "r", 9L, "s", 2L));
    assertThat(left.steps().get(0).node().shape().symbols()).containsExactly("p", "r");
    assertThat(right.steps().get(0).node().shape().symbols()).containsExactly("q", "s");
  }

  @Test
  @Timeout(20)
  void longChainsAndDeepNetworksStayFlat() {
    Expr chain = x;
    for (int k = 0; k < 2_000; k++) {
      chain = map(Maps.SIN, chain);
    }
    isOrdered(program(chain));
    List<Expr> weights = new ArrayList<>();
    Expr h = x;
    for (int k = 0; k < 1_000; k++) {
      Expr w = var("W[" + k + "]", Shape.of(D, D));
      weights.add(w);
      h =
          map(
              Maps.TANH,
              Product.one().times(h, List.of(0, 1)).times(w, List.of(2, 1)).out(List.of(0, 2)));
    }
    Expr loss = reduce(power(h, Rational.TWO), List.of(0, 1));
    List<Expr> roots = new ArrayList<>(List.of(loss));
    roots.addAll(Differentiate.of(loss, weights).values());
    long start = System.nanoTime();
    Program program = program(roots.toArray(Expr[]::new));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    assertThat(program.steps()).hasSize(3_000);
    assertThat(program.inputs().stream().map(Program.Input::name))
        .contains(Name.at("W", Dim.of(0)));
  }
}

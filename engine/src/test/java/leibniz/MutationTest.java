package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import leibniz.equal.Equality;
import leibniz.equal.Options;
import leibniz.equal.Verdict;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.op.Maps;
import leibniz.simplify.Simplify;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A derivative with one slip in it is told from the right one: over the whole corpus, a sign, a
/// factor, a dropped term, a transposed operand somewhere inside.
///
/// A slip may do nothing (a transposed symmetric matrix). Then both are evaluated by the plain
/// evaluator, and found equal there.
final class MutationTest {
  private static final int PLACES = 3; // for each slip and derivative

  private enum Slip {
    SIGN,
    FACTOR,
    DROPPED_TERM,
    TRANSPOSED
  }

  static List<Corpus> problems() {
    return Corpus.all();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void aSlipIsSeen(Corpus problem) {
    Random random = new Random(problem.name().hashCode());
    for (List<Expr> raw : SimplifiedTest.outputsAndDerivatives(problem)) {
      List<Expr> right = Simplify.of(raw).expressions();
      for (Expr derivative : right.subList(1, right.size())) {
        for (Slip slip : Slip.values()) {
          for (Expr wrong : wrong(derivative, slip, random)) {
            Verdict verdict = Equality.of(derivative, wrong, Options.PLAIN);
            boolean seen = verdict.fails() || Twins.areEqual(derivative, wrong);
            if (!seen && verdict instanceof Verdict.Agrees && hasPieces(wrong)) {
              continue; // no point lay in the piece, or at the tie, where they differ
            }
            assertThat(seen).as("%s in %s: %s", slip, wrong, verdict).isTrue();
          }
        }
      }
    }
  }

  /// Whether it is made of pieces: it asks which of two numbers is larger.
  private static boolean hasPieces(Expr e) {
    return e.inOrder().stream()
        .anyMatch(n ->
            n.head() instanceof Head.Map m
                && (m.op().notation() instanceof Notation.Relation || m.op().equals(Maps.SIGN)));
  }

  private static List<Expr> wrong(Expr derivative, Slip slip, Random random) {
    List<Expr> nodes = new ArrayList<>(derivative.inOrder());
    Collections.shuffle(nodes, random);
    List<Expr> found = new ArrayList<>();
    for (Expr node : nodes) {
      Expr other = found.size() < PLACES ? slipped(node, slip, random) : null;
      if (other != null) {
        Expr whole = derivative.substitute(java.util.Map.of(node, other));
        if (whole != derivative) {
          found.add(whole);
        }
      }
    }
    return found;
  }

  /// The node with the slip, or null where it cannot be made.
  private static @Nullable Expr slipped(Expr node, Slip slip, Random random) {
    return switch (node.head()) {
      case Head.Sum s -> {
        int k = random.nextInt(node.args().size());
        List<Rational> coefficients = new ArrayList<>(s.coefficients());
        Rational old = coefficients.get(k);
        switch (slip) {
          case SIGN -> coefficients.set(k, old.negate());
          case FACTOR -> coefficients.set(k, old.times(Rational.of(100_001, 100_000)));
          case DROPPED_TERM -> coefficients.set(k, Rational.ZERO);
          case TRANSPOSED -> {}
        }
        yield Build.sum(node.shape(), coefficients, node.args());
      }
      case Head.Einsum e ->
          switch (slip) {
            case SIGN -> Build.negate(node);
            case FACTOR -> Build.scale(Rational.of(100_001, 100_000), node);
            case DROPPED_TERM -> null;
            case TRANSPOSED -> transposed(node, e, random);
          };
      case Head.Var _, Head.Num _, Head.Map _, Head.Special _ -> null;
    };
  }

  private static @Nullable Expr transposed(Expr node, Head.Einsum e, Random random) {
    if (node.args().isEmpty()) {
      return null;
    }
    int k = random.nextInt(node.args().size());
    Expr operand = node.arg(k);
    int rank = operand.rank();
    if (rank < 2 || !operand.shape().get(rank - 1).equals(operand.shape().get(rank - 2))) {
      return null;
    }
    Product product = Build.product(node);
    for (int j = 0; j < node.args().size(); j++) {
      List<Integer> letters = new ArrayList<>(e.factors().get(j).letters());
      if (j == k) {
        Collections.swap(letters, rank - 1, rank - 2);
      }
      product.times(node.arg(j), letters, e.factors().get(j).power());
    }
    return product.out(e.out());
  }
}

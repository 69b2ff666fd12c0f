package leibniz.equal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Values;
import leibniz.run.Evaluator;
import leibniz.run.Tensor;
import leibniz.verify.Counts;
import leibniz.verify.Domain;
import leibniz.verify.Sizes;
import org.jspecify.annotations.Nullable;

/// The fourth layer: floating point numbers.
///
/// A difference counts only when rounding does not explain it: what is suspected is computed again
/// with other rounding errors.
final class InNumbers {
  private static final int TRIES = 4; // in each domain
  private static final double RELATIVE = 1e-12;
  private static final double FLOOR = 1e-3; // of the largest entry
  private static final double ROUNDING = 50; // times what other rounding errors change
  private static final int SHAKEN = 3;
  private static final int SMALL_TRIES = 40;

  private final Expr left;
  private final Expr right;
  private final List<SortedMap<String, Integer>> sizes;
  private final int choices; // that must have points
  private final List<Expr> inputs = new ArrayList<>();
  private final Counts counts;

  InNumbers(Expr left, Expr right, List<SortedMap<String, Integer>> sizes, Options options) {
    this.choices = options.choices();
    this.left = left;
    this.right = right;
    this.sizes = sizes;
    this.counts = new Counts(List.of(left, right));
    for (Expr node : Expr.inOrder(List.of(left, right))) {
      if (node.head() instanceof Head.Var) {
        inputs.add(node);
      }
    }
  }

  Verdict verdict() {
    List<SortedMap<String, Integer>> seen = new ArrayList<>();
    int points = 0;
    double rho = 0;
    for (SortedMap<String, Integer> choice : sizes) {
      if (seen.size() == choices) {
        break;
      }
      Evaluator evaluator = Evaluator.of(List.of(left, right), Sizes.at(choice));
      int found = 0;
      for (Domain domain : Domain.values()) {
        int wanted = found + points(domain);
        for (int k = 0; k < TRIES && found < wanted; k++) {
          Map<Expr, Values> drawn = draw(domain, choice, k);
          Comparison here = compare(evaluator, drawn);
          if (here == null) {
            continue;
          }
          if (here.differs) {
            return new Verdict.Differs(here.rho, at(choice, drawn, here));
          }
          rho = Math.max(rho, here.rho);
          found++;
        }
      }
      if (found > 0) {
        seen.add(choice);
      }
      points += found;
    }
    return points > 0
        ? new Verdict.Agrees(seen, points, rho)
        : new Verdict.Undecided(
            Verdict.Layer.NUMBERS, "no point was found where both have a value");
  }

  /// How many are looked at: one function may be 0 in most of a domain, another nowhere defined.
  private static int points(Domain domain) {
    return domain == Domain.NORMAL || domain == Domain.MIXED ? 2 : 1;
  }

  /// A place where they differ, in small whole numbers and at small sizes where that can be.
  Optional<Verdict.Counterexample> smallDifference() {
    SortedMap<String, Integer> choice = sizes.getFirst();
    Evaluator evaluator = Evaluator.of(List.of(left, right), Sizes.at(choice));
    for (int seed = 0; seed < SMALL_TRIES; seed++) {
      Map<Expr, Values> drawn = draw(Domain.NORMAL, choice, seed);
      SplittableRandom random = new SplittableRandom(seed);
      for (Expr input : inputs) {
        if (input.head() instanceof Head.Var v && v.properties().isEmpty()) {
          drawn.put(input, Draw.small(input.shape().at(Sizes.at(choice)), random));
        }
      }
      Comparison here = compare(evaluator, drawn);
      if (here != null && here.differs) {
        return Optional.of(at(choice, drawn, here));
      }
    }
    return verdict().counterexample();
  }

  private Map<Expr, Values> draw(Domain domain, SortedMap<String, Integer> choice, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Expr, Values> drawn = new LinkedHashMap<>();
    for (Expr input : inputs) {
      if (Counts.is(input)) {
        drawn.put(input, counts.draw(input, Sizes.at(choice), random, seed % 2 == 0));
      } else if (input.head() instanceof Head.Var v) {
        drawn.put(input, domain.draw(v, input.shape().at(Sizes.at(choice)), random, false));
      }
    }
    return drawn;
  }

  /// @param rho the largest deviation, or that of the entry that differs
  private record Comparison(boolean differs, double rho, int entry, Values left, Values right) {}

  /// Null where one of them has no value.
  private @Nullable Comparison compare(Evaluator evaluator, Map<Expr, Values> drawn) {
    Map<Expr, Values> here = evaluator.run(drawn);
    Values a = here.getOrDefault(left, Values.zeros(0));
    Values b = here.getOrDefault(right, Values.zeros(0));
    double scale = 0;
    for (int k = 0; k < a.count(); k++) {
      if (!Double.isFinite(a.re()[k]) || !Double.isFinite(b.re()[k])) {
        return null;
      }
      scale = Math.max(scale, Math.abs(a.re()[k]) + Math.abs(b.re()[k]));
    }
    double[] noise = new double[a.count()];
    int shaken = 0;
    double most = 0;
    for (int k = 0; k < a.count(); k++) {
      double error = Math.abs(a.re()[k] - b.re()[k]);
      double size = Math.max(Math.abs(a.re()[k]) + Math.abs(b.re()[k]), FLOOR * scale);
      if (error > RELATIVE * size) {
        while (!(error <= ROUNDING * noise[k])) {
          if (shaken == SHAKEN) {
            return new Comparison(true, error / size, k, a, b);
          }
          addNoise(noise, evaluator.shaken(shaken++).run(drawn), a, b);
        }
      } else if (error > 0) {
        most = Math.max(most, error / size);
      }
    }
    return new Comparison(false, most, -1, a, b);
  }

  /// By how much other rounding errors change each entry, at least.
  private void addNoise(double[] noise, Map<Expr, Values> other, Values a, Values b) {
    double[] first = other.getOrDefault(left, a).re();
    double[] second = other.getOrDefault(right, b).re();
    for (int k = 0; k < noise.length; k++) {
      noise[k] = Math.max(noise[k], Math.abs(first[k] - a.re()[k]));
      noise[k] = Math.max(noise[k], Math.abs(second[k] - b.re()[k]));
    }
  }

  private Verdict.Counterexample at(
      SortedMap<String, Integer> choice, Map<Expr, Values> drawn, Comparison here) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    drawn.forEach((input, values) -> {
      if (input.head() instanceof Head.Var v) {
        named.put(v.name(), Tensor.of(values));
      }
    });
    int[] shape = here.left.shape();
    Integer[] index = new Integer[shape.length];
    int rest = here.entry;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape[axis];
      rest /= shape[axis];
    }
    return new Verdict.Counterexample(
        choice,
        named,
        Arrays.asList(index),
        here.left.re()[here.entry],
        here.right.re()[here.entry]);
  }
}

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
import leibniz.ir.Field;
import leibniz.ir.Head;
import leibniz.ir.Residues;
import leibniz.ir.Values;
import leibniz.run.FieldEvaluator;
import leibniz.verify.Counts;
import leibniz.verify.Sizes;
import org.jspecify.annotations.Nullable;

/// The third layer: values over the [Field]. Whoever reads that two expressions are not equal wants
/// to see where; that is looked for in numbers.
final class InField {
  private static final int DRAWS = 8; // until one divides by nothing that is 0
  private static final double ELEMENTS = Field.P;
  private static final double CERTAIN = 12; // digits: an error of one in a million million

  private final Expr left;
  private final Expr right;
  private final List<Expr> inputs = new ArrayList<>();
  private final List<SortedMap<String, Integer>> sizes;
  private final Options options;
  private final SplittableRandom random;
  private final Counts counts;

  InField(Expr left, Expr right, List<SortedMap<String, Integer>> sizes, Options options) {
    this.left = left;
    this.right = right;
    this.sizes = sizes;
    this.options = options;
    this.random = new SplittableRandom(left.key() * 31 + right.key()); // the same in every run
    this.counts = new Counts(List.of(left, right));
    for (Expr node : Expr.inOrder(List.of(left, right))) {
      if (node.head() instanceof Head.Var) {
        inputs.add(node);
      }
    }
  }

  /// Undecided where both divide by 0 everywhere, where functions that stand for themselves may be
  /// why they differ, and where the degree is so large that values say nothing.
  Verdict verdict() {
    double error = 0;
    List<SortedMap<String, Integer>> seen = new ArrayList<>();
    for (SortedMap<String, Integer> choice : sizes) {
      if (seen.size() == options.choices()) {
        break;
      }
      FieldEvaluator evaluator = FieldEvaluator.of(List.of(left, right), Sizes.at(choice));
      FieldEvaluator.Point point = point(evaluator, choice);
      if (point != null) {
        if (!Arrays.equals(point.value(left).values(), point.value(right).values())) {
          return point.opaque().isEmpty()
              ? new Verdict.Disproved(Optional.empty())
              : undecided("they differ, if nothing is known of " + point.opaque());
        }
        double degree = Degree.ofDifference(left, right, Sizes.at(choice));
        error += Math.log10(Math.min(1, degree / ELEMENTS));
        seen.add(choice);
      }
    }
    return error < -CERTAIN
        ? new Verdict.Probable(seen, error)
        : undecided(
            seen.isEmpty()
                ? "every point divides by zero"
                : "the degree is so large that values say nothing");
  }

  /// Whether the degree is so large that values that are equal say nothing, at the first sizes.
  boolean provesNothing() {
    double degree = Degree.ofDifference(left, right, Sizes.at(sizes.getFirst()));
    return options.choices() * Math.log10(Math.min(1, degree / ELEMENTS)) >= -CERTAIN;
  }

  private static Verdict undecided(String reason) {
    return new Verdict.Undecided(Verdict.Layer.FIELD, reason);
  }

  private FieldEvaluator.@Nullable Point point(
      FieldEvaluator evaluator, SortedMap<String, Integer> choice) {
    for (int draw = 0; draw < DRAWS; draw++) {
      Map<Expr, Residues> drawn = new LinkedHashMap<>();
      for (Expr input : inputs) {
        if (Counts.is(input)) {
          Values whole = counts.draw(input, Sizes.at(choice), random, draw % 2 == 0);
          drawn.put(input, Draw.inField(whole));
        } else if (input.head() instanceof Head.Var v) {
          drawn.put(input, Draw.inField(v, input.shape().at(Sizes.at(choice)), random));
        }
      }
      Optional<FieldEvaluator.Point> point = at(evaluator, drawn);
      if (point.isPresent()) {
        return point.get();
      }
    }
    return null;
  }

  private Optional<FieldEvaluator.Point> at(FieldEvaluator evaluator, Map<Expr, Residues> drawn) {
    try {
      return Optional.of(evaluator.at(drawn, random.nextLong()));
    } catch (ArithmeticException divisionByZero) {
      return Optional.empty(); // another draw
    }
  }
}

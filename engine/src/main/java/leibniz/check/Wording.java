package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// Says what is wrong with a gradient.
final class Wording {
  private final Chain chain;
  private final Judge judge;

  Wording(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
  }

  /// @param found the change that makes it right, if there is one
  /// @param by what it is the gradient by, if that is something else than its name says
  /// @param where the statement that gives its value
  Finding of(Judgement j, Trial.@Nullable Found found, @Nullable Judgement by, Span where) {
    Claim claim = j.claim();
    Claim.Pair pair = Objects.requireNonNull(j.pair());
    Span place = where;
    String label = "";
    if (found != null) {
      Fix.Edit edit = found.slip().edits().getFirst();
      boolean empty = edit.span().line() != found.statement().span().line();
      place = empty ? found.statement().span() : edit.span();
      label = found.slip().words();
    }
    Code code = code(j, found, by);
    String said = by == null ? headline(j, pair, code) : renamed(by, pair);
    Problem problem = Problem.error(code, said, place, label);
    if (found != null && found.statement().span().line() != where.line()) {
      problem = problem.also(where, claim.name() + " is made of it");
    }
    if (code != Code.LBZ203) {
      problem = problem.with(Kind.WHERE, where(j));
    } else {
      problem =
          problem.with(
              Kind.RULE,
              "a gradient of "
                  + pair.loss().name()
                  + " "
                  + pair.loss().shape()
                  + " by "
                  + pair.name()
                  + " "
                  + pair.variable().shape()
                  + " has an entry for every pair");
    }
    Fix fix = null;
    if (found != null) {
      problem = problem.help("tried, and right:  " + found.corrected());
      fix = new Fix(false, found.slip().edits());
    }
    return new Finding(
        problem.with(Kind.MORE, "leibniz explain " + code), Finding.Kind.GRADIENT, fix);
  }

  private Code code(Judgement j, Trial.@Nullable Found found, @Nullable Judgement by) {
    if (by != null) {
      return Code.LBZ208;
    }
    if (found != null && found.slip().kind() == Slip.Kind.DIAGONAL) {
      return Code.LBZ206;
    }
    if (found != null && new Outputs(chain).areMixed(found, j.claim().event())) {
      return Code.LBZ207;
    }
    return switch (j.outcome()) {
      case SCALED -> j.scales().getFirst() < 0 ? Code.LBZ201 : Code.LBZ202;
      case MISSHAPED -> Code.LBZ203;
      case DIFFERENT, EQUAL, OPEN -> Code.LBZ201;
    };
  }

  static String renamed(Judgement by, Claim.Pair meant) {
    Claim.Pair pair = Objects.requireNonNull(by.pair());
    return by.claim().name()
        + " is the gradient of "
        + pair.loss().name()
        + " by "
        + pair.name()
        + ", not by "
        + meant.name();
  }

  private String headline(Judgement j, Claim.Pair pair, Code code) {
    String name = j.claim().name();
    String what = pair.loss().name() + " by " + pair.name();
    return switch (j.outcome()) {
      case SCALED ->
          code == Code.LBZ201 && j.scales().stream().allMatch(s -> Math.abs(s + 1) < 1e-6)
              ? name + " is minus the gradient of " + what
              : name + " is the gradient of " + what + " times " + factor(j.scales());
      case MISSHAPED ->
          name
              + " has shape "
              + j.claim().event().value().shape()
              + ", the gradient of "
              + what
              + " has "
              + expected(pair);
      case DIFFERENT, EQUAL, OPEN -> name + " is not the gradient of " + what;
    };
  }

  private static Shape expected(Claim.Pair pair) {
    return Reading.all(pair.loss().shape(), pair.variable().shape()).getFirst().shape();
  }

  /// The factor in words of sizes, if it is made of one; else a number.
  private String factor(List<Double> scales) {
    double first = scales.getFirst();
    if (scales.stream().allMatch(s -> Math.abs(s - first) < 1e-6 * Math.abs(first))) {
      return number(first);
    }
    List<Point> points = judge.scene().points();
    for (String size : points.getFirst().sizes().keySet()) {
      for (double by : new double[] {1, 2, 0.5, -1}) {
        if (fits(scales, points, size, by, 1)) {
          return by == 1 ? size : number(by) + " " + size;
        }
        if (fits(scales, points, size, by, -1)) {
          return number(by) + "/" + size;
        }
      }
    }
    return number(first);
  }

  private static boolean fits(
      List<Double> scales, List<Point> points, String size, double by, int power) {
    return IntStream.range(0, scales.size())
        .allMatch(k -> {
          double wanted = by * Math.pow(points.get(k).sizes().getOrDefault(size, 0), power);
          return Math.abs(scales.get(k) - wanted) < 1e-6 * Math.abs(wanted);
        });
  }

  private static String number(double x) {
    return x == Math.rint(x) && Math.abs(x) < 1e6
        ? Long.toString((long) x)
        : String.format(Locale.ROOT, "%.4g", x);
  }

  /// How many entries differ, and where most.
  private String where(Judgement j) {
    Values written = judge.written(j.claim()).getFirst();
    Values derived = judge.right(j).getFirst();
    int n = Math.min(written.count(), derived.count());
    double most = Arrays.stream(derived.re()).map(Math::abs).max().orElse(0);
    int differ = 0;
    int worst = 0;
    for (int k = 0; k < n; k++) {
      double apart = Math.abs(written.re()[k] - derived.re()[k]);
      differ += apart > 1e-6 * Math.max(most, 1e-300) ? 1 : 0;
      worst =
          apart > Math.abs(written.re()[worst] - derived.re()[worst]) || Double.isNaN(apart)
              ? k
              : worst;
    }
    String sizes =
        judge.scene().points().getFirst().sizes().entrySet().stream()
            .map(e -> e.getKey() + " = " + e.getValue())
            .collect(Collectors.joining(", "));
    return (differ == n ? "all " + n : differ + " of " + n)
        + (n == 1 ? " entry differs" : " entries differ")
        + (n == 1 ? "" : "; largest at " + index(worst, written.shape()))
        + ": "
        + number(written.re()[worst])
        + " written, "
        + number(derived.re()[worst])
        + " derived"
        + (sizes.isEmpty() ? "" : " (random values, " + sizes + ")");
  }

  private static List<Integer> index(int flat, int[] shape) {
    List<Integer> index = new ArrayList<>();
    int rest = flat;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      index.addFirst(rest % shape[axis]);
      rest /= shape[axis];
    }
    return index;
  }
}

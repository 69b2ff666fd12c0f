package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leibniz.ir.Code;
import leibniz.ir.Effort;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.ir.Values;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Says what is wrong with a gradient.
final class Wording {
  private final Chain chain;
  private final Judge judge;
  private final Losses losses;
  private final Trial trial;
  private final List<Judgement> judgements;

  Wording(Chain chain, Judge judge, Losses losses, Trial trial, List<Judgement> judgements) {
    this.judgements = judgements;
    this.chain = chain;
    this.judge = judge;
    this.losses = losses;
    this.trial = trial;
  }

  /// @param found the change that makes it right, if there is one
  /// @param by what it is the gradient by, if that is something else than its name says
  /// @param where the statement that gives its value
  Finding of(Judgement j, Trial.@Nullable Found change, @Nullable Judgement by, Span where) {
    Claim.Pair pair = Objects.requireNonNull(j.pair());
    Shortcut shortcut = new Shortcut(chain, judge, losses);
    Shortcut.Taken taken =
        by == null && j.outcome() == Judgement.Outcome.DIFFERENT
            ? Effort.atMost(WORK, () -> shortcut.of(j))
            : null;
    Trial.Found all = taken == null || isDiagonal(change) ? null : shortcut.remedy(j, taken, trial);
    Trial.Found found = all == null ? change : all;
    Span place = where;
    String label = "";
    if (found != null) {
      Fix.Edit edit = found.slip().edits().getFirst();
      boolean empty =
          edit.span().line() != found.statement().span().line()
              && !(found.statement() instanceof Statement.Compound);
      place = empty ? found.statement().span() : edit.span();
      label = found.slip().words();
    }
    String mixed =
        found == null || by != null ? "" : new Outputs(chain).mixed(found, j.claim().event());
    Code code =
        taken != null || isDiagonal(found)
            ? Code.LBZ206
            : mixed.isEmpty() ? code(j, by) : Code.LBZ207;
    String said =
        taken != null
            ? diagonal(j, pair, taken)
            : by != null
                ? renamed(by, pair)
                : mixed.isEmpty()
                    ? headline(j, pair, code)
                    : headline(j, pair, code) + ": " + mixed;
    Problem problem = Problem.error(code, said, place, label);
    if (taken != null && taken.made() != null && taken.made().statement().line() != place.line()) {
      problem = problem.also(taken.made().statement(), "the diagonal is made here");
    }
    if (found != null && found.statement().span().line() != where.line()) {
      problem = problem.also(where, j.claim().name() + " is made of it");
    }
    Halves.Other other = code == Code.LBZ202 ? new Halves(trial, judgements).of(j) : null;
    if (other != null && other.square() != null) {
      problem = problem.also(other.square(), "the square brings a factor 2");
    }
    problem = code == Code.LBZ203 ? problem.with(Kind.RULE, rule(pair)) : facts(problem, j);
    Fix fix = null;
    if (found != null && other == null) {
      problem = problem.help("tried, and right:  " + found.corrected());
      boolean moved = found.slip().kind() == Slip.Kind.ORDER;
      fix = moved ? null : new Fix(isPlain(j, found, by, where), found.slip().edits());
    } else if (other != null) {
      String one = found == null ? "" : "\n" + found.corrected();
      String words = found == null ? "tried, and right:" : "either of these, tried, and right:";
      problem = problem.help(words + one + "\n" + other.found().corrected());
      Trial.Found first = found == null ? other.found() : found;
      fix = new Fix(false, first.slip().edits(), found == null ? 1 : 2);
    }
    if (other != null) {
      problem = problem.with(Kind.NOTE, "a descent goes the same way, with steps " + times(j));
    }
    if (taken != null) {
      String entries =
          "functions entry by entry, as sigmoid, tanh and ReLU, have no more than that";
      problem = problem.with(Kind.NOTE, entries);
    }
    return new Finding(
        problem.with(Kind.MORE, "leibniz explain " + code), Finding.Kind.GRADIENT, fix);
  }

  private static String times(Judgement j) {
    return number(j.scales().getFirst()) + " times as long";
  }

  /// Whether one line computes the gradient, it alone is to be changed, and nothing but its own
  /// values change with it: then nobody has to choose.
  private static boolean isPlain(
      Judgement j, Trial.Found found, @Nullable Judgement by, Span where) {
    return by == null
        && j.outcome() == Judgement.Outcome.DIFFERENT
        && found.statement().span().equals(where)
        && where.equals(j.claim().event().statement());
  }

  private static String rule(Claim.Pair pair) {
    return "a gradient of "
        + pair.loss().name()
        + " "
        + pair.loss().shape()
        + " by "
        + pair.name()
        + " "
        + pair.variable().shape()
        + " has an entry for every pair";
  }

  /// The derivative, where and how it differs, and what measures it.
  private Problem facts(Problem headline, Judgement j) {
    Problem problem = headline;
    String formula = Effort.atMost(WORK, () -> new Formulas(chain, judge, losses).of(j));
    if (formula != null) {
      problem = problem.with(Kind.DERIVED, formula);
    }
    problem = problem.with(Kind.WHERE, where(j));
    Differences.Apart apart = Effort.atMost(WORK, () -> new Differences(chain, judge).of(j));
    if (apart != null && apart.isSure()) {
      problem =
          problem.with(
              Kind.SURE,
              String.format(
                  Locale.ROOT,
                  "central differences agree with the derived one: ρ %.1e against %.1e",
                  apart.derived(),
                  apart.written()));
    }
    return problem;
  }

  private static final long WORK = 200_000; // units for each fact

  private static boolean isDiagonal(Trial.@Nullable Found found) {
    return found != null && found.slip().kind() == Slip.Kind.DIAGONAL;
  }

  private static String diagonal(Judgement j, Claim.Pair pair, Shortcut.Taken taken) {
    return j.claim().name()
        + " uses only the diagonal of the Jacobian of "
        + taken.name()
        + " by "
        + pair.name()
        + ", which has entries off it";
  }

  private static Code code(Judgement j, @Nullable Judgement by) {
    if (by != null) {
      return Code.LBZ208;
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
    if (j.outcome() == Judgement.Outcome.SCALED && j.claim().isStep() && j.sign() > 0) {
      return name + " goes up along the gradient of " + what;
    }
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
        : String.format(Locale.ROOT, "%.4g", x).replaceFirst("(\\.\\d*?)0+$", "$1");
  }

  /// How many entries differ, and where most.
  private String where(Judgement j) {
    List<Values> all = judge.written(j.claim());
    List<Values> right = judge.right(j);
    int point = 0; // the first where they differ, which may be by data alone
    while (point < all.size() - 1 && Differing.of(all.get(point), right.get(point)).count() == 0) {
      point++;
    }
    Values written = all.get(point);
    Differing differing = Differing.of(written, right.get(point));
    int n = differing.differ().length;
    int worst = differing.worst();
    String sizes =
        judge.scene().points().get(point).sizes().entrySet().stream()
            .map(e -> e.getKey() + " = " + e.getValue())
            .collect(Collectors.joining(", "));
    String these = differing.where();
    List<String> lines = new ArrayList<>();
    lines.add(
        (differing.count() == n ? "all " + n : differing.count() + " of " + n)
            + (n == 1 ? " entry differs" : " entries differ")
            + (these.isEmpty() ? "" : ": " + these)
            + (sizes.isEmpty() ? " (random values)" : " (random values, " + sizes + ")"));
    lines.add(
        (n == 1 ? "" : "largest at " + differing.index(worst) + ": ")
            + number(written.re()[worst])
            + " written, "
            + number(differing.derived().re()[worst])
            + " derived");
    if (j.outcome() == Judgement.Outcome.DIFFERENT) {
      lines.addAll(differing.how());
    }
    return String.join("\n", lines);
  }
}

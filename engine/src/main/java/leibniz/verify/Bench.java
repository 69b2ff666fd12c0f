package leibniz.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import leibniz.ir.Expr;
import leibniz.ir.Shape;
import leibniz.ir.Values;
import leibniz.verify.Tally.Method;
import org.jspecify.annotations.Nullable;

/// One point, at which derivatives are compared with measurements.
///
/// A difference counts as an error only when nothing else explains it: the measurement of a
/// difference is repeated with smaller steps, which disagree at a kink, and rounding is measured by
/// computing again with other rounding errors. What is left open here is looked at again at another
/// point.
final class Bench {
  private static final double[] FRACTIONS = {1, 1 / 4.0, 1 / 32.0};

  /// Relative to the largest entry, for derivatives far below 1, where the usual measure says
  /// nothing. The complex step is as exact there as anywhere.
  private static final double RELATIVE = 1e-6;

  private static final List<Method> ONCE = List.of(Method.CENTRAL_DIFFERENCES, Method.COMPLEX_STEP);
  private static final int SAMPLES = 24; // of differences of differences
  private static final int MOST = 1000; // nudges of one claim
  private static final double LOUDER = 1e6; // the steps must stay small
  private static final double ROUNDING = 20; // times what other rounding errors change

  private enum Outcome {
    AGREES,
    OPEN,
    WRONG
  }

  private final Expr output;
  private final Points points;
  private final Points.Found here;
  private final SortedMap<String, Integer> sizes;
  private final ToLongFunction<String> at;
  private final int choice;
  private final Map<Claim, Jacobian> derivatives = new IdentityHashMap<>();
  private final Set<Tally> decided = new HashSet<>();
  private final SplittableRandom random;
  private @Nullable List<Points.Found> shaken;

  Bench(
      Expr output, Points points, Points.Found here, SortedMap<String, Integer> sizes, int choice) {
    this.output = output;
    this.points = points;
    this.here = here;
    this.sizes = sizes;
    this.at = Sizes.at(sizes);
    this.choice = choice;
    this.random = new SplittableRandom(choice);
  }

  boolean decided(Tally tally) {
    return decided.contains(tally);
  }

  /// Compares each claim.
  ///
  /// @param nudges how many the work allows for each; if less than one, several claims are compared
  ///   at once, those whose derivatives are about as large
  void compare(List<Tally> claims, double nudges) {
    if (nudges >= 1 || claims.stream().anyMatch(tally -> tally.claim.isTangent())) {
      claims.forEach(tally -> alone(tally, (int) Math.clamp(nudges, 1, MOST)));
    } else {
      compareTogether(claims, nudges);
    }
    for (Tally tally : claims) {
      if (tally.claim.order() > 1 && !tally.isWrong()) {
        nested(tally, nudges);
      }
    }
  }

  private void compareTogether(List<Tally> claims, double nudges) {
    List<Tally> sorted = new ArrayList<>(claims);
    sorted.sort(Comparator.comparingDouble(this::largest));
    List<Tally> group = new ArrayList<>();
    for (Tally tally : sorted) {
      boolean full = group.size() >= 1 / nudges;
      if (full || !group.isEmpty() && largest(tally) > LOUDER * largest(group.get(0))) {
        together(group);
        group.clear();
      }
      group.add(tally);
    }
    together(group);
  }

  private double largest(Tally tally) {
    return derivative(tally.claim).largest();
  }

  private void together(List<Tally> group) {
    List<Nudge.Move> moves = new ArrayList<>();
    for (Tally tally : group) {
      double louder = largest(group.getLast()) / largest(tally); // so that each is heard
      moves.add(direction(tally.claim, tally.claim.variable()).times(Math.min(louder, LOUDER)));
    }
    boolean agrees =
        check(new Nudge(moves, false), Method.COMPLEX_STEP, group) == Outcome.AGREES
            && check(new Nudge(moves, false), Method.CENTRAL_DIFFERENCES, group) == Outcome.AGREES;
    for (Tally tally : group) {
      if (agrees && group.size() > 1) {
        detail(tally, "in random directions, " + group.size() + " inputs together");
        decide(tally, Method.COMPLEX_STEP);
        decide(tally, Method.CENTRAL_DIFFERENCES);
      } else {
        alone(tally, 1);
      }
    }
  }

  private void alone(Tally tally, int nudges) {
    List<Nudge> all =
        tally.claim.isTangent() ? List.of(Nudge.along(tally.claim, here)) : chosen(tally, nudges);
    for (Method method : ONCE) {
      boolean agrees = true;
      for (Nudge nudge : all) {
        Outcome outcome = check(nudge, method, List.of(tally));
        agrees &= outcome == Outcome.AGREES;
        if (outcome == Outcome.WRONG) {
          return;
        }
      }
      if (agrees) {
        decide(tally, method);
      }
    }
  }

  /// Every entry of the variable if the work allows it, else some and a direction.
  private List<Nudge> chosen(Tally tally, int nudges) {
    Claim claim = tally.claim;
    int entries = entries(claim.variable());
    List<Nudge> all = new ArrayList<>();
    if (entries <= nudges) {
      IntStream.range(0, entries).forEach(k -> all.add(unit(claim, claim.variable(), k)));
    } else {
      for (int k = 1; k < nudges; k++) {
        all.add(unit(claim, claim.variable(), random.nextInt(entries)));
      }
      String some = nudges > 1 ? nudges - 1 + " of " + entries + " entries and " : "";
      detail(tally, some + "a random direction");
      all.add(Nudge.of(direction(claim, claim.variable())));
    }
    return all;
  }

  private static void detail(Tally tally, String text) {
    ONCE.forEach(method -> tally.detail(method, text));
  }

  private void decide(Tally tally, Method method) {
    tally.decided(method, choice);
    decided.add(tally);
  }

  private static Nudge unit(Claim claim, Expr variable, int entry) {
    return Nudge.of(new Nudge.Move(claim, variable, new int[] {entry}, new double[] {1}));
  }

  private Nudge.Move direction(Claim claim, Expr variable) {
    int n = entries(variable);
    double[] amounts = new double[n];
    for (int k = 0; k < n; k++) {
      amounts[k] = random.nextDouble(0.5, 1) * (random.nextBoolean() ? 1 : -1);
    }
    return new Nudge.Move(claim, variable, IntStream.range(0, n).toArray(), amounts);
  }

  private int entries(Expr variable) {
    return Values.count(variable.shape().at(at));
  }

  // --- higher orders ---------------------------------------------------------------------------

  /// Compares with the function itself, which knows nothing of the derivatives of lower order: in
  /// random directions, which see every entry, and at sampled entries.
  private void nested(Tally tally, double nudges) {
    Claim claim = tally.claim;
    double cost = Math.pow(4, claim.order() - 1); // one level of the differences is in the nudges
    int samples = (int) Math.clamp(nudges / cost, 1, SAMPLES);
    tally.detail(
        Method.NESTED_DIFFERENCES,
        (samples == 1 ? "" : samples == 2 ? "1 entry and " : samples - 1 + " entries and ")
            + "random directions");
    for (int k = 0; k < samples; k++) {
      List<Nudge> chosen = new ArrayList<>();
      if (!claim.along().isEmpty()) {
        chosen.add(Nudge.along(claim, here));
      }
      for (Expr variable : claim.variables()) {
        chosen.add(
            k == 0
                ? Nudge.of(direction(claim, variable))
                : unit(claim, variable, random.nextInt(Math.max(1, entries(variable)))));
      }
      if (nested(tally, chosen) != Outcome.AGREES) {
        return;
      }
    }
    decide(tally, Method.NESTED_DIFFERENCES);
  }

  private Outcome nested(Tally tally, List<Nudge> chosen) {
    double[] moved = expected(chosen.getLast(), this::derivative);
    int first = chosen.getFirst().together() ? 1 : 0; // what it is along is in the derivative
    for (Nudge nudge : chosen.subList(first, chosen.size() - 1).reversed()) {
      Nudge.Move move = nudge.moves().getFirst();
      int size = entries(move.variable());
      double[] less = new double[moved.length / size];
      for (int k = 0; k < move.entries().length; k++) {
        for (int i = 0; i < less.length; i++) {
          less[i] += moved[i * size + move.entries()[k]] * move.amounts()[k];
        }
      }
      moved = less;
    }
    return differences(
        Method.NESTED_DIFFERENCES, chosen, tally.claim.function(), moved, List.of(tally));
  }

  // --- one comparison --------------------------------------------------------------------------

  /// Compares for one nudge. Where it shows one claim to be wrong, its tally hears of it.
  private Outcome check(Nudge nudge, Method method, List<Tally> group) {
    double[] expected = expected(nudge, this::derivative);
    Outcome outcome =
        switch (method) {
          case CENTRAL_DIFFERENCES -> differences(method, List.of(nudge), output, expected, group);
          case COMPLEX_STEP -> complexStep(nudge, expected, group);
          case NESTED_DIFFERENCES -> throw new IllegalArgumentException("of several nudges");
        };
    return outcome;
  }

  private Outcome differences(
      Method method, List<Nudge> nudges, Expr function, double[] expected, List<Tally> group) {
    double threshold = method.threshold(nudges.size());
    double[] before = {};
    int entry = -1; // the worst, where the last two measurements agree but for a part of its error
    for (double fraction : FRACTIONS) {
      double[] measured = Nudge.centralDifferences(nudges, here, function, fraction);
      int worst = Deviation.worst(expected, measured);
      if (worst < 0) {
        return agree(method, 0, expected, group);
      }
      double rho = Deviation.rho(expected[worst], measured[worst]);
      if (rho <= threshold) {
        return agree(method, rho, expected, group);
      }
      double error = Math.abs(expected[worst] - measured[worst]);
      boolean steady = before.length > 0 && Math.abs(before[worst] - measured[worst]) < error / 4;
      if (steady && error <= ROUNDING * rounding(nudges, function, measured, worst, fraction)) {
        return Outcome.OPEN;
      }
      entry = steady ? worst : -1;
      before = measured;
    }
    if (entry < 0) {
      return Outcome.OPEN;
    }
    wrong(group, method, nudges, entry, expected, before);
    return Outcome.WRONG;
  }

  private Outcome complexStep(Nudge nudge, double[] expected, List<Tally> group) {
    Method method = Method.COMPLEX_STEP;
    double[] measured = nudge.complexStep(here, output);
    int worst = Deviation.worst(expected, measured);
    double rho = worst < 0 ? 0 : Deviation.rho(expected[worst], measured[worst]);
    double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    int relative = Deviation.suspect(expected, measured, Math.min(1, scale) * RELATIVE);
    if (rho <= method.threshold(1) && relative < 0) {
      return agree(method, rho, expected, group);
    }
    int suspect = rho <= method.threshold(1) ? relative : worst;
    double error = Math.abs(expected[suspect] - measured[suspect]);
    if (!(error > ROUNDING * rounding(nudge, expected, measured, suspect))) { // or not a number
      return rho <= method.threshold(1) ? agree(method, rho, expected, group) : Outcome.OPEN;
    }
    wrong(group, method, List.of(nudge), suspect, expected, measured);
    return Outcome.WRONG;
  }

  private static Outcome agree(Method method, double rho, double[] expected, List<Tally> group) {
    boolean nonzero = Arrays.stream(expected).anyMatch(e -> e != 0);
    group.forEach(tally -> tally.met(method, rho, nonzero));
    return Outcome.AGREES;
  }

  private void wrong(
      List<Tally> group,
      Method method,
      List<Nudge> nudges,
      int k,
      double[] expected,
      double[] measured) {
    if (group.size() > 1) {
      return; // who of them, shows when they are compared alone
    }
    Tally tally = group.getFirst();
    Claim claim = tally.claim;
    Shape out = method == Method.NESTED_DIFFERENCES ? claim.axes().output() : claim.lower();
    List<Integer> in = new ArrayList<>();
    for (Nudge nudge : nudges) {
      Nudge.Move move = nudge.moves().getFirst();
      if (move.entries().length == 1 && !nudge.together()) {
        int[] shape = move.variable().shape().at(at);
        in.addAll(list(Jacobian.index(move.entries()[0], shape)));
      }
    }
    List<Integer> where = list(Jacobian.index(k, out.at(at)));
    tally.wrong(
        new Verification.Counterexample(method.text, sizes, where, in, expected[k], measured[k]));
  }

  private static List<Integer> list(int[] index) {
    return Arrays.stream(index).boxed().toList();
  }

  /// The point, computed with other rounding errors.
  private List<Points.Found> others() {
    List<Points.Found> others = shaken;
    if (others == null) {
      others = points.shaken(here);
      shaken = others;
    }
    return others;
  }

  /// By how much rounding moves a difference at an entry.
  private double rounding(
      List<Nudge> nudges, Expr function, double[] measured, int entry, double fraction) {
    double noise = 0;
    for (Points.Found other : others()) {
      double there = Nudge.centralDifferences(nudges, other, function, fraction)[entry];
      noise = Math.max(noise, Math.abs(there - measured[entry]));
    }
    return noise;
  }

  /// By how much rounding moves both sides at an entry: not a number if beyond all bounds.
  private double rounding(Nudge nudge, double[] expected, double[] measured, int entry) {
    double noise = 0;
    for (Points.Found other : others()) {
      double derived = expected(nudge, claim -> derivative(claim, other))[entry];
      double stepped = nudge.complexStep(other, output)[entry];
      noise = Math.max(noise, Math.abs(derived - expected[entry]));
      noise = Math.max(noise, Math.abs(stepped - measured[entry]));
    }
    return noise;
  }

  private double[] expected(Nudge nudge, Function<Claim, Jacobian> derivatives) {
    if (nudge.together()) {
      return derivatives.apply(nudge.claim()).entries();
    }
    double[] moved = new double[Values.count(output.shape().at(at))];
    for (Nudge.Move move : nudge.moves()) {
      Jacobian derivative = derivatives.apply(move.claim());
      for (int k = 0; k < move.entries().length; k++) {
        derivative.move(move.entries()[k], move.amounts()[k], moved);
      }
    }
    return moved;
  }

  private Jacobian derivative(Claim claim) {
    return derivatives.computeIfAbsent(claim, c -> derivative(c, here));
  }

  private Jacobian derivative(Claim claim, Points.Found point) {
    Values values = point.derivatives().getOrDefault(claim.derivative(), Values.zeros(0));
    return Jacobian.of(values, claim, at);
  }
}

package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Shape;
import leibniz.ir.Values;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Compares a gradient with the derivative, at several points.
final class Judge {
  /// What rounding and the epsilon in a logarithm make, relative to the largest entry.
  static final double EQUAL = 2e-6;

  /// Why nothing is decided where values overflow.
  static final String INFINITE = "the derivative has no finite value at the points tried";

  private static final double ROUNDING = 1e-12;
  private static final double HUGE = 1e8; // what only a divisor that is kept off 0 makes
  private static final double MOST = 100_000; // entries of a derivative

  private static final double MOST_WORK = 2e8; // entries, some seconds

  private final Chain chain;
  private final Losses losses;
  private final Scene scene;
  private final Beginning beginning;
  private final Map<Expr, List<Values>> known = new IdentityHashMap<>();
  private @Nullable Statements statements; // once they are asked for
  private @Nullable CutLoops cut; // once they are asked for
  private final Set<Expr> counted = Collections.newSetFromMap(new IdentityHashMap<>());
  private double work;

  Judge(Chain chain, Losses losses, Scene scene) {
    this.chain = chain;
    this.losses = losses;
    this.scene = scene;
    this.beginning = new Beginning(chain.base());
  }

  /// Compares these gradients.
  ///
  /// @param scale how large inputs are
  static Judge of(Chain chain, Losses losses, List<Claim> claims, double scale) {
    Set<Expr> functions = new LinkedHashSet<>();
    Clips clips = new Clips(chain);
    for (Claim claim : claims) {
      functions.add(claim.function(chain));
      Event returned = Returned.madeOf(chain, claim.event(), clips); // it may be what is meant
      if (returned != null) {
        functions.add(chain.function(returned));
      }
      for (Claim.Pair pair : claim.pairs()) {
        for (Loss.Part part : pair.loss().parts()) {
          functions.add(part.function());
          if (part.cotangent() != null) {
            functions.add(part.cotangent());
          }
        }
      }
    }
    return new Judge(chain, losses, Scene.of(chain, functions, scale));
  }

  /// Takes over what another judge of the same program has spent.
  Judge after(double spent) {
    work += spent;
    return this;
  }

  double work() {
    return work;
  }

  /// Whether nothing more is compared.
  boolean isSpent() {
    return work > MOST_WORK;
  }

  /// The verdict on a claim, by the pair and the layout that fit best.
  Judgement of(Claim claim) {
    return of(claim, claim.pairs());
  }

  /// The same by other pairs.
  Judgement of(Claim claim, List<Claim.Pair> pairs) {
    if (pairs.isEmpty()) {
      return Judgement.open(claim, "it is not clear of what and by what it is the gradient");
    }
    if (scene.points().isEmpty()) {
      return Judgement.open(claim, scene.reason());
    }
    try {
      return of(claim, pairs, claim.event().value().shape(), written(claim));
    } catch (LeibnizException e) {
      return Judgement.open(claim, e.problems().getFirst().headline());
    }
  }

  /// The verdict on values.
  ///
  /// @param shape of the values
  Judgement of(Claim claim, List<Claim.Pair> pairs, Shape shape, List<Values> written) {
    Judgement best = null;
    for (Claim.Pair pair : pairs) {
      Judgement next = judge(claim, pair, shape, written);
      if (next.isEqual()) {
        return next;
      }
      best = best == null || rank(next) < rank(best) ? next : best;
    }
    return best == null ? Judgement.open(claim, "") : best;
  }

  /// Whether it was right before the last that was done under its name.
  boolean wasRight(Claim claim) {
    Group all = claim.group();
    for (int k = all.events().size() - 1; k > 0; k--) {
      Group before = new Group(all.frame(), all.target(), all.events().subList(0, k));
      if (of(new Claim(before, claim.said(), claim.pairs(), claim.name(), null)).isEqual()) {
        return true;
      }
    }
    return false;
  }

  /// What the program computes at each point.
  List<Values> written(Claim claim) {
    return scene.values(claim.function(chain));
  }

  /// What it should compute, in the layout it is in.
  List<Values> right(Judgement judgement) {
    Claim.Pair pair = Objects.requireNonNull(judgement.pair());
    Reading reading = Objects.requireNonNull(judgement.reading());
    Expr full = Objects.requireNonNull(losses.derivatives(pair.loss()).get(pair.variable()));
    List<Values> like = like(judgement.claim(), reading);
    List<Values> finite = finite(reading.of(full), like);
    List<Values> right = finite == null ? derived(reading.of(full), like) : finite;
    return isFilledInPart(judgement.claim(), reading)
        ? CutRows.of(written(judgement.claim()), right)
        : right;
  }

  /// Whether it has a row for each entry of what is differentiated, and the last that was set is in
  /// a loop that is cut short.
  private boolean isFilledInPart(Claim claim, Reading reading) {
    if (reading.fates().isEmpty() || reading.fates().getFirst() != Reading.Fate.KEPT) {
      return false;
    }
    cut = cut == null ? new CutLoops(chain) : cut;
    return cut.areThere()
        && chain.occurrences().of(claim.event().value()).stream()
            .anyMatch(e -> e.kind() == Event.Kind.CHANGE && cut.isAround(e));
  }

  /// Whether a derivative may be evaluated: entries that are computed are counted over all of them,
  /// for a program may have many and large ones, as a convolution in loops has.
  boolean affords(Expr derivative) {
    if (work <= MOST_WORK) {
      for (Expr node : Expr.inOrder(List.of(derivative), counted::contains)) {
        if (counted.add(node)) { // what derivatives have in common is computed once
          work += scene.points().size() * scene.cost(node);
        }
      }
    }
    return work <= MOST_WORK;
  }

  /// Derivatives are asked for again with every change that is tried.
  private List<Values> derived(Expr derivative) {
    return known.computeIfAbsent(derivative, scene::values);
  }

  /// Whether a gradient has the shape of a derivative, or that of its beginning.
  boolean fits(Shape shape, Reading reading) {
    return beginning.isOf(shape, reading.shape())
        || squeezed(reading.shape()).equals(squeezed(shape));
  }

  private List<Values> like(Claim claim, Reading reading) {
    boolean begins = beginning.isOf(claim.event().value().shape(), reading.shape());
    return begins ? written(claim) : List.of();
  }

  /// @param like what it is compared with, if that is its beginning alone
  private List<Values> derived(Expr derivative, List<Values> like) {
    return like.isEmpty() ? derived(derivative) : Beginning.of(derived(derivative), like);
  }

  /// The values of a derivative, if need be with what it divides by kept off 0; null if they are
  /// not finite.
  private @Nullable List<Values> finite(Expr derivative, List<Values> like) {
    List<Values> derived = derived(derivative, like);
    if (derived.stream().allMatch(Point::isFinite)) {
      return derived;
    }
    Expr soft = Softened.of(derivative);
    if (!affords(soft)) {
      return null;
    }
    List<Values> softened = derived(soft, like);
    return softened.stream().allMatch(v -> most(v) < HUGE) ? softened : null; // false for nan
  }

  private static int rank(Judgement judgement) {
    return switch (judgement.outcome()) {
      case EQUAL -> 0;
      case SCALED -> 1;
      case DIFFERENT -> 2;
      case MISSHAPED -> 3;
      case OPEN -> 4;
    };
  }

  private Judgement judge(Claim claim, Claim.Pair pair, Shape shape, List<Values> written) {
    Expr full = Objects.requireNonNull(losses.derivatives(pair.loss()).get(pair.variable()));
    Judgement best = null;
    List<Reading> ways = new ArrayList<>(Reading.all(pair.loss().shape(), pair.variable().shape()));
    ways.addAll(Reading.rows(pair.loss().shape(), pair.variable().shape()));
    for (Reading reading : ways) {
      if (!fits(shape, reading)) {
        continue;
      }
      List<Values> like = beginning.isOf(shape, reading.shape()) ? written : List.of();
      boolean whole = reading.row() || reading.isShared() && !reading.spread(full).equals(full);
      if (scene.entries(whole ? full.shape() : reading.shape()) > MOST) {
        return Judgement.open(claim, TooMuch.ENTRIES);
      }
      if (!affords(reading.of(full)) || whole && !affords(full)) {
        return Judgement.open(claim, TooMuch.VALUES);
      }
      List<Values> derived = finite(reading.of(full), like);
      if (derived == null) {
        return Judgement.open(claim, INFINITE);
      }
      derived = isFilledInPart(claim, reading) ? CutRows.of(written, derived) : derived;
      if (whole && !(reading.row() ? Touched.oneRow(derived(full)) : isShared(reading, full))) {
        continue;
      }
      if (isNone(written, derived)) {
        return Judgement.open(claim, pair.loss().name() + " does not vary with " + pair.name());
      }
      if (areNothing(written) && areNothing(derived)) {
        String reason = nothing(claim, pair, reading, reading.of(full));
        if (!reason.isEmpty()) {
          return Judgement.open(claim, reason);
        }
      }
      Judgement next = compare(claim, pair, reading, written, stepped(claim, written, derived));
      Expr plain = next.isEqual() ? reading.of(full) : Epsilons.without(reading.of(full));
      if (!plain.equals(reading.of(full)) && affords(plain)) {
        Judgement other = compare(claim, pair, reading, written, derived(plain, like));
        next = other.isEqual() ? other : next;
      }
      best = best == null || rank(next) < rank(best) ? next : best;
      if (best.isEqual()) {
        return best;
      }
    }
    if (best == null && pair.loss().areRows(shape, pair.variable().shape())) {
      return Judgement.open(claim, "it has a row for each call of " + pair.loss().name());
    }
    return best != null
        ? best
        : new Judgement(claim, pair, null, Judgement.Outcome.MISSHAPED, List.of(), 0, "");
  }

  /// Why a derivative may be something elsewhere that is 0 at all points.
  private String nothing(Claim claim, Claim.Pair pair, Reading reading, Expr derivative) {
    String reason =
        new CutLoops(chain).areThere()
            ? Shut.NOTHING
            : Shut.is(derivative, scene) ? Shut.REASON : "";
    Judgement equal =
        new Judgement(claim, pair, reading, Judgement.Outcome.EQUAL, List.of(), 0, "");
    boolean proved =
        !reason.isEmpty() && !derivative.isZero() && new Proof(chain, losses).of(equal);
    return proved ? "" : reason;
  }

  /// What a step along a part of a gradient is compared with: entries that it leaves alone are none
  /// of it, as the other rows where one after the other is changed.
  private List<Values> stepped(Claim claim, List<Values> written, List<Values> derived) {
    if (!claim.isStep() || !changesPart(claim.event())) {
      return derived;
    }
    return IntStream.range(0, derived.size())
        .mapToObj(k -> Touched.of(written.get(k), derived.get(k), ROUNDING))
        .toList();
  }

  private boolean changesPart(Event event) {
    if (statements == null) {
      statements = new Statements(chain.base().program());
    }
    return event.kind() == Event.Kind.CHANGE && statements.changesPart(event.statement());
  }

  /// Whether a derivative is nothing but rounding, and what is written is not: of probabilities the
  /// sum is 1, so nothing is the gradient of that.
  private static boolean isNone(List<Values> written, List<Values> derived) {
    return IntStream.range(0, derived.size())
        .allMatch(k -> most(derived.get(k)) < ROUNDING * most(written.get(k)));
  }

  private static boolean areNothing(List<Values> values) {
    return values.stream().allMatch(v -> isZero(v.re()));
  }

  private static double most(Values values) {
    return Arrays.stream(values.re()).map(Math::abs).max().orElse(0);
  }

  private boolean isShared(Reading reading, Expr full) {
    List<Values> all = derived(full);
    List<Values> spread = derived(reading.spread(full));
    return IntStream.range(0, all.size())
        .allMatch(k -> distance(all.get(k).re(), spread.get(k).re()) < EQUAL);
  }

  private static Judgement compare(
      Claim claim, Claim.Pair pair, Reading reading, List<Values> written, List<Values> derived) {
    double worst = 0;
    List<Double> scales = new ArrayList<>();
    boolean scaled = true;
    for (int k = 0; k < written.size(); k++) {
      double[] w = written.get(k).re();
      double[] d = derived.get(k).re();
      worst = Math.max(worst, distance(w, d));
      if (isZero(w) && isZero(d)) {
        scales.add(Double.NaN); // any multiple, as where all units of a layer are off
        continue;
      }
      double scale = scale(w, d);
      double[] multiple = Arrays.stream(d).map(x -> scale * x).toArray();
      scaled &= Math.abs(scale) > 1e-9 && distance(w, multiple) < EQUAL;
      scales.add(scale);
    }
    fill(scales);
    boolean one = derived.stream().allMatch(d -> entries(d) <= 1);
    scaled &= !one || isConstant(scales);
    Judgement.Outcome outcome =
        worst < EQUAL
            ? Judgement.Outcome.EQUAL
            : scaled ? Judgement.Outcome.SCALED : Judgement.Outcome.DIFFERENT;
    return new Judgement(claim, pair, reading, outcome, scaled ? scales : List.of(), worst, "");
  }

  /// How many entries there are that say something of a factor: a step of one row's number has one.
  private static long entries(Values values) {
    return Arrays.stream(values.re()).filter(x -> Math.abs(x) >= ROUNDING).count();
  }

  private static boolean isZero(double[] values) {
    return Arrays.stream(values).allMatch(x -> Math.abs(x) < ROUNDING);
  }

  /// Where any multiple fits, the one of the other draw of the same sizes does, or else that of
  /// other sizes.
  private static void fill(List<Double> scales) {
    double any = scales.stream().filter(s -> !s.isNaN()).findFirst().orElse(1.0);
    for (int k = 0; k < scales.size(); k++) {
      int other = k ^ 1;
      if (scales.get(k).isNaN()) {
        boolean known = other < scales.size() && !scales.get(other).isNaN();
        scales.set(k, known ? scales.get(other) : any);
      }
    }
  }

  /// Whether the factors are the same for both draws of each choice of sizes: one number is always
  /// a multiple of another.
  static boolean isConstant(List<Double> scales) {
    for (int k = 1; k < scales.size(); k += 2) {
      if (Math.abs(scales.get(k) - scales.get(k - 1)) > EQUAL * Math.abs(scales.get(k))) {
        return false;
      }
    }
    return scales.size() % 2 == 0;
  }

  /// How far two lists of numbers lie apart, relative to the largest entry of either.
  static double distance(double[] a, double[] b) {
    if (a.length != b.length) {
      return Double.POSITIVE_INFINITY;
    }
    double most = 0;
    double apart = 0;
    for (int k = 0; k < a.length; k++) {
      most = Math.max(most, Math.max(Math.abs(a[k]), Math.abs(b[k])));
      apart = Math.max(apart, Math.abs(a[k] - b[k]));
    }
    if (Double.isNaN(apart) || Double.isNaN(most)) {
      return Double.POSITIVE_INFINITY;
    }
    return apart < ROUNDING ? 0 : apart / most;
  }

  /// The multiple of `d` that is nearest to `w`.
  static double scale(double[] w, double[] d) {
    double product = 0;
    double square = 0;
    for (int k = 0; k < Math.min(w.length, d.length); k++) {
      product += w[k] * d[k];
      square += d[k] * d[k];
    }
    return square == 0 ? 0 : product / square;
  }

  /// Whether two have one shape, but for axes of size 1.
  static boolean isLike(Event one, Event other) {
    return squeezed(one.value().shape()).equals(squeezed(other.value().shape()));
  }

  /// Without axes of size 1.
  static List<Dim> squeezed(Shape shape) {
    List<Dim> dims = new ArrayList<>();
    for (Dim dim : shape.dims()) {
      if (!dim.isOne()) {
        dims.add(dim);
      }
    }
    return dims;
  }

  Scene scene() {
    return scene;
  }

  Losses losses() {
    return losses;
  }
}

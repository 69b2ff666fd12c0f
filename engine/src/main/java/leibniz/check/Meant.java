package leibniz.check;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// What is not the derivative by its name, and no error: each way to mean something else is a rule,
/// and they are asked in order.
final class Meant {
  private static final String OF_IT = "what is made of it is right";

  private final Chain chain;
  private final Judge judge;
  private final List<Judgement> judgements;
  private final OtherReadings readings;
  private final Update update;
  private final Dependents dependents;
  private final Scales scales;
  private final Witness witness;
  private final List<Rule> byItself;
  private final List<Rule> byUse;

  Meant(
      Chain chain,
      Judge judge,
      List<Judgement> judgements,
      OtherReadings readings,
      Update update,
      Dependents dependents,
      Scales scales) {
    this.chain = chain;
    this.judge = judge;
    this.judgements = judgements;
    this.readings = readings;
    this.update = update;
    this.dependents = dependents;
    this.scales = scales;
    this.witness = new Witness(chain, judge);
    this.byItself =
        List.of(
            when(this::isRightElsewhere, "it is the gradient of the loss it belongs to"),
            when(j -> NamedAgain.is(j, judgements), "it is right where it is computed"),
            when(this::isMinus, "a multiple of minus the gradient, as it is called"),
            when(j -> StatedScale.is(chain, j), "of the sum, as its function says"),
            this::withTargets,
            when(
                new Triangular(chain, judge)::is,
                "on the side of the diagonal where it has entries"),
            when(
                new SummedLater(chain, judge)::is, "it has a term for each sample, added up later"),
            when(new Shortened(chain, judgements)::is, "the gradient it is handed, made shorter"),
            when(new TwinLogarithm(chain, judge)::is, "through its logarithm, too"),
            this::turned,
            this::shrunk,
            this::added);
    this.byUse =
        List.of(
            this::usedRightly,
            when(this::isProjected, "it was right, and is projected before the step"),
            open(dependents::isPacked, "it is a part of a gradient by all parameters"),
            when(this::isOnTheWay, OF_IT),
            scaled(this::isUsedTwice, OF_IT),
            when(
                j -> new AsUsed(chain, judge).is(j, dependents.ends(j)),
                "it is right for what is made of it"),
            scaled(j -> isInside(j) && scales.isLike(j), "scaled like what it is made of"),
            scaled(this::isMeanOfItsKind, "the mean over the samples, as its neighbours are"),
            this::byLogarithm,
            this::byInner,
            this::nameless,
            this::renamed,
            open(this::isDividedLater, "it is a multiple, and divided where it is used"));
  }

  /// One way to mean something else.
  @FunctionalInterface
  private interface Rule {
    /// What is to be said of a gradient; null if it is not meant so.
    @Nullable Told of(Judgement j);
  }

  /// What is to be said where it is no error; null if it is one.
  @Nullable Told of(Judgement j) {
    Told told = first(byItself, j);
    boolean back = told == null && Returned.isHandedBack(chain, j.claim().event());
    return told != null || back ? told : first(byUse, j); // its uses are of what was handed over
  }

  private static @Nullable Told first(List<Rule> rules, Judgement j) {
    for (Rule rule : rules) {
      Told told = rule.of(j);
      if (told != null) {
        return told;
      }
    }
    return null;
  }

  private static Rule when(Predicate<Judgement> is, String words) {
    return j -> is.test(j) ? Told.convention(j, words) : null;
  }

  /// The same, and what is made of it may have its factor.
  private Rule scaled(Predicate<Judgement> is, String words) {
    return j -> {
      boolean meant = is.test(j);
      if (meant) {
        scales.add(j);
      }
      return meant ? Told.convention(j, words) : null;
    };
  }

  private static Rule open(Predicate<Judgement> is, String reason) {
    return j -> is.test(j) ? Told.open(j.claim(), reason) : null;
  }

  private static @Nullable Told right(@Nullable Judgement other) {
    return other == null ? null : Told.right(other);
  }

  // ------------------------------------------------------------------------------------- by itself

  /// Whether the same value is right under another name, of what a whole program computes: a
  /// function that is handed cotangents may divide by the size of the batch for those who hand
  /// them.
  private boolean isRightElsewhere(Judgement j) {
    Claim.Pair own = j.pair();
    return own != null
        && own.loss().isWeighted() // else it is by another variable, whose gradient it copies
        && judgements.stream()
            .anyMatch(o ->
                o.isEqual()
                    && o.pair() != null
                    && !o.pair().loss().isWeighted()
                    && o.claim().event().value().equals(j.claim().event().value()));
  }

  private boolean isMinus(Judgement j) {
    return j.outcome() == Judgement.Outcome.SCALED
        && j.sign() < 0
        && DerivativeNames.isMinus(Spelled.last(chain.base().frame(j.claim().event()).function()));
  }

  private @Nullable Told withTargets(Judgement j) {
    String held = new HeldTargets(chain, judge).of(j);
    return held == null ? null : Told.convention(j, held + " is held constant, as a target is");
  }

  private @Nullable Told turned(Judgement j) {
    String turned = update.excuse(j);
    return turned.isEmpty() ? null : Told.convention(j, turned);
  }

  private @Nullable Told shrunk(Judgement j) {
    Judgement rest = new Shrunk(chain, judge).of(j);
    return rest == null ? null : Told.convention(rest, "the step shrinks for the penalty");
  }

  private @Nullable Told added(Judgement j) {
    Judgement added = readings.added(j);
    return added == null ? null : Told.convention(added, "it is added to that of another call");
  }

  // ---------------------------------------------------------------------------------------- by use

  private @Nullable Told usedRightly(Judgement j) {
    if (dependents.ends(j).stream().noneMatch(e -> holds(e) && witness.speaks(j, e))) {
      return null;
    }
    Judgement recognised = readings.recognised(j);
    if (recognised != null) {
      return Told.right(recognised);
    }
    Judgement multiple = j.outcome() == Judgement.Outcome.SCALED ? j : readings.multiple(j);
    scales.add(j, multiple == null ? j : multiple);
    return Told.convention(j, OF_IT);
  }

  private boolean holds(Judgement j) {
    return j.isEqual() || j.isWrong() && !update.excuse(j).isEmpty();
  }

  private boolean isProjected(Judgement j) {
    return dependents.of(j).stream().allMatch(o -> o.claim().isStep() || !o.isWrong())
        && new Projected(judge).is(j);
  }

  /// Whether something is made of it that is right by another reading than its name's: `dK` is the
  /// derivative of `K` where the gradient by the parameters is made of it. What is taken behind a
  /// step is right whatever the step is, and a layer's own whatever the layer is handed.
  private boolean isOnTheWay(Judgement j) {
    Chain.Link link = chain.link(j.claim().event().value());
    return link != null
        && judgements.stream()
            .filter(o -> !o.isWrong() && !o.isEqual() && o.claim().isMadeOf(link, chain))
            .map(readings::recognised)
            .filter(Objects::nonNull)
            .anyMatch(o -> isRightOnlyIf(j, o));
  }

  /// Whether one could not be right if the other was wrong.
  private boolean isRightOnlyIf(Judgement j, Judgement right) {
    Claim.Pair pair = right.pair();
    boolean same = right.claim().event().value().equals(j.claim().event().value());
    return pair != null
        && !dependents.isRightWhatever(j, pair.loss())
        && witness.speaks(j, right)
        && !(same && pair.loss().isWeighted()); // then it is what a layer alone makes of it
  }

  /// Whether more than one gradient that it is used for is right, and the factor is taken off
  /// there.
  private boolean isUsedTwice(Judgement j) {
    return dependents.of(j).stream().filter(Judgement::isEqual).count() > 1;
  }

  private boolean isInside(Judgement j) {
    return !dependents.of(j).isEmpty() || new PerSample(judge).is(j);
  }

  /// Whether all gradients of a function that are not the derivative are the same part of it, at
  /// least two of them, and another one is the derivative: then cotangents go by sample there, and
  /// the mean is taken where parameters get theirs (as where samples are columns).
  private boolean isMeanOfItsKind(Judgement j) {
    Claim.Pair pair = j.pair();
    boolean local = pair != null && pair.loss().isWeighted();
    if (j.outcome() != Judgement.Outcome.SCALED || !local && !isInside(j)) {
      return false;
    }
    int frame = j.claim().event().frame();
    List<Judgement> beside =
        judgements.stream().filter(o -> o.claim().event().frame() == frame).toList();
    List<Judgement> wrong = beside.stream().filter(Judgement::isWrong).toList();
    return wrong.size() > 1
        && wrong.size() < beside.size()
        && j.scales().stream().allMatch(s -> 0 < s && s < 1)
        && wrong.stream()
            .allMatch(o ->
                o.outcome() == Judgement.Outcome.SCALED && Scales.isClose(o.scales(), j.scales()));
  }

  private @Nullable Told byLogarithm(Judgement j) {
    Claim.Pair pair = j.pair();
    return pair != null && new ByLogarithm(chain, judge).is(j, pair)
        ? Told.convention(j, "by the logarithm of " + pair.name())
        : null;
  }

  private @Nullable Told byInner(Judgement j) {
    Claim.Pair pair = j.pair();
    return pair != null && new Inner(chain, judge).is(j, isAllTheWay(j))
        ? Told.convention(j, "by what " + pair.name() + " is a function of")
        : null;
  }

  /// Whether it goes on to what has no gradient's name, or to what goes on so itself.
  private boolean isAllTheWay(Judgement j) {
    Inner inner = new Inner(chain, judge);
    return dependents.goesOn(j)
        && dependents.of(j).stream().allMatch(o -> o.isWrong() && inner.is(o, isAllTheWay(o)));
  }

  /// Where nothing says by what it is.
  private @Nullable Told nameless(Judgement j) {
    return j.claim().said().wrt().isEmpty() ? right(readings.recognised(j)) : null;
  }

  private @Nullable Told renamed(Judgement j) {
    List<Judgement> uses = dependents.of(j);
    boolean used = uses.stream().noneMatch(Judgement::isEqual);
    Judgement named = uses.isEmpty() || !used ? readings.misnamed(j) : null;
    if (named == null) {
      return null;
    }
    Claim.Pair meant = j.claim().pairs().getFirst();
    boolean same = named.pair() != null && named.pair().name().equals(meant.name());
    return same // as of two calls with other arguments
        ? Told.right(named)
        : new Told(named, Told.Meaning.RENAMED, Wording.renamed(named, meant));
  }

  /// Whether what is made of a multiple in the same function is divided there: `grad =
  /// np.hstack((dW, db)) / m` is not looked into.
  private boolean isDividedLater(Judgement j) {
    Event own = j.claim().event();
    Chain.Link link = chain.link(own.value());
    Text text = new Text(chain.base().program().source());
    return link != null
        && j.outcome() == Judgement.Outcome.SCALED
        && chain.base().events().stream()
            .anyMatch(e ->
                e.frame() == own.frame()
                    && e.index() > own.index()
                    && !e.value().shape().equals(own.value().shape())
                    && chain.parents(chain.function(e)).contains(link)
                    && text.at(e.statement()).matches(divided(j)));
  }

  /// By whatever; a factor of 2, by just that.
  private static String divided(Judgement j) {
    boolean twice = j.scales().stream().allMatch(s -> Math.abs(s - 2) < 1e-6);
    return "(?s).*[^/]/=?\\s*" + (twice ? "\\(?2\\b" : "\\w") + ".*";
  }
}

package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.ir.Values;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import leibniz.trace.HeldPositions;

/// Reasons to take nothing for decided, though a gradient is not the derivative that it is compared
/// with.
final class Doubts {
  private final Chain chain;
  private final Losses losses;
  private final CutLoops cuts;
  private final ShapeDoubts shapes;
  private final NamesByUse uses;
  private final SeveralLosses several;

  Doubts(Chain chain, Losses losses) {
    this.chain = chain;
    this.losses = losses;
    this.cuts = new CutLoops(chain);
    this.shapes = new ShapeDoubts(chain);
    this.uses = new NamesByUse(chain.base().program());
    this.several = new SeveralLosses(chain);
  }

  /// What is no multiple of the derivative of an array that may be no loss at all may be the
  /// gradient of something else.
  Judgement sure(Judgement j) {
    return sure(j, List.of());
  }

  /// The same where some reasons are none.
  Judgement sure(Judgement j, List<String> not) {
    Claim.Pair pair = j.pair();
    if (!j.isWrong() || pair == null) {
      return j;
    }
    String reason = meant(j, pair, not);
    String other = reason.isEmpty() ? ofAnother(j, pair) : reason;
    return other.isEmpty() ? j : Judgement.open(j.claim(), other);
  }

  /// What goes back from one gradient is nothing where that is 0: what is left then, as the
  /// gradient of a divergence that is added, is of another loss.
  ///
  /// @param rest the gradient, or the step along it, but for what is known to be a penalty
  /// @param function the same but for what is known to be a mistake, too
  Judgement ofOneSeedAlone(Judgement j, Judge judge, Expr rest, Expr function) {
    Claim.Pair pair = j.pair();
    if (!j.isWrong() || pair == null || !pair.loss().isWeighted()) {
      return j;
    }
    Set<Expr> seeds = new HashSet<>();
    for (Loss.Part part : pair.loss().parts()) {
      seeds.addAll(chain.variables(Objects.requireNonNull(part.cotangent())));
    }
    List<Map<Expr, Values>> none = new ArrayList<>();
    for (Point point : judge.scene().points()) {
      Map<Expr, Values> zeros = new HashMap<>();
      for (Expr seed : seeds) {
        Values own = point.number(seed);
        if (own != null) {
          zeros.put(seed, Values.zeros(own.shape()));
        }
      }
      none.add(zeros);
    }
    boolean more =
        Scene.values(chain, function, judge.scene().points(), none).stream()
            .anyMatch(v -> Arrays.stream(v.re()).anyMatch(x -> Math.abs(x) > REST));
    if (more) {
      return Judgement.open(
          j.claim(), "something is added to what goes back, of another loss perhaps");
    }
    boolean multiple = j.outcome() == Judgement.Outcome.SCALED;
    return rest.equals(function) || !multiple ? j : j.different();
  }

  private static final double REST = 1e-9;

  /// Whether it would be decided if it were known of what it is the gradient.
  boolean isOfAnother(Judgement j) {
    Claim.Pair pair = j.pair();
    return j.outcome() == Judgement.Outcome.DIFFERENT
        && pair != null
        && meant(j, pair, List.of()).isEmpty()
        && !ofAnother(j, pair).isEmpty();
  }

  /// Where the loss is whatever lies behind one gradient, what is made of others, too, may go back
  /// from more than that.
  Judgement ofOneSeed(Judgement j) {
    Claim.Pair pair = j.pair();
    if (!j.isWrong() || pair == null || !pair.loss().isWeighted()) {
      return j;
    }
    Set<Chain.Link> seeds = new HashSet<>();
    Set<Chain.Link> before = new HashSet<>();
    for (Loss.Part part : pair.loss().parts()) {
      Expr cotangent = Objects.requireNonNull(part.cotangent());
      seeds.addAll(chain.parents(cotangent));
      before.addAll(chain.ancestors(cotangent));
    }
    return chain.ancestors(j.claim().function(chain)).stream()
        .filter(link -> GradientName.of(link.event().target()) != null && !before.contains(link))
        .filter(link -> chain.ancestors(link.function()).stream().noneMatch(seeds::contains))
        .findFirst()
        .map(link ->
            Judgement.open(
                j.claim(),
                "it is made of " + link.event().target() + ", too, which may be of another loss"))
        .orElse(j);
  }

  /// Whether the program goes down along what a function returns.
  private boolean isDown(Claim claim) {
    Run run = chain.base();
    return new StepsOfCalls(run.program())
        .isDown(run.frame(claim.event()).name(), claim.group().target());
  }

  /// Why it may be meant so, though it is not the gradient.
  private String meant(Judgement j, Claim.Pair pair, List<String> not) {
    Loss loss = pair.loss();
    boolean shape = j.outcome() == Judgement.Outcome.MISSHAPED;
    boolean minus =
        !j.scales().isEmpty() && j.scales().stream().allMatch(s -> Math.abs(s + 1) < 1e-6);
    if (minus && !loss.isWeighted() && j.claim().name().startsWith("what ") && !isDown(j.claim())) {
      return "it is minus the gradient, which a step may add";
    }
    if (!not.contains(NOT_READ) && !drawnMatrices(j.claim()).isEmpty()) {
      return NOT_READ;
    }
    if (j.rho() < CLOSE && isMadeOfHuge(j.claim())) {
      return "numbers as large as that of a table's border leave too few digits";
    }
    if (hasDrawnNumber(j.claim())) {
      return "it is never called, and the shapes of its arguments are not known";
    }
    if (new AddedUp(chain, losses).isPart(j)) {
      return "it is a part of what several calls add up";
    }
    if (goesBackFromOne(j.claim().event())) {
      return "it is for a cotangent with one entry that is not 0";
    }
    String other = shape ? shapes.of(j.claim(), pair) : new AfterSteps(chain).of(j, pair);
    return other.isEmpty() ? passed(j.claim(), pair) : other;
  }

  private static final double CLOSE = 1e-3;
  private static final double HUGE = 1e8;

  /// Whether a number such as the `1e10` of `np.full((n, m), 1e10)` goes into it: a difference from
  /// that has lost most of its digits.
  private static boolean isMadeOfHuge(Claim claim) {
    return claim.event().value().inOrder().stream()
        .flatMap(e ->
            switch (e.head()) {
              case Head.Einsum p -> Stream.of(p.coefficient());
              case Head.Sum s -> s.coefficients().stream();
              case Head.Var _, Head.Num _, Head.Map _, Head.Special _ -> Stream.of();
            })
        .anyMatch(c -> Math.abs(c.doubleValue()) > HUGE);
  }

  /// How it is told that nothing says that it is of that.
  static final String ELSE = "it may be the gradient of something else than ";

  /// Why it may be the gradient of something else than what it is compared with.
  private String ofAnother(Judgement j, Claim.Pair pair) {
    Loss loss = pair.loss();
    if (!loss.isWeighted() && isForeign(j.claim(), loss)) {
      return "it is made of what " + loss.name() + " is not made of, too";
    }
    boolean nameless = j.claim().event().kind() == Event.Kind.RETURN;
    boolean drawn = chain.base().frame(j.claim().event()).drawn();
    Shape whole = loss.event().value().shape(); // also where it is of each sample ([EachSample])
    boolean array = whole.dims().stream().anyMatch(d -> !d.isOne());
    boolean shape = j.outcome() == Judgement.Outcome.MISSHAPED;
    if (drawn
        && (shape
                && (nameless
                    || isDrawnSmall(j.claim(), pair)
                    || isOnlyGuessed(j.claim(), pair)
                    || isForEachSample(j.claim(), pair))
            || array && !loss.isWeighted())) {
      return "it is never called, and the shapes of its arguments are not known";
    }
    boolean named = loss.name().equals(j.claim().said().of());
    return !loss.isWeighted()
            && !named
            && !LossNames.isFirm(loss.name(), array)
            && (array || !isReturned(loss))
        ? ELSE + loss.name()
        : guessed(j, pair);
  }

  /// Why it may be no gradient of that at all, where only the use of names says that it is.
  private String guessed(Judgement j, Claim.Pair pair) {
    if (losses.isOnlyKept(pair.loss())) {
      return "only that " + pair.loss().name() + " is kept says that it is a loss";
    }
    return uses.isOnlyStepped(j.claim().name())
        ? "only that " + pair.name() + " goes a step along it says that it is a gradient"
        : "";
  }

  /// Whether nothing is decided only because the use of names alone says of what it is the
  /// gradient.
  ///
  /// @param told what is said of what was found
  boolean isGuessed(Judgement found, Judgement told) {
    Claim.Pair pair = found.pair();
    return !told.isDecided() && pair != null && told.reason().equals(guessed(found, pair));
  }

  /// Whether what it would be by is a number that was made of what was drawn, or has two axes less:
  /// with more axes it would have as many as the gradient.
  private boolean isDrawnSmall(Claim claim, Claim.Pair pair) {
    int own = Judge.squeezed(claim.event().value().shape()).size();
    int by = Judge.squeezed(pair.variable().shape()).size();
    boolean made = chain.link(pair.event().value()) != null;
    return by == 0 && own > 0 && made || own > by + 1;
  }

  /// Whether only how many axes were drawn for what it would be by speaks against it: the function
  /// could be handed an array of the gradient's own shape as well, and its name is not that of an
  /// offset, which has fewer.
  private boolean isOnlyGuessed(Claim claim, Claim.Pair pair) {
    List<Dim> own = claim.event().value().shape().dims();
    List<Dim> by = pair.variable().shape().dims();
    List<Dim> less = own.size() < by.size() ? own : by;
    List<Dim> more = own.size() < by.size() ? by : own;
    return pair.event().kind() == Event.Kind.INPUT
        && !OFFSET.matcher(pair.name()).matches()
        && less.size() < more.size()
        && !less.isEmpty()
        && less.equals(more.subList(more.size() - less.size(), more.size()));
  }

  /// Whether it would be an offset with an entry for each sample, of which a number is the
  /// gradient: no other parameter has the axis that was drawn for it, as `b` of `X @ w + b` where
  /// `w` has one for each feature.
  private boolean isForEachSample(Claim claim, Claim.Pair pair) {
    List<Event> others =
        chain.occurrences().in(claim.event().frame()).stream()
            .filter(e -> e.kind() == Event.Kind.INPUT && e.value().rank() > 0)
            .filter(e -> isFitted(e.target()) && !e.target().equals(pair.name()))
            .toList();
    return pair.event().kind() == Event.Kind.INPUT
        && Judge.squeezed(claim.event().value().shape()).isEmpty()
        && !others.isEmpty()
        && others.stream()
            .flatMap(e -> e.value().shape().dims().stream())
            .noneMatch(pair.variable().shape().dims()::contains);
  }

  private static final Pattern OFFSET =
      Pattern.compile(
          "(?i)(?:\\w*\\W)?(?:b\\w?\\d*|\\w*bias\\w*|gamma|beta|theta|w|intercept\\w*)\\W*");

  /// Whether a function called like a loss returns it: of `l, out = net.loss(x)` it is sure; or
  /// what is returned is a number that is called so there: `L, g = total(w, batch)`.
  private boolean isReturned(Loss loss) {
    boolean number = loss.event().value().rank() == 0;
    return chain.base().events().stream()
        .filter(e -> e.value().equals(loss.event().value()))
        .anyMatch(e ->
            e.kind() == Event.Kind.RETURN
                ? e.target().matches("return(\\[0\\])?")
                    && LossNames.isFunction(chain.base().frame(e).function())
                : number
                    && e.kind() == Event.Kind.ASSIGN
                    && loss.event().kind() == Event.Kind.RETURN
                    && LossNames.isFirst(e.target()));
  }

  /// Why what is differentiated may be something else than what the derivative is of; empty if
  /// nothing says so.
  String passed(Claim claim, Claim.Pair pair) {
    Expr derivative = losses.derivatives(pair.loss()).get(pair.variable());
    if (derivative != null && derivative.isZero()) {
      return pair.loss().name() + " varies with " + pair.name() + " in steps only";
    }
    String other = pair.loss().isWeighted() ? "" : several.missing(claim, pair.loss());
    if (!other.isEmpty()) {
      return "it is made of the derivative of " + other + ", too";
    }
    String before = madeBefore(pair);
    if (!before.isEmpty()) {
      return before + " has " + pair.name() + " in it, and is computed before it";
    }
    if (isSteppedMeanwhile(pair)) {
      return pair.loss().name() + " is added up while " + pair.name() + MEANWHILE;
    }
    return cuts.leave(claim, pair) && new CarriedAlong(chain, losses).of(claim, pair).isEmpty()
        ? "it does not go back through a loop that is cut short here"
        : "";
  }

  /// What goes into a loss and has a variable's value in it, but was computed before that had a
  /// name, as the values that a critic gives before its loss computes them anew: what goes through
  /// it is not seen.
  private String madeBefore(Claim.Pair pair) {
    Chain.Link own = chain.link(pair.event().value());
    return own == null
        ? ""
        : pair.loss().parts().stream()
            .flatMap(part -> chain.ancestors(part.function()).stream())
            .filter(l -> l.event().index() < own.event().index())
            .filter(l -> l.value().contains(own.value()))
            .map(l -> l.event().target())
            .findFirst()
            .orElse("");
  }

  /// How it is told that a loss is of a variable at several places.
  static final String MEANWHILE = " goes steps";

  /// Whether a loss goes through steps of what it would be differentiated by, one after the other:
  /// the cost of an epoch is none of the parameters that it began with.
  private boolean isSteppedMeanwhile(Claim.Pair pair) {
    Chain.Link from = chain.link(pair.event().value());
    boolean derivative = pair.loss().shape().rank() > 0; // which a program adds up part by part
    return chain.links().stream()
            .filter(l -> l.event().index() > pair.event().index())
            .filter(l -> l.event().kind() == Event.Kind.CHANGE)
            .filter(l -> !derivative || GradientName.of(l.event().target()) == null)
            .filter(l -> l.variable().shape().equals(pair.variable().shape()))
            .filter(l -> from == null || chain.isMadeOf(l.function(), from))
            .filter(l -> chain.parents(l.function()).stream().anyMatch(chain::isGradient))
            .filter(
                l -> pair.loss().parts().stream().anyMatch(p -> chain.isMadeOf(p.function(), l)))
            .limit(2)
            .count()
        == 2;
  }

  /// Why nothing is decided where a matrix was drawn that may be of some kind.
  static final String NOT_READ = "what its function is called with is not read";

  /// The matrices that were drawn in place of those that the program hands a function, and that
  /// could not be read: they may be symmetric, or have rows that sum to 1.
  Set<Expr> drawnMatrices(Claim claim) {
    Run run = chain.base();
    Frame frame = run.frame(claim.event());
    while (!frame.drawn() && frame.caller() != frame.id() && frame.id() != 0) {
      frame = run.following().frames().get(frame.caller());
    }
    Set<Expr> drawn = new LinkedHashSet<>();
    if (frame.drawn() && run.following().unread().contains(frame.definition())) {
      for (Event event : run.events()) {
        if (event.frame() == frame.id()
            && event.kind() == Event.Kind.INPUT
            && event.value().rank() > 1
            && claim.pairs().stream().noneMatch(p -> p.name().equals(event.target()))
            && !isFitted(event.target())) {
          drawn.add(event.value());
        }
      }
    }
    return drawn;
  }

  /// Whether a number was drawn for what has axes where the program uses the same name elsewhere.
  private boolean hasDrawnNumber(Claim claim) {
    Run run = chain.base();
    String text = run.program().source().text();
    return run.frame(claim.event()).drawn()
        && run.events().stream()
            .filter(e -> e.frame() == claim.event().frame() && e.kind() == Event.Kind.INPUT)
            .filter(e -> e.value().rank() == 0 && e.target().matches("\\w+"))
            .anyMatch(e ->
                Pattern.compile("\\b" + e.target() + "\\.(?:shape|T|dot)\\b").matcher(text).find());
  }

  /// Whether the program makes gradients by what is called so: that is like no other.
  private boolean isFitted(String name) {
    return chain.base().events().stream()
        .map(e -> GradientName.of(e.target()))
        .anyMatch(said -> said != null && said.wrt().contains(name));
  }

  private boolean goesBackFromOne(Event event) {
    Span definition = chain.base().frame(event).definition();
    return !OneEntry.isHanded(chain.base(), event)
        && new Statements(chain.base().program())
            .all().stream()
                .anyMatch(s ->
                    s instanceof Statement.Function f
                        && f.span().equals(definition)
                        && OneEntry.is(f));
  }

  /// Whether data goes into a gradient that does not go into the loss: then it may be the gradient
  /// of something else.
  private boolean isForeign(Claim claim, Loss loss) {
    Set<Expr> own = new HashSet<>(inputs(claim.event().value()));
    if (claim.before() != null) {
      own.removeAll(inputs(claim.before().value()));
    }
    Set<Expr> others = new HashSet<>();
    loss.parts().forEach(part -> others.addAll(inputs(chain.inInputs(part.function()))));
    boolean positions = // what goes over these, and what is taken by the condition, is the same
        others.stream().anyMatch(e -> HeldPositions.areDrawn(e) && !own.contains(e));
    List<Expr> nodes = claim.event().value().inOrder();
    boolean mask = // and so is what is multiplied by the condition itself
        chain.base().following().placed().stream().anyMatch(p -> nodes.contains(p.condition()));
    return positions
        || mask
        || own.stream().noneMatch(others::contains) // of another run of the same function
        || own.stream().anyMatch(input -> input.rank() > 0 && !others.contains(input));
  }

  private static List<Expr> inputs(Expr value) {
    return value.inOrder().stream().filter(e -> e.head() instanceof Head.Var).toList();
  }
}

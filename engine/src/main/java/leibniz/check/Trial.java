package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import leibniz.ir.Build;
import leibniz.ir.Effort;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.ir.Values;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.verify.Sizes;
import org.jspecify.annotations.Nullable;

/// Tries whether the program is right with a small change: what is found so is no guess.
final class Trial {
  private static final long PATIENCE = 30_000; // values bound in what is followed for one gradient
  private static final long ALL = 100_000; // for all of a program
  private static final long RUN = 20; // what a run costs beside the values
  private static final long WORK = 600_000; // units of work for all of a program

  private final Start start;
  private final Chain chain;
  private final Judge judge;
  private final Statements statements;
  private final Text text;
  private final Propagation propagation;
  private final List<String> borrowed;
  private final List<Claim> claims;
  private final Map<Boolean, Optional<Focus>> parts = new HashMap<>(); // once they are asked for
  private final Effort effort;
  private long all = ALL;
  private long left;

  /// A change that makes a gradient right.
  record Found(Slip slip, Statement statement, Text text) {
    /// The statement as it should be, on one line.
    String corrected() {
      if (slip.kind() == Slip.Kind.ORDER) {
        return slip.edits().getLast().text();
      }
      Span whole = statement instanceof Statement.Compound c ? c.header() : statement.span();
      return text.at(whole, slip.edits());
    }
  }

  Trial(Start start, Chain chain, Judge judge, List<Claim> claims) {
    this(start, chain, judge, claims, WORK);
  }

  /// @param work units that may be spent
  Trial(Start start, Chain chain, Judge judge, List<Claim> claims, long work) {
    this.start = start;
    this.effort = Effort.of(work);
    this.claims = claims;
    this.chain = chain;
    this.judge = judge;
    this.propagation = new Propagation(chain, judge);
    this.statements = new Statements(start.run().program());
    this.text = new Text(start.run().program().source());
    this.borrowed = Borrowed.of(statements.all(), text);
  }

  Statements statements() {
    return statements;
  }

  /// The first change of one of these statements that makes gradients right; null if there is none.
  ///
  /// @param kept gradients that are right, and are to stay so
  /// @param suspects where values are bound by the statements, the likeliest first
  @Nullable Found find(List<Judgement> wrong, List<Judgement> kept, List<Event> suspects) {
    return asFarAsItGoes(() -> found(wrong, kept, suspects, _ -> true));
  }

  /// Whether a change makes a gradient right that cannot make it the gradient of something else:
  /// another name, index, axis or operand, no factor and no term.
  boolean isOneSlipAway(Judgement wrong, List<Judgement> kept, List<Event> suspects) {
    Found found = asFarAsItGoes(() -> found(List.of(wrong), kept, suspects, Trial::isPointed));
    return found != null;
  }

  private static boolean isPointed(Slip slip) {
    return switch (slip.kind()) {
      case OPERAND, AXIS, NAME, FUNCTION, COMPARISON, SUBSCRIPT, INDEX, UPDATE, ORDER -> true;
      case DIAGONAL, SIGN, FACTOR, NUMBER, LINK, TERM, SUM -> false;
    };
  }

  /// What is found with the work that is left; null if that is not enough.
  private <T> @Nullable T asFarAsItGoes(Supplier<@Nullable T> work) {
    try {
      return effort.in(work);
    } catch (Effort.Spent e) {
      return null;
    }
  }

  private @Nullable Found found(
      List<Judgement> wrong, List<Judgement> kept, List<Event> suspects, Predicate<Slip> likely) {
    Set<Statement> tried = new LinkedHashSet<>();
    List<Event> opaque = new ArrayList<>(); // what they compute is told by following them alone
    List<Found> factors = new ArrayList<>(); // these help anywhere on the way
    left = Math.min(all, PATIENCE);
    for (Event suspect : suspects) {
      Statement statement = statements.at(suspect.statement());
      if (statement == null || !tried.add(statement) || left <= 0) {
        continue;
      }
      if (!Variants.mayBe(statement) || !propagation.isFirst(statement.span())) {
        opaque.add(suspect);
        continue;
      }
      List<Slip> slips =
          StatementSlips.of(statement, text, Scope.of(chain, suspect, statements, borrowed))
              .stream()
              .filter(likely)
              .toList();
      for (Slip slip : promising(statement, suspect, slips, wrong, kept)) {
        if (isFactor(slip)) {
          factors.add(new Found(slip, statement, text));
        } else if (helps(slip, wrong, kept)) {
          return new Found(slip, statement, text);
        }
      }
    }
    Found late = likely.test(ORDER) ? late(tried, wrong, kept) : null;
    if (late != null) {
      return late;
    }
    for (Found factor : factors) {
      if (helps(factor.slip(), wrong, kept)) {
        return factor;
      }
    }
    Found around = headers(wrong, kept, tried);
    return around != null ? around : opaque(opaque, wrong, kept, likely);
  }

  private static final Slip ORDER = new Slip(Slip.Kind.ORDER, List.of(), "");

  /// Statements that come too late.
  private @Nullable Found late(
      Set<Statement> suspects, List<Judgement> wrong, List<Judgement> kept) {
    for (Statement statement : suspects) {
      for (Slip slip : Moved.of(statement, statements, text)) {
        if (left > 0 && helps(slip, wrong, kept)) {
          return new Found(slip, statement, text);
        }
      }
    }
    return null;
  }

  /// Whether it is a plain number more: a 2 that is too much in one line is made up for by a 0.5 in
  /// any other, so what takes something away or changes it is tried before.
  private static boolean isFactor(Slip slip) {
    String now = slip.edits().getFirst().text();
    return slip.kind() == Slip.Kind.NUMBER
        || slip.kind() == Slip.Kind.FACTOR && (now.startsWith("2 *") || now.startsWith("0.5 *"));
  }

  /// Where nothing can be told from values, each change is followed.
  private @Nullable Found opaque(
      List<Event> suspects, List<Judgement> wrong, List<Judgement> kept, Predicate<Slip> likely) {
    for (Event suspect : suspects) {
      Statement statement = Objects.requireNonNull(statements.at(suspect.statement()));
      boolean constant = suspect.value().constant() != null;
      for (Slip slip :
          constant
              ? List.<Slip>of()
              : StatementSlips.of(
                  statement, text, Scope.of(chain, suspect, statements, borrowed))) {
        if (left <= 0) {
          return null;
        }
        if (likely.test(slip) && helps(slip, wrong, kept)) {
          return new Found(slip, statement, text);
        }
      }
    }
    return null;
  }

  /// The loops and branches around statements begin, end or run otherwise.
  private @Nullable Found headers(
      List<Judgement> wrong, List<Judgement> kept, Set<Statement> inside) {
    for (Statement statement : statements.all()) {
      List<Slip> slips =
          statement instanceof Statement.Compound around
                  && inside.stream().anyMatch(s -> isInside(s.span(), around.span()))
              ? Headers.of(around, text)
              : List.of();
      for (Slip slip : slips) {
        if (left > 0 && helps(slip, wrong, kept)) {
          return new Found(slip, statement, text);
        }
      }
    }
    return null;
  }

  private static boolean isInside(Span inner, Span outer) {
    return outer.line() < inner.line() && inner.endLine() <= outer.endLine();
  }

  /// The changes of a statement that make gradients right, as far as values tell; those that are
  /// another kind of statement are not told.
  private List<Slip> promising(
      Statement statement,
      Event suspect,
      List<Slip> slips,
      List<Judgement> wrong,
      List<Judgement> kept) {
    boolean inPlace = suspect.kind() == Event.Kind.CHANGE;
    List<Slip> promising = new ArrayList<>();
    spend(chain.base().events().size() + slips.size());
    for (Variants.Variant v : Variants.of(chain, statement, inPlace, slips, text)) {
      if (wrong.stream().allMatch(j -> propagation.mayBeRight(j, v.values()))
          && kept.stream().allMatch(j -> propagation.mayStayRight(j, v.values()))) {
        promising.add(v.slip());
      }
    }
    slips.stream()
        .filter(s ->
            s.edits().getFirst().span().equals(statement.span()) || changesTarget(s, statement))
        .forEach(promising::add);
    return promising;
  }

  /// Whether it is another part of an array that is set.
  private static boolean changesTarget(Slip slip, Statement statement) {
    return slip.edits().size() > 1
        && statement instanceof Statement.AugmentedAssign a
        && slip.edits().getFirst().span().equals(a.target().span());
  }

  private void spend(long values) {
    left -= RUN + values;
    all -= RUN + values;
  }

  private boolean helps(Slip slip, List<Judgement> wrong, List<Judgement> kept) {
    String changed = text.with(slip.edits());
    Focus part = focus(wrong);
    Run first = part == null ? null : start.again(changed, part);
    if (first != null && part != null) {
      spend(first.events().size());
      if (!areRight(first, part.run(), part::event, part::inWhole, wrong, kept)) {
        return false;
      }
    }
    Run run = start.again(changed);
    spend(run == null ? 0 : run.events().size());
    return run != null && areRight(run, chain.base(), e -> e, e -> e, wrong, kept);
  }

  /// The least part of the program that shows whether a gradient is right; null for all of it.
  private @Nullable Focus focus(List<Judgement> wrong) {
    for (boolean functions : List.of(true, false)) {
      Focus part =
          parts
              .computeIfAbsent(functions, f -> Optional.ofNullable(Focus.of(chain, claims, f)))
              .orElse(null);
      if (part != null && wrong.stream().anyMatch(j -> part.event(j.claim().event()) != null)) {
        return part;
      }
    }
    return null;
  }

  /// The change of a statement if an event then has a multiple of its value; else null.
  @Nullable Found scaling(Statement statement, Slip slip, Event event, Rational factor) {
    Run run = asFarAsItGoes(() -> start.again(text.with(slip.edits())));
    Event now = run == null ? null : same(run, chain.base(), event);
    boolean scales = now != null && now.value().equals(Build.scale(factor, event.value()));
    return scales ? new Found(slip, statement, text) : null;
  }

  Text text() {
    return text;
  }

  /// Whether these gradients are right with a change.
  boolean helps(Slip slip, List<Judgement> wrong) {
    Boolean helps =
        asFarAsItGoes(() -> {
          Run run = start.again(text.with(slip.edits()));
          return run != null && areRight(run, chain.base(), e -> e, e -> e, wrong, List.of());
        });
    return helps != null && helps;
  }

  /// Whether gradients are right in a run of a changed text.
  ///
  /// @param base what it is a change of
  /// @param at where events of the whole program are in that; null where they are not
  /// @param read what events of the run are in terms of the whole program
  private boolean areRight(
      Run run,
      Run base,
      Function<Event, @Nullable Event> at,
      UnaryOperator<Event> read,
      List<Judgement> wrong,
      List<Judgement> kept) {
    return Stream.concat(wrong.stream(), kept.stream())
        .allMatch(j -> {
          Event event = at.apply(j.claim().event());
          Event now = event == null ? null : same(run, base, event);
          return event == null || now != null && isRight(read.apply(now), j);
        });
  }

  private boolean isRight(Event event, Judgement wrong) {
    if (!isKnown(event.value()) || !judge.scene().fits(wrong.claim().value(event))) {
      return false;
    }
    Claim claim = wrong.claim();
    Shape shape = event.value().shape();
    try {
      List<Values> values = judge.scene().values(claim.value(event));
      if (claim.isStep()) {
        Judgement now = judge.of(claim, claim.pairs(), shape, values);
        return now.outcome() == Judgement.Outcome.SCALED
            && now.scales().stream().allMatch(s -> s < 0);
      }
      if (wrong.reading() != null && wrong.pair() != null) {
        Reading reading = wrong.reading();
        return Judge.squeezed(reading.shape()).equals(Judge.squeezed(shape))
            && judge.of(claim, List.of(wrong.pair()), shape, values).isEqual();
      }
      boolean spread = wrong.pair() != null && Spread.is(wrong.pair().variable().shape(), shape);
      return !spread && judge.of(claim, claim.pairs(), shape, values).isEqual();
    } catch (LeibnizException e) {
      return false; // it has no value, so it is no remedy
    }
  }

  private boolean isKnown(Expr value) {
    Scene scene = judge.scene();
    return value.inOrder().stream()
            .filter(e -> e.head() instanceof Head.Var)
            .allMatch(v -> scene.points().getFirst().numbers().containsKey(v))
        && scene.points().stream().allMatch(p -> Sizes.fit(List.of(value), p.sizes()));
  }

  /// The event of the changed run that is this one: as many of its kind come after it, however
  /// often a loop runs.
  private static @Nullable Event same(Run run, Run base, Event event) {
    List<Event> before = base.events().stream().filter(e -> isSame(e, event, false)).toList();
    List<Event> after = run.events().stream().filter(e -> isSame(e, event, false)).toList();
    if (after.isEmpty()) { // the statement is elsewhere
      before = base.events().stream().filter(e -> isSame(e, event, true)).toList();
      after = run.events().stream().filter(e -> isSame(e, event, true)).toList();
    }
    int at = after.size() - (before.size() - before.indexOf(event));
    return at < 0 || at >= after.size() ? null : after.get(at);
  }

  private static boolean isSame(Event a, Event b, boolean anywhere) {
    return a.target().equals(b.target())
        && a.frame() == b.frame()
        && (anywhere || a.statement().line() == b.statement().line());
  }
}

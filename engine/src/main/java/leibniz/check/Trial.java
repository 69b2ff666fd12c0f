package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leibniz.ir.Build;
import leibniz.ir.Effort;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Tries whether the program is right with a small change: what is found so is no guess.
final class Trial {
  private static final int BLIND = 200; // changes of which values tell nothing, for one question
  private static final long AROUND = 100_000; // for a loop that may run for very long
  private static final long WORK = 600_000; // units of work for all of a program

  private final Chain chain;
  private final ChangedRuns runs;
  private final Statements statements;
  private final Text text;
  private final Propagation propagation;
  private final Promising promising;
  private final Map<Slip, Set<List<Judgement>>> unpacked = new HashMap<>(); // tried in vain
  private final Map<List<List<Judgement>>, Set<Slip>> vain = new HashMap<>(); // by values

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
    this.chain = chain;
    this.propagation = new Propagation(chain, judge);
    this.statements = new Statements(start.run().program());
    this.text = new Text(start.run().program().source());
    this.runs = new ChangedRuns(start, chain, judge, claims, text, work);
    this.promising = new Promising(chain, propagation, statements, text);
  }

  Statements statements() {
    return statements;
  }

  /// The first change of one of these statements that makes gradients right; null if there is none.
  ///
  /// @param kept gradients that are right, and are to stay so
  /// @param suspects where values are bound by the statements, the likeliest first
  /// @param more whether something is put in, not something there written otherwise
  @Nullable Found find(
      List<Judgement> wrong, List<Judgement> kept, List<Event> suspects, boolean more) {
    return find(wrong, kept, suspects, more, !more); // the rest has its turn
  }

  /// The same for some of the suspects: the others have their turn, too.
  @Nullable Found findFirst(
      List<Judgement> wrong, List<Judgement> kept, List<Event> suspects, boolean more) {
    return find(wrong, kept, suspects, more, true);
  }

  private @Nullable Found find(
      List<Judgement> wrong,
      List<Judgement> kept,
      List<Event> suspects,
      boolean more,
      boolean part) {
    Supplier<@Nullable Found> work =
        () -> found(wrong, kept, suspects, s -> Rank.of(s) >= Rank.LAST == more);
    return runs.asFarAsItGoes(part ? () -> Effort.share(WORK).in(work) : work);
  }

  /// The first change that only writes otherwise what is there, and that values tell of: of these
  /// there are few, so that they are looked for in many statements before anything else is.
  ///
  /// @param own whether these are what is wrong itself, where a number more may be it, too
  @Nullable Found brief(
      List<Judgement> wrong, List<Judgement> kept, List<Event> suspects, boolean own) {
    return runs.asFarAsItGoes(
        () -> Effort.share(WORK / 2).in(() -> written(wrong, kept, suspects, own)));
  }

  private @Nullable Found written(
      List<Judgement> wrong, List<Judgement> kept, List<Event> suspects, boolean own) {
    runs.begin();
    Map<Statement, Event> places = Tellable.of(suspects, statements, propagation).places();
    List<Found> factors = new ArrayList<>();
    Found found = null;
    for (int rank = 0; rank < Rank.LAST && found == null; rank++) {
      int now = rank;
      Predicate<Slip> likely = s -> Rank.of(s) == now && (own || !Rank.isFactor(s));
      found = changed(places, wrong, kept, likely, factors, new ArrayList<>());
    }
    for (Found factor : found == null ? factors : List.<Found>of()) {
      if (!runs.areOver() && runs.areRight(factor.slip(), wrong, kept)) {
        return factor;
      }
    }
    return found;
  }

  /// Whether a change makes a gradient right that cannot make it the gradient of something else:
  /// another name, index, axis or operand, no factor and no term.
  boolean isOneSlipAway(Judgement wrong, List<Judgement> kept, List<Event> suspects) {
    Found found = runs.asFarAsItGoes(() -> found(List.of(wrong), kept, suspects, this::isPointed));
    return found != null;
  }

  /// The same where a sign may be one, too: of a number that is computed beside it, another term
  /// with another sign makes no other gradient.
  boolean isOneSignAway(Judgement wrong, List<Judgement> kept, List<Event> suspects) {
    Predicate<Slip> signs = slip -> isPointed(slip) || slip.kind() == Slip.Kind.SIGN;
    return runs.asFarAsItGoes(() -> found(List.of(wrong), kept, suspects, signs)) != null;
  }

  private boolean isPointed(Slip slip) {
    return Rank.isPlain(slip) && !takesGradient(slip);
  }

  /// Whether a gradient goes that something is multiplied by: then it is handed one, and may be of
  /// whatever that is of.
  private boolean takesGradient(Slip slip) {
    return slip.edits().stream()
        .anyMatch(e ->
            NAME.matcher(text.at(e.span()))
                .results()
                .map(MatchResult::group)
                .anyMatch(name -> GradientName.of(name) != null && !e.text().contains(name)));
  }

  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

  private @Nullable Found found(
      List<Judgement> wrong, List<Judgement> kept, List<Event> suspects, Predicate<Slip> likely) {
    Tellable told = Tellable.of(suspects, statements, propagation);
    Map<Statement, Event> places = told.places();
    List<Event> opaque = told.opaque();
    List<Event> numbers = told.numbers();
    Set<Statement> seen = told.all();
    List<Found> factors = new ArrayList<>(); // these help anywhere on the way
    runs.begin();
    List<Found> others = new ArrayList<>(); // of which values tell nothing
    List<Event> calls = likely.test(ORDER) ? Untold.calls(opaque, statements) : List.of();
    Found other = opaque(calls, wrong, kept, slip -> slip.kind() == Slip.Kind.CALLED);
    if (other == null && likely.test(ORDER)) {
      List<Event> aliases = Untold.aliases(chain.base(), frames(wrong), statements);
      other = opaque(aliases, wrong, kept, Slip::isCopy);
    }
    if (other != null) {
      return other;
    }
    List<Event> parts = Untold.parts(opaque, wrong, statements);
    Found sign = opaque(parts, wrong, kept, likely.and(slip -> slip.kind() == Slip.Kind.SIGN));
    if (sign != null) {
      return sign;
    }
    List<Event> sums = Untold.sums(opaque, wrong, statements);
    for (int rank = 0; rank <= Rank.FOREIGN; rank++) {
      int now = rank;
      Predicate<Slip> ranked = likely.and(s -> Rank.of(s) == now);
      Found sum = opaque(sums, wrong, kept, ranked.and(Untold::isOfSum));
      Found found = sum == null ? changed(places, wrong, kept, ranked, factors, others) : sum;
      if (found == null && rank == 0 && likely.test(ORDER)) {
        List<Event> again = Untold.again(opaque, chain, statements);
        found = opaque(again, wrong, kept, this::isNameOfItsKind);
        found = found == null ? unpacked(wrong, kept, suspects, false) : found;
        found = found == null ? opaque(numbers, wrong, kept, Slip::isTwin) : found;
        List<Event> brief = Untold.brief(opaque, statements);
        found = found == null ? opaque(brief, wrong, kept, s -> Rank.of(s) == 0) : found;
        found = found == null ? opaque(again, wrong, kept, Slip::isName) : found;
      }
      if (found != null) {
        return found;
      }
    }
    Found late = likely.test(ORDER) ? late(seen, wrong, kept) : null;
    if (late != null) {
      return late;
    }
    Found called = likely.test(ORDER) ? unpacked(wrong, kept, suspects, true) : null;
    if (called != null) {
      return called;
    }
    numbers.removeIf(n -> !StatementSlips.isCount(statements.at(n.statement())));
    Found count = opaque(numbers, wrong, kept, s -> likely.test(s) && isFactor(s));
    if (count != null) {
      return count;
    }
    factors.addAll(others);
    for (Found factor : factors) {
      if (!runs.areOver() && runs.areRight(factor.slip(), wrong, kept)) {
        return factor;
      }
    }
    Found around = likely.test(ORDER) ? headers(wrong, kept, seen) : null;
    return around != null ? around : opaque(opaque, wrong, kept, likely);
  }

  private static Set<Integer> frames(List<Judgement> wrong) {
    return wrong.stream().map(j -> j.claim().event().frame()).collect(Collectors.toSet());
  }

  /// The first change of one of these statements that makes gradients right.
  ///
  /// @param factors gets what is tried only if nothing else helps
  /// @param others gets what is tried after these: another name for an array of another shape
  private @Nullable Found changed(
      Map<Statement, Event> places,
      List<Judgement> wrong,
      List<Judgement> kept,
      Predicate<Slip> likely,
      List<Found> factors,
      List<Found> others) {
    Map<Statement, List<Slip>> late = new LinkedHashMap<>(); // what takes long waits for the rest
    Set<Slip> inVain = vain.getOrDefault(List.of(wrong, kept), Set.of());
    for (Map.Entry<Statement, Event> place : places.entrySet()) {
      Statement statement = place.getKey();
      List<Slip> slips =
          runs.areOver()
              ? List.of()
              : promising.slips(place.getValue(), statement, likely.and(s -> !inVain.contains(s)));
      boolean own = // what is wrong itself is looked at first, however long that takes
          wrong.stream().anyMatch(j -> j.claim().group().events().contains(place.getValue()));
      if (!own && promising.isLong(place.getValue(), statement, slips)) {
        late.put(statement, slips);
      } else {
        Found found = changed(statement, place.getValue(), slips, wrong, kept, factors, others);
        if (found != null) {
          return found;
        }
      }
    }
    for (Map.Entry<Statement, List<Slip>> one : late.entrySet()) {
      Event suspect = Objects.requireNonNull(places.get(one.getKey()));
      Found found = changed(one.getKey(), suspect, one.getValue(), wrong, kept, factors, others);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Found changed(
      Statement statement,
      Event suspect,
      List<Slip> slips,
      List<Judgement> wrong,
      List<Judgement> kept,
      List<Found> factors,
      List<Found> others) {
    if (runs.areOver() || slips.isEmpty()) {
      return null;
    }
    List<Slip> reshaped = new ArrayList<>();
    Focus part = runs.focus(wrong);
    runs.spend((part == null ? chain.base() : part.run()).events().size() + slips.size());
    List<Slip> all = promising.of(statement, suspect, slips, wrong, kept, part, reshaped);
    reshaped.forEach(s -> others.add(new Found(s, statement, text)));
    for (Slip slip : all) {
      if (Rank.isFactor(slip)) {
        factors.add(new Found(slip, statement, text));
      } else if (runs.areRight(slip, wrong, kept)) {
        return new Found(slip, statement, text);
      }
    }
    Set<Slip> tried = vain.computeIfAbsent(List.of(wrong, kept), _ -> new HashSet<>());
    slips.stream().filter(s -> !all.contains(s) || !Rank.isFactor(s)).forEach(tried::add);
    return null;
  }

  private static final Slip ORDER = new Slip(Slip.Kind.ORDER, List.of(), "");

  private static boolean isFactor(Slip slip) {
    return slip.kind() == Slip.Kind.FACTOR && !Rank.isFactor(slip);
  }

  /// Whether it puts a gradient in place of a gradient, or something else in place of something
  /// else.
  private boolean isNameOfItsKind(Slip slip) {
    Fix.Edit edit = slip.edits().getFirst();
    boolean gradient = GradientName.of(text.at(edit.span())) != null;
    return slip.isName() && gradient == (GradientName.of(edit.text()) != null);
  }

  /// Statements that come too late.
  private @Nullable Found late(
      Set<Statement> suspects, List<Judgement> wrong, List<Judgement> kept) {
    for (Statement statement : suspects) {
      for (Slip slip : Moved.of(statement, statements, text)) {
        if (!runs.areOver() && runs.areRight(slip, wrong, kept)) {
          return new Found(slip, statement, text);
        }
      }
    }
    return null;
  }

  /// What the functions that compute these gradients take apart in another order than it was put
  /// together.
  ///
  /// @param called whether it is what a call returns: of that one name may as well be mixed up
  ///   later
  private @Nullable Found unpacked(
      List<Judgement> wrong, List<Judgement> kept, List<Event> suspects, boolean called) {
    Set<Integer> calls = new LinkedHashSet<>();
    wrong.forEach(j -> calls.add(j.claim().event().frame()));
    suspects.forEach(s -> calls.add(s.frame()));
    Map<Statement, List<Slip>> slips = Unpacked.of(chain.base(), statements, text, calls);
    slips.keySet().removeIf(s -> Unpacked.isOfCall(s) != called);
    for (Map.Entry<Statement, List<Slip>> entry : slips.entrySet()) {
      for (Slip slip : entry.getValue()) {
        if (!runs.areOver()
            && unpacked.computeIfAbsent(slip, _ -> new HashSet<>()).add(wrong)
            && runs.areRight(slip, wrong, kept)) {
          return new Found(slip, entry.getKey(), text);
        }
      }
    }
    return null;
  }

  /// Where nothing can be told from values, each change is followed.
  private @Nullable Found opaque(
      List<Event> suspects, List<Judgement> wrong, List<Judgement> kept, Predicate<Slip> likely) {
    int tried = 0;
    for (Event suspect : suspects) {
      Statement statement = Objects.requireNonNull(statements.at(suspect.statement()));
      List<Slip> slips =
          promising
              .slips(suspect, statement, s -> likely.test(s) && Untold.mayBe(s, statement))
              .stream()
              .sorted(Comparator.comparingInt(Rank::of))
              .toList();
      for (Slip slip : slips) {
        if (runs.areOver() || tried++ >= BLIND) {
          return null;
        }
        if (runs.areRight(slip, wrong, kept)) {
          return new Found(slip, statement, text);
        }
      }
    }
    return null;
  }

  /// The loops and branches around statements begin, end or run otherwise.
  private @Nullable Found headers(
      List<Judgement> wrong, List<Judgement> kept, Set<Statement> inside) {
    Focus part = runs.focus(wrong);
    List<Statement> numbered = Pruned.statements(chain.base().program());
    for (Statement statement : statements.all()) {
      boolean once = part != null && part.once().contains(numbered.indexOf(statement));
      List<Slip> slips =
          statement instanceof Statement.Compound around
                  && !once // its first round alone makes them
                  && inside.stream().anyMatch(s -> isInside(s.span(), around.span()))
              ? Headers.of(around, text)
              : List.of();
      for (Slip slip : slips) {
        if (!runs.areOver()
            && Effort.within(AROUND, false, () -> runs.areRight(slip, wrong, kept))) {
          return new Found(slip, statement, text);
        }
      }
    }
    return null;
  }

  private static boolean isInside(Span inner, Span outer) {
    return outer.line() < inner.line() && inner.endLine() <= outer.endLine();
  }

  /// The change of a statement if an event then has a multiple of its value; else null.
  @Nullable Found scaling(Statement statement, Slip slip, Event event, Rational factor) {
    Run run = runs.asFarAsItGoes(() -> runs.of(slip));
    Event now = run == null ? null : Rerun.same(run, chain.base(), event);
    boolean scales = now != null && now.value().equals(Build.scale(factor, event.value()));
    return scales ? new Found(slip, statement, text) : null;
  }

  Text text() {
    return text;
  }

  /// Whether these gradients are right with a change.
  boolean helps(Slip slip, List<Judgement> wrong) {
    return isRight(slip, wrong, List.of());
  }

  /// The same where others are to stay right.
  boolean isRight(Slip slip, List<Judgement> wrong, List<Judgement> kept) {
    Boolean helps = runs.asFarAsItGoes(() -> runs.areRight(slip, wrong, kept));
    return helps != null && helps;
  }
}

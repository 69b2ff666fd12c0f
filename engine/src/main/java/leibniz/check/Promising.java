package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// The changes of a statement that may make gradients right, as far as values tell: these alone are
/// worth following.
final class Promising {
  private static final int LONG = 1_200; // values

  private final Chain chain;
  private final Propagation propagation;
  private final Statements statements;
  private final Text text;
  private final Borrowed borrowed;

  Promising(Chain chain, Propagation propagation, Statements statements, Text text) {
    this.chain = chain;
    this.propagation = propagation;
    this.statements = statements;
    this.text = text;
    this.borrowed = Borrowed.of(statements.all(), text);
  }

  /// The slips that may have happened in a statement.
  List<Slip> slips(Event suspect, Statement statement, Predicate<Slip> likely) {
    Scope scope = Scope.of(chain, suspect, statements, borrowed);
    return StatementSlips.of(statement, text, scope).stream().filter(likely).toList();
  }

  /// Whether a statement has very many values with these changes, as one in a loop, or only names
  /// what it takes of others: what may be missing in it waits for the rest.
  boolean isLong(Event suspect, Statement statement, List<Slip> slips) {
    long values =
        chain.base().events().stream().filter(e -> e.statement().equals(statement.span())).count();
    return slips.size() * values > LONG || new Elements(statement).names(suspect);
  }

  /// Those that make gradients right; those that are another kind of statement are not told.
  ///
  /// @param part the part of the program that is followed; null for all of it
  /// @param reshaped gets those that are tried after all others
  List<Slip> of(
      Statement statement,
      Event suspect,
      List<Slip> slips,
      List<Judgement> wrong,
      List<Judgement> kept,
      @Nullable Focus part,
      List<Slip> reshaped) {
    boolean inPlace = suspect.kind() == Event.Kind.CHANGE;
    List<Slip> promising = new ArrayList<>();
    List<Slip> idle = new ArrayList<>();
    for (Variants.Variant v : Variants.of(chain, part, statement, inPlace, slips, text)) {
      if (wrong.stream().allMatch(j -> propagation.mayBeRight(j, v.values()))
          && kept.stream().allMatch(j -> propagation.mayStayRight(j, v.values()))) {
        boolean other = isLate(v.slip(), wrong) && reshapes(v);
        (other ? reshaped : promising).add(v.slip());
      } else if (Untold.is(v.slip(), statement, inPlace) && propagation.isSame(v.values())) {
        idle.add(v.slip());
      }
    }
    slips.stream()
        .filter(s -> Untold.is(s, statement, inPlace))
        .filter(s -> !promising.contains(s) && !idle.contains(s))
        .forEach(promising::add);
    return promising;
  }

  /// Whether a change that gives something another shape is tried after all others: what is made of
  /// it fits no more, mostly. A transposed operand is likely only where a shape is wrong.
  private static boolean isLate(Slip slip, List<Judgement> wrong) {
    return Rank.of(slip) > 0
        || slip.kind() == Slip.Kind.OPERAND
            && wrong.stream().noneMatch(j -> j.outcome() == Judgement.Outcome.MISSHAPED);
  }

  private static boolean reshapes(Variants.Variant variant) {
    return variant.values().entrySet().stream()
        .anyMatch(e -> !e.getValue().shape().equals(e.getKey().value().shape()));
  }
}

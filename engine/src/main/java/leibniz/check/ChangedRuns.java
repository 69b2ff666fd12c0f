package leibniz.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import leibniz.ir.Effort;
import org.jspecify.annotations.Nullable;

/// Runs of the program with a change, as many as there is patience for: what is right in them is
/// right.
final class ChangedRuns {
  // What is found is found early: of 153 changes that helped, in 350 programs, all but three within
  // these bounds.
  private static final long PATIENCE = 12_000; // values bound in what is followed for one gradient
  private static final long ALL = 40_000; // for all of a program
  private static final long RUN = 20; // what a run costs beside the values

  private final Start start;
  private final Chain chain;
  private final Rerun rerun;
  private final Text text;
  private final List<Claim> claims;
  private final Effort effort;
  private final Map<Focus.Cut, Optional<Focus>> parts = new HashMap<>(); // once they are asked for
  private long all = ALL;
  private long left;

  /// @param work units that may be spent
  ChangedRuns(Start start, Chain chain, Judge judge, List<Claim> claims, Text text, long work) {
    this.start = start;
    this.chain = chain;
    this.rerun = new Rerun(judge, new Calm(chain, judge.losses()), new Decay(chain, judge));
    this.claims = claims;
    this.text = text;
    this.effort = Effort.share(work);
  }

  /// What is found with the work that is left; null if that is not enough.
  <T> @Nullable T asFarAsItGoes(Supplier<@Nullable T> work) {
    try {
      return effort.in(work);
    } catch (Effort.Spent e) {
      return null;
    }
  }

  /// From here on changes are followed for another question.
  void begin() {
    left = Math.min(all, PATIENCE);
  }

  /// Whether there is no more patience.
  boolean areOver() {
    return left <= 0;
  }

  /// @param values that were looked at
  void spend(long values) {
    left -= RUN + values;
    all -= RUN + values;
  }

  /// The program with a change; null if it is none.
  @Nullable Run of(Slip slip) {
    return start.again(text.with(slip.edits()));
  }

  /// Whether gradients are right with a change, and others stay so.
  boolean areRight(Slip slip, List<Judgement> wrong, List<Judgement> kept) {
    Effort.ask(); // what is followed with no work left fails, and so would all other changes
    Focus part = focus(wrong);
    Run first = part == null ? null : start.again(text.with(slip.edits()), part);
    if (first != null && part != null) {
      spend(first.events().size());
      boolean right = rerun.areRight(first, part.run(), part::event, part::inWhole, wrong, kept);
      if (!right || part.holds(wrong) && part.holds(kept)) {
        return right;
      }
    }
    Run run = of(slip);
    spend(run == null ? 0 : run.events().size());
    return run != null && rerun.areRight(run, chain.base(), e -> e, e -> e, wrong, kept);
  }

  /// The least part of the program that shows whether a gradient is right; null for all of it.
  @Nullable Focus focus(List<Judgement> wrong) {
    for (Focus.Cut cut : Focus.Cut.values()) {
      Focus part =
          parts
              .computeIfAbsent(cut, c -> Optional.ofNullable(Focus.of(chain, claims, c)))
              .orElse(null);
      if (part != null && wrong.stream().anyMatch(j -> part.event(j.claim().event()) != null)) {
        return part;
      }
    }
    return null;
  }
}

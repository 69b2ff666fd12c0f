package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import leibniz.ir.Effort;
import leibniz.ir.Span;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// All gradients of a program: those that have a name, and functions that are derivatives of
/// others.
final class AllGradients {
  private static final long AGAIN = 1_500_000; // units of work for the defaults that are stated
  private static final long ONE = 700_000; // for a function and its derivative

  private static final long CALLED = 300_000; // for both with what the program hands them

  private AllGradients() {}

  static void of(Start start, List<Finding> findings, List<Checked> checked) {
    Outcome plain = all(start);
    Outcome outcome =
        Effort.within(AGAIN, plain, () -> AsStated.of(start, plain, AllGradients::all));
    findings.addAll(outcome.findings());
    checked.addAll(outcome.checked());
  }

  private static Outcome all(Start start) {
    Outcome outcome = Outcome.of(start, Gradients::named);
    if (!Partners.mayBe(start.run().program())) {
      return outcome;
    }
    List<Finding> findings = new ArrayList<>(outcome.findings());
    List<Checked> checked = new ArrayList<>(outcome.checked());
    Set<String> wrong = new HashSet<>();
    Multiples multiples = new Multiples(start, checked);
    Partners partners = new Partners(start);
    for (FunctionPair pair : partners.all()) {
      boolean follows =
          wrong.contains(pair.named().function().call())
              || isRefuted(pair.named().function().function(), checked);
      List<Checked> refuted = refuted(pair, checked);
      boolean decided = refuted.isEmpty() && isDecided(pair, checked);
      Outcome own = follows || decided ? null : Effort.atMost(ONE, () -> both(partners, pair));
      if (own != null && !refuted.isEmpty()) {
        withdraw(pair, own, refuted, findings, checked);
      } else if (own != null) {
        findings.addAll(own.findings());
        checked.addAll(own.checked());
        settle(pair, checked);
        multiples.add(pair, own);
        if (!own.findings().isEmpty()) {
          wrong.add(pair.named().derivative().call());
          new Callers(start.run().program(), pair).silence(own, findings, checked);
        }
      }
    }
    multiples.withdraw(findings, checked);
    return new Outcome(findings, checked, outcome.seeded());
  }

  private static @Nullable Outcome of(@Nullable FunctionPair pair) {
    return pair == null ? null : Paired.of(pair);
  }

  /// What a derivative returns; what is wrong for drawn arguments has to be wrong as the program
  /// calls it, too; or if that is too much work, for matrices that are symmetric. Null if it cannot
  /// be judged.
  private static @Nullable Outcome both(Partners partners, FunctionPair pair) {
    Outcome drawn = Paired.of(pair);
    if (drawn == null || drawn.findings().isEmpty()) {
      return drawn;
    }
    Optional<Outcome> called =
        Effort.atMost(CALLED, () -> Optional.ofNullable(called(partners, pair)));
    if (called == null) {
      Outcome symmetric = of(partners.symmetric(pair));
      return symmetric != null && symmetric.findings().isEmpty() ? null : drawn;
    }
    if (called.isEmpty()) {
      return drawn;
    }
    Outcome own = called.get();
    boolean right = isRight(own);
    boolean mended = isMended(own) && !isMended(drawn);
    return right || mended ? own : drawn;
  }

  /// What it returns as the program calls it; where that meets what another argument is made of, it
  /// is looked at elsewhere.
  private static @Nullable Outcome called(Partners partners, FunctionPair pair) {
    FunctionPair called = partners.asCalled(pair, false);
    boolean apart = called != null && called.meetsItself();
    Outcome own = of(apart ? partners.asCalled(pair, true) : called);
    if (own != null && isRight(own) || called == null || apart) {
      return own;
    }
    Outcome other = of(partners.asCalled(pair, true)); // by signs nothing varies
    return other != null && isRight(other) ? other : own;
  }

  private static boolean isRight(Outcome outcome) {
    return outcome.findings().isEmpty()
        && outcome.checked().stream().anyMatch(c -> c.status() == Checked.Status.VERIFIED);
  }

  /// Whether a change makes right what is wrong: of a matrix that is symmetric in the program, none
  /// may where it is drawn.
  private static boolean isMended(Outcome outcome) {
    return outcome.findings().stream().anyMatch(f -> f.isError() && f.fix() != null);
  }

  /// What a derivative returns is judged: what has the same name inside it, or is on the way to the
  /// one thing it returns, is nothing more to be said of.
  private static void settle(FunctionPair pair, List<Checked> checked) {
    Span body = pair.body();
    List<Checked> decided =
        checked.stream()
            .filter(c -> c.status() != Checked.Status.UNVERIFIED && c.span().equals(pair.place()))
            .toList();
    boolean whole =
        decided.stream().anyMatch(c -> c.name().equals(pair.named().derivative().name()));
    checked.removeIf(c ->
        c.kind() == Checked.Kind.GRADIENT
            && c.status() == Checked.Status.UNVERIFIED
            && body.line() <= c.span().line()
            && c.span().line() <= body.endLine()
            && (whole || decided.stream().anyMatch(other -> other.name().equals(c.name()))));
  }

  /// What is wrong by names inside a derivative.
  private static List<Checked> refuted(FunctionPair pair, List<Checked> checked) {
    return checked.stream()
        .filter(c -> c.status() == Checked.Status.REFUTED && isInside(pair, c.span()))
        .toList();
  }

  /// Whether what a function returns is refuted: its derivative is compared with something wrong.
  private static boolean isRefuted(Statement.Function f, List<Checked> checked) {
    return DerivativeNames.isGradients(f.name())
        && checked.stream()
            .filter(c -> c.status() == Checked.Status.REFUTED)
            .anyMatch(
                c -> f.span().line() < c.span().line() && c.span().line() <= f.span().endLine());
  }

  private static boolean isInside(FunctionPair pair, Span place) {
    return pair.body().line() < place.line() && place.line() <= pair.body().endLine();
  }

  /// If what a derivative returns is right, what is on the way to it is no error, whatever its name
  /// says: `dl_du` of one sample, where the mean is taken in the line below. What is returned
  /// itself, and is not judged there, is on no way.
  private static void withdraw(
      FunctionPair pair,
      Outcome own,
      List<Checked> refuted,
      List<Finding> findings,
      List<Checked> checked) {
    boolean right =
        !own.checked().isEmpty()
            && own.checked().stream().allMatch(c -> c.status() == Checked.Status.VERIFIED);
    Set<String> ends = pair.returned();
    own.checked().forEach(c -> ends.remove(c.name()));
    if (!right || refuted.stream().anyMatch(c -> ends.contains(c.name()))) {
      return;
    }
    findings.removeIf(f ->
        f.kind() == Finding.Kind.GRADIENT && isInside(pair, f.problem().marks().getFirst().span()));
    checked.removeAll(refuted);
    refuted.forEach(c -> checked.add(c.verified("what is made of it is right")));
    checked.addAll(own.checked());
  }

  /// Whether one of several things that are returned is none that was judged.
  private static boolean isLeft(String name, List<Checked> inside) {
    return name.matches("\\w+") && inside.stream().noneMatch(c -> c.name().equals(name));
  }

  /// Whether what a derivative returns was judged by names inside it: what is by values on the way
  /// says nothing of what is made of it in the end.
  private static boolean isDecided(FunctionPair pair, List<Checked> checked) {
    Set<String> own = pair.assigned();
    Set<String> onTheWay = pair.inFunction(); // `cost` of `w`, where what is returned is by `u`
    onTheWay.addAll(own);
    List<Checked> inside =
        checked.stream()
            .filter(c -> c.kind() == Checked.Kind.GRADIENT && isInside(pair, c.span()))
            .toList();
    boolean open = // what is made of all before is not decided
        !inside.isEmpty() && inside.getLast().status() == Checked.Status.UNVERIFIED;
    Set<String> ends = pair.returned();
    boolean other = // what is returned is only known to be of something on the way
        inside.stream().anyMatch(c -> ends.contains(c.name()) && own.contains(c.of()))
            || ends.size() > 1 && ends.stream().anyMatch(e -> isLeft(e, inside));
    return !open
        && !other
        && inside.stream()
            .filter(c -> !onTheWay.contains(c.wrt()))
            .filter(c -> c.status() != Checked.Status.UNVERIFIED)
            .anyMatch(c -> LossNames.isFirm(c.of(), true) || !own.contains(c.of()));
  }
}

package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import leibniz.ir.Code;
import leibniz.python.Expression;
import leibniz.trace.Event;
import leibniz.trace.Walk;

/// Functions that return a multiple of the derivative they are called after, where those who call
/// them make up for it: the mean is taken in `X.T @ mse_grad(y, p) / n`.
final class Multiples {
  private final Start start;
  private final List<Checked> named;
  private final List<Judged> all = new ArrayList<>();

  /// A function that is the derivative of another, judged.
  private record Judged(FunctionPair pair, Outcome outcome) {
    /// Whether nothing but a factor is wrong.
    boolean isScaled() {
      return !outcome.findings().isEmpty()
          && outcome.findings().stream().allMatch(f -> f.problem().code() == Code.LBZ202);
    }
  }

  /// @param named what has a name of a gradient
  Multiples(Start start, List<Checked> named) {
    this.start = start;
    this.named = List.copyOf(named);
  }

  void add(FunctionPair pair, Outcome outcome) {
    all.add(new Judged(pair, outcome));
  }

  /// Takes back what is said of a factor where all gradients that such a function goes into are
  /// right, and there are some.
  void withdraw(List<Finding> findings, List<Checked> checked) {
    for (Judged one : all) {
      List<Checked> made = one.isScaled() ? madeWith(one.pair) : List.of();
      boolean right = made.stream().anyMatch(Multiples::isRight);
      if (right && made.stream().noneMatch(c -> c.status() == Checked.Status.REFUTED)) {
        findings.removeAll(one.outcome.findings());
        checked.removeAll(one.outcome.checked());
        one.outcome.checked().forEach(c -> checked.add(c.verified("what is made of it is right")));
      }
    }
  }

  /// By itself: a step may go along any multiple.
  private static boolean isRight(Checked c) {
    return c.status() == Checked.Status.VERIFIED && c.reason().isEmpty();
  }

  private List<Checked> madeWith(FunctionPair pair) {
    List<Checked> made = new ArrayList<>();
    for (Judged other : all) {
      if (!other.pair.equals(pair) && calls(other.pair.named().derivative(), pair)) {
        made.addAll(other.outcome.checked());
      }
    }
    Chain chain = start.chain();
    if (chain != null) {
      List<Chain.Link> returned =
          start.run().events().stream()
              .filter(e -> e.kind() == Event.Kind.RETURN)
              .filter(e -> isOf(e, pair))
              .map(e -> chain.link(e.value()))
              .filter(Objects::nonNull)
              .toList();
      named.stream()
          .filter(c -> c.kind() == Checked.Kind.GRADIENT)
          .filter(c ->
              start.run().events().stream()
                  .filter(e -> e.statement().equals(c.span()) && !isOf(e, pair))
                  .anyMatch(e ->
                      returned.stream().anyMatch(link -> chain.isMadeOf(chain.function(e), link))))
          .forEach(made::add);
    }
    return made;
  }

  /// Whether it happens in a call of the derivative.
  private boolean isOf(Event event, FunctionPair pair) {
    return start.run().frame(event).function().equals(pair.named().derivative().frame());
  }

  private static boolean calls(Derivatives.Callable caller, FunctionPair pair) {
    boolean[] calls = {false};
    Walk.expressions(
        caller.function().body(),
        e ->
            calls[0] |=
                e instanceof Expression.Call call
                    && Spelled.last(Spelled.text(call.function()))
                        .equals(pair.named().derivative().name()));
    return calls[0];
  }
}

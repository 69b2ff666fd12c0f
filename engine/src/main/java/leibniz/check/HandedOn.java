package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.trace.Event;

/// Functions that go back and that nobody calls: what they are handed beside the cotangent was
/// drawn for them, and may be what the other function was handed, or what it returned, as the `Y`
/// of `backward(Y, grad)` is.
final class HandedOn {
  /// Why nothing is decided where what goes back was right before something was added.
  static final String PENALTY = "something is added that does not go back, as of a penalty";

  private final Chain chain;
  private final Judge judge;

  HandedOn(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
  }

  /// What is wrong for what was drawn: right if it is for something of the other function, and
  /// nothing is known if there is such an argument.
  Judgement of(Judgement j) {
    Judgement before = roundBefore(j);
    if (before.isEqual()) {
      return before;
    }
    Claim.Pair pair = j.pair();
    if (j.isWrong() && pair != null && isResult(pair) && goesRound(j.claim())) {
      return Judgement.open(j.claim(), "what the first round begins with has no name");
    }
    boolean handed = pair != null && pair.loss().isWeighted();
    if (!j.isWrong() || pair == null || !(handed || isStepped(j.claim()))) {
      return j;
    }
    if ((handed && isKept(pair.loss()) || addsItself(j.claim(), pair))
        && judge.wasRight(j.claim())) {
      return Judgement.open(j.claim(), PENALTY);
    }
    if (!handed || !isDrawn(j.claim().event().frame())) {
      return j;
    }
    Expr value = j.claim().event().value();
    List<Expr> foreign = foreign(value, pair.loss());
    if (foreign.isEmpty()) {
      return j;
    }
    for (Expr other : others(pair.loss(), foreign.getFirst())) {
      Judgement now = with(j, value.substitute(Map.of(foreign.getFirst(), other)));
      if (foreign.size() == 1 && now.isEqual()) {
        return now;
      }
    }
    return Judgement.open(
        j.claim(), "it is made of what " + pair.loss().name() + " is not made of, too");
  }

  /// What is right in each round of a loop but the last goes back to the data there, of which other
  /// things may be made, too; or to what the first round begins with, as zeros.
  private Judgement roundBefore(Judgement j) {
    Claim c = j.claim();
    if (!j.isWrong() || c.isStep() || !goesRound(c)) {
      return j;
    }
    List<Event> events = c.group().events().subList(0, c.group().events().size() - 1);
    Group group = new Group(c.group().frame(), c.group().target(), events);
    Claim before = new Claim(group, c.said(), c.pairs(), c.name(), c.before());
    Judgement found = judge.of(before);
    return found.isEqual() ? found : judge.of(before, onTheWay(before));
  }

  /// Whether it was made in the last round of a loop, and before in the same way.
  private static boolean goesRound(Claim claim) {
    List<Event> events = claim.group().events();
    int n = events.size();
    return n > 2
        && events.get(n - 1).statement().equals(events.get(n - 2).statement())
        && events.get(n - 1).kind() == Event.Kind.ASSIGN
        && events.get(n - 1).frame() == events.get(n - 2).frame();
  }

  /// What a gradient may be by that has another name: what goes forward in the same call as the
  /// result that it goes back from.
  private List<Claim.Pair> onTheWay(Claim claim) {
    List<Claim.Pair> pairs = new ArrayList<>();
    for (Loss loss : claim.pairs().stream().map(Claim.Pair::loss).distinct().toList()) {
      Set<Expr> reached = judge.losses().reached(loss);
      for (Chain.Link link : chain.links()) {
        if (loss.isWeighted()
            && link.event().frame() == loss.event().frame()
            && Judge.isLike(link.event(), claim.event())
            && reached.contains(link.variable())) {
          pairs.add(new Claim.Pair(loss, link.event().target(), link.event(), link.variable()));
        }
      }
    }
    return pairs;
  }

  /// Whether it would be by the very result whose cotangent a function is handed.
  private static boolean isResult(Claim.Pair pair) {
    return pair.loss().isWeighted()
        && pair.loss().parts().size() == 1
        && pair.loss().parts().getFirst().function().equals(pair.variable());
  }

  /// Whether it goes on in another call than it is made in, as where a step lets weights decay.
  private static boolean isStepped(Claim claim) {
    List<Event> events = claim.group().events();
    return events.getLast().frame() != events.getFirst().frame();
  }

  /// Whether what goes forward is only kept in its object: then a penalty is told elsewhere.
  private static boolean isKept(Loss loss) {
    return loss.event().kind() == Event.Kind.ASSIGN && loss.event().target().startsWith("self.");
  }

  /// Whether what is added in the end is a product of nothing but numbers and the variable itself:
  /// `dW += reg * W`.
  private static boolean addsItself(Claim claim, Claim.Pair pair) {
    List<Event> events = claim.group().events();
    if (events.size() < 2) {
      return false;
    }
    Expr last = events.getLast().value();
    Expr before = events.get(events.size() - 2).value();
    if (!last.shape().equals(before.shape())) {
      return false; // it is summed
    }
    Expr added = Build.minus(last, before);
    Set<Expr> arrays = arrays(added);
    return !arrays.isEmpty()
        && arrays.equals(arrays(pair.event().value()))
        && added.inOrder().stream()
            .allMatch(e -> e.head() instanceof Head.Einsum || e.args().isEmpty());
  }

  private static Set<Expr> arrays(Expr value) {
    Set<Expr> arrays = new LinkedHashSet<>(inputs(value));
    arrays.removeIf(e -> e.rank() == 0);
    return arrays;
  }

  private boolean isDrawn(int frame) {
    return chain.base().isOurs(chain.base().following().frames().get(frame));
  }

  /// Arrays that were drawn, and that are in neither the function nor the cotangents.
  private List<Expr> foreign(Expr value, Loss loss) {
    Set<Expr> known = new LinkedHashSet<>();
    for (Loss.Part part : loss.parts()) {
      known.addAll(inputs(chain.inInputs(part.function())));
      if (part.cotangent() != null) {
        known.addAll(inputs(chain.inInputs(part.cotangent())));
      }
    }
    List<Expr> foreign = new ArrayList<>(inputs(value));
    foreign.removeIf(e -> e.rank() == 0 || known.contains(e));
    return foreign;
  }

  private static List<Expr> inputs(Expr value) {
    return value.inOrder().stream().filter(e -> e.head() instanceof Head.Var).toList();
  }

  /// What the other function returned or was handed that has the shape.
  private List<Expr> others(Loss loss, Expr foreign) {
    Set<Expr> others = new LinkedHashSet<>();
    loss.parts().forEach(part -> others.add(chain.inInputs(part.function())));
    for (Event event : chain.base().events()) {
      if (event.frame() == loss.event().frame()) {
        others.add(event.value());
      }
    }
    others.removeIf(e -> !e.shape().equals(foreign.shape()) || e.constant() != null);
    return List.copyOf(others);
  }

  private Judgement with(Judgement j, Expr value) {
    Claim claim = j.claim();
    try {
      return judge.of(claim, claim.pairs(), value.shape(), judge.scene().values(value));
    } catch (LeibnizException e) {
      return j; // it has no value there
    }
  }
}

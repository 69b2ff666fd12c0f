package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;

/// Reasons to take nothing for decided where a gradient has not the shape of what it would be by.
final class ShapeDoubts {
  private final Chain chain;

  ShapeDoubts(Chain chain) {
    this.chain = chain;
  }

  /// Why it may be meant so; empty if nothing says so.
  String of(Claim claim, Claim.Pair pair) {
    if (isReducedLater(claim, pair)) {
      return "it is summed or averaged only where it is used";
    }
    boolean one = claim.event().kind() == Event.Kind.RETURN && claim.event().target().contains("[");
    if (one
        || pair.name().startsWith("return")
        || claim.said().wrt().isEmpty()
        || isOtherLetter(claim, pair)
        || isOfHelper(claim, pair)) {
      return "it is not clear by what it is the gradient";
    }
    if (isMadeOfItAlone(claim, pair)
        || isOfNumber(claim, pair)
        || isOfOwn(claim, pair)
        || isOfTerm(claim, pair)) {
      return "it may be the derivative of " + pair.name() + " by something";
    }
    for (String name : claim.said().wrt()) {
      if (!LikeNamed.several(chain.base(), claim.group(), name).isEmpty()) {
        return "it may be by all of " + name + "s";
      }
    }
    if (isRearranged(claim, pair)) {
      return "its entries are on other axes than those of " + pair.name();
    }
    return isOfPart(claim, pair) ? "it is by a part of " + pair.name() : "";
  }

  /// Whether it is named after a letter in capitals, and this is a small one elsewhere: `gA` may be
  /// of an area.
  private static boolean isOtherLetter(Claim claim, Claim.Pair pair) {
    String last = GradientName.Key.of(pair.name()).last();
    return last.length() == 1
        && !claim.said().wrt().contains(last)
        && claim.said().wrt().stream().anyMatch(last::equalsIgnoreCase)
        && pair.event().frame() != claim.event().frame();
  }

  /// Whether it is what another function of one argument calls that, as `sigmoid(a)` does, or a
  /// letter that goes through something in one: there any name does.
  private boolean isOfHelper(Claim claim, Claim.Pair pair) {
    Event by = pair.event();
    boolean letter =
        by.kind() == Event.Kind.ASSIGN && by.frame() != 0 && by.target().matches("[a-z]");
    return (by.kind() == Event.Kind.ARGUMENT || letter)
        && by.frame() != claim.event().frame()
        && by.frame() != pair.loss().event().frame()
        && (letter
            || chain.occurrences().in(by.frame()).stream()
                .filter(e -> e.kind() == Event.Kind.ARGUMENT)
                .allMatch(by::equals));
  }

  /// Whether its function has an own variable of that name in another shape: `dh` goes along with
  /// the `h` of one time in a loop, whatever another function calls so.
  private boolean isOfOwn(Claim claim, Claim.Pair pair) {
    String last = GradientName.Key.of(pair.name()).last();
    return pair.event().frame() != claim.event().frame()
        && chain.occurrences().in(claim.event().frame()).stream()
            .filter(e -> GradientName.Key.of(e.target()).last().equals(last))
            .anyMatch(e ->
                !Judge.squeezed(e.value().shape()).equals(Judge.squeezed(pair.variable().shape())));
  }

  /// Whether it is called after a term that the function of the loss alone knows: `g_pos` beside
  /// `np.mean(pos + neg)` of another call.
  private static boolean isOfTerm(Claim claim, Claim.Pair pair) {
    return !pair.loss().isWeighted()
        && pair.event().kind() == Event.Kind.ASSIGN
        && pair.event().owner() == 0
        && pair.event().frame() != 0
        && pair.event().frame() == pair.loss().event().frame()
        && pair.event().frame() != claim.event().frame();
  }

  /// Whether it is made of what it would be by, and of numbers: `dq = np.array([0.0, q, 0.0])`.
  private boolean isMadeOfItAlone(Claim claim, Claim.Pair pair) {
    return !claim.said().strong()
        && inputs(chain.function(claim.event())).stream().allMatch(pair.variable()::equals);
  }

  /// Whether what it would be by is a number that is computed from an array of its shape:
  /// `d_penalty = reg * w` beside `penalty = reg / 2 * w @ w`.
  private boolean isOfNumber(Claim claim, Claim.Pair pair) {
    Chain.Link link = chain.link(pair.event().value());
    return link != null
        && pair.variable().rank() == 0
        && chain.reached(link.function(), Set.of()).stream()
            .anyMatch(v -> v.shape().equals(claim.event().value().shape()));
  }

  /// Whether it has as many entries on other axes than what it is by, as the columns of images that
  /// are put back: `dcols = dcols.reshape(B, C, k)`.
  private static boolean isRearranged(Claim claim, Claim.Pair pair) {
    Shape own = claim.event().value().shape();
    Shape by = pair.variable().shape();
    return own.count().equals(by.count())
        && Judge.squeezed(own).size() != Judge.squeezed(by).size();
  }

  /// Whether it is computed anew in each round of a loop along an axis of what it would be by: `ds`
  /// at one time, where `s` has all times; or a part of that is what goes a step along it.
  private boolean isOfPart(Claim claim, Claim.Pair pair) {
    List<Dim> whole = new ArrayList<>(Judge.squeezed(pair.variable().shape()));
    List<Dim> part = Judge.squeezed(claim.event().value().shape());
    boolean fits = false;
    for (int axis = 0; axis < whole.size() && whole.size() == part.size() + 1; axis++) {
      List<Dim> rest = new ArrayList<>(whole);
      rest.remove(axis);
      fits |= rest.equals(part);
    }
    Span at = claim.event().statement();
    List<Statement> all = new Statements(chain.base().program()).all();
    return fits
        && (all.stream().anyMatch(s -> goesAlong(s, pair.name(), claim.group().target()))
            || claim.group().events().size() == 1
                && chain.link(pair.event().value()) != null
                && all.stream()
                    .anyMatch(s ->
                        s instanceof Statement.For f
                            && f.span().line() < at.line()
                            && at.endLine() <= f.span().endLine()));
  }

  /// Whether a part of the variable goes a step along the gradient: `b[i] -= rate * db`.
  private static boolean goesAlong(Statement s, String variable, String gradient) {
    return s instanceof Statement.AugmentedAssign a
        && a.target() instanceof Expression.Subscript(var of, _, _)
        && Spelled.text(of).equals(variable)
        && Spelled.names(a.value(), gradient);
  }

  /// Whether a gradient has entries for all samples until it is used: `w = np.mean(w - lr * dw)`.
  private boolean isReducedLater(Claim claim, Claim.Pair pair) {
    Chain.Link own = chain.link(claim.event().value());
    List<Dim> shape = Judge.squeezed(pair.variable().shape());
    return own != null
        && Judge.squeezed(claim.event().value().shape()).size() > shape.size()
        && chain.base().events().stream()
            .anyMatch(e ->
                e.index() > claim.event().index()
                    && GradientName.of(e.target()) == null
                    && Judge.squeezed(e.value().shape()).equals(shape)
                    && chain.parents(chain.function(e)).contains(own)
                    && chain.function(e).contains(pair.variable()));
  }

  private static List<Expr> inputs(Expr value) {
    return value.inOrder().stream().filter(e -> e.head() instanceof Head.Var).toList();
  }
}

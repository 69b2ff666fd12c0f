package leibniz.program;

import java.util.Collections;
import java.util.List;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;

/// Products with one-hot factors. What is summed over the positions of one is picked; what is
/// summed over the indices of one is added up by position, which takes a statement of its own.
public final class Adds {
  private Adds() {}

  /// Whether a factor is one-hot along its last axis.
  public static boolean isOneHot(Expr value, Rational power) {
    return power.isOne() && value.head() instanceof Head.Special s && s.op().positions() != null;
  }

  /// Whether values are added up by position: a one-hot factor brings in the letter of a result's
  /// axis, and a letter of its index is summed.
  public static boolean is(Expr node) {
    if (!(node.head() instanceof Head.Einsum e)
        || e.out().stream().distinct().count() < e.out().size()) {
      return false;
    }
    for (int k = 0; k < node.args().size(); k++) {
      Head.Factor factor = e.factors().get(k);
      if (isOneHot(node.arg(k), factor.power()) && adds(e, factor)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a factor is one-hot and only says where the others are read or added up, so that it is
  /// written as an index and not computed.
  public static boolean isIndex(Expr node, int k) {
    if (!(node.head() instanceof Head.Einsum e)
        || !isOneHot(node.arg(k), e.factors().get(k).power())) {
      return false;
    }
    Head.Factor oneHot = e.factors().get(k);
    return adds(e, oneHot) && is(node) || picks(node, e, oneHot);
  }

  /// Whether the last letter is summed, and other factors, none of them one-hot, have it once each.
  private static boolean picks(Expr node, Head.Einsum e, Head.Factor oneHot) {
    Integer last = oneHot.letters().getLast();
    boolean found = false;
    for (int k = 0; k < node.args().size(); k++) {
      Head.Factor other = e.factors().get(k);
      int uses = Collections.frequency(other.letters(), last);
      boolean same = other.equals(oneHot);
      boolean once = other.letters().stream().distinct().count() == other.letters().size();
      if (uses > 1 || uses == 1 && !same && (isOneHot(node.arg(k), other.power()) || !once)) {
        return false;
      }
      found |= uses == 1 && !same;
    }
    return found && !e.out().contains(last);
  }

  private static boolean adds(Head.Einsum e, Head.Factor oneHot) {
    Integer last = oneHot.letters().getLast();
    List<Integer> index = oneHot.letters().subList(0, oneHot.letters().size() - 1);
    int uses = e.factors().stream().mapToInt(f -> Collections.frequency(f.letters(), last)).sum();
    return e.out().contains(last)
        && uses == 1
        && index.stream().anyMatch(l -> !e.out().contains(l));
  }
}

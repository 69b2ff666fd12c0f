package leibniz.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// Looks for exponentials that overflow where the result would not: a softmax without its maximum,
/// `log(1 + exp(x))`. It is a remark, for it is right as long as the numbers are small.
final class Overflow {
  /// What keeps an argument small.
  private static final Set<String> GUARDS = Set.of("max", "maximum", "minimum", "abs", "clip");

  private final Chain chain;
  private final List<Finding> findings;
  private final Set<Span> told = new HashSet<>();
  private final Text text;

  Overflow(Chain chain, List<Finding> findings) {
    this.chain = chain;
    this.text = new Text(chain.base().program().source());
    this.findings = findings;
  }

  void check() {
    for (Chain.Link link : chain.links()) {
      boolean written = text.at(link.event().statement()).matches("(?s).*(?:exp|/).*");
      if (!written || GradientName.of(link.event().target()) != null) {
        continue; // a function of ours is stable; what overflows in the loss is said there
      }
      for (Expr node : link.function().inOrder()) {
        if (isSoftmax(node)) {
          tell(
              link,
              "softmax without its maximum: np.exp overflows above 709",
              "subtract the maximum first:  np.exp(x - np.max(x, axis=-1, keepdims=True))");
        } else if (isSoftplus(node)) {
          tell(
              link,
              "log(1 + exp(x)) overflows above 709",
              "the same without an overflow:  np.logaddexp(0, x)");
        }
      }
    }
  }

  /// `exp(x) / sum(exp(x))`.
  private boolean isSoftmax(Expr node) {
    if (!(node.head() instanceof Head.Einsum e)) {
      return false;
    }
    boolean above = false;
    boolean below = false;
    for (int k = 0; k < e.factors().size(); k++) {
      Rational power = e.factors().get(k).power();
      Expr argument = node.arg(k);
      above |= power.equals(Rational.ONE) && exponent(argument) != null;
      below |= power.equals(Rational.MINUS_ONE) && isSumOfExponentials(argument);
    }
    return above && below;
  }

  private boolean isSumOfExponentials(Expr e) {
    Expr sum = computed(e);
    return sum.head() instanceof Head.Einsum product
        && product.factors().size() == 1
        && exponent(sum.arg(0)) != null;
  }

  private boolean isSoftplus(Expr node) {
    if (!(node.head() instanceof Head.Map m) || !m.op().name().equals("log")) {
      return false;
    }
    Expr sum = computed(node.arg(0));
    return sum.head() instanceof Head.Sum
        && sum.args().size() == 2
        && sum.args().stream().anyMatch(a -> a.constant() != null)
        && sum.args().stream().anyMatch(a -> exponent(a) != null);
  }

  /// The argument of an exponential that nothing keeps small; null for anything else.
  private @Nullable Expr exponent(Expr e) {
    Expr node = computed(e);
    boolean exponential = node.head() instanceof Head.Map m && m.op().name().equals("exp");
    return exponential && !isGuarded(node.arg(0)) ? node.arg(0) : null;
  }

  private boolean isGuarded(Expr argument) {
    return computed(argument)
        .any(n ->
            switch (n.head()) {
              case Head.Map m -> GUARDS.contains(m.op().name());
              case Head.Special(var row) -> row.name().startsWith("max"); // it names its axes, too
              case Head.Var _, Head.Num _, Head.Einsum _, Head.Sum _ -> false;
            });
  }

  /// A variable of the chain as what it is computed from.
  private Expr computed(Expr e) {
    for (Chain.Link link : chain.links()) {
      if (link.variable().equals(e)) {
        return link.function();
      }
    }
    return e;
  }

  private void tell(Chain.Link link, String headline, String help) {
    if (told.add(link.event().statement())) {
      Problem problem =
          new Problem(
                  Code.LBZ301,
                  Problem.Level.REMARK,
                  headline,
                  List.of(new Problem.Mark(link.event().statement(), "")),
                  List.of())
              .help(help)
              .with(Kind.MORE, "leibniz explain LBZ301");
      findings.add(new Finding(problem, Finding.Kind.NUMBER, null));
    }
  }
}

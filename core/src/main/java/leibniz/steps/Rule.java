package leibniz.steps;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leibniz.calculus.Differentiate;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Head.Factor;
import leibniz.ir.Name;
import leibniz.simplify.Softmax;

/// What a line does, in words, and the rule by which it is differentiated.
record Rule(String title, String law) {

  /// @param through the lines that a step goes through: one, or all that use a name
  /// @param uses by what they are differentiated
  static Rule of(List<Line> through, List<Expr> uses, Map<Expr, Name> names) {
    if (through.size() > 1) {
      return new Rule(
          through.stream()
                  .map(l -> l.definition().name().toString())
                  .collect(Collectors.joining(", "))
              + " use it: what they give is added",
          "chain rule");
    }
    Line line = through.get(0);
    if (uses.size() == 1 && isLinear(line.local(), uses.get(0))) {
      Name used = names.get(uses.get(0));
      return new Rule(line.definition().name() + " is linear in " + used, "linearity");
    }
    return of(line);
  }

  private static boolean isLinear(Expr local, Expr used) {
    return local.head() instanceof Head.Var || !Differentiate.of(local, used).contains(used);
  }

  private static Rule of(Line line) {
    Expr local = line.local();
    String name = line.definition().name().toString();
    if (Softmax.in(line.simple()) != null) {
      return new Rule(name + " is a softmax", "softmax");
    }
    return switch (local.head()) {
      case Head.Var v -> new Rule(name + " is " + v.name(), "identity");
      case Head.Num n -> new Rule(name + " is a number", "constant");
      case Head.Map m -> new Rule(m.op().name() + " acts entry by entry", "element-wise");
      case Head.Sum s -> new Rule("the derivative of a sum is taken term by term", "sum rule");
      case Head.Special s -> new Rule("the derivative of " + s.op().name(), s.op().name());
      case Head.Einsum e -> product(local, e, line.uses(), name);
    };
  }

  private static Rule product(Expr local, Head.Einsum e, List<Expr> uses, String name) {
    if (local.isView() && local.args().size() == 1) {
      Factor factor = e.factors().get(0);
      return switch (local.arg(0).head()) {
        case Head.Einsum inner when factor.power().isOne() ->
            product(local.arg(0), inner, uses, name);
        case Head.Sum s when factor.power().isOne() ->
            new Rule("the derivative of a sum is taken term by term", "sum rule");
        case Head.Map m when factor.power().isOne() ->
            new Rule(m.op().name() + " acts entry by entry", "element-wise");
        case Head.Var v -> power(factor, name);
        case Head.Num n -> power(factor, name);
        case Head.Einsum i -> power(factor, name);
        case Head.Sum s -> power(factor, name);
        case Head.Map m -> power(factor, name);
        case Head.Special s -> power(factor, name);
      };
    }
    boolean quotient = e.factors().stream().anyMatch(f -> f.power().signum() < 0);
    if (quotient) {
      return new Rule("quotient rule for " + name, "quotient rule");
    }
    boolean summed =
        e.factors().stream()
            .anyMatch(f -> f.letters().stream().anyMatch(l -> !e.out().contains(l)));
    if (e.factors().size() == 1) {
      return e.factors().get(0).power().isOne()
          ? new Rule("the sum adds up what its terms give", "linearity of Σ")
          : new Rule("a sum of powers: term by term", "power rule, linearity of Σ");
    }
    long active = local.args().stream().filter(a -> leads(a, uses)).count();
    if (active > 1) {
      return new Rule(name + " is a product: one factor at a time", "product rule");
    }
    return new Rule(
        name + " is linear in what varies, so the other factors are its derivative",
        summed ? "linearity of Σ" : "linearity");
  }

  private static Rule power(Factor factor, String name) {
    if (factor.power().signum() < 0) {
      return new Rule("quotient rule for " + name, "quotient rule");
    }
    return factor.power().isOne()
        ? new Rule(name + " rearranges its entries", "linearity")
        : new Rule(name + " is a power", "power rule");
  }

  private static boolean leads(Expr argument, List<Expr> uses) {
    return argument.any(uses::contains);
  }
}

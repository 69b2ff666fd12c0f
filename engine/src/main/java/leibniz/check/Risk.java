package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;

/// What must not have some values: the argument of a logarithm or a root, a divisor.
record Risk(Expr argument, Act act) {
  /// What is done with it.
  enum Act {
    LOGARITHM,
    /// The argument is a factor of what the logarithm is of: of counts divided by rates, counts.
    PART,
    ROOT,
    DIVISION,
    /// Of a sine or cosine, the angle.
    ANGLE,
    EXPONENTIAL
  }

  boolean isBad(double x) {
    return switch (act) {
      case LOGARITHM -> x <= 0;
      case ROOT -> x < 0;
      case PART, DIVISION -> x == 0;
      case ANGLE -> Math.abs(x) > 1 + ROUNDED;
      case EXPONENTIAL -> Double.isInfinite(Math.exp(x));
    };
  }

  /// Whether it is told of though it may be left out later.
  boolean isKept() {
    return act != Act.DIVISION && !isOfScale();
  }

  /// Whether it depends on how large the data is, not on its signs and zeros alone.
  boolean isOfScale() {
    return act == Act.ANGLE || act == Act.EXPONENTIAL;
  }

  private static final double ROUNDED = 1e-9; // what a cosine may be above 1

  /// What a node must not be computed of.
  static List<Risk> of(Expr node) {
    return switch (node.head()) {
      case Head.Map m ->
          switch (m.op().name()) {
            case "log" -> logarithm(node.arg(0));
            case "arccos", "arcsin" -> List.of(new Risk(node.arg(0), Act.ANGLE));
            case "exp" -> List.of(new Risk(node.arg(0), Act.EXPONENTIAL));
            default -> List.of();
          };
      case Head.Einsum e -> {
        List<Risk> found = new ArrayList<>();
        for (int k = 0; k < e.factors().size(); k++) {
          Rational power = e.factors().get(k).power();
          if (power.equals(Rational.HALF)) {
            found.add(new Risk(node.arg(k), Act.ROOT));
          } else if (power.signum() < 0) {
            found.add(new Risk(node.arg(k), Act.DIVISION));
          }
        }
        yield found;
      }
      case Head.Var _, Head.Num _, Head.Sum _, Head.Special _ -> List.of();
    };
  }

  private static List<Risk> logarithm(Expr argument) {
    List<Risk> all = new ArrayList<>(List.of(new Risk(argument, Act.LOGARITHM)));
    if (argument.head() instanceof Head.Einsum e) {
      for (int k = 0; k < e.factors().size(); k++) {
        boolean entry = e.out().equals(e.factors().get(k).letters());
        if (entry && e.factors().size() > 1 && e.factors().get(k).power().signum() > 0) {
          all.add(new Risk(argument.arg(k), Act.PART));
        }
      }
    }
    return all;
  }
}

package leibniz.equal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;

/// Bounds for the degrees of an entry's numerator and denominator, as polynomials in the entries of
/// the inputs and in what stands for itself.
record Degree(double above, double below) {
  private static final Degree NUMBER = new Degree(0, 0);
  private static final Degree VARIABLE = new Degree(1, 0);

  /// A bound for the difference of two expressions: at how many of all points of a field, times the
  /// number of its elements, the two can be equal without being so.
  static double ofDifference(Expr left, Expr right, ToLongFunction<String> sizes) {
    Map<Expr, Degree> degrees = new HashMap<>();
    double functions = 0; // values of functions that stand for themselves
    double arguments = 0;
    for (Expr node : Expr.inOrder(List.of(left, right))) {
      List<Degree> args = node.args().stream().map(a -> degrees.getOrDefault(a, NUMBER)).toList();
      Degree own = of(node, args, sizes);
      degrees.put(node, own);
      if (node.head() instanceof Head.Map || node.head() instanceof Head.Special) {
        functions += entries(node, sizes);
        arguments = Math.max(arguments, args.stream().mapToDouble(Degree::sum).max().orElse(0));
      }
    }
    Degree a = degrees.getOrDefault(left, NUMBER);
    Degree b = degrees.getOrDefault(right, NUMBER);
    double difference = Math.max(a.above + b.below, b.above + a.below) + a.below + b.below;
    return 1 + difference + functions * functions * (1 + arguments); // two of them may meet
  }

  private double sum() {
    return above + below;
  }

  private static double entries(Expr node, ToLongFunction<String> sizes) {
    double entries = 1;
    for (Dim size : node.shape().dims()) {
      entries *= size.at(sizes);
    }
    return entries;
  }

  private static Degree of(Expr node, List<Degree> args, ToLongFunction<String> sizes) {
    return switch (node.head()) {
      case Head.Var _ -> VARIABLE;
      case Head.Num _ -> VARIABLE;
      case Head.Einsum e -> product(node, e, args).sumOf(summed(node, e, sizes));
      case Head.Sum _ -> sum(args);
      case Head.Map _ -> VARIABLE;
      case Head.Special _ -> {
        double entries = node.args().stream().mapToDouble(a -> entries(a, sizes)).sum();
        double above = args.stream().mapToDouble(Degree::above).max().orElse(0);
        double below = args.stream().mapToDouble(Degree::below).max().orElse(0);
        yield new Degree(entries * (1 + above + below), entries * (1 + above + below));
      }
    };
  }

  private static Degree product(Expr node, Head.Einsum e, List<Degree> args) {
    double above = 0;
    double below = 0;
    for (int k = 0; k < node.args().size(); k++) {
      Rational power = e.factors().get(k).power();
      Degree base = power.isInteger() ? args.get(k) : VARIABLE;
      double times = power.numerator().abs().doubleValue();
      above += times * (power.signum() > 0 ? base.above : base.below);
      below += times * (power.signum() > 0 ? base.below : base.above);
    }
    return new Degree(above, below);
  }

  /// How many products are added.
  private static double summed(Expr node, Head.Einsum e, ToLongFunction<String> sizes) {
    Map<Integer, Long> letters = new HashMap<>();
    for (int k = 0; k < node.args().size(); k++) {
      List<Integer> indices = e.factors().get(k).letters();
      for (int axis = 0; axis < indices.size(); axis++) {
        letters.put(indices.get(axis), node.arg(k).shape().get(axis).at(sizes));
      }
    }
    letters.keySet().removeAll(e.out());
    return letters.values().stream().mapToDouble(n -> n).reduce(1, (a, b) -> a * b);
  }

  /// Of a sum of so many of this kind.
  private Degree sumOf(double terms) {
    return new Degree(above + (terms - 1) * below, terms * below);
  }

  private static Degree sum(List<Degree> terms) {
    double below = terms.stream().mapToDouble(Degree::below).sum();
    double above = terms.stream().mapToDouble(t -> t.above + below - t.below).max().orElse(0);
    return new Degree(above, below);
  }
}

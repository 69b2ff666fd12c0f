package leibniz.op;

import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Head;

/// What is 1 where something holds, and 0 elsewhere.
public final class Conditions {
  private Conditions() {}

  private static final Map<Elementwise, Elementwise> OPPOSITES =
      Map.of(
          Maps.GREATER, Maps.LESS_EQUAL,
          Maps.GREATER_EQUAL, Maps.LESS,
          Maps.LESS, Maps.GREATER_EQUAL,
          Maps.LESS_EQUAL, Maps.GREATER,
          Maps.EQUAL, Maps.NOT_EQUAL,
          Maps.NOT_EQUAL, Maps.EQUAL);

  /// Whether it is a relation, a one-hot row or an input of truth values.
  public static boolean is(Expr e) {
    return switch (e.head()) {
      case Head.Map(Elementwise row) -> OPPOSITES.containsKey(row);
      case Head.Special s -> s.op() instanceof OneHot;
      case Head.Var v -> v.properties().contains(Head.Property.TRUTH);
      case Head.Num _, Head.Einsum _, Head.Sum _ -> false;
    };
  }

  /// Whether it is a relation, or a view of one that repeats or reorders it.
  public static boolean isRelation(Expr e) {
    Expr inside = OneHot.inside(e);
    return (inside == null ? e : inside).head() instanceof Head.Map(Elementwise row)
        && OPPOSITES.containsKey(row);
  }

  /// How the entries of a tensor stand to 0.
  public static Expr of(Elementwise relation, Expr x) {
    return Build.map(relation, List.of(x, Build.zeros(x.shape())));
  }

  /// 1 where a condition does not hold. Of a relation it is the opposite one; what is the same
  /// along an axis stays so.
  public static Expr not(Expr condition) {
    if (condition.head() instanceof Head.Map(Elementwise row) && OPPOSITES.containsKey(row)) {
      return Build.map(OPPOSITES.getOrDefault(row, row), condition.args());
    }
    Expr inside = OneHot.inside(condition);
    if (inside != null && condition.head() instanceof Head.Einsum view) {
      return Build.product(condition)
          .times(not(inside), view.factors().get(0).letters())
          .out(view.out());
    }
    return Build.minus(Build.ones(condition.shape()), condition);
  }
}

package leibniz.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.kernel.Function;
import leibniz.op.Maps;

/// A softmax, which everywhere is written `exp(x − logsumexp(x))`, as `exp(x − m) / Σ exp(x − m)`
/// with the largest entry `m`: each exponential is taken once, and no logarithm.
///
/// @param node its value
/// @param needsTotal whether the logarithm of the sum is asked for, too
record Softmax(Expr node, boolean needsTotal) {
  /// Up to so many entries of a row, it pays to bring rows together where functions are computed:
  /// vectors are whole then.
  private static final int SHORT = 64;

  /// The softmax that is made of a sum of exponentials.
  ///
  /// @param total `logsumexp(x)`
  /// @param isStored what has an array of its own
  /// @param isResult what is asked for
  static Optional<Softmax> of(
      Nodes nodes, Expr total, Predicate<Expr> isStored, Predicate<Expr> isResult) {
    for (Expr view : nodes.users(total)) {
      for (Expr sum : isAlong(nodes, view, total) ? nodes.users(view) : List.<Expr>of()) {
        for (Expr difference : differences(nodes, sum, total.arg(0), view)) {
          for (Expr node : nodes.users(difference)) {
            if (node.head() instanceof Head.Map m
                && m.op().equals(Maps.EXP)
                && isStored.test(node)) {
              boolean isAlone =
                  Stream.of(total, view, sum, difference)
                          .allMatch(e -> nodes.users(e).size() == 1 && !isResult.test(e))
                      && Stream.of(view, sum, difference).noneMatch(isStored);
              return Optional.of(new Softmax(node, !isAlone));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /// Whether it repeats the total of each row along the row.
  private static boolean isAlong(Nodes nodes, Expr view, Expr total) {
    return nodes.isView(view)
        && view.rank() == total.rank() + 1
        && view.head() instanceof Head.Einsum e
        && e.factors().getFirst().letters().equals(e.out().subList(0, total.rank()));
  }

  /// What is `x` without the total: the sum itself, or the negative of one.
  private static List<Expr> differences(Nodes nodes, Expr sum, Expr x, Expr view) {
    if (isDifference(sum, x, view)) {
      return List.of(sum);
    }
    return isDifference(sum, view, x)
        ? nodes.users(sum).stream().filter(e -> isNegative(nodes, e)).toList()
        : List.of();
  }

  private static boolean isDifference(Expr e, Expr of, Expr less) {
    return e.head() instanceof Head.Sum s
        && e.args().size() == 2
        && IntStream.range(0, 2)
            .allMatch(k ->
                e.arg(k) == of && s.coefficients().get(k).isOne()
                    || e.arg(k) == less && s.coefficients().get(k).negate().isOne());
  }

  private static boolean isNegative(Nodes nodes, Expr node) {
    return nodes.isScaledView(node)
        && node.head() instanceof Head.Einsum e
        && e.coefficient().negate().isOne()
        && e.factors().getFirst().letters().equals(e.out());
  }

  /// Adds the loops.
  ///
  /// @param shape of `x`
  /// @param top where the largest entry of each row is
  /// @param sum where the sum of each row goes
  /// @param adding the loop that sums what is where it is told
  void write(
      Draft draft,
      int[] shape,
      Stored from,
      Stored top,
      Stored sum,
      Stored to,
      Consumer<Stored> adding) {
    int last = shape[shape.length - 1];
    Stored entries = draft.array(shape);
    if (last < SHORT) {
      Stored apart = draft.array(shape);
      draft.map(shape, apart, (body, axes) -> shifted(body, axes, from, top));
      draft.map(shape, entries, (body, axes) -> body.apply(Function.EXP, axes.load(body, apart)));
    } else {
      draft.map(
          shape, entries, (body, axes) -> body.apply(Function.EXP, shifted(body, axes, from, top)));
    }
    adding.accept(entries);
    draft.map(
        shape,
        to,
        (body, axes) ->
            body.quotient(1, List.of(axes.load(body, entries)), List.of(axes.row(body, sum))));
  }

  private static int shifted(Body body, Draft.Over axes, Stored from, Stored top) {
    return body.plus(axes.load(body, from), -1, Formulas.finiteOr0(body, axes.row(body, top)));
  }
}

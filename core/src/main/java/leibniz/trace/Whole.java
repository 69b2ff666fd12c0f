package leibniz.trace;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import leibniz.ir.Special;
import leibniz.op.Concatenate;
import leibniz.op.Maps;
import leibniz.op.OneHot;
import leibniz.op.Pad;
import leibniz.op.Positions;
import leibniz.op.Reshape;
import leibniz.op.Roundings;
import leibniz.op.Slice;

/// Whether the entries of a tensor are whole numbers, as those of an index must be: what is
/// declared so, positions, and what is made of such by `+`, `-`, `*`, by moving and by choosing.
public final class Whole {
  private Whole() {}

  /// Thrown when an input is used as an index and so must hold whole numbers: reading starts again
  /// with this known.
  static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> inputs;

    private Found(Set<String> inputs) {
      super(inputs.toString(), null, false, false);
      this.inputs = Set.copyOf(inputs);
    }

    /// The names of the inputs.
    Set<String> inputs() {
      return inputs;
    }
  }

  /// Whether an input is declared to hold whole numbers or truth values.
  static boolean isDeclared(Expr e) {
    return e.head() instanceof Head.Var v
        && (v.properties().contains(Head.Property.WHOLE)
            || v.properties().contains(Head.Property.TRUTH));
  }

  static boolean is(Expr e) {
    return others(e).isEmpty();
  }

  /// Whether a node has whole numbers, where that is known of what it is made of.
  ///
  /// @param known whether an argument has
  public static boolean is(Expr node, Predicate<Expr> known) {
    return always(node) || isDeclared(node) || keeps(node) && node.args().stream().allMatch(known);
  }

  /// The tensor as an index: it holds whole numbers, or it does so once its inputs are known to.
  static Expr index(Value.Operand operand, Session session) {
    Expr e = Tensors.of(operand, session);
    List<Expr> others = others(e);
    if (others.isEmpty()) {
      return e;
    }
    if (others.stream().allMatch(n -> n.head() instanceof Head.Var)) {
      Set<String> inputs =
          others.stream().map(n -> ((Head.Var) n.head()).name()).collect(Collectors.toSet());
      if (!inputs.stream().allMatch(session::isWhole)) { // what is put in place stays as it is
        throw new Found(inputs);
      }
    }
    throw notWhole(operand, operand.span());
  }

  private static RuntimeException notWhole(Value.Operand operand, Span at) {
    return Faults.unfit(
            operand.or("the index")
                + " is computed, and its entries need not be whole numbers as an index needs them",
            at)
        .help("an index is an input,  idx: ((N,), int),  or made of such and of np.arange")
        .raise();
  }

  /// The nodes that may bring in other numbers.
  private static List<Expr> others(Expr e) {
    return Expr.inOrder(List.of(e), Whole::always).stream()
        .filter(node -> !always(node) && !keeps(node) && !isDeclared(node))
        .toList();
  }

  /// Whether a node has whole numbers whatever its arguments are.
  private static boolean always(Expr node) {
    return switch (node.head()) {
      case Head.Map m ->
          m.op().notation() instanceof Notation.Relation
              || m.op().equals(Maps.SIGN)
              || Roundings.ALL.contains(m.op());
      case Head.Special(Special op) ->
          op instanceof Positions || op instanceof OneHot || op.givesPositions();
      case Head.Var _, Head.Num _, Head.Einsum _, Head.Sum _ -> false;
    };
  }

  /// Whether a node has whole numbers if its arguments have.
  private static boolean keeps(Expr node) {
    return switch (node.head()) {
      case Head.Var _ -> false;
      case Head.Num(Head.Constant c) -> c instanceof Head.Constant.Size;
      case Head.Einsum e ->
          e.coefficient().isInteger()
              && e.factors().stream()
                  .allMatch(f -> f.power().isInteger() && f.power().signum() > 0);
      case Head.Sum s -> s.coefficients().stream().allMatch(Rational::isInteger);
      case Head.Map m ->
          List.of(Maps.ABS, Maps.MAXIMUM, Maps.MINIMUM, Maps.RELU, Maps.WHERE).contains(m.op());
      case Head.Special(Special op) ->
          op instanceof Slice
              || op instanceof Pad
              || op instanceof Concatenate
              || op instanceof Reshape;
    };
  }
}

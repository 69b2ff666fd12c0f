package leibniz.math;

import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.math.Reading.Kind;

/// What kind of thing a factor is, which decides where it stands in a product and whether it needs
/// brackets.
final class Kinds {
  private Kinds() {}

  /// The kind of a factor, by its symbol if it has one.
  static Kind of(Expr e, Known known) {
    Symbol symbol = known.symbol(e);
    return switch (symbol) {
      case Symbol.Called c -> Kind.TENSOR;
      case Symbol.Applied a -> Kind.FUNCTION;
      case Symbol.Derivative d -> Kind.DERIVATIVE;
      case null ->
          switch (e.head()) {
            case Head.Num(Head.Constant.Named n) -> Kind.CONSTANT;
            case Head.Num(Head.Constant.Size n) -> Kind.SIZE;
            case Head.Var v -> Kind.TENSOR;
            case Head.Map m -> Kind.FUNCTION;
            case Head.Sum s -> Kind.BRACKET;
            case Head.Einsum p -> Kind.SIZE; // of an axis that was left over
            case Head.Special s when s.op().notation() instanceof Notation.Position -> Kind.SIZE;
            case Head.Special s -> operates(s.op().notation()) ? Kind.OPERATOR : Kind.FUNCTION;
          };
    };
  }

  private static boolean operates(Notation n) {
    return n instanceof Notation.Bound
        || n instanceof Notation.Among
        || n instanceof Notation.Overlapped;
  }
}

package leibniz.trace;

import java.util.List;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.op.Argument;
import leibniz.op.Extremum;
import leibniz.python.Expression.Operator;
import org.jspecify.annotations.Nullable;

/// How many classes labels are of, as programs count them: `np.max(y) + 1`. It is a size, of which
/// no more is known than that something has it.
final class Labels {
  private static final long FEW = 3;

  private Labels() {}

  /// The number of classes; null if that is not what is computed, or no program is followed.
  static @Nullable Value count(Operator operator, Value left, Value right, Session session) {
    boolean more = operator == Operator.ADD && Value.Number.of(1).equals(right);
    if (!more
        || !session.follows()
        || !(left instanceof Value.Tensor tensor)
        || tensor.expr().rank() > 0
        || !(tensor.expr().head() instanceof Head.Special(Extremum(boolean largest, _)))
        || !largest) {
      return null;
    }
    Expr labels = tensor.expr().arg(0);
    List<Expr> from = labels.inOrder().stream().filter(e -> !e.isView()).toList();
    if (labels.head() instanceof Head.Special(Argument _)) {
      Expr scores = labels.arg(0);
      return Value.Size.of(scores.shape().get(scores.rank() - 1));
    }
    return from.size() == 1
            && from.getFirst().head() instanceof Head.Var input
            && input.is(Head.Property.WHOLE)
        ? Value.Size.of(drawn(input.name() + "_classes", session.sizes()))
        : null;
  }

  private static Dim drawn(String name, Sizes sizes) {
    long value = FEW;
    while (!sizes.values().containsKey(name) && sizes.values().containsValue(value)) {
      value++;
    }
    return sizes.drawn(name, value);
  }
}

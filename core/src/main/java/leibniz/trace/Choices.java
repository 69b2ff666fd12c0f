package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.op.Maps;
import org.jspecify.annotations.Nullable;

/// What stands for one value where a condition on data holds, and for another where it does not.
final class Choices {
  private Choices() {}

  /// What a name stands for that is bound now.
  static Value named(String name, Value now, Scope scope, Span span, Session session) {
    Scope.Binding old = session.regions().isShared(name, scope) ? scope.find(name) : null;
    return old == null ? now : chosen(old.value(), now, span, session);
  }

  /// What stands for the one value where the condition does not hold, and for the other where it
  /// does.
  static Value chosen(@Nullable Value old, Value now, Span span, Session session) {
    if (!session.regions().isOpen() || old == null || old.equals(now)) {
      return now;
    }
    return either(session.regions().condition(), now, old, span, session);
  }

  /// The entries of an array that is changed in place.
  static Expr chosen(Expr old, Expr now, Session session) {
    Regions regions = session.regions();
    return regions.isOpen() && old.shape().equals(now.shape())
        ? where(regions.condition(), now, old)
        : now;
  }

  /// One of two values.
  static Value either(Expr condition, Value yes, Value no, Span span, Session session) {
    boolean nothing = no == Value.Single.NONE || no == Value.Broken.BROKEN;
    if (nothing) {
      session.regions().need(condition);
      return yes; // it is of use only where the condition holds
    }
    if (yes.equals(no) || isSome(yes) && isSome(no)) {
      return yes;
    }
    if (yes instanceof Value.Tuple a
        && no instanceof Value.Tuple b
        && a.elements().size() == b.elements().size()) {
      List<Value> each = new ArrayList<>();
      for (int k = 0; k < a.elements().size(); k++) {
        each.add(either(condition, a.elements().get(k), b.elements().get(k), span, session));
      }
      return new Value.Tuple(each, a.names());
    }
    if (!Tensors.isTensor(yes) || !Tensors.isTensor(no)) {
      throw Faults.refused(
              "this depends on the values of a tensor, and is "
                  + Value.kind(yes)
                  + " or "
                  + Value.kind(no),
              span)
          .raise();
    }
    Value.Operand first = new Value.Operand(yes, span, "", null);
    Value.Operand second = new Value.Operand(no, span, "", null);
    Expr a = Tensors.of(first, session);
    Expr b = Tensors.of(second, session);
    Shape shape = Tensors.broadcast(first, a.shape(), second, b.shape(), "this", session);
    Expr made = where(condition, Build.broadcast(a, shape), Build.broadcast(b, shape));
    return Value.Tensor.of(session.made(made, span));
  }

  /// Whether it is what a mask holds: how much that is is not known, so it is only used at once.
  private static boolean isSome(Value value) {
    return value instanceof Value.Tensor t && t.within() != null;
  }

  private static Expr where(Expr condition, Expr yes, Expr no) {
    return yes.equals(no)
        ? yes
        : Build.map(Maps.WHERE, List.of(Build.broadcast(condition, yes.shape()), yes, no));
  }
}

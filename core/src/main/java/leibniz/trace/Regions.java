package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.op.Conditions;
import leibniz.op.Maps;
import org.jspecify.annotations.Nullable;

/// The conditions on data under which statements run. An `if` that depends on the entries of an
/// array is followed both ways: what a name, an element or an array stands for behind it is chosen
/// by the condition, as `np.where` does.
final class Regions {
  private final List<Region> inside = new ArrayList<>();
  private final List<Region> behind = new ArrayList<>();

  /// Statements that run under a condition.
  ///
  /// @param condition a number that is 1 where they run and 0 where they do not
  /// @param scope whose names they bind
  /// @param own the names that nothing but these statements uses: they need no other value
  record Region(Expr condition, Scope scope, Set<String> own) {}

  /// How many regions are open.
  record Mark(int inside, int behind) {}

  boolean isOpen() {
    return !inside.isEmpty() || !behind.isEmpty();
  }

  /// Whether statements of a function run under a condition.
  boolean isOpenIn(Scope scope) {
    return inside.stream().anyMatch(r -> r.scope == scope)
        || behind.stream().anyMatch(r -> r.scope == scope);
  }

  /// What a loop counts is bound whatever data says.
  void unconditionally(Runnable binding) {
    List<Region> in = List.copyOf(inside);
    List<Region> after = List.copyOf(behind);
    inside.clear();
    behind.clear();
    try {
      binding.run();
    } finally {
      inside.addAll(in);
      behind.addAll(after);
    }
  }

  /// A block begins that runs under a condition.
  void enter(Region region) {
    inside.add(region);
  }

  /// The block that began last ends.
  void leave() {
    inside.removeLast();
  }

  /// Under a condition a block is left early: what comes after it runs under another.
  void skip(Region rest) {
    behind.add(rest);
  }

  Mark mark() {
    return new Mark(inside.size(), behind.size());
  }

  /// The round of a loop or the function is over in which blocks were left early.
  void back(Mark mark) {
    behind.subList(mark.behind, behind.size()).clear();
  }

  /// The condition under which the present statement runs.
  Expr condition() {
    Expr all = Build.number(Rational.ONE);
    for (Region region : inside) {
      all = both(all, region.condition);
    }
    for (Region region : behind) {
      all = both(all, region.condition);
    }
    return all;
  }

  static Expr both(Expr a, Expr b) {
    return Product.one().times(a, List.of()).times(b, List.of()).out(List.of());
  }

  static Expr not(Expr condition) {
    return Conditions.not(condition);
  }

  /// What a name stands for that is bound now.
  Value named(String name, Value now, Scope scope, Span span, Session session) {
    boolean shared =
        inside.stream().anyMatch(r -> isShared(r, name, scope))
            || behind.stream().anyMatch(r -> isShared(r, name, scope));
    Scope.Binding old = shared ? scope.find(name) : null;
    return old == null ? now : chosen(old.value(), now, span, session);
  }

  private static boolean isShared(Region region, String name, Scope scope) {
    return region.scope == scope && !region.own.contains(name);
  }

  /// Whether a list or a dict was there before the statements that run under a condition.
  boolean holds(Value container) {
    return inside.stream().anyMatch(r -> isIn(r.scope, container))
        || behind.stream().anyMatch(r -> isIn(r.scope, container));
  }

  private static boolean isIn(Scope scope, Value container) {
    return scope.own().values().stream().anyMatch(b -> b.value().equals(container));
  }

  /// What stands for the one value where the condition does not hold, and for the other where it
  /// does.
  Value chosen(@Nullable Value old, Value now, Span span, Session session) {
    if (!isOpen() || old == null || old.equals(now)) {
      return now;
    }
    return either(condition(), now, old, span, session);
  }

  /// The entries of an array that is changed in place.
  Expr chosen(Expr old, Expr now) {
    return isOpen() && old.shape().equals(now.shape()) ? where(condition(), now, old) : now;
  }

  /// One of two values.
  static Value either(Expr condition, Value yes, Value no, Span span, Session session) {
    boolean nothing = no == Value.Single.NONE || no == Value.Broken.BROKEN;
    if (nothing || yes.equals(no)) {
      return yes; // it is of use only where the condition holds
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

  private static Expr where(Expr condition, Expr yes, Expr no) {
    return yes.equals(no)
        ? yes
        : Build.map(Maps.WHERE, List.of(Build.broadcast(condition, yes.shape()), yes, no));
  }
}

package leibniz.trace;

import java.util.function.UnaryOperator;
import leibniz.ir.Expr;

/// How an array looks at memory.
interface Lens {
  /// What is seen of it.
  Expr take(Expr whole);

  /// The memory with the part that is seen replaced.
  Expr put(Expr whole, Expr part);

  /// Whether the entries lie in memory in the order they are read in, so that a reshape is a view
  /// too.
  boolean ordered();

  /// Whether it may be written to; else there is no [#put].
  default boolean isWritable() {
    return true;
  }

  /// A view of this view.
  default Lens then(Lens inner) {
    Lens outer = this;
    if (!outer.isWritable() || !inner.isWritable()) {
      return seen(x -> inner.take(outer.take(x)));
    }
    return new Lens() {
      @Override
      public Expr take(Expr whole) {
        return inner.take(outer.take(whole));
      }

      @Override
      public Expr put(Expr whole, Expr part) {
        return outer.put(whole, inner.put(outer.take(whole), part));
      }

      @Override
      public boolean ordered() {
        return outer.ordered() && inner.ordered();
      }
    };
  }

  /// A view that cannot be written to.
  static Lens seen(UnaryOperator<Expr> take) {
    return new Lens() {
      @Override
      public Expr take(Expr whole) {
        return take.apply(whole);
      }

      @Override
      public Expr put(Expr whole, Expr part) {
        throw new IllegalStateException("a view that is only seen is written to");
      }

      @Override
      public boolean ordered() {
        return false;
      }

      @Override
      public boolean isWritable() {
        return false;
      }
    };
  }
}

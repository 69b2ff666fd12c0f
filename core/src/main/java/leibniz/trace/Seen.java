package leibniz.trace;

import leibniz.ir.Expr;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// What an array sees of memory: all of it, or a view. All that look at the same memory see each
/// change of it.
final class Seen {
  private Memory memory;
  private @Nullable Lens lens; // null where it is all of the memory
  private Expr expr;
  private int changes; // of the memory when it was looked at last
  private final Shape shape; // of the memory

  /// What an array and the views of it have in common.
  private static final class Memory {
    private Expr whole;
    private int changes;
    private @Nullable Span where;

    private Memory(Expr whole) {
      this.whole = whole;
    }
  }

  private Seen(Expr expr, Memory memory, @Nullable Lens lens) {
    this.expr = expr;
    this.memory = memory;
    this.lens = lens;
    this.changes = memory.changes;
    this.shape = memory.whole.shape();
  }

  /// All of memory that nothing else looks at.
  static Seen of(Expr expr) {
    return new Seen(expr, new Memory(expr), null);
  }

  /// The same memory through a further lens.
  ///
  /// @param through how it looks at what is seen here
  /// @param now what it sees
  Seen view(Lens through, Expr now) {
    return new Seen(now, memory, lens == null ? through : lens.then(through));
  }

  /// What is seen now. What stands for the memory in another shape than it had is not looked at: no
  /// array changes its shape where it lies.
  Expr expr() {
    if (changes != memory.changes) {
      if (lens == null) {
        expr = memory.whole;
      } else if (memory.whole.shape().equals(shape)) {
        expr = lens.take(memory.whole);
      }
      changes = memory.changes;
    }
    return expr;
  }

  boolean isWritable() {
    return lens == null || lens.isWritable();
  }

  /// Whether the entries lie in memory in the order they are read in.
  boolean isOrdered() {
    return lens == null || lens.ordered();
  }

  /// The same memory, where something else stands for the values it has now; a later change is
  /// seen.
  Seen named(Expr other) {
    if (lens == null) {
      memory.whole = other;
    }
    return new Seen(other, memory, lens);
  }

  /// Whether all of the memory is seen of which another sees a part.
  boolean isWholeOf(Seen other) {
    return lens == null && other.lens != null && memory.equals(other.memory);
  }

  /// Puts another expression for the same values.
  void rename(Expr to) {
    memory = lens == null ? memory : new Memory(to);
    memory.whole = to;
    lens = null;
    expr = to;
    changes = memory.changes;
  }

  /// Changes what is seen, for all that look at the memory.
  void change(Expr to, Span where) {
    memory.whole = lens == null ? to : lens.put(memory.whole, to);
    memory.changes++;
    memory.where = where;
    expr = to;
    changes = memory.changes;
  }

  /// Where the memory was changed last; null if it never was.
  @Nullable Span changedAt() {
    return memory.where;
  }
}

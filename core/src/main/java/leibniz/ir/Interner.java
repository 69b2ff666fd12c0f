package leibniz.ir;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The one table that makes equal expressions the same object. It holds them weakly: an expression
/// nobody uses is forgotten. Safe for several threads.
final class Interner {
  private static final Interner TABLE = new Interner();

  /// Arguments are interned already, so they are compared by identity.
  private record Key(Head head, List<Expr> args, Shape shape, int hash) {
    Key(Head head, List<Expr> args, Shape shape) {
      this(head, args, shape, (head.hashCode() * 31 + args.hashCode()) * 31 + shape.hashCode());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key k
          && hash == k.hash
          && args.equals(k.args)
          && shape.equals(k.shape)
          && head.equals(k.head);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  private static final class Entry extends WeakReference<Expr> {
    private final Key key;

    Entry(Expr value, Key key, ReferenceQueue<Expr> queue) {
      super(value, queue);
      this.key = key;
    }
  }

  private final Map<Key, Entry> entries = new HashMap<>();
  private final ReferenceQueue<Expr> forgotten = new ReferenceQueue<>();

  private Interner() {}

  static Expr intern(Head head, List<Expr> args, Shape shape) {
    Effort.spend(1 + args.size() / 4);
    return TABLE.get(new Key(head, List.copyOf(args), shape));
  }

  private synchronized Expr get(Key key) {
    for (var gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
      if (gone instanceof Entry entry) {
        entries.remove(entry.key, entry);
      }
    }
    Entry known = entries.get(key);
    Expr value = known == null ? null : known.get();
    if (value == null) {
      value = new Expr(key.head, key.args, key.shape, Keys.of(key.head, key.args, key.shape));
      entries.put(key, new Entry(value, key, forgotten));
    }
    return value;
  }
}

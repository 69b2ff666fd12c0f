package leibniz.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// Remembers what was made lately.
public final class Recent<K, V> {
  private final Map<K, V> made;

  /// @param most how much is remembered
  public Recent(int most) {
    made =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  /// Two threads that ask at once may both make it, and then one is kept.
  public V of(K key, Function<K, V> maker) {
    synchronized (made) {
      V known = made.get(key);
      if (known != null) {
        return known;
      }
    }
    V fresh = maker.apply(key);
    synchronized (made) {
      V earlier = made.putIfAbsent(key, fresh);
      return earlier == null ? fresh : earlier;
    }
  }
}

package leibniz.plan;

import java.util.Map;

/// What is in a map by the way the plan was made.
final class Lookup {
  private Lookup() {}

  /// The value of a key that has one.
  static <K, V> V in(Map<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("nothing is known of " + key);
    }
    return value;
  }
}

package leibniz.trace;

import java.util.HashMap;
import java.util.Map;
import leibniz.ir.Expr;

/// What was taken out of arrays at places: loops look at the same windows of one array again and
/// again, and so does a program that is followed again.
final class Taken {
  private static final int MOST = 20_000; // places that are remembered

  private final Map<Key, Expr> known = new HashMap<>();

  private record Key(Place place, Expr whole) {}

  Expr of(Place place, Expr whole) {
    Key key = new Key(place, whole);
    Expr part = known.get(key);
    if (part == null) {
      part = place.take(whole);
      if (known.size() == MOST) {
        known.clear();
      }
      known.put(key, part);
    }
    return part;
  }
}

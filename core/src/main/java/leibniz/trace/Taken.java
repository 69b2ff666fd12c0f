package leibniz.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import leibniz.ir.Expr;

/// What was taken out of arrays at places: loops look at the same windows of one array again and
/// again, and so does a program that is followed again.
final class Taken {
  private static final int MOST = 20_000; // places that are remembered

  private final Map<Key, Expr> known = new HashMap<>();

  private record Key(Record place, Expr whole) {}

  /// @param place says what is taken
  /// @param take takes it
  Expr of(Record place, Expr whole, UnaryOperator<Expr> take) {
    Key key = new Key(place, whole);
    Expr part = known.get(key);
    if (part == null) {
      part = take.apply(whole);
      put(key, part);
    }
    return part;
  }

  /// What was put into an array is what is taken from there.
  void put(Record place, Expr whole, Expr part) {
    put(new Key(place, whole), part);
  }

  private void put(Key key, Expr part) {
    if (known.size() == MOST) {
      known.clear();
    }
    known.put(key, part);
  }
}

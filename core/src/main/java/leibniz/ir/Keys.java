package leibniz.ir;

import java.util.List;

/// Structural keys: 64-bit mixes that depend on nothing but the expression, so that an order made
/// from them is the same in every run and in every process.
final class Keys {
  private Keys() {}

  static long mix(long a, long b) {
    long z = a * 0x9E3779B97F4A7C15L + b;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  static long of(Head head, List<Expr> args, Shape shape) {
    long key =
        switch (head) {
          case Head.Var v -> mix(1, text(v.name() + v.properties()));
          case Head.Num n -> mix(2, text(n.value().toString()));
          case Head.Einsum e -> {
            long k = mix(3, text(e.coefficient()));
            for (Head.Factor f : e.factors()) {
              k = mix(k, f.letters().hashCode());
              k = mix(k, text(f.power()));
            }
            yield mix(k, e.out().hashCode());
          }
          case Head.Sum s -> {
            long k = 4;
            for (Rational c : s.coefficients()) {
              k = mix(k, text(c));
            }
            yield k;
          }
          case Head.Map m -> mix(5, text(m.op().name()));
          case Head.Special s -> mix(6, text(s.op().name()));
        };
    for (Expr argument : args) {
      key = mix(key, argument.key());
    }
    return mix(key, text(hash(shape)));
  }

  private static long text(Rational number) {
    return text(number.isOne() ? "1" : number.toString());
  }

  private static long text(String text) {
    return text(text.hashCode());
  }

  /// Of a text with this hash: `String.hashCode` is specified, so it is stable. The second is that
  /// of the text with a prime; two of them make it wide.
  private static long text(int hash) {
    return mix(hash, 31 * hash + '\'');
  }

  /// That of the shape as it is written, `(B, D)`, which is not written for it.
  private static int hash(Shape shape) {
    int hash = '(';
    for (int axis = 0; axis < shape.rank(); axis++) {
      hash = hash(axis == 0 ? hash : hash(hash, ", "), shape.get(axis).toString());
    }
    return hash(hash, shape.rank() == 1 ? ",)" : ")");
  }

  /// That of a text that goes on.
  private static int hash(int before, String more) {
    int hash = before;
    for (int k = 0; k < more.length(); k++) {
      hash = 31 * hash + more.charAt(k);
    }
    return hash;
  }
}

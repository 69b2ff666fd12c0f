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
            long k = mix(3, text(e.coefficient().toString()));
            for (Head.Factor f : e.factors()) {
              k = mix(k, f.letters().hashCode());
              k = mix(k, text(f.power().toString()));
            }
            yield mix(k, e.out().hashCode());
          }
          case Head.Sum s -> {
            long k = 4;
            for (Rational c : s.coefficients()) {
              k = mix(k, text(c.toString()));
            }
            yield k;
          }
          case Head.Map m -> mix(5, text(m.op().name()));
          case Head.Special s -> mix(6, text(s.op().name()));
        };
    for (Expr argument : args) {
      key = mix(key, argument.key());
    }
    return mix(key, text(shape.toString()));
  }

  /// `String.hashCode` is specified, so it is stable; two of them make it wide.
  private static long text(String text) {
    return mix(text.hashCode(), (text + "'").hashCode());
  }
}

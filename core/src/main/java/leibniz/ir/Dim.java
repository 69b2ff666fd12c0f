package leibniz.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The size of an axis: a polynomial with whole coefficients over size symbols, in normal form. Two
/// sizes are equal when the polynomials are, never because their values happen to coincide.
public final class Dim {
  /// Symbols with their exponents, ordered; the empty product is 1.
  private record Monomial(SortedMap<String, Integer> symbols, int degree, String text)
      implements Comparable<Monomial> {
    Monomial(SortedMap<String, Integer> symbols) {
      this(symbols, symbols.values().stream().mapToInt(Integer::intValue).sum(), text(symbols));
    }

    Monomial times(Monomial other) {
      SortedMap<String, Integer> product = new TreeMap<>(symbols);
      other.symbols.forEach((s, e) -> product.merge(s, e, Integer::sum));
      return new Monomial(product);
    }

    /// Higher degrees first, then by name, so that `n*m + n + 1` reads as one writes it.
    @Override
    public int compareTo(Monomial other) {
      int byDegree = Integer.compare(other.degree, degree);
      return byDegree != 0 ? byDegree : text.compareTo(other.text);
    }

    private static String text(SortedMap<String, Integer> symbols) {
      StringBuilder out = new StringBuilder();
      symbols.forEach((symbol, exponent) -> {
        for (int i = 0; i < exponent; i++) {
          out.append(out.isEmpty() ? "" : "*").append(symbol);
        }
      });
      return out.toString();
    }
  }

  private static final Monomial UNIT = new Monomial(new TreeMap<>());
  private static final int FEW = 1024;
  private static final @Nullable Dim[] KNOWN = new Dim[FEW]; // numbers, which are added most
  public static final Dim ONE = of(1);

  private final SortedMap<Monomial, Long> terms;
  private final String text;
  private final boolean number;
  private final long value; // of a number

  private Dim(SortedMap<Monomial, Long> terms) {
    terms.values().removeIf(c -> c == 0);
    this.terms = terms;
    this.text = print(terms);
    this.number = terms.isEmpty() || terms.size() == 1 && terms.containsKey(UNIT);
    this.value = number && !terms.isEmpty() ? terms.firstEntry().getValue() : 0;
  }

  public static Dim of(long value) {
    if (value < 0 || value >= FEW) {
      return made(value);
    }
    Dim known = KNOWN[(int) value];
    if (known == null) {
      known = made(value);
      KNOWN[(int) value] = known;
    }
    return known;
  }

  private static Dim made(long value) {
    SortedMap<Monomial, Long> terms = new TreeMap<>();
    terms.put(UNIT, value);
    return new Dim(terms);
  }

  public static Dim symbol(String name) {
    SortedMap<Monomial, Long> terms = new TreeMap<>();
    terms.put(new Monomial(new TreeMap<>(Map.of(name, 1))), 1L);
    return new Dim(terms);
  }

  public Dim plus(Dim other) {
    if (number && other.number) {
      return of(Math.addExact(value, other.value));
    }
    SortedMap<Monomial, Long> sum = new TreeMap<>(terms);
    other.terms.forEach((m, c) -> sum.merge(m, c, Math::addExact));
    return new Dim(sum);
  }

  public Dim minus(Dim other) {
    if (number && other.number) {
      return of(Math.subtractExact(value, other.value));
    }
    return plus(other.times(of(-1)));
  }

  /// Whether it is at least as large as another by a number, whatever the symbols are.
  public boolean isAtLeastByNumber(Dim other) {
    if (number && other.number) {
      return value >= other.value;
    }
    OptionalLong difference = minus(other).constant();
    return difference.isPresent() && difference.getAsLong() >= 0;
  }

  public Dim times(Dim other) {
    SortedMap<Monomial, Long> product = new TreeMap<>();
    terms.forEach((m, c) ->
        other.terms.forEach(
            (n, d) -> product.merge(m.times(n), Math.multiplyExact(c, d), Math::addExact)));
    return new Dim(product);
  }

  /// Whether it is at least as large as another for all values of the symbols, as far as the terms
  /// show: none of the difference is negative.
  public boolean isAtLeast(Dim other) {
    return minus(other).terms.values().stream().allMatch(c -> c > 0);
  }

  public boolean isOne() {
    return text.equals("1");
  }

  /// The value, if no symbol occurs.
  public OptionalLong constant() {
    return number ? OptionalLong.of(value) : OptionalLong.empty();
  }

  /// The symbols that occur, ordered.
  public Set<String> symbols() {
    Set<String> all = new TreeSet<>();
    terms.keySet().forEach(m -> all.addAll(m.symbols.keySet()));
    return all;
  }

  /// The value under values of the symbols.
  public long at(ToLongFunction<String> value) {
    long sum = 0;
    for (var term : terms.entrySet()) {
      long product = term.getValue();
      for (var power : term.getKey().symbols.entrySet()) {
        for (int i = 0; i < power.getValue(); i++) {
          product = Math.multiplyExact(product, value.applyAsLong(power.getKey()));
        }
      }
      sum = Math.addExact(sum, product);
    }
    return sum;
  }

  /// The size with each symbol replaced by a size.
  public Dim with(Function<String, Dim> sizes) {
    Dim sum = of(0);
    for (var term : terms.entrySet()) {
      Dim product = of(term.getValue());
      for (var power : term.getKey().symbols.entrySet()) {
        for (int i = 0; i < power.getValue(); i++) {
          product = product.times(sizes.apply(power.getKey()));
        }
      }
      sum = sum.plus(product);
    }
    return sum;
  }

  /// A product of a whole number and symbols: its number, and each symbol once for each power.
  /// Empty lists of symbols mean a plain number. Null when this is a sum of several terms.
  public @Nullable Product product() {
    if (terms.isEmpty()) {
      return new Product(0, List.of());
    }
    if (terms.size() > 1) {
      return null;
    }
    var only = terms.firstEntry();
    List<String> factors = new ArrayList<>();
    only.getKey().symbols.forEach((s, e) -> factors.addAll(Collections.nCopies(e, s)));
    return new Product(only.getValue(), factors);
  }

  /// A number times symbols.
  public record Product(long number, List<String> symbols) {}

  private static String print(SortedMap<Monomial, Long> terms) {
    StringBuilder out = new StringBuilder();
    terms.forEach((m, c) -> {
      String symbols = m.text();
      if (!out.isEmpty()) {
        out.append(c < 0 ? " - " : " + ");
      } else if (c < 0) {
        out.append('-');
      }
      long size = Math.abs(c);
      if (symbols.isEmpty()) {
        out.append(size);
      } else {
        out.append(size == 1 ? "" : size + "*").append(symbols);
      }
    });
    return out.isEmpty() ? "0" : out.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dim dim && text.equals(dim.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /// As one writes it in Python: `B`, `3*C`, `n - 1`.
  @Override
  public String toString() {
    return text;
  }
}

package leibniz.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Problem;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// The size symbols of a program and what is known of them.
final class Sizes {
  private final Map<String, Long> asked;
  private final Map<String, Dim> unified;
  private final Map<String, Shorten> shortened;
  private final Set<String> names;
  private final Set<Long> axes;
  private final SortedMap<String, Long> values = new TreeMap<>();
  private final Set<String> fixed = new TreeSet<>();
  private Set<String> open = Set.of();
  private Set<String> named = Set.of();
  private @Nullable Met met;

  /// The one value of a symbol at which two sizes that had to be one are one.
  record Met(String symbol, long value) {}

  /// Thrown when a size is so large that a loop along it cannot be followed: reading starts again
  /// with a small one.
  static final class Shorten extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String symbol;
    private final long value;
    private final long was;

    private Shorten(String symbol, long value, long was) {
      super(symbol + " = " + value, null, false, false);
      this.symbol = symbol;
      this.value = value;
      this.was = was;
    }

    String symbol() {
      return symbol;
    }

    long value() {
      return value;
    }

    /// What the program says.
    long was() {
      return was;
    }

    /// What is taken for granted.
    String said() {
      return symbol.equals(Long.toString(was))
          ? was + " is taken as " + value
          : symbol + " is taken as " + value + ", not " + was;
    }

    /// Whether the size turned out to be the number that the program says.
    boolean isUndoneBy(Unify same) {
      return same.symbol().equals(symbol) && same.size().equals(Dim.of(was));
    }
  }

  /// Thrown when a program is only right if a symbol is what stands for another size too (both have
  /// the same value): reading starts again with the symbol replaced.
  static final class Unify extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String symbol;
    private final transient Dim size;
    private final transient Sizes known;
    private final String said;

    private Unify(String symbol, Dim size, Sizes known) {
      this(symbol, size, known, "");
    }

    private Unify(String symbol, Dim size, Sizes known, String said) {
      super(symbol + " = " + size, null, false, false);
      this.said = said;
      this.symbol = symbol;
      this.size = size;
      this.known = known;
    }

    /// What becomes of a size that is known to be another one.
    Dim in(Dim other) {
      if (!other.symbols().contains(symbol)) {
        return other;
      }
      return isSymbol(other) ? size : Dim.of(known.value(other).orElse(1));
    }

    String symbol() {
      return symbol;
    }

    /// What is taken for granted; empty if it is known.
    String said() {
      return said;
    }

    Dim size() {
      return size;
    }
  }

  /// @param asked the values the user gives
  /// @param unified symbols that are known to be other sizes
  /// @param shortened symbols that are taken to be smaller than the program says
  /// @param names what the program calls anything
  /// @param axes numbers that it writes in shapes
  Sizes(
      Map<String, Long> asked,
      Map<String, Dim> unified,
      Map<String, Shorten> shortened,
      Set<String> names,
      Set<Long> axes) {
    this.asked = asked;
    this.names = names;
    this.axes = axes;
    this.shortened = Map.copyOf(shortened);
    this.unified = new HashMap<>(unified);
    values.putAll(asked);
  }

  /// A point to go back to.
  record Mark(Map<String, Long> values, Set<String> fixed, @Nullable Met met) {}

  Mark mark() {
    return new Mark(Map.copyOf(values), Set.copyOf(fixed), met);
  }

  /// Forgets the values that symbols got since, and what they decided.
  void back(Mark mark) {
    values.clear();
    values.putAll(mark.values);
    fixed.retainAll(mark.fixed);
    met = mark.met;
  }

  SortedMap<String, Long> values() {
    return values;
  }

  /// What stands for symbols that are known to be other sizes.
  Map<Dim, Dim> unified() {
    return unified.entrySet().stream()
        .collect(Collectors.toMap(e -> Dim.symbol(e.getKey()), Map.Entry::getValue));
  }

  /// The size a name stands for.
  Dim symbol(String name) {
    return unified.getOrDefault(name, Dim.symbol(name));
  }

  /// The size a name with a value stands for. The user's value goes before the program's; a name
  /// that gets a second value is a plain number from there on.
  Dim named(String name, long value) {
    if (!asked.containsKey(name)) {
      Long known = values.putIfAbsent(name, value);
      if (known != null && known != value) {
        return Dim.of(value);
      }
    }
    return symbol(name);
  }

  /// The value the user asked for.
  Optional<Long> asked(String name) {
    return Optional.ofNullable(asked.get(name));
  }

  OptionalLong value(Dim size) {
    if (!values.keySet().containsAll(size.symbols())) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(size.at(s -> values.getOrDefault(s, 0L)));
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /// The value of a size where one is needed.
  ///
  /// @param what what needs it, as in "range(L)"
  long need(Dim size, String what, Span span) {
    OptionalLong value = value(size);
    if (value.isPresent()) {
      fixed.addAll(size.symbols());
      return value.getAsLong();
    }
    String missing =
        size.symbols().stream().filter(s -> !values.containsKey(s)).findFirst().orElse("");
    throw Problem.error(Code.LBZ008, what + " needs the value of " + missing, span, "")
        .help(
            "give it one on a line before:  " + missing + " = 3   or with --size " + missing + "=3")
        .raise();
  }

  /// The symbols whose values decided how the program goes on: how often a loop runs, which branch
  /// is taken. What was read holds for these values alone.
  Set<String> fixed() {
    return fixed;
  }

  /// The way the program goes depends on the value of a size.
  void fix(Dim size) {
    fixed.addAll(size.symbols());
  }

  /// Whether two sizes are one. If they are not, but the program says they have one value, reading
  /// starts again with one for both.
  boolean same(Dim a, Dim b) {
    if (a.equals(b)) {
      return true;
    }
    opened(a, b, open, Set.of());
    opened(b, a, open, Set.of());
    opened(a, b, named, named);
    opened(b, a, named, named);
    OptionalLong left = value(a);
    OptionalLong right = value(b);
    if (left.isPresent() && left.equals(right)) {
      throw unify(a, b);
    }
    lengthen(a, b);
    if (left.isEmpty() && known(a).equals(known(b))) {
      Set<String> symbols = new TreeSet<>(a.symbols());
      symbols.addAll(b.symbols());
      symbols.retainAll(values.keySet());
      String any = symbols.iterator().next();
      throw new Unify(any, Dim.of(values.getOrDefault(any, 1L)), this);
    }
    meet(a, b);
    return false;
  }

  /// What a symbol without a value would have to be for the first two sizes that were no match;
  /// null if nothing would help.
  @Nullable Met met() {
    return met;
  }

  private void meet(Dim a, Dim b) {
    Dim difference = known(a).minus(known(b));
    if (met != null || difference.symbols().size() != 1) {
      return;
    }
    long one = difference.at(_ -> 1);
    long slope = difference.at(_ -> 2) - one;
    long value = slope == 0 ? 0 : 1 - one / slope;
    if (value > 0 && difference.at(_ -> value) == 0) {
      met = new Met(difference.symbols().iterator().next(), value);
    }
  }

  /// With values for the symbols that have one: `T*h*4` is `8*T` where h is 2.
  private Dim known(Dim size) {
    return size.with(s -> {
      Long value = values.get(s);
      return value == null ? Dim.symbol(s) : Dim.of(value);
    });
  }

  /// A symbol with a small value, unless it has one.
  Dim drawn(String name, long value) {
    values.putIfAbsent(name, value);
    return symbol(name);
  }

  /// Leaves it open which sizes some symbols are: each is what it has to be.
  ///
  /// @param stated symbols that are told apart by who wrote the program, but may be what others are
  ///   called elsewhere
  void leave(Set<String> symbols, Set<String> stated) {
    open = Set.copyOf(symbols);
    named = Set.copyOf(stated);
  }

  /// The program has as many names for the parts of that size: where it is open, it is that.
  void counted(Dim size, int names) {
    opened(size, Dim.of(names), open, Set.of());
    opened(size, Dim.of(names), named, named);
  }

  /// So many positions, one after the other, go along an axis together with another index, as in
  /// `p[np.arange(n), y]`: where one of the sizes is open, they are one.
  void paired(Dim positions, Dim axis) {
    opened(positions, axis, open, Set.of());
    opened(axis, positions, open, Set.of());
  }

  /// Starts again if a symbol may be the other size.
  ///
  /// @param which the symbols that may
  /// @param but symbols they must not be
  private void opened(Dim a, Dim b, Set<String> which, Set<String> but) {
    String symbol = a.toString();
    boolean other = which.contains(symbol) && b.symbols().stream().noneMatch(but::contains);
    if (other && isSymbol(a) && !b.symbols().contains(symbol)) {
      throw new Unify(symbol, b, this);
    }
  }

  /// Whether a size is 1; if it is so by its value, reading starts again with 1 for it.
  boolean isOne(Dim size) {
    if (!size.isOne() && value(size).equals(OptionalLong.of(1))) {
      throw unify(size, Dim.ONE);
    }
    return size.isOne();
  }

  /// Starts again with a small value for a symbol, even where it was even and unlike the others.
  void shorten(String symbol) {
    Long was = values.get(symbol);
    if (was == null || was <= 8 || asked.containsKey(symbol)) {
      return;
    }
    long small = was % 2 == 0 ? 4 : 3;
    while ((values.containsValue(small) || axes.contains(small)) && small < 12) {
      small += 2;
    }
    throw new Shorten(symbol, small, was);
  }

  /// Starts again with a small number in place of one that the program writes; but not where it has
  /// turned out that it has to be that number.
  void shortenWritten(long number) {
    String symbol = Long.toString(number);
    if (number >= LARGE && !unified.containsKey(symbol)) {
      values.put(symbol, number);
      shorten(symbol);
    }
  }

  /// What stands for a number that the program writes: itself, or a small one.
  long written(long number) {
    return number < LARGE ? number : asked(Long.toString(number)).orElse(number);
  }

  private static final long LARGE = 32;

  /// Whether some sizes are taken smaller than the program has them.
  boolean areShort() {
    return !shortened.isEmpty();
  }

  /// Starts again with the number that the program says for a symbol that was taken to be smaller,
  /// if two sizes are one with it: of `x = np.zeros(16); T = len(x)` one stays a plain 16.
  private void lengthen(Dim a, Dim b) {
    if (said(a).constant().isEmpty() || !said(a).equals(said(b))) {
      lengthen(value(a), value(b));
      return;
    }
    Set<String> symbols = new TreeSet<>(a.symbols());
    symbols.addAll(b.symbols());
    for (String symbol : symbols) {
      Shorten small = shortened.get(symbol);
      if (small != null) {
        throw new Unify(symbol, Dim.of(small.was), this);
      }
    }
  }

  /// The same if they differ by as much as was taken from it: what a loop collects has no symbol,
  /// as a list of 5 does that has 81 for `range(80)`.
  private void lengthen(OptionalLong a, OptionalLong b) {
    for (Shorten s : a.isPresent() && b.isPresent() ? shortened.values() : Set.<Shorten>of()) {
      if (Math.abs(a.getAsLong() - b.getAsLong()) == s.was - s.value) {
        throw new Unify(s.symbol, Dim.of(s.was), this);
      }
    }
  }

  /// With what the program says for the symbols that have a value.
  private Dim said(Dim size) {
    return known(
        size.with(s -> {
          Shorten small = shortened.get(s);
          return small == null ? Dim.symbol(s) : Dim.of(small.was);
        }));
  }

  /// Whether two sizes are known to differ.
  boolean differ(Dim a, Dim b) {
    OptionalLong left = value(a);
    OptionalLong right = value(b);
    return left.isPresent() && right.isPresent() && !left.equals(right);
  }

  /// Starts again with one of two sizes written by the other, so that it is known which is the
  /// smaller: by their values; without them, the first is taken to be as large at least. Answers
  /// where neither can be written so, and there are no values.
  void compare(Dim a, Dim b) {
    OptionalLong left = value(a);
    OptionalLong right = value(b);
    if (left.isPresent() && right.isPresent()) {
      long more = left.getAsLong() - right.getAsLong();
      larger(more < 0 ? b : a, more < 0 ? a : b, Dim.of(Math.abs(more)), "");
      Optional<String> any = a.minus(b).symbols().stream().findFirst();
      if (any.isPresent()) {
        throw number(any.get()); // of 6 and k = 3 neither is written by the other
      }
    } else {
      for (List<Dim> both : List.of(List.of(a, b), List.of(b, a))) {
        String more = "k";
        while (names.contains(more)) {
          more += "k";
        }
        String said = both.get(0) + " is taken to be at least " + both.get(1);
        larger(both.get(0), both.get(1), Dim.symbol(more), said);
      }
    }
  }

  private void larger(Dim a, Dim b, Dim more, String said) {
    if (isSymbol(a) && !b.symbols().contains(a.toString())) {
      throw new Unify(a.toString(), b.plus(more), this, said);
    }
  }

  private Unify unify(Dim a, Dim b) {
    if (isSymbol(b) && !a.symbols().contains(b.toString())) {
      return new Unify(b.toString(), a, this);
    }
    if (isSymbol(a) && !b.symbols().contains(a.toString())) {
      return new Unify(a.toString(), b, this);
    }
    return number((a.symbols().isEmpty() ? b : a).symbols().iterator().next());
  }

  /// A symbol is its value from there on.
  private Unify number(String symbol) {
    return new Unify(symbol, Dim.of(values.getOrDefault(symbol, 1L)), this);
  }

  private static boolean isSymbol(Dim size) {
    return size.symbols().size() == 1 && size.symbols().contains(size.toString());
  }
}

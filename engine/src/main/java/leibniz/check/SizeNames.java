package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import leibniz.ir.Dim;
import leibniz.ir.Shape;
import leibniz.python.Expression;
import org.jspecify.annotations.Nullable;

/// What the names of sizes in a text stand for.
///
/// A name the program knows is known. Any other is taken to mean what it first stands for: it is
/// then known as long as the texts agree.
final class SizeNames {
  private static final Set<String> SAMPLES = Set.of("N", "n", "m");

  private final Function<String, @Nullable Dim> known;
  private final Map<String, Long> numbers;
  private final Map<String, Long> said; // of those that are taken to be smaller
  private final List<CutRounds> cut;
  private final Map<String, Map<Dim, Integer>> guesses = new LinkedHashMap<>();

  /// What an unknown name seems to be, and how many texts agree.
  private record Guess(Dim size, int times) {}

  /// What most texts mean by a name, the first where it is even; null if there are none.
  private @Nullable Guess guess(String name) {
    Guess best = null;
    for (Map.Entry<Dim, Integer> e : guesses.getOrDefault(name, Map.of()).entrySet()) {
      best = best == null || e.getValue() > best.times ? new Guess(e.getKey(), e.getValue()) : best;
    }
    return best;
  }

  /// How a stated size compares with the actual one.
  enum Fit {
    EQUAL,
    DIFFERENT,
    /// The name is known only from other texts, and there it is something else.
    DISAGREES,
    /// Nothing is known.
    OPEN
  }

  /// @param known the sizes by name
  /// @param numbers the values of size symbols that have one
  /// @param said the values that the program says for those that are taken to be smaller
  /// @param cut loops over lists that are followed for fewer rounds than the program has
  private SizeNames(
      Function<String, @Nullable Dim> known,
      Map<String, Long> numbers,
      Map<String, Long> said,
      List<CutRounds> cut) {
    this.known = known;
    this.numbers = numbers;
    this.said = said;
    this.cut = cut;
  }

  /// @param known the sizes of the program by name
  static SizeNames of(Run run, Function<String, @Nullable Dim> known) {
    return new SizeNames(
        known,
        run.following().script().sizes(),
        run.following().learned().said(),
        CutRounds.ofLists(run));
  }

  /// How what is stated fits a shape.
  Fit fit(Stated stated, Shape actual) {
    int n = stated.axes().size();
    if (n > actual.rank() || n < actual.rank() && !stated.ellipsis()) {
      boolean meant =
          stated.form() != Stated.Form.LOOSE
              && (stated.form() == Stated.Form.SHAPE
                  || stated.axes().stream().anyMatch(a -> size(a) != null));
      return meant ? Fit.DIFFERENT : Fit.OPEN;
    }
    Fit worst = Fit.EQUAL;
    for (int k = 0; k < n; k++) {
      Fit fit = fit(stated.axes().get(k), actual.get(actual.rank() - n + k));
      if (fit == Fit.DIFFERENT
          && k == 0
          && n > 1
          && isMultiple(stated.axes().get(k), actual.get(actual.rank() - n))) {
        fit = Fit.DISAGREES; // `[N x K]` where there are N samples of each of K kinds
      }
      if (fit == Fit.DIFFERENT) {
        return fit;
      }
      worst = fit == Fit.EQUAL ? worst : fit;
    }
    return worst;
  }

  /// Compares; learns nothing.
  Fit fit(Expression stated, Dim actual) {
    if (isAny(stated)) {
      return Fit.EQUAL;
    }
    Dim size = size(stated);
    if (size != null) {
      boolean part = // `C/r` in a text, where r may be another than the program's
          stated instanceof Expression.Binary b && b.operator() == Expression.Operator.DIVIDE;
      return same(size, actual) || isCut(size, actual)
          ? Fit.EQUAL
          : part ? Fit.OPEN : Fit.DIFFERENT;
    }
    if (stated instanceof Expression.Name(String id, _)) {
      Guess guess = guess(id);
      if (guess != null) {
        return same(guess.size, actual) ? Fit.EQUAL : guess.times > 1 ? Fit.DISAGREES : Fit.OPEN;
      }
    }
    return Fit.OPEN;
  }

  /// Whether a number of samples is stated, as people call it, and the actual one is a multiple.
  boolean isMultiple(Expression stated, Dim actual) {
    Dim size = size(stated);
    if (size == null
        || !(stated instanceof Expression.Name(String id, _))
        || !SAMPLES.contains(id)) {
      return false;
    }
    OptionalLong one = number(size);
    OptionalLong all = number(actual);
    return one.isPresent()
        && all.isPresent()
        && one.getAsLong() > 1
        && all.getAsLong() % one.getAsLong() == 0;
  }

  /// Whether it is the other way round by what other texts say: `(I*K, J)` of a value of the shape
  /// `(J, I*K)`. One name may be new where many texts agree on the other.
  boolean isReversed(Stated stated, Shape actual) {
    int n = stated.axes().size();
    List<@Nullable Dim> said = new ArrayList<>();
    stated.axes().forEach(axis -> said.add(size(axis, this::guessed)));
    long open = said.stream().filter(Objects::isNull).count();
    boolean sure =
        open == 0
            || open < n
                && stated.axes().stream()
                    .allMatch(a -> size(a, this::guessed) == null || isOften(a));
    return n > 1
        && sure
        && n == actual.rank()
        && IntStream.range(0, n).allMatch(k -> mayBe(said.get(n - 1 - k), actual.get(k)))
        && !IntStream.range(0, n).allMatch(k -> mayBe(said.get(k), actual.get(k)));
  }

  private boolean mayBe(@Nullable Dim said, Dim actual) {
    return said == null || same(said, actual);
  }

  private static final int OFTEN = 3;

  private boolean isOften(Expression axis) {
    Guess guess = axis instanceof Expression.Name(String id, _) ? guess(id) : null;
    return guess != null && guess.times >= OFTEN;
  }

  private @Nullable Dim guessed(String name) {
    Dim size = known.apply(name);
    Guess guess = guess(name);
    return size != null ? size : guess != null && guess.times > 1 ? guess.size : null;
  }

  /// An unknown name was used for a size.
  void learn(Expression stated, Dim actual) {
    if (stated instanceof Expression.Name(String id, _) && size(stated) == null) {
      Map<Dim, Integer> sizes = guesses.computeIfAbsent(id, _ -> new LinkedHashMap<>());
      Dim one = sizes.keySet().stream().filter(d -> same(d, actual)).findFirst().orElse(actual);
      sizes.merge(one, 1, Integer::sum);
    }
  }

  /// The size an expression stands for, or null if a name in it is unknown.
  @Nullable Dim size(Expression e) {
    return size(e, known);
  }

  private @Nullable Dim size(Expression e, Function<String, @Nullable Dim> names) {
    return switch (e) {
      case Expression.Int(var value, _) when value.bitLength() < 40 -> Dim.of(value.longValue());
      case Expression.Name(String id, _) -> names.apply(id);
      case Expression.Attribute(Expression.Name(String owner, _), String name, _, _) ->
          names.apply(owner + "." + name);
      case Expression.Binary b -> {
        Dim left = size(b.left(), names);
        Dim right = size(b.right(), names);
        yield left == null || right == null ? null : combined(b.operator(), left, right);
      }
      default -> null;
    };
  }

  /// What is computed of two sizes; null if it is none that is known.
  @Nullable Dim combined(Expression.Operator operator, Dim left, Dim right) {
    return switch (operator) {
      case ADD -> left.plus(right);
      case SUBTRACT -> left.minus(right);
      case MULTIPLY -> left.times(right);
      case FLOOR_DIVIDE, DIVIDE -> {
        OptionalLong a = number(left);
        OptionalLong b = number(right);
        yield a.isPresent() && b.isPresent() && b.getAsLong() > 0
            ? Dim.of(a.getAsLong() / b.getAsLong())
            : null;
      }
      case MATMUL, MODULO, POWER, SHIFT_LEFT, SHIFT_RIGHT, AND, OR, XOR -> null;
    };
  }

  /// Equal as written, or the same number, be it the one that is taken or the one that the program
  /// says.
  boolean same(Dim a, Dim b) {
    OptionalLong left = number(a);
    OptionalLong right = number(b);
    return a.equals(b)
        || left.isPresent() && left.equals(right)
        || !said.isEmpty() && left.isPresent() && right.isPresent() && sameAsSaid(a, b);
  }

  /// Whether the actual size is that of a list of a loop that is followed for fewer rounds.
  private boolean isCut(Dim stated, Dim actual) {
    OptionalLong all = number(stated);
    OptionalLong now = number(actual);
    return all.isPresent()
        && now.isPresent()
        && cut.stream().anyMatch(r -> r.isOf(all.getAsLong(), now.getAsLong()));
  }

  /// What a loop collects is short without a symbol that says so: as much is missing of it as was
  /// taken from the size.
  private boolean sameAsSaid(Dim a, Dim b) {
    long left = a.at(s -> said.getOrDefault(s, numbers.get(s)));
    long right = b.at(s -> said.getOrDefault(s, numbers.get(s)));
    return left == right
        || said.entrySet().stream()
            .anyMatch(e ->
                Math.abs(left - right)
                    == e.getValue() - numbers.getOrDefault(e.getKey(), e.getValue()));
  }

  /// The size as a number, if it is known.
  OptionalLong number(Dim size) {
    return numbers.keySet().containsAll(size.symbols())
        ? OptionalLong.of(size.at(numbers::get))
        : OptionalLong.empty();
  }

  /// `-1`, `None`: any size.
  private static boolean isAny(Expression e) {
    return e instanceof Expression.None || e instanceof Expression.Unary;
  }
}

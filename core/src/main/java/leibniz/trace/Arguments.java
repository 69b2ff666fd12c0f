package leibniz.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Source;
import leibniz.ir.Span;
import leibniz.op.Maps;
import leibniz.python.Expression;
import leibniz.python.Parser;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Arguments for one call that the program does not make. Sizes that nothing names are free: when
/// the body only works if two of them are one, they are.
final class Arguments {
  private static final List<String> LETTERS =
      List.of("n", "m", "k", "l", "p", "q", "r", "s", "u", "v");

  private final Session session;
  private final Map<String, Dim> unified;
  private final Map<String, Dim> symbols = new HashMap<>();
  private final Set<String> free = new TreeSet<>();
  private final Set<String> stated = new TreeSet<>();
  private final Set<Long> values = new TreeSet<>();
  private final Map<Dim, Dim> alike =
      new HashMap<>(); // sizes of other calls, and what they are here
  private int next;

  /// @param unified free sizes that turned out to be others
  Arguments(Session session, Map<String, Dim> unified) {
    this.session = session;
    this.unified = unified;
  }

  /// The sizes that may yet turn out to be others.
  Set<String> free() {
    return free;
  }

  /// The sizes that are stated, and may be called otherwise elsewhere.
  Set<String> stated() {
    return stated;
  }

  /// A value for a parameter; null for its default.
  @Nullable Value of(Guess guess, Span span) {
    return switch (guess) {
      case Guess.Default _ -> null;
      case Guess.Array a -> Value.Tensor.of(array(a));
      case Guess.Axes a -> Value.Tensor.of(axes(a));
      case Guess.Size(String name) -> Value.Size.of(named(name));
      case Guess.Whole(int whole) -> Value.Number.of(whole);
      case Guess.Sizes(var sizes) ->
          Value.Listing.of(sizes.stream().map(n -> (Value) Value.Number.of(n)).toList());
      case Guess.Text(String text) -> new Value.Text(text);
      case Guess.Function f -> f.derivative() ? SECH : Library.numpy("tanh");
      case Guess.Generator _ -> new Value.Module("numpy.random");
      case Guess.Pack(var parts) ->
          new Value.Tuple(parts.stream().map(p -> part(p, span)).toList());
      case Guess.Entries(var parts) -> {
        Value.Dict dict = Value.Dict.empty();
        parts.forEach((key, part) -> {
          Value.Dict.Entry entry = new Value.Dict.Entry(new Value.Text(key), part(part, span));
          dict.entries().put(key, entry);
        });
        yield dict;
      }
      case Guess.Like(String name, Value like) -> like(name, like);
      case Guess.Given(Value given) -> given;
    };
  }

  /// The derivative of `np.tanh`.
  private static final Value SECH =
      Native.row(
              "tanh_prime",
              "x",
              a -> {
                Expr x = a.tensor("x");
                Expr square = Build.power(Build.map(Maps.TANH, x), Rational.TWO);
                return a.made(Build.minus(Build.ones(x.shape()), square));
              })
          .function();

  private Value part(Guess guess, Span span) {
    Value made = of(guess, span);
    return made == null ? Value.Single.NONE : made;
  }

  private Value like(String name, Value like) {
    return switch (like) {
      case Value.Tensor t -> Value.Tensor.of(Build.var(name, t.shape()));
      case Value.Number _, Value.Size _ -> Value.Tensor.of(Build.var(name, Shape.SCALAR));
      case Value.Tuple t -> {
        List<Value> each = new ArrayList<>();
        for (Value element : t.elements()) {
          each.add(like(name + "_" + each.size(), element));
        }
        yield new Value.Tuple(each);
      }
      case Value.Listing l -> {
        List<Value> each = new ArrayList<>();
        for (Value element : l.elements()) {
          each.add(like(name + "_" + each.size(), element));
        }
        yield Value.Listing.of(each);
      }
      case Value.Dict d -> {
        Map<Object, Value.Dict.Entry> each = new LinkedHashMap<>();
        d.entries()
            .forEach((key, e) ->
                each.put(key, new Value.Dict.Entry(e.key(), like(name + "_" + key, e.value()))));
        Value.Dict made = Value.Dict.empty();
        made.entries().putAll(each);
        yield made;
      }
      default -> like;
    };
  }

  // --- sizes ---------------------------------------------------------------------------------

  private Expr array(Guess.Array a) {
    List<Dim> dims = new ArrayList<>();
    for (String dim : a.dims()) {
      dims.add(dim == null || dim.isEmpty() ? fresh() : stated(dim));
    }
    return array(a.name(), new Shape(dims), a.property());
  }

  private Expr axes(Guess.Axes a) {
    List<Dim> dims = new ArrayList<>();
    for (Dim dim : a.like().dims()) {
      boolean sample = dims.isEmpty() && a.like().rank() > 1; // who hands one row may hand more
      dims.add(dim.isOne() && !sample ? dim : alike.computeIfAbsent(dim, _ -> fresh()));
    }
    return array(a.name(), new Shape(dims), a.property());
  }

  private Expr array(String name, Shape shape, Head.@Nullable Property property) {
    boolean fits = property != null && (!property.isOfSquares() || Properties.isSquare(shape));
    return session.input(name, shape, fits ? Set.of(property) : Set.of());
  }

  /// A size that nothing names.
  private Dim fresh() {
    String name;
    do {
      String letter = LETTERS.get(next % LETTERS.size());
      name = next < LETTERS.size() ? letter : letter + next / LETTERS.size();
      next++;
    } while (session.facts().names().contains(name) || symbols.containsKey(name));
    free.add(name);
    return valued(name);
  }

  private Dim named(String name) {
    stated.add(name);
    return valued(name);
  }

  /// The size of a symbol, which gets a small value of its own.
  private Dim valued(String name) {
    Dim known = symbols.get(name);
    if (known != null) {
      return known;
    }
    boolean image = name.matches("(?i)[hw]|height|width|[hw]_prev|n_[HW]\\w*|in_[hw]");
    // even, as pooling needs it; a recurrence shows from its second round on
    long value = image ? 4 : 3;
    while (values.contains(value) && !name.matches("(?i)hh|ww|f[hw]|[hw]f|k[hw]|f")) {
      value += image ? 2 : 1;
    }
    values.add(value);
    Dim other = unified.get(name);
    Dim size = other != null ? other : session.sizes().drawn(name, value);
    symbols.put(name, size);
    return size;
  }

  /// A size as a text says it: a name, a number, arithmetic; or words.
  private Dim stated(String text) {
    try {
      List<Statement> body = Parser.parse(new Source("", text)).body();
      if (body.size() == 1 && body.get(0) instanceof Statement.Evaluate(var e, _)) {
        Dim size = sized(e);
        if (size != null) {
          return size;
        }
      }
    } catch (LeibnizException e) {
      // words, then
    }
    return named(text.strip().replaceAll("\\b(the|a|an)\\b ?", "").replaceAll("\\W+", "_"));
  }

  private @Nullable Dim sized(Expression e) {
    return switch (e) {
      case Expression.Name(String id, _) -> named(id);
      case Expression.Int(var n, _) when n.bitLength() < 20 -> Dim.of(n.longValue());
      case Expression.Binary b -> {
        Dim left = sized(b.left());
        Dim right = sized(b.right());
        if (left == null || right == null) {
          yield null;
        }
        yield switch (b.operator()) {
          case ADD -> left.plus(right);
          case SUBTRACT -> left.minus(right);
          case MULTIPLY -> left.times(right);
          default -> null;
        };
      }
      default -> null;
    };
  }
}

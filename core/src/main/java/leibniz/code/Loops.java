package leibniz.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import leibniz.code.Arithmetic.Powered;
import leibniz.code.Arithmetic.Signed;
import leibniz.code.Piece.Kind;
import leibniz.code.Piece.Level;
import leibniz.ir.Axes;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;
import leibniz.ir.Notation;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Spelling;
import leibniz.program.Program;
import leibniz.program.Scope;
import org.jspecify.annotations.Nullable;

/// Writes each step as loops over its entries. A delta is no loop: only the diagonal is visited. A
/// part that would be computed again and again in an inner loop becomes an array of its own first.
final class Loops {
  /// More terms are not added in one statement: a compiler's stack has an end.
  private static final int TERMS = 24;

  private static final Pattern PRODUCT = Pattern.compile("(?<![\\w*])(\\w+)\\*");
  private static final int WIDEST = 88;

  private final Identifiers names;
  private final Words words;
  private final Arithmetic arithmetic;
  private final Scope scope = new Scope();
  private final Again again = new Again(scope);
  private final Map<Name, Integer> order = new HashMap<>();
  private final Set<String> numbers = new HashSet<>();
  private final List<String> variables = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final Set<String> methods = new LinkedHashSet<>();

  Loops(Identifiers names, Words words) {
    this.names = names;
    this.words = words;
    this.arithmetic = new Arithmetic(words);
  }

  List<String> lines() {
    return lines;
  }

  /// The methods that the lines call.
  Set<String> methods() {
    return methods;
  }

  /// From here on the expression is had by its name.
  void define(Name name, Expr node) {
    scope.define(name, node);
    order.put(name, order.size());
    if (node.rank() == 0 && name.index().isEmpty()) {
      numbers.add(names.of(name)); // in a list of arrays it is one of one entry
    }
  }

  /// Computes every step; answers what each expression with a value is called.
  Map<Expr, String> program(Program program) {
    Map<Expr, String> done = new IdentityHashMap<>();
    for (Program.Input input : program.inputs()) {
      define(input.name(), input.node());
      boolean entry = input.node().rank() == 0 && !input.name().index().isEmpty();
      done.put(input.node(), names.of(input.name()) + (entry ? "[0]" : ""));
    }
    for (Program.Step step : program.steps()) {
      Axes axes = step.axes();
      step(step.target(), step.node(), axes == null ? step.shape().toString() : axes.toString());
      done.put(step.node(), names.of(step.target()));
    }
    return done;
  }

  /// Another name for a value.
  void alias(String target, String value, Expr node) {
    declare(target, value, node.rank(), node.shape().toString());
  }

  /// Computes the node under its name.
  void step(Name name, Expr node, String shape) {
    store(() -> names.of(name), node, shape);
    define(name, node);
    if (node.rank() == 0) {
      numbers.add(names.of(name)); // an element of a list in the program is a variable here
    }
  }

  // --- statements
  // ---------------------------------------------------------------------------------

  private void declare(String target, String value, int rank, String shape) {
    boolean element = target.endsWith("]"); // of a list of arrays, which is declared already
    String type = element ? "" : rank == 0 ? "double " : "double[] ";
    String stored = element && rank == 0 ? "new double[] {" + value + "}" : value;
    List<String> statement = new ArrayList<>(assigned(type + target + " =", stored));
    String last = statement.removeLast();
    lines.addAll(statement);
    lines.add(last.length() + shape.length() <= WIDEST ? last + "  // " + shape : last);
  }

  /// @param name asked for when all that the node needs has a name
  private void store(Supplier<String> name, Expr node, String shape) {
    Nest nest = new Nest(names, variables, List.of());
    if (scope.find(node) == null && node.head() instanceof Head.Special s) {
      String call = call(s.op(), node);
      declare(name.get(), node.rank() == 0 ? call + "[0]" : call, node.rank(), shape);
      return;
    }
    Map<Object, String> letters = new HashMap<>();
    List<String> index = new ArrayList<>();
    for (int axis = 0; axis < node.rank(); axis++) {
      Object letter =
          scope.find(node) == null && node.head() instanceof Head.Einsum e
              ? e.out().get(axis)
              : "axis" + axis;
      Dim size = node.shape().get(axis);
      index.add(size.isOne() ? "0" : letters.computeIfAbsent(letter, l -> nest.loop(size)));
    }
    String value = words.numbers(entry(node, index, nest)).text();
    String target = name.get();
    if (node.rank() == 0) {
      lines.addAll(nest.body());
      declare(target, value, 0, shape);
      return;
    }
    Dim count = node.shape().dims().stream().reduce(Dim.ONE, Dim::times);
    declare(target, "new double[" + Nest.spaced(names.here(count)) + "]", node.rank(), shape);
    if (value.equals("0")) {
      return;
    }
    nest.body().addAll(assigned(at(target, node.shape(), index) + " =", value));
    lines.addAll(nest.lines());
  }

  private static List<String> assigned(String start, String value) {
    if (start.length() + value.length() < WIDEST) {
      return List.of(start + " " + value + ";");
    }
    List<String> all = new ArrayList<>(List.of(start));
    all.addAll(Layout.lines("", value, ";", 4));
    return all;
  }

  private String at(String array, Shape shape, List<String> index) {
    Piece place = null;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (shape.get(axis).isOne()) {
        continue;
      }
      Piece next = new Piece(index.get(axis), Level.ATOM, Kind.INT, List.of());
      if (place != null) {
        Piece size = Dims.piece(names.here(shape.get(axis)));
        String text = place.at(Level.ATOM) + " * " + size.at(Level.POWER) + " + " + next.text();
        next = new Piece(text, Level.SUM, Kind.INT, List.of());
      }
      place = next;
    }
    return array + "[" + (place == null ? "0" : place.text()) + "]";
  }

  // --- entries
  // ------------------------------------------------------------------------------------

  /// One entry of an expression.
  ///
  /// @param index a variable for each axis, or "0"
  /// @param nest where it is wanted; what must be computed before goes to its body
  private Piece entry(Expr e, List<String> index, Nest nest) {
    Scope.Reference known = scope.find(e);
    if (known != null) {
      Piece value = value(known, e, index);
      return known.negative() ? arithmetic.negate(value) : value;
    }
    if (again.is(e, index, nest.live())) {
      return entry(array(e), e, index);
    }
    return switch (e.head()) {
      case Head.Var v -> throw new IllegalStateException("an input without a name: " + v.name());
      case Head.Num(Head.Constant.Size(Dim size)) -> size(names.here(size));
      case Head.Num(Head.Constant.Named named) ->
          piece(words.spelled(named.spelling()), Level.ATOM);
      case Head.Einsum product -> product(e, product, index, nest);
      case Head.Sum s -> sum(e, s.coefficients(), index, nest);
      case Head.Map m -> {
        Spelling row = m.op().spelling();
        methods.addAll(row.eachMethod());
        List<Piece> args = new ArrayList<>();
        for (Expr argument : e.args()) {
          Piece piece = entry(argument, index, nest);
          args.add(piece.kind() == Kind.INT ? words.decimal(piece) : piece);
        }
        Template template = Template.of(words.spelled(row), args.size());
        Kind kind = m.op().notation() instanceof Notation.Relation ? Kind.BOOL : Kind.FLOAT;
        yield piece(template.fill(args, words), template.level()).with(kind);
      }
      case Head.Special s -> entry(array(e), e, index);
    };
  }

  /// Products of sizes that nothing is as long as may be larger than an `int`.
  private static Piece size(Dim size) {
    Piece whole = Dims.piece(size);
    String text = PRODUCT.matcher(whole.text()).replaceAll("(double) $1*").replace("*", " * ");
    return whole.text().contains("*") ? piece(text, whole.level()) : whole;
  }

  private static Piece piece(String text, Level level) {
    return new Piece(text, level, Kind.FLOAT, List.of());
  }

  private Piece value(Scope.Reference known, Expr e, List<String> index) {
    return entry(names.of(known.name()), e, index);
  }

  private Piece entry(String name, Expr e, List<String> index) {
    return piece(numbers.contains(name) ? name : at(name, e.shape(), index), Level.ATOM);
  }

  /// The name of an array with all entries, computed before the statement that is being written.
  private String array(Expr e) {
    Scope.Reference known = scope.find(e);
    if (known != null && !known.negative()) {
      return names.of(known.name());
    }
    List<String> name = new ArrayList<>();
    store(() -> named("part", name), e, e.shape().toString());
    define(Name.of(name.getFirst()), e);
    return name.getFirst();
  }

  private String named(String wanted, List<String> to) {
    to.add(names.fresh(wanted));
    return to.getFirst();
  }

  private String call(leibniz.ir.Special op, Expr e) {
    List<String> args = e.args().stream().map(this::array).toList();
    List<Shape> shapes = e.args().stream().map(a -> names.here(a.shape())).toList();
    Spelling row = op.spelling(args, shapes, names.here(e.shape()));
    methods.addAll(row.eachMethod());
    return words.spelled(row);
  }

  // --- sums and products
  // --------------------------------------------------------------------------

  private Piece sum(Expr e, List<Rational> coefficients, List<String> index, Nest nest) {
    List<Signed> terms = new ArrayList<>();
    for (int k = 0; k < coefficients.size(); k++) {
      Rational c = coefficients.get(k);
      Piece entry = entry(e.arg(k), index, nest);
      Piece term =
          c.abs().isOne()
              ? entry
              : arithmetic.product(
                  c.abs(), List.of(new Powered(entry, Rational.ONE, Arithmetic.COMPUTED)));
      terms.add(new Signed(c.signum() < 0, term, k));
    }
    if (terms.size() <= TERMS) {
      return arithmetic.sum(terms);
    }
    String sum = names.fresh("sum");
    for (int start = 0; start < terms.size(); start += TERMS) {
      List<Signed> some = terms.subList(start, Math.min(start + TERMS, terms.size()));
      String target = start == 0 ? "double " + sum + " =" : sum + " +=";
      nest.body().addAll(assigned(target, arithmetic.sum(some).text()));
    }
    return piece(sum, Level.ATOM);
  }

  private Piece product(Expr e, Head.Einsum p, List<String> index, Nest nest) {
    Map<Integer, String> letters = new HashMap<>();
    List<String> conditions = new ArrayList<>();
    for (int axis = 0; axis < e.rank(); axis++) {
      String here = index.get(axis);
      String before = letters.putIfAbsent(p.out().get(axis), here);
      if (before != null && !before.equals(here)) {
        conditions.add(before + " == " + here);
      }
    }
    Nest inner = new Nest(names, variables, nest.live());
    Set<Integer> summed = new LinkedHashSet<>();
    for (int k = 0; k < e.args().size(); k++) {
      for (int axis = 0; axis < e.arg(k).rank(); axis++) {
        Integer letter = p.factors().get(k).letters().get(axis);
        Dim size = e.arg(k).shape().get(axis);
        if (!letters.containsKey(letter)) {
          letters.put(letter, size.isOne() ? "0" : inner.loop(size));
          if (!size.isOne()) {
            summed.add(letter);
          }
        }
      }
    }
    boolean negative = p.coefficient().signum() < 0;
    List<Powered> outside = new ArrayList<>();
    List<Powered> inside = new ArrayList<>();
    for (int k = 0; k < e.args().size(); k++) {
      List<String> at =
          p.factors().get(k).letters().stream().map(l -> letters.getOrDefault(l, "0")).toList();
      boolean within = p.factors().get(k).letters().stream().anyMatch(summed::contains);
      Rational power = p.factors().get(k).power();
      boolean turned = negative && power.isOne() && turns(e.arg(k), at, within ? inner : nest);
      Powered factor =
          turned
              ? new Powered(turned(e.arg(k), at, within ? inner : nest), power, Arithmetic.COMPUTED)
              : factor(e.arg(k), power, at, within ? inner : nest);
      negative ^= turned;
      (within ? inside : outside).add(factor);
    }
    if (!inside.isEmpty()) {
      String sum = names.fresh("sum");
      Piece each = words.numbers(arithmetic.product(Rational.ONE, inside));
      inner.body().addAll(assigned(sum + " +=", each.text()));
      nest.body().add("double " + sum + " = 0;");
      nest.body().addAll(inner.lines());
      outside.add(new Powered(piece(sum, Level.ATOM), Rational.ONE, Arithmetic.COMPUTED));
    }
    Piece product = arithmetic.product(p.coefficient().abs(), outside);
    Piece value = negative ? arithmetic.negate(product) : product;
    return conditions.isEmpty()
        ? value
        : piece(
            "(" + String.join(" && ", conditions) + " ? " + words.numbers(value).text() + " : 0.0)",
            Level.ATOM);
  }

  /// Whether it is a difference, which is better turned around than written with a minus before it.
  private boolean turns(Expr e, List<String> index, Nest nest) {
    return scope.find(e) == null
        && !again.is(e, index, nest.live())
        && e.head() instanceof Head.Sum s
        && s.coefficients().stream().anyMatch(c -> c.signum() < 0);
  }

  private Piece turned(Expr e, List<String> index, Nest nest) {
    return e.head() instanceof Head.Sum s
        ? sum(e, s.coefficients().stream().map(Rational::negate).toList(), index, nest)
        : entry(e, index, nest);
  }

  private Powered factor(Expr value, Rational power, List<String> index, Nest nest) {
    Scope.@Nullable Reference root = scope.root(value, power);
    if (root != null) {
      Rational whole = power.times(Rational.of(root.power()));
      return new Powered(value(root, value, index), whole, order(root));
    }
    Scope.@Nullable Reference known = scope.find(value);
    int place = known == null ? Arithmetic.COMPUTED : order(known);
    return new Powered(entry(value, index, nest), power, place);
  }

  private int order(Scope.Reference reference) {
    return order.getOrDefault(reference.name(), 0);
  }
}

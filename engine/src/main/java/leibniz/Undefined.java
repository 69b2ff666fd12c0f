package leibniz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import leibniz.ir.Values;
import leibniz.run.Evaluate;
import leibniz.trace.Definition;
import leibniz.trace.Script;
import org.jspecify.annotations.Nullable;

/// Where a run leaves the numbers: the first operation that makes NaN of numbers, the value it is
/// done to, and the first sample it happens in.
final class Undefined {
  private static final double MOST = 5e7; // entries evaluated once more, below a second
  private static final int SHOWN = 10; // numbers of a sample

  private final Script script;
  private final Map<Expr, Values> inputs;
  private final ToLongFunction<String> sizes;

  private Undefined(Script script, Map<Expr, Values> inputs, ToLongFunction<String> sizes) {
    this.script = script;
    this.inputs = inputs;
    this.sizes = sizes;
  }

  /// The first value of a program that is NaN somewhere, and why; empty if there is none, or if it
  /// cannot be told.
  static Optional<Problem> of(
      Script script, Map<Expr, Values> inputs, ToLongFunction<String> sizes) {
    return new Undefined(script, inputs, sizes).first();
  }

  private Optional<Problem> first() {
    double entries = 0;
    List<Expr> roots = new ArrayList<>();
    for (Definition definition : script.definitions()) {
      for (Expr node : definition.value().inOrder()) {
        boolean known = !(node.head() instanceof Head.Var) || inputs.containsKey(node);
        entries += known ? Values.count(node.shape().at(sizes)) : Double.POSITIVE_INFINITY;
      }
      roots.add(definition.value());
    }
    if (!(entries < MOST)) {
      return Optional.empty();
    }
    Map<Expr, Values> all = Evaluate.of(Expr.inOrder(roots), inputs, sizes);
    for (Definition definition : script.definitions()) {
      if (isBad(at(all, definition.value()))) {
        return definition.value().inOrder().stream()
            .filter(node ->
                isBad(at(all, node)) && node.args().stream().noneMatch(a -> isBad(at(all, a))))
            .findFirst()
            .map(node -> told(definition, node, all));
      }
    }
    return Optional.empty();
  }

  private static Values at(Map<Expr, Values> all, Expr node) {
    return Objects.requireNonNull(all.get(node));
  }

  private static boolean isBad(Values values) {
    for (double x : values.re()) {
      if (Double.isNaN(x)) {
        return true;
      }
    }
    return false;
  }

  private Problem told(Definition definition, Expr node, Map<Expr, Values> all) {
    Values result = at(all, definition.value());
    Expr argument = argument(node, all);
    Values of = at(all, argument);
    long negative = count(of, false);
    String act = act(node);
    String what = negative > 0 ? act + " of negative numbers" : act + " where it is not defined";
    Span statement = definition.span();
    Problem problem =
        Problem.error(
            Code.LBZ302,
            what + ": " + samples(definition, result),
            Called.of(script.source(), statement, act),
            negative == 0
                ? ""
                : "%d of %d entries < 0, smallest %s"
                    .formatted(negative, of.count(), number(smallest(of))));
    Definition made = named(argument);
    if (made != null && made.span().line() != statement.line()) {
      problem = problem.also(made.span(), made.name() + " has entries below 0");
    }
    if (made != null && negative > 0) {
      problem = problem.with(Kind.FIRST, sample(made, of));
    }
    return node.head() instanceof Head.Map m && m.op().name().equals(LOG)
        ? problem.help(
            "probabilities come from a softmax, or from np.abs before they are normalised")
        : problem.help("keep what it is taken of inside the domain");
  }

  private static final String LOG = "log";

  private static String act(Expr node) {
    return switch (node.head()) {
      case Head.Map m -> "np." + m.op().name();
      case Head.Einsum e ->
          e.factors().stream().anyMatch(f -> f.power().equals(Rational.HALF))
              ? "np.sqrt"
              : "a power";
      case Head.Special s -> s.op().name();
      case Head.Sum _ -> "a difference of infinities";
      case Head.Var _, Head.Num _ -> "a value";
    };
  }

  /// The operand with a negative entry, else the first.
  private static Expr argument(Expr node, Map<Expr, Values> all) {
    return node.args().stream()
        .filter(a -> count(at(all, a), false) > 0)
        .findFirst()
        .orElse(node.args().isEmpty() ? node : node.arg(0));
  }

  private static long count(Values values, boolean nan) {
    long count = 0;
    for (double x : values.re()) {
      count += (nan ? Double.isNaN(x) : x < 0) ? 1 : 0;
    }
    return count;
  }

  private static double smallest(Values values) {
    double least = Double.POSITIVE_INFINITY;
    for (double x : values.re()) {
      least = Math.min(least, x);
    }
    return least;
  }

  private static String samples(Definition definition, Values result) {
    return definition.value().rank() == 0
        ? definition.name() + " is NaN"
        : "%d of %d %s of %s are NaN"
            .formatted(
                count(result, true),
                result.count(),
                definition.value().rank() == 1 ? "samples" : "entries",
                definition.name());
  }

  private @Nullable Definition named(Expr value) {
    return script.definitions().stream()
        .filter(d -> d.value().equals(value) && d.last())
        .findFirst()
        .orElse(null);
  }

  /// The first row that has a negative entry.
  private static String sample(Definition made, Values of) {
    int width = of.shape().length == 0 ? 1 : of.count() / Math.max(1, of.shape()[0]);
    int row = 0;
    while (smallest(row(of, row, width)) >= 0) {
      row++;
    }
    double[] numbers = row(of, row, width).re();
    StringBuilder text =
        new StringBuilder("sample " + row + ": " + made.name() + "[" + row + "] =");
    for (int k = 0; k < Math.min(SHOWN, numbers.length); k++) {
      text.append(numbers[k] < 0 ? " " : "  ").append(number(numbers[k]));
    }
    return text + (numbers.length > SHOWN ? " …" : "");
  }

  private static Values row(Values of, int row, int width) {
    double[] numbers = java.util.Arrays.copyOfRange(of.re(), row * width, (row + 1) * width);
    return Values.real(new int[] {width}, numbers);
  }

  private static String number(double x) {
    return String.format(Locale.ROOT, "%.3f", x).replace('-', '−');
  }
}

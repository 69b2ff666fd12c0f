package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leibniz.ir.Span;
import leibniz.python.Expression;
import org.jspecify.annotations.Nullable;

/// The slips that may have happened in a call: its axes, its subscripts, its operands, its name.
final class CallSlips {

  private static final Map<String, List<String>> FUNCTIONS =
      Map.of(
          "sin", List.of("cos"),
          "cos", List.of("sin", "-np.sin"),
          "sinh", List.of("cosh"),
          "cosh", List.of("sinh"),
          "abs", List.of("sign"),
          "log", List.of("exp"),
          "maximum", List.of("minimum"),
          "exp", List.of("log"));

  /// Of which the sign of the argument is not seen, or only as their own.
  private static final Set<String> EVEN =
      Set.of(
          "cos",
          "cosh",
          "abs",
          "square",
          "sum",
          "mean",
          "sin",
          "sinh",
          "tanh",
          "sign",
          "sqrt",
          "log",
          "zeros_like",
          "ones_like",
          "array",
          "copy",
          "diag",
          "transpose",
          "float64");

  private final Slips slips;

  private CallSlips(Slips slips) {
    this.slips = slips;
  }

  static void add(Expression.Call call, Slips slips) {
    new CallSlips(slips).call(call);
  }

  private void call(Expression.Call call) {
    List<Expression.Argument> arguments = call.arguments();
    String function = slips.text().at(call.function().span());
    String last = Spelled.last(function);
    boolean module = function.startsWith("np.") || function.startsWith("numpy.");
    if (last.equals("dot") || last.equals("matmul")) {
      if (module && arguments.size() == 2) {
        product(call, arguments.get(0).value(), arguments.get(1).value(), function + "(", ", ");
      } else if (call.function() instanceof Expression.Attribute a && arguments.size() == 1) {
        product(call, a.value(), arguments.get(0).value(), "", "." + last + "(");
      }
    }
    if (isSum(last)) {
      if (module && !arguments.isEmpty()) {
        missing(arguments.getFirst().value(), slips);
      }
      if (!module && call.function() instanceof Expression.Attribute(var summed, _, _, _)) {
        summed(summed);
      }
      Span name = nameOf(call.function());
      String other = last.equals("sum") ? "mean" : "sum";
      slips.add(Slip.Kind.FACTOR, name, other, "it is the " + last + ", not the " + other);
    }
    if (Set.of("reshape", "ravel", "flatten").contains(last)
        && call.function() instanceof Expression.Attribute a
        && !slips.at(a.value()).endsWith(".T")) {
      String now = slips.bracketed(a.value()) + ".T";
      slips.add(Slip.Kind.OPERAND, a.value().span(), now, "it is transposed before");
    }
    axes(call, last);
    OtherFunctions.add(call, slips);
    if (last.equals("cumsum") && module && (arguments.size() == 1 || arguments.size() == 2)) {
      fromTheEnd(call, function);
    }
    if (last.equals("einsum") && arguments.getFirst().value() instanceof Expression.Str s) {
      Subscripts.of(s.value())
          .forEach(now ->
              slips.add(
                  Slip.Kind.SUBSCRIPT, s.span(), "\"" + now + "\"", "a subscript is another one"));
    }
    if (arguments.size() == 1 && call.function() instanceof Expression.Attribute && module) {
      slips.add(
          Slip.Kind.FUNCTION,
          call.span(),
          slips.bracketed(arguments.getFirst().value()),
          function + " is too much");
      if (!EVEN.contains(last)) {
        otherSign(arguments.getFirst().value());
      }
      FUNCTIONS
          .getOrDefault(last, List.of())
          .forEach(f ->
              slips.add(Slip.Kind.FUNCTION, nameOf(call.function()), f, "it is another function"));
    } else if (arguments.size() == 1 && SIGMOID.matcher(last).matches()) {
      otherSign(arguments.getFirst().value());
    }
  }

  /// `expit(-z)` for `expit(z)`: what is left to 1.
  private static final Pattern SIGMOID =
      Pattern.compile("(?i)_?(?:expit|sig|sigm|sigma|\\w*sigmoid|logistic|ndtr|norm_cdf)");

  private void otherSign(Expression inside) {
    if (!(inside instanceof Expression.Unary)) {
      String now = "-" + slips.bracketed(inside);
      slips.add(Slip.Kind.SIGN, inside.span(), now, "the sign of the argument is the other one");
    }
  }

  /// `np.cumsum(x[:, ::-1], axis=1)[:, ::-1]` for `np.cumsum(x, axis=1)`.
  private void fromTheEnd(Expression.Call call, String function) {
    List<Expression.Argument> arguments = call.arguments();
    String axis = arguments.size() == 1 ? "" : slips.at(arguments.get(1).value());
    String turned =
        switch (axis) {
          case "", "0" -> "[::-1]";
          case "1" -> "[:, ::-1]";
          case "-1" -> "[..., ::-1]";
          default -> "";
        };
    if (!turned.isEmpty()) {
      String summed = slips.bracketed(arguments.getFirst().value()) + turned;
      String rest = axis.isEmpty() ? "" : ", axis=" + axis;
      slips.add(
          Slip.Kind.INDEX,
          call.span(),
          function + "(" + summed + rest + ")" + turned,
          "the sum runs from the other end");
    }
  }

  /// What makes arrays anew or turns them.
  private static final Set<String> PLAIN =
      Set.of("dot", "matmul", "outer", "einsum", "zeros", "zeros_like", "ones", "ones_like", "eye");

  private static final int NAMES = 6; // that may be missing

  /// What may be missing inside a call that is all that is computed: `np.exp(X @ beta)` for
  /// `np.exp(X @ beta + offset)`; inside a sum, `np.sum(dA)` for `np.sum(dA * A)`, wherever it is.
  static void inside(Expression.Call call, Slips slips) {
    String function = slips.at(call.function());
    String last = Spelled.last(function);
    boolean module = Operands.isModule(function.replaceFirst("\\..*", ""));
    if (!module || call.arguments().isEmpty() || PLAIN.contains(last)) {
      return; // what functions of the program are handed is another statement's
    }
    if (last.equals("where") && call.arguments().size() == 3) {
      cases(call.arguments().subList(1, 3), slips);
      return;
    }
    if (!isSum(last)) {
      missing(call.arguments().getFirst().value(), slips);
    }
  }

  private static boolean isSum(String function) {
    return function.equals("sum") || function.equals("mean");
  }

  private static void missing(Expression argument, Slips slips) {
    String now = slips.at(argument);
    boolean name = argument instanceof Expression.Name || argument instanceof Expression.Attribute;
    List<String> alike = name ? slips.scope().alike().apply(now) : slips.scope().value();
    for (String other : alike.stream().limit(NAMES).toList()) {
      String factor = slips.factor(argument) + " * " + other;
      slips.add(
          Slip.Kind.LINK, argument.span(), factor, "the factor " + other + " is missing inside");
      slips.add(
          Slip.Kind.TERM,
          argument.span(),
          now + " + " + other,
          "the term " + other + " is missing inside");
    }
  }

  /// `(dxhat * xh).mean(axis=1)` for `xh.mean(axis=1)`.
  private void summed(Expression e) {
    if (e instanceof Expression.Name || e instanceof Expression.Attribute) {
      for (String other : slips.scope().alike().apply(slips.at(e)).stream().limit(NAMES).toList()) {
        String product = "(" + slips.at(e) + " * " + other + ")";
        String words = "the factor " + other + " is missing inside";
        slips.add(Slip.Kind.LINK, e.span(), product, words);
      }
    }
  }

  /// What may be missing in one of two cases: `np.where(r < d, r, np.sign(r))`.
  private static void cases(List<Expression.Argument> cases, Slips slips) {
    List<String> names = new ArrayList<>(slips.scope().scalars());
    slips.scope().value().stream().limit(NAMES).forEach(names::add);
    for (Expression.Argument one : cases) {
      for (String name : names) {
        String now = name + " * " + slips.factor(one.value());
        String words = "the factor " + name + " is missing in this case";
        slips.add(Slip.Kind.LINK, one.value().span(), now, words);
      }
    }
  }

  private void product(
      Expression.Call call, Expression left, Expression right, String before, String between) {
    for (Swapped.Operands now : Swapped.of(slips.bracketed(left), slips.bracketed(right))) {
      String text = before + now.left() + between + now.right() + ")";
      slips.add(Slip.Kind.OPERAND, call.span(), text, Swapped.WORDS);
    }
  }

  private static Span nameOf(Expression function) {
    return function instanceof Expression.Attribute a ? a.nameSpan() : function.span();
  }

  private void axes(Expression.Call call, String function) {
    boolean axis = false;
    for (Expression.Argument argument : call.arguments()) {
      if (argument.name().equals("axis")) {
        axis = true;
        String now = slips.at(argument.value());
        for (String other : List.of("0", "1", "-1", "2", "(0, 1)", "(0, 2)")) {
          if (!other.equals(now)) {
            slips.add(Slip.Kind.AXIS, argument.value().span(), other, "the axis is another one");
          }
        }
        if (argument.value() instanceof Expression.Tuple several) {
          otherAxes(several);
        }
        slips.add(Slip.Kind.AXIS, argument.span(), "axis=None", "there is an axis too much");
      } else if (argument.name().equals("keepdims")) {
        boolean kept = slips.at(argument.value()).matches("True|1");
        String other = kept ? "False" : "True";
        slips.add(
            Slip.Kind.AXIS, argument.value().span(), other, "keepdims is the other way round");
      }
    }
    Expression position = position(call, function);
    if (position != null) {
      String now = slips.at(position);
      for (String other : List.of("0", "1", "-1", "2")) {
        if (!other.equals(now)) {
          slips.add(Slip.Kind.AXIS, position.span(), other, "the axis is another one");
        }
      }
      return;
    }
    if (!Set.of("sum", "mean", "max", "min", "prod", "var", "std").contains(function)
        || call.arguments().isEmpty() && !(call.function() instanceof Expression.Attribute)) {
      return;
    }
    Span end = end(call.span());
    String comma = call.arguments().isEmpty() ? "" : ", ";
    boolean keeps = call.arguments().stream().anyMatch(a -> a.name().equals("keepdims"));
    if (!axis && call.arguments().size() < 2) {
      for (String at : List.of("0", "1", "-1")) {
        slips.add(Slip.Kind.AXIS, end, comma + "axis=" + at + ")", "the axis is missing");
        String keep = comma + "axis=" + at + ", keepdims=True)";
        slips.add(Slip.Kind.AXIS, end, keep, "the axis is missing");
      }
    } else if (!keeps) {
      slips.add(Slip.Kind.AXIS, end, ", keepdims=True)", "keepdims is missing");
    }
  }

  /// One of several axes is too much, or one more is missing: over images a mean is taken per
  /// channel, `(0, 2, 3)`, or per sample, `(2, 3)`.
  private void otherAxes(Expression.Tuple axes) {
    List<String> now = axes.elements().stream().map(slips::at).toList();
    if (now.size() < 2) {
      return;
    }
    for (String axis : AXES) {
      boolean drops = now.contains(axis);
      List<String> other =
          drops
              ? now.stream().filter(a -> !a.equals(axis)).toList()
              : Stream.concat(now.stream(), Stream.of(axis)).sorted().toList();
      String text = other.size() == 1 ? other.getFirst() : "(" + String.join(", ", other) + ")";
      String words =
          drops ? "the axis " + axis + " is too much" : "the axis " + axis + " is missing";
      slips.add(Slip.Kind.AXIS, axes.span(), text, words);
    }
  }

  private static final List<String> AXES = List.of("0", "1", "2", "3");

  /// The axis that stands without its name: of `np.sum(x, 0)`, of `x.sum(0)`; null if there is
  /// none.
  private static @Nullable Expression position(Expression.Call call, String function) {
    if (!Set.of("sum", "mean", "max", "min", "prod", "cumsum").contains(function)
        || !(call.function() instanceof Expression.Attribute a)) {
      return null;
    }
    boolean module = a.value() instanceof Expression.Name(String id, _) && Operands.isModule(id);
    List<Expression.Argument> arguments = call.arguments();
    int at = module ? 1 : 0;
    if (arguments.size() <= at || arguments.get(at).kind() != Expression.ArgumentKind.POSITIONAL) {
      return null;
    }
    Expression found = arguments.get(at).value();
    return found instanceof Expression.Int || found instanceof Expression.Unary ? found : null;
  }

  /// The last character.
  private static Span end(Span span) {
    return new Span(
        span.file(), span.endLine(), span.endColumn() - 1, span.endLine(), span.endColumn());
  }
}

package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import leibniz.ir.Span;
import leibniz.python.Expression;
import org.jspecify.annotations.Nullable;

/// Slips that are known by the form of what is written: a square in the wrong place, the derivative
/// of a softmax as if its entries did not depend on one another, a name that is wrong wherever it
/// stands.
final class Rewrites {
  private static final List<String> AXES = List.of("axis=-1", "axis=1", "axis=0");

  private final Text text;
  private final List<Slip> slips = new ArrayList<>();

  private Rewrites(Text text) {
    this.text = text;
  }

  /// @param alike names of arrays that may be meant instead of a name
  static List<Slip> of(Expression value, Text text, Function<String, List<String>> alike) {
    Rewrites rewrites = new Rewrites(text);
    rewrites.walk(value);
    rewrites.everywhere(value, alike);
    return rewrites.slips;
  }

  private String at(Expression e) {
    return text.at(e.span());
  }

  private void add(Slip.Kind kind, Expression where, String now, String words) {
    slips.add(new Slip(kind, List.of(new Fix.Edit(where.span(), now)), words));
  }

  private void walk(Expression e) {
    switch (e) {
      case Expression.Binary b -> {
        square(b);
        if (b.operator() == Expression.Operator.MULTIPLY) {
          softmax(b);
        }
      }
      case Expression.Call c -> call(c);
      default -> {}
    }
    e.children().forEach(this::walk);
  }

  /// `(1 - h) ** 2` for `1 - h ** 2`, and the other way round; `x` for `x ** 2` in a product.
  private void square(Expression.Binary b) {
    switch (b.operator()) {
      case POWER -> {
        if (b.left() instanceof Expression.Binary inner
            && inner.operator() == Expression.Operator.SUBTRACT) {
          String power = " ** " + at(b.right());
          String now = "(" + at(inner.left()) + " - " + bracketed(inner.right()) + power + ")";
          add(Slip.Kind.FUNCTION, b, now, "the power belongs to " + at(inner.right()) + " alone");
        }
      }
      case SUBTRACT -> {
        if (b.right() instanceof Expression.Binary inner
            && inner.operator() == Expression.Operator.POWER) {
          String now = "(" + at(b.left()) + " - " + at(inner.left()) + ") ** " + at(inner.right());
          add(Slip.Kind.FUNCTION, b, now, "the power belongs to the difference");
        }
      }
      case MULTIPLY, DIVIDE -> {
        for (Expression operand : List.of(b.left(), b.right())) {
          switch (operand) {
            case Expression.Name _,
                Expression.Attribute _,
                Expression.Subscript _,
                Expression.Call _ -> {
              add(Slip.Kind.NUMBER, operand, at(operand) + " ** 2", "the square is missing");
              add(Slip.Kind.NUMBER, operand, at(operand) + " ** 3", "the power is too low");
              add(
                  Slip.Kind.FUNCTION,
                  operand,
                  "np.sqrt(" + at(operand) + ")",
                  "the square root is missing");
            }
            case Expression.Binary inner
                when inner.operator() == Expression.Operator.ADD
                    || inner.operator() == Expression.Operator.SUBTRACT ->
                add(
                    Slip.Kind.NUMBER,
                    operand,
                    bracketed(operand) + " ** 2",
                    "the square is missing");
            default -> {}
          }
        }
      }
      default -> {}
    }
  }

  private String bracketed(Expression e) {
    return switch (e) {
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _, Expression.Call _ ->
          at(e);
      default -> "(" + at(e) + ")";
    };
  }

  // ------------------------------------------------------------------------------------- softmax

  /// `d * s * (1 - s)` for `s * (d - sum(d * s))`: only the diagonal of a softmax's Jacobian.
  private void softmax(Expression.Binary product) {
    List<Expression> factors = new ArrayList<>();
    factors(product, factors);
    for (int k = 0; k < factors.size(); k++) {
      String s = complement(factors.get(k));
      if (s == null) {
        continue;
      }
      List<String> others = new ArrayList<>();
      boolean there = false;
      for (int i = 0; i < factors.size(); i++) {
        String factor = at(factors.get(i));
        if (i != k && !there && factor.equals(s)) {
          there = true;
        } else if (i != k) {
          others.add(factor);
        }
      }
      if (there) {
        slips.addAll(diagonal(product.span(), s, String.join(" * ", others)));
      }
    }
  }

  /// What makes the product with a diagonal the one with all of softmax's Jacobian.
  ///
  /// @param product where that product stands
  /// @param s the softmax
  /// @param rest what it is multiplied with; empty if nothing, and the Jacobian itself is meant
  static List<Slip> diagonal(Span product, String s, String rest) {
    List<String> meant = new ArrayList<>();
    if (rest.isEmpty()) {
      meant.add("np.diag(" + s + ") - np.outer(" + s + ", " + s + ")");
      meant.add(s + "[:, :, None] * (np.eye(" + s + ".shape[1]) - " + s + "[:, None, :])");
    } else {
      for (String axis : AXES) {
        String sum = "np.sum(" + rest + " * " + s + ", " + axis + ", keepdims=True)";
        meant.add(s + " * (" + rest + " - " + sum + ")");
      }
      meant.add(s + " * (" + rest + " - np.sum(" + rest + " * " + s + "))");
    }
    return meant.stream()
        .map(now ->
            new Slip(
                Slip.Kind.DIAGONAL,
                List.of(new Fix.Edit(product, now)),
                "only the diagonal of the Jacobian of softmax"))
        .toList();
  }

  private static void factors(Expression e, List<Expression> into) {
    if (e instanceof Expression.Binary b && b.operator() == Expression.Operator.MULTIPLY) {
      factors(b.left(), into);
      factors(b.right(), into);
    } else {
      into.add(e);
    }
  }

  /// `s` of `1 - s`; null for anything else.
  private @Nullable String complement(Expression e) {
    boolean one =
        e instanceof Expression.Binary b
            && b.operator() == Expression.Operator.SUBTRACT
            && at(b.left()).matches("1(?:\\.0*)?");
    return one ? at(((Expression.Binary) e).right()) : null;
  }

  private void call(Expression.Call call) {
    String function = text.at(call.function().span());
    List<Expression.Argument> arguments = call.arguments();
    String name = Spelled.last(function);
    if (name.equals("diag") && arguments.size() == 1) {
      Expression inside = arguments.getFirst().value();
      if (inside instanceof Expression.Binary b && b.operator() == Expression.Operator.MULTIPLY) {
        List<Expression> factors = new ArrayList<>();
        factors(b, factors);
        String s = factors.size() == 2 ? complement(factors.getLast()) : null;
        if (s != null && s.equals(at(factors.getFirst()))) {
          slips.addAll(diagonal(call.span(), s, ""));
        }
      }
    }
    boolean positional =
        arguments.stream().allMatch(a -> a.kind() == Expression.ArgumentKind.POSITIONAL);
    if (arguments.size() == 2 && positional && !name.equals("einsum")) {
      String a = at(arguments.get(0).value());
      String b = at(arguments.get(1).value());
      add(
          Slip.Kind.OPERAND,
          call,
          function + "(" + b + ", " + a + ")",
          "the arguments are the other way round");
    }
    if (name.equals("where") && arguments.size() == 3) {
      String test = at(arguments.get(0).value());
      String yes = at(arguments.get(1).value());
      String no = at(arguments.get(2).value());
      add(
          Slip.Kind.COMPARISON,
          call,
          function + "(" + test + ", " + no + ", " + yes + ")",
          "the two cases are the other way round");
    }
    if (name.equals("maximum") || name.equals("minimum") || name.equals("abs")) {
      return;
    }
    if (arguments.size() == 1 && Operands.isModule(function.replaceFirst("\\..*", ""))) {
      String inside = at(arguments.getFirst().value());
      if (name.equals("tanh")) {
        add(
            Slip.Kind.FUNCTION,
            call,
            "(1 - np.tanh(" + inside + ") ** 2)",
            "it is tanh, not its derivative");
      }
    }
  }

  // ---------------------------------------------------------------------------- names everywhere

  /// `z * (1 - z)` for `a * (1 - a)`: the same name is wrong wherever it stands.
  private void everywhere(Expression value, Function<String, List<String>> alike) {
    Map<String, List<Span>> names = new LinkedHashMap<>();
    collect(value, names);
    names.forEach((now, places) -> {
      if (places.size() > 1) {
        for (String other : alike.apply(now)) {
          List<Fix.Edit> edits = places.stream().map(p -> new Fix.Edit(p, other)).toList();
          slips.add(new Slip(Slip.Kind.NAME, edits, other + " belongs here, not " + now));
        }
      }
    });
  }

  private void collect(Expression e, Map<String, List<Span>> names) {
    switch (e) {
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _ ->
          names.computeIfAbsent(at(e), _ -> new ArrayList<>()).add(e.span());
      default -> {}
    }
    if (!(e instanceof Expression.Attribute) && !(e instanceof Expression.Subscript)) {
      for (Expression child : Operands.of(e)) {
        collect(child, names);
      }
    } else if (e instanceof Expression.Attribute(var owner, String name, _, _)
        && (name.equals("T") || name.equals("shape"))) {
      collect(owner, names);
    }
  }
}

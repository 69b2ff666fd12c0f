package leibniz.trace;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Finds what the body of a function does with its names.
final class Uses {
  private static final Set<String> OF_ARRAYS =
      Set.of(
          "shape",
          "ndim",
          "size",
          "sum",
          "mean",
          "max",
          "min",
          "dot",
          "reshape",
          "astype",
          "ravel",
          "flatten",
          "transpose",
          "std",
          "var",
          "dtype",
          "argmax",
          "argmin",
          "clip");
  static final Set<String> REDUCTIONS =
      Set.of("sum", "mean", "average", "var", "std", "max", "min", "amax", "amin");
  private static final Set<String> OF_DICTS = Set.of("items", "keys", "values", "get", "update");
  private static final Set<String> OF_LISTS = Set.of("append", "insert", "extend", "index");
  private static final Set<String> SHAPING =
      Set.of(
          "range",
          "xrange",
          "zeros",
          "ones",
          "empty",
          "randn",
          "rand",
          "eye",
          "arange",
          "identity");
  private static final Set<String> OVER = Set.of("enumerate", "zip", "reversed", "len", "list");

  private Uses() {}

  /// Of every name in a function.
  static Map<String, Usage> of(Statement.Function f) {
    Map<String, Usage> all = new LinkedHashMap<>();
    Walk.statements(f.body(), s -> look(s, all));
    Walk.expressions(f.body(), e -> look(e, all));
    return all;
  }

  /// Of every attribute that methods of a class use, as `self.x`.
  static Map<String, Usage> ofAttributes(Statement.ClassDefinition c) {
    Map<String, Usage> all = new LinkedHashMap<>();
    for (Statement s : c.body()) {
      if (s instanceof Statement.Function f) {
        of(f)
            .forEach((name, usage) -> {
              if (name.startsWith(SELF)) {
                all.computeIfAbsent(name, _ -> new Usage()).also(usage);
              }
            });
      }
    }
    return all;
  }

  /// The attributes that keep a parameter of a method, as `self.x = x`: what is done with them in
  /// other methods is done with it.
  static Map<String, String> kept(Statement.Function f) {
    Map<String, String> kept = new LinkedHashMap<>();
    Walk.statements(
        f.body(),
        s -> {
          if (s instanceof Statement.Assign(var targets, Expression.Name(String id, _), _)
              && targets.size() == 1
              && !attribute(targets.getFirst()).isEmpty()) {
            kept.put(attribute(targets.getFirst()), id);
          }
        });
    return kept;
  }

  private static final String SELF = "self.";

  private static String attribute(Expression e) {
    return e instanceof Expression.Attribute(Expression.Name(String id, _), String name, _, _)
            && id.equals("self")
        ? SELF + name
        : "";
  }

  private static @Nullable Usage of(Expression e, Map<String, Usage> all) {
    if (e instanceof Expression.Name(String id, _)) {
      return all.computeIfAbsent(id, _ -> new Usage());
    }
    String attribute = attribute(e);
    return attribute.isEmpty() ? null : all.computeIfAbsent(attribute, _ -> new Usage());
  }

  // --- statements ----------------------------------------------------------------------------

  private static void look(Statement statement, Map<String, Usage> all) {
    switch (statement) {
      case Statement.Assign(var targets, var value, _) ->
          targets.forEach(target -> unpacked(target, value, all));
      case Statement.For(var target, var iterable, _, _, _, _) -> {
        Usage over = of(iterable, all);
        if (over != null) {
          over.sequence = true;
        }
      }
      case Statement.If s -> s.branches().forEach(b -> tested(b.test(), all));
      default -> {}
    }
  }

  /// The names whose values a test compares: `x > 0`, `abs(r) < d and r > 0`.
  private static void tested(Expression test, Map<String, Usage> all) {
    switch (test) {
      case Expression.And(var operands, _) -> operands.forEach(o -> tested(o, all));
      case Expression.Or(var operands, _) -> operands.forEach(o -> tested(o, all));
      case Expression.Unary(_, var operand, _) -> tested(operand, all);
      case Expression.Compare(var first, var comparisons, _) -> {
        boolean order =
            comparisons.stream()
                .allMatch(c ->
                    switch (c.operator()) {
                      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> true;
                      case EQUAL, UNEQUAL, IN, NOT_IN, IS, IS_NOT -> false;
                    });
        if (order) {
          compared(first, all);
          comparisons.forEach(c -> compared(c.right(), all));
        }
      }
      default -> {}
    }
  }

  private static void compared(Expression e, Map<String, Usage> all) {
    Usage of = of(e, all);
    if (of != null) {
      of.tested = true;
    } else if (e instanceof Expression.Unary(_, var operand, _)) {
      compared(operand, all);
    } else if (e instanceof Expression.Call(Expression.Name(String id, _), var arguments, _)
        && id.equals("abs")) {
      arguments.forEach(a -> compared(a.value(), all));
    }
  }

  private static void unpacked(Expression target, Expression value, Map<String, Usage> all) {
    List<Expression> names =
        target instanceof Expression.Tuple(var elements, _) ? elements : List.of(target);
    boolean several = target instanceof Expression.Tuple;
    Usage whole = of(value, all);
    if (whole != null && several && names.stream().allMatch(n -> n instanceof Expression.Name)) {
      whole.parts.clear();
      names.forEach(n -> whole.parts.add(((Expression.Name) n).id()));
    }
    if (value instanceof Expression.Attribute(var of, String name, _, _) && name.equals("shape")) {
      Usage shaped = of(of, all);
      if (shaped != null && several) {
        shaped.atLeast(names.size());
        shaped.exact = true;
        for (int k = 0; k < names.size(); k++) {
          shaped.called(k, names.get(k));
        }
      }
    }
    if (value instanceof Expression.Subscript(var of, var index, _) && !several) {
      Usage shaped = shapeOf(of, all);
      if (shaped != null && index instanceof Expression.Int(BigInteger k, _)) {
        shaped.called(k.intValue(), target);
      }
      Usage dict = of(of, all);
      if (dict != null
          && index instanceof Expression.Str(String key, _, _)
          && target instanceof Expression.Name(String id, _)) {
        dict.locals.put(key, id);
      }
    }
  }

  private static @Nullable Usage shapeOf(Expression e, Map<String, Usage> all) {
    return e instanceof Expression.Attribute(var of, String name, _, _) && name.equals("shape")
        ? of(of, all)
        : null;
  }

  // --- expressions ---------------------------------------------------------------------------

  private static void look(Expression e, Map<String, Usage> all) {
    switch (e) {
      case Expression.Subscript s -> indexed(s, all);
      case Expression.Attribute(var value, String name, _, _) -> attribute(of(value, all), name);
      case Expression.Call c -> call(c, all);
      case Expression.Compare(var first, var comparisons, _) -> compared(first, comparisons, all);
      case Expression.Conditional c -> tested(c.test(), all);
      case Expression.Binary b when b.operator() == Expression.Operator.MATMUL -> {
        multiplied(b.left(), all);
        if (!isSystem(b)) {
          multiplied(b.right(), all);
        }
      }
      case Expression.Binary b when Columns.isLayer(b) -> {
        Usage bias = of(b.right(), all);
        if (bias != null) {
          bias.column = true;
        }
      }
      default -> {}
    }
  }

  /// `A @ x`, as linear algebra writes a matrix and a vector.
  private static boolean isSystem(Expression.Binary product) {
    return product.left() instanceof Expression.Name(String matrix, _)
        && product.right() instanceof Expression.Name(String vector, _)
        && matrix.length() == 1
        && Character.isUpperCase(matrix.charAt(0))
        && vector.length() == 1
        && Character.isLowerCase(vector.charAt(0));
  }

  private static void indexed(Expression.Subscript s, Map<String, Usage> all) {
    List<Expression> items =
        s.index() instanceof Expression.Tuple(var elements, _) ? elements : List.of(s.index());
    Usage container = of(s.value(), all);
    if (container != null) {
      if (s.index() instanceof Expression.Str(String key, _, _)) {
        container.keys.add(key);
      } else if (isText(s.index())) {
        container.built = true;
      } else {
        boolean open = items.stream().anyMatch(i -> i instanceof Expression.Ellipsis);
        int taken = (int) items.stream().filter(i -> !isNewAxis(i)).count();
        container.atLeast(open ? taken - 1 : taken);
      }
    }
    Usage shaped = shapeOf(s.value(), all);
    if (shaped != null && s.index() instanceof Expression.Int(BigInteger k, _)) {
      shaped.atLeast(k.intValue() + 1);
    }
    for (Expression item : items) {
      Usage index = of(item, all);
      if (index != null) {
        index.label = true;
      }
    }
  }

  /// `None`, `np.newaxis`.
  private static boolean isNewAxis(Expression item) {
    return item instanceof Expression.None
        || item instanceof Expression.Attribute(_, String name, _, _) && name.equals("newaxis");
  }

  /// `'W' + str(l)`, `f"W{l}"`, `'W%d' % l`.
  private static boolean isText(Expression index) {
    return switch (index) {
      case Expression.FString _, Expression.Str _ -> true;
      case Expression.Binary b -> isText(b.left());
      case Expression.Call(Expression.Attribute a, _, _) -> a.name().equals("format");
      default -> false;
    };
  }

  /// What is as good for a number as for an array.
  private static final Set<String> EITHER = Set.of("exp", "log", "sqrt", "log1p", "expm1");

  private static void attribute(@Nullable Usage of, String name) {
    if (of == null) {
      return;
    }
    if (name.equals("T")) {
      of.matrix = true;
      of.atLeast(2);
    } else if (OF_ARRAYS.contains(name)) {
      of.array = true;
      of.matrix |= name.equals("dot");
    } else if (OF_LISTS.contains(name)) {
      of.sequence = true;
    } else if (!OF_DICTS.contains(name) && !name.equals("copy")) {
      of.object = true;
    }
  }

  private static void call(Expression.Call c, Map<String, Usage> all) {
    Usage function = of(c.function(), all);
    if (function != null) {
      function.called = true;
    }
    String name =
        switch (c.function()) {
          case Expression.Name(String id, _) -> id;
          case Expression.Attribute a -> a.name();
          default -> "";
        };
    for (int k = 0; k < c.arguments().size(); k++) {
      Expression.Argument argument = c.arguments().get(k);
      Usage given = of(argument.value(), all);
      if (given != null && c.function() instanceof Expression.Name) {
        given.passed.add(new Usage.Passed(name, k));
      } else if (given != null && !attribute(c.function()).isEmpty()) {
        given.passed.add(new Usage.Passed(attribute(c.function()), k + 1)); // behind `self`
      }
      if (SHAPING.contains(name)) {
        sized(argument.value(), all);
      } else if (name.equals("dot") || name.equals("matmul")) {
        multiplied(argument.value(), all);
      } else if (given != null && OVER.contains(name)) {
        given.sequence = true;
      } else if (given != null && c.function() instanceof Expression.Attribute) {
        given.array |= !EITHER.contains(name);
        reduced(given, name, axis(c));
      }
    }
    if (c.function() instanceof Expression.Attribute(var receiver, _, _, _)) {
      Usage of = of(receiver, all);
      if (of != null && OF_DICTS.contains(name)) {
        of.dict = true;
        return;
      }
      if (of != null) {
        reduced(of, name, axis(c));
      }
    }
  }

  /// What counts in a size: of `n + len(x)` it is `n`, for `x` only has one.
  private static void sized(Expression e, Map<String, Usage> all) {
    boolean length =
        e instanceof Expression.Call(Expression.Name(String id, _), _, _) && id.equals("len");
    Usage size = of(e, all);
    if (size != null) {
      size.size = true;
    } else if (!length && !(e instanceof Expression.Attribute) && shapeIn(e) == null) {
      e.children().forEach(child -> sized(child, all));
    }
  }

  /// `x.shape` of `x.shape[0]`.
  private static @Nullable Expression shapeIn(Expression e) {
    return e instanceof Expression.Subscript(Expression.Attribute a, _, _)
            && a.name().equals("shape")
        ? a
        : null;
  }

  /// Who names the first axis has others, too: `x.mean(axis=0)` is over the samples.
  private static void reduced(Usage of, String function, int axis) {
    of.atLeast(1 + axis);
    of.matrix |= axis == 0 && REDUCTIONS.contains(function);
  }

  /// The highest axis a call names; -1 without.
  private static int axis(Expression.Call c) {
    for (Expression.Argument argument : c.arguments()) {
      if (argument.name().equals("axis") && argument.value() instanceof Expression.Int(var k, _)) {
        return k.intValue();
      }
    }
    return -1;
  }

  private static void compared(
      Expression first, List<Expression.Comparison> comparisons, Map<String, Usage> all) {
    Usage of = of(first, all);
    Expression right = comparisons.get(0).right();
    if (of != null && right instanceof Expression.Str(String value, _, _) && of.text == null) {
      of.text = value;
    } else if (of != null
        && (right instanceof Expression.Listing || right instanceof Expression.Tuple)
        && !right.children().isEmpty()
        && right.children().get(0) instanceof Expression.Str(String value, _, _)
        && of.text == null) {
      of.text = value;
    }
  }

  private static void multiplied(Expression e, Map<String, Usage> all) {
    Usage of = of(e, all);
    if (of != null) {
      of.matrix = true;
    }
  }
}

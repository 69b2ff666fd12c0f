package leibniz.check;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// The slips that may have happened in a statement: each is undone by a small change of its text.
final class Slips {
  private final Text text;
  private final Scope scope;
  private final List<Slip> slips = new ArrayList<>();

  /// What can be named where the statement stands.
  ///
  /// @param alike names of arrays of the same shape as a name
  /// @param value names of arrays of the same shape as the value of the statement
  /// @param terms names of gradients of that shape
  /// @param lists names of lists of arrays
  /// @param sizes how sizes are written there: `N`, `x.shape[0]`
  /// @param scalars names of numbers
  /// @param borrowed what the program multiplies with and divides by
  record Scope(
      Function<String, List<String>> alike,
      List<String> value,
      List<String> terms,
      List<String> lists,
      List<String> sizes,
      List<String> scalars,
      List<String> borrowed) {}

  private Slips(Text text, Scope scope) {
    this.text = text;
    this.scope = scope;
  }

  /// All of them, the likeliest first.
  static List<Slip> of(Statement statement, Text text, Scope scope) {
    Slips slips = new Slips(text, scope);
    switch (statement) {
      case Statement.Assign a -> {
        slips.walk(a.value(), true);
        slips.whole(a.value());
        a.targets().forEach(slips::targets);
        slips.accumulated(a);
      }
      case Statement.AugmentedAssign a -> {
        slips.operator(a);
        slips.walk(a.value(), true);
        slips.targets(a.target());
        slips.whole(a.value());
      }
      case Statement.AnnotatedAssign(_, _, Expression value, _) when value != null -> {
        slips.walk(value, true);
        slips.whole(value);
      }
      case Statement.Return(Expression value, _) when value != null -> {
        slips.walk(value, true);
        slips.whole(value);
      }
      case Statement.Evaluate(var value, _) -> slips.walk(value, false);
      default -> {}
    }
    List<Slip> sorted = new ArrayList<>();
    for (Slip.Kind kind : Slip.Kind.values()) {
      slips.slips.stream().filter(s -> s.kind() == kind).forEach(sorted::add);
    }
    return sorted;
  }

  private void add(Slip.Kind kind, Span span, String now, String words) {
    slips.add(new Slip(kind, List.of(new Fix.Edit(span, now)), words));
  }

  private String at(Expression e) {
    return text.at(e.span());
  }

  // ----------------------------------------------------------------------------------- the whole

  private void whole(Expression value) {
    if (value instanceof Expression.Tuple(var elements, _)) {
      elements.forEach(this::whole);
      return;
    }
    slips.addAll(Rewrites.of(value, text, scope.alike));
    Span span = value.span();
    String now = bracketed(value);
    if (value instanceof Expression.Unary(var op, var operand, _)
        && op == Expression.UnaryOperator.MINUS) {
      add(Slip.Kind.SIGN, span, at(operand), "the sign is the other one");
    } else {
      add(Slip.Kind.SIGN, span, "-" + now, "the sign is the other one");
    }
    add(Slip.Kind.FACTOR, span, "2 * " + now, "the factor 2 is missing");
    add(Slip.Kind.FACTOR, span, "0.5 * " + now, "there is a factor 2 too much");
    for (String size : scope.sizes) {
      add(Slip.Kind.FACTOR, span, now + " / " + size, "the factor 1/" + size + " is missing");
      add(Slip.Kind.FACTOR, span, now + " * " + size, "there is a factor 1/" + size + " too much");
      String root = "np.sqrt(" + size + ")";
      add(Slip.Kind.FACTOR, span, now + " / " + root, "the factor 1/" + root + " is missing");
      add(
          Slip.Kind.FACTOR,
          span,
          "2 * " + now + " / " + size,
          "the factor 2/" + size + " is missing");
    }
    for (int axis = 0; axis < 2; axis++) {
      String keep = ", axis=" + axis + ", keepdims=True)";
      String words = "the sum over axis " + axis + " is missing";
      add(Slip.Kind.SUM, span, "np.sum(" + at(value) + ", axis=" + axis + ")", words);
      add(Slip.Kind.SUM, span, "np.sum(" + at(value) + keep, words);
    }
    add(Slip.Kind.SUM, span, "np.sum(" + at(value) + ")", "the sum is missing");
    add(Slip.Kind.OPERAND, span, now + ".T", "it is transposed");
    for (String other : scope.borrowed) {
      add(Slip.Kind.LINK, span, now + " * " + other, "the factor " + other + " is missing");
      add(Slip.Kind.LINK, span, now + " / " + other, "the division by " + other + " is missing");
    }
    for (String name : scope.terms) {
      add(Slip.Kind.LINK, span, now + " * " + name, "the factor " + name + " is missing");
      add(Slip.Kind.TERM, span, at(value) + " + " + name, "the term " + name + " is missing");
    }
    for (String name : scope.value) {
      String link = "the local derivative is missing";
      add(Slip.Kind.LINK, span, now + " * (" + name + " > 0)", link);
      add(Slip.Kind.LINK, span, now + " * (1 - " + name + "**2)", link);
      add(Slip.Kind.LINK, span, now + " * " + name + " * (1 - " + name + ")", link);
      add(Slip.Kind.LINK, span, now + " * " + name, "the factor " + name + " is missing");
      add(Slip.Kind.LINK, span, now + " / " + name, "the division by " + name + " is missing");
      for (String scalar : scope.scalars) {
        String term = scalar + " * " + name;
        String words = "the term with " + scalar + " is missing";
        add(Slip.Kind.TERM, span, at(value) + " + " + term, words);
        add(Slip.Kind.TERM, span, at(value) + " + 2 * " + term, words);
        for (String size : scope.sizes) {
          add(Slip.Kind.TERM, span, at(value) + " + " + term + " / " + size, words);
        }
      }
      add(Slip.Kind.TERM, span, at(value) + " + " + name, "the term " + name + " is missing");
      add(Slip.Kind.TERM, span, at(value) + " - " + name, "the term " + name + " is missing");
    }
  }

  private String bracketed(Expression e) {
    return switch (e) {
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _, Expression.Call _ ->
          at(e);
      default -> "(" + at(e) + ")";
    };
  }

  /// `dW = …` in a loop for `dW += …`.
  private void accumulated(Statement.Assign a) {
    Expression target = a.targets().getFirst();
    if (a.targets().size() == 1 && !(target instanceof Expression.Tuple)) {
      Span between =
          new Span(
              target.span().file(),
              target.span().endLine(),
              target.span().endColumn(),
              a.value().span().line(),
              a.value().span().column());
      if (text.at(between).strip().equals("=")) {
        add(Slip.Kind.UPDATE, between, " += ", "it is set instead of added");
      }
    }
  }

  /// `g += lam * theta` for `g[1:] += lam * theta[1:]`: the first entry has no penalty.
  private void allButFirst(Statement.AugmentedAssign a) {
    if (!(a.target() instanceof Expression.Name target)) {
      return;
    }
    List<Expression> left = new ArrayList<>(List.of(a.value()));
    while (!left.isEmpty()) {
      Expression e = left.removeLast();
      if (e instanceof Expression.Name name) {
        List<Fix.Edit> edits = new ArrayList<>();
        edits.add(new Fix.Edit(target.span(), target.id() + "[1:]"));
        edits.add(new Fix.Edit(name.span(), name.id() + "[1:]"));
        slips.add(new Slip(Slip.Kind.INDEX, edits, "the first entry does not belong to it"));
      }
      left.addAll(Operands.of(e));
    }
  }

  private void operator(Statement.AugmentedAssign a) {
    allButFirst(a);
    for (String size : scope.sizes) {
      boolean scales =
          a.operator() == Expression.Operator.DIVIDE
              || a.operator() == Expression.Operator.MULTIPLY;
      if (scales && !size.equals(at(a.value()))) {
        add(Slip.Kind.FACTOR, a.value().span(), size, "it is divided by another size");
      }
    }
    Span value = a.value().span();
    Span target = a.target().span();
    Span between =
        new Span(value.file(), target.endLine(), target.endColumn(), value.line(), value.column());
    String open = text.at(between).contains("(") ? " (" : " ";
    switch (a.operator()) {
      case ADD -> {
        if (a.target() instanceof Expression.Subscript(var base, var index, _)) {
          String call = "np.add.at(" + at(base) + ", " + at(index) + ", " + at(a.value()) + ")";
          add(Slip.Kind.UPDATE, a.span(), call, "an index that is there twice counts once");
        }
        add(Slip.Kind.UPDATE, between, " =" + open, "it is added instead of set");
        add(Slip.Kind.SIGN, between, " -=" + open, "the sign is the other one");
      }
      case SUBTRACT -> {
        add(Slip.Kind.SIGN, between, " +=" + open, "the sign is the other one");
      }
      case MULTIPLY -> add(Slip.Kind.FACTOR, between, " /=" + open, "it is multiplied");
      case DIVIDE -> add(Slip.Kind.FACTOR, between, " *=" + open, "it is divided");
      default -> {}
    }
  }

  // ------------------------------------------------------------------------------------- targets

  /// `dh[h < 0] = 0`: the condition and the indices count too.
  private void targets(Expression target) {
    switch (target) {
      case Expression.Tuple(var elements, _) -> elements.forEach(this::targets);
      case Expression.Subscript(_, var index, _) -> walk(index, false);
      default -> {}
    }
  }

  // ------------------------------------------------------------------------------------ the tree

  private void walk(Expression e, boolean value) {
    switch (e) {
      case Expression.Binary b -> binary(b);
      case Expression.Unary u when u.operator() == Expression.UnaryOperator.MINUS ->
          add(Slip.Kind.SIGN, u.span(), bracketed(u.operand()), "the sign is the other one");
      case Expression.Call call -> call(call);
      case Expression.Compare c -> compare(c);
      case Expression.Int i -> number(i);
      case Expression.Float f -> {
        double v = f.value();
        add(Slip.Kind.NUMBER, f.span(), Double.toString(2 * v), "the number is another one");
        add(Slip.Kind.NUMBER, f.span(), Double.toString(v / 2), "the number is another one");
        if (v == 1) {
          add(Slip.Kind.NUMBER, f.span(), "2.0", "the number is another one");
        }
      }
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _ -> name(e);
      default -> {}
    }
    for (Expression child : Operands.of(e)) {
      walk(child, value);
    }
  }

  private void binary(Expression.Binary b) {
    String left = at(b.left());
    String right = at(b.right());
    switch (b.operator()) {
      case ADD -> {
        add(Slip.Kind.SIGN, b.at(), "-", "the sign between the terms is the other one");
        drop(b, Slip.Kind.TERM, "a term is too much");
        term(b.left());
        term(b.right());
      }
      case SUBTRACT -> {
        add(Slip.Kind.SIGN, b.at(), "+", "the sign between the terms is the other one");
        add(
            Slip.Kind.SIGN,
            b.span(),
            bracketedProduct(b.right()) + " - " + bracketedProduct(b.left()),
            "the difference is the other way round");
        drop(b, Slip.Kind.TERM, "a term is too much");
        term(b.right());
        squares(b);
      }
      case MULTIPLY -> {
        drop(b, Slip.Kind.FACTOR, "a factor is too much");
        add(Slip.Kind.FACTOR, b.at(), "/", "it is multiplied instead of divided");
        add(Slip.Kind.OPERAND, b.at(), "@", "it is multiplied entry by entry");
      }
      case DIVIDE -> {
        add(Slip.Kind.FACTOR, b.span(), left, "a division is too much");
        add(Slip.Kind.FACTOR, b.at(), "*", "it is divided instead of multiplied");
        add(
            Slip.Kind.NUMBER,
            b.right().span(),
            bracketed(b.right()) + "**2",
            "the power is too low");
        for (String other : scope.borrowed) {
          if (!other.equals(right)) {
            add(Slip.Kind.LINK, b.right().span(), other, "it is divided by something else");
          }
        }
        for (String size : scope.sizes) {
          if (!size.equals(right)) {
            String square = size + " ** 2";
            add(Slip.Kind.FACTOR, b.right().span(), square, "it is divided by another size");
            add(Slip.Kind.FACTOR, b.right().span(), size, "it is divided by another size");
          }
        }
      }
      case MATMUL -> product(b.span(), b.left(), b.right(), " @ ", "");
      case POWER -> add(Slip.Kind.NUMBER, b.span(), left, "a power is too much");
      default -> {}
    }
  }

  /// A factor that belongs to one term of a sum alone.
  private void term(Expression e) {
    String now = bracketedProduct(e);
    for (String other : scope.borrowed) {
      add(
          Slip.Kind.LINK,
          e.span(),
          now + " * " + other,
          "the factor " + other + " is missing in this term");
      add(
          Slip.Kind.LINK,
          e.span(),
          now + " / " + other,
          "the division by " + other + " is missing in this term");
    }
    add(Slip.Kind.FACTOR, e.span(), "2 * " + now, "the factor 2 is missing in this term");
    add(Slip.Kind.FACTOR, e.span(), "0.5 * " + now, "there is a factor 2 too much in this term");
    for (String size : scope.sizes) {
      add(
          Slip.Kind.FACTOR,
          e.span(),
          now + " / " + size,
          "the factor 1/" + size + " is missing in this term");
    }
  }

  private void squares(Expression.Binary b) {
    if (!(b.left() instanceof Expression.Int(BigInteger one, _)) || !one.equals(BigInteger.ONE)) {
      return;
    }
    switch (b.right()) {
      case Expression.Binary p when p.operator() == Expression.Operator.POWER ->
          add(
              Slip.Kind.FUNCTION,
              b.span(),
              at(p.left()) + " * (1 - " + at(p.left()) + ")",
              "it is the derivative of tanh");
      case Expression.Name _, Expression.Attribute _, Expression.Subscript _, Expression.Call _ ->
          add(
              Slip.Kind.FUNCTION,
              b.right().span(),
              bracketed(b.right()) + "**2",
              "the square is missing");
      default -> {}
    }
  }

  private void drop(Expression.Binary b, Slip.Kind kind, String words) {
    add(kind, b.span(), at(b.left()), words);
    add(kind, b.span(), at(b.right()), words);
  }

  private String bracketedProduct(Expression e) {
    return e instanceof Expression.Binary b
            && (b.operator() == Expression.Operator.ADD
                || b.operator() == Expression.Operator.SUBTRACT)
        ? "(" + at(e) + ")"
        : at(e);
  }

  /// Operands swapped or transposed.
  private void product(Span span, Expression left, Expression right, String by, String end) {
    Set<String> tried = new LinkedHashSet<>();
    String l = bracketed(left);
    String r = bracketed(right);
    for (String a : List.of(l, turned(l))) {
      for (String b : List.of(r, turned(r))) {
        tried.add(a + by + b + end);
        tried.add(b + by + a + end);
      }
    }
    if (by.equals(" @ ")) {
      tried.add(turnedEach(l) + by + r);
      tried.add(l + by + turnedEach(r));
    }
    tried.remove(l + by + r + end);
    for (String now : tried) {
      add(Slip.Kind.OPERAND, span, now, "the operands are swapped or transposed");
    }
  }

  private static String turned(String operand) {
    return operand.endsWith(".T") ? operand.substring(0, operand.length() - 2) : operand + ".T";
  }

  /// The same for stacks of matrices.
  private static String turnedEach(String operand) {
    return operand.endsWith(EACH)
        ? operand.substring(0, operand.length() - EACH.length())
        : operand + EACH;
  }

  private static final String EACH = ".transpose(0, 2, 1)";

  // --------------------------------------------------------------------------------------- calls

  private void call(Expression.Call call) {
    List<Expression.Argument> arguments = call.arguments();
    String function = text.at(call.function().span());
    String last = function.substring(function.lastIndexOf('.') + 1);
    boolean module = function.startsWith("np.") || function.startsWith("numpy.");
    if (last.equals("dot") || last.equals("matmul")) {
      if (module && arguments.size() == 2) {
        product(call.span(), arguments.get(0).value(), arguments.get(1).value(), ", ", ")");
        slips.replaceAll(s -> prefixed(s, call.span(), function + "("));
      } else if (call.function() instanceof Expression.Attribute a && arguments.size() == 1) {
        product(call.span(), a.value(), arguments.get(0).value(), "." + last + "(", ")");
      }
    }
    if (last.equals("sum") || last.equals("mean")) {
      Span name = nameOf(call.function());
      String other = last.equals("sum") ? "mean" : "sum";
      add(Slip.Kind.FACTOR, name, other, "it is the " + last + ", not the " + other);
    }
    axes(call, last);
    if (last.equals("einsum") && arguments.getFirst().value() instanceof Expression.Str s) {
      Subscripts.of(s.value())
          .forEach(now ->
              add(Slip.Kind.SUBSCRIPT, s.span(), "\"" + now + "\"", "a subscript is another one"));
    }
    if (arguments.size() == 1 && call.function() instanceof Expression.Attribute && module) {
      add(
          Slip.Kind.FUNCTION,
          call.span(),
          "(" + at(arguments.getFirst().value()) + ")",
          function + " is too much");
      FUNCTIONS
          .getOrDefault(last, List.of())
          .forEach(
              f -> add(Slip.Kind.FUNCTION, nameOf(call.function()), f, "it is another function"));
    }
  }

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

  /// What was put together as `a, b)` gets what stands before.
  private static Slip prefixed(Slip slip, Span span, String prefix) {
    Fix.Edit edit = slip.edits().getFirst();
    boolean here =
        slip.kind() == Slip.Kind.OPERAND
            && edit.span().equals(span)
            && edit.text().endsWith(")")
            && !edit.text().startsWith(prefix)
            && edit.text().contains(", ");
    return here
        ? new Slip(slip.kind(), List.of(new Fix.Edit(span, prefix + edit.text())), slip.words())
        : slip;
  }

  private static Span nameOf(Expression function) {
    return function instanceof Expression.Attribute a ? a.nameSpan() : function.span();
  }

  private void axes(Expression.Call call, String function) {
    boolean axis = false;
    for (Expression.Argument argument : call.arguments()) {
      if (argument.name().equals("axis")) {
        axis = true;
        String now = at(argument.value());
        for (String other : List.of("0", "1", "-1", "2", "(0, 1)", "(0, 2)")) {
          if (!other.equals(now)) {
            add(Slip.Kind.AXIS, argument.value().span(), other, "the axis is another one");
          }
        }
        add(Slip.Kind.AXIS, argument.span(), "axis=None", "there is an axis too much");
      } else if (argument.name().equals("keepdims")) {
        boolean kept = at(argument.value()).matches("True|1");
        String other = kept ? "False" : "True";
        add(Slip.Kind.AXIS, argument.value().span(), other, "keepdims is the other way round");
      }
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
        add(Slip.Kind.AXIS, end, comma + "axis=" + at + ")", "the axis is missing");
        String keep = comma + "axis=" + at + ", keepdims=True)";
        add(Slip.Kind.AXIS, end, keep, "the axis is missing");
      }
    } else if (!keeps) {
      add(Slip.Kind.AXIS, end, ", keepdims=True)", "keepdims is missing");
    }
  }

  /// The last character.
  private static Span end(Span span) {
    return new Span(
        span.file(), span.endLine(), span.endColumn() - 1, span.endLine(), span.endColumn());
  }

  private void compare(Expression.Compare c) {
    if (c.comparisons().size() != 1) {
      return;
    }
    Expression.Comparison only = c.comparisons().getFirst();
    List<String> others =
        switch (only.operator()) {
          case GREATER -> List.of("<", ">=");
          case GREATER_EQUAL -> List.of("<", ">");
          case LESS -> List.of(">", "<=");
          case LESS_EQUAL -> List.of(">", "<");
          case EQUAL -> List.of("!=");
          case UNEQUAL -> List.of("==");
          case IN, NOT_IN, IS, IS_NOT -> List.of();
        };
    for (String other : others) {
      add(
          Slip.Kind.COMPARISON,
          c.span(),
          at(c.first()) + " " + other + " " + at(only.right()),
          "the comparison is another one");
    }
  }

  private void number(Expression.Int i) {
    for (int other : new int[] {1, -1}) {
      BigInteger now = i.value().add(BigInteger.valueOf(other));
      add(Slip.Kind.NUMBER, i.span(), now.toString(), "the number is another one");
    }
    add(Slip.Kind.NUMBER, i.span(), i.value().shiftLeft(1).toString(), "the number is another one");
    if (i.value().equals(BigInteger.ONE)) {
      add(Slip.Kind.NUMBER, i.span(), "0.5", "the number is another one");
    }
  }

  /// `h[:, t]` for `h[:, t - 1]`.
  private void positions(Expression.Tuple index) {
    for (Expression position : index.elements()) {
      if (position instanceof Expression.Name) {
        for (String step : List.of(" - 1", " + 1")) {
          add(Slip.Kind.INDEX, position.span(), at(position) + step, "the index is off by one");
        }
      }
    }
  }

  private void name(Expression e) {
    if (e instanceof Expression.Subscript(_, Expression.Tuple index, _)) {
      positions(index);
    }
    String now = at(e);
    for (String other : scope.alike.apply(now)) {
      add(Slip.Kind.NAME, e.span(), other, other + " belongs here, not " + now);
    }
    if (e instanceof Expression.Subscript(var value, var index, _)
        && !(index instanceof Expression.Str)
        && !(index instanceof Expression.Slice)
        && !(index instanceof Expression.Tuple)) {
      for (String list : scope.lists) {
        if (!list.equals(at(value))) {
          String other = list + "[" + at(index) + "]";
          add(Slip.Kind.NAME, e.span(), other, other + " belongs here, not " + now);
        }
      }
      for (String step : List.of(" - 1", " + 1")) {
        add(
            Slip.Kind.INDEX,
            e.span(),
            at(value) + "[" + at(index) + step + "]",
            "the index is off by one");
      }
    }
  }
}

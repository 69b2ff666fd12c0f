package leibniz.python;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.ir.Span;
import leibniz.python.Expression.Clause;
import leibniz.python.Expression.Parameter;
import leibniz.python.Expression.ParameterKind;
import leibniz.python.Statement.Alias;
import org.jspecify.annotations.Nullable;

/// A tree as text, in the form in which `python-ast.py` shows CPython's: the same nodes in the same
/// order, with places.
final class Dump {
  private boolean places;

  private Dump(boolean places) {
    this.places = places;
  }

  static String of(Module module, boolean places) {
    return "Module(" + new Dump(places).block(module.body()) + ")";
  }

  private String block(List<Statement> statements) {
    return statements.stream().map(this::of).collect(Collectors.joining(",", "[", "]"));
  }

  private String node(String name, Span span, Object... parts) {
    return node(name + place(span), parts);
  }

  private static String node(String name, Object... parts) {
    return Stream.of(parts).map(Object::toString).collect(Collectors.joining(",", name + "(", ")"));
  }

  private String place(Span s) {
    return places
        ? "@" + s.line() + ":" + s.column() + "-" + s.endLine() + ":" + s.endColumn()
        : "";
  }

  private String of(Statement statement) {
    return switch (statement) {
      case Statement.Evaluate(var value, var span) -> node("Expr", span, of(value));
      case Statement.Assign(var targets, var value, var span) ->
          node("Assign", span, all(targets), of(value));
      case Statement.AugmentedAssign(var target, var operator, var value, var span) ->
          node("AugAssign", span, of(target), operator(operator), of(value));
      case Statement.AnnotatedAssign(var target, var annotation, var value, var span) ->
          node("AnnAssign", span, of(target), of(annotation), optional(value));
      case Statement.Delete(var targets, var span) -> node("Delete", span, all(targets));
      case Statement.Pass(var span) -> node("Pass", span);
      case Statement.Break(var span) -> node("Break", span);
      case Statement.Continue(var span) -> node("Continue", span);
      case Statement.Return(var value, var span) -> node("Return", span, optional(value));
      case Statement.Raise(var exception, var cause, var span) ->
          node("Raise", span, optional(exception), optional(cause));
      case Statement.Global(var names, var span) -> node("Global", span, strings(names));
      case Statement.Nonlocal(var names, var span) -> node("Nonlocal", span, strings(names));
      case Statement.Assert(var test, var message, var span) ->
          node("Assert", span, of(test), optional(message));
      case Statement.Import(var names, var span) -> node("Import", span, aliases(names));
      case Statement.ImportFrom(var level, var module, var names, var span) ->
          node(
              "ImportFrom",
              span,
              module.isEmpty() ? "None" : string(module),
              aliases(names),
              "0x" + level);
      case Statement.Print(var values, _, var span) -> node("Print", span, all(values));
      case Statement.If(var branches, var orElse, _, var span) -> {
        List<Object> parts = new ArrayList<>();
        branches.forEach(b -> parts.addAll(List.of(of(b.test()), block(b.body()))));
        parts.add(block(orElse));
        yield node("If", span, parts.toArray());
      }
      case Statement.For(var target, var iterable, var body, var orElse, _, var span) ->
          node("For", span, of(target), of(iterable), block(body), block(orElse));
      case Statement.While(var test, var body, var orElse, _, var span) ->
          node("While", span, of(test), block(body), block(orElse));
      case Statement.Try(var body, var handlers, var orElse, var atLast, _, var span) ->
          node(
              "Try",
              span,
              block(body),
              handlers.stream()
                  .map(h ->
                      node(
                          "ExceptHandler",
                          optional(h.kind()),
                          optionalString(h.name()),
                          block(h.body())))
                  .collect(Collectors.joining(",", "[", "]")),
              block(orElse),
              block(atLast));
      case Statement.With(var items, var body, _, var span) ->
          node(
              "With",
              span,
              items.stream()
                  .map(i -> node("withitem", of(i.context()), optional(i.target())))
                  .collect(Collectors.joining(",", "[", "]")),
              block(body));
      case Statement.Function(
              var name,
              var parameters,
              var returns,
              var decorators,
              var body,
              _,
              _,
              var span) -> {
        String head = "FunctionDef" + decorated(decorators, span);
        yield node(
            head,
            string(name),
            parameters(parameters.list()),
            block(body),
            all(decorators),
            optional(returns));
      }
      case Statement.ClassDefinition(
              var name,
              var arguments,
              var decorators,
              var body,
              _,
              _,
              var span) ->
          node(
              "ClassDef" + decorated(decorators, span),
              string(name),
              block(body),
              all(decorators),
              arguments(arguments));
    };
  }

  private String decorated(List<Expression> decorators, Span span) {
    return !places ? "" : decorators.isEmpty() ? place(span) : "@";
  }

  private String aliases(List<Alias> aliases) {
    return aliases.stream()
        .map(a -> node("alias", a.span(), string(a.name()), optionalString(a.alias())))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String parameters(List<Parameter> list) {
    return node(
        "arguments",
        parameters(list, ParameterKind.POSITIONAL),
        parameters(list, ParameterKind.PLAIN),
        single(list, ParameterKind.STAR),
        parameters(list, ParameterKind.KEYWORD),
        list.stream()
            .filter(p -> p.kind() == ParameterKind.KEYWORD)
            .map(p -> optional(p.value()))
            .collect(Collectors.joining(",", "[", "]")),
        single(list, ParameterKind.DOUBLE_STAR),
        list.stream()
            .filter(p -> p.kind() != ParameterKind.KEYWORD && p.value() != null)
            .map(p -> of(p.value()))
            .collect(Collectors.joining(",", "[", "]")));
  }

  private String parameters(List<Parameter> list, ParameterKind kind) {
    return list.stream()
        .filter(p -> p.kind() == kind)
        .map(this::parameter)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String single(List<Parameter> list, ParameterKind kind) {
    return list.stream()
        .filter(p -> p.kind() == kind)
        .map(this::parameter)
        .findFirst()
        .orElse("None");
  }

  /// CPython's span of a parameter has neither its stars nor its default.
  private String parameter(Parameter p) {
    Span s = p.span();
    int stars =
        switch (p.kind()) {
          case STAR -> 1;
          case DOUBLE_STAR -> 2;
          case POSITIONAL, PLAIN, KEYWORD -> 0;
        };
    boolean plain = stars == 0 && p.value() == null;
    return node(
        "arg" + (plain ? place(s) : places ? "@" : ""), string(p.name()), optional(p.annotation()));
  }

  private String all(List<Expression> expressions) {
    return expressions.stream().map(this::of).collect(Collectors.joining(",", "[", "]"));
  }

  private String optional(@Nullable Expression expression) {
    return expression == null ? "None" : of(expression);
  }

  private String of(Expression expression) {
    return switch (expression) {
      case Expression.Name(var id, var span) -> node("Name", span, string(id));
      case Expression.Int(var value, var span) -> node("Constant", span, integer(value));
      case Expression.Float(var value, _, var span) -> node("Constant", span, "f" + bits(value));
      case Expression.Imaginary(var value, var span) -> node("Constant", span, "j" + bits(value));
      case Expression.Str(var value, _, var span) -> node("Constant", span, string(value));
      case Expression.Bytes(var value, var span) ->
          node(
              "Constant",
              span,
              "b'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.ISO_8859_1)) + "'");
      case Expression.FString(var parts, var span) -> {
        String place = place(span);
        boolean outside = places;
        places = false;
        String inside = all(parts);
        places = outside;
        yield node("JoinedStr" + place, inside);
      }
      case Expression.Field(var value, var conversion, var format, _) ->
          node(
              "FormattedValue",
              of(value),
              conversion == ' ' ? "-0x1" : integer(BigInteger.valueOf(conversion)),
              format.isEmpty() ? "None" : "JoinedStr(" + all(format) + ")");
      case Expression.Bool(var value, var span) -> node("Constant", span, value ? "True" : "False");
      case Expression.None(var span) -> node("Constant", span, "None");
      case Expression.Ellipsis(var span) -> node("Constant", span, "Ellipsis");
      case Expression.Tuple(var elements, var span) -> node("Tuple", span, all(elements));
      case Expression.Listing(var elements, var span) -> node("List", span, all(elements));
      case Expression.SetDisplay(var elements, var span) -> node("Set", span, all(elements));
      case Expression.Dict(var entries, var span) ->
          node(
              "Dict",
              span,
              entries.stream()
                  .map(e -> optional(e.key()))
                  .collect(Collectors.joining(",", "[", "]")),
              all(entries.stream().map(Expression.Entry::value).toList()));
      case Expression.Comprehension(var kind, var element, var clauses, var span) ->
          switch (kind) {
            case LIST -> node("ListComp", span, of(element), clauses(clauses));
            case SET -> node("SetComp", span, of(element), clauses(clauses));
            case GENERATOR ->
                node("GeneratorExp" + (places ? "@" : ""), of(element), clauses(clauses));
          };
      case Expression.DictComprehension(var key, var value, var clauses, var span) ->
          node("DictComp", span, of(key), of(value), clauses(clauses));
      case Expression.Attribute(var value, var name, _, var span) ->
          node("Attribute", span, of(value), string(name));
      case Expression.Subscript(var value, var index, var span) ->
          node("Subscript", span, of(value), of(index));
      case Expression.Slice(var lower, var upper, var step, var span) ->
          node("Slice", span, optional(lower), optional(upper), optional(step));
      case Expression.Call(var function, var arguments, var span) ->
          node("Call", span, of(function), arguments(arguments));
      case Expression.Starred(var value, var span) -> node("Starred", span, of(value));
      case Expression.Binary(var operator, var left, var right, _, var span) ->
          node("BinOp", span, of(left), operator(operator), of(right));
      case Expression.Unary(var operator, var operand, var span) ->
          node(
              "UnaryOp",
              span,
              switch (operator) {
                case PLUS -> "UAdd";
                case MINUS -> "USub";
                case INVERT -> "Invert";
                case NOT -> "Not";
              },
              of(operand));
      case Expression.And(var operands, var span) -> node("BoolOp", span, "And", all(operands));
      case Expression.Or(var operands, var span) -> node("BoolOp", span, "Or", all(operands));
      case Expression.Compare(var first, var comparisons, var span) ->
          node(
              "Compare",
              span,
              of(first),
              comparisons.stream()
                  .map(c -> comparator(c.operator()))
                  .collect(Collectors.joining(",", "[", "]")),
              all(comparisons.stream().map(Expression.Comparison::right).toList()));
      case Expression.Conditional(var test, var body, var orElse, var span) ->
          node("IfExp", span, of(test), of(body), of(orElse));
      case Expression.Lambda(var parameters, var body, var span) ->
          node("Lambda", span, parameters(parameters.list()), of(body));
      case Expression.Named(var target, var value, var span) ->
          node("NamedExpr", span, of(target), of(value));
      case Expression.Yield(var value, var span) -> node("Yield", span, optional(value));
      case Expression.YieldFrom(var value, var span) -> node("YieldFrom", span, of(value));
    };
  }

  private String clauses(List<Clause> clauses) {
    return clauses.stream()
        .map(c ->
            node("comprehension", of(c.target()), of(c.iterable()), all(c.conditions()), "0x0"))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String arguments(List<Expression.Argument> arguments) {
    return arguments.stream()
        .map(a ->
            switch (a.kind()) {
              case POSITIONAL -> of(a.value());
              case STAR -> node("Starred", a.span(), of(a.value()));
              case KEYWORD -> node("keyword", string(a.name()), of(a.value()));
              case DOUBLE_STAR -> node("keyword", "None", of(a.value()));
            })
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String operator(Expression.Operator operator) {
    return switch (operator) {
      case ADD -> "Add";
      case SUBTRACT -> "Sub";
      case MULTIPLY -> "Mult";
      case MATMUL -> "MatMult";
      case DIVIDE -> "Div";
      case FLOOR_DIVIDE -> "FloorDiv";
      case MODULO -> "Mod";
      case POWER -> "Pow";
      case SHIFT_LEFT -> "LShift";
      case SHIFT_RIGHT -> "RShift";
      case AND -> "BitAnd";
      case OR -> "BitOr";
      case XOR -> "BitXor";
    };
  }

  private static String comparator(Expression.Comparator comparator) {
    return switch (comparator) {
      case EQUAL -> "Eq";
      case UNEQUAL -> "NotEq";
      case LESS -> "Lt";
      case LESS_EQUAL -> "LtE";
      case GREATER -> "Gt";
      case GREATER_EQUAL -> "GtE";
      case IN -> "In";
      case NOT_IN -> "NotIn";
      case IS -> "Is";
      case IS_NOT -> "IsNot";
    };
  }

  private static String integer(BigInteger value) {
    return "0x" + value.toString(16);
  }

  private static String bits(double value) {
    return HexFormat.of().toHexDigits(Double.doubleToLongBits(value));
  }

  private static String strings(List<String> names) {
    return names.stream().map(Dump::string).collect(Collectors.joining(",", "[", "]"));
  }

  private static String optionalString(@Nullable String value) {
    return value == null ? "None" : string(value);
  }

  private static String string(String value) {
    StringBuilder hex = new StringBuilder("'");
    for (int i = 0; i < value.length(); i++) {
      hex.append(HexFormat.of().toHexDigits(value.charAt(i)));
    }
    return hex.append("'").toString();
  }
}

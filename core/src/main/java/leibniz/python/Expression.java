package leibniz.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// An expression. Lists are never null and never change; a part that may be missing is `@Nullable`.
/// No tree is higher than [Bounds#HEIGHT], so readers may recurse.
public sealed interface Expression {

  /// From the first character to the last, without parentheses around the whole.
  Span span();

  /// The expressions directly below this one, in the order of the text (a conditional expression's
  /// body, then its test), so that a walk need not know the kinds.
  default List<Expression> children() {
    return switch (this) {
      case Name _, Int _, Float _, Imaginary _, Str _, Bytes _, Bool _, None _, Ellipsis _ ->
          List.of();
      case FString(var parts, _) -> parts;
      case Field(var value, _, var format, _) -> with(value, format);
      case Tuple(var elements, _) -> elements;
      case Listing(var elements, _) -> elements;
      case SetDisplay(var elements, _) -> elements;
      case Dict(var entries, _) ->
          entries.stream().flatMap(e -> present(e.key(), e.value()).stream()).toList();
      case Comprehension(_, var element, var clauses, _) -> with(element, clauses(clauses));
      case DictComprehension(var key, var value, var clauses, _) ->
          with(key, with(value, clauses(clauses)));
      case Attribute(var value, _, _, _) -> List.of(value);
      case Subscript(var value, var index, _) -> List.of(value, index);
      case Slice(var lower, var upper, var step, _) -> present(lower, upper, step);
      case Call(var function, var arguments, _) ->
          with(function, arguments.stream().map(Argument::value).toList());
      case Starred(var value, _) -> List.of(value);
      case Binary(_, var left, var right, _, _) -> List.of(left, right);
      case Unary(_, var operand, _) -> List.of(operand);
      case And(var operands, _) -> operands;
      case Or(var operands, _) -> operands;
      case Compare(var first, var comparisons, _) ->
          with(first, comparisons.stream().map(Comparison::right).toList());
      case Conditional(var test, var body, var orElse, _) -> List.of(body, test, orElse);
      case Lambda(var parameters, var body, _) ->
          Stream.concat(
                  parameters.list().stream()
                      .flatMap(p -> present(p.annotation(), p.value()).stream()),
                  Stream.of(body))
              .toList();
      case Named(var target, var value, _) -> List.of(target, value);
      case Yield(var value, _) -> present(value);
      case YieldFrom(var value, _) -> List.of(value);
    };
  }

  private static List<Expression> clauses(List<Clause> clauses) {
    return clauses.stream()
        .flatMap(c -> with(c.target(), with(c.iterable(), c.conditions())).stream())
        .toList();
  }

  private static List<Expression> with(Expression first, List<Expression> rest) {
    List<Expression> all = new ArrayList<>(rest.size() + 1);
    all.add(first);
    all.addAll(rest);
    return all;
  }

  private static List<Expression> present(@Nullable Expression... expressions) {
    List<Expression> present = new ArrayList<>(expressions.length);
    for (Expression expression : expressions) {
      if (expression != null) {
        present.add(expression);
      }
    }
    return present;
  }

  /// A name, normalised (NFKC).
  record Name(String id, Span span) implements Expression {}

  /// An integer literal, never negative: `-1` is a [Unary].
  record Int(BigInteger value, Span span) implements Expression {}

  /// A float literal.
  ///
  /// @param text as written but without underscores, for who wants the decimal exactly
  record Float(double value, String text, Span span) implements Expression {}

  /// `2j`: the imaginary part.
  record Imaginary(double value, Span span) implements Expression {}

  /// A string, its adjacent pieces joined and its escapes resolved.
  ///
  /// @param content what stands between the quotes when the string is one piece on one line without
  ///   escapes, so that each character of the value has its own column; else the whole span
  record Str(String value, Span content, Span span) implements Expression {
    /// The place of the characters `from` (inclusive) to `to` (exclusive) of the value, or the
    /// whole string if they have no columns of their own.
    public Span at(int from, int to) {
      boolean exact =
          content.line() == content.endLine()
              && content.endColumn() - content.column() == value.length();
      return !exact
          ? span
          : new Span(
              content.file(),
              content.line(),
              content.column() + from,
              content.line(),
              content.column() + to);
    }
  }

  /// A bytes literal; each char of the value is one byte (0 to 255).
  record Bytes(String value, Span span) implements Expression {}

  /// An f-string: literal text ([Str]) and replacement fields ([Field]) in order, without empty
  /// text. Plain strings that stand beside it are part of it.
  record FString(List<Expression> parts, Span span) implements Expression {}

  /// `{value!r:format}` of an f-string; it occurs only in [FString]. The text that `{value=}` also
  /// shows is a [Str] before it.
  ///
  /// @param conversion `r`, `s` or `a`, or a blank for none
  /// @param format the format specification, empty if there is none: text and fields as in
  ///   [FString]
  record Field(Expression value, char conversion, List<Expression> format, Span span)
      implements Expression {}

  /// `True` or `False`.
  record Bool(boolean value, Span span) implements Expression {}

  /// `None`.
  record None(Span span) implements Expression {}

  /// `...`.
  record Ellipsis(Span span) implements Expression {}

  /// `a, b` or `(a, b)` or `()`; with its parentheses, if it has some, in the span.
  record Tuple(List<Expression> elements, Span span) implements Expression {}

  /// `[a, b]`.
  record Listing(List<Expression> elements, Span span) implements Expression {}

  /// `{a, b}`.
  record SetDisplay(List<Expression> elements, Span span) implements Expression {}

  /// `{a: b, **c}`.
  record Dict(List<Entry> entries, Span span) implements Expression {}

  /// One entry of a dict; without a key it is `**value`.
  record Entry(@Nullable Expression key, Expression value) {}

  /// `[element for … in …]`, and the set and the generator of that form.
  record Comprehension(ComprehensionKind kind, Expression element, List<Clause> clauses, Span span)
      implements Expression {}

  /// Which brackets stand around a comprehension.
  enum ComprehensionKind {
    /// Square ones: a list.
    LIST,
    /// Braces: a set.
    SET,
    /// Round ones, or those of a call: a generator.
    GENERATOR
  }

  /// `{key: value for … in …}`.
  record DictComprehension(Expression key, Expression value, List<Clause> clauses, Span span)
      implements Expression {}

  /// `for target in iterable if condition if condition`.
  record Clause(Expression target, Expression iterable, List<Expression> conditions) {}

  /// `value.name`.
  ///
  /// @param nameSpan where the name alone stands
  record Attribute(Expression value, String name, Span nameSpan, Span span) implements Expression {}

  /// `value[index]`; `x[i, j]` has a [Tuple] as index, in which [Slice]s may stand.
  record Subscript(Expression value, Expression index, Span span) implements Expression {}

  /// `lower:upper:step`; it occurs only as an index or in the tuple of one.
  record Slice(
      @Nullable Expression lower, @Nullable Expression upper, @Nullable Expression step, Span span)
      implements Expression {}

  /// `function(arguments)`.
  record Call(Expression function, List<Argument> arguments, Span span) implements Expression {}

  /// One argument, in the order of the text.
  ///
  /// @param kind whether it is `value`, `name=value`, `*value` or `**value`
  /// @param name the keyword, empty unless the kind is `KEYWORD`
  record Argument(ArgumentKind kind, String name, Expression value, Span span) {}

  /// How an argument is passed.
  enum ArgumentKind {
    /// `value`.
    POSITIONAL,
    /// `name=value`.
    KEYWORD,
    /// `*value`.
    STAR,
    /// `**value`.
    DOUBLE_STAR
  }

  /// `*value` in a tuple, a list, a set or a target.
  record Starred(Expression value, Span span) implements Expression {}

  /// `left operator right`.
  ///
  /// @param at where the operator stands
  record Binary(Operator operator, Expression left, Expression right, Span at, Span span)
      implements Expression {}

  /// `-operand`, `+operand`, `~operand`, `not operand`.
  record Unary(UnaryOperator operator, Expression operand, Span span) implements Expression {}

  /// `a and b and c`: at least two operands, flat.
  record And(List<Expression> operands, Span span) implements Expression {}

  /// `a or b or c`: at least two operands, flat.
  record Or(List<Expression> operands, Span span) implements Expression {}

  /// `first < second <= third`: a chain, at least one comparison.
  record Compare(Expression first, List<Comparison> comparisons, Span span) implements Expression {}

  /// An operator of a chain with what stands to its right.
  record Comparison(Comparator operator, Expression right) {}

  /// `body if test else orElse`.
  record Conditional(Expression test, Expression body, Expression orElse, Span span)
      implements Expression {}

  /// `lambda parameters: body`.
  record Lambda(Parameters parameters, Expression body, Span span) implements Expression {}

  /// The parameters of a function or a lambda, in the order of the text.
  record Parameters(List<Parameter> list) {}

  /// One parameter.
  record Parameter(
      String name,
      ParameterKind kind,
      @Nullable Expression annotation,
      @Nullable Expression value,
      Span span) {}

  /// How a parameter takes its argument.
  enum ParameterKind {
    /// Before a `/`: by position only.
    POSITIONAL,
    /// By position or by name.
    PLAIN,
    /// `*args`.
    STAR,
    /// After a `*`: by name only.
    KEYWORD,
    /// `**kwargs`.
    DOUBLE_STAR
  }

  /// `(target := value)`.
  record Named(Name target, Expression value, Span span) implements Expression {}

  /// `yield value`.
  record Yield(@Nullable Expression value, Span span) implements Expression {}

  /// `yield from value`.
  record YieldFrom(Expression value, Span span) implements Expression {}

  /// A binary arithmetic operator; augmented assignment uses the same.
  enum Operator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    MATMUL("@"),
    DIVIDE("/"),
    FLOOR_DIVIDE("//"),
    MODULO("%"),
    POWER("**"),
    SHIFT_LEFT("<<"),
    SHIFT_RIGHT(">>"),
    AND("&"),
    OR("|"),
    XOR("^");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /// As Python spells it.
    public String symbol() {
      return symbol;
    }
  }

  /// A unary operator.
  enum UnaryOperator {
    PLUS("+"),
    MINUS("-"),
    INVERT("~"),
    NOT("not");

    private final String symbol;

    UnaryOperator(String symbol) {
      this.symbol = symbol;
    }

    /// As Python spells it.
    public String symbol() {
      return symbol;
    }
  }

  /// A comparison operator.
  enum Comparator {
    EQUAL("=="),
    UNEQUAL("!="),
    LESS("<"),
    LESS_EQUAL("<="),
    GREATER(">"),
    GREATER_EQUAL(">="),
    IN("in"),
    NOT_IN("not in"),
    IS("is"),
    IS_NOT("is not");

    private final String symbol;

    Comparator(String symbol) {
      this.symbol = symbol;
    }

    /// As Python spells it.
    public String symbol() {
      return symbol;
    }
  }
}

package leibniz.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.ir.Span;
import leibniz.python.Expression.Comparator;
import leibniz.python.Expression.Comparison;
import leibniz.python.Expression.Operator;
import leibniz.python.Expression.UnaryOperator;
import leibniz.python.Tokens.Kind;
import org.jspecify.annotations.Nullable;

/// Expressions by precedence (a Pratt parser). Chains that lean to the left are read by a loop and
/// only what nests is read by recursion, which [Cursor#nested] bounds; between two levels of
/// nesting each recursion is at a higher precedence, so there are at most a dozen.
final class Expressions implements Grammar {
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int COMPARE = 4;
  private static final int BIT_OR = 5;
  private static final int SIGN = 11;

  private static final Map<String, Operator> OPERATORS =
      Stream.of(Operator.values()).collect(Collectors.toMap(Operator::symbol, Function.identity()));

  private final Cursor c;
  private final Atoms atoms;

  Expressions(Cursor cursor) {
    c = cursor;
    atoms = new Atoms(cursor, this);
  }

  Atoms atoms() {
    return atoms;
  }

  /// What may stand to the right of `=`: a `yield` or a list.
  @Override
  public Expression value() {
    return c.at("yield") ? yielded() : list();
  }

  /// `a` or `a, *b`, which is a tuple, as it stands outside of brackets.
  Expression list() {
    int start = c.start();
    Expression first = element();
    if (!c.at(",")) {
      return Targets.notStarred(first);
    }
    List<Expression> elements = new ArrayList<>();
    elements.add(first);
    while (c.accept(",") && begins()) {
      elements.add(element());
    }
    return new Expression.Tuple(List.copyOf(elements), c.since(start));
  }

  private Expression element() {
    return c.at("*") ? starred() : single();
  }

  /// `*value`.
  @Override
  public Expression starred() {
    int start = c.start();
    c.next();
    Expression value = operand();
    return new Expression.Starred(value, c.since(start));
  }

  /// What a loop or a comprehension assigns to: it ends before `in`.
  @Override
  public Expression target() {
    int start = c.start();
    List<Expression> elements = new ArrayList<>();
    boolean tuple = false;
    do {
      elements.add(c.at("*") ? starred() : operand());
      tuple |= c.at(",");
    } while (c.accept(",") && !c.at("in") && begins());
    Expression target =
        tuple ? new Expression.Tuple(List.copyOf(elements), c.since(start)) : elements.getFirst();
    return Targets.assignable(target);
  }

  /// An expression where `:=` is welcome: in brackets and in conditions.
  @Override
  public Expression named() {
    int start = c.start();
    Expression target = single();
    if (!c.at(":=")) {
      return target;
    }
    if (!(target instanceof Expression.Name name)) {
      throw Cursor.fail("`:=` assigns to a plain name only", target.span());
    }
    c.next();
    Expression value = c.nested(this::single);
    return checked(new Expression.Named(name, value, c.since(start)));
  }

  /// An expression that is not a list: `a if b else c`, a lambda, or what binds closer.
  @Override
  public Expression single() {
    return checked(c.at("lambda") ? c.nested(this::lambda) : conditional());
  }

  /// Trees are measured where they are whole.
  private Expression checked(Expression expression) {
    if (!c.isInside()) {
      Height.check(expression);
    }
    return expression;
  }

  private Expression conditional() {
    int start = c.start();
    Expression body = binary(OR);
    if (!c.accept("if")) {
      return body;
    }
    Expression test = binary(OR);
    c.expect("else", "written  a if test else b");
    Expression orElse = c.nested(this::single);
    return new Expression.Conditional(test, body, orElse, c.since(start));
  }

  private Expression lambda() {
    int start = c.start();
    c.next();
    Expression.Parameters parameters = new ParameterList(c, this).read(":", false);
    c.expect(":", "written  lambda x: value");
    Expression body = single();
    return new Expression.Lambda(parameters, body, c.since(start));
  }

  /// `yield`, `yield value`, `yield from value`.
  @Override
  public Expression yielded() {
    int start = c.start();
    c.next();
    if (c.accept("from")) {
      return new Expression.YieldFrom(single(), c.since(start));
    }
    Expression value = begins() ? list() : null;
    return new Expression.Yield(value, c.since(start));
  }

  /// An expression without `if … else`, as comprehensions have it.
  @Override
  public Expression disjunction() {
    return binary(OR);
  }

  /// What binds at least as tightly as a bitwise or: one target of `with` or `del`.
  @Override
  public Expression operand() {
    return checked(binary(BIT_OR));
  }

  private Expression binary(int least) {
    int start = c.start();
    Expression left = prefix(least);
    while (true) {
      Operator operator = operator();
      if (operator != null) {
        int precedence = precedence(operator);
        if (precedence < least) {
          return left;
        }
        Span at = c.here();
        c.next();
        Expression right =
            operator == Operator.POWER ? c.nested(() -> binary(SIGN)) : binary(precedence + 1);
        left = new Expression.Binary(operator, left, right, at, c.since(start));
      } else if (least <= COMPARE && comparator() != null) {
        left = new Expression.Compare(left, comparisons(), c.since(start));
      } else if (least <= AND && c.at("and")) {
        left = new Expression.And(operands(left, "and", AND), c.since(start));
      } else if (least <= OR && c.at("or")) {
        left = new Expression.Or(operands(left, "or", OR), c.since(start));
      } else {
        return left;
      }
    }
  }

  private Expression prefix(int least) {
    int start = c.start();
    UnaryOperator operator = unary();
    if (operator == null) {
      return atoms.primary();
    }
    if (operator == UnaryOperator.NOT && least > NOT) {
      throw c.fail("`not` after an operator stands in parentheses");
    }
    c.next();
    Expression operand = c.nested(() -> binary(operator == UnaryOperator.NOT ? NOT : SIGN));
    return new Expression.Unary(operator, operand, c.since(start));
  }

  private List<Expression> operands(Expression first, String keyword, int precedence) {
    List<Expression> operands = new ArrayList<>();
    operands.add(first);
    while (c.accept(keyword)) {
      operands.add(binary(precedence + 1));
    }
    return List.copyOf(operands);
  }

  private List<Comparison> comparisons() {
    List<Comparison> comparisons = new ArrayList<>();
    for (Comparator operator = comparator(); operator != null; operator = comparator()) {
      c.next();
      if (operator == Comparator.NOT_IN || operator == Comparator.IS_NOT) {
        c.next();
      }
      comparisons.add(new Comparison(operator, binary(BIT_OR)));
    }
    return List.copyOf(comparisons);
  }

  private @Nullable UnaryOperator unary() {
    return switch (c.symbol()) {
      case "-" -> UnaryOperator.MINUS;
      case "+" -> UnaryOperator.PLUS;
      case "~" -> UnaryOperator.INVERT;
      case "not" -> UnaryOperator.NOT;
      default -> null;
    };
  }

  private @Nullable Operator operator() {
    return c.at(Kind.OPERATOR) ? OPERATORS.get(c.symbol()) : null;
  }

  private @Nullable Comparator comparator() {
    return switch (c.symbol()) {
      case "==" -> Comparator.EQUAL;
      case "!=" -> Comparator.UNEQUAL;
      case "<" -> Comparator.LESS;
      case "<=" -> Comparator.LESS_EQUAL;
      case ">" -> Comparator.GREATER;
      case ">=" -> Comparator.GREATER_EQUAL;
      case "in" -> Comparator.IN;
      case "not" -> c.nextIs("in") ? Comparator.NOT_IN : null;
      case "is" -> c.nextIs("not") ? Comparator.IS_NOT : Comparator.IS;
      case "<>" -> throw Hints.python2("`<>`", "written !=", c.here()).raise();
      default -> null;
    };
  }

  private static int precedence(Operator operator) {
    return switch (operator) {
      case OR -> BIT_OR;
      case XOR -> 6;
      case AND -> 7;
      case SHIFT_LEFT, SHIFT_RIGHT -> 8;
      case ADD, SUBTRACT -> 9;
      case MULTIPLY, MATMUL, DIVIDE, FLOOR_DIVIDE, MODULO -> 10;
      case POWER -> 12;
    };
  }

  /// Whether the token can begin an expression, so that after a comma there is more. A lexical
  /// error counts, for whoever reads on then finds it.
  boolean begins() {
    return switch (c.kind()) {
      case NAME, NUMBER, STRING, FSTRING_START, ERROR -> true;
      case OPERATOR ->
          switch (c.symbol()) {
            case "(", "[", "{", "-", "+", "~", "*", "..." -> true;
            default -> false;
          };
      case KEYWORD ->
          switch (c.symbol()) {
            case "None", "True", "False", "not", "lambda", "await" -> true;
            default -> false;
          };
      case NEWLINE, INDENT, DEDENT, END, FSTRING_TEXT, FSTRING_END -> false;
    };
  }
}

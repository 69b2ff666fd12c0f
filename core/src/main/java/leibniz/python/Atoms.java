package leibniz.python;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Span;
import leibniz.python.Expression.Argument;
import leibniz.python.Expression.ArgumentKind;
import leibniz.python.Expression.Clause;
import leibniz.python.Expression.ComprehensionKind;
import leibniz.python.Expression.Entry;
import org.jspecify.annotations.Nullable;

/// The closest-binding grammar: names, literals, what stands in brackets, and the calls, subscripts
/// and attributes that follow.
final class Atoms {
  private static final String NOTEBOOK = "the line is for a notebook, not for Python; leave it out";

  private final Cursor c;
  private final Grammar grammar;
  private final Literals literals;

  Atoms(Cursor cursor, Grammar grammar) {
    c = cursor;
    this.grammar = grammar;
    literals = new Literals(cursor, grammar);
  }

  /// An atom with its calls, subscripts and attributes.
  Expression primary() {
    int start = c.start();
    Expression value = atom();
    while (true) {
      switch (c.symbol()) {
        case "." -> {
          c.next();
          Span nameSpan = c.here();
          String name = c.name("the name of an attribute");
          value = new Expression.Attribute(value, name, nameSpan, c.since(start));
        }
        case "(" ->
            value = new Expression.Call(value, c.bracketed(this::arguments), c.since(start));
        case "[" -> {
          Expression index = c.bracketed(this::index);
          value = new Expression.Subscript(value, index, c.since(start));
        }
        default -> {
          return value;
        }
      }
    }
  }

  private Expression atom() {
    Span here = c.here();
    return switch (c.kind()) {
      case NAME -> new Expression.Name(c.name("a name"), here);
      case NUMBER -> {
        Expression number = Numbers.value(c.text(), here);
        c.next();
        yield number;
      }
      case STRING, FSTRING_START -> literals.strings();
      case OPERATOR, KEYWORD -> symbol(here);
      case ERROR, NEWLINE, INDENT, DEDENT, END, FSTRING_TEXT, FSTRING_END -> throw missing();
    };
  }

  private Expression symbol(Span here) {
    int start = c.start();
    return switch (c.symbol()) {
      case "(" -> c.bracketed(() -> round(start));
      case "[" -> c.bracketed(() -> square(start));
      case "{" -> c.bracketed(() -> braces(start));
      case "None" -> constant(new Expression.None(here));
      case "True" -> constant(new Expression.Bool(true, here));
      case "False" -> constant(new Expression.Bool(false, here));
      case "..." -> constant(new Expression.Ellipsis(here));
      case "await" -> throw Hints.refused("`await`", here).raise();
      default -> throw missing();
    };
  }

  private Expression constant(Expression constant) {
    c.next();
    return constant;
  }

  private LeibnizException missing() {
    String last = c.lastText();
    String help =
        switch (c.symbol()) {
          case "&" -> last.equals("&") ? "a condition is written with `and`" : "";
          case "|" -> last.equals("|") ? "a condition is written with `or`" : "";
          case "!" -> isFirst() ? NOTEBOOK : "a negation is written `not`";
          case "%" -> isFirst() ? NOTEBOOK : "";
          case ">>" -> isFirst() ? "leave out the prompt of the session" : "";
          case "lambda", "yield" -> "it stands in parentheses here; as a name it cannot be used";
          default -> increment(last);
        };
    return c.unexpected("an expression", help);
  }

  private boolean isFirst() {
    return c.lastEnd() <= c.tokens().lineStart(c.start());
  }

  /// What to say of `x++` and `x--`.
  private String increment(String last) {
    boolean doubled = c.index() > 1 && c.tokens().is(c.index() - 2, last);
    boolean sign = last.equals("+") || last.equals("-");
    return doubled && sign && c.at(Tokens.Kind.NEWLINE) ? "written  x " + last + "= 1" : "";
  }

  private Expression round(int start) {
    if (c.accept(")")) {
      return new Expression.Tuple(List.of(), c.since(start));
    }
    if (c.at("yield")) {
      Expression value = grammar.yielded();
      close(")");
      return value;
    }
    Expression first = element();
    if (c.at("for") || c.at("async")) {
      List<Clause> clauses = clauses();
      close(")");
      return new Expression.Comprehension(
          ComprehensionKind.GENERATOR, Targets.notStarred(first), clauses, c.since(start));
    }
    if (!c.at(",")) {
      close(")");
      return Targets.notStarred(first);
    }
    List<Expression> elements = rest(first, ")");
    return new Expression.Tuple(elements, c.since(start));
  }

  private Expression square(int start) {
    if (c.accept("]")) {
      return new Expression.Listing(List.of(), c.since(start));
    }
    Expression first = element();
    if (c.at("for") || c.at("async")) {
      List<Clause> clauses = clauses();
      close("]");
      return new Expression.Comprehension(
          ComprehensionKind.LIST, Targets.notStarred(first), clauses, c.since(start));
    }
    List<Expression> elements = rest(first, "]");
    return new Expression.Listing(elements, c.since(start));
  }

  private Expression braces(int start) {
    if (c.accept("}")) {
      return new Expression.Dict(List.of(), c.since(start));
    }
    if (c.at("**")) {
      return dict(start, entry());
    }
    Expression first = element();
    if (c.accept(":")) {
      Expression value = grammar.single();
      if (c.at("for") || c.at("async")) {
        List<Clause> clauses = clauses();
        close("}");
        return new Expression.DictComprehension(first, value, clauses, c.since(start));
      }
      return dict(start, new Entry(Targets.notStarred(first), value));
    }
    if (c.at("for") || c.at("async")) {
      List<Clause> clauses = clauses();
      close("}");
      return new Expression.Comprehension(
          ComprehensionKind.SET, Targets.notStarred(first), clauses, c.since(start));
    }
    List<Expression> elements = rest(first, "}");
    return new Expression.SetDisplay(elements, c.since(start));
  }

  private Expression dict(int start, Entry first) {
    List<Entry> entries = new ArrayList<>();
    entries.add(first);
    while (c.accept(",") && !c.at("}")) {
      entries.add(entry());
    }
    close("}");
    return new Expression.Dict(List.copyOf(entries), c.since(start));
  }

  private Entry entry() {
    if (c.accept("**")) {
      return new Entry(null, grammar.operand());
    }
    Expression key = grammar.single();
    c.expect(":", "an entry is written  key: value");
    return new Entry(key, grammar.single());
  }

  private Expression element() {
    return c.at("*") ? grammar.starred() : grammar.named();
  }

  /// The elements after the first, and the bracket that ends them.
  private List<Expression> rest(Expression first, String closer) {
    List<Expression> elements = new ArrayList<>();
    elements.add(first);
    while (c.accept(",") && !c.at(closer)) {
      elements.add(element());
    }
    close(closer);
    return List.copyOf(elements);
  }

  private void close(String closer) {
    if (!c.accept(closer)) {
      String help = c.at("=") ? "a comparison is written ==" : "";
      throw c.fail(c.shown() + " stands where `,` or `" + closer + "` should", help);
    }
  }

  private List<Clause> clauses() {
    List<Clause> clauses = new ArrayList<>();
    while (c.at("for") || c.at("async")) {
      if (c.at("async")) {
        throw Hints.refused("`async`", c.here()).raise();
      }
      c.next();
      Expression target = grammar.target();
      c.expect("in", "written  for x in xs");
      Expression iterable = grammar.disjunction();
      List<Expression> conditions = new ArrayList<>();
      while (c.accept("if")) {
        conditions.add(grammar.disjunction());
      }
      clauses.add(new Clause(target, iterable, List.copyOf(conditions)));
    }
    return List.copyOf(clauses);
  }

  /// The arguments of a call or of a class and the bracket that ends them.
  List<Argument> arguments() {
    List<Argument> arguments = new ArrayList<>();
    Argument keyword = null;
    Argument doubleStar = null;
    while (!c.at(")")) {
      Argument argument = argument(arguments.isEmpty());
      switch (argument.kind()) {
        case KEYWORD -> keyword = argument;
        case DOUBLE_STAR -> doubleStar = argument;
        case POSITIONAL, STAR -> {
          if (doubleStar != null) {
            throw disorder(argument, doubleStar);
          }
          if (keyword != null && argument.kind() == ArgumentKind.POSITIONAL) {
            throw disorder(argument, keyword);
          }
        }
      }
      arguments.add(argument);
      if (!c.accept(",")) {
        break;
      }
    }
    close(")");
    return List.copyOf(arguments);
  }

  private Argument argument(boolean first) {
    int start = c.start();
    if (c.accept("*")) {
      return argument(ArgumentKind.STAR, "", grammar.single(), start);
    }
    if (c.accept("**")) {
      return argument(ArgumentKind.DOUBLE_STAR, "", grammar.single(), start);
    }
    if (c.nextIs("=") && (c.at(Tokens.Kind.NAME) || c.at(Tokens.Kind.KEYWORD))) {
      String name = c.name("the name of an argument");
      c.next();
      return argument(ArgumentKind.KEYWORD, name, grammar.single(), start);
    }
    Expression value = grammar.named();
    if (c.at("for") || c.at("async")) {
      value =
          new Expression.Comprehension(
              ComprehensionKind.GENERATOR, value, clauses(), c.since(start));
      if (!first || c.at(",") && !c.nextIs(")")) {
        throw Cursor.fail("a generator among other arguments stands in parentheses", value.span());
      }
    }
    if (c.at("=")) {
      throw c.fail("a keyword argument has a plain name", "a comparison is written ==");
    }
    return argument(ArgumentKind.POSITIONAL, "", value, start);
  }

  private Argument argument(ArgumentKind kind, String name, Expression value, int start) {
    return new Argument(kind, name, value, c.since(start));
  }

  private static LeibnizException disorder(Argument argument, Argument before) {
    return Problem.error(
            Code.LBZ001, "an argument by position follows one by keyword", argument.span(), "")
        .also(before.span(), "this one is by keyword")
        .raise();
  }

  private Expression index() {
    int start = c.start();
    Expression first = slice();
    if (!c.at(",")) {
      close("]");
      return first instanceof Expression.Starred
          ? new Expression.Tuple(List.of(first), first.span())
          : first;
    }
    List<Expression> elements = new ArrayList<>();
    elements.add(first);
    while (c.accept(",") && !c.at("]")) {
      elements.add(slice());
    }
    Span span = c.since(start);
    close("]");
    return new Expression.Tuple(List.copyOf(elements), span);
  }

  private Expression slice() {
    if (c.at("*")) {
      return grammar.starred();
    }
    int start = c.start();
    Expression lower = c.at(":") ? null : grammar.named();
    if (lower != null && !c.at(":")) {
      return lower;
    }
    c.expect(":", "");
    Expression upper = bound();
    Expression step = c.accept(":") ? bound() : null;
    return new Expression.Slice(lower, upper, step, c.since(start));
  }

  private @Nullable Expression bound() {
    return c.at(":") || c.at(",") || c.at("]") ? null : grammar.single();
  }
}

package leibniz.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.ir.LeibnizException;
import leibniz.ir.Span;
import leibniz.python.Expression.Operator;
import leibniz.python.Statement.Alias;
import leibniz.python.Tokens.Kind;

/// The statements without blocks.
final class Simple {
  private static final Map<String, Operator> AUGMENTED =
      Stream.of(Operator.values())
          .collect(Collectors.toMap(o -> o.symbol() + "=", Function.identity()));

  private final Cursor c;
  private final Expressions expressions;

  Simple(Cursor cursor, Expressions expressions) {
    c = cursor;
    this.expressions = expressions;
  }

  /// Statements with `;` between them, and the end of their line.
  void line(List<Statement> statements) {
    do {
      statements.add(read());
    } while (c.accept(";") && !c.at(Kind.NEWLINE));
    if (!c.at(Kind.NEWLINE)) {
      throw leftover();
    }
    c.next();
  }

  /// One statement, and not the `;` or the end of the line after it.
  private Statement read() {
    int start = c.start();
    return switch (c.symbol()) {
      case "pass" -> new Statement.Pass(word());
      case "break" -> new Statement.Break(word());
      case "continue" -> new Statement.Continue(word());
      case "del" -> delete(start);
      case "return" -> {
        c.next();
        Expression value = expressions.begins() || c.at("yield") ? expressions.value() : null;
        yield new Statement.Return(value, c.since(start));
      }
      case "raise" -> raise(start);
      case "global" -> {
        List<String> names = names();
        yield new Statement.Global(names, c.since(start));
      }
      case "nonlocal" -> {
        List<String> names = names();
        yield new Statement.Nonlocal(names, c.since(start));
      }
      case "assert" -> {
        c.next();
        Expression test = expressions.single();
        Expression message = c.accept(",") ? expressions.single() : null;
        yield new Statement.Assert(test, message, c.since(start));
      }
      case "import" -> imports(start);
      case "from" -> importsFrom(start);
      default -> c.at(Kind.NAME) && isStatementOfPython2() ? python2(start) : assignment(start);
    };
  }

  private Span word() {
    Span span = c.here();
    c.next();
    return span;
  }

  private Statement delete(int start) {
    c.next();
    List<Expression> targets = new ArrayList<>();
    do {
      targets.add(Targets.deletable(expressions.operand()));
    } while (c.accept(",") && expressions.begins());
    return new Statement.Delete(List.copyOf(targets), c.since(start));
  }

  private Statement raise(int start) {
    c.next();
    Expression exception = expressions.begins() ? expressions.single() : null;
    if (c.at(",")) {
      throw Hints.python2("`raise E, text`", "written raise E(text)", c.since(start)).raise();
    }
    Expression cause = exception != null && c.accept("from") ? expressions.single() : null;
    return new Statement.Raise(exception, cause, c.since(start));
  }

  private List<String> names() {
    c.next();
    List<String> names = new ArrayList<>();
    do {
      names.add(c.name("a name"));
    } while (c.accept(","));
    return List.copyOf(names);
  }

  private Statement imports(int start) {
    c.next();
    List<Alias> aliases = new ArrayList<>();
    do {
      int from = c.start();
      aliases.add(alias(dotted(), from));
    } while (c.accept(","));
    return new Statement.Import(List.copyOf(aliases), c.since(start));
  }

  private Statement importsFrom(int start) {
    c.next();
    int level = 0;
    for (; c.at(".") || c.at("..."); c.next()) {
      level += c.at(".") ? 1 : 3;
    }
    String module = level > 0 && c.at("import") ? "" : dotted();
    c.expect("import", "written  from module import name");
    if (c.at("*")) {
      List<Alias> all = List.of(new Alias("*", null, word()));
      return new Statement.ImportFrom(level, module, all, c.since(start));
    }
    List<Alias> aliases = c.at("(") ? c.listed(() -> aliases(true)) : aliases(false);
    return new Statement.ImportFrom(level, module, aliases, c.since(start));
  }

  private List<Alias> aliases(boolean bracketed) {
    List<Alias> aliases = new ArrayList<>();
    do {
      int from = c.start();
      aliases.add(alias(c.name("a name to import"), from));
    } while (c.accept(",") && !(bracketed && c.at(")")));
    if (bracketed) {
      c.expect(")", "");
    }
    return List.copyOf(aliases);
  }

  private Alias alias(String name, int start) {
    String alias = c.accept("as") ? c.name("the name after `as`") : null;
    return new Alias(name, alias, c.since(start));
  }

  private String dotted() {
    StringBuilder name = new StringBuilder(c.name("the name of a module"));
    while (c.accept(".")) {
      name.append('.').append(c.name("the name of a module"));
    }
    return name.toString();
  }

  private boolean isStatementOfPython2() {
    int next = c.index() + 1;
    Tokens tokens = c.tokens();
    if (!tokens.reads(c.index(), "print") && !tokens.reads(c.index(), "exec")) {
      return false;
    }
    return switch (tokens.kind(next)) {
      case NAME, NUMBER, STRING, FSTRING_START -> true;
      case KEYWORD ->
          tokens.is(next, "None")
              || tokens.is(next, "True")
              || tokens.is(next, "False")
              || tokens.is(next, "not") && !tokens.is(next + 1, "in")
              || tokens.is(next, "lambda");
      case OPERATOR -> tokens.is(next, "{") || tokens.is(next, "~");
      case FSTRING_TEXT, FSTRING_END, NEWLINE, INDENT, DEDENT, ERROR, END -> false;
    };
  }

  private Statement python2(int start) {
    if (c.text().equals("exec")) {
      throw Hints.python2("the `exec` statement", "exec(…) is a call", c.here()).raise();
    }
    c.next();
    List<Expression> values = new ArrayList<>();
    boolean newline = true;
    do {
      values.add(expressions.single());
      newline = !c.at(",");
    } while (c.accept(",") && expressions.begins());
    return new Statement.Print(List.copyOf(values), newline, c.since(start));
  }

  private Statement assignment(int start) {
    Expression first = expressions.value();
    if (c.at(":")) {
      return annotated(first, start);
    }
    Operator operator = AUGMENTED.get(c.symbol());
    if (operator != null) {
      Targets.single(first, "cannot be the target of `" + c.symbol() + "`");
      c.next();
      Expression value = expressions.value();
      return new Statement.AugmentedAssign(first, operator, value, c.since(start));
    }
    if (!c.at("=")) {
      return new Statement.Evaluate(first, c.since(start));
    }
    List<Expression> targets = new ArrayList<>();
    Expression value = first;
    while (c.accept("=")) {
      targets.add(Targets.assignable(value));
      value = expressions.value();
    }
    return new Statement.Assign(List.copyOf(targets), value, c.since(start));
  }

  private Statement annotated(Expression target, int start) {
    Targets.single(target, "cannot be annotated");
    c.next();
    int from = c.start();
    Expression annotation = expressions.single();
    if (c.at(",") || expressions.begins()) {
      String text = c.tokens().source();
      int line = c.tokens().lineStart(from);
      boolean brief = c.lastEnd() - line < 60;
      throw c.fail(
          c.shown() + " stands where the annotation should end",
          brief && annotation instanceof Expression.Name name && c.at(Kind.NAME)
              ? "a shape is written in parentheses:  "
                  + text.substring(line, from)
                  + "("
                  + name.id()
                  + ", "
                  + c.text()
                  + ")"
              : "a shape is written in parentheses, all of it");
    }
    Expression value = c.accept("=") ? expressions.value() : null;
    return new Statement.AnnotatedAssign(target, annotation, value, c.since(start));
  }

  /// What is wrong when a statement is read and its line goes on.
  private LeibnizException leftover() {
    String help =
        switch (c.symbol()) {
          case ":=" -> "as a statement it is written =; inside an expression it has parentheses";
          case "!" -> "a comparison is written !=, a negation `not`";
          default -> "";
        };
    return c.fail(c.shown() + " stands where the statement should end", help);
  }
}

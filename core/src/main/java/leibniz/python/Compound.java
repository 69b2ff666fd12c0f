package leibniz.python;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Span;
import leibniz.python.Expression.Argument;
import leibniz.python.Expression.Parameters;
import leibniz.python.Statement.Branch;
import leibniz.python.Statement.Handler;
import leibniz.python.Statement.Item;
import leibniz.python.Tokens.Kind;
import org.jspecify.annotations.Nullable;

/// The statements with blocks.
final class Compound {
  private final Cursor c;
  private final Expressions expressions;
  private final Simple simple;
  private final Supplier<List<Statement>> indented;

  /// @param indented reads a block, from its indentation to its end
  Compound(
      Cursor cursor, Expressions expressions, Simple simple, Supplier<List<Statement>> indented) {
    c = cursor;
    this.expressions = expressions;
    this.simple = simple;
    this.indented = indented;
  }

  /// The compound statement that begins here, or null if none does.
  @Nullable Statement read() {
    int start = c.start();
    return switch (c.symbol()) {
      case "if" -> conditional(start);
      case "for" -> loop(start);
      case "while" -> whileLoop(start);
      case "try" -> tried(start);
      case "with" -> with(start);
      case "def", "class", "@" -> definition(start);
      case "async" -> throw Hints.refused("`async`", c.here()).raise();
      case "elif", "else", "except", "finally" ->
          throw c.fail("`" + c.text() + "` belongs to no statement above it");
      default -> c.at(Kind.NAME) ? softKeyword() : null;
    };
  }

  /// `match` and `type` are names unless what follows makes them keywords.
  private @Nullable Statement softKeyword() {
    Tokens tokens = c.tokens();
    int next = c.index() + 1;
    if (tokens.reads(c.index(), "type") && tokens.kind(next) == Kind.NAME) {
      throw Hints.refused("a `type` statement", c.here()).raise();
    }
    if (!tokens.reads(c.index(), "match")) {
      return null;
    }
    while (tokens.kind(next) != Kind.NEWLINE && tokens.kind(next) != Kind.END) {
      next++;
    }
    boolean matches =
        tokens.is(next - 1, ":")
            && tokens.kind(next) == Kind.NEWLINE
            && tokens.kind(next + 1) == Kind.INDENT
            && tokens.reads(next + 2, "case");
    return matches ? skipMatch() : null;
  }

  /// Tells that `match` is refused, once and not for each `case`; the statement that stands in for
  /// it is read by nobody.
  private Statement skipMatch() {
    Span span = c.here();
    c.report(Hints.refused("a `match` statement", span));
    c.skipLine();
    int depth = 0;
    do {
      depth += c.at(Kind.INDENT) ? 1 : c.at(Kind.DEDENT) ? -1 : 0;
      c.next();
    } while (depth > 0 && !c.at(Kind.END));
    return new Statement.Pass(span);
  }

  private Statement conditional(int start) {
    List<Branch> branches = new ArrayList<>();
    do {
      int from = c.start();
      String keyword = c.text();
      c.next();
      Expression test = expressions.named();
      Span header = colon(keyword, from);
      branches.add(new Branch(test, body(keyword, header), header));
    } while (c.at("elif"));
    List<Statement> orElse = orElse();
    Span header = branches.getFirst().header();
    return new Statement.If(List.copyOf(branches), orElse, header, c.since(start));
  }

  private List<Statement> orElse() {
    return c.at("else") ? bare() : List.of();
  }

  /// A keyword that has a block and nothing else.
  private List<Statement> bare() {
    int start = c.start();
    String keyword = c.text();
    c.next();
    if (keyword.equals("else") && c.at("if")) {
      throw c.fail("`if` stands where the colon of `else` should", "written elif");
    }
    return body(keyword, colon(keyword, start));
  }

  private Statement loop(int start) {
    c.next();
    Expression target = expressions.target();
    c.expect("in", "written  for x in xs:");
    Expression iterable = expressions.list();
    Span header = colon("for", start);
    List<Statement> body = body("for", header);
    List<Statement> orElse = orElse();
    return new Statement.For(target, iterable, body, orElse, header, c.since(start));
  }

  private Statement whileLoop(int start) {
    c.next();
    Expression test = expressions.named();
    Span header = colon("while", start);
    List<Statement> body = body("while", header);
    List<Statement> orElse = orElse();
    return new Statement.While(test, body, orElse, header, c.since(start));
  }

  private Statement tried(int start) {
    c.next();
    Span header = colon("try", start);
    List<Statement> body = body("try", header);
    List<Handler> handlers = new ArrayList<>();
    while (c.at("except")) {
      handlers.add(handler());
    }
    List<Statement> orElse = handlers.isEmpty() ? List.of() : orElse();
    boolean ends = c.at("finally");
    List<Statement> atLast = ends ? bare() : List.of();
    if (handlers.isEmpty() && !ends) {
      c.report(Problem.error(Code.LBZ001, "`try` has neither `except` nor `finally`", header, ""));
    }
    return new Statement.Try(body, List.copyOf(handlers), orElse, atLast, header, c.since(start));
  }

  private Handler handler() {
    int start = c.start();
    c.next();
    if (c.at("*")) {
      throw Hints.refused("`except*`", c.since(start)).raise();
    }
    Expression kind = c.at(":") ? null : expressions.single();
    if (c.at(",")) {
      throw Hints.python2("`except E, e`", "written except E as e", c.since(start)).raise();
    }
    String name = kind != null && c.accept("as") ? c.name("the name after `as`") : null;
    Span header = colon("except", start);
    return new Handler(kind, name, body("except", header), header);
  }

  private Statement with(int start) {
    c.next();
    List<Item> items = itemsInBrackets() ? c.listed(() -> items(")")) : items(":");
    Span header = colon("with", start);
    List<Statement> body = body("with", header);
    return new Statement.With(items, body, header, c.since(start));
  }

  /// Whether the bracket after `with` stands around all its items: whether it ends before the colon
  /// and an `as` stands directly in it. (Without one a tuple says the same.)
  private boolean itemsInBrackets() {
    Tokens tokens = c.tokens();
    if (!c.at("(")) {
      return false;
    }
    int depth = 0;
    boolean as = false;
    for (int i = c.index(); tokens.kind(i) != Kind.NEWLINE && tokens.kind(i) != Kind.END; i++) {
      if (tokens.is(i, "(") || tokens.is(i, "[") || tokens.is(i, "{")) {
        depth++;
      } else if (tokens.is(i, ")") || tokens.is(i, "]") || tokens.is(i, "}")) {
        depth--;
        if (depth == 0) {
          return as && tokens.is(i + 1, ":");
        }
      } else {
        as |= depth == 1 && tokens.is(i, "as");
      }
    }
    return false;
  }

  private List<Item> items(String closer) {
    List<Item> items = new ArrayList<>();
    do {
      boolean bracket = c.at("(");
      Expression context = expressions.single();
      Expression target = c.accept("as") ? Targets.assignable(expressions.operand()) : null;
      boolean alone = target == null && items.isEmpty() && c.at(":") && bracket;
      if (alone && context instanceof Expression.Tuple tuple && isItems(tuple)) {
        return tuple.elements().stream().map(e -> new Item(e, null)).toList();
      }
      items.add(new Item(context, target));
    } while (c.accept(",") && !c.at(closer));
    if (closer.equals(")")) {
      c.expect(")", "");
    }
    return List.copyOf(items);
  }

  private static boolean isItems(Expression.Tuple tuple) {
    return !tuple.elements().isEmpty()
        && tuple.elements().stream()
            .noneMatch(e -> e instanceof Expression.Starred || e instanceof Expression.Named);
  }

  private Statement definition(int start) {
    List<Expression> decorators = new ArrayList<>();
    while (c.accept("@")) {
      decorators.add(expressions.named());
      if (!c.at(Kind.NEWLINE)) {
        throw c.fail(c.shown() + " stands where the line of the decorator should end");
      }
      c.next();
    }
    return switch (c.symbol()) {
      case "def" -> function(decorators, start);
      case "class" -> classDefinition(decorators, start);
      case "async" -> throw Hints.refused("`async`", c.here()).raise();
      default -> throw c.unexpected("a function or a class", "a decorator stands above one");
    };
  }

  private Statement function(List<Expression> decorators, int start) {
    int from = c.start();
    c.next();
    Span nameSpan = c.here();
    String name = c.name("the name of the function");
    refuseTypeParameters();
    if (!c.at("(")) {
      throw c.unexpected("`(`", "written  def f(x):");
    }
    Parameters parameters =
        c.listed(() -> {
          Parameters read = new ParameterList(c, expressions).read(")", true);
          c.expect(")", "");
          return read;
        });
    Expression returns = c.accept("->") ? expressions.single() : null;
    Span header = colon("def", from);
    List<Statement> body = body("def", header);
    return new Statement.Function(
        name, parameters, returns, List.copyOf(decorators), body, nameSpan, header, c.since(start));
  }

  private Statement classDefinition(List<Expression> decorators, int start) {
    int from = c.start();
    c.next();
    Span nameSpan = c.here();
    String name = c.name("the name of the class");
    refuseTypeParameters();
    List<Argument> arguments = c.at("(") ? c.listed(expressions.atoms()::arguments) : List.of();
    Span header = colon("class", from);
    List<Statement> body = body("class", header);
    return new Statement.ClassDefinition(
        name, arguments, List.copyOf(decorators), body, nameSpan, header, c.since(start));
  }

  private void refuseTypeParameters() {
    if (c.at("[")) {
      throw Hints.refused("a type parameter", c.here()).raise();
    }
  }

  /// The colon at the end of a header that began at an offset; answers the header's span.
  private Span colon(String keyword, int start) {
    if (c.accept(":")) {
      return c.since(start);
    }
    Span header = c.since(start);
    if (c.at(Kind.NEWLINE)) {
      c.report(
          Problem.error(Code.LBZ001, "the `" + keyword + "` line lacks its colon", c.here(), ""));
      return header;
    }
    if (c.at("=")) {
      throw c.fail("`=` assigns and cannot stand in a condition", "a comparison is written ==");
    }
    throw c.fail(c.shown() + " stands where the colon of `" + keyword + "` should");
  }

  /// What belongs to a header: an indented block, or statements on the same line.
  private List<Statement> body(String keyword, Span header) {
    if (!c.at(Kind.NEWLINE)) {
      List<Statement> statements = new ArrayList<>();
      simple.line(statements);
      return List.copyOf(statements);
    }
    c.next();
    if (c.at(Kind.INDENT)) {
      return indented.get();
    }
    if (c.at(Kind.ERROR)) {
      return List.of();
    }
    c.report(
        Problem.error(Code.LBZ001, "the block of `" + keyword + "` is empty", header, "")
            .help("indent what belongs to it; a block that does nothing is written pass"));
    return List.of();
  }
}

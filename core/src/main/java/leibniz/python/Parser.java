package leibniz.python;

import java.util.List;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Source;

/// Python source to a syntax tree.
public final class Parser {
  /// How deep brackets, signs and other right-nested forms may stand in one another; CPython has
  /// the same bound for brackets.
  public static final int MAX_NESTING = 200;

  /// How deep blocks may stand in one another, as in CPython.
  public static final int MAX_BLOCKS = 100;

  /// How many levels the tree of an expression may have.
  public static final int MAX_HEIGHT = 1_000;

  /// How many digits an integer may have, as in CPython.
  public static final int MAX_DIGITS = 4_300;

  /// How many UTF-16 units a text may have.
  public static final int MAX_LENGTH = 1 << 24;

  /// How many problems are told of one text.
  public static final int MAX_PROBLEMS = 20;

  private Parser() {}

  /// The tree of a program, or a [LeibnizException] with everything that is wrong with it.
  public static Module parse(Source source) {
    Problem foreign = Foreign.problem(source);
    if (foreign != null) {
      throw foreign.raise();
    }
    Tokens tokens = Lexer.lex(source);
    Cursor cursor = new Cursor(tokens);
    Blocks blocks = new Blocks(cursor);
    List<Statement> body = blocks.read();
    List<Problem> problems = cursor.problems();
    if (problems.isEmpty()) {
      return new Module(source, body, tokens.comments());
    }
    if (Foreign.isProse(problems.size(), blocks.good())) {
      throw Foreign.prose(source, problems.getFirst()).raise();
    }
    throw new LeibnizException(problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS)));
  }
}

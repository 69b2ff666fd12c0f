package leibniz.python;

import java.util.List;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Source;

/// Python source to a syntax tree.
public final class Parser {
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
    throw new LeibnizException(problems.subList(0, Math.min(problems.size(), Bounds.PROBLEMS)));
  }
}

package leibniz.python;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.python.Tokens.Kind;

/// Runs of statements, and how reading goes on after a broken one: at the next logical line, and if
/// a block or an `else` hangs on the broken line, these are read for their own errors first.
final class Blocks {
  private final Cursor c;
  private final Simple simple;
  private final Compound compound;
  private int good;

  Blocks(Cursor cursor) {
    c = cursor;
    Expressions expressions = new Expressions(cursor);
    simple = new Simple(cursor, expressions);
    compound = new Compound(cursor, expressions, simple, this::indented);
  }

  /// How many logical lines could be read.
  int good() {
    return good;
  }

  /// The statements up to the end of the block or of the text.
  List<Statement> read() {
    List<Statement> statements = new ArrayList<>();
    while (!c.at(Kind.DEDENT) && !c.at(Kind.END)) {
      if (c.problems().size() >= Bounds.PROBLEMS) {
        c.toEnd();
        break;
      }
      try {
        line(statements);
        good++;
      } catch (LeibnizException failure) {
        c.recover(failure);
        skipHanging();
      }
    }
    return List.copyOf(statements);
  }

  private void line(List<Statement> statements) {
    if (c.at(Kind.INDENT)) {
      c.report(
          Problem.error(
              Code.LBZ001, "the line is indented, but no block begins here", c.here(), ""));
      statements.addAll(indented());
      return;
    }
    if (c.at(Kind.KEYWORD) && c.nextIs("=") && !isConstant()) {
      throw c.fail(
          "`" + c.text() + "` is a keyword and cannot be a variable",
          c.at("lambda") ? "lam is a usual spelling" : "");
    }
    Statement block = compound.read();
    if (block != null) {
      statements.add(block);
    } else {
      simple.line(statements);
    }
  }

  private boolean isConstant() {
    return c.at("None") || c.at("True") || c.at("False");
  }

  private List<Statement> indented() {
    c.next();
    List<Statement> statements = read();
    if (c.at(Kind.DEDENT)) {
      c.next();
    }
    return statements;
  }

  private void skipHanging() {
    while (true) {
      if (c.at(Kind.INDENT)) {
        indented();
      } else if (c.at("elif") || c.at("else") || c.at("except") || c.at("finally")) {
        c.skipLine();
      } else {
        return;
      }
    }
  }
}

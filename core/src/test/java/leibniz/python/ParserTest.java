package leibniz.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Trees and places. Trees are told by equality: two spellings of which one has all its
/// parentheses.
final class ParserTest {

  private static Module parse(String text) {
    return Parser.parse(new Source("t.py", text));
  }

  private static Expression expression(String text) {
    return ((Statement.Evaluate) parse(text).body().getFirst()).value();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      textBlock =
          """
          a + b * c - d → (a + (b * c)) - d
          a @ b * c / d // e % f → ((((a @ b) * c) / d) // e) % f
          -x ** -y ** z → -(x ** (-(y ** z)))
          -x * y → (-x) * y
          ~x[0].T(1) → ~(((x[0]).T)(1))
          not a == b and c or d → ((not (a == b)) and c) or d
          a | b ^ c & d << e + f → a | (b ^ (c & (d << (e + f))))
          a < b | c → a < (b | c)
          not not a in b → not (not (a in b))
          a if b or c else d if e else f → a if (b or c) else (d if e else f)
          lambda x: x if y else z → lambda x: (x if y else z)
          a, b = c, *d → (a, b) = (c, *d)
          x = y = lambda: (yield) → (x) = (y) = (lambda: (yield))
          v: (B, D) → v: ((B, D))
          x[a, b:c] → (x)[a, b:c]
          f(x for x in y) → f((x for x in y))
          [x for x, in y if a if b] → [(x) for (x,) in (y) if (a) if (b)]
          for x in 1, 2: pass → for (x) in (1, 2): pass
          return 1, *x → return (1, *x)
          with (a, b): pass → with a, b: pass
          with (a as b, c): pass → with a as b, c: pass
          print x, "y" % z → print x, ("y" % z)
          'a' r"\\n" '''b''' → 'a\\\\nb'
          0xff + 1_0 + 0o17 → 255 + 10 + 15
          1.5e1 + .5 + 2j → 15.0 + 0.5 + 2.0j
          f'{x}' 'a' f'{y}' → f'{x}a{y}'
          f'{x=}' → f'x={x!r}'
          a; b; → a; b
          if a: b; c → if (a): (b); (c);
          del a, b[0] → del (a), (b[0])
          """)
  void precedence(String text, String withParentheses) {
    assertThat(Dump.of(parse(text), false)).isEqualTo(Dump.of(parse(withParentheses), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      textBlock =
          """
          a <  b → Compare
          a and b and c → And
          (a, b) → Tuple
          () → Tuple
          {} → Dict
          {a} → SetDisplay
          {**a} → Dict
          {a: b for a in c} → DictComprehension
          b'a' b'b' → Bytes
          (a := 1) → Named
          ... → Ellipsis
          True → Bool
          print(x) → Call
          match(x) → Call
          type(x) → Call
          exec(x) → Call
          xrange → Name
          print → Name
          """)
  void kinds(String text, String kind) {
    assertThat(expression(text).getClass().getSimpleName()).isEqualTo(kind);
  }

  @Test
  void aProgramOfTheCommandLineIsPython() {
    assertThat(parse("W: (m, n); x: (n,); W @ x").body())
        .extracting(s -> s.getClass().getSimpleName())
        .containsExactly("AnnotatedAssign", "AnnotatedAssign", "Evaluate");
  }

  @Test
  void anElifChainIsFlat() {
    Statement.If chain =
        (Statement.If) parse("if a: b\nelif c: d\nelif e: f\nelse: g").body().getFirst();
    assertThat(chain.branches()).hasSize(3);
    assertThat(chain.orElse()).hasSize(1);
  }

  @Test
  void argumentsKeepTheirOrder() {
    Expression.Call call = (Expression.Call) expression("f(a, *b, k=c, *d, **e)");
    assertThat(call.arguments())
        .extracting(a -> a.kind() + a.name())
        .containsExactly("POSITIONAL", "STAR", "KEYWORDk", "STAR", "DOUBLE_STAR");
  }

  @Test
  void parametersKnowTheirKind() {
    Statement.Function f =
        (Statement.Function) parse("def f(a, /, b=1, *c, d, **e): pass").body().getFirst();
    assertThat(f.parameters().list())
        .extracting(p -> p.name() + " " + p.kind())
        .containsExactly("a POSITIONAL", "b PLAIN", "c STAR", "d KEYWORD", "e DOUBLE_STAR");
  }

  @Test
  void aNameIsOneNameHoweverItIsTyped() {
    Expression.Name composed = (Expression.Name) expression("\u0177");
    Expression.Name decomposed = (Expression.Name) expression("y\u0302");
    assertThat(decomposed.id()).isEqualTo(composed.id()).isEqualTo("\u0177");
    assertThat(decomposed.span().endColumn()).isEqualTo(3);
  }

  @Test
  void commentsAreKept() {
    Module module =
        parse("# a\nx = 1  # (B, D) \nif x:\n    # c\n    y = (2,  # d\n      '#')\n# e");
    assertThat(module.comments())
        .extracting(c -> c.text() + " " + c.ownLine() + " " + c.span().line())
        .containsExactly(
            "# a true 1", "# (B, D) false 2", "# c true 4", "# d false 5", "# e true 7");
  }

  @Test
  void spansCutTheRightPieces() {
    String text = "\uD835\uDC31 = (f(a)[1].b + -c) * 'é'  # end";
    Statement.Assign assign = (Statement.Assign) parse(text).body().getFirst();
    assertThat(cut(text, assign)).isEqualTo("\uD835\uDC31 = (f(a)[1].b + -c) * 'é'");
    assertThat(pieces(text, assign.value()))
        .containsExactly(
            "(f(a)[1].b + -c) * 'é'",
            "f(a)[1].b + -c",
            "f(a)[1].b",
            "f(a)[1]",
            "f(a)",
            "f",
            "a",
            "1",
            "-c",
            "c",
            "'é'");
  }

  private static List<String> pieces(String text, Expression expression) {
    List<String> pieces = new ArrayList<>();
    var s = expression.span();
    pieces.add(text.substring(s.column() - 1, s.endColumn() - 1));
    expression.children().forEach(child -> pieces.addAll(pieces(text, child)));
    return pieces;
  }

  private static String cut(String text, Statement statement) {
    return text.substring(statement.span().column() - 1, statement.span().endColumn() - 1);
  }

  @Test
  void aCompoundStatementEndsWithItsBlock() {
    Statement.Compound f =
        (Statement.Compound) parse("def f(x):\n  return x\n\n# c\n\ny = 1").body().getFirst();
    assertThat(f.span().endLine()).isEqualTo(2);
    assertThat(f.header().endLine()).isEqualTo(1);
    assertThat(f.header().endColumn()).isEqualTo(10);
  }

  @Test
  void lettersOfAStringHavePlaces() {
    Expression.Str plain = (Expression.Str) expression("  \n\"ij,bj->bi\"");
    assertThat(plain.at(3, 5)).hasToString("t.py:2:5");
    assertThat(plain.at(3, 5).endColumn()).isEqualTo(7);
    Expression.Str escaped = (Expression.Str) expression("\"i\\x6a,k\"");
    assertThat(escaped.at(0, 1)).isEqualTo(escaped.span());
    Expression.Str joined = (Expression.Str) expression("'a' 'b'");
    assertThat(joined.at(1, 2)).isEqualTo(joined.span());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\uFEFF",
        "\f\n",
        "# only a comment",
        "x",
        "x\n\n  \n",
        "\\\n",
        "if x:\n  y\n  \n",
      })
  void smallTexts(String text) {
    assertThat(parse(text).source().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      textBlock =
          """
          %PDF-1.7 → PDF
          <!DOCTYPE html><p>x → HTML
          <?xml version='1.0'?> → XML
          {"cells": [], "nbformat": 4} → notebook
          \\documentclass{article} → LaTeX
          """)
  void whatIsNotPythonIsCalledByItsName(String text, String word) {
    assertThat(problems(text))
        .singleElement()
        .satisfies(p -> assertThat(p.code()).isEqualTo(Code.LBZ006))
        .satisfies(p -> assertThat(p.headline()).startsWith("t.py is not Python: ").contains(word));
  }

  @Test
  void aTextWithNulsIsNotPython() {
    assertThat(problems("x = 1\ny = '\0'"))
        .singleElement()
        .satisfies(p -> assertThat(p.headline()).contains("NUL"))
        .satisfies(p -> assertThat(p.marks().getFirst().span()).hasToString("t.py:2:6"));
  }

  @Test
  void proseIsNotTwentyErrors() {
    assertThat(problems("It was a bright cold day in April.\n".repeat(30)))
        .singleElement()
        .satisfies(p -> assertThat(p.code()).isEqualTo(Code.LBZ006));
  }

  @Test
  void atMostTwentyProblemsAreTold() {
    assertThat(problems("x = 1\ny = = 2\n".repeat(100))).hasSize(Bounds.PROBLEMS);
  }

  private static List<Problem> problems(String text) {
    try {
      parse(text);
      return List.of();
    } catch (LeibnizException e) {
      return e.problems();
    }
  }
}

package leibniz.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import leibniz.check.Fix;
import leibniz.ir.LeibnizException;
import leibniz.ir.Source;
import leibniz.ir.Span;
import org.junit.jupiter.api.Test;

/// Programs in documents.
final class DocumentTest {
  private static final String MARKDOWN =
      """
      # Notes

      ```python
      x = 1
      ```

      1. In a list:

         ```{code-cell} ipython3
         y = x + 1
         if y:
             z = y
         ```

      ```sh
      rm -r build
      ```

      ```pycon
      >>> w = 2
      >>> w
      2
      ```
      """;

  @Test
  void markdownKeepsItsLines() {
    Source program = Document.of("n.md", MARKDOWN).program();
    assertThat(program.lines())
        .containsExactly(
            "",
            "",
            "",
            "x = 1",
            "",
            "",
            "",
            "",
            "",
            "y = x + 1",
            "if y:",
            "    z = y",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "w = 2",
            "w",
            "");
    assertThat(program.shown(new Span("n.md", 10, 1, 10, 2)))
        .isEqualTo(new Span("n.md", 10, 4, 10, 5));
    assertThat(program.shown(new Span("n.md", 20, 1, 20, 2)).column()).isEqualTo(5);
  }

  @Test
  void blocksWithoutAWordAreTakenWhereNoneHasOne() {
    assertThat(Document.of("n.md", "```\nx = 1\n```\n").program().lines())
        .containsExactly("", "x = 1");
    assertThat(Document.of("n.md", "```\nx = 1\n```\n```sh\nls\n```\n").isEmpty()).isTrue();
  }

  @Test
  void aChangeOfMarkdownTouchesNothingElse() {
    Document document = Document.of("n.md", MARKDOWN.replace("\n", "\r\n"));
    Fix.Edit edit = new Fix.Edit(new Span("n.md", 10, 5, 10, 6), "w");
    assertThat(document.edited(List.of(edit)))
        .isEqualTo(MARKDOWN.replace("y = x + 1", "y = w + 1").replace("\n", "\r\n"));
  }

  @Test
  void aPieceCanBeLeftOut() {
    Document document = Document.of("n.md", MARKDOWN);
    assertThat(document.without(11).orElseThrow().program().text())
        .contains("x = 1", "w = 2")
        .doesNotContain("z = y");
    assertThat(document.without(1)).isEmpty();
    assertThat(Document.of("f.py", "x = 1").without(1)).isEmpty();
  }

  private static final String NOTEBOOK =
      """
      {
       "cells": [
        {"cell_type": "markdown", "source": ["# Title"]},
        {
         "cell_type": "code",
         "source": [
          "%matplotlib inline\\n",
          "x = 'caf\\u00e9 \\"a\\"' # é\\n",
          "y = 2"
         ],
         "outputs": [{"text": ["x = 5"]}]
        },
        {"source": "!pip install x\\nz = y", "cell_type": "code"},
        {"cell_type": "code", "source": ["%%bash\\n", "ls"]}
       ],
       "metadata": {"language_info": {"name": "python"}},
       "nbformat": 4
      }
      """;

  @Test
  void aNotebookIsItsCodeCells() {
    Source program = Document.of("n.ipynb", NOTEBOOK).program();
    assertThat(program.lines())
        .containsExactly("", "x = 'café \"a\"' # é", "y = 2", "", "z = y", "", "");
    assertThat(program.shown(new Span("n.ipynb", 3, 1, 3, 2))).hasToString("n.ipynb:cell 2:3:1");
    assertThat(program.place(3).row()).isEqualTo(9);
    assertThat(program.shown(new Span("n.ipynb", 5, 5, 5, 6))).hasToString("n.ipynb:cell 3:2:5");
  }

  @Test
  void aChangeOfANotebookIsOneOfItsString() {
    Document document = Document.of("n.ipynb", NOTEBOOK);
    Fix.Edit quoted = new Fix.Edit(new Span("n.ipynb", 2, 11, 2, 14), "\"b\"");
    Fix.Edit last = new Fix.Edit(new Span("n.ipynb", 5, 5, 5, 6), "x\\y");
    assertThat(document.edited(List.of(last, quoted)))
        .isEqualTo(
            NOTEBOOK
                .replace("\\u00e9 \\\"a\\\"", "\\u00e9 \\\"b\\\"")
                .replace("nz = y", "nz = x\\\\y"));
  }

  @Test
  void whatIsNoNotebookSaysSo() {
    for (String text : List.of("", "[]", "{", "{\"cells\": 3}", "{\"cells\": []}", "x = 1")) {
      assertThatThrownBy(() -> Document.of("n.ipynb", text))
          .isInstanceOf(LeibnizException.class)
          .hasMessageContaining("n.ipynb is no notebook of Python");
    }
    assertThatThrownBy(() -> Document.of("n.ipynb", NOTEBOOK.replace("\"python\"", "\"R\"")))
        .hasMessageContaining("its language is r");
  }

  @Test
  void aNotebookThatIsCutOffSaysSo() {
    String whole = NOTEBOOK.strip();
    for (int end = 0; end < whole.length(); end++) {
      String text = whole.substring(0, end);
      assertThatThrownBy(() -> Document.of("n.ipynb", text))
          .isInstanceOf(LeibnizException.class)
          .hasMessageContaining("n.ipynb is no notebook of Python");
    }
  }

  @Test
  void aScriptStaysAsItIs() {
    String text = "x = 1\r\ny = 2\n";
    Document document = Document.of("f.py", text);
    assertThat(document.program()).isEqualTo(new Source("f.py", text));
    assertThat(document.edited(List.of(new Fix.Edit(new Span("f.py", 2, 5, 2, 6), "x"))))
        .isEqualTo("x = 1\r\ny = x\n");
  }
}

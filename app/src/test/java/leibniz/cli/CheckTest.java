package leibniz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `check` prints and changes.
final class CheckTest {
  private static final String WRONG =
      """
      import numpy as np
      B, D = 4, 3
      v = np.random.randn(B, D)
      s = np.sum(v, axis=1)  # (B, 1)
      q = 2 * v              # (B, D)
      """;

  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void fullShowsTheLine() throws IOException {
    String file = file("f.py", WRONG);
    Ran ran = Ran.of("check", file);
    assertThat(ran.exit()).isEqualTo(Exit.FINDINGS);
    assertThat(ran.out())
        .contains("error[LBZ101]: the comment says (B, 1), the value has shape (B,)")
        .contains("f.py:4:26")
        .contains(" 4 │ s = np.sum(v, axis=1)  # (B, 1)")
        .endsWith("f.py: 1 error, fixable with --fix; 1 stated shape holds\n");
  }

  @Test
  void conciseAndQuiet() throws IOException {
    String file = file("f.py", WRONG);
    String line =
        file + ":4:26: error[LBZ101]: the comment says (B, 1), the value has shape (B,)\n";
    assertThat(Ran.of("check", file, "--format=concise").out()).isEqualTo(line + "1 error\n");
    assertThat(Ran.of("check", "-q", file).out()).isEqualTo(line);
    assertThat(Ran.in(new Ran.Setting().with("LEIBNIZ_FORMAT", "concise"), "check", file).out())
        .isEqualTo(line + "1 error\n");
  }

  @Test
  void github() throws IOException {
    String file = file("a,b.py", WRONG);
    String line =
        "::error file="
            + file.replace(",", "%2C")
            + ",line=4,col=26,endColumn=32,title=LBZ101"
            + "::the comment says (B, 1), the value has shape (B,)\n";
    assertThat(Ran.of("check", file, "--format=github").out()).isEqualTo(line);
    assertThat(Ran.in(new Ran.Setting().with("GITHUB_ACTIONS", "true"), "check", file).out())
        .contains("┌─")
        .contains(line);
  }

  @Test
  void json() throws IOException {
    Map<String, Object> object = Ran.of("check", "--json", file("f.py", WRONG)).json();
    assertThat(object).containsEntry("schema", "leibniz-check/1");
    assertThat(object.get("summary")).asString().contains("errors=1", "shapesChecked=2");
    assertThat(object.get("findings"))
        .asString()
        .contains("code=LBZ101", "level=error", "kind=shape", "line=4", "column=26")
        .contains("fix={safe=true");
    assertThat(object.get("checked"))
        .asString()
        .contains("kind=shape, name=s", "status=refuted", "status=verified", "method=proved");
  }

  @Test
  void sarifIsValid() throws IOException {
    Path script = folder.resolve("f.py");
    Files.writeString(script, WRONG);
    Path notebook = folder.resolve("n.ipynb");
    Files.writeString(notebook, notebook(WRONG));
    String missing = folder.resolve("none.py").toString();
    Ran ran = Ran.of("check", "--sarif", script.toString(), notebook.toString(), missing);
    assertThat(ran.exit()).isEqualTo(Exit.USE);
    JsonSchema schema;
    try (InputStream in = CheckTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(in);
    }
    assertThat(schema.validate(ran.out(), InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(ran.out().replace("2.1.0", "2.2"), InputFormat.JSON)).isNotEmpty();
    assertThat(ran.out())
        .contains("\"ruleId\" : \"LBZ101\"")
        .contains("\"startLine\" : 4")
        .contains("\"executionSuccessful\" : false")
        .contains("primaryLocationLineHash");
  }

  private static String notebook(String program) {
    StringBuilder lines = new StringBuilder();
    for (String line : program.lines().toList()) {
      lines.append(lines.isEmpty() ? "" : ",\n  ").append('"').append(line).append("\\n\"");
    }
    return "{\"cells\": [{\"cell_type\": \"code\", \"source\": [\n  " + lines + "\n]}]}\n";
  }

  @Test
  void selectIgnoreAndFailOn() throws IOException {
    String file = file("f.py", WRONG);
    assertThat(Ran.of("check", "--ignore", "LBZ1", file).exit()).isEqualTo(Exit.OK);
    assertThat(Ran.of("check", "--select", "LBZ2,LBZ3", file).exit()).isEqualTo(Exit.OK);
    assertThat(Ran.of("check", "--select", "LBZ101", file).exit()).isEqualTo(Exit.FINDINGS);
    assertThat(Ran.of("check", "--fail-on", "never", file).exit()).isEqualTo(Exit.OK);
    Ran wrong = Ran.of("check", "--select", "LBZ7", file);
    assertThat(wrong.exit()).isEqualTo(Exit.USE);
    assertThat(wrong.err()).contains("there is no code LBZ7");
  }

  @Test
  void fixingTwiceChangesNothingTheSecondTime() throws IOException {
    String file = file("f.py", "\uFEFF" + WRONG.replace("\n", "\r\n") + "# é");
    Path path = Path.of(file);
    assertThat(Ran.of("check", "--fix", "--diff", file).out())
        .contains("-s = np.sum(v, axis=1)  # (B, 1)")
        .contains("+s = np.sum(v, axis=1)  # (B,)");
    assertThat(Files.readString(path)).contains("(B, 1)");
    Ran first = Ran.of("check", "--fix", file);
    assertThat(first.exit()).isEqualTo(Exit.OK);
    assertThat(first.out()).contains("1 fix made").contains("2 stated shapes hold");
    String mended = "\uFEFF" + WRONG.replace("(B, 1)", "(B,)").replace("\n", "\r\n") + "# é";
    assertThat(Files.readString(path)).isEqualTo(mended);
    var written = Files.getLastModifiedTime(path);
    assertThat(Ran.of("check", "--fix", file).out()).doesNotContain("made");
    assertThat(Files.getLastModifiedTime(path)).isEqualTo(written);
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void markdownAndNotebooksAreMendedInPlace() throws IOException {
    String markdown = "# Text\n\n- a list\n\n  ```python\n  " + WRONG.replace("\n", "\n  ");
    String md = file("n.md", markdown + "```\n");
    assertThat(Ran.of("check", "--fix", md).exit()).isEqualTo(Exit.OK);
    assertThat(Files.readString(Path.of(md)))
        .isEqualTo(markdown.replace("(B, 1)", "(B,)") + "```\n");
    String nb = file("n.ipynb", notebook(WRONG));
    assertThat(Ran.of("check", nb, "--format=concise").out()).contains("n.ipynb:cell 1:4:26:");
    assertThat(Ran.of("check", "--fix", nb).exit()).isEqualTo(Exit.OK);
    assertThat(Files.readString(Path.of(nb))).isEqualTo(notebook(WRONG).replace("(B, 1)", "(B,)"));
  }

  @Test
  void aPieceThatIsNoPythonIsLeftOut() throws IOException {
    String text = "```python\nx = [1,\n```\n\n```python\n" + WRONG + "```\n";
    Ran ran = Ran.of("check", "-v", file("n.md", text));
    assertThat(ran.exit()).isEqualTo(Exit.FINDINGS);
    assertThat(ran.out()).contains("LBZ101", "n.md:9:26").contains("not read:").contains("LBZ001");
  }

  @Test
  void ignores() throws IOException {
    String silenced = WRONG.replace("(B, 1)", "(B, 1) leibniz: ignore[LBZ101] of the book");
    assertThat(Ran.of("check", file("f.py", silenced)).exit()).isEqualTo(Exit.OK);
    String stale = WRONG.replace("(B, 1)", "(B,)  leibniz: ignore[LBZ101] of the book");
    Ran ran = Ran.of("check", file("g.py", stale));
    assertThat(ran.exit()).isEqualTo(Exit.OK);
    assertThat(ran.out()).contains("warning[LBZ401]: this ignore silences nothing");
    assertThat(Ran.of("check", "--fail-on=warning", file("g.py", stale)).exit())
        .isEqualTo(Exit.FINDINGS);
    Ran.of("check", "--fix", file("g.py", stale));
    assertThat(Files.readString(folder.resolve("g.py"))).isEqualTo(WRONG.replace("(B, 1)", "(B,)"));
    String bare = WRONG.replace("(B, 1)", "(B,)  leibniz: ignore");
    assertThat(Ran.of("check", file("h.py", bare)).out()).contains("LBZ402");
  }

  @Test
  void theLectureNotes() {
    Ran ran = Ran.of("check", "../examples/gradients.md", "--format=concise");
    assertThat(ran.exit()).isEqualTo(Exit.FINDINGS);
    assertThat(ran.out().lines().map(line -> line.replace("../examples/gradients.md:", "")))
        .containsExactly(
            "30:44: error[LBZ101]: the comment says (B, 1), the value has shape (B, 10)",
            "31:1: remark[LBZ203]: dloss_dyhat is the gradient of the sum of loss over 10",
            "62:15: remark[LBZ204]: bjjk in \"bij,bjjk->bjk\" takes a diagonal over j;"
                + " the chain rule sums over it",
            "85:1: remark[LBZ301]: softmax without its maximum: np.exp overflows above 709",
            "102:57: error[LBZ101]: the comment says (B, 1), the value has shape (B,)",
            "102:1: error[LBZ302]: the logarithm of negative numbers: loss gets nan",
            "103:70: error[LBZ101]: the comment says (B, 1, N), the value has shape (B, N, N)",
            "103:1: error[LBZ203]: dloss_dphat has shape (B, N, N),"
                + " the gradient of loss by phat has (B, N)",
            "5 errors, 3 remarks");
    assertThat(Ran.of("check", "-v", "../examples/gradients.md").out())
        .contains("dloss_dW as the gradient of loss by W verified, proved; like-input, mean over B")
        .doesNotContain("not decided", "unverified");
  }

  @Test
  void manyFilesAreCounted() throws IOException {
    file("a.py", WRONG);
    file("b.py", WRONG.replace("(B, 1)", "(B,)"));
    file("c.py", "x = 1\n");
    file("d.txt", "no program");
    Ran ran = Ran.of("check", folder.toString());
    assertThat(ran.exit()).isEqualTo(Exit.FINDINGS);
    assertThat(ran.out())
        .contains("3 files: 2 ok, 1 with errors; 4 stated shapes, 0 gradients")
        .contains("1 file skipped: no shape stated, no gradient named");
  }

  @Test
  void stdinHasTheNameTheEditorGives() {
    Ran ran =
        Ran.in(
            new Ran.Setting().in(WRONG), "check", "-", "--stdin-name", "x.py", "--format=concise");
    assertThat(ran.out()).startsWith("x.py:4:26: error[LBZ101]");
  }

  @Test
  void theAnswerGoesIntoAFile() throws IOException {
    String answer = folder.resolve("out.json").toString();
    Ran ran = Ran.of("check", "--json", file("f.py", WRONG), "-o", answer);
    assertThat(ran.out()).isEmpty();
    assertThat(Files.readString(Path.of(answer), StandardCharsets.UTF_8))
        .contains("leibniz-check/1");
  }

  @Test
  void watchingSaysWhatHoldsNow() throws Exception {
    String file = file("f.py", WRONG);
    List<Ran> ran = new java.util.concurrent.CopyOnWriteArrayList<>();
    Thread watcher = new Thread(() -> ran.add(Ran.of("check", "--watch", file)));
    watcher.start();
    Thread.sleep(1500);
    Files.writeString(Path.of(file), WRONG.replace("(B, 1)", "(B,)  "));
    Thread.sleep(1500);
    watcher.interrupt();
    watcher.join();
    assertThat(ran.getFirst().out())
        .containsPattern("\\d\\d:\\d\\d:\\d\\d  1 error.*4:26 LBZ101")
        .containsPattern("\\d\\d:\\d\\d:\\d\\d  ok");
  }

  @Test
  void wrongUse() {
    assertThat(Ran.of("check").err()).contains("leibniz check needs a program");
    assertThat(Ran.of("check", "--diff", "x.py").err()).contains("--diff goes with --fix");
    assertThat(Ran.of("check", "--format=xml", "x.py").err()).contains("--format takes");
    assertThat(Ran.of("check", "--watch", "-").exit()).isEqualTo(Exit.USE);
    assertThat(Ran.of("check", "--fix", "-").exit()).isEqualTo(Exit.USE);
  }
}

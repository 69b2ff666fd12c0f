package leibniz.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/// What a new build runs once, so that the JVM keeps the classes it met, loaded and linked, for the
/// runs to come: an answer, an answer in JSON, something wrong, values, a plan, a check, and help.
final class Training {
  private static final String[][] RUNS = {
    {"derive", "examples/softmax.py", "--of", "q", "--wrt", "v", "--color=always"},
    {"derive", "examples/affine3.py", "--of", "loss", "--wrt", "params", "--steps=short"},
    {"derive", "-e", "x: (n,); A: (n, n); 0.5 * x @ A @ x", "--json"},
    {"derive", "-e", "x: (n,); y = np.divde(x, 2)"},
    {"derive", "--off"},
    {"run", "examples/softmax.py", "--grad", "q:v", "--color=always"},
    {"plan", "examples/softmax.py", "--of", "q", "--wrt", "v"},
    {"check", "examples/gradients.md", "--color=always"},
    {"--help"},
  };

  private Training() {}

  /// Runs all, and prints nothing. A failure here is found by the tests; it stops no build.
  public static void main(String[] args) {
    for (String[] words : RUNS) {
      Terminal nowhere =
          new Terminal(
              InputStream.nullInputStream(),
              OutputStream.nullOutputStream(),
              OutputStream.nullOutputStream(),
              Map.of(),
              false,
              false,
              true);
      Cli.run(words, nowhere);
    }
    Terminal.system();
  }
}

package leibniz.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line.
@Command(
    name = "leibniz",
    description = "Derives gradients of tensor programs in NumPy notation.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
public final class Main implements Runnable {

  /// Runs one command and leaves with its exit code.
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /// The version this was built as.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      try (InputStream in = Objects.requireNonNull(Main.class.getResourceAsStream("version.txt"))) {
        String version = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        return new String[] {"leibniz " + version};
      }
    }
  }
}

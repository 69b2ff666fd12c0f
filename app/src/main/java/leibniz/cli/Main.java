package leibniz.cli;

/// Where a process begins and ends.
public final class Main {
  private Main() {}

  /// Runs one command and leaves with its exit code.
  public static void main(String[] args) {
    System.exit(Cli.run(args, Terminal.system()));
  }
}

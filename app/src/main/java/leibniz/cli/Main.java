package leibniz.cli;

/// Where a process begins and ends.
public final class Main {
  private Main() {}

  /// Runs one command and leaves with its exit code.
  public static void main(String[] args) {
    // Not exit: nothing is left to be done, and exit would first start the JDK's logging.
    Runtime.getRuntime().halt(Cli.run(args, Terminal.system()));
  }
}

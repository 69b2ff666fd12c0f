package leibniz.cli;

/// How a run ends; 130, for Ctrl-C, is the JVM's.
final class Exit {
  /// Done, nothing found.
  static final int OK = 0;

  /// Findings, or a derivative that could not be verified.
  static final int FINDINGS = 1;

  /// Wrong use: an unknown option, a missing file.
  static final int USE = 2;

  /// The program was not understood.
  static final int PROGRAM = 3;

  /// The run failed: no memory, no room on the disk.
  static final int RUN = 4;

  /// A bug in Leibniz.
  static final int BUG = 70;

  private Exit() {}
}

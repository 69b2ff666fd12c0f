package leibniz.cli;

/// Writes what a check found. Each file is handed over once, in order; then comes the end.
interface Findings {
  /// What was found in a file.
  void file(Examined one);

  /// A file that could not be read, or that Leibniz failed on.
  void failed(String file, WrongUse why);

  /// A file that Leibniz failed on.
  void failed(String file, Bug bug);

  /// All files were handed over.
  void end(double seconds);
}

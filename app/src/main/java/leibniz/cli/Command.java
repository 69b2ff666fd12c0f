package leibniz.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import leibniz.CodeStyle;
import leibniz.Direction;
import leibniz.Layout;
import leibniz.Target;
import leibniz.Telling;
import leibniz.ir.Problem;

/// What a line of words asks for.
sealed interface Command {
  /// How its output looks.
  Look look();

  /// The help text of a command; of the program if it is empty.
  record ShowHelp(Look look, String topic) implements Command {}

  /// The version.
  record ShowVersion(Look look) implements Command {}

  /// What a code or a function is, which functions are known, or what a step of a derivation does.
  ///
  /// @param of what is differentiated, for a step; empty for the default
  /// @param wrt by what, for a step; empty for the default
  record DoExplain(Look look, String topic, String of, List<String> wrt, Set<String> batch)
      implements Command {}

  /// Whether two programs compute the same.
  ///
  /// @param sides a program each, as a file or as text
  /// @param of the results that are compared: none for what the last lines define, one for both, or
  ///   one for each
  record DoEqual(
      Look look,
      List<String> sides,
      List<String> declarations,
      List<String> of,
      Map<String, Long> sizes)
      implements Command {}

  /// What is wrong in programs with gradients written by hand.
  ///
  /// @param files files, folders, or `-` for stdin
  /// @param filter which findings are told
  /// @param failOn the mildest level that makes the run fail; empty for none
  /// @param addShapes whether mending states the shapes that are not stated
  /// @param watch whether the files are checked again whenever one is saved
  /// @param stdinName what stdin is called, for editors
  /// @param into the file the answer goes to; empty for stdout
  record DoCheck(
      Look look,
      List<String> files,
      Format format,
      CodeFilter filter,
      Optional<Problem.Level> failOn,
      Mending mending,
      boolean addShapes,
      boolean watch,
      String stdinName,
      String into)
      implements Command {

    /// How findings are written.
    enum Format {
      /// For people; under GitHub Actions for its log, too.
      AUTO,
      FULL,
      CONCISE,
      GITHUB,
      JSON,
      SARIF
    }

    /// What becomes of the files.
    enum Mending {
      NONE,
      /// The safe fixes are made.
      SAFE,
      /// All fixes are made.
      ALL,
      /// What the safe fixes would change is shown.
      SHOW_SAFE,
      /// What all fixes would change is shown.
      SHOW_ALL
    }
  }

  /// Derivatives.
  ///
  /// @param files files, folders, or `-` for stdin
  /// @param texts programs given as words; lines of one program
  /// @param of what is differentiated; empty for the default
  /// @param wrt by what; empty for the default
  /// @param order how many times by all of these
  /// @param direction what the derivatives are multiplied by
  /// @param step the number of the one step that is told; 0 for all
  record DoDerive(
      Look look,
      List<String> files,
      List<String> texts,
      String of,
      List<String> wrt,
      int order,
      Layout layout,
      Set<String> batch,
      Map<String, Long> sizes,
      Direction direction,
      Telling steps,
      int step,
      boolean folds,
      Set<Target> to,
      CodeStyle style,
      boolean selfCheck)
      implements Command {}

  /// A program at numbers.
  ///
  /// @param program a file, or `-` for stdin; empty where the program is given as words
  /// @param gradients derivatives beside the values: what, and by what
  /// @param data arrays for inputs: `NAME=FILE.npy` or `FILE.npz`
  /// @param repeat how often it is run to be timed; 0 for once, untimed
  /// @param into the `.npz` file that the values go to; empty for none
  record DoRun(
      Look look,
      String program,
      List<String> texts,
      List<Gradient> gradients,
      Map<String, Long> sizes,
      Set<String> batch,
      List<String> data,
      long seed,
      int repeat,
      int threads,
      boolean single,
      boolean profile,
      String into)
      implements Command {

    /// A derivative that is asked for, as in `q:v`.
    record Gradient(String of, List<String> wrt) {}
  }

  /// What running a derivative takes.
  ///
  /// @param derive the derivative
  /// @param single whether numbers are float32
  record DoPlan(DoDerive derive, boolean single) implements Command {
    @Override
    public Look look() {
      return derive.look();
    }
  }
}

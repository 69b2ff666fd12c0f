package leibniz.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.Derivation.Target;
import leibniz.Derivation.Telling;
import leibniz.Layout;

/// What a line of words asks for.
sealed interface Command {
  /// How its output looks.
  Look look();

  /// The help text of a command; of the program if it is empty.
  record ShowHelp(Look look, String topic) implements Command {}

  /// The version.
  record ShowVersion(Look look) implements Command {}

  /// What a code means, or which functions are known.
  record DoExplain(Look look, String topic) implements Command {}

  /// What is wrong in programs with gradients written by hand.
  ///
  /// @param files files, folders, or `-` for stdin
  record DoCheck(Look look, List<String> files) implements Command {}

  /// Derivatives.
  ///
  /// @param files files, folders, or `-` for stdin
  /// @param texts programs given as words; lines of one program
  /// @param of what is differentiated; empty for the default
  /// @param wrt by what; empty for the default
  /// @param order how many times by all of these
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
      Telling steps,
      Set<Target> to)
      implements Command {}
}

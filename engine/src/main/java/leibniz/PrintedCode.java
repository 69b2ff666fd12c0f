package leibniz;

import java.util.List;

/// A derivative as code, which was read again and computes it.
///
/// @param name of the function and of what the statement assigns: `dq_dv`
/// @param arguments of the function: the inputs it needs, in the order of the program, as its head
///   calls them; in Java the sizes follow, by name
/// @param statement one assignment, over the names of the program
/// @param function a complete function, with the program's lines it needs; in Java a class with it
/// @param remark what is to be said of it: that its usual form was wrong; mostly nothing
public record PrintedCode(
    String name, List<String> arguments, String statement, String function, String remark) {
  /// Takes a copy of the list.
  public PrintedCode {
    arguments = List.copyOf(arguments);
  }

  @Override
  public String toString() {
    return function;
  }
}

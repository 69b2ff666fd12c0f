package leibniz;

import java.util.List;

/// A derivative as code, which was read again and computes it.
public final class PrintedCode {
  private final String name;
  private final List<String> arguments;
  private final Lazy<String> statement;
  private final String function;
  private final String remark;

  PrintedCode(
      String name, List<String> arguments, Lazy<String> statement, String function, String remark) {
    this.name = name;
    this.arguments = List.copyOf(arguments);
    this.statement = statement;
    this.function = function;
    this.remark = remark;
  }

  /// The name of the function and of what the statement assigns: `dq_dv`.
  public String name() {
    return name;
  }

  /// The arguments of the function: the inputs it needs, in the order of the program, as its head
  /// calls them; in Java the sizes follow, by name.
  public List<String> arguments() {
    return arguments;
  }

  /// One assignment, over the names of the program.
  public String statement() {
    return statement.get();
  }

  /// A complete function, with the program's lines it needs; in Java a class with it.
  public String function() {
    return function;
  }

  /// What is to be said of it: that its usual form was wrong; mostly nothing.
  public String remark() {
    return remark;
  }

  @Override
  public String toString() {
    return function;
  }
}

package leibniz.code;

import leibniz.program.Layered;
import leibniz.program.Program;

/// A language that programs are printed in. How an operation is spelled stands in its row; a
/// dialect adds how expressions and functions are put together.
public interface Dialect {

  /// The steps and then the results that are only another name for something, one below the other.
  String statements(Program program);

  /// A whole function that runs as pasted. Its arguments are the inputs of the program; it returns
  /// the results.
  String function(String name, Program program);

  /// How that function is called.
  Call call(Program program);

  /// A whole function that goes through equal layers and back, however many there are.
  String function(String name, Layered program);

  /// A file that runs by itself: the function, its derivative, and a comparison by numbers.
  String checked(SelfCheck what);
}

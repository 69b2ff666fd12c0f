package leibniz.code;

import leibniz.program.Program;

/// A dialect of Python: libraries differ in how they spell operations, not in how a program is put
/// together.
interface PythonDialect extends Dialect {

  /// A program in the words of the library.
  Python python(Program program);

  @Override
  default String statements(Program program) {
    return python(program).statements();
  }

  @Override
  default String function(String name, Program program) {
    return python(program).function(name);
  }

  @Override
  default Call call(Program program) {
    return python(program).call();
  }

  @Override
  default String checked(SelfCheck what) {
    return python(what.derivative()).checked(what, python(what.value()));
  }
}

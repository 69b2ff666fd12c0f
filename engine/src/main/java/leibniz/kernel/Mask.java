package leibniz.kernel;

import java.lang.classfile.CodeBuilder;

/// Which neighbours of a vector there are, to generated code: all, or the first few.
///
/// @param local that holds the mask; -1 for all
/// @param count how many there are; -1 where that is known only when it runs
/// @param counted the local that holds it then
record Mask(int local, int count, int counted) {
  static final Mask ALL = new Mask(-1, -1, -1);

  boolean isAll() {
    return local < 0;
  }

  void push(CodeBuilder code) {
    if (!isAll()) {
      code.aload(local);
    }
  }

  /// The number of those there are.
  void pushCount(CodeBuilder code, int width) {
    if (isAll()) {
      code.loadConstant(width);
    } else if (count >= 0) {
      code.loadConstant(count);
    } else {
      code.iload(counted);
    }
  }
}

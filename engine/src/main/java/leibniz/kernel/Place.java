package leibniz.kernel;

import java.lang.classfile.CodeBuilder;

/// An entry of an array, to generated code: the locals that hold the array and the entry's number,
/// and how far behind it lies.
record Place(int array, int entry, int shift) {

  void push(CodeBuilder code) {
    code.aload(array).iload(entry);
    if (shift != 0) {
      code.loadConstant(shift).iadd();
    }
  }
}

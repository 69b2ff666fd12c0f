package leibniz.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;

/// How generated code holds and computes the values of lines. Arguments are the locals that hold
/// them; results are left on the stack.
interface Arithmetic {

  /// How many neighbours a value holds.
  int width();

  /// What a local that holds a value is.
  TypeKind kind();

  /// The same number everywhere.
  void constant(CodeBuilder code, double value);

  /// Takes the number that is on the stack everywhere.
  void repeat(CodeBuilder code);

  /// Reads neighbours, `stride` apart; 0 reads one everywhere.
  void load(CodeBuilder code, Place from, int stride, Mask mask);

  /// Writes neighbours, `stride` apart; 0 writes one.
  void store(CodeBuilder code, Place to, int stride, Mask mask, int value);

  void apply(CodeBuilder code, Function function, int a, int b, int c);

  /// `a · b + c`, rounded once or twice.
  void multiplyAdd(CodeBuilder code, int a, int b, int c);

  /// `c` where the comparison of `x` and `y` holds not, else `b`.
  void choose(CodeBuilder code, Function comparison, int x, int y, int b, int c);

  /// The second where the mask says so, else the first.
  void blend(CodeBuilder code, int first, int second, Mask mask);

  /// The numbers of lanes by which [#pick] trades lanes of two values, `half` apart, for the first
  /// of the two that come of it; those for the second are greater by `half`.
  void trade(CodeBuilder code, int half);

  /// Lanes of two values, by their numbers: those of the first count from 0, those of the second go
  /// on.
  void pick(CodeBuilder code, int numbers, int first, int second);

  /// Joins all neighbours to one, and takes it everywhere.
  void across(CodeBuilder code, Function join, int value);

  /// The mask of the first few of which the number is on the stack.
  void mask(CodeBuilder code);
}

package leibniz.blas;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import leibniz.kernel.Type;

/// The calls of the Vector API for one type of entries and one length of vectors, as bytecode; or
/// what does the same with single numbers, where a vector has but one entry.
final class Words {
  private static final String PACKAGE = "jdk.incubator.vector";
  private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE, "VectorSpecies");
  private static final ClassDesc MASK = ClassDesc.of(PACKAGE, "VectorMask");
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc ANY = ClassDesc.of(PACKAGE, "Vector");

  final ClassDesc array;
  private final boolean wide;
  private final boolean single;
  private final int bits;
  private final ClassDesc entry;
  private final ClassDesc vector;

  Words(Type type, int bits) {
    this.wide = type == Type.F64;
    this.bits = bits;
    this.single = bits == 8 * type.bytes();
    this.entry = wide ? CD_double : CD_float;
    this.array = entry.arrayType();
    this.vector = ClassDesc.of(PACKAGE, wide ? "DoubleVector" : "FloatVector");
  }

  /// Local variables that a vector takes, at most.
  static final int LOCALS = 2;

  /// A vector goes from the stack to a local variable.
  void keep(CodeBuilder code, int local) {
    code.storeLocal(single ? TypeKind.from(entry) : TypeKind.REFERENCE, local);
  }

  /// A vector comes from a local variable.
  void kept(CodeBuilder code, int local) {
    code.loadLocal(single ? TypeKind.from(entry) : TypeKind.REFERENCE, local);
  }

  void species(CodeBuilder code) {
    if (!single) {
      code.getstatic(vector, "SPECIES_" + bits, SPECIES);
    }
  }

  void zero(CodeBuilder code) {
    if (single) {
      fromDouble(code, code::dconst_0);
    } else {
      species(code);
      code.invokestatic(vector, "zero", MethodTypeDesc.of(vector, SPECIES));
    }
  }

  /// A vector of equal entries.
  void broadcast(CodeBuilder code, Runnable value) {
    species(code);
    value.run();
    if (!single) {
      code.invokestatic(vector, "broadcast", MethodTypeDesc.of(vector, SPECIES, entry));
    }
  }

  void fromDouble(CodeBuilder code, Runnable value) {
    value.run();
    if (!wide) {
      code.d2f();
    }
  }

  /// The mask of the first entries.
  void mask(CodeBuilder code, Runnable count) {
    species(code);
    code.iconst_0();
    count.run();
    code.invokeinterface(SPECIES, "indexInRange", MethodTypeDesc.of(MASK, CD_int, CD_int));
  }

  /// The mask of the lanes whose bits are set: known to the compiler.
  void mask(CodeBuilder code, long bits) {
    species(code);
    code.loadConstant(bits);
    code.invokestatic(MASK, "fromLong", MethodTypeDesc.of(MASK, SPECIES, CD_long));
  }

  /// Of two vectors and a mask on the stack, the second where the mask is set.
  void blend(CodeBuilder code) {
    code.invokevirtual(vector, "blend", MethodTypeDesc.of(vector, ANY, MASK));
  }

  /// A vector on the stack: its lanes change places with those so far away, a power of two.
  void trade(CodeBuilder code, int by) {
    code.loadConstant(Trades.of(vector, bits, by));
    code.invokevirtual(vector, "rearrange", MethodTypeDesc.of(vector, Trades.SHUFFLE));
  }

  /// Array and index on the stack: the entry.
  void entry(CodeBuilder code) {
    if (wide) {
      code.daload();
    } else {
      code.faload();
    }
  }

  /// Array, index and entry on the stack.
  void put(CodeBuilder code) {
    if (wide) {
      code.dastore();
    } else {
      code.fastore();
    }
  }

  /// The sum of two entries on the stack.
  void plus(CodeBuilder code) {
    if (wide) {
      code.dadd();
    } else {
      code.fadd();
    }
  }

  /// The product of two entries on the stack.
  void times(CodeBuilder code) {
    if (wide) {
      code.dmul();
    } else {
      code.fmul();
    }
  }

  /// Species, array and index on the stack: the vector there.
  void load(CodeBuilder code) {
    if (single) {
      entry(code);
    } else {
      code.invokestatic(vector, "fromArray", MethodTypeDesc.of(vector, SPECIES, array, CD_int));
    }
  }

  /// Species, array, index and mask on the stack.
  void loadSome(CodeBuilder code) {
    code.invokestatic(vector, "fromArray", MethodTypeDesc.of(vector, SPECIES, array, CD_int, MASK));
  }

  /// A vector in a local variable, to be stored where array and index say.
  void store(CodeBuilder code, int local, Runnable place) {
    if (single) {
      place.run();
      kept(code, local);
      put(code);
    } else {
      kept(code, local);
      place.run();
      store(code);
    }
  }

  /// Vector, array and index on the stack.
  void store(CodeBuilder code) {
    code.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, array, CD_int));
  }

  /// Vector, array, index and mask on the stack.
  void storeSome(CodeBuilder code) {
    code.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, array, CD_int, MASK));
  }

  /// Vectors x, y, z on the stack: `x · y + z`.
  void fma(CodeBuilder code) {
    if (single) {
      code.invokestatic(MATH, "fma", MethodTypeDesc.of(entry, entry, entry, entry));
    } else {
      code.invokevirtual(vector, "fma", MethodTypeDesc.of(vector, ANY, ANY));
    }
  }

  void multiply(CodeBuilder code) {
    if (single) {
      times(code);
    } else {
      code.invokevirtual(vector, "mul", MethodTypeDesc.of(vector, ANY));
    }
  }

  void add(CodeBuilder code) {
    if (single) {
      plus(code);
      return;
    }
    code.invokevirtual(vector, "add", MethodTypeDesc.of(vector, ANY));
  }
}

package leibniz.blas;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import leibniz.kernel.Lanes;
import leibniz.kernel.Type;

/// Writes the class of [Rows]. Rows that are read side by side are no neighbours: each stands at
/// the beginning of a part of the matrix, which so is read from one end to the other, as the
/// processor foresees it. A row is read from where a cache line begins, and what is before that
/// apart: vectors on two lines each are read from memory by a quarter to a third slower. The lanes
/// of a sum are added in one order, in memory: the Vector API leaves the order of its own sum open,
/// and compiled code may differ from interpreted.
final class RowsClass {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final MethodTypeDesc INTS = MethodTypeDesc.of(CD_int, CD_int, CD_int);
  private static final Map<Type, Rows> MADE = new EnumMap<>(Type.class);

  // Variables: the arguments of Rows.run in order, then the rest.
  static final int A = 1;
  static final int A_FROM = 2;
  static final int A_ROW = 3;
  static final int X = 4;
  static final int X_FROM = 5;
  static final int C = 6;
  static final int C_FROM = 7;
  static final int C_ROW = 8;
  static final int ROOM = 9;
  static final int ROOM_FROM = 10;
  static final int K = 11;
  static final int ROWS = 12;
  static final int ALPHA = 13;
  static final int ADDS = 15;
  private static final int ROW = 16;
  private static final int TERM = 17;
  private static final int WHOLE = 18;
  private static final int MASK = 19;
  private static final int AT = 20;
  private static final int APART = 21;
  private static final int HEAD = 22;
  private static final int LINES = 23;
  private static final int RIGHT = LINES + Rows.BESIDE;
  private static final int SUMS = RIGHT + Rows.AHEAD;

  private final int lanes;
  private final int line;
  private final Words words;

  private RowsClass(Type type) {
    this.lanes = Lanes.of(type);
    this.line = Lanes.line(type);
    this.words = new Words(type, lanes * 8 * type.bytes());
  }

  /// The class for a type, made once.
  static synchronized Rows of(Type type) {
    return MADE.computeIfAbsent(type, t -> make(new RowsClass(t)::run));
  }

  /// An object of a class whose method is written so.
  static Rows make(Consumer<CodeBuilder> body) {
    return Hidden.make(
        MethodHandles.lookup(),
        Rows.class,
        MethodTypeDesc.of(
            CD_void,
            CD_Object,
            CD_int,
            CD_int,
            CD_Object,
            CD_int,
            CD_Object,
            CD_int,
            CD_int,
            CD_Object,
            CD_int,
            CD_int,
            CD_int,
            CD_double,
            CD_boolean),
        body);
  }

  private void run(CodeBuilder code) {
    for (int array : new int[] {A, X, C, ROOM}) {
      code.aload(array).checkcast(words.array).astore(array);
    }
    code.iload(ROWS).loadConstant(Rows.BESIDE - 1).iadd().loadConstant(Rows.BESIDE).idiv();
    code.istore(APART);
    Hidden.loop(code, ROW, APART, () -> rows(code));
    code.return_();
  }

  /// Some rows side by side.
  private void rows(CodeBuilder code) {
    for (int i = 0; i < Rows.BESIDE; i++) {
      // A row that is not there is read as the last one that is.
      code.iload(A_FROM).iload(A_ROW);
      number(code, i);
      code.iload(ROWS).iconst_1().isub().invokestatic(MATH, "min", INTS);
      code.imul().iadd().istore(LINES + i);
    }
    for (int s = 0; s < Rows.BESIDE * Rows.AHEAD; s++) {
      words.zero(code);
      code.astore(SUMS + s);
    }
    code.loadConstant(line).iload(LINES).isub().loadConstant(lanes - 1).iand();
    code.iload(K).invokestatic(MATH, "min", INTS).istore(HEAD);
    code.iconst_0().istore(TERM);
    Hidden.onward(code, TERM, HEAD, lanes, () -> some(code, HEAD));
    code.iload(HEAD).istore(TERM);
    code.iload(K).iload(K).iload(HEAD).isub().loadConstant(Rows.AHEAD * lanes).irem().isub();
    code.istore(WHOLE);
    Hidden.onward(code, TERM, WHOLE, Rows.AHEAD * lanes, () -> terms(code));
    Hidden.onward(code, TERM, K, lanes, () -> some(code, K));
    for (int i = 0; i < Rows.BESIDE; i++) {
      code.aload(SUMS + i * Rows.AHEAD);
      for (int v = 1; v < Rows.AHEAD; v++) {
        code.aload(SUMS + i * Rows.AHEAD + v);
        words.add(code);
      }
      code.aload(ROOM).iload(ROOM_FROM).loadConstant(i * lanes).iadd();
      words.store(code);
    }
    Label end = code.newLabel();
    for (int i = 0; i < Rows.BESIDE; i++) {
      store(code, i, end);
    }
    code.labelBinding(end);
  }

  /// The number of a row.
  private static void number(CodeBuilder code, int i) {
    code.iload(ROW).iload(APART).loadConstant(i).imul().iadd();
  }

  private void terms(CodeBuilder code) {
    for (int v = 0; v < Rows.AHEAD; v++) {
      words.species(code);
      code.aload(X).iload(X_FROM).iload(TERM).iadd().loadConstant(v * lanes).iadd();
      words.load(code);
      code.astore(RIGHT + v);
    }
    for (int i = 0; i < Rows.BESIDE; i++) {
      for (int v = 0; v < Rows.AHEAD; v++) {
        words.species(code);
        code.aload(A).iload(LINES + i).iload(TERM).iadd().loadConstant(v * lanes).iadd();
        words.load(code);
        add(code, i, v);
      }
    }
  }

  /// A vector of each row, or what there is of one before the end.
  private void some(CodeBuilder code, int end) {
    words.mask(code, () -> code.iload(end).iload(TERM).isub());
    code.astore(MASK);
    words.species(code);
    code.aload(X).iload(X_FROM).iload(TERM).iadd().aload(MASK);
    words.loadSome(code);
    code.astore(RIGHT);
    for (int i = 0; i < Rows.BESIDE; i++) {
      words.species(code);
      code.aload(A).iload(LINES + i).iload(TERM).iadd().aload(MASK);
      words.loadSome(code);
      add(code, i, 0);
    }
  }

  private void add(CodeBuilder code, int row, int v) {
    int sum = SUMS + row * Rows.AHEAD + v;
    code.aload(RIGHT + v).aload(sum);
    words.fma(code);
    code.astore(sum);
  }

  private void store(CodeBuilder code, int i, Label end) {
    Label fresh = code.newLabel();
    if (i > 0) {
      number(code, i);
      code.iload(ROWS).if_icmpge(end);
    }
    code.iload(C_FROM).iload(C_ROW);
    number(code, i);
    code.imul().iadd().istore(AT);
    code.aload(C).iload(AT);
    lanes(code, i * lanes, lanes);
    words.fromDouble(code, () -> code.dload(ALPHA));
    words.times(code);
    code.iload(ADDS).ifeq(fresh);
    code.aload(C).iload(AT);
    words.entry(code);
    words.plus(code);
    code.labelBinding(fresh);
    words.put(code);
  }

  /// The sum of the entries of the room, as a balanced tree.
  private void lanes(CodeBuilder code, int from, int n) {
    if (n == 1) {
      code.aload(ROOM).iload(ROOM_FROM).loadConstant(from).iadd();
      words.entry(code);
    } else {
      lanes(code, from, n / 2);
      lanes(code, from + n / 2, n / 2);
      words.plus(code);
    }
  }
}

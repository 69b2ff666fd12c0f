package leibniz.blas;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import leibniz.kernel.Lanes;
import leibniz.kernel.Type;

/// Writes the class of [Columns]. Some rows of the matrix are read side by side, and the result
/// passes by in a near cache. They are not neighbours: each stands at the beginning of a part of
/// the matrix, which so is read from one end to the other, as the processor foresees it. What is
/// left of a row beside whole vectors is the end of a last one, which stays in a register and is
/// computed twice, in the same order. Long rows of large matrices are read from where a cache line
/// begins: vectors on two lines each are read from memory by a quarter to a third slower. What is
/// before that is the beginning of a first vector, which stays in a register, too.
final class ColumnsClass {
  /// So many calls, and the JVM compiles a method.
  private static final int CALLS = 250;

  private static final Map<Form, Columns> MADE = new ConcurrentHashMap<>();

  // Variables: the arguments of Columns.run in order, then the rest.
  private static final int X = 1;
  private static final int X_FROM = 2;
  private static final int X_STEP = 3;
  private static final int B = 4;
  private static final int B_FROM = 5;
  private static final int B_ROW = 6;
  private static final int C = 7;
  private static final int C_FROM = 8;
  private static final int K = 9;
  private static final int N = 10;
  private static final int ALPHA = 11;
  private static final int TERM = 13;
  private static final int COL = 14;
  private static final int APART = 15;
  private static final int LAST = 16;
  private static final int END = 17;
  private static final int SUM = 18;
  private static final int FIRST = 19;
  private static final int ZERO = 20;
  private static final int FACTORS = 21;
  private static final int ROWS = FACTORS + Columns.BESIDE;

  private record Form(Type type, int lanes, boolean adds, boolean aligns) {}

  private final Form form;
  private final Words words;

  private ColumnsClass(Form form) {
    this.form = form;
    this.words = new Words(form.type, form.lanes * 8 * form.type.bytes());
  }

  /// The class, made once.
  ///
  /// @param aligns whether rows are read from where a cache line begins
  static Columns of(Type type, boolean adds, boolean aligns) {
    Form of = new Form(type, Lanes.of(type), adds, aligns);
    return MADE.computeIfAbsent(of, form -> new ColumnsClass(form).make());
  }

  private Columns make() {
    Columns columns =
        Hidden.make(
            MethodHandles.lookup(),
            Columns.class,
            MethodTypeDesc.of(
                CD_void, CD_Object, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_Object, CD_int,
                CD_int, CD_int, CD_double),
            this::run);
    Object room = form.type.array(form.lanes);
    for (int call = 0; call < CALLS; call++) {
      columns.run(room, 0, 0, room, 0, 0, room, 0, Columns.BESIDE + 1, form.lanes, 0);
    }
    return columns;
  }

  private void run(CodeBuilder code) {
    for (int array : new int[] {X, B, C}) {
      code.aload(array).checkcast(words.array).astore(array);
    }
    code.iload(N).loadConstant(form.lanes).isub().istore(LAST);
    code.iload(K).loadConstant(Columns.BESIDE).idiv().istore(APART);
    code.iconst_0().istore(ZERO);
    begin(code, LAST, END);
    if (form.aligns) {
      begin(code, ZERO, FIRST);
    }
    code.iconst_0().istore(TERM);
    if (!form.adds) {
      clear(code);
    }
    Hidden.onward(code, TERM, APART, 1, () -> rows(code, Columns.BESIDE));
    skip(code, X_FROM, X_STEP, Columns.BESIDE - 1);
    skip(code, B_FROM, B_ROW, Columns.BESIDE - 1);
    code.iconst_1().istore(APART);
    for (int beside = Columns.BESIDE / 2; beside > 0; beside /= 2) {
      Label none = code.newLabel();
      code.iload(K).loadConstant(beside).iand().ifeq(none);
      rows(code, beside);
      skip(code, X_FROM, X_STEP, beside - 1);
      skip(code, B_FROM, B_ROW, beside - 1);
      code.labelBinding(none);
    }
    store(code, END, LAST);
    if (form.aligns) {
      store(code, FIRST, ZERO);
    }
    code.return_();
  }

  /// A vector of the result that stays in a register.
  private void begin(CodeBuilder code, int col, int sum) {
    if (form.adds) {
      loadResult(code, col);
    } else {
      words.zero(code);
    }
    code.astore(sum);
  }

  private void store(CodeBuilder code, int sum, int col) {
    code.aload(sum).aload(C).iload(C_FROM).iload(col).iadd();
    words.store(code);
  }

  private void clear(CodeBuilder code) {
    code.iconst_0().istore(COL);
    Hidden.onward(
        code,
        COL,
        LAST,
        form.lanes,
        () -> {
          words.zero(code);
          code.aload(C).iload(C_FROM).iload(COL).iadd();
          words.store(code);
        });
  }

  /// Some rows of the matrix are added to the result.
  private void rows(CodeBuilder code, int beside) {
    for (int q = 0; q < beside; q++) {
      int row = q;
      words.broadcast(
          code,
          () -> {
            code.aload(X).iload(X_FROM).iload(X_STEP).iload(APART).imul();
            code.loadConstant(row).imul().iadd();
            words.entry(code);
            words.fromDouble(code, () -> code.dload(ALPHA));
            words.times(code);
          });
      code.astore(FACTORS + q);
      code.iload(B_FROM).iload(B_ROW).iload(APART).imul();
      code.loadConstant(q).imul().iadd().istore(ROWS + q);
    }
    if (form.aligns) {
      add(code, beside, ZERO, FIRST);
      code.loadConstant(Lanes.line(form.type)).iload(ROWS).isub();
      code.loadConstant(form.lanes - 1).iand().istore(COL);
    } else {
      code.iconst_0().istore(COL);
    }
    Hidden.onward(
        code,
        COL,
        LAST,
        form.lanes,
        () -> {
          loadResult(code, COL);
          code.astore(SUM);
          add(code, beside, COL, SUM);
          store(code, SUM, COL);
        });
    add(code, beside, LAST, END);
    code.iload(X_FROM).iload(X_STEP).iadd().istore(X_FROM);
    code.iload(B_FROM).iload(B_ROW).iadd().istore(B_FROM);
  }

  /// Goes so many times the distance of rows that are read side by side further.
  private static void skip(CodeBuilder code, int from, int step, int times) {
    code.iload(from).iload(step).iload(APART).imul().loadConstant(times).imul().iadd().istore(from);
  }

  private void add(CodeBuilder code, int beside, int col, int sum) {
    for (int q = 0; q < beside; q++) {
      words.species(code);
      code.aload(B).iload(ROWS + q).iload(col).iadd();
      words.load(code);
      code.aload(FACTORS + q).aload(sum);
      words.fma(code);
      code.astore(sum);
    }
  }

  private void loadResult(CodeBuilder code, int col) {
    words.species(code);
    code.aload(C).iload(C_FROM).iload(col).iadd();
    words.load(code);
  }
}

package leibniz.blas;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import leibniz.kernel.Lanes;
import leibniz.kernel.Type;

/// Writes the class of [Columns] for rows of the matrix that are shorter than a vector. Each is
/// read as a whole vector, with the beginning of the next: those lanes do not count. So all rows
/// must have as many entries behind their beginning.
final class NarrowClass {
  /// Neighbours that are read side by side, each into a sum of its own.
  private static final int BESIDE = 8;

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
  private static final int ALPHA = 11;
  private static final int TERM = 13;
  private static final int WHOLE = 14;
  private static final int SUMS = 15;

  private record Form(Type type, int columns, boolean adds) {}

  private final Form form;
  private final Words words;

  private NarrowClass(Form form) {
    this.form = form;
    this.words = new Words(form.type, Lanes.of(form.type) * 8 * form.type.bytes());
  }

  /// The class for so many columns, made once.
  static Columns of(Type type, int columns, boolean adds) {
    return MADE.computeIfAbsent(
        new Form(type, columns, adds), form -> new NarrowClass(form).make());
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
    Object room = form.type.array(Lanes.of(form.type));
    for (int call = 0; call < CALLS; call++) {
      columns.run(room, 0, 0, room, 0, 0, room, 0, BESIDE + 1, form.columns, 0);
    }
    return columns;
  }

  private void run(CodeBuilder code) {
    for (int array : new int[] {X, B, C}) {
      code.aload(array).checkcast(words.array).astore(array);
    }
    for (int s = 0; s < BESIDE; s++) {
      words.zero(code);
      code.astore(SUMS + s);
    }
    code.iload(K).loadConstant(BESIDE - 1).isub().istore(WHOLE);
    code.iconst_0().istore(TERM);
    Hidden.onward(code, TERM, WHOLE, BESIDE, () -> rows(code, BESIDE));
    Hidden.onward(code, TERM, K, 1, () -> rows(code, 1));
    sum(code, 0, BESIDE);
    words.broadcast(code, () -> words.fromDouble(code, () -> code.dload(ALPHA)));
    words.multiply(code);
    long own = (1L << form.columns) - 1;
    if (form.adds) {
      words.species(code);
      code.aload(C).iload(C_FROM);
      words.mask(code, own);
      words.loadSome(code);
      words.add(code);
    }
    code.aload(C).iload(C_FROM);
    words.mask(code, own);
    words.storeSome(code);
    code.return_();
  }

  private void rows(CodeBuilder code, int beside) {
    for (int q = 0; q < beside; q++) {
      int row = q;
      words.species(code);
      code.aload(B).iload(B_FROM).iload(B_ROW).loadConstant(q).imul().iadd();
      words.load(code);
      words.broadcast(
          code,
          () -> {
            code.aload(X).iload(X_FROM).iload(X_STEP).loadConstant(row).imul().iadd();
            words.entry(code);
          });
      code.aload(SUMS + q);
      words.fma(code);
      code.astore(SUMS + q);
    }
    code.iload(X_FROM).iload(X_STEP).loadConstant(beside).imul().iadd().istore(X_FROM);
    code.iload(B_FROM).iload(B_ROW).loadConstant(beside).imul().iadd().istore(B_FROM);
  }

  /// The sum of the sums, as a balanced tree.
  private void sum(CodeBuilder code, int from, int n) {
    if (n == 1) {
      code.aload(SUMS + from);
    } else {
      sum(code, from, n / 2);
      sum(code, from + n / 2, n / 2);
      words.add(code);
    }
  }
}

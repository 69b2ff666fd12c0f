package leibniz.blas;

import static leibniz.blas.RowsClass.A;
import static leibniz.blas.RowsClass.ADDS;
import static leibniz.blas.RowsClass.ALPHA;
import static leibniz.blas.RowsClass.A_FROM;
import static leibniz.blas.RowsClass.A_ROW;
import static leibniz.blas.RowsClass.C;
import static leibniz.blas.RowsClass.C_FROM;
import static leibniz.blas.RowsClass.C_ROW;
import static leibniz.blas.RowsClass.K;
import static leibniz.blas.RowsClass.ROOM;
import static leibniz.blas.RowsClass.ROOM_FROM;
import static leibniz.blas.RowsClass.ROWS;
import static leibniz.blas.RowsClass.X;
import static leibniz.blas.RowsClass.X_FROM;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import leibniz.kernel.Lanes;
import leibniz.kernel.Type;

/// Writes the class of [Rows] for rows that are short: of as many neighbours as a vector has
/// entries, and no fewer. Their sums, a vector of lanes each, become one vector of sums in halves,
/// by trading lanes: half the vectors, then a quarter, until one is left. That costs a row four
/// operations, where to add up its lanes one by one would take longer than its terms.
///
/// What is left of a row beside whole vectors is the end of a last one, or the beginning of the
/// only one, of which the other lanes do not count.
final class ShortRowsClass {
  /// Whole vectors of a row up to which there is no loop over them.
  private static final int FEW = 2;

  private static final Map<Form, Rows> MADE = new ConcurrentHashMap<>();

  // Variables, after the arguments of Rows.run.
  private static final int TERM = 16;
  private static final int WHOLE = 17;
  private static final int LAST = 18;
  private static final int RIGHT = 19;
  private static final int LEFT = 20;
  private static final int MASK = 21;
  private static final int ROW = 22;
  private static final int FACTOR = 23;
  private static final int END = 24;
  private static final int LINES = 25;

  /// @param whole how many whole vectors a row has, if they are few
  /// @param rest terms beside those of whole vectors
  private record Form(Type type, int whole, int rest) {}

  private final Form form;
  private final int lanes;
  private final Words words;

  private ShortRowsClass(Form form) {
    this.form = form;
    this.lanes = Lanes.of(form.type);
    this.words = new Words(form.type, lanes * 8 * form.type.bytes());
  }

  /// The class for sums of so many terms, made once.
  static Rows of(Type type, int terms) {
    int lanes = Lanes.of(type);
    return MADE.computeIfAbsent(
        new Form(type, Math.min(terms / lanes, FEW + 1), terms % lanes),
        form -> RowsClass.make(new ShortRowsClass(form)::run));
  }

  private void run(CodeBuilder code) {
    for (int array : new int[] {A, X, C, ROOM}) {
      code.aload(array).checkcast(words.array).astore(array);
    }
    code.iload(K).loadConstant(form.rest).isub().istore(WHOLE);
    // The last vector ends with the row, if it does not begin with it.
    if (form.whole == 0) {
      code.iconst_0().istore(LAST);
    } else {
      code.iload(K).loadConstant(lanes).isub().istore(LAST);
    }
    if (form.rest > 0) {
      long bits = (1L << form.rest) - 1;
      words.mask(code, form.whole == 0 ? bits : bits << lanes - form.rest);
      code.astore(MASK);
    }
    words.broadcast(code, () -> words.fromDouble(code, () -> code.dload(ALPHA)));
    code.astore(FACTOR);
    code.iconst_0().istore(ROW);
    Hidden.onward(code, ROW, ROWS, lanes, () -> rows(code));
    code.return_();
  }

  private void rows(CodeBuilder code) {
    for (int i = 0; i < lanes; i++) {
      code.iload(A_FROM).istore(LINES + i);
      code.iload(A_FROM).iload(A_ROW).iadd().istore(A_FROM);
      words.zero(code);
      code.astore(sum(i));
    }
    code.iconst_0().istore(TERM);
    if (form.whole > FEW) {
      Hidden.onward(code, TERM, WHOLE, lanes, () -> terms(code, TERM, false));
    }
    for (int v = 0; v < form.whole && form.whole <= FEW; v++) {
      terms(code, TERM, false);
      code.iinc(TERM, lanes);
    }
    if (form.rest > 0) {
      terms(code, LAST, true);
    }
    for (int half = lanes / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        trade(code, sum(i), sum(i + half), half);
      }
    }
    code.aload(sum(0)).aload(FACTOR);
    words.multiply(code);
    code.astore(sum(0));
    Label apart = code.newLabel();
    Label end = code.newLabel();
    code.iload(C_ROW).iconst_1().if_icmpne(apart).iload(ADDS).ifne(apart);
    code.aload(sum(0)).aload(C).iload(C_FROM);
    words.store(code);
    code.iload(C_FROM).loadConstant(lanes).iadd().istore(C_FROM).goto_(end);
    code.labelBinding(apart).aload(sum(0)).aload(ROOM).iload(ROOM_FROM);
    words.store(code);
    code.iload(ROOM_FROM).istore(RIGHT);
    code.iload(ROOM_FROM).loadConstant(lanes).iadd().istore(END);
    Hidden.onward(code, RIGHT, END, 1, () -> put(code));
    code.labelBinding(end);
  }

  private void terms(CodeBuilder code, int term, boolean some) {
    words.species(code);
    code.aload(X).iload(X_FROM).iload(term).iadd();
    words.load(code);
    code.astore(RIGHT);
    for (int i = 0; i < lanes; i++) {
      words.species(code);
      code.aload(A).iload(LINES + i).iload(term).iadd();
      words.load(code);
      code.aload(RIGHT).aload(sum(i));
      words.fma(code);
      if (some) {
        code.astore(LEFT).aload(sum(i)).aload(LEFT).aload(MASK);
        words.blend(code);
      }
      code.astore(sum(i));
    }
  }

  /// Two vectors become one of their sums of halves: each lane is joined with the one so far away,
  /// those of the second vector in the lanes whose number has that bit.
  private void trade(CodeBuilder code, int first, int second, int half) {
    long bits = 0;
    for (int lane = 0; lane < lanes; lane++) {
      bits |= (lane & half) == 0 ? 0 : 1L << lane;
    }
    code.aload(first).aload(second);
    words.mask(code, bits);
    words.blend(code);
    code.aload(second).aload(first);
    words.mask(code, bits);
    words.blend(code);
    words.trade(code, half);
    words.add(code);
    code.astore(first);
  }

  private void put(CodeBuilder code) {
    Label fresh = code.newLabel();
    code.aload(C).iload(C_FROM);
    code.aload(ROOM).iload(RIGHT);
    words.entry(code);
    code.iload(ADDS).ifeq(fresh);
    code.aload(C).iload(C_FROM);
    words.entry(code);
    words.plus(code);
    code.labelBinding(fresh);
    words.put(code);
    code.iload(C_FROM).iload(C_ROW).iadd().istore(C_FROM);
  }

  private int sum(int i) {
    return LINES + lanes + i;
  }
}

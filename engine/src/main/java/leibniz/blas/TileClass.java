package leibniz.blas;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/// Writes the class of a tile: one straight loop body per inner index, all sums in variables of
/// their own, so that the compiler keeps each in a register. There are no masks and no branches: a
/// masked access that may lie at the end of an array costs more than a small tile, and a branch
/// that has not been taken yet makes the compiler throw its code away when it is.
final class TileClass {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final Map<Tile.Form, Tile> MADE = new ConcurrentHashMap<>();

  private static final Set<Tile.Form> WARM = ConcurrentHashMap.newKeySet();

  /// So many calls, and the JVM compiles a method. Interpreted, a vector operation takes a
  /// microsecond: with sums of one term, that is over in some milliseconds and not in seconds.
  private static final int CALLS = 250;

  // Variables: the arguments of Tile.run in order, `this` being 0, then the rest from LOCALS on.
  private static final int A = 1;
  private static final int A_FROM = 2;
  private static final int A_ROW = 3;
  private static final int A_STEP = 4;
  private static final int A_NEXT = 5;
  private static final int B = 6;
  private static final int B_FROM = 7;
  private static final int B_ROW = 8;
  private static final int B_NEXT = 9;
  private static final int C = 10;
  private static final int C_FROM = 11;
  private static final int C_ROW = 12;
  private static final int C_NEXT = 13;
  private static final int K = 14;
  private static final int M = 15;
  private static final int LAST = 16;
  private static final int COUNT = 17;
  private static final int ALPHA = 18;
  private static final int MATRIX = 20;
  private static final int ROW = 21;
  private static final int TERM = 22;
  private static final int A_AT = 23;
  private static final int A_TERM = 24;
  private static final int B_AT = 25;
  private static final int C_AT = 26;
  private static final int WHOLE = 27;
  private static final int FACTOR = 28;
  private static final int LOCALS = 30;

  private final Tile.Form form;
  private final Words words;

  private TileClass(Tile.Form form) {
    this.form = form;
    this.words = new Words(form.type(), form.bits());
  }

  /// The tile of a form, made once.
  static Tile of(Tile.Form form) {
    return MADE.computeIfAbsent(form, f -> new TileClass(f).make());
  }

  /// The tile of a form for a product that calls it often in its first run.
  static Tile warm(Tile.Form form) {
    Tile tile = of(form);
    if (WARM.add(form)) {
      int width = form.vectors() * form.lanes();
      int last = width - form.lanes() - (form.overlaps() ? 1 : 0);
      int terms = form.beside() == 1 ? 1 : form.beside() + 1;
      Object a = form.type().array(form.rows() * terms);
      Object b = form.type().array(width * form.apart());
      Object c = form.type().array(form.rows() * width);
      for (int call = 0; call < CALLS; call++) {
        tile.run(a, 0, 1, 0, 0, b, 0, 0, 0, c, 0, width, 0, terms, form.rows(), last, 1, 1);
      }
    }
    return tile;
  }

  private Tile make() {
    return Hidden.make(MethodHandles.lookup(), Tile.class, signature(), this::run);
  }

  private static MethodTypeDesc signature() {
    return MethodTypeDesc.of(
        CD_void, CD_Object, CD_int, CD_int, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_int,
        CD_Object, CD_int, CD_int, CD_int, CD_int, CD_int, CD_int, CD_int, CD_double);
  }

  private void run(CodeBuilder code) {
    for (int array : new int[] {A, B, C}) {
      code.aload(array).checkcast(words.array).astore(array);
    }
    words.broadcast(code, () -> words.fromDouble(code, () -> code.dload(ALPHA)));
    words.keep(code, FACTOR);
    Hidden.loop(code, MATRIX, COUNT, () -> matrix(code));
    code.return_();
  }

  /// One matrix, tile by tile.
  private void matrix(CodeBuilder code) {
    code.iload(A_FROM).istore(A_AT);
    code.iconst_0().istore(ROW);
    Hidden.onward(code, ROW, M, form.rows(), () -> tile(code));
    code.iload(A_FROM).iload(A_NEXT).iadd().istore(A_FROM);
    code.iload(B_FROM).iload(B_NEXT).iadd().istore(B_FROM);
    code.iload(C_FROM).iload(C_NEXT).iadd().istore(C_FROM);
  }

  /// One tile: sums to zero, all terms added, sums stored. A row that is not there goes to the
  /// place of the last one that is, before it.
  private void tile(CodeBuilder code) {
    each(sum -> {
      words.zero(code);
      words.keep(code, sum(sum));
    });
    for (int i = 0; i < form.rows() && form.left() != Tile.Left.PACKED; i++) {
      code.iload(A_FROM);
      row(code, i);
      code.iload(A_ROW).imul().iadd().istore(line(i));
    }
    code.iload(B_FROM).istore(B_AT);
    code.iconst_0().istore(A_TERM);
    code.iconst_0().istore(TERM);
    if (form.beside() > 1) {
      code.iload(K).loadConstant(form.beside() - 1).isub().istore(WHOLE);
      Hidden.onward(code, TERM, WHOLE, form.beside(), () -> terms(code));
    }
    Hidden.onward(code, TERM, K, 1, () -> term(code, 0));
    join(code);
    store(code);
    code.iload(A_AT).iload(A_ROW).iadd().istore(A_AT);
  }

  /// The number of a row of the tile, or of the last there is.
  private void row(CodeBuilder code, int i) {
    code.iload(ROW).loadConstant(i).iadd().iload(M).iconst_1().isub();
    code.invokestatic(MATH, "min", MethodTypeDesc.of(CD_int, CD_int, CD_int));
  }

  /// A term of each of the sums of an entry.
  private void terms(CodeBuilder code) {
    for (int q = 0; q < form.beside(); q++) {
      term(code, q);
    }
  }

  /// The sums of each entry become one, as a balanced tree.
  private void join(CodeBuilder code) {
    for (int half = form.beside() / 2; half > 0; half /= 2) {
      for (int s = 0; s < half * sums(); s++) {
        words.kept(code, sum(s));
        words.kept(code, sum(s + half * sums()));
        words.add(code);
        words.keep(code, sum(s));
      }
    }
  }

  /// One term of all sums: a row of `B`, and an entry of each row of `A`.
  ///
  /// @param next how many terms after the one the loop is at
  private void term(CodeBuilder code, int next) {
    for (int v = 0; v < form.vectors(); v++) {
      load(code, B, B_AT, v);
      words.keep(code, right(v));
    }
    code.iload(B_AT).iload(B_ROW).iadd().istore(B_AT);
    for (int i = 0; i < form.rows(); i++) {
      int row = i;
      words.broadcast(
          code,
          () -> {
            code.aload(A);
            switch (form.left()) {
              case ALONG -> code.iload(line(row)).iload(TERM).iadd().loadConstant(next).iadd();
              case ACROSS -> code.iload(line(row)).iload(A_TERM).iadd();
              case PACKED -> {
                code.iload(A_AT).iload(TERM).loadConstant(form.rows()).imul().iadd();
                code.loadConstant(next * form.rows() + row).iadd();
              }
            }
            words.entry(code);
          });
      words.keep(code, left());
      for (int v = 0; v < form.vectors(); v++) {
        words.kept(code, left());
        words.kept(code, right(v));
        int sum = sum(next * sums() + i * form.vectors() + v);
        words.kept(code, sum);
        words.fma(code);
        words.keep(code, sum);
      }
    }
    code.iload(A_TERM).iload(A_STEP).iadd().istore(A_TERM);
  }

  /// All rows, from the last to the first, if not onward. What is there is read before any of it is
  /// written: the tile may write some of it twice.
  private void store(CodeBuilder code) {
    for (int i = 0; i < form.rows(); i++) {
      at(code, i);
      for (int v = 0; v < form.vectors(); v++) {
        int sum = sum(i * form.vectors() + v);
        words.kept(code, sum);
        words.kept(code, FACTOR);
        if (form.adds()) {
          loadResult(code, v);
          words.fma(code);
        } else {
          words.multiply(code);
        }
        words.keep(code, sum);
      }
    }
    for (int q = 0; q < form.rows(); q++) {
      int i = form.onward() ? q : form.rows() - 1 - q;
      at(code, i);
      for (int v = 0; v < form.vectors(); v++) {
        int vector = v;
        Runnable place =
            () -> {
              code.aload(C);
              place(code, C_AT, vector);
            };
        int sum = sum(i * form.vectors() + v);
        if (form.some() == 0) {
          words.store(code, sum, place);
        } else {
          words.kept(code, sum);
          place.run();
          own(code);
          words.storeSome(code);
        }
      }
    }
  }

  private void at(CodeBuilder code, int i) {
    code.iload(C_FROM);
    row(code, i);
    code.iload(C_ROW).imul().iadd().istore(C_AT);
  }

  /// The columns that count, where they are fewer than a vector has.
  private void own(CodeBuilder code) {
    words.mask(code, (1L << form.some()) - 1);
  }

  private void loadResult(CodeBuilder code, int v) {
    if (form.some() == 0) {
      load(code, C, C_AT, v);
    } else {
      words.species(code);
      code.aload(C);
      place(code, C_AT, v);
      own(code);
      words.loadSome(code);
    }
  }

  private void load(CodeBuilder code, int array, int at, int v) {
    words.species(code);
    code.aload(array);
    place(code, at, v);
    words.load(code);
  }

  /// Where a vector of a row begins.
  private void place(CodeBuilder code, int at, int v) {
    code.iload(at);
    if (form.overlaps() && v == form.vectors() - 1) {
      code.iload(LAST);
    } else {
      code.loadConstant(v * form.lanes() * (at == B_AT ? form.apart() : 1));
    }
    code.iadd();
  }

  private void each(IntConsumer sum) {
    for (int s = 0; s < sums() * form.beside(); s++) {
      sum.accept(s);
    }
  }

  /// Vectors of a tile.
  private int sums() {
    return form.rows() * form.vectors();
  }

  private int sum(int s) {
    return LOCALS + s * Words.LOCALS;
  }

  private int right(int v) {
    return sum(sums() * form.beside() + v);
  }

  private int left() {
    return right(form.vectors());
  }

  private int line(int row) {
    return left() + Words.LOCALS + row;
  }
}

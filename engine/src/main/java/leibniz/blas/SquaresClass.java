package leibniz.blas;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import leibniz.kernel.Lanes;
import leibniz.kernel.Type;

/// Writes the class of [Squares]: all lines are in registers at once, and what is beyond the
/// diagonal changes places in halves, then in quarters, down to single lanes.
final class SquaresClass {
  private static final Map<Type, Squares> MADE = new ConcurrentHashMap<>();

  // Variables: the arguments of Squares.run in order, then the rest.
  private static final int FROM = 1;
  private static final int START = 2;
  private static final int STEP = 3;
  private static final int TO = 4;
  private static final int AT = 5;
  private static final int WIDTH = 6;
  private static final int COUNT = 7;
  private static final int SQUARE = 8;
  private static final int PLACE = 9;
  private static final int TRADED = 10;
  private static final int LINES = 11;

  private final int lanes;
  private final Words words;

  private SquaresClass(Type type) {
    this.lanes = Lanes.of(type);
    this.words = new Words(type, lanes * 8 * type.bytes());
  }

  /// The class for vectors of a type, made once.
  static Squares of(Type type) {
    return MADE.computeIfAbsent(type, SquaresClass::make);
  }

  private static Squares make(Type type) {
    return Hidden.make(
        MethodHandles.lookup(),
        Squares.class,
        MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_int),
        new SquaresClass(type)::run);
  }

  private void run(CodeBuilder code) {
    code.aload(FROM).checkcast(words.array).astore(FROM);
    code.aload(TO).checkcast(words.array).astore(TO);
    Hidden.loop(code, SQUARE, COUNT, () -> square(code));
    code.return_();
  }

  private void square(CodeBuilder code) {
    code.iload(START).istore(PLACE);
    for (int i = 0; i < lanes; i++) {
      words.species(code);
      code.aload(FROM).iload(PLACE);
      words.load(code);
      code.astore(LINES + i);
      code.iload(PLACE).iload(STEP).iadd().istore(PLACE);
    }
    for (int half = lanes / 2; half > 0; half /= 2) {
      for (int i = 0; i < lanes; i++) {
        if ((i & half) == 0) {
          trade(code, LINES + i, LINES + i + half, half);
        }
      }
    }
    for (int i = 0; i < lanes; i++) {
      code.aload(LINES + i).aload(TO).iload(AT);
      words.store(code);
      code.iload(AT).iload(WIDTH).iadd().istore(AT);
    }
    code.iinc(START, lanes);
  }

  /// The lanes of the first line whose number has the bit change places with those of the second
  /// that have not.
  private void trade(CodeBuilder code, int first, int second, int half) {
    long bits = 0;
    for (int lane = 0; lane < lanes; lane++) {
      bits |= (lane & half) == 0 ? 0 : 1L << lane;
    }
    blend(code, second, first, bits);
    words.trade(code, half);
    code.astore(TRADED);
    blend(code, first, TRADED, bits);
    code.astore(first);
    blend(code, TRADED, second, bits);
    code.astore(second);
  }

  /// The lanes of one line, and those of the other where bits are set.
  private void blend(CodeBuilder code, int one, int other, long bits) {
    code.aload(one).aload(other);
    words.mask(code, bits);
    words.blend(code);
  }
}

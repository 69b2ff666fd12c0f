package leibniz.blas;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import leibniz.kernel.Type;

/// Writes the class of [Pieces].
final class PiecesClass {
  /// So many calls, and the JVM compiles a method.
  private static final int CALLS = 250;

  /// Lines that are read side by side, so that their latencies are, too.
  private static final int BESIDE = 4;

  private static final Map<Form, Pieces> MADE = new ConcurrentHashMap<>();

  // Variables: the arguments of Pieces.run in order, then the rest.
  private static final int FROM = 1;
  private static final int START = 2;
  private static final int STEP = 3;
  private static final int N = 4;
  private static final int TO = 5;
  private static final int AT = 6;
  private static final int WIDTH = 7;
  private static final int NEXT = 8;
  private static final int LINES = 9;
  private static final int LINE = 10;
  private static final int READ = 11;
  private static final int WRITE = 12;
  private static final int END = 13;
  private static final int WHOLE = 14;

  private record Form(Type type, int lanes) {}

  private PiecesClass() {}

  /// The class for vectors of so many entries, made once.
  static Pieces of(Type type, int lanes) {
    return MADE.computeIfAbsent(new Form(type, lanes), PiecesClass::make);
  }

  private static Pieces make(Form form) {
    Words words = new Words(form.type, form.lanes * 8 * form.type.bytes());
    Pieces pieces =
        Hidden.make(
            MethodHandles.lookup(),
            Pieces.class,
            MethodTypeDesc.of(
                CD_void, CD_Object, CD_int, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_int,
                CD_int),
            code -> run(code, words));
    Object room = form.type.array(form.lanes + 2 * BESIDE);
    for (int call = 0; call < CALLS; call++) {
      pieces.run(room, 0, 0, 1, room, 0, 1, 0, BESIDE + 1);
    }
    return pieces;
  }

  private static void run(CodeBuilder code, Words words) {
    code.aload(FROM).checkcast(words.array).astore(FROM);
    code.aload(TO).checkcast(words.array).astore(TO);
    code.iconst_0().istore(LINE);
    code.iload(LINES).loadConstant(BESIDE - 1).isub().istore(WHOLE);
    Hidden.onward(code, LINE, WHOLE, BESIDE, () -> lines(code, words, BESIDE));
    Hidden.onward(code, LINE, LINES, 1, () -> lines(code, words, 1));
    code.return_();
  }

  /// Some lines side by side.
  private static void lines(CodeBuilder code, Words words, int beside) {
    code.iload(START).istore(READ).iload(AT).istore(WRITE);
    code.iload(START).iload(N).iadd().istore(END);
    Label test = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(test).iload(READ).iload(END).if_icmpge(end);
    for (int line = 0; line < beside; line++) {
      words.species(code);
      code.aload(FROM).iload(READ).iload(STEP).loadConstant(line).imul().iadd();
      words.load(code);
      code.aload(TO).iload(WRITE).iload(WIDTH).loadConstant(line).imul().iadd();
      words.store(code);
    }
    code.iload(READ).iload(WIDTH).iadd().istore(READ);
    code.iload(WRITE).iload(NEXT).iadd().istore(WRITE);
    code.goto_(test).labelBinding(end);
    code.iload(START).iload(STEP).loadConstant(beside).imul().iadd().istore(START);
    code.iload(AT).iload(WIDTH).loadConstant(beside).imul().iadd().istore(AT);
  }
}

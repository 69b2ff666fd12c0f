package leibniz.blas;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;

/// Classes with one method, made at run time.
final class Hidden {
  private Hidden() {}

  /// An object of a new class that implements `type` by a method `run`.
  static <T> T make(
      MethodHandles.Lookup here,
      Class<T> type,
      MethodTypeDesc signature,
      Consumer<CodeBuilder> body) {
    MethodTypeDesc nothing = MethodTypeDesc.of(CD_void);
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(type.getPackageName(), "Generated" + type.getSimpleName()),
                made ->
                    made.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                        .withInterfaceSymbols(type.describeConstable().orElseThrow())
                        .withMethodBody(
                            "<init>",
                            nothing,
                            0,
                            code ->
                                code.aload(0).invokespecial(CD_Object, "<init>", nothing).return_())
                        .withMethodBody("run", signature, ClassFile.ACC_PUBLIC, body));
    try {
      return type.cast(
          here.defineHiddenClass(bytes, true).lookupClass().getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName(), e);
    }
  }

  /// `for (index = 0; index < limit; index++) body`.
  static void loop(CodeBuilder code, int index, int limit, Runnable body) {
    code.iconst_0().istore(index);
    onward(code, index, limit, 1, body);
  }

  /// `for (; index < limit; index += step) body`.
  static void onward(CodeBuilder code, int index, int limit, int step, Runnable body) {
    Label test = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(test).iload(index).iload(limit).if_icmpge(end);
    body.run();
    code.iinc(index, step).goto_(test).labelBinding(end);
  }
}

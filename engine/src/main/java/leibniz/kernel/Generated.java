package leibniz.kernel;

import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What runs a kernel: a class made for it, where one can be made, else the plain twin. This is the
/// one place that chooses.
///
/// @param because why it is not a better form; empty if it is the best
public record Generated(Kernel.Runner runner, Form form, String because) {
  /// The compiler leaves longer methods to the interpreter (`HugeMethodLimit`).
  private static final int LONGEST_METHOD = 8000;

  /// Longer than this, no method can be short enough.
  private static final int MOST_LINES = 1500;

  /// A class file allows a method so many parameters.
  private static final int MOST_PARAMETERS = 250;

  /// The best form there is.
  public static Generated of(Kernel kernel, Type type) {
    return of(kernel, type, Form.VECTOR);
  }

  /// The best form there is, but none better than `best`.
  public static Generated of(Kernel kernel, Type type, Form best) {
    Optional<String> obstacle = obstacle(kernel);
    if (best == Form.INTERPRETED || obstacle.isPresent()) {
      return new Generated(new Interpreted(kernel), Form.INTERPRETED, obstacle.orElse("asked for"));
    }
    int width = best == Form.VECTOR ? Lanes.of(type) : 1;
    String because = best == Form.VECTOR ? width > 1 ? "" : Lanes.why() : "asked for";
    Canonical canonical = Canonical.of(kernel);
    Arithmetic arithmetic = width > 1 ? new Vectors(type, width) : new Scalars(type);
    byte[] bytes = new ClassCode(canonical.kernel(), type, arithmetic).write();
    if (longest(bytes) > LONGEST_METHOD) {
      return new Generated(
          new Interpreted(kernel), Form.INTERPRETED, "its code is longer than is compiled");
    }
    return new Generated(runner(bytes, canonical), width > 1 ? Form.VECTOR : Form.SCALAR, because);
  }

  private static Optional<String> obstacle(Kernel kernel) {
    int lines = 0;
    for (Loop loop : kernel.loops()) {
      Set<Object> places = new HashSet<>();
      for (Access access : Normal.accesses(loop)) {
        places.add(access.array());
        places.add(List.of(access.array(), access.offset()));
      }
      if (places.size() > MOST_PARAMETERS) {
        return Optional.of("a loop reads too many arrays: " + places.size());
      }
      for (List<Op> part : List.of(loop.body(), loop.finish())) {
        for (Op line : part) {
          if (line instanceof Op.Other(var row, _)) {
            return Optional.of(row.name() + " has no formula of its own");
          }
        }
        lines += part.size();
      }
    }
    return lines > MOST_LINES ? Optional.of("too many lines: " + lines) : Optional.empty();
  }

  private static int longest(byte[] bytes) {
    int longest = 0;
    for (MethodModel method : ClassFile.of().parse(bytes).methods()) {
      CodeAttribute code = (CodeAttribute) method.code().orElseThrow();
      longest = Math.max(longest, code.codeLength());
    }
    return longest;
  }

  private static Kernel.Runner runner(byte[] bytes, Canonical canonical) {
    try {
      MethodHandles.Lookup own = MethodHandles.lookup();
      MethodHandles.Lookup hidden = own.defineHiddenClass(bytes, true);
      return (Kernel.Runner)
          hidden
              .findConstructor(
                  hidden.lookupClass(), MethodType.methodType(void.class, int[].class, int[].class))
              .invoke(canonical.arrays(), canonical.offsets());
    } catch (Throwable failure) {
      throw new AssertionError("a generated class is refused", failure);
    }
  }
}

package leibniz.kernel;

import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// What runs a kernel: a class made for it, where one can be made, else the plain twin. This is the
/// one place that chooses.
///
/// @param because why it is not a better form; empty if it is the best
public record Generated(Kernel.Runner runner, Form form, String because) {
  /// The compiler leaves longer methods to the interpreter (`HugeMethodLimit`).
  private static final int LONGEST_METHOD = 8000;

  /// More calls of vectors than this in one method are not all seen through by the compiler, and
  /// then every vector becomes an object: measured at 260 to 300.
  private static final int MOST_CALLS = 220;

  /// The same for blocks, all of whose vectors live at once: A + Aᵀ has 140, and with 200, as the
  /// sum of two transposed arrays of floats has, seconds pass before a loop is compiled.
  private static final int MOST_IN_BLOCKS = 160;

  private static final String ASKED_FOR = "asked for";

  private static final Recent<Key, Made> CLASSES = new Recent<>(512);

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
    return of(kernel, type, best, Stepped.LEAST_BYTES);
  }

  private static Generated warmed(Kernel kernel, Type type, long leastBytes) {
    Generated vectors = of(kernel, type, Form.VECTOR, leastBytes);
    if (vectors.form() != Form.VECTOR) {
      return vectors;
    }
    Kernel.Runner numbers = of(kernel, type, Form.SCALAR, leastBytes).runner();
    Kernel.Runner warming = Warming.of(kernel, type, numbers, vectors.runner());
    Form form = Warming.isOver(warming) ? Form.VECTOR : Form.WARMED;
    return new Generated(warming, form, vectors.because());
  }

  /// @param leastBytes from how many bytes of a row on loops run together in steps
  static Generated of(Kernel kernel, Type type, Form best, long leastBytes) {
    Optional<Filled> filled = best == Form.INTERPRETED ? Optional.empty() : Filled.of(kernel, type);
    if (filled.isPresent()) {
      return new Generated(filled.get(), Form.VECTOR, "");
    }
    if (best == Form.WARMED) {
      return warmed(kernel, type, leastBytes);
    }
    Optional<String> obstacle = obstacle(kernel);
    if (best == Form.INTERPRETED || obstacle.isPresent()) {
      return interpreted(kernel, obstacle.orElse(ASKED_FOR));
    }
    Canonical canonical = Canonical.of(kernel);
    Stepped stepped = Stepped.of(kernel, type, leastBytes).orElse(null);
    Made made = CLASSES.of(new Key(canonical.kernel(), type, best, stepped), Generated::make);
    if (made.maker() == null) {
      return interpreted(kernel, made.because());
    }
    return new Generated(
        runner(made.maker(), canonical.arrays(), canonical.offsets()), made.form(), made.because());
  }

  /// What was made for a canonical kernel.
  ///
  /// @param maker of runners; none where they are interpreted
  private record Made(@Nullable MethodHandle maker, Form form, String because) {}

  private record Key(Kernel kernel, Type type, Form best, @Nullable Stepped stepped) {}

  private static Made make(Key key) {
    Type type = key.type();
    String because = key.best() == Form.SCALAR ? ASKED_FOR : Lanes.USED ? "" : Lanes.why();
    if (because.isEmpty()) {
      Arithmetic vectors = new Vectors(type, Lanes.of(type));
      for (ClassCode.Length length : ClassCode.Length.values()) {
        byte[] bytes = new ClassCode(key.kernel(), type, vectors, length, key.stepped()).write();
        int bound = length == ClassCode.Length.BLOCKS ? MOST_IN_BLOCKS : MOST_CALLS;
        if (most(bytes, Generated::calls) <= bound) {
          return new Made(maker(bytes), Form.VECTOR, because);
        }
      }
      because = "a loop has too many lines for vectors";
    }
    byte[] bytes =
        new ClassCode(key.kernel(), type, new Scalars(type), ClassCode.Length.LINES, key.stepped())
            .write();
    return most(bytes, CodeAttribute::codeLength) <= LONGEST_METHOD
        ? new Made(maker(bytes), Form.SCALAR, because)
        : new Made(null, Form.INTERPRETED, "a loop has too many lines");
  }

  private static Generated interpreted(Kernel kernel, String because) {
    return new Generated(new Interpreted(kernel), Form.INTERPRETED, because);
  }

  private static Optional<String> obstacle(Kernel kernel) {
    int lines = 0;
    for (Loop loop : kernel.loops()) {
      Set<Object> places = new HashSet<>();
      for (Access access : loop.accesses()) {
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

  /// The most of something that a method of a class has.
  private static int most(byte[] bytes, ToIntFunction<CodeAttribute> count) {
    return ClassFile.of().parse(bytes).methods().stream()
        .mapToInt(method -> count.applyAsInt((CodeAttribute) method.code().orElseThrow()))
        .max()
        .orElseThrow();
  }

  /// How many calls there are; one under a mask has a way around it for the end of the array, and
  /// counts for more.
  private static int calls(CodeAttribute code) {
    return code.elementStream()
        .mapToInt(element ->
            element instanceof InvokeInstruction call
                ? call.typeSymbol().parameterList().contains(Vectors.MASK) ? 3 : 1
                : 0)
        .sum();
  }

  private static MethodHandle maker(byte[] bytes) {
    try {
      MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return hidden
          .findConstructor(
              hidden.lookupClass(), MethodType.methodType(void.class, int[].class, int[].class))
          .asType(MethodType.methodType(Kernel.Runner.class, int[].class, int[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a generated class is refused", e);
    }
  }

  private static Kernel.Runner runner(MethodHandle maker, int[] arrays, int[] offsets) {
    try {
      return (Kernel.Runner) maker.invokeExact(arrays, offsets);
    } catch (Throwable e) {
      throw new IllegalStateException("a constructor that only stores has failed", e);
    }
  }
}

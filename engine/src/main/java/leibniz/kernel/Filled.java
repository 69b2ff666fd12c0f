package leibniz.kernel;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A kernel that writes one number everywhere, without a gap: the machine has better ways for that
/// than a loop. What does not fit into the caches is cleared by the system's `memset`, where native
/// access is enabled: it passes the caches, and takes a third of the time.
///
/// @param array whose number
/// @param first entry of row 0
/// @param row entries of a row
/// @param bytes of all rows
/// @param number what is written
record Filled(int array, int first, int row, long bytes, double number) implements Kernel.Runner {
  /// From here on the system's way is the faster one, also for a part of it.
  private static final long LEAST_BYTES = 32L << 20;

  private static final @Nullable MethodHandle MEMSET =
      Filled.class.getModule().isNativeAccessEnabled() ? ofSystem() : null;

  static Optional<Filled> of(Kernel kernel, Type type) {
    Loop loop = kernel.loops().getFirst();
    if (kernel.loops().size() > 1
        || !isNumber(loop)
        || !(loop.body().getFirst() instanceof Op.Constant(double number))) {
      return Optional.empty();
    }
    Loop flat = Normal.of(loop);
    int[] extents = flat.extents();
    int length = extents.length == 0 ? 1 : extents[0];
    Access to = flat.target();
    boolean isDense =
        extents.length <= 1
            && (extents.length == 0 || to.stride(0) == 1)
            && (kernel.rows() <= 1 || to.row() == length);
    return isDense
        ? Optional.of(
            new Filled(
                to.array(),
                to.offset(),
                length,
                (long) length * kernel.rows() * type.bytes(),
                number))
        : Optional.empty();
  }

  /// Whether a loop writes one number everywhere.
  static boolean isNumber(Loop loop) {
    return loop.reduced() == 0
        && !loop.adds()
        && loop.finish().isEmpty()
        && loop.body().size() == 1
        && loop.body().getFirst() instanceof Op.Constant;
  }

  @Override
  public void run(Object[] arrays, int from, int to) {
    int start = first + from * row;
    int end = first + to * row;
    switch (arrays[array]) {
      case double[] d when !isCleared() -> Arrays.fill(d, start, end, number);
      case float[] f when !isCleared() -> Arrays.fill(f, start, end, (float) number);
      case double[] d -> clear(MemorySegment.ofArray(d), Double.BYTES, start, end);
      case float[] f -> clear(MemorySegment.ofArray(f), Float.BYTES, start, end);
      default -> throw new IllegalArgumentException("arrays are of double or float");
    }
  }

  @Override
  public boolean isBoundByMemory() {
    return isCleared();
  }

  /// Negative zero is no cleared memory.
  private boolean isCleared() {
    return MEMSET != null && bytes >= LEAST_BYTES && Double.doubleToRawLongBits(number) == 0;
  }

  private static void clear(MemorySegment memory, long bytes, int start, int end) {
    MethodHandle memset = Objects.requireNonNull(MEMSET);
    MemorySegment part = memory.asSlice(bytes * start, bytes * (end - start));
    try {
      MemorySegment _ = (MemorySegment) memset.invokeExact(part, 0, part.byteSize());
    } catch (Throwable e) {
      throw new IllegalStateException("memory cannot be cleared", e);
    }
  }

  @SuppressWarnings("restricted") // asked before: isNativeAccessEnabled
  private static @Nullable MethodHandle ofSystem() {
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find("memset")
        .map(found ->
            linker.downcallHandle(
                found,
                FunctionDescriptor.of(
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG),
                Linker.Option.critical(true)))
        .orElse(null);
  }
}

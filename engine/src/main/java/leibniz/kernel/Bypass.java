package leibniz.kernel;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Writes past the caches. An ordinary store reads the line of memory it writes to; a large result
/// that is only written costs half as much traffic without that. Java has no such stores, so this
/// is a few bytes of machine code, for x86-64 with AVX under Linux and where native access is
/// enabled.
///
/// Lines of memory are written whole; what is left of one at the end of a block waits for the next
/// block.
final class Bypass {
  private static final @Nullable MethodHandle COPY = isPossible() ? handle() : null;

  /// Whether there is such a way.
  static final boolean USED = COPY != null;

  /// How many entries may be left over, and more.
  static final int LINE = 16;

  private static final ThreadLocal<double[]> DOUBLES = ThreadLocal.withInitial(() -> new double[0]);
  private static final ThreadLocal<float[]> FLOATS = ThreadLocal.withInitial(() -> new float[0]);

  private Bypass() {}

  /// A block of at least `n` entries for the running thread, which it has to itself until it asks
  /// again.
  static double[] doubles(int n) {
    double[] block = DOUBLES.get();
    if (block.length < n) {
      block = new double[n];
      DOUBLES.set(block);
    }
    return block;
  }

  /// The same for `float`.
  static float[] floats(int n) {
    float[] block = FLOATS.get();
    if (block.length < n) {
      block = new float[n];
      FLOATS.set(block);
    }
    return block;
  }

  /// `long copy(to, from, offset, bytes, all)`: copies ints from `from` to `to + offset`; without
  /// `all` only as far as it fills lines. Answers how many bytes were copied.
  private static final String CODE =
      """
      4801d7          // 00  add rdi,rdx
      4889f0          // 03  mov rax,rsi
      40f6c73f        // 06  test dil,0x3f
      7417            // 0a  je 23 main
      4885c9          // 0c  test rcx,rcx
      7455            // 0f  je 66 last
      8b16            // 11  mov edx,[rsi]
      8917            // 13  mov [rdi],edx
      4883c604        // 15  add rsi,0x4
      4883c704        // 19  add rdi,0x4
      4883e904        // 1d  sub rcx,0x4
      ebe3            // 21  jmp 6 head
      4883e940        // 23  sub rcx,0x40
      7220            // 27  jb 49 rest
      c5fc1006        // 29  vmovups ymm0,[rsi]
      c5fc104e20      // 2d  vmovups ymm1,[rsi+0x20]
      c5fc2b07        // 32  vmovntps [rdi],ymm0
      c5fc2b4f20      // 36  vmovntps [rdi+0x20],ymm1
      4883c640        // 3b  add rsi,0x40
      4883c740        // 3f  add rdi,0x40
      4883e940        // 43  sub rcx,0x40
      73e0            // 47  jae 29 loop
      4d85c0          // 49  test r8,r8
      741b            // 4c  je 69 done
      4883c140        // 4e  add rcx,0x40
      7412            // 52  je 66 last
      8b16            // 54  mov edx,[rsi]
      8917            // 56  mov [rdi],edx
      4883c604        // 58  add rsi,0x4
      4883c704        // 5c  add rdi,0x4
      4883e904        // 60  sub rcx,0x4
      ebec            // 64  jmp 52 tail
      0faef8          // 66  sfence
      c5f877          // 69  vzeroupper
      4829c6          // 6c  sub rsi,rax
      4889f0          // 6f  mov rax,rsi
      c3              // 72  ret
      """;

  /// Writes the first `n` entries of a block, all or as far as they fill lines; the others move to
  /// its front.
  ///
  /// @return how many were written
  static int write(double[] block, int n, double[] to, int at, boolean all) {
    long bytes =
        copy(
            MemorySegment.ofArray(to),
            MemorySegment.ofArray(block),
            (long) at * Double.BYTES,
            (long) n * Double.BYTES,
            all);
    int written = (int) (bytes / Double.BYTES);
    System.arraycopy(block, written, block, 0, n - written);
    return written;
  }

  /// The same for `float`.
  static int write(float[] block, int n, float[] to, int at, boolean all) {
    long bytes =
        copy(
            MemorySegment.ofArray(to),
            MemorySegment.ofArray(block),
            (long) at * Float.BYTES,
            (long) n * Float.BYTES,
            all);
    int written = (int) (bytes / Float.BYTES);
    System.arraycopy(block, written, block, 0, n - written);
    return written;
  }

  private static long copy(
      MemorySegment to, MemorySegment from, long offset, long bytes, boolean all) {
    if (COPY == null || offset < 0 || bytes > from.byteSize() || offset + bytes > to.byteSize()) {
      throw new IndexOutOfBoundsException(offset + " + " + bytes + " bytes of " + to.byteSize());
    }
    try {
      return (long) COPY.invokeExact(to, from, offset, bytes, all ? 1L : 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("a copy of memory has failed", e);
    }
  }

  private static boolean isPossible() {
    return Lanes.USED
        && Lanes.of(Type.F64) >= 4
        && System.getProperty("os.arch").equals("amd64")
        && System.getProperty("os.name").equals("Linux")
        && Bypass.class.getModule().isNativeAccessEnabled();
  }

  /// The code, in memory that may be executed; none where the system refuses that.
  @SuppressWarnings("restricted") // asked before: isNativeAccessEnabled
  private static @Nullable MethodHandle handle() {
    byte[] code = HexFormat.of().parseHex(CODE.replaceAll("//.*|\\s", ""));
    Linker linker = Linker.nativeLinker();
    try {
      MethodHandle map =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("mmap"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_LONG));
      MethodHandle protect =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("mprotect"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_INT));
      long page = 4096;
      int readWrite = 1 | 2;
      int readExecute = 1 | 4;
      int privateAnonymous = 2 | 32;
      long at = (long) map.invokeExact(0L, page, readWrite, privateAnonymous, -1, 0L);
      if (at == -1) {
        return null;
      }
      MemorySegment memory = MemorySegment.ofAddress(at).reinterpret(page);
      memory.copyFrom(MemorySegment.ofArray(code));
      if ((int) protect.invokeExact(at, page, readExecute) != 0) {
        return null;
      }
      return linker.downcallHandle(
          memory,
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG),
          Linker.Option.critical(true));
    } catch (Throwable e) {
      throw new IllegalStateException("memory for code cannot be asked for", e);
    }
  }
}

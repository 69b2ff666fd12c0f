package leibniz.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;

/// The numbers of an array as bytes.
///
/// They are read in pieces into an array that grows with what has come, so a header that claims
/// more than there is takes no memory.
final class Entries {
  private static final int PIECE = 1 << 16;

  /// The types that are read, without byte order.
  private enum Kind {
    F8(8),
    F4(4),
    F2(2),
    I8(8),
    I4(4),
    I2(2),
    I1(1),
    U4(4),
    U2(2),
    U1(1),
    B1(1);

    private final int bytes;

    Kind(int bytes) {
      this.bytes = bytes;
    }
  }

  private static final Map<Character, String> REFUSED =
      Map.of(
          'c', "complex numbers",
          'O', "Python objects",
          'S', "bytes",
          'U', "text",
          'V', "raw memory",
          'M', "dates",
          'm', "durations",
          'u', "unsigned 64-bit integers",
          'f', "numbers wider than float64");

  private final Kind kind;
  private final ByteOrder order;

  private Entries(Kind kind, ByteOrder order) {
    this.kind = kind;
    this.order = order;
  }

  /// By what a header says of the type: `<f8`.
  static Entries of(String descr) throws FormatException {
    boolean marked = !descr.isEmpty() && "<>=|".indexOf(descr.charAt(0)) >= 0;
    String type = descr.substring(marked ? 1 : 0);
    for (Kind kind : Kind.values()) {
      if (kind.name().equalsIgnoreCase(type) && Character.isLowerCase(type.charAt(0))) {
        return new Entries(kind, order(marked ? descr.charAt(0) : '='));
      }
    }
    String what = type.isEmpty() ? null : REFUSED.get(type.charAt(0));
    throw new FormatException(
        what == null
            ? "its type '" + descr + "' is not known"
            : "it holds " + what + " (" + descr + ")");
  }

  private static ByteOrder order(char mark) {
    return switch (mark) {
      case '>' -> ByteOrder.BIG_ENDIAN;
      case '<' -> ByteOrder.LITTLE_ENDIAN;
      default -> ByteOrder.nativeOrder();
    };
  }

  /// How many bytes an entry has.
  int bytes() {
    return kind.bytes;
  }

  /// What a header says of the type of these values, written as they are here.
  static String descr(Object values) {
    return switch (values) {
      case double[] _ -> "<f8";
      case float[] _ -> "<f4";
      case long[] _ -> "<i8";
      case int[] _ -> "<i4";
      case boolean[] _ -> "|b1";
      default -> throw new IllegalArgumentException("no array: " + values.getClass());
    };
  }

  /// Writes all values, the lowest byte first.
  static void write(Object values, OutputStream out) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
    int count = java.lang.reflect.Array.getLength(values);
    for (int k = 0; k < count; k++) {
      if (piece.remaining() < Double.BYTES) {
        out.write(piece.array(), 0, piece.position());
        piece.clear();
      }
      switch (values) {
        case double[] v -> piece.putDouble(v[k]);
        case float[] v -> piece.putFloat(v[k]);
        case long[] v -> piece.putLong(v[k]);
        case int[] v -> piece.putInt(v[k]);
        case boolean[] v -> piece.put((byte) (v[k] ? 1 : 0));
        default -> throw new IllegalArgumentException("no array: " + values.getClass());
      }
    }
    out.write(piece.array(), 0, piece.position());
  }

  /// Reads `count` entries.
  Object read(InputStream in, int count) throws IOException, FormatException {
    byte[] bytes = new byte[PIECE];
    int most = PIECE / kind.bytes;
    Object array = array(Math.min(count, most));
    for (int done = 0; done < count; ) {
      int piece = Math.min(most, count - done);
      int size = piece * kind.bytes;
      if (in.readNBytes(bytes, 0, size) < size) {
        throw new FormatException("it ends before its " + count + " entries do");
      }
      array = grown(array, done, piece, count);
      get(ByteBuffer.wrap(bytes, 0, size).order(order), array, done, piece);
      done += piece;
    }
    return array;
  }

  private Object array(int length) {
    return switch (kind) {
      case F8 -> new double[length];
      case F4, F2 -> new float[length];
      case I8, U4 -> new long[length];
      case I4, I2, I1, U2, U1 -> new int[length];
      case B1 -> new boolean[length];
    };
  }

  /// The array with room for a piece more: twice as long, and no longer than it will be.
  private static Object grown(Object array, int done, int piece, int count) {
    int length = java.lang.reflect.Array.getLength(array);
    if (done + piece <= length) {
      return array;
    }
    int longer = (int) Math.min(count, 2L * length);
    return switch (array) {
      case double[] a -> Arrays.copyOf(a, longer);
      case float[] a -> Arrays.copyOf(a, longer);
      case long[] a -> Arrays.copyOf(a, longer);
      case int[] a -> Arrays.copyOf(a, longer);
      case boolean[] a -> Arrays.copyOf(a, longer);
      default -> throw new IllegalStateException("an array of " + array.getClass());
    };
  }

  private void get(ByteBuffer from, Object array, int start, int count) {
    switch (array) {
      case double[] a -> from.asDoubleBuffer().get(a, start, count);
      case float[] a when kind == Kind.F4 -> from.asFloatBuffer().get(a, start, count);
      case float[] a -> {
        for (int k = start; k < start + count; k++) {
          a[k] = Float.float16ToFloat(from.getShort());
        }
      }
      case long[] a when kind == Kind.I8 -> from.asLongBuffer().get(a, start, count);
      case long[] a -> {
        for (int k = start; k < start + count; k++) {
          a[k] = Integer.toUnsignedLong(from.getInt());
        }
      }
      case int[] a -> {
        for (int k = start; k < start + count; k++) {
          a[k] = whole(from);
        }
      }
      case boolean[] a -> {
        for (int k = start; k < start + count; k++) {
          a[k] = from.get() != 0;
        }
      }
      default -> throw new IllegalStateException("an array of " + array.getClass());
    }
  }

  private int whole(ByteBuffer from) {
    return switch (kind) {
      case I4 -> from.getInt();
      case I2 -> from.getShort();
      case I1 -> from.get();
      case U2 -> Short.toUnsignedInt(from.getShort());
      case U1 -> Byte.toUnsignedInt(from.get());
      case F8, F4, F2, I8, U4, B1 -> throw new IllegalStateException("no int: " + kind);
    };
  }
}

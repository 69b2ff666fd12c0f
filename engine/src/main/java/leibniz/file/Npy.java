package leibniz.file;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;

/// One array in a file, as `np.save` writes it and `np.load` reads it.
///
/// Read are floats of 2, 4 and 8 bytes, whole numbers of 1 to 8 bytes and truth values, in either
/// byte order and in either order of the axes. Half floats become float32, short whole numbers
/// int32.
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNED = 64;
  private static final int LONGEST_HEADER = 1 << 16;

  private Npy() {}

  /// Reads an array.
  ///
  /// @throws LeibnizException if the file holds none
  public static Saved read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(in, file.toString());
    }
  }

  /// Reads an array from bytes.
  ///
  /// @param name how they are called in a message
  /// @throws LeibnizException if they are none
  public static Saved read(InputStream in, String name) throws IOException {
    try {
      return stored(in);
    } catch (FormatException e) {
      throw Problem.error(Code.LBZ010, name + " is no array that can be read: " + e.sentence())
          .help(
              "np.save(\""
                  + name
                  + "\", array) writes one, of float64, float32, int64, int32 or bool")
          .raise();
    }
  }

  private static Saved stored(InputStream in) throws IOException, FormatException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2
        || !Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))) {
      throw new FormatException("it does not begin as an .npy file does");
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw new FormatException("it has version " + version + " of the format, not 1, 2 or 3");
    }
    byte[] digits = in.readNBytes(version == 1 ? 2 : 4);
    long length = 0;
    for (int k = digits.length - 1; k >= 0; k--) {
      length = length << 8 | digits[k] & 0xFF;
    }
    if (length > LONGEST_HEADER) {
      throw new FormatException("its header would have " + length + " bytes");
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw new FormatException("it ends within its header");
    }
    Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    Header header = Header.of(new String(text, charset));
    Entries entries = Entries.of(header.descr());
    Object values = entries.read(in, count(header.shape(), entries.bytes()));
    return new Saved(header.shape(), header.columns() ? inRows(values, header.shape()) : values);
  }

  private static int count(int[] shape, int bytes) throws FormatException {
    double count = 1;
    for (int size : shape) {
      count *= size;
    }
    if (count > Integer.MAX_VALUE - 8) {
      throw new FormatException(
          "it has " + Header.tuple(shape) + " entries, more than fit in an array");
    }
    if (count * bytes > Runtime.getRuntime().maxMemory()) {
      throw new FormatException(
          "its entries need %.0f MB, and there are %.0f MB of memory"
              .formatted(count * bytes / 1e6, Runtime.getRuntime().maxMemory() / 1e6));
    }
    return (int) count;
  }

  /// Entries that stand column by column, row by row.
  private static Object inRows(Object values, int[] shape) {
    int count = Array.getLength(values);
    Object rows = Array.newInstance(values.getClass().componentType(), count);
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    int[] index = new int[shape.length];
    int from = 0;
    for (int to = 0; to < count; to++) {
      System.arraycopy(values, from, rows, to, 1);
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        from += strides[axis];
        if (++index[axis] < shape[axis]) {
          break;
        }
        from -= shape[axis] * strides[axis];
        index[axis] = 0;
      }
    }
    return rows;
  }

  /// Writes an array.
  public static void write(Path file, Saved array) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(out, array);
    }
  }

  static void write(OutputStream out, Saved array) throws IOException {
    String header = new Header(Entries.descr(array.values()), false, array.shape()).text();
    int before = MAGIC.length + 2 + 2;
    int padding = Math.floorMod(-(before + header.length() + 1), ALIGNED);
    byte[] text = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    out.write(MAGIC);
    out.write(new byte[] {1, 0, (byte) text.length, (byte) (text.length >> 8)});
    out.write(text);
    Entries.write(array.values(), out);
  }
}

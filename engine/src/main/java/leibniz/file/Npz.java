package leibniz.file;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;

/// Arrays with names in a file, as `np.savez` writes it: a zip of `.npy` files.
public final class Npz {
  private static final String SUFFIX = ".npy";
  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Npz() {}

  /// Reads all arrays, in the order of the file.
  ///
  /// @throws LeibnizException if the file is no zip, or something in it no array
  public static Map<String, Saved> read(Path file) throws IOException {
    Map<String, Saved> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<ZipEntry> entries = zip.stream().<ZipEntry>map(e -> e).toList();
      for (ZipEntry entry : entries) {
        String name = entry.getName();
        if (name.endsWith(SUFFIX)) {
          try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
            arrays.put(
                name.substring(0, name.length() - SUFFIX.length()),
                Npy.read(in, name + " in " + file));
          }
        }
      }
    } catch (ZipException e) {
      throw Problem.error(Code.LBZ010, file + " is no bundle of arrays: " + e.getMessage())
          .help("np.savez(\"" + file + "\", x=x) writes one")
          .raise();
    }
    return arrays;
  }

  /// Writes arrays; the same arrays give the same bytes.
  public static void write(Path file, Map<String, Saved> arrays) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      zip.setLevel(Deflater.NO_COMPRESSION); // as np.savez does
      for (Map.Entry<String, Saved> array : arrays.entrySet()) {
        ZipEntry entry = new ZipEntry(array.getKey() + SUFFIX);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
        Npy.write(zip, array.getValue());
        zip.closeEntry();
      }
    }
  }
}

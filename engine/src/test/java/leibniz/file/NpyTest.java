package leibniz.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import leibniz.ir.LeibnizException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Arrays in files: what is written is read, what NumPy writes is read, and what is broken is told.
final class NpyTest {
  @TempDir Path folder;

  private static List<Object> values(int count) {
    SplittableRandom random = new SplittableRandom(3);
    double[] doubles = random.doubles(count, -1, 1).toArray();
    float[] floats = new float[count];
    boolean[] truths = new boolean[count];
    for (int k = 0; k < count; k++) {
      floats[k] = (float) doubles[k];
      truths[k] = doubles[k] > 0;
    }
    return List.of(
        doubles, floats, random.longs(count).toArray(), random.ints(count).toArray(), truths);
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    for (int[] shape : new int[][] {{}, {0}, {7}, {3, 4}, {2, 0, 5}, {70, 1, 1000}}) {
      int count = IntStream.of(shape).reduce(1, (a, b) -> a * b);
      for (Object values : values(count)) {
        Path file = folder.resolve("a.npy");
        Npy.write(file, new Saved(shape, values));
        Saved read = Npy.read(file);
        assertThat(read.shape()).containsExactly(shape);
        assertThat(read.values()).isEqualTo(values);
        assertThat(Files.size(file) % 64)
            .as("numbers begin at a multiple of 64")
            .isEqualTo((long) count * Entries.of(Entries.descr(values)).bytes() % 64);
      }
    }
  }

  @Test
  void bundlesKeepNamesAndOrder() throws IOException {
    Map<String, Saved> arrays = new LinkedHashMap<>();
    arrays.put("W", new Saved(new int[] {2, 2}, new double[] {1, 2, 3, 4}));
    arrays.put("b", new Saved(new int[] {2}, new float[] {1, 2}));
    Path file = folder.resolve("a.npz");
    Npz.write(file, arrays);
    byte[] once = Files.readAllBytes(file);
    Map<String, Saved> read = Npz.read(file);
    assertThat(read.keySet()).containsExactly("W", "b");
    assertThat(read.get("W").doubles()).containsExactly(1, 2, 3, 4);
    assertThat(read.get("b")).hasToString("float32 (2,)");
    Npz.write(file, arrays);
    assertThat(Files.readAllBytes(file)).isEqualTo(once);
  }

  /// The bytes of a file.
  private static byte[] bytes(int version, String header, byte... entries) {
    ByteBuffer out = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    out.put((byte) version).put((byte) 0);
    if (version == 1) {
      out.putShort((short) header.length());
    } else {
      out.putInt(header.length());
    }
    out.put(header.getBytes(StandardCharsets.UTF_8)).put(entries);
    byte[] all = new byte[out.position()];
    out.flip().get(all);
    return all;
  }

  private static Saved read(byte... bytes) throws IOException {
    return Npy.read(new ByteArrayInputStream(bytes), "a.npy");
  }

  @Test
  void allVersionsOrdersAndTypesAreRead() throws IOException {
    String header = "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n";
    for (int version = 1; version <= 3; version++) {
      Saved read =
          read(
              bytes(
                  version,
                  header.formatted("|u1", "False", "(2, 3)"),
                  new byte[] {0, 1, 2, 3, 4, (byte) 255}));
      assertThat((int[]) read.values()).containsExactly(0, 1, 2, 3, 4, 255);
    }
    byte[] six = {0, 1, 2, 3, 4, 5};
    assertThat((int[]) read(bytes(1, header.formatted("|i1", "True", "(2, 3)"), six)).values())
        .containsExactly(0, 2, 4, 1, 3, 5);
    assertThat((int[]) read(bytes(1, header.formatted(">i2", "False", "(3,)"), six)).values())
        .containsExactly(1, 2 * 256 + 3, 4 * 256 + 5);
    assertThat((int[]) read(bytes(1, header.formatted("<i2", "False", "(3,)"), six)).values())
        .containsExactly(256, 3 * 256 + 2, 5 * 256 + 4);
    assertThat(
            (float[])
                read(bytes(1, header.formatted("<f2", "False", "()"), new byte[] {0, 0x3c}))
                    .values())
        .containsExactly(1);
    assertThat(
            (long[])
                read(bytes(
                        1, header.formatted("<u4", "False", "(1,)"), new byte[] {-1, -1, -1, -1}))
                    .values())
        .containsExactly(0xFFFFFFFFL);
    String other = "{\"shape\":(2L,),\"fortran_order\":False,\"descr\":\"|b1\"}";
    assertThat((boolean[]) read(bytes(1, other, new byte[] {0, 2})).values())
        .containsExactly(false, true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }; it ends before its 3 entries do",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (100000, 100000)}; more than fit in an array",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,)}; more than fit in an array",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000,)}; of memory",
        "{'descr': '|O', 'fortran_order': False, 'shape': (3,), }; it holds Python objects (|O)",
        "{'descr': '<c16', 'fortran_order': False, 'shape': (3,), }; it holds complex numbers (<c16)",
        "{'descr': '<U4', 'fortran_order': False, 'shape': (3,), }; it holds text (<U4)",
        "{'descr': '<f16', 'fortran_order': False, 'shape': (3,), }; wider than float64",
        "{'descr': '', 'fortran_order': False, 'shape': (3,), }; its type '' is not known",
        "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (3,)}; records of several fields",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-3,), }; 'shape' is no tuple of sizes",
        "{'descr': '<f8', 'fortran_order': False, 'shape': 3, }; '(' is missing",
        "{'descr': '<f8', 'fortran_order': Maybe, 'shape': (3,), }; neither True nor False",
        "{'descr': '<f8', 'shape': (3,), }; no entry 'fortran_order'",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), 'x': 1}; an entry 'x'",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), } + 1; something follows",
        "import os; is no dict",
        "{'descr; a string is missing",
      })
  void whatIsBrokenIsTold(String header, String message) {
    assertThatThrownBy(() -> read(bytes(1, header, new byte[16])))
        .isInstanceOf(LeibnizException.class)
        .hasMessageStartingWith("a.npy is no array that can be read: ")
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatEndsSoonerOrIsNoneIsTold() throws IOException {
    byte[] whole =
        bytes(2, "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n", new byte[8]);
    assertThat((float[]) read(whole).values()).containsExactly(0, 0);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part)).isInstanceOf(LeibnizException.class);
    }
    whole[6] = 9;
    assertThatThrownBy(() -> read(whole)).hasMessageContaining("version 9");
    whole[6] = 2;
    whole[11] = 0x7f;
    assertThatThrownBy(() -> read(whole)).hasMessageContaining("its header would have");
    Path text = Files.writeString(folder.resolve("a.npz"), "no zip");
    assertThatThrownBy(() -> Npz.read(text))
        .isInstanceOf(LeibnizException.class)
        .hasMessageContaining("is no bundle of arrays");
  }

  /// Bytes of a file changed at random give an array or a sentence.
  @Test
  void anyBytesAreAnArrayOrAreRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(out, new Saved(new int[] {2, 3}, new double[6]));
    byte[] whole = out.toByteArray();
    SplittableRandom random = new SplittableRandom(5);
    int refused = 0;
    for (int round = 0; round < 5000; round++) {
      byte[] changed = whole.clone();
      for (int k = 0; k <= random.nextInt(3); k++) {
        changed[random.nextInt(128)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(read(changed).count()).isGreaterThanOrEqualTo(0);
      } catch (LeibnizException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 4999);
  }

  @Test
  @Tag("numpy")
  void numPyAndLeibnizReadEachOther() throws Exception {
    String script =
        """
        import numpy as np, sys
        folder = sys.argv[1]
        a = np.arange(24).reshape(2, 3, 4)
        names = {}
        for t in ['<f8', '>f8', '<f4', '>f4', '<i8', '>i8', '<i4', '>i4', '<f2', '<i2', 'u1']:
            for order in 'CF':
                names[f'{len(names)}'] = np.array(a, dtype=t, order=order)
        names['b'] = a % 2 == 0
        names['s'] = np.float64(3)
        np.savez(folder + '/theirs.npz', **names)
        np.savez_compressed(folder + '/small.npz', **names)
        np.lib.format.write_array(open(folder + '/two.npy', 'wb'), a, version=(2, 0))
        np.lib.format.write_array(open(folder + '/three.npy', 'wb'), a, version=(3, 0))
        ours = np.load(folder + '/ours.npz')
        assert list(ours) == ['x', 'y', 'n', 'm', 't'], list(ours)
        assert ours['x'].dtype == np.float64 and ours['x'].tolist() == [[1, 2, 3], [4, 5, 6]]
        assert ours['y'].dtype == np.float32 and ours['y'].shape == ()
        assert ours['n'].dtype == np.int64 and ours['m'].dtype == np.int32
        assert ours['t'].tolist() == [True, False]
        """;
    Map<String, Saved> ours = new LinkedHashMap<>();
    ours.put("x", new Saved(new int[] {2, 3}, new double[] {1, 2, 3, 4, 5, 6}));
    ours.put("y", new Saved(new int[] {}, new float[] {7}));
    ours.put("n", new Saved(new int[] {1}, new long[] {1L << 40}));
    ours.put("m", new Saved(new int[] {1}, new int[] {-1}));
    ours.put("t", new Saved(new int[] {2}, new boolean[] {true, false}));
    Npz.write(folder.resolve("ours.npz"), ours);
    Path file = Files.writeString(folder.resolve("s.py"), script);
    String python = System.getProperty("leibniz.python", "python3");
    Process process =
        new ProcessBuilder(python, file.toString(), folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    double[] expected = IntStream.range(0, 24).asDoubleStream().toArray();
    for (String bundle : List.of("theirs.npz", "small.npz")) {
      Map<String, Saved> theirs = Npz.read(folder.resolve(bundle));
      assertThat(theirs).hasSize(24);
      for (int k = 0; k < 22; k++) {
        Saved array = theirs.get(Integer.toString(k));
        assertThat(array.shape()).containsExactly(2, 3, 4);
        assertThat(array.doubles()).as("%d %s", k, array).containsExactly(expected);
      }
      assertThat(theirs.get("b").at(0)).isOne();
      assertThat(theirs.get("s").shape()).isEmpty();
    }
    assertThat(Npy.read(folder.resolve("two.npy")).doubles()).containsExactly(expected);
    assertThat(Npy.read(folder.resolve("three.npy")).doubles()).containsExactly(expected);
  }
}

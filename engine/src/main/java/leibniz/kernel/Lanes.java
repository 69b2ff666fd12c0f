package leibniz.kernel;

import jdk.incubator.vector.VectorShape;

/// Whether kernels compute with vectors, several entries at once: the one place that decides. They
/// do where the module `jdk.incubator.vector` is in the running JVM, which it is only when asked
/// for (`--add-modules jdk.incubator.vector`). Otherwise every kernel has a plain form with the
/// same meaning, which is slower.
///
/// Classes that name the module's types are loaded only if [#USED].
public final class Lanes {

  /// Turns vectors off: `-Dleibniz.vectors=off`.
  private static final String PROPERTY = "leibniz.vectors";

  /// Bytes of an array before its first entry.
  private static final int HEADER = 16;

  private static final boolean PRESENT =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  private static final boolean WANTED = !"off".equals(System.getProperty(PROPERTY));

  /// Whether there are vectors, and longer ones than a single entry.
  public static final boolean USED = PRESENT && WANTED && Shape.BITS >= 128;

  private Lanes() {}

  /// How many entries a vector has; 1 without vectors.
  public static int of(Type type) {
    return USED ? Shape.BITS / (8 * type.bytes()) : 1;
  }

  /// The first entry of a large array that is at the beginning of a vector's width in memory: large
  /// arrays begin where a page does, with a header. Where one does not, what relies on it is
  /// slower.
  public static int line(Type type) {
    return USED ? of(type) - HEADER / type.bytes() : 0;
  }

  /// What was decided, and what to do for more.
  public static String why() {
    if (USED) {
      return "vectors of " + Shape.BITS + " bits";
    }
    if (!PRESENT) {
      return "no vectors: start Java with --add-modules jdk.incubator.vector";
    }
    return WANTED
        ? "no vectors: this machine has none of 128 bits"
        : "no vectors: -D" + PROPERTY + "=off";
  }

  /// Asks the module, so loaded only when it is there.
  private static final class Shape {
    static final int BITS = VectorShape.preferredShape().vectorBitSize();

    private Shape() {}
  }
}

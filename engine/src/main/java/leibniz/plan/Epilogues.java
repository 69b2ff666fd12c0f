package leibniz.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import leibniz.blas.Contraction;
import leibniz.blas.Operand;
import leibniz.kernel.Access;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;

/// Loops that read each row of a product once it is there (a bias, an activation or its derivative,
/// a step of descent) are done with the product, block by block of its rows: what it has just
/// computed is read from the caches, and where nobody else reads it, it goes where the loops write.
final class Epilogues {
  private final List<Step> steps;
  private final List<Step> done = new ArrayList<>();
  private final int given;

  private Epilogues(List<Step> steps, int given) {
    this.steps = steps;
    this.given = given;
    for (int k = 0; k < steps.size(); k++) {
      Optional<Step> both = k + 1 < steps.size() ? both(k) : Optional.empty();
      done.add(both.orElse(steps.get(k)));
      k += both.isPresent() ? 1 : 0;
    }
  }

  /// @param given how many arrays are inputs and results
  static List<Step> joined(List<Step> steps, int given) {
    return new Epilogues(steps, given).done;
  }

  /// A step and the next one as one, if they are such.
  private Optional<Step> both(int k) {
    if (!(steps.get(k) instanceof Step.Product product)
        || product.symmetric()
        || !(steps.get(k + 1) instanceof Step.Loops(Kernel kernel))
        || kernel.loops().stream().anyMatch(Epilogues::isInOrder)) {
      return Optional.empty();
    }
    return Contraction.rows(product.extents(), product.result(), product.left(), product.right())
        .flatMap(rows ->
            byRows(kernel, rows.count())
                .filter(loops -> fits(loops, product, rows.apart()))
                .map(loops -> step(k, product, loops, rows.apart())));
  }

  private static boolean isInOrder(Loop loop) {
    return loop.target().row() == 0;
  }

  /// The kernel over so many rows, if its rows are some of each of them.
  private static Optional<Kernel> byRows(Kernel kernel, int rows) {
    int each = kernel.rows() / rows;
    if (each == 0 || each * rows != kernel.rows() || !kernel.scratch().isEmpty()) {
      return Optional.empty();
    }
    if (each == 1) {
      return Optional.of(kernel);
    }
    if (kernel.loops().size() > 1) {
      return Optional.empty();
    }
    Loop loop = kernel.loops().getFirst();
    Loop longer =
        loop.map(
            inFront(each, loop.extents()),
            loop.kept() + 1,
            a -> new Access(a.array(), a.offset(), a.row() * each, inFront(a.row(), a.strides())));
    return Optional.of(new Kernel(rows, List.of(longer), List.of()));
  }

  private static int[] inFront(int first, int[] rest) {
    int[] all = new int[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  /// Whether the loops read the result, and of it in each row what lies there.
  private static boolean fits(Kernel kernel, Step.Product product, int apart) {
    int array = product.result().array();
    boolean reads = false;
    for (Loop loop : kernel.loops()) {
      for (Access access : loop.accesses()) {
        if (access.array() == array) {
          int first = access.offset() - product.result().offset();
          reads = true;
          if (access.row() != apart
              || first < 0
              || RowJoin.span(access, loop) - product.result().offset() >= apart) {
            return false;
          }
        }
      }
    }
    return reads;
  }

  private Step step(int k, Step.Product product, Kernel kernel, int apart) {
    int array = product.result().array();
    Loop loop = kernel.loops().getFirst();
    Access target = loop.target();
    boolean isElsewhere = array < given;
    for (int other = 0; other < steps.size(); other++) {
      isElsewhere |= other != k && other != k + 1 && steps.get(other).arrays().contains(array);
    }
    List<Access> reads = loop.reads();
    boolean isInPlace =
        !isElsewhere
            && kernel.loops().size() == 1
            && !loop.adds()
            && loop.reduced() == 0
            && loop.points() * kernel.rows() == entries(product)
            && !product.reads().contains(target.array())
            && reads.stream().noneMatch(a -> a.array() == target.array())
            && reads.stream()
                .filter(a -> a.array() == array)
                .allMatch(a -> a.equals(in(target, array)));
    if (!isInPlace) {
      return new Step.Fused(product, kernel, apart);
    }
    Operand there =
        new Operand(target.array(), product.result().offset(), product.result().strides());
    Loop within =
        loop.map(loop.extents(), loop.kept(), a -> a.array() == array ? in(a, target.array()) : a);
    return new Step.Fused(
        new Step.Product(
            product.extents(), there, product.left(), product.right(), product.alpha(), false),
        new Kernel(kernel.rows(), List.of(within), List.of()),
        apart);
  }

  private static Access in(Access access, int array) {
    return new Access(array, access.offset(), access.row(), access.strides());
  }

  private static long entries(Step.Product product) {
    int[] strides = product.result().strides();
    return IntStream.range(0, strides.length)
        .filter(letter -> strides[letter] != 0)
        .mapToLong(letter -> product.extents()[letter])
        .reduce(1, (a, b) -> a * b);
  }
}

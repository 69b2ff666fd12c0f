package leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.blas.Operand;
import leibniz.kernel.Access;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;
import leibniz.kernel.Op;

/// What the steps of a plan cost, counted.
final class Account {
  private final Map<Integer, String> names;
  private final int entry; // bytes

  /// @param names of arrays that have one
  /// @param entry the bytes of an entry
  Account(Map<Integer, String> names, int entry) {
    this.names = names;
    this.entry = entry;
  }

  Work of(Step step, String how) {
    return switch (step) {
      case Step.Loops(Kernel kernel) -> loops(kernel, how);
      case Step.Product p ->
          new Work(
              "product",
              named(p.writes()),
              named(List.of(p.left().array(), p.right().array())),
              extents(p.extents()) + ", " + how,
              2 * product(p.extents()),
              bytes(p.extents(), p.result())
                  + bytes(p.extents(), p.left())
                  + bytes(p.extents(), p.right()));
      case Step.Fused both -> fused(both, how);
      case Step.Picks p ->
          new Work(
              "picks",
              named(p.writes()),
              named(p.reads()),
              extents(p.extents()) + ", " + how,
              2 * product(p.extents()),
              entry * (3 * product(p.extents()) + p.count()));
      case Step.Other o ->
          new Work(
              "other",
              named(o.writes()),
              named(o.reads()),
              o.op().name(),
              product(o.shape()),
              entry * product(o.shape()));
    };
  }

  private Work fused(Step.Fused both, String how) {
    Work product = of(both.product(), how);
    Work loops = loops(both.kernel(), "");
    Set<Integer> writes = new LinkedHashSet<>(both.product().writes());
    writes.addAll(new Step.Loops(both.kernel()).writes());
    Set<Integer> reads = new LinkedHashSet<>(both.product().reads());
    reads.addAll(new Step.Loops(both.kernel()).reads());
    reads.removeAll(writes);
    return new Work(
        "product",
        named(writes),
        named(reads),
        product.how(),
        product.operations() + loops.operations(),
        product.bytes() + loops.bytes());
  }

  private Work loops(Kernel kernel, String how) {
    double operations = 0;
    double bytes = 0;
    Set<Integer> reads = new LinkedHashSet<>();
    Set<Integer> writes = new LinkedHashSet<>();
    List<String> extents = new ArrayList<>();
    for (Loop loop : kernel.loops()) {
      double points = (double) loop.points() * kernel.rows();
      long functions =
          loop.body().stream()
              .filter(line -> line instanceof Op.Apply || line instanceof Op.Other)
              .count();
      operations += points * (functions + (loop.reduced() > 0 || loop.adds() ? 1 : 0));
      Set<Access> accesses = new LinkedHashSet<>(loop.reads());
      accesses.add(loop.target());
      for (Access access : accesses) {
        if (!kernel.scratch().contains(access.array())) {
          bytes += entry * touched(access, loop) * (access.row() == 0 ? 1 : kernel.rows());
        }
      }
      loop.reads().forEach(a -> reads.add(a.array()));
      writes.add(loop.target().array());
      extents.add(extents(loop.extents()) + (loop.reduced() > 0 ? " summed" : ""));
    }
    reads.removeAll(writes);
    writes.removeAll(kernel.scratch());
    String over = kernel.rows() + " rows of " + String.join(", ", extents);
    return new Work("loops", named(writes), named(reads), over + ", " + how, operations, bytes);
  }

  private static double touched(Access access, Loop loop) {
    double entries = 1;
    for (int axis = 0; axis < loop.extents().length; axis++) {
      entries *= access.stride(axis) == 0 ? 1 : loop.extents()[axis];
    }
    return entries;
  }

  private double bytes(int[] extents, Operand operand) {
    double entries = 1;
    for (int k = 0; k < extents.length; k++) {
      entries *= operand.strides()[k] == 0 ? 1 : extents[k];
    }
    return entry * entries;
  }

  private List<String> named(Collection<Integer> arrays) {
    return arrays.stream().map(a -> names.getOrDefault(a, "t" + a)).toList();
  }

  private static String extents(int[] extents) {
    return extents.length == 0
        ? "1"
        : Arrays.stream(extents).mapToObj(Integer::toString).collect(Collectors.joining(" · "));
  }

  private static double product(int[] sizes) {
    double product = 1;
    for (int size : sizes) {
      product *= size;
    }
    return product;
  }
}

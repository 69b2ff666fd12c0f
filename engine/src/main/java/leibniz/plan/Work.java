package leibniz.plan;

import java.util.List;

/// One step of a plan, for those who want to know what it costs.
///
/// @param kind `loops`, `product`, `picks` or `other`
/// @param result what it computes, by name; the names `t1`, `t2`, … are the plan's own
/// @param operands what it reads, by name
/// @param how over which extents, and in which way
/// @param operations additions, multiplications and functions of numbers
/// @param bytes read and written, each array once for each index that selects an entry
public record Work(
    String kind,
    List<String> result,
    List<String> operands,
    String how,
    double operations,
    double bytes) {

  /// Takes copies of the lists.
  public Work {
    result = List.copyOf(result);
    operands = List.copyOf(operands);
  }
}

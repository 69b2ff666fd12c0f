package leibniz.bench;

import java.util.List;

/// A problem to be timed, as the file of workloads states it.
///
/// @param dtype `f64` or `f32`
/// @param program assignments in NumPy notation
/// @param output the name whose value or derivative is asked for
/// @param result_shapes of the results, in order
public record Workload(
    String id,
    String dtype,
    List<Input> inputs,
    List<String> program,
    String output,
    Asked derivative,
    List<List<Integer>> result_shapes) {

  /// An input and what it is filled with.
  public record Input(String name, List<Integer> shape, Fill fill) {
    int count() {
      return product(shape);
    }
  }

  /// How numbers are drawn.
  ///
  /// @param kind `uniform` between lo and hi, `sign` or `onehot`
  public record Fill(String kind, double lo, double hi, long seed) {}

  /// What is asked for.
  ///
  /// @param kind `value`, `gradient`, `jacobian`, `batch_jacobian`, `batch_hessian`, `hessian`,
  ///   `jvp`, `vjp`, `hvp` or `sgd_step`
  /// @param wrt the names, in the order of the results
  /// @param batched inputs whose first axis is the batch
  /// @param direction inputs that are tangents or a cotangent
  /// @param lr the length of a step of gradient descent
  public record Asked(
      String kind, List<String> wrt, List<String> batched, List<String> direction, double lr) {
    /// Lists that are left out are empty.
    public Asked {
      wrt = wrt == null ? List.of() : wrt;
      batched = batched == null ? List.of() : batched;
      direction = direction == null ? List.of() : direction;
    }
  }

  boolean isDouble() {
    return dtype.equals("f64");
  }

  /// An array of this type, filled with zeros.
  Object array(int count) {
    return isDouble() ? new double[count] : new float[count];
  }

  /// Arrays for all results, end to end.
  Object[] results() {
    return result_shapes.stream().map(shape -> array(product(shape))).toArray();
  }

  static int product(List<Integer> shape) {
    return product(shape.stream().mapToInt(Integer::intValue).toArray());
  }

  static int product(int... shape) {
    int product = 1;
    for (int size : shape) {
      product = Math.multiplyExact(product, size);
    }
    return product;
  }
}

package leibniz.ir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The order of the factors of a product, which does not depend on how it was written.
final class FactorOrder {
  private static final Comparator<Product.Operand> BY_VALUE =
      (a, b) -> Long.compare(a.value().key(), b.value().key());

  private FactorOrder() {}

  /// Sorts by what a factor is and how it is connected, so that the order in which a product was
  /// written does not matter. Factors that look alike from three steps away may still differ; they
  /// keep the order they came in.
  static List<Product.Operand> of(List<Product.Operand> atoms, List<Integer> out) {
    List<Product.Operand> sorted = new ArrayList<>(atoms);
    sorted.sort(BY_VALUE);
    for (int k = 1; k < sorted.size(); k++) {
      if (sorted.get(k - 1).value().key() == sorted.get(k).value().key()) {
        return byLetters(atoms, out);
      }
    }
    return sorted;
  }

  private static List<Product.Operand> byLetters(List<Product.Operand> atoms, List<Integer> out) {
    Map<Integer, Long> letterKeys = new HashMap<>();
    for (int position = 0; position < out.size(); position++) {
      letterKeys.merge(out.get(position), Keys.mix(11, position), Long::sum);
    }
    long[] keys = new long[atoms.size()];
    for (int round = 0; round < 3; round++) {
      for (int k = 0; k < keys.length; k++) {
        Product.Operand atom = atoms.get(k);
        keys[k] = Keys.mix(atom.value().key(), atom.power().hashCode());
        for (Integer letter : atom.letters()) {
          keys[k] = Keys.mix(keys[k], letterKeys.getOrDefault(letter, 0L));
        }
      }
      Map<Integer, Long> next = new HashMap<>(letterKeys);
      for (int k = 0; k < keys.length; k++) {
        List<Integer> indices = atoms.get(k).letters();
        for (int axis = 0; axis < indices.size(); axis++) {
          next.merge(indices.get(axis), Keys.mix(keys[k], axis), Long::sum);
        }
      }
      letterKeys = next;
    }
    List<Integer> order = new ArrayList<>(Build.range(0, keys.length));
    order.sort(
        Comparator.<Integer>comparingLong(k -> atoms.get(k).value().key())
            .thenComparingLong(k -> keys[k]));
    return order.stream().map(atoms::get).toList();
  }
}

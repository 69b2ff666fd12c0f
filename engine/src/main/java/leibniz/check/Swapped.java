package leibniz.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The operands of a matrix product, swapped or transposed.
final class Swapped {
  static final String WORDS = "the operands are swapped or transposed";
  private static final String TURNED = ".T";
  private static final String EACH = ".transpose(0, 2, 1)"; // for stacks of matrices

  private static final String LAST = ".swapaxes(-1, -2)"; // for stacks of stacks

  record Operands(String left, String right) {}

  private Swapped() {}

  /// All ways but the one that is there.
  static Set<Operands> of(String left, String right) {
    Set<Operands> ways = new LinkedHashSet<>();
    for (String a : List.of(left, turned(left, TURNED))) {
      for (String b : List.of(right, turned(right, TURNED))) {
        ways.add(new Operands(a, b));
        ways.add(new Operands(b, a));
      }
    }
    ways.remove(new Operands(left, right));
    return ways;
  }

  /// The same for stacks, one operand at a time.
  static List<Operands> each(String left, String right) {
    return List.of(
        new Operands(turned(left, EACH), right),
        new Operands(left, turned(right, EACH)),
        new Operands(turned(left, LAST), right),
        new Operands(left, turned(right, LAST)));
  }

  private static String turned(String operand, String by) {
    return operand.endsWith(by)
        ? operand.substring(0, operand.length() - by.length())
        : operand + by;
  }
}

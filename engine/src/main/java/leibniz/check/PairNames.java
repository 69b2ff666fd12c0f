package leibniz.check;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How functions are called that pull cotangents back, and those whose results these belong to.
final class PairNames {
  private static final List<List<String>> WORDS =
      List.of(
          List.of("backward", "forward"),
          List.of("_backward", ""),
          List.of("backward_", ""),
          List.of("backward", "__call__"),
          List.of("bprop", "fprop"),
          List.of("backprop", "forward"),
          List.of("backprop", "feedforward"),
          List.of("backprop", "feed_forward"),
          List.of("backprop", "forward_prop"),
          List.of("backprop", "fprop"),
          List.of("back_prop", "forward_prop"),
          List.of("back_prop", "forward"),
          List.of("back_propagation", "forward_propagation"),
          List.of("back_propagation", "forward"),
          List.of("backpropagation", "forward"),
          List.of("backpropagate", "forward"),
          List.of("backpropagate", "feedforward"),
          List.of("back_propagate", "forward"),
          List.of("back_propagate", "feed_forward"),
          List.of("backward", "call"),
          List.of("backward", "apply"),
          List.of("backward", "predict"),
          List.of("_bwd", "_fwd"),
          List.of("bwd", "fwd"),
          List.of("_back", "_forward"),
          List.of("_back", ""),
          List.of("_vjp", ""),
          List.of("_grad", ""),
          List.of("_backprop", ""),
          List.of("backprop_", ""),
          List.of("back_", "forward_"),
          List.of("grad_", ""),
          List.of("backward_pass", "forward_pass"),
          List.of("d", ""));

  private PairNames() {}

  /// Whether a function is called as the one that goes back through another.
  static boolean arePaired(String forward, String backward) {
    Matcher other = WAY.matcher(backward);
    return arePair(forward, backward) || other.matches() && arePair(forward, other.group(1));
  }

  /// Another way to write the same function: `batchnorm_backward_alt`.
  private static final Pattern WAY =
      Pattern.compile("(.+)_(?:alt|naive|fast|slow|simple|vectorized|vec|loops?|v\\d|\\d)");

  private static boolean arePair(String forward, String backward) {
    int dot = backward.lastIndexOf('.') + 1;
    String scope = backward.substring(0, dot);
    String name = backward.substring(dot);
    for (List<String> words : WORDS) {
      if (name.contains(words.getFirst())
          && forward.equals(scope + name.replaceFirst(words.getFirst(), words.getLast()))) {
        return true;
      }
    }
    return false;
  }

  /// Whether they are methods of one class, one called like one that goes back and the other in any
  /// other way.
  static boolean mayBePaired(String forward, String backward) {
    int dot = backward.lastIndexOf('.') + 1;
    String scope = backward.substring(0, dot);
    return dot > 0
        && forward.startsWith(scope)
        && BACK.matcher(backward.substring(dot)).find()
        && forward.indexOf('.', dot) < 0
        && !OTHER.matcher(forward.substring(dot)).find();
  }

  private static final Pattern BACK = Pattern.compile("(?i)back|bwd|bprop|vjp|pull");
  private static final Pattern OTHER =
      Pattern.compile(
          "(?i)^__|back|bwd|bprop|vjp|pull|grad|update|train|fit|reset|zero|check|numeric");
}

package leibniz.check;

import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Whether a change puts what a function makes of a value in place of the value, or the other way
/// round: the derivative of sigmoid is `a * (1 - a)` of its output.
final class Outputs {
  private final Chain chain;

  Outputs(Chain chain) {
    this.chain = chain;
  }

  /// Which of the two stands where the other belongs, in words; empty if it is neither.
  ///
  /// @param near where names are looked up: the last before it count
  String mixed(Trial.Found found, Event near) {
    Slip slip = found.slip();
    if (slip.kind() != Slip.Kind.NAME) {
      return "";
    }
    Fix.Edit edit = slip.edits().getFirst();
    String now = found.text().at(edit.span());
    Expr written = value(now, near);
    Expr meant = value(edit.text(), near);
    if (written == null || meant == null) {
      return "";
    }
    return isMap(written, meant)
        ? "it takes "
            + now
            + ", the input of a function, where its output "
            + edit.text()
            + " belongs"
        : isMap(meant, written)
            ? "it takes "
                + now
                + ", the output of a function, where its input "
                + edit.text()
                + " belongs"
            : "";
  }

  private @Nullable Expr value(String name, Event near) {
    Expr value = null;
    for (Event event : chain.base().events().subList(0, near.index())) {
      boolean known = event.frame() == near.frame() || event.frame() == 0;
      if (known && event.target().equals(name.replace('"', '\''))) {
        value = event.value();
      }
    }
    return value;
  }

  /// Whether one is made of the other entry by entry.
  private boolean isMap(Expr input, Expr output) {
    Chain.Link link = chain.link(output);
    return link != null
        && link.function().shape().equals(input.shape())
        && link.function().contains(chain.variable(input))
        && link.function().inOrder().stream()
            .allMatch(e -> e.shape().equals(input.shape()) || e.rank() == 0)
        && !link.function().any(e -> e.head() instanceof Head.Special);
  }
}

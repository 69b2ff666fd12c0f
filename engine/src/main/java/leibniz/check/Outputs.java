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

  /// @param near where names are looked up: the last before it count
  boolean areMixed(Trial.Found found, Event near) {
    Slip slip = found.slip();
    if (slip.kind() != Slip.Kind.NAME) {
      return false;
    }
    Fix.Edit edit = slip.edits().getFirst();
    Expr written = value(found.text().at(edit.span()), near);
    Expr meant = value(edit.text(), near);
    return written != null && meant != null && (isMap(written, meant) || isMap(meant, written));
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
        && link.function().inOrder().stream().noneMatch(e -> e.head() instanceof Head.Special);
  }
}

package leibniz.trace;

import java.util.List;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// The default output of a program: what its last line defines, or is.
final class Result {
  private static final List<String> NAMES = List.of("f", "g", "h", "result", "output");

  private final Session session;
  private final Ledger ledger;
  private final Runner runner;
  private Called.@Nullable Entry entry;

  Result(Session session, Ledger ledger, Runner runner) {
    this.session = session;
    this.ledger = ledger;
    this.runner = runner;
  }

  /// Looks for it; a last expression without a name gets one.
  void find(List<Statement> body) {
    if (body.isEmpty()) {
      return;
    }
    List<Called.Entry> known = List.copyOf(ledger.entries());
    if (body.getLast() instanceof Statement.Evaluate(var value, _)) {
      entry = expression(value, known);
    }
    boolean open = ledger.endsOpen();
    for (int k = known.size() - 1; k >= 0 && entry == null && !open; k--) {
      entry = known.get(k).kind() == Definition.Kind.VALUE ? known.get(k) : null;
    }
  }

  private Called.@Nullable Entry expression(Expression value, List<Called.Entry> known) {
    Value found = runner.shown();
    if (!(found instanceof Value.Tensor tensor)) {
      return null;
    }
    for (Called.Entry one : known.reversed()) {
      if (one.value() == tensor.expr() && value instanceof Expression.Name) {
        return one;
      }
    }
    String name =
        NAMES.stream().filter(n -> !session.facts().names().contains(n)).findFirst().orElse("out");
    ledger.define(new Value.Path(name, List.of()), tensor, value.span());
    return ledger.entries().getLast();
  }

  @SuppressWarnings("ReferenceEquality") // that very entry
  @Nullable Definition among(List<Definition> definitions) {
    for (int k = 0; k < definitions.size(); k++) {
      if (ledger.entries().get(k) == entry) {
        return definitions.get(k);
      }
    }
    return null;
  }
}

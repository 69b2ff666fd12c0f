package leibniz.trace;

import java.util.List;
import java.util.Set;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// The default output of a program: what its last line defines, or is.
final class Result {
  private static final List<String> NAMES = List.of("f", "g", "h", "result", "output");

  private final Session session;
  private final Ledger ledger;
  private final Runner runner;
  private final Scope top;
  private int index = -1; // in the ledger

  Result(Session session, Ledger ledger, Runner runner, Scope top) {
    this.session = session;
    this.ledger = ledger;
    this.runner = runner;
    this.top = top;
  }

  /// Looks for it; a last expression without a name gets one.
  void find(List<Statement> body, Set<Problem> problems) {
    if (body.isEmpty()) {
      return;
    }
    int known = ledger.entries().size();
    if (body.getLast() instanceof Statement.Evaluate(var value, _)
        && !Effects.ignored(value, top)
        && problems.isEmpty()) {
      index = expression(value);
    }
    for (int k = known - 1; k >= 0 && index < 0; k--) {
      index = ledger.entries().get(k).kind() == Definition.Kind.VALUE ? k : -1;
    }
  }

  private int expression(Expression value) {
    Value found;
    try {
      found = runner.evaluator().of(value, top);
    } catch (LeibnizException | Faults.Silenced e) {
      return -1;
    }
    if (!(found instanceof Value.Tensor tensor)) {
      return -1;
    }
    for (int k = ledger.entries().size() - 1; k >= 0; k--) {
      if (ledger.entries().get(k).value() == tensor.expr() && value instanceof Expression.Name) {
        return k;
      }
    }
    String name =
        NAMES.stream().filter(n -> !session.facts().names().contains(n)).findFirst().orElse("out");
    ledger.define(new Value.Path(name, List.of()), tensor, value.span());
    return ledger.entries().size() - 1;
  }

  @Nullable Definition among(List<Definition> definitions, Ledger all) {
    int shifted = index + definitions.size() - all.entries().size();
    return index < 0 || shifted >= definitions.size() ? null : definitions.get(shifted);
  }
}

package leibniz.trace;

import leibniz.ir.Dim;
import leibniz.ir.LeibnizException;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// `assert`: a claim. One that is known to be false is told, any other is passed over. Where the
/// program is followed, it is written down and the run goes on.
final class Asserts {
  private final Session session;
  private final Evaluator evaluator;
  private final Journal journal;

  Asserts(Session session, Evaluator evaluator, Journal journal) {
    this.session = session;
    this.evaluator = evaluator;
    this.journal = journal;
  }

  void run(Statement.Assert s, Scope scope) {
    if (Claims.declares(s.test())) {
      return;
    }
    boolean holds;
    try {
      if (journal.isOn()) {
        unify(s.test(), scope);
      }
      holds = evaluator.holds(s.test(), "this assert", scope);
    } catch (LeibnizException | Faults.Silenced e) {
      return; // it is about values, or about sizes that have none
    }
    if (journal.isOn()) {
      stated(s.test(), holds);
      return;
    }
    if (!holds) {
      throw Faults.unfit("this assert does not hold" + sides(s.test(), scope), s.test().span())
          .raise();
    }
  }

  /// Shapes that are said to be one are, where sizes are open.
  private void unify(Expression test, Scope scope) {
    if (test instanceof Expression.Compare c
        && c.comparisons().size() == 1
        && c.comparisons().getFirst().operator() == Expression.Comparator.EQUAL
        && evaluator.of(c.first(), scope) instanceof Value.Tuple(var left, _)
        && evaluator.of(c.comparisons().getFirst().right(), scope)
            instanceof Value.Tuple(var right, _)
        && left.size() == right.size()) {
      for (int k = 0; k < left.size(); k++) {
        if (Concrete.isWhole(left.get(k)) && Concrete.isWhole(right.get(k))) {
          Dim one = Concrete.size(left.get(k), "an assert", test.span());
          session.sizes().same(one, Concrete.size(right.get(k), "an assert", test.span()));
        }
      }
    }
  }

  private void stated(Expression test, boolean holds) {
    if (test instanceof Expression.Compare(var first, var comparisons, Span span)
        && comparisons.size() == 1
        && comparisons.get(0).operator() == Expression.Comparator.EQUAL) {
      String right = evaluator.written(comparisons.get(0).right());
      journal.claim(evaluator.written(first), right, holds, span);
    }
  }

  private String sides(Expression test, Scope scope) {
    if (!(test instanceof Expression.Compare c) || c.comparisons().size() != 1) {
      return "";
    }
    String left = Sequences.text(evaluator.of(c.first(), scope), c.span(), session);
    Expression other = c.comparisons().get(0).right();
    return ": " + left + " and " + Sequences.text(evaluator.of(other, scope), c.span(), session);
  }
}

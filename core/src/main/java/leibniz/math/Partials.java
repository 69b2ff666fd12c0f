package leibniz.math;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Axes;
import leibniz.ir.Name;
import org.jspecify.annotations.Nullable;

/// Derivatives as they are named: `∂q_bi/∂v_bj`.
final class Partials {
  private Partials() {}

  /// The letters go to whom the axes belong.
  static Formula of(Symbol.Derivative d, List<? extends @Nullable Formula> letters) {
    Axes axes = d.axes();
    List<Integer> places = axes.places();
    int next = axes.output().rank();
    Formula of = indexed(d.of(), places.subList(0, next), letters);
    List<Formula> by = new ArrayList<>();
    for (int n = 0; n < axes.order(); n++) {
      int from = next;
      next += axes.inputs().get(n).rank();
      by.add(indexed(d.wrt().get(n), places.subList(from, next), letters));
    }
    return new Formula.Partial(of, by);
  }

  private static Formula indexed(
      Name name, List<Integer> places, List<? extends @Nullable Formula> letters) {
    List<Formula> own = new ArrayList<>();
    for (int place : places) {
      Formula letter = letters.get(place);
      if (letter != null) {
        own.add(letter);
      }
    }
    return Formula.indexed(new Formula.Named(name), own);
  }

  /// Without indices, `∂ℓ/∂W`.
  static Formula whole(Symbol.Derivative d) {
    List<Formula> by = new ArrayList<>();
    d.wrt().forEach(name -> by.add(new Formula.Named(name)));
    return new Formula.Partial(new Formula.Named(d.of()), by);
  }
}

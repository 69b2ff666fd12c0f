package leibniz.code;

import java.util.List;

/// A factor that has axes, with its text.
record Fac(Operand operand, Term.Factor factor) {
  List<Integer> letters() {
    return factor.letters();
  }

  int order() {
    return factor.power().isOne() ? operand.order() : Arithmetic.COMPUTED;
  }
}

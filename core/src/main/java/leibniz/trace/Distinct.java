package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Shape;

/// `np.unique`, where a program is followed: which values there are, and how many, is known only
/// when it runs. Here they are some, of which no more is known than that nothing is differentiated
/// by them.
final class Distinct {
  private static final long FEW = 3;
  private static final String NAME = "unique";

  static final Native ROW =
      Native.row(
          "np.unique",
          "ar, return_index?, return_inverse?, return_counts?, !axis, ~equal_nan, ~sorted",
          Distinct::of);

  private Distinct() {}

  private static Value of(Bound a) {
    Expr x = a.tensor("ar");
    Dim many = a.session().sizes().drawn(NAME + "_values", FEW);
    List<Value> all = new ArrayList<>();
    boolean whole = x.head() instanceof Head.Var v && v.is(Head.Property.WHOLE);
    all.add(drawn(a, NAME, Shape.of(many), whole));
    if (a.flag("return_index")) {
      all.add(drawn(a, NAME + "_first", Shape.of(many), true));
    }
    if (a.flag("return_inverse")) {
      all.add(drawn(a, NAME + "_class", x.shape(), true));
    }
    if (a.flag("return_counts")) {
      all.add(drawn(a, NAME + "_count", Shape.of(many), true));
    }
    return all.size() == 1 ? all.getFirst() : new Value.Tuple(all);
  }

  private static Value drawn(Bound a, String name, Shape shape, boolean whole) {
    Set<Head.Property> known = whole ? Set.of(Head.Property.WHOLE) : Set.of();
    return Value.Tensor.of(a.session().input(name, shape, known));
  }
}

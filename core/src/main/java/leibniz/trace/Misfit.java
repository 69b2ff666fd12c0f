package leibniz.trace;

import java.util.List;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;

/// A value is of another kind than is needed. Where we drew it, another is drawn ([DrawnCalls]).
final class Misfit extends LeibnizException {
  private static final long serialVersionUID = 1L;

  private final transient Value value;
  private final transient Need need;

  Misfit(Problem problem, Value value, Need need) {
    super(List.of(problem));
    this.value = value;
    this.need = need;
  }

  /// The value that does not fit.
  Value value() {
    return value;
  }

  /// What would.
  Need need() {
    return need;
  }
}
